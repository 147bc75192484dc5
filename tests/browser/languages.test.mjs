// The fixture sites: languages nobody wrote code for, made by content and settings alone.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { controls, isolation, languageAndDirection, leftToRightStrings, readingOrder, visualOrder } from './checks/direction.mjs';
import { alternates } from './checks/head.mjs';
import { validHtml } from './checks/html.mjs';
import { fits } from './checks/layout.mjs';
import { deadLinks } from './checks/links.mjs';
import { measureTables, mirroredTables } from './checks/mirror.mjs';
import { letters, typeStyle } from './checks/type.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { Site } from './lib/site.mjs';
import { survey } from './lib/survey.mjs';
import { join as together, verdict } from './lib/verdict.mjs';
import { Visit } from './lib/visit.mjs';

const folder = process.env.MIZAN_FIXTURES;
assert.ok(folder, 'MIZAN_FIXTURES must name a folder of built fixture sites, one in each sub-folder');
const names = readdirSync(folder).sort();
const browser = await openBrowser();
after(() => browser.close());

test('there are fixture sites, and languages of both directions among them', () => {
  const directions = new Set(names.flatMap((name) => Site.read(join(folder, name)).pages.map(({ dir }) => dir)));
  assert.deepEqual([...directions].sort(), ['ltr', 'rtl']);
});

for (const name of names) {
  test(`1 2 3 4 5 7 9 16 20 25 27 fixture site ${name}`, async (t) => {
    const site = Site.read(join(folder, name));
    const visit = await Visit.open(site, browser);
    try {
      const { measureTables: measured, ...seen } = await survey(visit, site.pages, { isolation, visualOrder, leftToRightStrings, readingOrder, typeStyle, letters, measureTables });
      const finding = together(...Object.values(seen), mirroredTables(site, measured.data), languageAndDirection(site), controls(site), alternates(site), deadLinks(site), await validHtml(site), await fits(visit));
      // Rows of notes are the main site's business.
      verdict(t, { ...finding, notes: [] });
    } finally {
      await visit.close();
    }
  });
}
