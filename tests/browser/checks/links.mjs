// Every URL in a page, style sheet or feed leads somewhere.
import * as dom from '../lib/dom.mjs';
import { addresses, styleSheets } from '../lib/css.mjs';

const carriers = [
  ['a, area, link', 'href'],
  ['img, source, iframe, embed, track, video, audio, input', 'src'],
  ['video', 'poster'],
  ['object', 'data'],
  ['blockquote, q, del, ins', 'cite'],
  ['form', 'action'],
  ['svg use, svg image', 'href'],
];

/** All links of a page as { value, from, external }, including relative links and images. */
function linksOf(page) {
  const links = carriers.flatMap(([selector, name]) => page.all(selector).map((element) => dom.attr(element, name)).filter((value) => value !== undefined));
  const sets = page.all('[srcset]').flatMap((element) => dom.attr(element, 'srcset').split(',').map((part) => part.trim().split(/\s+/)[0]));
  const metas = page.all('meta[property="og:image"], meta[property="og:url"]').map((meta) => dom.attr(meta, 'content'));
  return [...links, ...sets, ...metas].filter((value) => value !== undefined);
}

/** What is wrong with a link, or undefined. `from` is the absolute URL of the page it is on. */
function fault(site, value, from, idsOf) {
  let url;
  try {
    url = new URL(value, from);
  } catch {
    return `\`${value}\` is no URL`;
  }
  if (['mailto:', 'tel:'].includes(url.protocol)) return undefined;
  if (!['https:', 'http:'].includes(url.protocol)) return `\`${value}\` has a scheme no page should use`;
  if (url.origin !== site.base.origin) return undefined;
  if (/[^\x21-\x7e]/.test(value)) return `\`${value}\` is not percent-encoded`;
  // The site may share its host with others, to which full URLs can lead.
  if (/^https?:/i.test(value) && !url.pathname.startsWith(site.base.pathname)) return undefined;
  const file = site.fileAt(url.pathname);
  if (!file) return `\`${value}\` leads nowhere`;
  if (!url.hash || url.hash === '#') return undefined;
  const id = decodeURIComponent(url.hash.slice(1));
  if (file.endsWith('.svg')) return site.text(file).includes(`id="${id}"`) ? undefined : `\`${value}\`: the picture has no such id`;
  return idsOf(file).has(id) ? undefined : `\`${value}\`: the page has no such anchor`;
}

function anchorIndex(site) {
  const byFile = new Map(site.pages.map((page) => [page.file, page]));
  const found = new Map();
  return (file) => {
    if (!found.has(file)) found.set(file, new Set((byFile.get(file)?.all('[id]') ?? []).map((element) => dom.attr(element, 'id'))));
    return found.get(file);
  };
}

export function deadLinks(site) {
  const idsOf = anchorIndex(site);
  const faults = [];
  let seen = 0;
  const look = (where, from, values) => {
    for (const value of values) {
      seen += 1;
      const said = fault(site, value, from, idsOf);
      if (said) faults.push(`/${where}: ${said}`);
    }
  };
  for (const page of [...site.pages, ...site.redirects]) {
    const base = page.one('base[href]');
    look(page.path, base ? new URL(dom.attr(base, 'href'), page.url).href : page.url, linksOf(page));
  }
  // Copies in Markdown, and the lists for language models: full URLs in round or angle brackets.
  for (const file of site.byExtension('md', 'txt')) {
    const own = [...site.text(file).matchAll(/[(<](https?:\/\/[^)>\s]+)[)>]/g)].map(([, url]) => url.replaceAll('\\\\', ''));
    look(file, new URL(file, site.base), own);
  }
  for (const { file, tree } of styleSheets(site).sheets) look(file, new URL(file, site.base), addresses(tree).filter((value) => !value.startsWith('data:')));
  for (const file of site.byExtension('xml')) {
    const document = dom.xml(site.text(file));
    const hrefs = dom.all('link[href]', document).map((link) => dom.attr(link, 'href'));
    const places = dom.all('loc, logo, icon', document).map(dom.text);
    // Markup in a feed's content may be escaped HTML: its links are links of the feed.
    const inner = dom.all('content[type=html], summary[type=html]', document).flatMap((element) => dom.all('[href], [src]', dom.html(dom.text(element))).map((link) => dom.attr(link, 'href') ?? dom.attr(link, 'src')));
    look(file, new URL(file, site.base), [...hrefs, ...places, ...inner]);
  }
  return { seen, faults };
}

/** No page requests anything from another host, and nothing it requests is missing. */
export function requestsAreOwn(visit) {
  const heard = new WeakMap();
  const listen = (tab, page) => {
    const own = new URL(visit.address(page)).origin;
    const faults = [];
    heard.set(tab, faults);
    const asked = (request) => {
      const url = new URL(request.url());
      if (url.origin !== own && url.protocol !== 'data:') faults.push(`asks ${request.url()}`);
    };
    const answered = (response) => {
      if (response.status() >= 400) faults.push(`${response.status()} for ${response.url()}`);
    };
    tab.on('request', asked).on('response', answered);
    return () => tab.off('request', asked).off('response', answered);
  };
  const look = async (tab) => {
    for (const media of ['print', 'screen']) await tab.emulateMedia({ media, colorScheme: 'dark' });
    await tab.evaluate(() => document.fonts.ready.then(() => undefined));
    return heard.get(tab);
  };
  return visit.each(visit.site.pages, { colorScheme: 'light' }, look, listen);
}
