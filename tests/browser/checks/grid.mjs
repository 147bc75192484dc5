// The table's cells and the chooser's answers: lines 15, 18, 22 and 23, tested without scripts.
import * as dom from '../lib/dom.mjs';

const guides = (visit) => visit.site.representatives(['guide']);

/** Line 15: “best” comes directly after the value it belongs to. */
export function bestStands(site) {
  const faults = [];
  let seen = 0;
  for (const page of site.pages) {
    for (const best of page.all('td .best')) {
      seen += 1;
      let before = best.prev;
      while (before && before.type === 'text') before = before.prev;
      if (!/\b(val|st)\b/.test(dom.attr(before, 'class') ?? '')) faults.push(`/${page.path}: «${dom.text(best)}» is separated from its value: «${dom.text(best.parent).slice(0, 40)}»`);
    }
  }
  return { seen, faults };
}

/** Line 15: when read out or copied, a state and the note after it are two sentences. */
export function statesEnd(site) {
  const faults = [];
  let seen = 0;
  for (const page of site.pages) {
    for (const note of page.all('td .st ~ .note, .price b ~ span:not(.pause)')) {
      let before = '';
      for (let at = note.prev; at; at = at.prev) {
        before = `${at.type === 'text' ? at.data : dom.text(at)}${before}`;
        if (before.trim()) break;
      }
      seen += 1;
      const own = dom.text(note).trim();
      if (!/[.。।!?؟:;؛–—]$/.test(before.trim()) && !/^[–—]/.test(own)) faults.push(`/${page.path}: «${own.slice(0, 30)}» runs on from «${before.trim()}»`);
    }
  }
  return { seen, faults };
}

/** The evidence for a cell opens by keyboard, and links to the list of sources. */
export async function evidenceOpens(visit) {
  let seen = 0;
  const finding = await visit.each(guides(visit).filter((page) => page.one('td details')), { javaScriptEnabled: false }, async (tab) => {
    const faults = [];
    const all = tab.locator('#_table td details');
    for (const at of new Set([0, (await all.count()) - 1])) {
      const details = all.nth(at);
      const link = details.locator('a[href^="#"]').first();
      if (await link.isVisible()) faults.push('a cell shows its sources before it is asked');
      await details.locator('summary').focus();
      await tab.keyboard.press('Enter');
      if (!(await link.isVisible())) faults.push('Enter on a summary opens nothing');
      else if (!(await tab.evaluate((id) => Boolean(document.getElementById(id)), (await link.getAttribute('href')).slice(1)))) faults.push('a source leads nowhere');
      if (!(await details.locator('cite').first().innerText()).trim()) faults.push('a source without its title');
      seen += 1;
    }
    return faults;
  });
  return { ...finding, seen };
}

/** A link to a row takes no space: without it, no name would have fewer lines. */
export async function rowLinksTakeNoRoom(visit) {
  let seen = 0;
  const faults = [];
  for (const width of [360, 768]) {
    const finding = await visit.each(guides(visit), { viewport: { width, height: 800 } }, async (tab) => {
      const { found, taller } = await tab.evaluate(() => {
        const heads = [...document.querySelectorAll('#_table th[scope=row]')];
        const heights = () => heads.map((head) => head.parentElement.getBoundingClientRect().height);
        const before = heights();
        for (const link of document.querySelectorAll('.row-link')) link.style.display = 'none';
        const after = heights();
        return { found: heads.length, taller: heads.filter((_, at) => before[at] > after[at] + 1).map((head) => head.getAttribute('aria-label')) };
      });
      seen += found;
      return taller.map((name) => `${width} px: the link to the row «${name}» makes it higher`);
    });
    faults.push(...finding.faults);
  }
  return { seen, faults };
}

/** The hint about scrolling sideways is shown exactly where the table scrolls; a link before the table skips it. */
export async function hintsAreTrue(visit, pages = guides(visit)) {
  let seen = 0;
  const finding = await visit.each(pages, {}, async (tab) => {
    const faults = [];
    for (const width of [320, 360, 480, 640, 768, 900, 1024, 1280]) {
      await tab.setViewportSize({ width, height: 800 });
      const now = await tab.evaluate(() => {
        const region = document.querySelector('#_table .scroller');
        return { hint: Boolean(document.querySelector('#_table .hint')?.checkVisibility()), scrolls: getComputedStyle(region).overflowX !== 'visible' && region.scrollWidth > region.clientWidth + 1 };
      });
      if (now.hint !== now.scrolls) faults.push(now.hint ? `${width} px: the hint says that the table scrolls, and it does not` : `${width} px: the table scrolls, and no hint says so`);
      seen += 1;
    }
    const past = await tab.evaluate(() => document.querySelector('.skip-table') && Boolean(document.querySelector(document.querySelector('.skip-table').getAttribute('href'))?.compareDocumentPosition(document.querySelector('#_table table')) & Node.DOCUMENT_POSITION_PRECEDING));
    if (!past) faults.push('no link leads past the table');
    return faults;
  });
  return { ...finding, seen };
}

