import test from 'node:test';
import { dark, forced, printed, still, switcher } from './checks/media.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { inOneLoad } from './lib/states.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();
const seen = await inOneLoad(visit, { dark, still, forced, printed });

test('22 pages are dark if the reader prefers dark', (t) => verdict(t, seen.dark));
test('22 nothing moves if the reader prefers reduced motion', (t) => verdict(t, seen.still));
test('22 pages are readable in forced colors', (t) => verdict(t, seen.forced));
test('22 print is light and complete, without navigation', (t) => verdict(t, seen.printed));
test('24 the language switcher links to the translation by the name of its language', (t) => verdict(t, switcher(visit.site)));
