import test from 'node:test';
import { dark, forced, printed, still, switcher } from './checks/media.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { inOneLoad } from './lib/states.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();
const seen = await inOneLoad(visit, { dark, still, forced, printed });

test('22 dark where the reader asks for dark', (t) => verdict(t, seen.dark));
test('22 nothing moves where the reader asks for rest', (t) => verdict(t, seen.still));
test('22 forced colours stay readable', (t) => verdict(t, seen.forced));
test('22 print is light, whole, without navigation', (t) => verdict(t, seen.printed));
test('24 the language switcher leads to the twin in its own name', (t) => verdict(t, switcher(visit.site)));
