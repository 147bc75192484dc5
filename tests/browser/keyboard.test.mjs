import test from 'node:test';
import { regionsByKeys, skipLink, tabOrder } from './checks/keyboard.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();

test('21 every stop of the Tab key shows its focus, and nothing lies over it', async (t) => verdict(t, await tabOrder(visit)));
test('21 the first stop skips the navigation', async (t) => verdict(t, await skipLink(visit)));
test('17 table regions scroll by keys', async (t) => verdict(t, await regionsByKeys(visit)));
