// What engines may do differently with the same page: layout, sticky heads, `:has()`, counters, underlines, the order of
// numbers. Each check gets a tab of `open` in lib/engines.mjs with a page in it, and returns a list of faults; those with
// `said` also return what the page says, which must be the same in every engine.
import { isDeepStrictEqual } from 'node:util';
import { differ } from '../lib/png.mjs';
import { sideways } from './layout.mjs';

/**
 * Loads a page for the checks: without scroll bars, which fade in and out of pictures, and with numbers that style sheets
 * count written as so many dots, because only their width can be measured.
 */
export async function show(tab, url) {
  await tab.goto(url);
  await tab.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { scrollbar-width: none !important; transition: none !important; --digits: tally !important }
      ::-webkit-scrollbar { display: none }
      @counter-style tally { system: fixed 0; symbols: ${Array.from({ length: 200 }, (_, dots) => `"${'.'.repeat(dots)}"`).join(' ')} }
    `);
    document.adoptedStyleSheets = [sheet];
  });
}

/** The numbers that style sheets count in these elements; null for an element in which they count nothing. */
const counts = (tab, selectors) => tab.evaluate((selectors) => selectors.map((selector) => {
  const element = [...document.querySelectorAll(selector)].find((element) => element.getClientRects().length);
  const style = element && getComputedStyle(element, '::after');
  if (!style?.content.includes('counter(')) return null;
  const shown = [...element.getClientRects()].reduce((sum, { width }) => sum + width, 0);
  const canvas = document.createElement('canvas').getContext('2d');
  canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const errors = Array.from({ length: 200 }, (_, dots) => Math.abs(canvas.measureText('.'.repeat(dots)).width - shown));
  const least = Math.min(...errors);
  return least < canvas.measureText('.').width / 3 ? errors.indexOf(least) : `${shown} px`;
}), selectors);

/** Line 20: the document does not scroll sideways. */
export const staysInside = (tab) => tab.evaluate(sideways);

/** Line 16: columns begin at the inline start. On a phone the name of a row may be above its values. */
export const columnsFromStart = (tab) => tab.evaluate(() => {
  const faults = [];
  const tables = [...document.querySelectorAll('table')].filter((table) => table.querySelector('thead th'));
  const sign = document.dir === 'rtl' ? -1 : 1;
  const start = ({ left, right }) => (sign > 0 ? left : -right);
  tables.forEach((table, number) => {
    for (const row of table.rows) {
      const boxes = [...row.cells].map((cell) => cell.getBoundingClientRect()).filter(({ width, height }) => width > 1 && height > 1);
      if (boxes.length === 0) continue;
      const isAbove = boxes.length > 1 && boxes[0].bottom <= boxes[1].top + 1;
      const gap = Math.round(start(boxes[0]) - start(table.getBoundingClientRect()));
      // The heads of a table whose names of rows are above the values have no corner.
      if (row.parentElement.localName === 'tbody' && Math.abs(gap) > 2) faults.push(`table ${number + 1}: the first column is ${gap} px from the inline start`);
      if (boxes.slice(isAbove ? 1 : 0).some((box, at, all) => at > 0 && start(box) <= start(all[at - 1]))) faults.push(`table ${number + 1}: columns do not run from the inline start`);
    }
  });
  return { faults: [...new Set(faults)], found: tables.length };
});

/** Line 17: the head of the table stays in view, and in a region that scrolls, so does the first column. */
export const headsStay = (tab) => tab.evaluate(async () => {
  const faults = [];
  const table = document.querySelector('#_table table');
  const region = table.closest('.scroller');
  const box = (element) => element.getBoundingClientRect();
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const rows = [...table.querySelectorAll('tbody tr.row')];
  const middle = rows[Math.floor(rows.length / 2)];
  const head = [...table.tHead.rows[0].cells].at(-1);
  const isRegion = getComputedStyle(region).overflowX !== 'visible' && region.scrollHeight > region.clientHeight + 1;
  region.scrollIntoView({ block: 'center', behavior: 'instant' });
  if (isRegion) region.scrollBy({ top: box(middle).top - box(region).top - region.clientHeight / 2, behavior: 'instant' });
  else middle.scrollIntoView({ block: 'center', behavior: 'instant' });
  await frame();
  const top = isRegion ? box(region).top + region.clientTop : 0;
  if (box(middle).top < top || box(middle).top > top + innerHeight) faults.push('the middle row does not come into view');
  if (Math.abs(box(head).top - top) > 2) faults.push(`the head of the table is ${Math.round(box(head).top - top)} px from the top of what scrolls`);
  // Only one of the columns need be in view.
  const isOnTop = [...table.tHead.rows[0].cells].some((cell) => cell.contains(document.elementFromPoint(box(cell).left + box(cell).width / 2, box(cell).top + box(cell).height / 2)));
  if (!isOnTop) faults.push('the rows cover the head of the table');
  if (isRegion && region.scrollWidth > region.clientWidth + 1) {
    const rtl = getComputedStyle(table).direction === 'rtl';
    region.scrollBy({ left: (rtl ? -1 : 1) * 200, behavior: 'instant' });
    await frame();
    const name = box(middle.cells[0]);
    const gap = rtl ? box(region).right - name.right : name.left - box(region).left;
    if (Math.abs(region.scrollLeft) < 100) faults.push('the region does not scroll sideways');
    if (Math.abs(gap) > 2) faults.push(`the first column is ${Math.round(gap)} px from the inline start of the region`);
    const corner = box(table.tHead.rows[0].cells[0]);
    if (Math.abs(corner.top - top) > 2 || Math.abs(corner.left - name.left) > 2) faults.push('the corner of the table does not stay in the corner of the region');
    if (name.width > innerWidth / 2) faults.push(`the first column takes ${Math.round(name.width)} of ${innerWidth} px`);
  }
  region.scrollTo({ left: 0, top: 0, behavior: 'instant' });
  return { faults };
});

/** Line 17: a row that a link leads to is in view, below the head. */
export async function targetsShow(tab) {
  const faults = [];
  const ids = await tab.evaluate(() => [...document.querySelectorAll('#_table tr.row')].map(({ id }) => id));
  for (const id of new Set([ids[1], ids[Math.floor(ids.length / 2)], ids.at(-1)])) {
    const found = await tab.evaluate(async (id) => {
      location.hash = id;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const row = document.getElementById(id);
      const { top, height } = row.getBoundingClientRect();
      const { left, width } = row.cells[0].getBoundingClientRect();
      const head = [...row.closest('table').tHead.rows[0].cells].at(-1).getBoundingClientRect();
      return { targeted: row.matches(':target'), inView: height > 0 && top >= 0 && top < innerHeight, below: Math.round(top - head.bottom), onTop: row.contains(document.elementFromPoint(left + width / 2, top + 4)) };
    }, id);
    if (!found.targeted) faults.push(`#${id} is not the target`);
    else if (!found.inView) faults.push(`#${id} is out of view`);
    else if (found.below < -2 || !found.onTop) faults.push(`#${id} is under the head of the table by ${-found.below} px`);
  }
  return { faults };
}

