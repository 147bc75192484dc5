// What readers share: links to rows, the table on another site, the printed page.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { openContext } from '../lib/chromium.mjs';
import * as dom from '../lib/dom.mjs';
import { plain } from '../lib/bidi.mjs';
import { parseHeaders } from '../lib/headers.mjs';
import { serve } from '../lib/server.mjs';
import { survey } from '../lib/survey.mjs';

/** A page on an origin of its own that shows `address` in a frame. */
async function otherSite(address) {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>x</title><iframe src="${address()}" width="800" height="600"></iframe>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }) };
}

/**
 * Every embed page in a real frame on another origin: shown if the policy names that origin, refused if it does not.
 * No other page is shown in either case. The allowed origins are read from `_headers`; the other site gets the first of
 * them.
 */
export async function frames(visit) {
  const pages = visit.site.pages.filter(({ kind }) => kind === 'embed');
  const rules = parseHeaders(visit.site.text('_headers'));
  const named = rules.flatMap(({ headers }) => headers).map(([, value]) => /frame-ancestors ([^;]*https:\/\/[^; ]+)/.exec(value)?.[1].split(' ').find((word) => word.startsWith('https://'))).find(Boolean);
  if (!pages.length || !named) return { seen: 0, faults: ['no embed page, or nobody who may frame one'] };
  const faults = [];
  let address = '';
  const friend = await otherSite(() => address);
  const stranger = await otherSite(() => address);
  const server = await serve(visit.site.with({ _headers: visit.site.text('_headers').replaceAll(named, friend.origin) }));
  const context = await openContext(visit.browser);
  const tab = await context.newPage();
  const shown = async (site) => {
    await tab.goto(site.origin, { waitUntil: 'load' });
    const [, frame] = tab.frames();
    return frame ? frame.evaluate(() => document.querySelectorAll('table.matrix tbody tr, table tbody tr').length).catch(() => 0) : 0;
  };
  const at = (page) => new URL(page.path.split('/').map(encodeURIComponent).join('/'), server.origin + visit.site.base.pathname).href;
  try {
    for (const page of pages) {
      const say = (fault) => faults.push(`/${page.path}: ${fault}`);
      address = at(page);
      const rows = page.all('table tbody tr').length;
      if ((await shown(friend)) !== rows) say('is not shown in a frame on a site that may');
      if (await shown(stranger)) say('is shown in a frame on a site that may not');
      const guide = visit.site.pages.find(({ url }) => url === page.canonical);
      address = at(guide);
      if ((await shown(friend)) || (await shown(stranger))) say('the guide itself is shown in a frame');
      // Every link leads out of the frame, to the guide.
      address = at(page);
      await shown(friend);
      const [, frame] = tab.frames();
      const link = frame && (await frame.$('tbody a[href^="#"]'));
      if (link) {
        await Promise.all([tab.waitForURL((url) => url.origin === server.origin, { timeout: 60_000 }), link.evaluate((element) => element.click())]).catch(() => say('a link in the frame does not lead out of it'));
        if (new URL(tab.url()).pathname !== new URL(at(guide)).pathname) say(`a link in the frame leads to ${tab.url()}`);
      } else say('no link to a row');
    }
  } finally {
    await context.close();
    for (const one of [server, friend, stranger]) await one.close();
  }
  return { seen: pages.length, faults };
}

