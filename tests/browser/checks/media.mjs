// Dark mode, print, forced colors, reduced motion and no scripts (lines 22 and 23), and the language switcher (24).
import * as dom from '../lib/dom.mjs';
import { inState } from '../lib/states.mjs';

/** Survey function: the lightness of text and background, from 0 to 1. */
export function lightness() {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const of = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { light: (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255, a };
  };
  const body = getComputedStyle(document.body);
  const ground = [body.backgroundColor, getComputedStyle(document.documentElement).backgroundColor].map(of).find(({ a }) => a > 0);
  return { ground: ground?.light, text: of(body.color).light, scheme: getComputedStyle(document.documentElement).colorScheme };
}

export const dark = inState({ colorScheme: 'dark' }, async (tab) => {
  const faults = [];
  const { ground, text, scheme } = await tab.evaluate(lightness);
  if (!/dark/.test(scheme) || !/light/.test(scheme)) faults.push(`color-scheme is «${scheme}»`);
  if (!(ground < 0.25)) faults.push(`in the dark the ground has lightness ${ground}`);
  if (!(text > 0.6)) faults.push(`in the dark text has lightness ${text}`);
  await tab.emulateMedia({ colorScheme: 'light' });
  const day = await tab.evaluate(lightness);
  if (!(day.ground > 0.85) || !(day.text < 0.4)) faults.push(`by day ground and text have lightness ${day.ground} and ${day.text}`);
  return faults;
});

/** Nothing moves if the reader prefers reduced motion. */
export const still = inState({ reducedMotion: 'reduce' }, (tab) => tab.evaluate(() => {
  const faults = new Set();
  const some = (list) => list.split(',').some((part) => parseFloat(part) > 0.001);
  for (const element of document.querySelectorAll('*')) for (const pseudo of [null, '::before', '::after']) {
    const style = getComputedStyle(element, pseudo);
    if (style.animationName !== 'none' && some(style.animationDuration)) faults.add(`<${element.localName}> is animated: ${style.animationName}`);
    if (some(style.transitionDuration)) faults.add(`<${element.localName} class="${element.className?.baseVal ?? element.className}"> has a transition`);
    if (style.scrollBehavior === 'smooth') faults.add(`<${element.localName}> scrolls smoothly`);
  }
  return [...faults];
}));

/** In forced colors, text and icons keep their contrast, and a chosen answer can be told from the others. */
export const forced = inState({ forcedColors: 'active', colorScheme: 'dark' }, async (tab) => tab.evaluate(() => {
  const faults = new Set();
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return luminance(colour);
    }
    return luminance(rgb('Canvas'));
  };
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    const style = getComputedStyle(element);
    const name = `<${element.localName} class="${element.className?.baseVal ?? element.className}">`;
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (hasText && contrast(luminance(rgb(style.color)), ground(element)) < 4.5) faults.add(`in forced colours ${name} cannot be read: «${element.textContent.trim().slice(0, 30)}»`);
    if (element.matches('svg :is(path, rect, circle, ellipse, line, polygon, polyline, use)')) {
      const paints = [style.fill, style.stroke].filter((paint) => paint !== 'none' && !/^url|context/.test(paint)).map(rgb).filter(([, , , a]) => a > 0);
      // A tick cut out of a disc has the color of the background; the icon as a whole must not.
      const picture = element.ownerSVGElement;
      picture.seen = Math.max(picture.seen ?? 0, ...paints.map((paint) => contrast(luminance(paint), ground(picture.parentElement))));
    }
  }
  for (const picture of document.querySelectorAll('svg')) if (picture.seen !== undefined && picture.seen < 3 && picture.getBoundingClientRect().width > 1) faults.add(`in forced colours a picture cannot be seen: <svg class="${picture.className.baseVal}">`);
  // Native controls show their state themselves; custom ones must not show it by color alone.
  const chip = document.querySelector('input[type=radio]:not(:checked)');
  if (chip && Number(getComputedStyle(chip).opacity) < 0.1) {
    const label = chip.closest('label') ?? chip.parentElement;
    const state = () => [label, ...label.querySelectorAll('*')].map((element) => {
      const style = getComputedStyle(element);
      return [style.outline, style.border, style.backgroundColor, style.textDecoration, style.forcedColorAdjust].join();
    }).join(' ');
    const before = state();
    chip.checked = true;
    if (state() === before) faults.add('in forced colours a chosen answer looks like the others');
    chip.checked = false;
  }
  return [...faults];
}));