/** Whether a picture of an element changes with these rules; undefined if it changes by itself. */
async function looksDifferent(tab, selector, rules) {
  const box = await tab.evaluate(async (selector) => {
    const element = document.querySelector(selector);
    // What comes into view may get another height.
    for (let turn = 0; turn < 3; turn += 1) {
      element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom: bottom + 4 };
  }, selector);
  const pictureWith = async (rules) => {
    await tab.evaluate((rules) => {
      const [first] = document.adoptedStyleSheets;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [first, sheet];
    }, rules);
    return tab.screenshot();
  };
  // What was drawn once may have slightly different edges when it is drawn again.
  const pictures = [await pictureWith(rules), await pictureWith('x {}'), await pictureWith(rules), await pictureWith('x {}')];
  if (differ(pictures[0], pictures[2], box) || differ(pictures[1], pictures[3], box)) return undefined;
  return differ(pictures[2], pictures[3], box);
}

/** Links to sources are underlined: without the rules that underline them they look different. */
export async function sourcesUnderlined(tab) {
  const faults = [];
  const selectors = await tab.evaluate(() => ['#_table .evidence summary', '#_sources a'].filter((selector) => document.querySelector(selector)));
  for (const selector of selectors) {
    const rules = `${selector} { text-decoration: none !important; border-block-end-color: transparent !important; background-image: none !important }`;
    let isLined;
    for (let tries = 3; tries && isLined === undefined; tries -= 1) isLined = await looksDifferent(tab, selector, rules);
    if (isLined !== true) faults.push(isLined === false ? `no underline is drawn below ${selector}` : `${selector} changes by itself`);
  }
  return { faults, found: selectors.length };
}