/** Line 22: in print, collapsed groups and evidence are open. */
export async function printedOpen(visit) {
  let seen = 0;
  const finding = await visit.each(guides(visit), {}, async (tab) => {
    const folds = tab.locator('table th[scope=rowgroup] input');
    // A group inside a collapsed one cannot be reached.
    for (let at = 0; at < (await folds.count()); at += 1) if (await folds.nth(at).isVisible()) await folds.nth(at).uncheck();
    const folded = await tab.evaluate(() => [...document.querySelectorAll('#_table tr.row')].filter((row) => row.getBoundingClientRect().height === 0).length);
    await tab.emulateMedia({ media: 'print' });
    const { faults, found } = await tab.evaluate(() => {
      const rows = [...document.querySelectorAll('#_table tr.row')];
      const lists = [...document.querySelectorAll('#_table td details')];
      const gone = rows.filter((row) => row.getBoundingClientRect().height === 0);
      const shut = lists.filter((details) => !details.querySelector('a, .place')?.checkVisibility({ contentVisibilityAuto: true }));
      return {
        found: rows.length,
        faults: [
          ...gone.slice(0, 2).map((row) => `a collapsed row is not printed: #${row.id}`),
          ...shut.slice(0, 2).map((details) => `sources are not printed: «${details.innerText.slice(0, 30)}»`),
        ],
      };
    });
    seen += found;
    return folded ? faults : [...faults, 'no group folds on a screen'];
  });
  return { ...finding, seen };
}

/** A link to a row shows it highlighted and below sticky content, whatever is hidden. */
export async function rowsAreTargets(visit) {
  let seen = 0;
  const finding = await visit.each(guides(visit), { viewport: { width: 360, height: 740 } }, async (tab) => {
    const faults = [];
    const only = tab.locator('input[data-only=differences]');
    if (await only.count()) await only.check();
    const ids = await tab.evaluate(() => [...document.querySelectorAll('#_table tr.row')].map(({ id }) => id));
    const folds = tab.locator('#_table th[scope=rowgroup] input');
    for (const id of new Set([ids[0], ids[Math.floor(ids.length / 2)], ids.at(-1)])) {
      // The last of them is reached with every group collapsed.
      if (id === ids.at(-1)) for (let at = 0; at < (await folds.count()); at += 1) if (await folds.nth(at).isVisible()) await folds.nth(at).uncheck();
      await tab.evaluate((hash) => { location.hash = hash; }, id);
      const found = await tab.evaluate((id) => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
        const row = document.getElementById(id);
        const box = row.getBoundingClientRect();
        const head = row.closest('table').tHead.rows[0].cells[1].getBoundingClientRect();
        const cell = row.cells[0];
        done({ shown: box.height > 0, below: box.top >= head.bottom - 2, heads: head.top >= -2 && head.bottom > 0, inView: box.top >= 0 && box.top < innerHeight, marked: getComputedStyle(cell).backgroundColor !== getComputedStyle(document.body).backgroundColor });
      }))), id);
      if (!found.shown) faults.push(`#${id} does not show`);
      else if (!found.inView || !found.below) faults.push(`#${id} is under the head, or out of view`);
      else if (!found.heads) faults.push(`the heads above #${id} are out of view`);
      if (!found.marked) faults.push(`#${id} is not marked`);
      seen += 1;
    }
    return faults;
  });
  return { ...finding, seen };
}

