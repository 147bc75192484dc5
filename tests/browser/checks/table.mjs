// The comparison table (lines 14 to 19): its markup, then its behavior in a browser without scripts.
import * as dom from '../lib/dom.mjs';
import { csstree } from '../lib/css.mjs';

/** Tables of features by tiers. Tables in an author's prose have neither caption nor scope. */
const comparisons = (page) => page.all('table').filter((table) => dom.one('caption, th[scope]', table));
const words = (node) => {
  let found = '';
  const walk = (at) => {
    if (at.type === 'text') found += at.data;
    else if (at.name !== 'svg' && dom.attr(at, 'aria-hidden') !== 'true') (at.children ?? []).forEach(walk);
  };
  walk(node);
  return found.trim();
};

/** Lines 14 and 15. */
export function tableMarkup(site) {
  const faults = [];
  let seen = 0;
  for (const page of site.pages) {
    const tables = comparisons(page);
    if (page.kind === 'guide' && tables.length === 0) faults.push(`/${page.path}: a guide without a comparison table`);
    const size = (table) => dom.all('tr', table).length;
    const largest = tables.reduce((most, table) => (most && size(most) >= size(table) ? most : table), undefined);
    tables.forEach((table, number) => {
      seen += 1;
      const say = (fault) => faults.push(`/${page.path}: table ${number + 1}: ${fault}`);
      if (!words(dom.one('caption', table) ?? { children: [] })) say('no caption');
      const heads = dom.all('thead th', table);
      if (heads.length < 2) say('no head');
      for (const head of heads) if (dom.attr(head, 'scope') !== 'col') say(`a head cell with scope «${dom.attr(head, 'scope') ?? ''}»`);
      if (dom.all('thead td', table).length) say('a <td> in the head');
      for (const cell of dom.all('th, td', table)) if (!/[\p{L}\p{N}]/u.test(words(cell))) say(`a cell without words: ${dom.text(cell).trim() || 'empty'} (row «${words(cell.parent).slice(0, 40)}»)`);
      for (const icon of dom.all('td svg, th svg', table)) if (dom.attr(icon, 'aria-hidden') !== 'true') say('an icon that is not aria-hidden');
      for (const image of dom.all('td img, th img', table)) if (dom.attr(image, 'alt') === undefined) say('a picture without alt');
      const columns = dom.all('thead tr:first-child > *', table).reduce((sum, cell) => sum + Number(dom.attr(cell, 'colspan') ?? 1), 0);
      const groups = dom.all('tbody', table);
      // A table in an author's prose can select rows without their groups.
      const isWhole = page.kind === 'guide' && table === largest;
      for (const group of groups) {
        const titles = dom.all('th[scope=rowgroup]', group);
        if ((isWhole || groups.length > 1) && titles.length === 0) say('a tbody without a title of scope rowgroup');
        for (const row of dom.all('tr', group)) {
          const cells = row.children.filter(({ name }) => name === 'th' || name === 'td');
          const isTitle = cells.some((cell) => titles.includes(cell));
          if (!isTitle && dom.attr(cells[0], 'scope') !== 'row') say(`a row without th scope=row: «${words(row).slice(0, 40)}»`);
          const spans = cells.reduce((sum, cell) => sum + Number(dom.attr(cell, 'colspan') ?? 1), 0);
          if (spans !== columns) say(`a row of ${spans} columns in a table of ${columns}: «${words(row).slice(0, 40)}»`);
        }
      }
    });
  }
  return { seen, faults };
}

/** Line 18: every control works without a script, and says what it belongs to. */
export function controlMarkup(site) {
  const faults = [];
  let seen = 0;
  for (const page of site.pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    for (const input of page.all('input, select, button')) {
      seen += 1;
      const type = dom.attr(input, 'type') ?? '';
      const around = (name) => {
        for (let at = input.parent; at; at = at.parent) if (at.name === name) return at;
        return undefined;
      };
      if (input.name === 'select') say('a select, which only a script could answer');
      const form = dom.attr(input, 'form');
      const owner = form === undefined ? around('form') : page.one(`form[id="${form}"]`);
      if (input.name === 'button' && !(owner && ['reset', 'submit'].includes(type))) say(`a button of type «${type}» does nothing without a script`);
      if (type === 'radio' || type === 'checkbox') {
        const set = around('fieldset');
        // The checkbox of a group is in the head of the group, and its own label says what it does.
        const head = around('th');
        const ofGroup = head && dom.attr(head, 'scope') === 'rowgroup' && dom.attr(input, 'aria-label');
        if (!ofGroup && (!set || !words(dom.one('legend', set) ?? { children: [] }))) say(`a ${type} outside a fieldset with a legend`);
        if (!around('label') && !page.one(`label[for="${dom.attr(input, 'id')}"]`)) say(`a ${type} without a label`);
      }
    }
  }
  return { seen, faults };
}

