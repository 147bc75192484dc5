// The head of a page, for machines: title, description, canonical, hreflang, Open Graph.
import * as dom from '../lib/dom.mjs';
import { plain } from '../lib/bidi.mjs';

const length = (text) => [...plain(text)].length;
const meta = (page, selector) => page.all(`meta[${selector}]`).map((element) => dom.attr(element, 'content'));

/** Pages with text of their own: not the 404 pages, not the list of languages. */
const written = (site) => site.pages.filter(({ kind }) => !['404', 'languages', 'embed'].includes(kind));
/** Canonical pages: indexed, and not a copy of another page. */
export const standing = (site) => site.pages.filter((page) => page.indexed && page.kind !== '404' && page.canonical === page.url);

export function titlesAndDescriptions(site) {
  const faults = [];
  const pages = written(site);
  const taken = new Map();
  for (const page of pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const titles = page.all('head > title').map(dom.text);
    const descriptions = meta(page, 'name=description');
    for (const [what, found, low, high] of [['title', titles, 10, 70], ['description', descriptions, 50, 170]]) {
      if (found.length !== 1) {
        say(`${found.length} of ${what}, one is wanted`);
        continue;
      }
      const size = length(found[0]);
      if (size < low || size > high) say(`${what} of ${size} characters, ${low} to ${high} are wanted: «${found[0]}»`);
      if (found[0].trim() !== found[0] || /\s{2}|\n/.test(found[0])) say(`${what} has stray space: «${found[0]}»`);
      if (!page.indexed) continue;
      const key = `${what} ${page.lang} ${plain(found[0])}`;
      if (taken.has(key)) say(`has the ${what} of /${taken.get(key)}`);
      taken.set(key, page.path);
    }
  }
  return { seen: pages.length, faults };
}

export function canonicals(site) {
  const faults = [];
  for (const page of site.pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const found = page.all('link[rel=canonical]').map((link) => dom.attr(link, 'href'));
    if (page.kind === '404' && found.some((url) => url !== page.url)) say(`a 404 page has the canonical ${found.join()}`);
    else if (found.length > 1 || (found.length === 0 && page.indexed && page.kind !== '404')) say(`${found.length} canonicals, one is wanted`);
    else if (found.length === 1 && (found[0] !== page.url || page.kind === 'embed')) {
      // Only a page that is shown untranslated has a canonical URL elsewhere.
      const original = site.pages.find((other) => other.url === found[0]);
      if (page.kind === 'embed') {
        // The page with the table alone is not canonical: its guide is.
        if (original?.kind !== 'guide' || original.guide !== page.guide || original.lang !== page.lang) say(`the canonical ${found[0]} is not its guide`);
        if (page.alternates.length) say('an embed page names alternates');
      } else if (!original) say(`the canonical ${found[0]} is no page of the site (its own is ${page.url})`);
      else if (original.lang === page.lang) say(`the canonical is ${found[0]}, not ${page.url}`);
      else if (page.alternates.length) say('a page not translated names alternates');
    }
    if (page.all('meta[http-equiv=refresh]').length) say('redirects by meta refresh');
  }
  return { seen: site.pages.length, faults };
}

/** Old URLs: readers and search engines are redirected to the canonical page, without a script. */
export function redirects(site) {
  const faults = [];
  for (const page of site.redirects) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const refresh = dom.attr(page.one('meta[http-equiv=refresh]'), 'content');
    const [, href] = refresh.match(/^0; url=(.+)$/) ?? [];
    if (!href) {
      say(`a refresh of «${refresh}»`);
      continue;
    }
    const target = site.pages.find(({ url }) => url === new URL(href, page.url).href);
    if (!target) say(`leads to ${href}, which is no page`);
    else {
      if (page.canonical !== target.canonical) say(`the canonical is ${page.canonical}, not ${target.canonical}`);
      if (page.lang !== target.lang || page.dir !== target.dir) say(`is lang=${page.lang} dir=${page.dir}, its page lang=${target.lang} dir=${target.dir}`);
    }
    if (page.indexed) say('search engines are not asked to leave it out');
    if (!page.all('body a').some((link) => dom.attr(link, 'href') === href && dom.text(link).trim())) say('has no link for readers whom it does not carry along');
  }
  return { seen: site.redirects.length, faults };
}