/** For assistive technology every control has a role, and a name that says what it controls. */
export async function controlNames(visit) {
  let seen = 0;
  const finding = await visit.each(guides(visit), {}, async (tab) => {
    const faults = [];
    const client = await tab.context().newCDPSession(tab);
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    const of = (...roles) => nodes.filter(({ ignored, role }) => !ignored && roles.includes(role?.value));
    const controls = of('checkbox', 'radio', 'DisclosureTriangle', 'button');
    for (const node of controls) if (!node.name?.value?.trim()) faults.push(`a ${node.role.value} without a name`);
    seen += controls.length;
    const names = of('checkbox').map(({ name }) => name.value);
    const groups = await tab.evaluate(() => [...document.querySelectorAll('#_table th[scope=rowgroup] span')].map((span) => span.textContent.trim()));
    for (const group of groups) if (!names.some((name) => name !== group && name.replace(/[\u2066-\u2069]/g, '').includes(group))) faults.push(`no checkbox says that it folds «${group}»`);
    if (await tab.locator('.chooser').count()) {
      const status = of('status')[0];
      if (!status) faults.push('the answer is no status');
      const heading = await tab.evaluate(() => document.querySelector('.chooser h3')?.textContent.trim());
      if (!of('heading').some(({ name }) => name?.value === heading)) faults.push('the answer has no heading');
    }
    await client.detach();
    return faults;
  });
  return { ...finding, seen };
}

