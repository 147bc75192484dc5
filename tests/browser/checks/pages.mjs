// Pair and tier pages, and the sources of every page of a guide. Each derived sentence is checked against the table it
// was derived from, as a skeptical reader would.
import * as dom from '../lib/dom.mjs';

const isolates = /[\u2066-\u2069\u061c\u200e\u200f]/g;
const words = (node) => (node ? dom.text(node).replace(isolates, '').replace(/[\s\u00a0\u202f]+/g, ' ').trim() : '');
const hash = (link) => decodeURIComponent((dom.attr(link, 'href') ?? '').replace(/^#/, ''));
const byId = (page, id) => page.all(`[id="${id.replace(/["\\]/g, '\\$&')}"]`)[0];
const isOf = (node, test) => {
  for (let at = node; at; at = at.parent) if (at.attribs && test(at)) return true;
  return false;
};
const hasClass = (node, name) => (dom.attr(node, 'class') ?? '').split(/\s+/).includes(name);
const pairs = (site) => site.pages.filter((page) => page.one('#_which'));
const tiers = (site) => site.pages.filter((page) => page.one('#_facts'));
/** The first statement of a row's cell, and its variant. */
const said = (cell) => {
  const scope = dom.one('.items > li', cell) ?? cell;
  // The full stop belongs to the note that follows.
  return { value: words(dom.one('.val, .st > span', scope)).replace(/[.。।]$/, ''), variant: words(dom.one('.variant', scope)) };
};

/** A quoted row: its text must be that of the cells. `own` and `other` are the columns, from 0. */
function quoted(page, line, own, other, say) {
  const link = dom.one('a[href^="#"]', line);
  const row = link && byId(page, hash(link));
  if (!row) return say(`«${words(line)}» leads to no row`);
  const cells = dom.all('td', row);
  const value = words(dom.one('b', line));
  const [mine, theirs] = [cells[own], cells[other]];
  const fits = (text, cell) => {
    const { value: stated, variant } = said(cell);
    return text.includes(stated) && text.includes(variant);
  };
  if (!mine || !value.includes(said(mine).value) || !fits(words(line), mine)) say(`«${words(line)}» quotes ${value}, the table says ${words(mine)}`);
  if (theirs && !fits(words(line), theirs)) say(`«${words(line)}» does not say what the other says: ${words(theirs)}`);
  for (const cell of [mine, theirs]) if (cell && /is-(unknown|not-applicable)/.test(dom.attr(cell, 'class'))) say(`«${words(line)}» relies on an unknown value: ${words(cell)}`);
  return row;
}

/**
 * Pair pages: differences first, what speaks for each tier, nothing said twice, links to pairs that share one of the
 * two.
 */
export function pairPages(site) {
  const faults = [];
  let seen = 0;
  for (const page of pairs(site)) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const order = page.all('#_different, #_which, #_same, #_unknown, #_sources, #_pairs').map((section) => dom.attr(section, 'id'));
    const wanted = ['_different', '_which', '_same', '_unknown', '_sources', '_pairs'].filter((id) => order.includes(id));
    if (order.join() !== wanted.join()) say(`its parts stand as ${order.join(', ')}`);
    if (!words(page.one('.t2 .lede')) || !words(page.one('.t2 .gist'))) say('no summary');
    const sides = page.all('#_which .pan');
    if (sides.length !== 2) say(`${sides.length} sides`);
    const told = new Set();
    sides.forEach((side, at) => {
      seen += 1;
      if (!words(dom.one('h3', side))) say('a side without a name');
      const lines = dom.all('.reasons li', side);
      if (!lines.length && !words(dom.one('.none', side))) say('a side that says nothing, not even that there is nothing');
      for (const line of lines.filter((line) => dom.one('a', line))) {
        const row = quoted(page, line, at, 1 - at, say);
        const id = row && dom.attr(row, 'id');
        if (id && told.has(id)) say(`the row ${id} is listed twice`);
        if (row && !isOf(row, (node) => dom.attr(node, 'id') === '_different')) say(`«${words(line)}» is listed, and the row does not differ`);
        told.add(id);
      }
    });
    const own = new Set(page.all('.title .mark').map((mark) => dom.serialize(mark)));
    for (const link of page.all('#_pairs .links a')) if (!dom.all('.mark', link).some((mark) => own.has(dom.serialize(mark)))) say(`«${words(link)}» has neither of the two`);
    if (!page.one('#_pairs .more a')) say('no way back to the guide');
  }
  return { seen, faults };
}

/** Tier pages: what sets the tier apart is in the table and marked there; neighbors are quoted correctly. */
export function tierPages(site) {
  const faults = [];
  let seen = 0;
  for (const page of tiers(site)) {
    seen += 1;
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const columns = [...page.all('#_apart .pan')];
    if (page.one('#_apart') && !columns.length && !words(page.one('#_apart .sec-head p'))) say('nothing of what sets it apart, not even that there is nothing');
    for (const column of columns) if (!dom.one('li', column)) say('a column that says nothing');
    const alone = [...page.all('#_apart .reasons li')].filter((line) => !dom.one('b', line)).map((line) => hash(dom.one('a', line)));
    for (const id of alone) {
      const row = byId(page, id);
      if (!row || !dom.one('td .alone', row)) say(`${id} sets it apart, and the table does not say so`);
    }
    const marked = page.all('td .alone').length;
    if (columns.length && marked !== alone.length) say(`${marked} rows are marked, ${alone.length} set it apart`);
    for (const line of page.all('#_apart .reasons li').filter((line) => dom.one('b', line))) quoted(page, line, 0, -1, say);
    if (!page.one('#_steps .pan')) say('nothing of its neighbours');
    for (const line of page.all('#_steps .reasons li')) {
      const row = byId(page, hash(dom.one('a', line)));
      const cell = row && dom.one('td', row);
      const { value } = cell ? said(cell) : {};
      if (!cell || !words(line).includes(value)) say(`«${words(line)}» does not say what the table says: ${words(cell)}`);
    }
    if (!page.one('#_pairs .more a')) say('no way back to the guide');
  }
  return { seen, faults };
}

/** Sources: numbers that link to sources, links back, and the date of the oldest claim. */
export function sourcesTold(site) {
  const faults = [];
  let seen = 0;
  for (const page of site.pages.filter((page) => page.one('table.matrix') && page.kind !== 'embed')) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const inOthers = (node) => isOf(node, (at) => hasClass(at, 'others'));
    for (const ref of page.all('table a.ref, .provenance a.ref, .stats a.ref')) {
      seen += 1;
      const source = byId(page, hash(ref));
      if (!source) say(`${dom.attr(ref, 'href')} leads to no source`);
      else if (inOthers(source)) say(`a cell cites ${dom.attr(ref, 'href')}, which is listed as unused`);
    }
    for (const source of page.all('.sources li[id]')) {
      const id = dom.attr(source, 'id');
      if (!words(dom.one('cite', source))) say(`${id} has no title`);
      const rows = dom.all('.rests a', source).map(hash);
      for (const row of rows) {
        seen += 1;
        const at = byId(page, row);
        if (!at || !dom.all(`a.ref[href="#${id}"]`, at).length) say(`${id} says that ${row} names it, and it does not`);
      }
      const naming = page.all(`table.matrix tr[id] a.ref[href="#${id}"]`).map((ref) => { let at = ref; while (at.name !== 'tr') at = at.parent; return dom.attr(at, 'id'); });
      // A cell that only follows from the row above makes no claim of its own.
      const follows = (row) => dom.all('td', byId(page, row)).filter((cell) => dom.all(`a.ref[href="#${id}"]`, cell).length).every((cell) => dom.one('.note.from', cell));
      for (const row of new Set(naming)) if (!rows.includes(row) && !follows(row)) say(`${row} names ${id}, which does not lead back`);
    }
    const meta = words(page.one('.t2 .meta'));
    const ages = page.all('.provenance .cap').map(words);
    const first = page.all('.provenance .cap').find((line) => dom.one('time', line) && !hasClass(line, 'staleness'));
    if (first && page.one('.t2 .meta') && !meta.includes(words(first))) say(`the head does not say «${words(first)}», which the table's foot says`);
    const marks = page.all('.stale').length;
    const told = page.one('.staleness');
    if (marks && !told) say(`${marks} marks of what is too old, and no sentence: ${ages.join(' / ')}`);
    // Some languages spell out one and two; a larger number is in the sentence, beside those of the date.
    const numbers = [...words(told).matchAll(/\d+/g)].map(([digits]) => Number(digits));
    if (told && marks > 2 && !numbers.includes(marks)) say(`${marks} marks of outdated claims, and the sentence says «${words(told)}»`);
  }
  return { seen, faults };
}

