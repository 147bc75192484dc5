// Direction and isolation (lines 1 to 5 and 32): in the source, and in Chromium's layout. Functions without an argument
// are survey functions: they run inside a page.
import * as dom from '../lib/dom.mjs';
import { OLD_CONTROLS, strayRun } from '../lib/bidi.mjs';

const direction = (tag) => {
  const locale = new Intl.Locale(tag);
  return (locale.getTextInfo?.() ?? locale.textInfo).direction;
};

/** Line 1: lang and dir on every page and at every change of language; the browser never guesses the direction. */
export function languageAndDirection(site) {
  const faults = [];
  for (const page of site.pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    if (!page.lang) say('<html> has no lang');
    if (!page.dir) say('<html> has no dir');
    if (page.lang && page.dir && direction(page.lang) !== page.dir) say(`<html lang=${page.lang} dir=${page.dir}>`);
    for (const element of page.all('[dir]')) {
      const dir = dom.attr(element, 'dir').toLowerCase();
      if (dir === 'auto') say(`dir=auto on <${element.name}>`);
      else if (!['ltr', 'rtl'].includes(dir)) say(`dir=${dir} on <${element.name}>`);
    }
    for (const element of page.all('body [lang]')) {
      const lang = dom.attr(element, 'lang');
      let natural;
      try {
        natural = direction(lang);
      } catch {
        say(`lang=${lang} on <${element.name}> is no language tag`);
        continue;
      }
      const around = dom.nearest(element, 'dir');
      if (lang !== 'zxx' && lang !== 'und' && dom.attr(around, 'dir') !== natural) say(`<${element.name} lang=${lang}> is in dir=${dom.attr(around, 'dir')}`);
    }
  }
  return { seen: site.pages.length, faults };
}

/** Lines 4 and 32: no embedding controls anywhere; isolate characters only where there is no markup. */
export function controls(site) {
  const faults = [];
  const texts = site.byExtension('html', 'css', 'xml', 'json', 'csv', 'txt', 'md', 'svg', 'js');
  for (const file of texts) if (OLD_CONTROLS.test(site.text(file)) || /&#(x202[a-e]|82(3[4-8]));/i.test(site.text(file))) faults.push(`/${file}: holds U+202A–202E`);
  for (const page of site.pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    for (const element of page.all('*')) {
      for (const [name, value] of Object.entries(element.attribs)) {
        const isWords = ['content', 'alt', 'title', 'aria-label', 'aria-description', 'placeholder', 'label'].includes(name);
        if (!isWords && /[\u2066-\u2069\u200E\u200F\u061C]|%E2%81%A[6-9]/iu.test(value)) say(`bidi controls in ${name} of <${element.name}>`);
      }
      const words = element.name === 'meta' && /^(description|og:(title|description|site_name|image:alt)|twitter:(title|description|image:alt))$/.test(dom.attr(element, 'name') ?? dom.attr(element, 'property') ?? '')
        ? ['content'] : ['alt', 'title', 'aria-label', 'aria-description', 'placeholder'];
      for (const name of words) {
        const value = dom.attr(element, name);
        const around = dom.attr(dom.nearest(element, 'dir'), 'dir') ?? page.dir;
        const run = value && strayRun(value, around);
        if (run) say(`«${run}» in ${name} of <${element.name}> is in no isolate: «${value}»`);
      }
    }
    for (const title of page.all('title')) {
      const around = dom.attr(dom.nearest(title, 'dir'), 'dir') ?? page.dir;
      const run = strayRun(dom.text(title), around);
      if (run) say(`«${run}» in the title is in no isolate: «${dom.text(title)}»`);
      if (unbalanced(dom.text(title))) say(`isolates in the title do not pair: «${dom.text(title)}»`);
    }
  }
  return { seen: texts.length, faults };
}

const unbalanced = (text) => [...text.matchAll(/[\u2066-\u2068]/gu)].length !== [...text.matchAll(/\u2069/gu)].length;

/** Lines 2 and 5, in the laid-out page: runs against the direction, arrows, direction set without dir. */
export function isolation() {
  const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.closest('script, style, template, noscript')) continue;
    const dir = getComputedStyle(parent).direction;
    // A value that CLDR begins with a mark («‎ریال ۱۲») sets the direction of its isolate by that mark: it is a single
    // run.
    if (parent.localName === 'bdi' && !parent.hasAttribute('dir') && parent.childNodes.length === 1 && /^[\u200E\u200F]/u.test(node.data)) continue;
    let depth = 0;
    let run = '';
    for (const character of `${node.data}\n`) {
      if (/[\u2066-\u2068]/u.test(character)) depth += 1;
      else if (character === '\u2069') depth -= 1;
      const found = depth === 0 && /\p{L}/u.test(character) ? (RTL.test(character) ? 'rtl' : 'ltr') : undefined;
      if (found && found !== dir) run += character;
      else if (run) {
        faults.push(`«${run}» is in no isolate of its own: «${node.data.trim().slice(0, 80)}»`);
        run = '';
      }
    }
    if (/[\u2190-\u21FF\u27F0-\u27FF\u2900-\u297F]/u.test(node.data) && !parent.closest('code, pre, kbd, samp')) faults.push(`an arrow character, which does not mirror: «${node.data.trim().slice(0, 80)}»`);
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg') && element.tagName !== 'svg') continue;
    const changes = getComputedStyle(element).direction !== getComputedStyle(element.parentElement).direction;
    if (changes && !element.hasAttribute('dir') && element.tagName !== 'BDI' && !element.matches('input[type=tel]')) faults.push(`<${element.localName}> changes direction without dir`);
  }
  if (getComputedStyle(document.body).direction !== document.documentElement.dir) faults.push('body is not laid out in the direction of <html>');
  return { faults };
}