/**
 * Ranges and dimensions read in the direction of the page: in Arabic the first number is on the right. A number on a
 * later line comes later.
 */
export const numbersInOrder = (tab) => tab.evaluate(() => {
  const faults = [];
  let found = 0;
  const joint = /^[\s\u200E\u200F\u061C\u2060\u2066-\u2069]*[–×][\s\u200E\u200F\u061C\u2060\u2066-\u2069]*$/u;
  for (const value of document.querySelectorAll('#_table td .val')) {
    if (!value.checkVisibility()) continue;
    const walker = document.createTreeWalker(value, NodeFilter.SHOW_TEXT);
    const places = [];
    while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at += 1) places.push([walker.currentNode, at]);
    const text = places.map(([node, at]) => node.data[at]).join('');
    const numbers = [...text.matchAll(/\p{Nd}+(?:[.,٫٬\u202F]\p{Nd}+)*/gu)].map((match) => {
      const range = document.createRange();
      range.setStart(...places[match.index]);
      const [last, at] = places[match.index + match[0].length - 1];
      range.setEnd(last, at + 1);
      const rects = [...range.getClientRects()];
      return { number: match[0], from: match.index, to: match.index + match[0].length, left: Math.min(...rects.map(({ left }) => left)), right: Math.max(...rects.map(({ right }) => right)), top: rects[0].top, bottom: rects[0].bottom };
    });
    const sign = document.dir === 'rtl' ? -1 : 1;
    numbers.slice(1).forEach((second, before) => {
      const first = numbers[before];
      if (!joint.test(text.slice(first.to, second.from))) return;
      found += 1;
      const isLater = second.top >= first.bottom - 2;
      const isAfter = sign * (second.left + second.right - first.left - first.right) > 0;
      if (!isLater && !isAfter) faults.push(`«${text.replace(/[\u200E\u200F\u061C\u2066-\u2069]/gu, '').trim()}»: ${second.number} comes before ${first.number}`);
    });
  }
  return { faults: [...new Set(faults)], found };
});

/** What the chooser and the table say now. */
const chooserNow = (tab) => tab.evaluate(() => {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const text = (element) => element.innerText.replace(/\s+/gu, ' ').trim();
  const tier = (element) => element.closest('[data-t]').dataset.t;
  const each = (selector) => Object.fromEntries(shown(selector).map((element) => [tier(element), text(element)]));
  return {
    status: shown('.chooser [role=status] > *').map(text),
    first: shown('.status .first').map(tier),
    fit: shown('.s-fit').map(tier),
    out: shown('.s-out').map(tier),
    order: shown('.verdict').sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top).map(tier),
    states: each('.verdict .state'),
    reasons: Object.fromEntries([...document.querySelectorAll('.verdict')].map(({ dataset }) => [dataset.t, shown(`.verdict[data-t="${dataset.t}"] .why`).map(text)])),
    ruledOutBy: Object.fromEntries([...document.querySelectorAll('.verdict')].map(({ dataset }) => [dataset.t, shown(`.verdict[data-t="${dataset.t}"] .why-out`).length])),
    cards: each('.tier .lacks'),
    columns: each('#_table thead .lacks'),
  };
});