/** By keyboard alone the chooser gives the right result, which is computed here again from what each answer rules out. */
export async function chooserAnswers(visit) {
  let seen = 0;
  const finding = await visit.each(guides(visit).filter((page) => page.one('.chooser')), { javaScriptEnabled: false }, async (tab) => {
    const faults = [];
    const answers = await tab.evaluate(() => [...document.querySelectorAll('.chooser input[data-answer]')].map(({ dataset, name, type }) => ({ number: dataset.answer, name, type, asks: 'asks' in dataset, ...Object.fromEntries(['out', 'unknown', 'doubt'].map((what) => [what, (dataset[what] ?? '').split(' ').filter(Boolean)])) })));
    const tiers = await tab.evaluate(() => [...document.querySelectorAll('.verdict')].map(({ dataset }) => dataset.t));
    const names = [...new Set(answers.map(({ name }) => name))];
    const by = (name) => answers.filter((answer) => answer.name === name);
    // Each answer alone; the first and the last of all; then every need at once.
    const trials = [...answers.map((answer) => [answer]), names.map((name) => by(name)[0]), names.map((name) => by(name).at(-1)), answers.filter(({ type }) => type === 'checkbox')].filter((trial) => trial.length);
    for (const trial of trials) {
      if (visit.isTold(faults)) return faults;
      const say = (fault) => faults.push(`answers ${trial.map(({ number }) => number).join(', ')}: ${fault}`);
      for (const { number } of trial) {
        await tab.locator(`[data-answer="${number}"]`).focus();
        await tab.keyboard.press('Space');
      }
      const out = new Set(trial.flatMap((answer) => answer.out));
      const unknown = new Set(trial.flatMap((answer) => answer.unknown));
      const doubt = new Set(trial.flatMap((answer) => answer.doubt));
      // Answers that require nothing prove nothing about any tier.
      const asks = trial.some((answer) => answer.asks);
      const rank = (tier) => (out.has(tier) ? 3 : unknown.has(tier) ? 2 : doubt.has(tier) ? 1 : 0);
      const ranked = (wanted) => tiers.filter((tier) => asks && rank(tier) === wanted);
      const fits = ranked(0);
      const now = await tab.evaluate(() => {
        const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
        const of = (selector) => shown(selector).map((element) => (element.closest('[data-t]') ?? element).dataset.t);
        return {
          open: shown('.status .open').length, idle: shown('.status .idle').length, first: of('.status .first'), too: of('.status .too'), onlyDoubt: shown('.only-doubt').length, nothing: shown('.nothing').length,
          possible: of('.s-open'), fit: of('.s-fit'), doubt: of('.s-doubt'), unknown: of('.s-untold'), out: of('.s-out'),
          why: shown('.why').map((why) => `${why.closest('[data-t]').dataset.t}:${why.dataset.why}:${why.className.split('why-')[1]}`),
          astray: shown('.why').filter((why) => !document.querySelector(`#_table tr[id="${CSS.escape(why.querySelector('a[href^="#"]')?.hash.slice(1) ?? '')}"]`)).length,
          counted: Object.fromEntries([...document.querySelectorAll('.verdict')].map(({ dataset }) => [dataset.t, [...document.querySelectorAll(`#_table thead [data-t="${dataset.t}"] .in-full .lack-count > *`)].filter((reason) => getComputedStyle(reason).counterIncrement === 'lack 1').length])),
          dimmed: [...document.querySelectorAll('#_table thead th[data-t]')].filter((head) => getComputedStyle(head).color !== getComputedStyle(document.body).color).map(({ dataset }) => dataset.t),
          answered: shown('.answered').length, noneFits: shown('.none-fits').length,
          lacking: shown('#_table thead .lacks').map((lacks) => lacks.closest('[data-t]').dataset.t),
          cards: of('.tier .lacks'),
          order: shown('.verdict').sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top).map(({ dataset }) => dataset.t),
          unlinked: shown('.verdict').filter((verdict) => !verdict.querySelector('a[href]')).length,
          ways: shown('.way').map((way) => way.dataset.pair),
          pairs: [...document.querySelectorAll('.way')].map((way) => way.dataset.pair),
        };
      });
      const same = (a, b) => a.join() === b.join();
      if (now.open) say('the result still says that nothing is ruled out');
      if (Boolean(now.idle) === asks) say(asks ? 'it says that the answers ask for nothing' : 'nothing says that the answers rule nothing out');
      if (!same(now.possible, asks ? [] : tiers)) say(`${now.possible.join() || 'none'} are «possible»`);
      if (!same(now.first, fits.slice(0, 1))) say(`it begins with ${now.first.join() || 'none'}, not ${fits[0] ?? 'none'}`);
      if (!same(now.too, fits.slice(1))) say(`${now.too.join() || 'none'} «do too», not ${fits.slice(1).join() || 'none'}`);
      if (Boolean(now.nothing) !== (ranked(3).length === tiers.length)) say('«no option» is said wrongly, or is not said');
      if (Boolean(now.onlyDoubt) !== (asks && fits.length === 0 && tiers.some((tier) => !out.has(tier)))) say('«only with a reservation» is said wrongly, or is not said');
      if (!same(now.fit, fits)) say(`${now.fit.join()} fit in the list, not ${fits.join()}`);
      if (!same(now.doubt, ranked(1))) say('reservations are wrong in the list');
      if (!same(now.unknown, ranked(2))) say('what is not known is wrong in the list');
      if (!same(now.out, ranked(3))) say('what falls short is wrong in the list');
      for (const tier of out) if (!now.why.some((why) => why.startsWith(`${tier}:`) && why.endsWith(':out'))) say(`nothing says what rules out ${tier}`);
      for (const tier of unknown) if (!out.has(tier) && !now.why.some((why) => why.startsWith(`${tier}:`) && why.endsWith(':unknown'))) say(`nothing says what is not known of ${tier}`);
      for (const tier of doubt) if (!out.has(tier) && !now.why.some((why) => why.startsWith(`${tier}:`) && why.endsWith(':reservation'))) say(`nothing says what reservation ${tier} has`);
      if (now.order.some((tier, at) => at && rank(tier) < rank(now.order[at - 1]))) say(`what falls short comes before what fits: ${now.order.join()}`);
      if (now.astray) say(`${now.astray} reasons do not lead to their rows`);
      if (now.unlinked) say(`${now.unlinked} of the list lead nowhere`);
      const left = tiers.filter((tier) => !out.has(tier));
      if (!same(now.ways, asks && left.length === 2 ? now.pairs.filter((pair) => pair === left.join(' ')) : [])) say(`${left.join()} remain, but the way leads to ${now.ways.join() || 'no pair'}`);
      for (const why of now.why) if (!trial.some(({ number }) => why.split(':')[1] === number)) say('a reason shows that no answer gave');
      if (!same(now.lacking, tiers.filter((tier) => out.has(tier))) || !same(now.cards, now.lacking)) say('columns or cards that lack something do not say so');
      for (const tier of now.lacking) {
        const says = await tab.evaluate((tier) => getComputedStyle(document.querySelector(`#_table thead [data-t="${tier}"] .lack-count`), '::after').content, tier);
        if (!says.includes('counter(lack')) say(`column ${tier} counts nothing: ${says}`);
        const reasons = now.why.filter((why) => why.startsWith(`${tier}:`) && why.endsWith(':out')).length;
        if (now.counted[tier] !== reasons) say(`column ${tier} counts ${now.counted[tier]} of ${reasons} reasons`);
      }
      // If nothing is left, no column would stand out against the dimmed ones.
      const dimmed = left.length ? tiers.filter((tier) => out.has(tier)) : [];
      if (!same(now.dimmed, dimmed)) say(`the table dims ${now.dimmed.join() || 'nothing'}, not ${dimmed.join() || 'nothing'}`);
      if (!now.answered) say('nothing beside the table says that the answers mark it');
      if (Boolean(now.noneFits) !== (left.length === 0)) say('beside the table, «no option» is said wrongly, or is not said');
      seen += 1;
      // Back to the start: from the chooser or from the table in turn.
      await tab.locator(seen % 2 ? '.chooser [type=reset]' : '.answered [type=reset]').focus();
      await tab.keyboard.press('Enter');
    }
    // An answer can be taken back without the others.
    for (const name of names.filter((name) => by(name)[0].type === 'radio')) {
      await tab.locator(`[data-answer="${by(name)[0].number}"]`).focus();
      await tab.keyboard.press('Space');
      const none = tab.locator(`input[name="${name}"]:not([data-answer])`);
      if (!(await none.count())) {
        faults.push(`an answer to ${name} cannot be taken back`);
        await tab.locator('.chooser [type=reset]').press('Enter');
        continue;
      }
      await none.focus();
      await tab.keyboard.press('Space');
      if (!(await tab.locator('.status .open').isVisible())) faults.push(`an answer to ${name} was taken back, and the result remains`);
    }
    if (!(await tab.locator('.status .open').isVisible())) faults.push('reset does not set the chooser back');
    return faults;
  });
  return { ...finding, seen };
}

