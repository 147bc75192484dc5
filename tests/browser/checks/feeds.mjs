// Sitemap, robots.txt and Atom feeds.
import * as dom from '../lib/dom.mjs';
import { OLD_CONTROLS, strayRun } from '../lib/bidi.mjs';
import { validateXml } from '../lib/xmllint.mjs';
import { standing } from './head.mjs';

export function sitemaps(site) {
  const faults = [];
  const say = (file, fault) => faults.push(`/${file}: ${fault}`);
  const files = ['sitemap.xml'];
  const listed = new Map();
  for (const file of files) {
    const source = site.text(file);
    if (source === undefined) {
      say(file, 'missing');
      continue;
    }
    for (const message of validateXml(source, 'schema', 'sitemap.xsd')) say(file, message);
    const document = dom.xml(source);
    for (const loc of dom.all('sitemapindex > sitemap > loc', document).map(dom.text)) {
      const part = loc.startsWith(site.base.href) && site.fileAt(new URL(loc).pathname);
      if (part) files.push(part);
      else say(file, `${loc} is missing`);
    }
    for (const url of dom.all('urlset > url', document)) {
      const links = dom.all('xhtml\\:link', url).map((link) => ({ hreflang: dom.attr(link, 'hreflang'), href: dom.attr(link, 'href') }));
      listed.set(dom.text(dom.one('loc', url)), links);
    }
  }
  const pages = standing(site);
  const byUrl = new Map(pages.map((page) => [page.url, page]));
  for (const url of listed.keys()) if (!byUrl.has(url)) say('sitemap.xml', `${url} is not a canonical page`);
  for (const page of pages) {
    const links = listed.get(page.url);
    if (!links) say('sitemap.xml', `${page.url} is not listed`);
    else if (sorted(links) !== sorted(page.alternates)) say('sitemap.xml', `${page.url} has other alternates than its page: ${sorted(links)}`);
  }
  const robots = site.text('robots.txt') ?? '';
  const named = robots.split('\n').some((line) => line.trim() === `Sitemap: ${site.base.href}sitemap.xml`);
  if (!named) say('robots.txt', `does not name ${site.base.href}sitemap.xml`);
  if (/^Disallow: *\/ *$/m.test(robots)) say('robots.txt', 'forbids the whole site');
  return { seen: listed.size, faults };
}

const sorted = (links) => links.map(({ hreflang, href }) => `${hreflang}=${href}`).sort().join(' ');

export function atomFeeds(site) {
  const faults = [];
  let seen = 0;
  const homes = site.pages.filter((page) => page.kind === 'home' && page.local === '');
  for (const home of homes) {
    const file = `${home.path}feed.xml`;
    const say = (fault) => faults.push(`/${file}: ${fault}`);
    const source = site.text(file);
    if (source === undefined) {
      say('missing');
      continue;
    }
    seen += 1;
    for (const message of validateXml(source, 'relaxng', 'atom.rng')) say(message);
    if (OLD_CONTROLS.test(source)) say('holds U+202A–202E');
    const feed = dom.one('feed', dom.xml(source));
    if (!feed) continue;
    const children = (node, name) => node.children.filter((child) => child.name === name);
    const entries = children(feed, 'entry');
    if (dom.attr(feed, 'xml:lang') !== home.lang) say(`xml:lang is ${dom.attr(feed, 'xml:lang')}`);
    const self = children(feed, 'link').filter((link) => dom.attr(link, 'rel') === 'self').map((link) => dom.attr(link, 'href'));
    if (self.join() !== new URL(file, site.base).href) say(`its self link is «${self.join()}»`);
    if (!children(feed, 'author').length && !entries.every((entry) => children(entry, 'author').length)) say('an entry has no author, and the feed none either');
    const ids = [feed, ...entries].map((node) => dom.text(children(node, 'id')[0]));
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) say(`the id ${id} occurs twice`);
    const dates = entries.map((entry) => Date.parse(dom.text(children(entry, 'updated')[0])));
    if (entries.length && Date.parse(dom.text(children(feed, 'updated')[0])) < Math.max(...dates)) say('an entry is newer than the feed');
    for (const entry of entries) {
      const page = children(entry, 'link').filter((link) => (dom.attr(link, 'rel') ?? 'alternate') === 'alternate');
      if (page.length !== 1) say(`${ids[entries.indexOf(entry) + 1]} has ${page.length} alternate links`);
      if (!children(entry, 'summary').length && !children(entry, 'content').length) say(`${ids[entries.indexOf(entry) + 1]} has neither summary nor content`);
    }
    for (const node of [feed, ...entries]) for (const name of ['title', 'subtitle', 'summary']) {
      const element = children(node, name)[0];
      if (!element || (dom.attr(element, 'type') ?? 'text') !== 'text') continue;
      const run = strayRun(dom.text(element), home.dir);
      if (run) say(`«${run}» in a ${name} is in no isolate: «${dom.text(element)}»`);
    }
    const guides = standing(site).filter((page) => page.kind === 'guide' && page.lang === home.lang);
    const links = new Set(entries.flatMap((entry) => children(entry, 'link').map((link) => dom.attr(link, 'href'))));
    if (guides.length <= 20) for (const guide of guides) if (!links.has(guide.url)) say(`does not name ${guide.url}`);
    const offered = dom.attr(home.one('link[rel=alternate][type="application/atom+xml"]'), 'href');
    if (!offered || new URL(offered, home.url).href !== new URL(file, site.base).href) say('its home page does not name it');
  }
  return { seen, faults };
}

/** The data files beside the guides: they parse, and contain no bidi controls (line 32). */
export function dataFiles(site) {
  const faults = [];
  const files = site.byExtension('json', 'csv', 'md');
  for (const file of files) {
    const source = site.text(file);
    // In a copy for people to read, series of numbers are isolated: checks/share.mjs.
    const controls = file.endsWith('.md') ? /[\u202A-\u202E]/u : /[\u2066-\u2069\u202A-\u202E]/u;
    if (controls.test(source)) faults.push(`/${file}: holds bidi controls`);
    if (file.endsWith('.json')) {
      try {
        JSON.parse(source);
      } catch (error) {
        faults.push(`/${file}: ${error.message}`);
      }
    }
    // Excel reads a CSV file as UTF-8 only if it begins with a byte order mark.
    if (file.endsWith('.csv') && !source.startsWith('\uFEFF')) faults.push(`/${file}: no byte order mark, a spreadsheet would garble Arabic`);
  }
  return { seen: files.length, faults };
}