/** Line 18: answers are given by clicks; after each, the result, the cards and the heads of the table are right. */
export async function answersCount(tab) {
  const faults = [];
  const said = {};
  const answers = await tab.evaluate(() => [...document.querySelectorAll('.chooser input[data-answer]')].map(({ dataset, name, type }) => ({ number: dataset.answer, name, type, asks: 'asks' in dataset, ...Object.fromEntries(['out', 'unknown', 'doubt'].map((what) => [what, (dataset[what] ?? '').split(' ').filter(Boolean)])) })));
  const tiers = await tab.evaluate(() => [...document.querySelectorAll('.verdict')].map(({ dataset }) => dataset.t));
  const start = await chooserNow(tab);
  // The last answer to each question, and every answer to a question that takes several: what rules out most.
  const given = [];
  const steps = answers.filter((answer, at) => answer.type === 'checkbox' || answers.findLastIndex(({ name }) => name === answer.name) === at);
  for (const step of steps) {
    await tab.click(`.chip:has([data-answer="${step.number}"])`);
    given.push(step);
    const trial = given.map(({ number }) => number).join(', ');
    const say = (fault) => faults.push(`answers ${trial}: ${fault}`);
    const [out, unknown, doubt] = ['out', 'unknown', 'doubt'].map((what) => new Set(given.flatMap((answer) => answer[what])));
    const asks = given.some((answer) => answer.asks);
    const rank = (tier) => (out.has(tier) ? 3 : unknown.has(tier) ? 2 : doubt.has(tier) ? 1 : 0);
    const fits = tiers.filter((tier) => asks && rank(tier) === 0);
    const now = await chooserNow(tab);
    const lacking = tiers.filter((tier) => out.has(tier)).join();
    said[trial] = now;
    if (now.first.join() !== fits.slice(0, 1).join()) say(`the result begins with ${now.first.join() || 'none'}, not ${fits[0] ?? 'none'}`);
    if (now.fit.join() !== fits.join()) say(`${now.fit.join() || 'none'} «fit», not ${fits.join() || 'none'}`);
    if (asks && now.out.join() !== lacking) say(`${now.out.join() || 'none'} «fall short», not ${lacking || 'none'}`);
    if (now.order.some((tier, at) => at && rank(tier) < rank(now.order[at - 1]))) say(`what falls short comes before what fits: ${now.order.join()}`);
    if (Object.keys(now.columns).join() !== lacking) say(`columns ${Object.keys(now.columns).join() || 'none'} say that they lack something, not ${lacking || 'none'}`);
    if (Object.keys(now.cards).join() !== lacking) say(`cards ${Object.keys(now.cards).join() || 'none'} say that they lack something, not ${lacking || 'none'}`);
    for (const [tier, text] of Object.entries(now.columns)) {
      const number = text.match(/\d+/)?.[0];
      if (number !== undefined && Number(number) !== now.ruledOutBy[tier]) say(`column ${tier} lacks ${number}, for ${now.ruledOutBy[tier]} reasons`);
    }
    const columns = Object.keys(now.columns);
    const counted = await counts(tab, columns.map((tier) => `#_table thead [data-t="${tier}"] .lack-count`));
    columns.forEach((tier, at) => {
      if (counted[at] !== now.ruledOutBy[tier]) say(`column ${tier} lacks ${counted[at]}, for ${now.ruledOutBy[tier]} reasons`);
    });
  }
  await tab.click('.chooser [type=reset]');
  const end = await chooserNow(tab);
  if (!isDeepStrictEqual(end, start)) faults.push('reset does not set the chooser back');
  return { faults, said };
}

/** What the table shows now. */
const tableNow = (tab) => tab.evaluate(() => {
  const width = (cell) => (cell.checkVisibility({ visibilityProperty: true }) ? cell.getBoundingClientRect().width : 0);
  const table = document.querySelector('#_table table');
  const rows = [...table.querySelectorAll('tbody tr.row')].filter((row) => row.checkVisibility());
  return {
    rows: rows.map(({ id }) => id),
    columns: [...table.tHead.rows[0].cells].filter((cell) => width(cell) > 2).map((cell) => cell.dataset.t ?? 'name'),
    cells: rows.length ? [...rows[0].cells].filter((cell) => width(cell) > 2).length : 0,
    text: [...document.querySelectorAll('.hidden-rows')].filter((element) => element.checkVisibility()).map((element) => element.innerText.trim()),
  };
});

