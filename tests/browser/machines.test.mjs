import test from 'node:test';
import { atomFeeds, dataFiles, sitemaps } from './checks/feeds.mjs';
import { alternates, canonicals, openGraph, titlesAndDescriptions } from './checks/head.mjs';
import { jsonLd } from './checks/jsonld.mjs';
import { builtSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const site = builtSite();

test('26 titles and descriptions are there, unique and of good length', (t) => verdict(t, titlesAndDescriptions(site)));
test('26 each page has one canonical, its own', (t) => verdict(t, canonicals(site)));
test('26 Open Graph is full and matches the page', (t) => verdict(t, openGraph(site)));
test('27 hreflang names itself, every twin and x-default, and twins agree', (t) => verdict(t, alternates(site)));
test('28 the sitemap is valid, complete and named by robots.txt', (t) => verdict(t, sitemaps(site)));
test('28 each language has a valid Atom feed', (t) => verdict(t, atomFeeds(site)));
test('29 JSON-LD parses and says what its kind of page asks', (t) => verdict(t, jsonLd(site)));
test('32 data files parse and hold no bidi controls', (t) => verdict(t, dataFiles(site)));
