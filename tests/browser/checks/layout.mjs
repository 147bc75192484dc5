// Layout (lines 17, 20, 21): no sideways scrolling, no cut text, targets large enough.
export const widths = [320, 360, 414, 768, 1024, 1280, 1440];

/** Survey function: whether the document scrolls sideways, and what overflows. */
export function sideways() {
  const faults = [];
  const root = document.documentElement;
  for (const element of [root, document.body]) {
    const overflow = getComputedStyle(element).overflowX;
    if (overflow === 'hidden' || overflow === 'clip') faults.push(`overflow-x is ${overflow} on <${element.localName}>`);
  }
  const width = root.clientWidth;
  if (root.scrollWidth > width || document.body.scrollWidth > width) {
    const out = [...document.body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || (box.right <= width + 1 && box.left >= -1)) return false;
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) if (getComputedStyle(at).overflowX !== 'visible') return false;
      return true;
    });
    const names = out.slice(-3).map((element) => `<${element.localName} class="${element.className?.baseVal ?? element.className}">`);
    faults.push(`${Math.max(root.scrollWidth, document.body.scrollWidth)} px of content in ${width}: ${names.join(' ')}`);
  }
  return { faults };
}

/** Survey function: whether text is cut by its box. Text clipped to one pixel is meant for screen readers. */
export function cutText() {
  const faults = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg')) continue;
    const style = getComputedStyle(element);
    const clips = (value) => value === 'hidden' || value === 'clip';
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || !element.textContent.trim()) continue;
    const across = clips(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const down = clips(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (across || down) faults.push(`text is cut in <${element.localName} class="${element.className}">: «${element.textContent.trim().slice(0, 40)}»`);
  }
  return { faults };
}

/**
 * Survey function: targets of at least 24 by 24 px, except links in a sentence and those with enough space around (WCAG
 * 2.5.8).
 */
export function targets() {
  const faults = [];
  const boxes = [];
  for (const element of document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const label = element.matches('input') ? element.closest('label') ?? (element.id && document.querySelector(`label[for="${CSS.escape(element.id)}"]`)) : null;
    const box = (label || element).getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || box.bottom + scrollY < 0) continue;
    const block = element.parentElement.closest('p, li, dd, td, th, figcaption, caption, cite, small');
    const inSentence = getComputedStyle(element).display.startsWith('inline') && block && block.textContent.trim().length > element.textContent.trim().length + 1;
    boxes.push({ element, box, inSentence });
  }
  const centre = (box) => [box.left + box.width / 2, box.top + box.height / 2];
  for (const { element, box, inSentence } of boxes) {
    if ((box.width >= 23.9 && box.height >= 23.9) || inSentence) continue;
    const [x, y] = centre(box);
    const crowded = boxes.some((other) => {
      if (other.element === element) return false;
      const dx = Math.max(other.box.left - x, 0, x - other.box.right);
      const dy = Math.max(other.box.top - y, 0, y - other.box.bottom);
      return Math.hypot(dx, dy) < 12;
    });
    if (crowded) faults.push(`a target of ${Math.round(box.width)} by ${Math.round(box.height)} px: <${element.localName}> «${element.textContent.trim().slice(0, 30)}»`);
  }
  return { faults, found: boxes.length };
}

/** What does not fit in a tab, at every width. */
export async function misfits(tab) {
  const faults = [];
  for (const width of widths) {
    await tab.setViewportSize({ width, height: 800 });
    for (const look of [sideways, cutText]) faults.push(...(await tab.evaluate(look)).faults.map((fault) => `at ${width} px ${fault}`));
  }
  return faults;
}

/** Every page at every width. */
export const fits = (visit, pages = visit.site.pages) => visit.each(pages, {}, misfits);

/** WCAG 1.4.12: text spacing set by the reader, narrow and wide. */
export const spacedOut = (visit) => visit.each(visit.site.representatives(), {}, async (tab) => {
  await tab.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }');
    document.adoptedStyleSheets = [sheet];
  });
  const faults = [];
  for (const width of [320, 1280]) {
    await tab.setViewportSize({ width, height: 800 });
    for (const look of [sideways, cutText]) faults.push(...(await tab.evaluate(look)).faults.map((fault) => `spaced out at ${width} px ${fault}`));
  }
  return faults;
});

export async function largeTargets(visit) {
  let seen = 0;
  const finding = await visit.each(visit.site.representatives(), {}, async (tab) => {
    const faults = [];
    for (const width of [360, 1280]) {
      await tab.setViewportSize({ width, height: 800 });
      const look = await tab.evaluate(targets);
      seen += look.found;
      faults.push(...look.faults.map((fault) => `at ${width} px ${fault}`));
    }
    return faults;
  });
  return { ...finding, seen };
}
