// Charts: each begins at the inline start, keeps to its scale, is visible in forced colors and in print, and has text
// beside it that says the same.
import { setState } from '../lib/states.mjs';
import { survey } from '../lib/survey.mjs';

const NAMED = '.bar, .strip, .rail, .area, .chart';
export const withPictures = (site) => site.pages.filter((page) => page.one(NAMED));

/** Survey function: where each chart begins, and whether it is as long as its value. */
function pictures() {
  const faults = [];
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const shown = (element) => element.getBoundingClientRect().width > 1;
  // Distances from the inline start, on whichever side that is.
  const from = (inner, outer) => {
    const [a, b] = [inner.getBoundingClientRect(), outer.getBoundingClientRect()];
    return rtl ? { start: b.right - a.right, end: b.right - a.left, width: b.width } : { start: a.left - b.left, end: a.right - b.left, width: b.width };
  };
  const words = (element) => [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : node.localName === 'svg' || node.ariaHidden === 'true' ? '' : words(node))).join('');
  const digits = (text) => text.normalize('NFKC').replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0);
  const found = { bars: 0, strips: 0, rails: 0, areas: 0, charts: 0 };
  const hidden = (picture) => picture.closest('[aria-hidden=true]') || faults.push(`a picture that assistive technology meets: .${picture.className.baseVal ?? picture.className}`);

  const lengths = [];
  for (const row of document.querySelectorAll('tr:has(.bar)')) {
    const cells = [];
    for (const bar of [...row.querySelectorAll('.bar')].filter(shown)) {
      found.bars += 1;
      hidden(bar);
      const cell = bar.closest('td');
      const line = bar.querySelector('line');
      const { start, end, width } = from(line, bar);
      const said = `#${row.id}: the bar of «${words(cell).trim().slice(0, 20)}»`;
      if (!line.hasAttribute('x1') && Math.abs(start) > 1) faults.push(`${said} begins ${Math.round(start)} px from the start`);
      if (end > width + 1) faults.push(`${said} is longer than its scale`);
      if (Math.abs(end - (parseFloat(line.getAttribute('x2')) / 100) * width) > 1) faults.push(`${said} is not drawn to its scale`);
      const box = cell.getBoundingClientRect();
      const { top, left, right } = bar.getBoundingClientRect();
      if (top < box.top - 2 || left < box.left - 1 || right > box.right + 1) faults.push(`${said} leaves its cell`);
      if (!/[\p{L}\p{N}]/u.test(words(cell))) faults.push(`${said} has no words beside it`);
      cells.push(Math.round((100 * end) / width));
    }
    lengths.push({ row: row.id, cells });
  }

  for (const strip of [...document.querySelectorAll('.profile .strip, .shares .strip, .strip-box .strip')].filter(shown)) {
    found.strips += 1;
    hidden(strip);
    const paths = [...strip.querySelectorAll('path')];
    const start = paths.length ? from(paths[0], strip).start : 0;
    if (start > strip.getBoundingClientRect().width / 4) faults.push(`a strip begins ${Math.round(start)} px from the start`);
    const marks = paths.reduce((sum, path) => sum + (path.getAttribute('d').match(/9\.5h-7\.5z|\.5h7\.5(?=M|$)/g)?.length ?? 0), 0);
    const beside = strip.parentElement.querySelector('.cap');
    // Languages may spell out one and two; a number in digits must not be larger.
    const numbers = (digits(words(beside)).match(/\d+/g) ?? []).map(Number);
    if (!words(beside).trim()) faults.push('a strip without words');
    else if (strip.matches('.lengths')) {
      // Too many marks to count: a length for each state, in proportion to its count.
      const said = [...strip.parentElement.querySelectorAll('.cap')].map((line) => (digits(words(line)).match(/\d+/g) ?? []).map(Number)).find((counts) => counts.length === paths.length);
      const all = numbers.reduce((a, b) => a + b, 0);
      const wide = strip.viewBox.baseVal.width;
      const drawn = [...new Set(paths.map((path) => path.getBBox().x))].length;
      if (said && drawn === said.length && paths.some((path, at) => Math.abs((path.getBBox().width + 2.5) / wide - said[at] / all) > 0.02)) faults.push(`lengths beside «${said.join()}» that are not in proportion`);
    }
    else if (numbers.reduce((a, b) => a + b, 0) !== marks) faults.push(`a strip of ${marks} marks beside «${words(beside).trim()}»`);
  }

  for (const rail of [...document.querySelectorAll('.rail')].filter(shown)) {
    found.rails += 1;
    hidden(rail);
    const stops = [...rail.children];
    const places = stops.map((stop) => from(stop, rail).start);
    const path = rail.closest('li');
    const said = `the path of «${path.querySelector('b').textContent}»`;
    if (places.some((place, at) => at > 0 && place <= places[at - 1]) || places[0] > 2) faults.push(`${said} does not run from the start`);
    const marks = stops.map((stop) => from(stop.querySelector('.mark'), rail));
    if (marks.some(({ start }, at) => at > 0 && start < marks[at - 1].end + 3)) faults.push(`${said} has marks that touch`);
    const names = [...document.querySelectorAll('#_paths .weights li')].map((li) => li.textContent.trim());
    const first = stops.findIndex((stop) => stop.classList.contains('first'));
    if (first >= 0 && !path.querySelector('.leads span').textContent.includes(names[first])) faults.push(`${said} leads to ${names[first]}, and its words do not say so`);
    // What the chooser does with the same answer.
    const chip = [...document.querySelectorAll('.chooser .chip')].find((chip) => chip.textContent.trim() === path.querySelector('b').textContent.trim() && chip.closest('fieldset').querySelector('legend').textContent.trim() === path.parentElement.previousElementSibling.textContent.trim());
    if (!chip) faults.push(`${said} is no answer of the chooser`);
    else {
      const { out, unknown, doubt } = chip.querySelector('input').dataset;
      const of = (effect) => stops.map((stop, at) => (stop.classList.contains(effect) ? at + 1 : 0)).filter(Boolean).join(' ');
      if (of('out') !== out || of('reservation') !== doubt || of('unknown') !== unknown) faults.push(`${said} is drawn otherwise than the chooser answers`);
    }
  }

  for (const area of [...document.querySelectorAll('.area')].filter(shown)) {
    found.areas += 1;
    hidden(area);
    const path = area.querySelector('path');
    const steps = path.getAttribute('d').match(/H\d+V/g)?.length ?? 0;
    const beside = area.closest('td').querySelectorAll('.step').length;
    if (steps > 1 && beside !== steps) faults.push(`an area of ${steps} steps beside ${beside} in words`);
    // The first price is at the start: slightly left or right of there, the outline is as high as the price.
    const box = area.getBoundingClientRect();
    const matrix = path.getScreenCTM();
    const zero = new DOMPoint(0, 300).matrixTransform(matrix);
    if (Math.abs(zero.x - (rtl ? box.right : box.left)) > 2) faults.push('an area does not begin at the start');
  }

  for (const chart of [...document.querySelectorAll('.stat .chart')].filter(shown)) {
    found.charts += 1;
    const bar = chart.querySelector('.bar line');
    const marks = bar ? [bar] : [...chart.children];
    const { start } = from(marks[0], chart);
    if (start > chart.getBoundingClientRect().width / 4) faults.push(`a figure's chart begins ${Math.round(start)} px from the start`);
    if (!chart.parentElement.querySelector('.cap')?.textContent.trim()) faults.push('a figure’s chart without words');
  }
  return { faults, found: Object.values(found).reduce((a, b) => a + b, 0), data: { found, lengths } };
}

