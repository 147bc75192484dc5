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

export async function steady(visit, pages, viewport) {
  const worst = { value: 0 };
  const finding = await visit.each(pages, { viewport }, look(worst), prepare);
  return { ...finding, notes: [`most that a page moved: ${worst.value.toFixed(3)}`] };
}

const look = (worst) => async (tab) => {
  // The fonts are there; two frames later all has moved that will.
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const seen = await tab.evaluate(() => globalThis.shifts);
  const sum = seen.reduce((sum, { value }) => sum + value, 0);
  const moved = [...new Set(seen.flatMap(({ moved }) => moved))].slice(0, 4).join(', ');
  worst.value = Math.max(worst.value, sum);
  return sum > most ? [`what is on the screen moves by ${sum.toFixed(3)} while it loads, at most ${most}: ${moved}`] : [];
};

const prepare = async (tab) => {
  await tab.addInitScript(shifts);
  await tab.route(/\.woff2$/, async (route) => {
    await new Promise((done) => setTimeout(done, late));
    await route.continue();
  });
};