/** In print: light, complete, without navigation and controls, the table's head repeated on each page. */
export const printed = inState({ colorScheme: 'dark' }, async (tab) => {
  const before = await tab.evaluate(() => [...document.querySelectorAll('main h1, main h2, main tr, main article')].filter((element) => element.checkVisibility()).length);
  await tab.emulateMedia({ media: 'print' });
  const faults = [];
  const { ground, text } = await tab.evaluate(lightness);
  if (ground !== undefined && !(ground > 0.9)) faults.push(`printed in the dark: ground of lightness ${ground}`);
  if (!(text < 0.4)) faults.push(`printed text has lightness ${text}`);
  faults.push(...(await tab.evaluate(() => {
    const found = [];
    const shown = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 1;
    if ([...document.querySelectorAll('nav, form, input, button, select')].some(shown)) found.push('navigation or controls are printed');
    for (const table of document.querySelectorAll('table')) {
      if (!shown(table)) continue;
      if (table.tHead && getComputedStyle(table.tHead).display !== 'table-header-group') found.push('the head of a table is not repeated');
      for (let at = table.parentElement; at && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.overflowX !== 'visible' || style.overflowY !== 'visible') found.push(`a table is cut on paper: overflow ${style.overflow}`);
        if (style.maxBlockSize !== 'none') found.push(`a table is cut on paper: max-block-size ${style.maxBlockSize}`);
      }
    }
    return found;
  })));
  const after = await tab.evaluate(() => [...document.querySelectorAll('main h1, main h2, main tr, main article')].filter((element) => element.checkVisibility()).length);
  if (after < before * 0.5) faults.push(`of ${before} headings, rows and entries ${after} are printed`);
  const pdf = await tab.pdf({ preferCSSPageSize: true });
  if (pdf.length < 5_000 || pdf.toString('latin1', 0, 5) !== '%PDF-') faults.push(`the PDF has ${pdf.length} bytes`);
  return faults;
});

/** Line 23: with scripts disabled a page says the same as with scripts. */
export async function withoutScripts(visit) {
  const text = new Map();
  const read = (tab) => tab.evaluate(() => document.body.innerText.trim());
  const pages = visit.site.representatives();
  const on = await visit.each(pages, {}, async (tab, page) => {
    text.set(page.path, await read(tab));
    return [];
  });
  const off = await visit.each(pages, { javaScriptEnabled: false }, async (tab, page) => {
    const found = await read(tab);
    if (!found) return ['nothing is shown with scripts off'];
    return found === text.get(page.path) ? [] : ['other text with scripts off'];
  });
  const scripts = visit.site.pages.flatMap((page) => page.all('script').filter((script) => dom.attr(script, 'type') !== 'application/ld+json').map(() => `/${page.path}: a script`));
  const noscripts = visit.site.pages.flatMap((page) => page.all('noscript').map(() => `/${page.path}: a noscript`));
  return { seen: on.seen, faults: [...off.faults, ...scripts, ...noscripts] };
}

/**
 * Line 24: the switcher links to the translation, by the name of its language in that language, and never to a missing
 * page.
 */
export function switcher(site) {
  const faults = [];
  let seen = 0;
  // An untranslated page is shown with the text of another language: the switcher links there too.
  const stands = new Map(site.pages.map((page) => [page.url, page.kind === 'embed' ? page.url : page.canonical]));
  const byUrl = new Map(site.pages.map((page) => [page.url, page]));
  const ways = (page) => page.all('header a[hreflang], nav a[hreflang]');
  const leads = (link, page) => new URL(dom.attr(link, 'href'), page.url).href;
  // Translations that are not indexed have no alternates: their switchers link to each other.
  const apart = (page, other) => !page.indexed && other && !other.indexed && page.canonical === page.url && other.canonical === other.url && page.kind === other.kind && ways(other).some((link) => leads(link, other) === page.url);
  for (const page of site.pages) {
    if (['404', 'languages'].includes(page.kind)) continue;
    const original = byUrl.get(stands.get(page.url)) ?? page;
    const family = new Set([original, ...original.twins].map(({ url }) => url));
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const links = ways(page);
    for (const twin of page.twins) {
      const link = links.find((candidate) => leads(candidate, page) === twin.url);
      if (!link) {
        say(`the switcher does not lead to ${twin.url}`);
        continue;
      }
      seen += 1;
      if (dom.attr(link, 'hreflang') !== twin.lang || dom.attr(link, 'lang') !== twin.lang) say(`the link to ${twin.lang} has lang=${dom.attr(link, 'lang')} hreflang=${dom.attr(link, 'hreflang')}`);
      const own = new Intl.DisplayNames(twin.lang, { type: 'language' }).of(twin.lang);
      if (dom.text(link).trim().toLocaleLowerCase(twin.lang) !== own.toLocaleLowerCase(twin.lang)) say(`${twin.lang} is called «${dom.text(link).trim()}», not «${own}»`);
    }
    for (const link of links) {
      const target = leads(link, page);
      if (!family.has(stands.get(target)) && !apart(page, byUrl.get(target)) && target !== page.url && !site.pages.some(({ url, kind }) => url === target && kind === 'home')) say(`the switcher leads to ${target}, which is not a translation`);
    }
    if (/[\u{1F1E6}-\u{1F1FF}]/u.test(page.html)) say('a flag');
  }
  return { seen, faults };
}