/** Where charts begin, how long they are, and the text beside them; and whether translations draw them alike. */
export async function drawn(visit, pages = withPictures(visit.site)) {
  const { pictures: finding } = await survey(visit, pages, { pictures });
  const faults = [...finding.faults];
  const total = {};
  for (const page of pages) {
    const mine = finding.data.get(page.url);
    for (const [kind, n] of Object.entries(mine.found)) total[kind] = (total[kind] ?? 0) + n;
    for (const twin of page.twins) {
      const other = finding.data.get(twin.url);
      if (!other || page.url > twin.url) continue;
      // One pixel of tolerance, because columns differ in width.
      const same = (a, b) => b && a.row === b.row && a.cells.length === b.cells.length && a.cells.every((length, at) => Math.abs(length - b.cells[at]) <= 2);
      if (mine.lengths.length !== other.lengths.length || !mine.lengths.every((row, at) => same(row, other.lengths[at]))) faults.push(`/${page.path}: its bars differ from those of its translation /${twin.path}`);
    }
  }
  return { seen: finding.seen, faults, notes: [Object.entries(total).map(([kind, n]) => `${n} ${kind}`).join(', ')] };
}

/** In forced colors and in print, charts are drawn in a color that differs from the background. */
export async function visible(visit, among = visit.site.representatives(['guide', 'tier'])) {
  const look = () => {
    const faults = new Set();
    let found = 0;
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const rgba = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = luminance(rgba(getComputedStyle(document.body).backgroundColor));
    const contrast = (paint) => {
      const [a, b] = [luminance(paint), ground].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05);
    };
    for (const shape of document.querySelectorAll('.bar line, .strip path, .stop .mark, .area path')) {
      if (!shape.checkVisibility() || shape.getBoundingClientRect().width < 1) continue;
      found += 1;
      const style = getComputedStyle(shape);
      // A line has no fill.
      const paints = (shape.localName === 'line' ? [style.stroke] : [style.fill, style.stroke]).filter((paint) => paint !== 'none').map(rgba).filter(([, , , opacity]) => opacity > 0);
      const most = Math.max(0, ...paints.map(contrast));
      if (most < 3) faults.add(`.${(shape.ownerSVGElement ?? shape).className.baseVal} is drawn with a contrast of ${most.toFixed(1)}`);
    }
    return { faults: [...faults], found };
  };
  const states = [['forced colours', { forcedColors: 'active' }], ['the dark', { colorScheme: 'dark' }], ['print', { colorScheme: 'dark', media: 'print' }]];
  let seen = 0;
  const finding = await visit.each(among.filter((page) => page.one(NAMED)), {}, async (tab) => {
    const told = [];
    for (const [name, state] of states) {
      await setState(tab, state);
      const { faults, found } = await tab.evaluate(look);
      seen += found;
      told.push(...faults.map((fault) => `in ${name} ${fault}`));
    }
    const gone = await tab.evaluate(() => ['#_paths', '#_profile'].filter((id) => document.querySelector(id) && !document.querySelector(id).checkVisibility()));
    return [...told, ...gone.map((id) => `${id} is not printed`)];
  });
  return { ...finding, seen };
}