/** Line 19: picking is offered for three tiers or more, with a checkbox for each, and not for two. */
export function picking(site) {
  const faults = [];
  let seen = 0;
  for (const page of site.pages.filter(({ kind }) => kind === 'guide')) {
    const tiers = dom.all('thead th', page.one('.compare table') ?? { children: [] }).length - 1;
    if (tiers < 1) continue;
    seen += 1;
    const boxes = page.all('input[data-pick]').length;
    const wanted = tiers > 2 && tiers < 13 ? tiers : 0;
    if (boxes !== wanted) faults.push(`/${page.path}: ${boxes} tiers to pick of ${tiers}`);
  }
  return { seen, faults };
}

// In the page: a table on a phone. With up to three columns each row's name has a line of its own, the values are side
// by side below it, under their heads, and only the page scrolls; more columns scroll in a labelled region.
function phoneTable(table, say) {
  const root = document.documentElement;
  const shown = (cell) => cell.checkVisibility({ visibilityProperty: true }) && cell.getBoundingClientRect().width > 2;
  const rows = [...table.querySelectorAll('tbody tr')].filter((row) => row.querySelector('th[scope=row]') && shown(row));
  const heads = [...table.tHead.rows[0].cells].slice(1).filter(shown);
  const rtl = getComputedStyle(table).direction === 'rtl';
  const box = (element) => element.getBoundingClientRect();
  const start = (element) => (rtl ? root.clientWidth - box(element).right : box(element).left);
  const name = (row) => row.cells[0].textContent.trim().slice(0, 30);
  let region = table.parentElement;
  while (region && !(/auto|scroll/.test(getComputedStyle(region).overflowX + getComputedStyle(region).overflowY) && (region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight))) region = region.parentElement;
  if (region === root || region === document.body) region = null;

  if (heads.length < 4) {
    if (region) return say(`${heads.length} columns scroll in a region inside the page`);
    if (box(table).width > root.clientWidth + 1) return say('wider than the screen');
    const across = box(table).width;
    for (const row of rows) {
      const [head, ...cells] = [...row.cells].filter(shown);
      const under = heads.length > 1 || box(head).width > across * 0.9;
      if (under && box(head).width < across * 0.9) { say(`«${name(row)}» has no line of its own: ${Math.round(box(head).width)} of ${Math.round(across)} px`); break; }
      if (cells.length !== heads.length) { say(`«${name(row)}» shows ${cells.length} values under ${heads.length} heads`); break; }
      const off = cells.find((cell, at) => Math.abs(start(cell) - start(heads[at])) > 2 || Math.abs(box(cell).width - box(heads[at]).width) > 2);
      if (off) { say(`a value of «${name(row)}» does not stand under its head`); break; }
      if (under && cells.some((cell) => Math.abs(box(cell).top - box(head).bottom) > 2)) { say(`a value of «${name(row)}» does not stand below its name`); break; }
      const widths = cells.map((cell) => box(cell).width);
      if (under && Math.max(...widths) - Math.min(...widths) > 2) { say(`the values of «${name(row)}» are not equally wide`); break; }
    }
    const last = rows.at(-1);
    if (!last || box(table).height < innerHeight) return;
    window.scrollTo({ top: scrollY + box(rows[Math.floor(rows.length / 2)]).top - innerHeight / 2, behavior: 'instant' });
    for (const head of heads) {
      const { left, top, width, height } = box(head);
      const over = document.elementFromPoint(left + width / 2, top + height / 2);
      if (top < -2 || top + height > innerHeight / 2 || !head.contains(over)) { say('the heads are not seen while the rows pass'); break; }
    }
    return;
  }

  const rowHead = rows[0]?.cells[0];
  if (!rowHead) return;
  if (box(rowHead).width > innerWidth / 2) say(`the first column is ${Math.round(box(rowHead).width)} px of ${innerWidth}`);
  if (!region) return say('wider than the screen, and no region scrolls it');
  if (region.tabIndex !== 0) say('the scrolling region cannot be focused');
  if (region.getAttribute('role') !== 'region') say('the scrolling region has no role=region');
  const label = (region.getAttribute('aria-labelledby') ?? '').split(/\s+/).map((id) => id && document.getElementById(id)).filter(Boolean);
  if (!label.some((element) => element === table.caption || table.caption?.contains(element))) say('the region is not labelled by the caption');
  if (region.clientHeight > innerHeight * 0.92) say(`the region is ${region.clientHeight} px high on a screen of ${innerHeight}`);
  region.scrollIntoView({ block: 'center' });
  region.scrollTo({ top: 120, left: rtl ? -80 : 80, behavior: 'instant' });
  const frame = box(region);
  const border = parseFloat(getComputedStyle(region).borderTopWidth);
  if (region.scrollTop > 0) {
    for (const head of table.tHead.rows[0].cells) if (Math.abs(box(head).top - frame.top - border) > 2) { say('the head does not stay while the region scrolls down'); break; }
  }
  if (region.scrollLeft !== 0) {
    const row = rows.map(({ cells }) => cells[0]).find((cell) => box(cell).top > frame.top + 60) ?? rowHead;
    if (Math.abs(rtl ? frame.right - box(row).right : box(row).left - frame.left) > 2) say('the first column does not stay while the region scrolls sideways');
  } else say('the region does not scroll sideways');
  region.scrollTo({ top: 0, left: 0, behavior: 'instant' });
}

