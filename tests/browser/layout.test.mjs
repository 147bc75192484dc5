import test from 'node:test';
import { largeTargets, spacedOut } from './checks/layout.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

// That no page scrolls sideways is seen on the load that every-page.test.mjs looks at.
const visit = await visitBuiltSite();

test('20 a reader’s own text spacing cuts nothing', async (t) => verdict(t, await spacedOut(visit)));
test('21 targets are at least 24 px', async (t) => verdict(t, await largeTargets(visit)));