const flat = (text) => text.replace(isolates, '').replace(/\\(.)/g, '$1').replace(/[`*]/g, '').replace(/[\s\u00a0\u202f]+/g, ' ');

/** The copies of these pages in Markdown say the same. */
export function derivedInCopies(site) {
  const faults = [];
  let seen = 0;
  for (const page of [...pairs(site), ...tiers(site)]) {
    const copy = site.text(page.file.replace('.html', '.md'));
    if (copy === undefined) continue;
    const text = flat(copy);
    for (const line of page.all('.gist, .pans .reasons li, .pans .none, .open-rows, .provenance .cap:not(:has(a))')) {
      seen += 1;
      if (!text.includes(flat(words(line)))) faults.push(`/${page.path}: its copy does not say «${words(line)}»`);
    }
  }
  return { seen, faults };
}

/** What is collapsed opens by keyboard; a link to a source number inside opens it; its targets are large enough. */
export async function foldsOpen(visit, pages = visit.site.pages.filter((page) => page.one('main .rest, main .rests summary, main .others'))) {
  let seen = 0;
  const finding = await visit.each(pages, { javaScriptEnabled: false }, async (tab) => {
    const faults = [];
    for (const name of ['.rest', 'details.rests', '.others']) {
      const details = tab.locator(`main ${name}`).first();
      if (!(await details.count())) continue;
      seen += 1;
      const link = details.locator('a').last();
      if ((await link.count()) && (await link.isVisible())) faults.push(`${name} is open before it is asked`);
      await details.locator('summary').first().focus();
      await tab.keyboard.press('Enter');
      if ((await link.count()) && !(await link.isVisible())) faults.push(`Enter opens nothing: ${name}`);
      const box = await details.locator('summary').first().boundingBox();
      if (box.height < 24) faults.push(`the summary of ${name} is ${box.height} px high`);
    }
    return faults;
  });
  return { ...finding, seen };
}

/** In print both sides are complete, and the links back from a source to its rows are hidden. */
export const sidesOnPaper = (visit, pages = [...pairs(visit.site), ...tiers(visit.site)]) => visit.each(pages, {}, async (tab) => {
  await tab.emulateMedia({ media: 'print' });
  return tab.evaluate(() => {
    const shown = (element) => element.checkVisibility({ contentVisibilityAuto: true });
    const hidden = [...document.querySelectorAll('.pan li, .pan .none, .gist')].filter((line) => !shown(line)).map((line) => `«${line.textContent.trim().slice(0, 60)}» is not printed`);
    const back = [...document.querySelectorAll('.rests')].filter(shown).map(() => 'links back to rows are printed');
    return [...new Set([...hidden, ...back])];
  });
});

/** In forced colors list items keep their dash. */
export const sidesInForcedColours = (visit, pages = pairs(visit.site).slice(0, 2)) => visit.each(pages, { forcedColors: 'active' }, (tab) => tab.evaluate(() => [...document.querySelectorAll('.pan li')].slice(0, 3).filter((line) => getComputedStyle(line, '::before').backgroundColor === getComputedStyle(document.body).backgroundColor).map(() => 'the dash of a line is not seen')));
