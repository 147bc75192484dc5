import test from 'node:test';
import { deadLinks, requestsAreOwn } from './checks/links.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();

test('25 there are no dead links or anchors in pages, style sheets, sitemaps and feeds', (t) => verdict(t, deadLinks(visit.site)));
test('30 no page requests anything from another host', async (t) => verdict(t, await requestsAreOwn(visit)));