const phoneLook = (source) => {
  const look = new Function(`return (${source})`)();
  const faults = [];
  const tables = [...document.querySelectorAll('table')].filter((table) => table.caption || table.querySelector('th[scope]'));
  tables.forEach((table, number) => {
    if (table.checkVisibility()) look(table, (fault) => faults.push(`table ${number + 1}: ${fault}`));
  });
  return { faults, found: tables.length };
};

/** Line 17 on a phone, at both widths; where options can be picked, also with two and three of them. */
export async function phoneTables(visit, pages = visit.site.pages.filter((page) => comparisons(page).length)) {
  let seen = 0;
  const finding = await visit.each(pages, { viewport: { width: 360, height: 740 }, bypassCSP: true }, async (tab) => {
    const found = [];
    const look = async (what) => {
      const { faults, found: tables } = await tab.evaluate(phoneLook, phoneTable.toString());
      seen += tables;
      found.push(...faults.map((fault) => `${what}${fault}`));
    };
    await look('');
    const picks = tab.locator('input[data-pick]');
    for (let at = 0; at < Math.min(3, await picks.count()); at += 1) {
      await picks.nth(at).check();
      if (at) await look(`${at + 1} picked: `);
    }
    await tab.setViewportSize({ width: 320, height: 740 });
    await look('at 320 px: ');
    return found;
  });
  return { ...finding, seen };
}

/** For assistive technology a table with another display value on a phone is the same table as on a wide screen. */
export async function phoneSemantics(visit, pages = visit.site.representatives(['guide', 'pair', 'tier', 'embed'])) {
  let seen = 0;
  const finding = await visit.each(pages, {}, async (tab) => {
    const client = await tab.context().newCDPSession(tab);
    const told = async (width) => {
      await tab.setViewportSize({ width, height: 800 });
      const { nodes } = await client.send('Accessibility.getFullAXTree');
      const parts = nodes.filter(({ ignored, role }) => !ignored && ['table', 'row', 'columnheader', 'rowheader', 'cell'].includes(role?.value));
      return parts.map(({ role, name }) => (role.value === 'cell' ? 'cell' : `${role.value} «${name?.value ?? ''}»`));
    };
    const [wide, narrow] = [await told(1280), await told(360)];
    await client.detach();
    seen += narrow.length;
    const at = wide.findIndex((part, at) => part !== narrow[at]);
    if (at >= 0 || narrow.length !== wide.length) return [`part ${at + 1} of the tables is ${narrow[at] ?? 'missing'} on a phone, ${wide[at] ?? 'missing'} on a wide screen`];
    return narrow.some((part) => part.startsWith('rowheader «»')) ? ['a row without a name'] : [];
  });
  return { ...finding, seen };
}

