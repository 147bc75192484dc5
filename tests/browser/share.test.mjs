import test from 'node:test';
import { copies, embedPages, frames, onPaper, rowLinks, sheets } from './checks/share.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();

test('30 an embed page is shown in frames of those who may, and no other page in any', async (t) => verdict(t, await frames(visit)));
test('27 28 an embed page is the table alone, and search engines are led to the guide', (t) => verdict(t, embedPages(visit.site)));
test('32 every page has a copy in Markdown that says the same', (t) => verdict(t, copies(visit.site)));
test('21 each row has a link to itself, which stays out of the row’s name', async (t) => verdict(t, await rowLinks(visit)));
test('22 paper shows addresses and all that is folded up', async (t) => verdict(t, await onPaper(visit)));
test('22 paper is A4, and wide tables lie along the long side', async (t) => verdict(t, await sheets(visit)));
