// Little moves while a page comes in, even where its fonts are late: others of their size stand in (line 31).
const shifts = () => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const moved = entry.sources.map(({ node }) => node?.nodeName && `${node.nodeName.toLowerCase()}${node.className?.baseVal ?? (node.className ? `.${node.className}` : '')}`);
      globalThis.shifts.push({ value: entry.value, moved: moved.filter(Boolean) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
};
/** Up to here Core Web Vitals call it good. Readers whose fonts are on time see nothing move at all. */
const most = 0.1;
const late = 400;

/** A busy machine hands over fonts one by one and paints between: a page that moved much is looked at twice more, and the
    middle of the three counts. */
export async function steady(visit, pages, viewport) {
  const moved = new Map(pages.map((page) => [page, []]));
  const measure = (some) => visit.each(some, { viewport }, async (tab, page) => { moved.get(page).push(await look(tab)); return []; }, prepare);
  await measure(pages);
  for (const again of [1, 2]) await measure(pages.filter((page) => moved.get(page).length === again && moved.get(page)[0].sum > most));
  const middle = pages.map((page) => ({ page, ...moved.get(page).sort((a, b) => a.sum - b.sum)[Math.floor(moved.get(page).length / 2)] }));
  const faults = middle.filter(({ sum }) => sum > most).map(({ page, sum, what }) => `/${page.path}: what is on the screen moves by ${sum.toFixed(3)} while it loads, at most ${most}: ${what}`);
  return { seen: pages.length, faults, notes: [`most that a page moved: ${Math.max(...middle.map(({ sum }) => sum)).toFixed(3)}`] };
}

async function look(tab) {
  // The fonts are there; two frames later all has moved that will.
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const seen = await tab.evaluate(() => globalThis.shifts);
  const sum = seen.reduce((sum, { value }) => sum + value, 0);
  const moved = [...new Set(seen.flatMap(({ moved }) => moved))].slice(0, 4).join(', ');
  return { sum, what: moved };
}

const prepare = async (tab) => {
  await tab.addInitScript(shifts);
  await tab.route(/\.woff2$/, async (route) => {
    await new Promise((done) => setTimeout(done, late));
    await route.continue();
  });
};
