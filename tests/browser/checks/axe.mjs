// axe-core (line 21): WCAG 2.2 AA and best practice, in both color schemes and at both widths.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** The rules with these tags that depend on colors: everything else that axe checks is the same in the dark. */
const colorRules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

const run = async (runOnly) => {
  // axe takes joined Arabic letters for the ligatures of an icon font, because a word is narrower than its separate
  // letters, and then skips them in the contrast rule. If it believes that widths add up, it checks them.
  CanvasRenderingContext2D.prototype.measureText = (text) => ({ width: 30 * text.length });
  const { violations, passes } = await window.axe.run(document, { runOnly, resultTypes: ['violations'] });
  return {
    passes: passes.length,
    faults: violations.flatMap(({ id, help, nodes }) => nodes.slice(0, 4).map(({ target, any }) => `${id}: ${help}: ${target.join(' ')} ${any.map(({ message }) => message).join(' ').slice(0, 160)}`)),
  };
};

export async function accessible(visit, pages = visit.site.representatives()) {
  let seen = 0;
  const finding = await visit.each(pages, {}, async (tab) => {
    const found = [];
    await tab.evaluate(source);
    for (const colorScheme of ['light', 'dark']) {
      await tab.emulateMedia({ colorScheme });
      for (const width of [1280, 360]) {
        await tab.setViewportSize({ width, height: 800 });
        const result = await tab.evaluate(run, colorScheme === 'light' ? tags : colorRules);
        seen += result.passes;
        found.push(...result.faults.map((fault) => `${colorScheme}, ${width} px: ${fault}`));
      }
    }
    return found;
  });
  return { ...finding, seen };
}

/** The same after an answer rules something out: dimmed text must still be readable. */
export async function accessibleOnceAnswered(visit, pages = visit.site.representatives(['guide']).filter((page) => page.one('.chooser'))) {
  let seen = 0;
  const finding = await visit.each(pages, {}, async (tab) => {
    const answer = tab.locator('.chooser input[data-out]:not([data-out=""])').first();
    if (!(await answer.count())) return [];
    await answer.check({ force: true });
    await tab.evaluate(source);
    const faults = [];
    for (const colorScheme of ['light', 'dark']) {
      await tab.emulateMedia({ colorScheme });
      const result = await tab.evaluate(run, ['wcag2aa']);
      seen += result.passes;
      faults.push(...result.faults.map((fault) => `${colorScheme}, once answered: ${fault}`));
    }
    return faults;
  });
  return { ...finding, seen };
}