/**
 * On a phone the result of the answers stays visible, small, and never covers the answer that was just given; the link
 * to the list moves below it as soon as the list is visible.
 */
export async function resultStaysSmall(visit) {
  let seen = 0;
  const finding = await visit.each(guides(visit).filter((page) => page.one('.chooser')), { viewport: { width: 360, height: 740 } }, async (tab) => {
    const faults = [];
    const chips = tab.locator('.chooser .chip');
    const count = await chips.count();
    for (const at of new Set([0, 1, Math.floor(count / 2), count - 1])) {
      const chip = chips.nth(at);
      const found = await chip.evaluate((chip) => {
        const bar = () => [document.querySelector('.status').getBoundingClientRect().top, document.querySelector('.to-result').getBoundingClientRect().bottom];
        const label = chip.textContent.trim();
        // The answer is directly above the bar.
        chip.scrollIntoView({ block: 'center', behavior: 'instant' });
        scrollBy({ top: chip.getBoundingClientRect().bottom - bar()[0] + 1, behavior: 'instant' });
        chip.click();
        const [top, bottom] = bar();
        return { label, covered: chip.getBoundingClientRect().bottom - top, share: (bottom - top) / innerHeight, below: bottom > innerHeight + 1 };
      });
      if (found.below) continue;
      seen += 1;
      if (found.covered > 1) faults.push(`«${found.label}»: the result covers ${Math.round(found.covered)} px of the answer`);
      if (found.share > 0.15) faults.push(`«${found.label}»: the result takes ${Math.round(100 * found.share)} % of the screen`);
    }
    const link = await tab.evaluate(() => {
      const link = document.querySelector('.to-result a');
      const shows = () => {
        const { left, right, top, height } = link.getBoundingClientRect();
        return document.elementFromPoint((left + right) / 2, top + height / 2) === link;
      };
      document.querySelector('.qs fieldset').scrollIntoView({ block: 'center', behavior: 'instant' });
      const before = shows() || document.querySelector('.verdicts').getBoundingClientRect().top < innerHeight;
      document.querySelector('.verdicts').scrollIntoView({ block: 'center', behavior: 'instant' });
      return { before, after: shows() };
    });
    if (!link.before) faults.push('beside the questions no link leads to the result');
    if (link.after) faults.push('the link to the result stands beside the result');
    return faults;
  });
  return { ...finding, seen };
}

/** In print: the answers that were given and their result, or neither. */
export async function answersPrinted(visit) {
  let seen = 0;
  const finding = await visit.each(guides(visit).filter((page) => page.one('.chooser input:not([data-out=""])[data-out]')), {}, async (tab) => {
    const faults = [];
    const look = () => tab.evaluate(() => {
      const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility()).length;
      return { chooser: shown('.chooser'), chips: shown('.chip'), ticked: document.querySelectorAll('.chip [data-answer]:checked').length, reasons: shown('.why-out'), columns: shown('#_table thead .lacks') };
    });
    await tab.emulateMedia({ media: 'print' });
    const none = await look();
    if (none.chooser || none.columns) faults.push('the chooser is printed for who answered nothing');
    await tab.emulateMedia({ media: 'screen' });
    await tab.locator('.chooser input:not([data-out=""])[data-out]').first().check({ force: true });
    await tab.emulateMedia({ media: 'print' });
    const some = await look();
    if (some.columns && !(some.chooser && some.reasons)) faults.push('columns lack something on paper, and nothing printed says what');
    if (some.chooser && some.chips !== some.ticked) faults.push(`${some.chips} answers are printed, ${some.ticked} were given`);
    seen += 1;
    return faults;
  });
  return { ...finding, seen };
}
