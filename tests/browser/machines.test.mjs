import test from 'node:test';
import { atomFeeds, dataFiles, sitemaps } from './checks/feeds.mjs';
import { alternates, canonicals, openGraph, titlesAndDescriptions } from './checks/head.mjs';
import { jsonLd } from './checks/jsonld.mjs';
import { builtSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const site = builtSite();

test('26 titles and descriptions exist, are unique and have a good length', (t) => verdict(t, titlesAndDescriptions(site)));
test('26 each page has one canonical URL, its own', (t) => verdict(t, canonicals(site)));
test('26 Open Graph is complete and matches the page', (t) => verdict(t, openGraph(site)));
test('27 hreflang lists the page, every translation and x-default, and translations agree', (t) => verdict(t, alternates(site)));
test('28 the sitemap is valid, complete and listed in robots.txt', (t) => verdict(t, sitemaps(site)));
test('28 each language has a valid Atom feed', (t) => verdict(t, atomFeeds(site)));
test('29 JSON-LD parses and has what its kind of page requires', (t) => verdict(t, jsonLd(site)));
test('32 data files parse and contain no bidi controls', (t) => verdict(t, dataFiles(site)));
