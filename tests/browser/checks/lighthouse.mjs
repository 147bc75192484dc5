// Lighthouse's report on a page on a phone (line 31). Its performance scores depend on the machine and are notes only.
import { startChromium } from '../lib/chromium.mjs';

const whole = ['accessibility', 'best-practices', 'seo'];

/** One page at a time: Lighthouse needs a browser to itself. */
export async function lighthouse(visit, pages) {
  // The module reads its own folder when it is loaded, which takes a second: only load it where it is used.
  const { default: lighthouse } = await import('lighthouse');
  const chromium = await startChromium();
  const faults = [];
  const notes = [];
  try {
    for (const page of pages) {
      let lhr;
      // A trace that could not be recorded is not the page's fault; Lighthouse itself asks to be run again.
      for (let tries = 0; tries < 3 && (!lhr || lhr.runtimeError); tries += 1) {
        ({ lhr } = await lighthouse(visit.address(page), { port: chromium.port, logLevel: 'silent', output: 'json', onlyCategories: ['performance', ...whole] }));
      }
      if (lhr.runtimeError) faults.push(`/${page.path}: ${lhr.runtimeError.message}`);
      const marks = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]));
      notes.push(`/${page.path}: ${Object.entries(marks).map(([name, mark]) => `${name} ${mark}`).join(', ')}`);
      for (const name of whole) {
        if (marks[name] === 100) continue;
        const lost = lhr.categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1);
        faults.push(`/${page.path}: ${name} ${marks[name]}: ${lost.map(({ id }) => `${lhr.audits[id].title} (${id})`).join('; ')}`);
      }
    }
  } finally {
    await chromium.close();
  }
  return { seen: pages.length, faults, notes };
}
