// What Lighthouse says of a page on a phone (line 31). Its marks for speed depend on the machine and are only told.
import { startChromium } from '../lib/chromium.mjs';

const whole = ['accessibility', 'best-practices', 'seo'];

/** Looks at one page after the other: Lighthouse wants a browser to itself. */
export async function lighthouse(visit, pages) {
  // The module reads a folder of its own while it is loaded, which takes a second: only who asks pays for it.
  const { default: lighthouse } = await import('lighthouse');
  const chromium = await startChromium();
  const faults = [];
  const notes = [];
  try {
    for (const page of pages) {
      let lhr;
      // A trace that could not be recorded is none of the page's faults; Lighthouse asks to be run again.
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
