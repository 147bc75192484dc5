// Keyboard navigation through a page (lines 17 and 21).

/** The focused element: its position, whether its focus is visible, whether something covers it. */
const focused = () => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  document.focusOrder ??= new Map();
  const isNew = !document.focusOrder.has(element);
  if (isNew) document.focusOrder.set(element, document.focusOrder.size);
  const label = element.closest('label') ?? (element.id && document.querySelector(`label[for="${CSS.escape(element.id)}"]`)) ?? null;
  const inWindow = (rect) => {
    const left = Math.max(0, rect.left);
    const top = Math.max(0, rect.top);
    return { left, top, width: Math.min(innerWidth, rect.right) - left, height: Math.min(innerHeight, rect.bottom) - top };
  };
  const holders = [element, label, element.parentElement, element.nextElementSibling].filter(Boolean);
  const outlined = holders.some((holder) => {
    const style = getComputedStyle(holder);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/, 0\)$|transparent/.test(style.outlineColor);
  });
  const subject = element.matches('input') && label ? label : element;
  const rects = [...subject.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  const drawn = rects.length > 0;
  // For elements larger than the window, only the visible part can be covered.
  const tall = rects.some(({ height, width }) => height > innerHeight * 0.8 || width > innerWidth);
  const seen = tall ? rects.map(inWindow).filter(({ width, height }) => width > 1 && height > 1) : rects;
  const inView = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  let points = 0;
  let free = 0;
  for (const rect of seen) for (const across of [0.15, 0.5, 0.85]) for (const down of [0.25, 0.5, 0.75]) {
    const x = rect.left + rect.width * across;
    const y = rect.top + rect.height * down;
    points += 1;
    if (!inView(x, y)) continue;
    const top = document.elementFromPoint(x, y);
    if (top && (subject.contains(top) || top.contains(subject) || top.closest('label') === label && label)) free += 1;
  }
  return {
    isNew,
    order: document.focusOrder.get(element),
    name: `<${element.localName}${element.id ? ` id=${element.id}` : ''}> «${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30)}»`,
    outlined,
    drawn,
    share: points ? free / points : 0,
    tall,
  };
};

/** The largest page of each kind and direction. */
const largestOfKind = (pages) => [...new Map([...pages].sort((a, b) => a.html.length - b.html.length).map((page) => [`${page.kind} ${page.dir}`, page])).values()];

/**
 * Tab from the first stop to the last: each shows its focus, none is covered by sticky content. On a phone sticky content
 * is the same on all pages of a kind, so one page of each kind is checked.
 */
export async function tabOrder(visit, pages = visit.site.representatives()) {
  let seen = 0;
  const faults = [];
  for (const [viewport, among] of [[{ width: 1280, height: 800 }, pages], [{ width: 360, height: 740 }, largestOfKind(pages)]]) {
    const finding = await visit.each(among, { viewport }, async (tab) => {
      const found = [];
      const reachable = await tab.evaluate(() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter((element) => element.checkVisibility({ visibilityProperty: true })).length);
      let stops = 0;
      for (let press = 0; press < reachable + 20; press += 1) {
        if (visit.isTold(found)) return found;
        // Focus moves on key down; there is no need to wait for key up.
        await tab.keyboard.down('Tab');
        const [stop] = await Promise.all([tab.evaluate(focused), tab.keyboard.up('Tab')]);
        if (!stop) {
          if (stops) break;
          continue;
        }
        if (!stop.isNew) break;
        stops += 1;
        if (!stop.drawn) found.push(`focus goes to ${stop.name}, which is not drawn`);
        else {
          if (!stop.outlined) found.push(`no outline on ${stop.name}`);
          if (stop.share < (stop.tall ? 0.2 : 0.6)) found.push(`focus on ${stop.name} is hidden: ${Math.round(stop.share * 100)}% of it can be seen`);
        }
      }
      seen += stops;
      if (stops === 0) found.push('nothing takes focus');
      // A group of radio buttons is a single stop, so there may be fewer stops than focusable elements; but not this
      // few.
      if (stops < reachable / 3) found.push(`${stops} stops for ${reachable} controls: focus is trapped or lost`);
      return found.map((fault) => `at ${viewport.width} px ${fault}`);
    });
    faults.push(...finding.faults);
  }
  return { seen, faults };
}

/** The first stop skips the navigation, is visible, and moves focus. */
export function skipLink(visit) {
  const pages = visit.site.representatives().filter(({ kind }) => !['languages', 'embed'].includes(kind));
  return visit.each(pages, {}, async (tab) => {
    await tab.keyboard.press('Tab');
    const first = await tab.evaluate(() => {
      const link = document.activeElement;
      const box = link.getBoundingClientRect();
      const target = link.hash && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return { isSkip: Boolean(target), isMain: Boolean(target && (target.matches('main') || target.closest('main') || target.querySelector('main'))), shown: box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.width > 20 && box.height > 10 };
    });
    const faults = [];
    if (!first.isSkip) return ['the first stop is no link into the page'];
    if (!first.isMain) faults.push('the skip link does not lead to the main part');
    if (!first.shown) faults.push('the skip link does not show when it has focus');
    await tab.keyboard.press('Enter');
    await tab.keyboard.press('Tab');
    const landed = await tab.evaluate(() => {
      const main = document.querySelector('main');
      const stops = main.querySelectorAll('a[href], button, input, summary, [tabindex="0"]').length;
      const at = document.activeElement;
      const before = at.closest('header') && !at.closest('main');
      return { stops, inMain: main.contains(at), before: Boolean(before) };
    });
    if (landed.before || (landed.stops && !landed.inMain)) faults.push('after the skip link the next stop is not in the main part');
    return faults;
  });
}

/** A scrolling region takes focus and scrolls with the arrow keys, both ways. */
export async function regionsByKeys(visit) {
  let seen = 0;
  const pages = visit.site.representatives().filter((page) => page.one('[role=region][tabindex]'));
  const finding = await visit.each(pages, { viewport: { width: 360, height: 740 } }, async (tab) => {
    const faults = [];
    const regions = tab.locator('[role=region][tabindex="0"]');
    for (let at = 0; at < (await regions.count()); at += 1) {
      const region = regions.nth(at);
      const state = () => region.evaluate((element) => ({ left: element.scrollLeft, top: element.scrollTop, wide: element.scrollWidth > element.clientWidth + 1, high: element.scrollHeight > element.clientHeight + 1, rtl: getComputedStyle(element).direction === 'rtl' }));
      const { wide, high, rtl } = await state();
      if (!wide && !high) continue;
      await region.focus();
      const press = async (key, moved) => {
        seen += 1;
        await tab.keyboard.press(key);
        const after = await region.evaluate((element, axis) => new Promise((done) => {
          const until = performance.now() + 1500;
          const poll = () => (element[axis] !== 0 || performance.now() > until ? done(element[axis]) : requestAnimationFrame(poll));
          poll();
        }), moved);
        if (after === 0) faults.push(`${key} does not scroll the region`);
      };
      if (wide) await press(rtl ? 'ArrowLeft' : 'ArrowRight', 'scrollLeft');
      if (high) await press('ArrowDown', 'scrollTop');
    }
    return faults;
  });
  return { ...finding, seen };
}
