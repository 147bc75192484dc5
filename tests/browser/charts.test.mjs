import test, { after } from 'node:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drawn, visible, withPictures } from './checks/charts.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { Site } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';
import { Visit } from './lib/visit.mjs';

const visit = await visitBuiltSite();

test('5 15 pictures run from the inline start, to scale, beside their words', async (t) => verdict(t, await drawn(visit)));
test('22 pictures can be seen in forced colours, in the dark and on paper', async (t) => verdict(t, await visible(visit)));

// A guide with a picture of every kind stands among the odd ones: see tests/odd.py.
const folder = process.env.MIZAN_FIXTURES && join(process.env.MIZAN_FIXTURES, 'odd');
const odd = folder && existsSync(folder) ? await Visit.open(Site.read(folder), visit.browser) : undefined;
after(() => odd?.close());
const pages = odd && withPictures(odd.site).filter(({ path }) => /\/(drawn|wide)\//.test(path));
const skip = odd ? false : 'MIZAN_FIXTURES names no built fixtures';

test('5 15 pictures of every kind run from the inline start, to scale, beside their words', { skip }, async (t) => {
  const finding = await drawn(odd, pages);
  const kinds = ['bars', 'strips', 'rails', 'areas', 'charts'].filter((kind) => !finding.notes.some((note) => new RegExp(`[1-9]\\d* ${kind}`).test(note)));
  verdict(t, { ...finding, faults: [...finding.faults, ...kinds.map((kind) => `no ${kind} among the odd guides`)] });
});
test('22 pictures of every kind can be seen in forced colours, in the dark and on paper', { skip }, async (t) => verdict(t, await visible(odd, pages.filter(({ kind }) => kind === 'guide'))));