// `words` is what a row is compared by: the first statement of each cell, without notes, sources and other variants;
// null if it is unknown. `whole` has all its statements: a variant that one cell has alone may be the difference.
const rowsNow = () => [...document.querySelectorAll('table')].filter((table) => table.querySelector('th[scope=row]')).flatMap((table) => [...table.querySelectorAll('tbody tr')]
  .filter((row) => row.querySelector('th[scope=row]'))
  .map((row) => {
    const cells = [...row.cells].filter((cell) => cell.localName === 'td');
    const first = (cell) => cell.querySelector('.val, .st') ?? cell;
    const heads = [...document.querySelectorAll('table th[scope=rowgroup] input')];
    const statements = (cell) => [...cell.querySelectorAll('.val, .st')].map((said) => said.textContent.trim()).join(' / ');
    return { shown: row.getBoundingClientRect().height > 0, whole: cells.map(statements), words: cells.map((cell) => (cell.classList.contains('is-unknown') ? null : first(cell).textContent.trim().replace(/[.。।]$/, ''))), isKey: row.classList.contains('key'), isSub: row.parentElement.classList.contains('sub'), group: heads.indexOf(row.parentElement.querySelector('th[scope=rowgroup] input')) };
  }));
// The largest table is the one with a picker.
const columnsNow = () => [...document.querySelectorAll('table')].filter((table) => table.querySelector('th[scope=row]')).sort((a, b) => b.rows.length - a.rows.length).map((table) => [...table.tHead.rows[0].cells].filter((cell) => cell.checkVisibility() && cell.getBoundingClientRect().width > 2).length - 1);

// How many rows the page says that it shows; null if it says nothing, or if its digits are not ASCII.
const countOf = (tab) => tab.evaluate(() => {
  const line = [...document.querySelectorAll('.rows-shown')].find((line) => line.checkVisibility());
  const number = line?.innerText.match(/\d+/);
  return number ? Number(number[0]) : null;
});

/** Lines 18 and 19: differences only, picking tiers and collapsing groups, by keyboard, with scripts disabled. */
export async function controlsWork(visit, pages = visit.site.representatives(['guide'])) {
  let seen = 0;
  const finding = await visit.each(pages, { javaScriptEnabled: false }, async (tab) => {
    const faults = [];
    const before = await tab.evaluate(rowsNow);
    const [columns = 0] = await tab.evaluate(columnsNow);
    const press = async (box) => {
      await box.focus();
      await tab.keyboard.press('Space');
      return tab.evaluate(rowsNow);
    };
    const isBack = (rows, what) => {
      if (rows.some(({ shown }, row) => shown !== before[row].shown)) faults.push(`${what} set back does not bring the rows back`);
    };
    const shownCount = () => tab.evaluate(() => [...document.querySelectorAll('.rows-shown')].filter((line) => line.checkVisibility() && line.innerText).length === 1);
    let hides = 0;
    for (const only of ['differences', 'key']) {
      const box = tab.locator(`input[data-only="${only}"]`);
      if (!(await box.count())) continue;
      const after = await press(box);
      const hidden = before.filter(({ shown }, row) => shown && !after[row].shown);
      if (only === 'key') {
        if (hidden.some(({ isKey }) => isKey)) faults.push('«key features only» hides a key feature');
      } else {
        hides += hidden.length;
        const known = ({ words }) => words.filter((said) => said !== null);
        for (const row of hidden) if (new Set(known(row)).size > 1) faults.push(`«differences only» hides a row that differs: ${row.words.join(' / ')}`);
        before.forEach((row, at) => {
          if (row.group >= 0 && row.words.length > 1 && known(row).length < 2 && after[at].shown) faults.push(`«differences only» shows a row of which too little is known to compare: ${row.words.join(' / ')}`);
        });
        if (!(await tab.locator('.hidden-rows').first().isVisible())) faults.push('«differences only» does not say what it hides');
        else if (!(await tab.locator('[role=status] .hidden-rows').count())) faults.push('«differences only» tells a screen reader nothing');
      }
      if (!(await shownCount())) faults.push(`«${only}» does not say how many rows are left`);
      const counted = await countOf(tab);
      const left = after.filter(({ shown, group }) => shown && group >= 0).length;
      if (counted !== null && counted !== left) faults.push(`«${only}» counts ${counted} rows, and shows ${left}`);
      if (after.every(({ shown }) => !shown)) faults.push(`«${only}» hides every row`);
      isBack(await press(box), `«${only}»`);
    }
    const equal = before.filter(({ words, whole }) => words.length > 1 && !words.includes(null) && new Set(words).size === 1 && new Set(whole).size === 1).length;
    if (equal && !hides && before.length > 3) faults.push(`no checkbox hides any of ${equal} rows that are equal in all tiers`);
    seen += hides;

    if (visit.isTold(faults)) return faults;
    const picks = tab.locator('input[data-pick]');
    const offered = await picks.count();
    if (columns >= 3 && columns <= 12 && offered !== columns) faults.push(`${columns} tiers, but ${offered} can be picked`);
    if (columns === 2 && offered) faults.push('picking is offered between two tiers');
    if (offered) {
      const last = offered - 1;
      const one = await press(picks.first());
      if ((await tab.evaluate(columnsNow))[0] !== 1) faults.push('one tier picked, but it does not stand alone');
      isBack(one, 'one tier picked:');
      const differences = tab.locator('input[data-only="differences"]');
      if (await differences.count()) {
        await press(differences);
        if (!(await tab.locator('.hidden-rows.one').isVisible())) faults.push('one tier picked: nothing says what «differences only» needs');
        await press(differences);
      }
      await press(picks.nth(last));
      if ((await tab.evaluate(columnsNow))[0] !== 2) faults.push('two tiers picked, but not two columns show');
      const two = await press(tab.locator('input[data-only="differences"]'));
      two.forEach(({ shown, words, whole, group }) => {
        if (group < 0) return;
        const alike = (words[0] === words[last] && whole[0] === whole[last]) || words[0] === null || words[last] === null;
        if (alike && shown) faults.push(`«differences only» of two tiers shows a row in which they are alike: ${words[0]}`);
        if (!alike && !shown) faults.push(`«differences only» of two tiers hides a row that tells them apart: ${words[0]} / ${words[last]}`);
        seen += 1;
      });
      if ((await countOf(tab)) !== null) faults.push('«differences only» of two tiers counts rows, which depend on what is picked');
      await press(tab.locator('input[data-only="differences"]'));
      await press(picks.first());
      isBack(await press(picks.nth(last)), 'picking');
      if ((await tab.evaluate(columnsNow))[0] !== columns) faults.push('with nothing picked not all tiers show');
    }

    const folds = tab.locator('table th[scope=rowgroup] input');
    const groups = await folds.count();
    for (let at = 0; at < groups; at += 1) {
      if (visit.isTold(faults)) return faults;
      const after = await press(folds.nth(at));
      const hidden = before.filter(({ shown, group }, row) => shown && !after[row].shown).map(({ group }) => group);
      if (!(await folds.nth(at).isVisible())) faults.push('a group that is folded loses its head');
      const own = before.filter(({ group }) => group === at).length;
      if (hidden.filter((group) => group === at).length !== own) faults.push(`group ${at + 1} does not fold`);
      if (hidden.some((group) => group !== at && !before.find((row) => row.group === group).isSub)) faults.push(`folding group ${at + 1} takes others along`);
      isBack(await press(folds.nth(at)), 'a group');
      seen += 1;
    }
    return faults;
  });
  return { ...finding, seen };
}