export function alternates(site) {
  const faults = [];
  const pages = standing(site).filter(({ kind }) => kind !== 'languages');
  const byUrl = new Map(site.pages.map((page) => [page.url, page]));
  for (const page of pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const list = page.alternates;
    const tags = list.map(({ hreflang }) => hreflang);
    if (new Set(tags).size !== tags.length) say(`duplicate hreflang: ${tags.join(' ')}`);
    if (list.find(({ hreflang }) => hreflang === page.lang)?.href !== page.url) say('hreflang does not name the page itself');
    const fallback = list.find(({ hreflang }) => hreflang === 'x-default');
    if (!fallback) say('no x-default');
    else if (!list.some(({ hreflang, href }) => hreflang !== 'x-default' && href === fallback.href) && byUrl.get(fallback.href)?.kind !== 'languages') say(`x-default ${fallback.href} is not one of the alternates`);
    for (const { hreflang, href } of list) {
      const twin = byUrl.get(href);
      if (!twin) say(`hreflang ${hreflang}: ${href} is no page`);
      else if (twin !== page && hreflang !== 'x-default') {
        if (twin.lang !== hreflang) say(`hreflang ${hreflang}: ${href} is in ${twin.lang}`);
        if (twin.kind !== page.kind) say(`hreflang ${hreflang}: ${href} is a ${twin.kind}, this a ${page.kind}`);
        const same = JSON.stringify([...twin.alternates].sort(byTag)) === JSON.stringify([...list].sort(byTag));
        if (!same) say(`hreflang ${hreflang}: ${href} does not name the same alternates`);
        if (!twin.indexed || twin.canonical !== twin.url) say(`hreflang ${hreflang}: ${href} does not stand for itself`);
      }
    }
  }
  return { seen: pages.length, faults };
}

const byTag = (a, b) => (a.hreflang < b.hreflang ? -1 : 1);

export function openGraph(site) {
  const faults = [];
  const pages = standing(site).filter(({ kind }) => kind !== 'languages');
  let bare = 0;
  for (const page of pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const value = (name) => meta(page, `property="${name}"`);
    for (const name of ['og:title', 'og:description', 'og:type', 'og:url', 'og:site_name', 'og:locale']) {
      if (value(name).length !== 1 || !value(name)[0]) say(`${value(name).length} of ${name}, one is wanted`);
    }
    if (value('og:url')[0] !== page.url) say(`og:url is ${value('og:url')[0]}`);
    const locale = value('og:locale')[0] ?? '';
    const others = value('og:locale:alternate');
    for (const tag of [locale, ...others]) if (!/^[a-z]{2,3}_[A-Z]{2}$/.test(tag)) say(`og:locale «${tag}» has not the form ll_CC`);
    if (locale.split('_')[0] !== page.lang.split('-')[0]) say(`og:locale ${locale} on a page in ${page.lang}`);
    const wanted = page.twins.map(({ lang }) => lang.split('-')[0]).sort().join(' ');
    const given = others.map((tag) => tag.split('_')[0]).sort().join(' ');
    if (wanted !== given) say(`og:locale:alternate names «${given}», the translations are «${wanted}»`);
    const images = value('og:image');
    if (images.length === 0) bare += 1;
    for (const image of images) {
      if (!/^https?:\/\//.test(image)) say(`og:image ${image} is not absolute`);
      if (!/\.(png|jpe?g|webp)$/i.test(image)) say(`og:image ${image} is no raster image`);
      if (image.startsWith(site.base.href) && !site.fileAt(new URL(image).pathname)) say(`og:image ${image} is missing`);
      for (const name of ['og:image:alt', 'og:image:width', 'og:image:height']) if (!value(name)[0]) say(`og:image without ${name}`);
    }
  }
  return { seen: pages.length, faults, notes: bare ? [`${bare} of ${pages.length} pages have no og:image`] : [] };
}
