import test from 'node:test';
import { lighthouse } from './checks/lighthouse.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();
// One page of each kind that readers visit, alternating between languages.
const languages = [...new Set(visit.site.pages.map(({ lang }) => lang))].sort();
const pages = ['home', 'guide', 'tier', 'pair'].flatMap((kind, turn) => visit.site.representatives([kind]).filter(({ lang }) => kind === 'guide' || lang === languages[turn % languages.length]).slice(0, 2));

test('31 Lighthouse finds nothing to improve in accessibility, best practices and SEO', async (t) => verdict(t, await lighthouse(visit, pages)));
