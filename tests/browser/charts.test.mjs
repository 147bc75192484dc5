import test, { after } from 'node:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drawn, visible, withPictures } from './checks/charts.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { Site } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';
import { Visit } from './lib/visit.mjs';

const visit = await visitBuiltSite();

test('5 15 charts start at the inline start, to scale, with text beside them', async (t) => verdict(t, await drawn(visit)));
test('22 charts are visible in forced colors, in the dark and in print', async (t) => verdict(t, await visible(visit)));

// The odd guides include one with every kind of chart: see tests/odd.py.
const folder = process.env.MIZAN_FIXTURES && join(process.env.MIZAN_FIXTURES, 'odd');
const odd = folder && existsSync(folder) ? await Visit.open(Site.read(folder), visit.browser) : undefined;
after(() => odd?.close());
const pages = odd && withPictures(odd.site).filter(({ path }) => /\/(drawn|wide)\//.test(path));
const skip = odd ? false : 'MIZAN_FIXTURES names no built fixtures';

test('5 15 charts of every kind start at the inline start, to scale, with text beside them', { skip }, async (t) => {
  const finding = await drawn(odd, pages);
  const kinds = ['bars', 'strips', 'rails', 'areas', 'charts'].filter((kind) => !finding.notes.some((note) => new RegExp(`[1-9]\\d* ${kind}`).test(note)));
  verdict(t, { ...finding, faults: [...finding.faults, ...kinds.map((kind) => `no ${kind} among the odd guides`)] });
});
test('22 charts of every kind are visible in forced colors, in the dark and in print', { skip }, async (t) => verdict(t, await visible(odd, pages.filter(({ kind }) => kind === 'guide'))));
