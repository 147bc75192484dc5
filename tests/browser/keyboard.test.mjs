import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { regionsByKeys, skipLink, tabOrder } from './checks/keyboard.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { Site } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';
import { Visit } from './lib/visit.mjs';

const visit = await visitBuiltSite();

test('21 every tab stop shows its focus, and nothing covers it', async (t) => verdict(t, await tabOrder(visit)));
test('21 the first stop skips the navigation', async (t) => verdict(t, await skipLink(visit)));
test('17 table regions scroll by keyboard', async (t) => {
  // Tables with more columns than fit a phone: the project's own guides have none.
  const folder = process.env.MIZAN_FIXTURES;
  assert.ok(folder, 'MIZAN_FIXTURES must name a folder of built fixture sites, one in each sub-folder');
  const browser = await openBrowser();
  const wide = await Visit.open(Site.read(join(folder, 'odd')), browser);
  try {
    verdict(t, await regionsByKeys(wide));
  } finally {
    await wide.close();
    await browser.close();
  }
});
