import test from 'node:test';
import { firstLoads, fonts, weights } from './checks/weight.mjs';
import { steady } from './checks/steady.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();

test('31 HTML and CSS keep within their budget, and no page has a script', (t) => verdict(t, weights(visit.site)));
test('31 a first load keeps within its budget, including fonts', async (t) => verdict(t, await firstLoads(visit)));
test('10 shipped fonts are woff2 with unicode-range, font-display swap and license', (t) => verdict(t, fonts(visit.site)));
for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 800 }]) {
  test(`31 at ${viewport.width} px the layout is stable while a page loads and its fonts are late`, async (t) => verdict(t, await steady(visit, visit.site.representatives(), viewport)));
}
