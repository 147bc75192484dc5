import test from 'node:test';
import { fits, largeTargets, spacedOut } from './checks/layout.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();

test('20 no page scrolls sideways or cuts text from 320 to 1440 px', async (t) => verdict(t, await fits(visit)));
test('20 a reader’s own text spacing cuts nothing', async (t) => verdict(t, await spacedOut(visit)));
test('21 targets are at least 24 px', async (t) => verdict(t, await largeTargets(visit)));
