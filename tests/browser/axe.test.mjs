import test from 'node:test';
import { accessible, accessibleOnceAnswered } from './checks/axe.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();

test('21 axe finds nothing against WCAG 2.2 AA and best practice, light and dark, 360 and 1280 px', async (t) => verdict(t, await accessible(visit)));
test('21 axe finds nothing after an answer rules something out', async (t) => verdict(t, await accessibleOnceAnswered(visit)));