/** An embed page contains the table, its sources and the link back; nothing of the site around it. */
export function embedPages(site) {
  const pages = site.pages.filter(({ kind }) => kind === 'embed');
  const faults = [];
  for (const page of pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    if (page.indexed) say('search engines may index it');
    if (page.all('nav, form, header').length) say('holds more than the table');
    if (page.all('table').length !== 1) say(`holds ${page.all('table').length} tables`);
    if (dom.attr(page.one('base'), 'target') !== '_top') say('its links stay in the frame');
    if (!page.all('time').length) say('has no date');
    if (!page.all('a').some((link) => new URL(dom.attr(link, 'href'), page.url).href === page.canonical)) say('has no way back to its guide');
    if (/<loc>[^<]*\/embed\//.test(site.text('sitemap.xml') ?? '')) say('stands in the sitemap');
    const guide = site.pages.find(({ url }) => url === page.canonical);
    const code = guide?.all('pre code').map(dom.text).find((text) => text.startsWith('<iframe '));
    if (!code) say('its guide does not show how to use it');
    else if (dom.attr(dom.one('iframe', dom.html(code)), 'src') !== page.url) say(`the markup to copy does not lead here: ${code}`);
  }
  return { seen: pages.length, faults };
}

/** Every canonical page links to its copy in Markdown, which has the same title. */
export function copies(site) {
  const faults = [];
  const pages = site.pages.filter(({ kind, canonical, url }) => !['404', 'languages', 'embed'].includes(kind) && canonical === url);
  for (const page of pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const links = page.all('link[rel=alternate][type="text/markdown"]');
    const file = links.length === 1 ? site.fileAt(new URL(dom.attr(links[0], 'href'), page.url).pathname) : undefined;
    if (!file) {
      say(`${links.length} copies in Markdown are offered, one is wanted`);
      continue;
    }
    const text = site.text(file);
    if (!text.includes(`<${page.url}>`)) say('its copy does not name it');
    // Series of numbers and telephone numbers are isolated on pages from right to left: nothing else needs it in a copy.
    const isolates = page.dir === 'rtl' ? [...text.matchAll(/[\u2066-\u2068]([^\u2066-\u2069]*)\u2069/gu)] : [];
    for (const [, inner] of isolates) if (/\p{L}/u.test(inner)) say(`an isolate in its copy holds words: «${inner}»`);
    if (/[\u202a-\u202e\u200e\u200f]/.test(text) || (page.dir !== 'rtl' && /[\u2066-\u2069]/.test(text))) say('bidi controls in its copy');
    if (text !== text.normalize('NFC')) say('its copy is not NFC');
    if (!text.startsWith('# ')) say('its copy has no title');
    const names = page.all('th[scope=row]').map((head) => plain(dom.attr(head, 'aria-label') ?? '').replace(/[\\`*_[\]<>~]/g, '')).filter(Boolean);
    const bare = plain(text).replace(/\\/g, '').replace(/[`*_[\]<>~]/g, '');
    for (const name of names) if (!bare.includes(name.normalize('NFC'))) say(`its copy has no row «${name}»`);
  }
  return { seen: pages.length, faults };
}

/** Each row of the table has a link to itself that is large enough, has a name, and is not part of the row's name. */
export async function rowLinks(visit, pages = visit.site.representatives(['guide'])) {
  const measure = () => {
    const faults = [];
    const rows = [...document.querySelectorAll('tbody tr[id]')];
    for (const row of rows) {
      const link = row.querySelector(`th a[href="#${CSS.escape(row.id)}"]`) ?? row.querySelector(`th a[href="#${row.id}"]`);
      if (!link) {
        faults.push(`the row ${row.id} has no link to itself`);
        continue;
      }
      const { width, height } = link.getBoundingClientRect();
      if (row.checkVisibility() && (width < 24 || height < 24)) faults.push(`the link to the row ${row.id} is ${width} by ${height}`);
      const bare = (text) => text.replace(/[\u2066-\u2069]/g, '').trim();
      const name = bare(link.getAttribute('aria-label') ?? link.textContent);
      const head = row.querySelector('th');
      const own = bare(head.getAttribute('aria-label') ?? '');
      if (!own || !name.includes(own) || name === own) faults.push(`the link to the row ${row.id} is called «${name}»`);
    }
    return { faults, found: rows.length };
  };
  const wide = (await survey(visit, pages, { measure })).measure;
  const touch = await visit.each(pages, { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true }, (tab) => tab.evaluate(() => [...document.querySelectorAll('.row-link')].filter((link) => link.checkVisibility() && getComputedStyle(link).opacity !== '1').map((link) => `on touch the link ${link.hash} does not show`)));
  const pointed = await visit.each(pages, {}, async (tab) => {
    const link = tab.locator('.row-link').first();
    if (!(await link.count())) return ['no link to a row'];
    await link.focus();
    return (await link.evaluate((element) => getComputedStyle(element).opacity)) === '1' ? [] : ['the link to a row does not show where it has focus'];
  });
  // As a screen reader reads it: the name of the row, without the link.
  const named = await visit.each(pages, {}, async (tab) => {
    const session = await tab.context().newCDPSession(tab);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const heads = nodes.filter(({ role }) => role?.value === 'rowheader').map(({ name }) => name?.value ?? '');
    const wanted = await tab.evaluate(() => [...document.querySelectorAll('tbody th[scope=row][aria-label]')].filter((head) => head.checkVisibility()).map((head) => head.getAttribute('aria-label')));
    return wanted.filter((name) => !heads.includes(name)).map((name) => `no row is called «${name}»`);
  });
  return { seen: wide.seen, faults: [...wide.faults, ...touch.faults, ...pointed.faults, ...named.faults] };
}

/** In print: the URL of the page, the URLs of its sources, all collapsed content, and no links to rows. */
export const onPaper = (visit, pages = visit.site.representatives(['guide'])) => visit.each(pages, {}, async (tab, page) => {
  await tab.emulateMedia({ media: 'print' });
  return tab.evaluate((url) => {
    const faults = [];
    const text = document.body.innerText;
    if (!text.includes(url)) faults.push('its address is not printed');
    for (const link of document.querySelectorAll('.sources cite a[href]')) if (!text.includes(link.getAttribute('href'))) faults.push(`the address of a source is not printed: ${link.href}`);
    for (const row of document.querySelectorAll('tbody tr[id]')) if (!row.checkVisibility()) faults.push(`the row ${row.id} is not printed`);
    for (const details of document.querySelectorAll('main details:not([open])')) {
      const inside = [...details.children].find((child) => child.localName !== 'summary');
      if (details.checkVisibility() && inside && !inside.checkVisibility({ contentVisibilityAuto: true })) faults.push(`«${details.querySelector('summary').textContent.trim()}» is printed collapsed`);
    }
    if ([...document.querySelectorAll('.row-link')].some((link) => link.checkVisibility())) faults.push('links to rows are printed');
    for (const row of document.querySelectorAll('table tr')) if (getComputedStyle(row).breakInside !== 'avoid') faults.push('a row may be cut at the end of a sheet');
    return [...new Set(faults)];
  }, page.url);
});

/** No row is split across pages, and a wide table is printed in landscape: read from the PDF itself. */
export const sheets = (visit, pages = visit.site.representatives(['guide'])) => visit.each(pages, {}, async (tab, page) => {
  await tab.emulateMedia({ media: 'print' });
  const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => [Number(width), Number(height)]);
  const faults = [];
  if (boxes.length < 2 || boxes.length > 40) faults.push(`${boxes.length} sheets`);
  if (!boxes.every((box) => Math.abs(Math.min(...box) - 595) < 3 && Math.abs(Math.max(...box) - 842) < 3)) faults.push(`sheets that are not A4: ${JSON.stringify(boxes)}`);
  const columns = Math.max(...page.all('table').map((table) => dom.all('thead th', table).length));
  if ((columns > 6) !== boxes.some(([width, height]) => width > height)) faults.push(`a table of ${columns} columns, and sheets of ${JSON.stringify(boxes)}`);
  return faults;
});
