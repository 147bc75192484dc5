import test from 'node:test';
import { withoutScripts } from './checks/media.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();

test('23 everything can be read without scripts, and no page has one', async (t) => verdict(t, await withoutScripts(visit)));