/** Line 3: left-to-right strings are drawn left to right, measured character by character. A range or dimensions, each
 * number of which is an isolate in one around all, run as the text around them: the first number is read first. */
export function leftToRightStrings() {
  const forms = [
    /(?:https?:\/\/|www\.)[\w\-./?=&%#~]+\w/g,
    /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
    /\+\d[\d ()-]{5,}\d/g,
    /\d{4}-\d{2}(?:-\d{2})?/g,
    /\d+[\d.,]*\s?[-–—]\s?\d[\d.,]*/g,
    /[-+−][$€£¥]?\d[\d.,]*/g,
    /[$€£¥]\s?\d[\d.,]*/g,
    /\d[\d.,]*\s?%/g,
    /[A-Za-z]+(?:\+\+|#)/g,
    /[@#][A-Za-z0-9_]+/g,
    /\d+(?:\.\d+)+/g,
    /\d+\s?[×x]\s?\d+(?:\s?[×x]\s?\d+)*/g,
    // A currency sign comes after its letters, on whichever side the number is: US$, not $US.
    /[A-Z]{1,3}[$€£¥]/g,
  ];
  const faults = [];
  let found = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('script, style, template')) continue;
    for (const form of forms) for (const match of node.data.matchAll(form)) {
      const box = (at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getClientRects()[0];
      };
      const boxes = Array.from(match[0], (_, at) => match[0][at].trim() && box(match.index + at)).filter((rect) => rect && rect.width > 0);
      if (boxes.length < 2) continue;
      found += 1;
      const wrong = boxes.slice(1).some((rect, at) => Math.abs(rect.bottom - boxes[at].bottom) < 4 && rect.left < boxes[at].left - 0.5);
      if (wrong) faults.push(`«${match[0]}» is drawn out of order in «${node.data.trim().slice(0, 80)}»`);
    }
  }
  for (const series of document.querySelectorAll('bdi[dir]')) {
    const numbers = [...series.children];
    if (numbers.length < 2 || !numbers.every((number) => number.localName === 'bdi') || /\p{L}/u.test(series.textContent)) continue;
    const around = getComputedStyle(series.parentElement).direction;
    if (series.dir !== around) faults.push(`«${series.textContent}» does not run as the text around it`);
    const boxes = numbers.map((number) => number.getBoundingClientRect()).filter(({ width }) => width > 0);
    if (boxes.length < 2) continue;
    found += 1;
    boxes.slice(1).forEach((box, at) => {
      const sameLine = Math.abs(box.top + box.bottom - boxes[at].top - boxes[at].bottom) < box.height;
      if (!sameLine) faults.push(`«${series.textContent}» is broken at its sign`);
      else if (around === 'rtl' ? box.right > boxes[at].left + 1 : box.left < boxes[at].right - 1) faults.push(`«${series.textContent}» is drawn out of order`);
    });
  }
  return { found, faults: [...new Set(faults)] };
}

/** Line 2, as drawn: what precedes an isolate is at its start side, what follows at its end side. */
export function visualOrder() {
  const faults = [];
  let found = 0;
  const boxOf = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getClientRects()[0];
  };
  for (const element of document.body.querySelectorAll('bdi, [dir]')) {
    const style = getComputedStyle(element);
    if (style.display !== 'inline' || !element.textContent.trim()) continue;
    const dir = getComputedStyle(element.parentElement).direction;
    if (style.direction === dir) continue;
    const rects = [...element.getClientRects()].filter(({ width }) => width > 0);
    if (rects.length === 0) continue;
    if (style.unicodeBidi !== 'isolate' && style.unicodeBidi !== 'isolate-override') faults.push(`<${element.localName}> «${element.textContent}» does not isolate: ${style.unicodeBidi}`);
    for (const side of ['before', 'after']) {
      const node = side === 'before' ? element.previousSibling : element.nextSibling;
      if (node?.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const text = node.data;
      const at = side === 'before' ? text.trimEnd().length - 1 : text.length - text.trimStart().length;
      const box = boxOf(node, at);
      const edge = side === 'before' ? rects[0] : rects.at(-1);
      // Arabic glyphs have boxes taller than a line: those of two lines may overlap, but their centers differ.
      const sameLine = box && Math.abs(box.top + box.bottom - edge.top - edge.bottom) < Math.min(box.height, edge.height);
      if (!sameLine || box.width === 0) continue;
      found += 1;
      const isOnTheLeft = box.right <= edge.left + 1;
      const isOnTheRight = box.left >= edge.right - 1;
      const wanted = (side === 'before') === (dir === 'ltr') ? isOnTheLeft : isOnTheRight;
      if (!wanted) faults.push(`«${text[at]}» ${side} «${element.textContent}» is drawn on the wrong side`);
    }
  }
  return { found, faults };
}

/** Line 5: breadcrumbs, brand and switcher begin at the inline start and continue from there. */
export function readingOrder() {
  const faults = [];
  const rtl = getComputedStyle(document.body).direction === 'rtl';
  const inOrder = (what, elements) => {
    const boxes = elements.map((element) => element.getBoundingClientRect()).filter(({ width }) => width > 0);
    boxes.slice(1).forEach((box, at) => {
      const before = boxes[at];
      const sameLine = Math.abs(box.top + box.bottom - before.top - before.bottom) < Math.min(box.height, before.height);
      if (sameLine && (rtl ? box.right > before.left + 1 : box.left < before.right - 1)) faults.push(`${what} ${at + 2} does not follow ${at + 1} in reading direction`);
    });
  };
  const lists = document.querySelectorAll('nav ol, nav ul');
  for (const list of lists) inOrder('nav item', [...list.children]);
  const middle = window.innerWidth / 2;
  const home = document.querySelector('header a[href]:not([href^="#"])');
  const box = home?.getBoundingClientRect();
  if (box && (rtl ? box.left + box.width / 2 < middle : box.left + box.width / 2 > middle)) faults.push('the brand is not at the inline start');
  return { faults, found: lists.length };
}
