// Pair and tier pages, and sources: of the site itself, and of a fixture with few derived sentences.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { derivedInCopies, foldsOpen, pairPages, sidesInForcedColours, sidesOnPaper, sourcesTold, tierPages } from './checks/pages.mjs';
import { accessible } from './checks/axe.mjs';
import { onPaper } from './checks/share.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { Site } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';
import { Visit } from './lib/visit.mjs';

const own = await visitBuiltSite();
const folder = process.env.MIZAN_FIXTURES && join(process.env.MIZAN_FIXTURES, 'apart');
const fixture = folder && existsSync(folder) ? await Visit.open(Site.read(folder), own.browser) : undefined;
after(() => fixture?.close());

for (const [name, visit] of [['the site', own], ['a site with little to say', fixture]]) {
  const skip = visit ? false : 'MIZAN_FIXTURES names no built fixtures';
  test(`${name}: pairs show differences first, and what speaks for each`, { skip }, (t) => verdict(t, pairPages(visit.site)));
  test(`${name}: tiers show what sets them apart`, { skip }, (t) => verdict(t, tierPages(visit.site)));
  test(`${name}: the sources of a page, their age, and links back`, { skip }, (t) => verdict(t, sourcesTold(visit.site)));
  test(`${name}: copies include what is derived`, { skip }, (t) => verdict(t, derivedInCopies(visit.site)));
  test(`${name}: what is collapsed opens by keyboard`, { skip }, async (t) => verdict(t, await foldsOpen(visit)));
  test(`${name}: in print`, { skip }, async (t) => verdict(t, await sidesOnPaper(visit)));
  test(`${name}: in forced colors`, { skip }, async (t) => verdict(t, await sidesInForcedColours(visit)));
}
const skip = fixture ? false : 'MIZAN_FIXTURES names no built fixtures';
const lamps = fixture?.site.pages.filter(({ path }) => path.includes('/lamps/') && !path.endsWith('/embed/'));
test('21 pages with everything on them are accessible', { skip }, async (t) => verdict(t, await accessible(fixture, lamps.slice(0, 6))));
test('22 pages with everything on them are complete in print', { skip }, async (t) => verdict(t, await onPaper(fixture, lamps)));
