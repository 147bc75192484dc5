import test from 'node:test';
import { dark, forced, printed, still, switcher } from './checks/media.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();

test('22 dark where the reader asks for dark', async (t) => verdict(t, await dark(visit)));
test('22 nothing moves where the reader asks for rest', async (t) => verdict(t, await still(visit)));
test('22 forced colours stay readable', async (t) => verdict(t, await forced(visit)));
test('22 print is light, whole, without navigation', async (t) => verdict(t, await printed(visit)));
test('24 the language switcher leads to the twin in its own name', (t) => verdict(t, switcher(visit.site)));
