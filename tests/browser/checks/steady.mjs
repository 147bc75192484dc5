// Little moves while a page loads, and when its fonts arrive later: fallback fonts of the same size are used until then
// (line 31).

/** Core Web Vitals calls up to this much good. Readers whose fonts arrive in time see nothing move at all. */
const most = 0.1;

const shifts = () => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => node).filter((node) => node instanceof Element) });
  }).observe({ type: 'layout-shift', buffered: true });
};

/** The layout shifts that the browser reported while a page loaded. */
const whileLoading = async () => {
  // Two frames after the last font, everything that will move has moved.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const named = (element) => `${element.localName}${typeof element.className === 'string' && element.className ? `.${element.className}` : ''}`;
  return {
    sum: globalThis.shifts.reduce((sum, { value }) => sum + value, 0),
    moved: [...new Set(globalThis.shifts.flatMap(({ moved }) => moved.map(named)))],
  };
};

/** The position of everything on the first screen. */
const places = () => [...document.body.querySelectorAll('*')].map((element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const shown = width > 1 && height > 1 && top < innerHeight && top + height > 0 && !element.closest('svg');
  return { name: `${element.localName}${typeof element.className === 'string' && element.className ? `.${element.className}` : ''}`, shown, left, top, width, height, end: left + width, rtl: getComputedStyle(element).direction === 'rtl' };
});

/**
 * The layout shift value between two such measurements, as in Layout Instability (WICG): the share of the screen covered
 * by what moved, before and after, times the longest distance, as a share of the screen's longer side.
 */
export function shift(before, after, { width, height }) {
  const cell = 4;
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const touched = new Uint8Array(columns * rows);
  const fill = (box) => {
    const clamp = (value, most) => Math.max(0, Math.min(most, Math.round(value / cell)));
    for (let y = clamp(box.top, rows); y < clamp(box.top + box.height, rows); y += 1) touched.fill(1, y * columns + clamp(box.left, columns), y * columns + clamp(box.left + box.width, columns));
  };
  let far = 0;
  const moved = new Set();
  for (const [at, from] of before.entries()) {
    const to = after[at];
    if (!to || !(from.shown || to.shown)) continue;
    const start = (box) => (box.rtl ? box.end : box.left);
    const distance = Math.max(Math.abs(start(to) - start(from)), Math.abs(to.top - from.top));
    if (distance < 3) continue;
    far = Math.max(far, Math.min(distance, Math.max(width, height)));
    fill(from);
    fill(to);
    moved.add(from.name);
  }
  const share = touched.reduce((sum, one) => sum + one, 0) / touched.length;
  return { sum: share * (far / Math.max(width, height)), moved: [...moved] };
}

/**
 * Each page is loaded without its fonts and with them. Late fonts would be painted one by one on a busy machine and all
 * at once on an idle one; the total shift is the same on both.
 */
export async function steady(visit, pages, viewport = { width: 1280, height: 800 }) {
  const seen = new Map(pages.map((page) => [page, {}]));
  const prepared = new WeakSet();
  const withoutFonts = async (tab) => {
    if (prepared.has(tab)) return;
    prepared.add(tab);
    await tab.addInitScript(shifts);
    await tab.route(/\.woff2$/, (route) => route.abort());
  };
  const bare = await visit.each(pages, { viewport, fresh: true }, async (tab, page) => {
    seen.get(page).bare = { loading: await tab.evaluate(whileLoading), places: await tab.evaluate(places) };
    return [];
  }, withoutFonts);
  const full = await visit.each(pages, { viewport }, async (tab, page) => {
    seen.get(page).full = { places: await tab.evaluate(places) };
    return [];
  });
  const sums = pages.map((page) => {
    const { bare, full } = seen.get(page);
    const fonts = shift(bare.places, full.places, viewport);
    return { page, sum: bare.loading.sum + fonts.sum, moved: [...new Set([...bare.loading.moved, ...fonts.moved])] };
  });
  const faults = sums.filter(({ sum }) => sum > most).map(({ page, sum, moved }) => `/${page.path}: what is on the screen moves by ${sum.toFixed(3)} while it loads, at most ${most}: ${moved.slice(0, 4).join(', ')}`);
  return { seen: pages.length, faults: [...bare.faults, ...full.faults, ...faults], notes: [`most that a page moved: ${Math.max(...sums.map(({ sum }) => sum)).toFixed(3)}`] };
}
