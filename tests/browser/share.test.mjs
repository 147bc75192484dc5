import test from 'node:test';
import { copies, embedPages, frames, onPaper, rowLinks, sheets } from './checks/share.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();

test('30 an embed page is shown in frames of allowed sites only, and other pages in none', async (t) => verdict(t, await frames(visit)));
test('27 28 an embed page is the table alone, and its canonical URL is the guide', (t) => verdict(t, embedPages(visit.site)));
test('32 every page has a Markdown copy with the same content', (t) => verdict(t, copies(visit.site)));
test('21 each row has a link to itself, which is not part of the row’s name', async (t) => verdict(t, await rowLinks(visit)));
test('22 print shows URLs and everything that is collapsed', async (t) => verdict(t, await onPaper(visit)));
test('22 print is A4, with wide tables in landscape', async (t) => verdict(t, await sheets(visit)));
