// The fixture sites: languages without any code of their own, added by content and settings alone.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { controls, isolation, languageAndDirection, leftToRightStrings, readingOrder, visualOrder } from './checks/direction.mjs';
import { borrowed, fallbacks } from './checks/fallback.mjs';
import { sitemaps } from './checks/feeds.mjs';
import { alternates, canonicals, redirects } from './checks/head.mjs';
import { validHtml } from './checks/html.mjs';
import { misfits } from './checks/layout.mjs';
import { deadLinks } from './checks/links.mjs';
import { switcher } from './checks/media.mjs';
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

test('there are fixture sites, with languages of both directions', () => {
  const directions = new Set(names.flatMap((name) => Site.read(join(folder, name)).pages.map(({ dir }) => dir)));
  assert.deepEqual([...directions].sort(), ['ltr', 'rtl']);
});

test('there are untranslated pages among pages of the other direction, both ways', () => {
  const ways = names.flatMap((name) => {
    const site = Site.read(join(folder, name));
    return borrowed(site).map((page) => `${site.pages.find(({ url }) => url === page.canonical)?.dir} in ${page.dir}`);
  });
  assert.deepEqual([...new Set(ways)].sort(), ['ltr in rtl', 'rtl in ltr']);
});

for (const name of names) {
  test(`1 2 3 4 5 7 9 16 20 24 25 26 27 28 fixture site ${name}`, async (t) => {
    const site = Site.read(join(folder, name));
    const visit = await Visit.open(site, browser);
    try {
      const { measureTables: measured, ...seen } = await survey(visit, site.pages, { isolation, visualOrder, leftToRightStrings, readingOrder, typeStyle, letters, measureTables }, { misfits });
      const finding = together(...Object.values(seen), mirroredTables(site, measured.data), languageAndDirection(site), controls(site), canonicals(site), alternates(site), fallbacks(site), redirects(site), switcher(site), sitemaps(site), deadLinks(site), await validHtml(site));
      // Note rows are covered by the main site.
      verdict(t, { ...finding, notes: [] });
    } finally {
      await visit.close();
    }
  });
}
