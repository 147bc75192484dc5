// Arabic typography and digits (lines 7 to 11), in the laid-out page. Functions without an argument are survey
// functions: they run inside a page.
/** Lines 7 and 8, by the computed style of every element with text of its own. */
export function typeStyle() {
  const faults = new Set();
  let found = 0;
  const arabic = /\p{Script=Arabic}/u;
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg, script, style, template')) continue;
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data).join('').trim();
    if (!own) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const height = style.lineHeight === 'normal' ? 1.15 : parseFloat(style.lineHeight) / size;
    const say = (fault) => faults.add(`${fault} on <${element.localName}${element.className ? ` class="${element.className}"` : ''}>: «${own.slice(0, 40)}»`);
    // Text for assistive technology only is clipped to a pixel.
    const box = element.getBoundingClientRect();
    const isHidden = box.width <= 1 || box.height <= 1;
    const isCell = element.closest('td, th');
    const isProse = element.matches('p, li, dd, blockquote, figcaption') && !isCell;
    if (arabic.test(own)) {
      found += 1;
      if (style.letterSpacing !== 'normal' && parseFloat(style.letterSpacing) !== 0) say(`letter-spacing ${style.letterSpacing}`);
      if (style.fontStyle !== 'normal') say(`font-style ${style.fontStyle}`);
      if (style.textAlign === 'justify') say('justified');
      if (style.wordBreak === 'break-all') say('break-all');
      if (style.textOverflow === 'ellipsis') say('ellipsis');
      if (Number(style.fontWeight) < 400) say(`weight ${style.fontWeight}`);
      if (isHidden) continue;
      if (isProse && own.length >= 40 && size < 16) say(`${size}px`);
      if (isProse && own.length >= 40 && height < 1.595) say(`line-height ${height.toFixed(2)}`);
      if (isCell && height < 1.395) say(`line-height ${height.toFixed(2)} in a cell`);
      if (element.closest('h1, h2, h3, h4, h5, h6') && height < 1.245) say(`line-height ${height.toFixed(2)} in a heading`);
      const line = getComputedStyle(element.closest('a') ?? element);
      if (line.textDecorationLine.includes('underline')) {
        const offset = parseFloat(line.textUnderlineOffset) / parseFloat(line.fontSize);
        if (!(offset >= 0.145)) say(`underline offset ${line.textUnderlineOffset}`);
      }
    } else if (isProse && own.length >= 120 && !isHidden) {
      if (size < 16) say(`${size}px`);
      if (height < 1.395) say(`line-height ${height.toFixed(2)}`);
    }
  }
  return { faults: [...faults], found };
}

/** Lines 7, 9 and 11: letters, punctuation, quotation marks and digits. */
export function letters() {
  const faults = [];
  const digits = new Map([['latn', /[0-9]/], ['arab', /[٠-٩]/], ['arabext', /[۰-۹]/], ['deva', /[०-९]/], ['beng', /[০-৯]/]]);
  const used = new Map();
  const language = document.documentElement.lang;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.closest('script, style, template, code, pre, kbd, samp')) continue;
    const lang = parent.closest('[lang]')?.lang ?? '';
    const text = node.data;
    const say = (fault) => faults.push(`${fault}: «${text.trim().slice(0, 60)}»`);
    if (/[\uFB50-\uFDFF\uFE70-\uFEFC]/u.test(text)) say('presentation forms');
    if (/^ar\b/.test(lang)) {
      if (/[\u06CC\u06A9\u06F0-\u06F9]/u.test(text)) say('Persian letters or digits');
      if (/\p{Script=Arabic}[\u064B-\u0652]?\s?[,;?]/u.test(text)) say('Latin punctuation after Arabic');
      if (/["“”„]/u.test(text)) say('quotation marks other than « »');
      // The sign of the Hijri year is the only word that ends in a tatweel.
      if (/\u0640/u.test(text.replace(/\u0647\u0640(?!\p{L})/gu, ''))) say('tatweel');
    }
    // Codes and versions are written the way their makers write them.
    const isCode = /[A-Za-z]/.test(text) && document.documentElement.dir === 'rtl';
    const isApart = getComputedStyle(parent).direction !== document.documentElement.dir;
    if (lang === language && !isCode && !isApart) for (const [system, form] of digits) if (form.test(text) && !used.has(system)) used.set(system, text.trim().slice(0, 40));
  }
  if (used.size > 1) faults.push(`several systems of digits: ${[...used].map(([system, text]) => `${system} «${text}»`).join(', ')}`);
  return { faults };
}

/** Line 10: Arabic is drawn with a shipped font or one named in the font stack, according to the browser itself. */
export async function arabicFonts(visit) {
  let seen = 0;
  const pages = visit.site.representatives().filter((page) => /\p{Script=Arabic}/u.test(page.html));
  const finding = await visit.each(pages, {}, async (tab) => {
    const session = await tab.context().newCDPSession(tab);
    await session.send('DOM.enable');
    await session.send('CSS.enable');
    const { root } = await session.send('DOM.getDocument', { depth: -1 });
    const holders = [];
    const walk = (node, inBody) => {
      const within = inBody || node.localName === 'body';
      if (['script', 'style', 'template'].includes(node.localName)) return;
      // Of the text node, not the element: for an element the browser also counts the fonts of its children.
      for (const text of within ? node.children ?? [] : []) {
        if (text.nodeType === 3 && /\p{Script=Arabic}/u.test(text.nodeValue)) holders.push({ nodeId: text.nodeId, parent: node.nodeId, words: text.nodeValue.trim().slice(0, 40) });
      }
      for (const child of node.children ?? []) walk(child, within);
    };
    walk(root, false);
    seen += holders.length;
    const faults = await Promise.all(holders.map(async ({ nodeId, parent, words }) => {
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      const strange = fonts.filter(({ isCustomFont }) => !isCustomFont).map(({ familyName }) => familyName);
      if (strange.length === 0) return [];
      const { computedStyle } = await session.send('CSS.getComputedStyleForNode', { nodeId: parent });
      const stack = computedStyle.find(({ name }) => name === 'font-family').value.toLowerCase();
      return strange.filter((family) => !stack.includes(family.toLowerCase())).map((family) => `${family} draws «${words}», and the stack does not name it`);
    }));
    await session.detach();
    return [...new Set(faults.flat())];
  });
  return { ...finding, seen };
}
