import test from 'node:test';
import { largeTargets, spacedOut } from './checks/layout.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

// every-page.test.mjs checks, with the page loads it makes anyway, that no page scrolls sideways.
const visit = await visitBuiltSite();

test('20 custom text spacing cuts no text', async (t) => verdict(t, await spacedOut(visit)));
test('21 targets are at least 24 px', async (t) => verdict(t, await largeTargets(visit)));