/** The site as a browser without :has() would read it: such rules removed, @supports false. */
export function withoutHas(site) {
  const changes = {};
  for (const file of site.byExtension('css')) {
    const tree = csstree.parse(site.text(file), { parseCustomProperty: false });
    const asksHas = (node) => /selector\([^{]*:has\(/.test(csstree.generate(node.prelude));
    csstree.walk(tree, {
      leave(node, item, list) {
        if (!list) return;
        if (node.type === 'Rule' && /:has\(/.test(csstree.generate(node.prelude))) list.remove(item);
        if (node.type !== 'Atrule' || node.name !== 'supports' || !asksHas(node)) return;
        if (/\bnot\s/.test(csstree.generate(node.prelude))) list.replace(item, node.block.children);
        else list.remove(item);
      },
    });
    changes[file] = csstree.generate(tree);
  }
  return site.with(changes);
}

/** Line 18: without :has() the controls are hidden and everything is visible. `visit` must be of such a site. */
export async function controlsHide(visit) {
  let seen = 0;
  const pages = visit.site.representatives(['guide', 'pair']).filter((page) => page.one('input'));
  const finding = await visit.each(pages, {}, async (tab) => {
    const { faults, found } = await tab.evaluate(() => {
      const inputs = [...document.querySelectorAll('input, button')];
      const shown = inputs.filter((input) => input.checkVisibility({ visibilityProperty: true }));
      const rows = [...document.querySelectorAll('table tr')].filter((row) => row.getBoundingClientRect().height === 0);
      return {
        found: inputs.length,
        faults: [
          ...shown.slice(0, 3).map((input) => `without :has() <${input.localName} type=${input.type} id=${input.id}> still shows`),
          ...rows.slice(0, 3).map((row) => `without :has() a row is hidden: «${row.textContent.trim().slice(0, 40)}»`),
        ],
      };
    });
    seen += found;
    return faults;
  });
  return { ...finding, seen };
}