/** Lines 18 and 19: «differences only», «key features only» and picking show what they should, and can be undone. */
export async function controlsShow(tab) {
  const faults = [];
  const said = {};
  // A row that a link leads to shows in any case: a check before this one may have left such a link in the URL.
  await tab.evaluate(() => { if (location.hash) location.hash = ''; });
  const start = await tableNow(tab);
  const isBack = async (what) => {
    if (!isDeepStrictEqual(await tableNow(tab), start)) faults.push(`${what}: the table is not as before`);
  };
  // A row without either attribute differs between all columns.
  const marks = await tab.evaluate(() => Object.fromEntries([...document.querySelectorAll('#_table tr.row')].map(({ id, dataset }) => [id, { same: 'same' in dataset, pairs: dataset.differs?.split(' ') }])));
  const differs = (id, pair) => !marks[id].same && (marks[id].pairs?.includes(pair) ?? true);
  const see = async (step) => {
    const now = await tableNow(tab);
    said[step] = now;
    const counted = await tab.evaluate(() => {
      const line = [...document.querySelectorAll('.rows-shown')].find((line) => line.checkVisibility());
      const [digits] = line?.innerText.match(/\p{Nd}+/u) ?? [];
      return digits && Number(digits.replace(/\p{Nd}/gu, (digit) => digit.codePointAt(0) & 15));
    });
    if (typeof counted === 'number' && counted !== now.rows.length) faults.push(`${step}: ${counted} rows are counted, and ${now.rows.length} show`);
    return now;
  };
  const only = (name) => `.check:has([data-only="${name}"])`;

  await tab.click(only('differences'));
  const different = await see('differences only');
  const unlike = start.rows.filter((id) => !marks[id].same);
  if (!isDeepStrictEqual(different.rows, unlike)) faults.push(`differences only: ${different.rows.length} of ${start.rows.length} rows show, and ${unlike.length} differ`);
  if (different.text.length !== 1) faults.push('differences only: nothing says what is hidden');
  await tab.click(only('differences'));
  await isBack('differences only');

  await tab.click(only('key'));
  const key = await see('key features only');
  if (key.rows.length === 0 || key.rows.length >= start.rows.length) faults.push(`key features only: ${key.rows.length} of ${start.rows.length} rows show`);
  await tab.click(only('key'));
  await isBack('key features only');

  const tiers = start.columns.filter((name) => name !== 'name');
  const [first, second] = [tiers[0], tiers.at(-1)];
  await tab.click(`[for="_pick-${first}"]`);
  await tab.click(`[for="_pick-${second}"]`);
  const two = await see('two picked');
  if (two.columns.filter((name) => name !== 'name').join() !== `${first},${second}`) faults.push(`two picked: columns ${two.columns.join()}`);
  if (two.cells !== 3) faults.push(`two picked: ${two.cells} cells in a row`);
  if (two.rows.length !== start.rows.length) faults.push('two picked: rows are hidden');
  await tab.click(only('differences'));
  const apart = await see('differences of two');
  const wanted = start.rows.filter((id) => differs(id, `${first}-${second}`));
  const wrong = start.rows.find((id) => wanted.includes(id) !== apart.rows.includes(id));
  if (wrong) faults.push(`differences of two: #${wrong} ${wanted.includes(wrong) ? 'differs and is hidden' : 'is the same and shows'}`);
  await tab.click(only('differences'));
  await tab.click(`[for="_pick-${first}"]`);
  await tab.click(`[for="_pick-${second}"]`);
  await isBack('picking');
  return { faults, said };
}

/**
 * A word with a zero width non-joiner is set in one font. If that font lacks the character, WebKit takes the letter before
 * it from another, and the word falls apart; with the first font alone it then has another width.
 */
export const wordsHoldTogether = (tab) => tab.evaluate(() => {
  const { fontFamily } = getComputedStyle(document.body);
  const [first] = fontFamily.split(',');
  const canvas = document.createElement('canvas').getContext('2d');
  const width = (word, family) => {
    canvas.font = `100px ${family}`;
    return canvas.measureText(word).width;
  };
  const words = new Set(document.body.innerText.match(/\p{Script=Arabic}+\u200C\p{Script=Arabic}+/gu));
  const apart = [...words].filter((word) => Math.abs(width(word, fontFamily) - width(word, first)) > 1);
  return { faults: apart.map((word) => `«${word}» is not set in ${first} alone`), found: words.size };
});
