// node tests/browser/shoot.mjs PUBLIC OUT: screenshots of a built site for people to look at: every guide, and one page
// of each other kind, in each language, at 360 and 1280 px, light and dark; each guide also as a printed PDF.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from './lib/chromium.mjs';
import { Site } from './lib/site.mjs';
import { Visit } from './lib/visit.mjs';

const [folder, out] = process.argv.slice(2);
if (!folder || !out) {
  console.error('usage: node tests/browser/shoot.mjs PUBLIC OUT');
  process.exit(2);
}
const site = Site.read(folder);
const guides = site.pages.filter(({ kind }) => kind === 'guide');
const others = site.representatives().filter(({ kind }) => kind !== 'guide');
const pages = [...guides, ...others];
const name = (page) => page.path.replace(/\/$|\.html$/g, '').replaceAll('/', '-') || 'languages';

await mkdir(out, { recursive: true });
const browser = await openBrowser();
const visit = await Visit.open(site, browser);
try {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 1280]) {
      await visit.each(pages, { colorScheme, viewport: { width, height: 900 } }, async (tab, page) => {
        await tab.screenshot({ path: join(out, `${name(page)}-${width}-${colorScheme}.png`), fullPage: true });
        return [];
      });
    }
  }
  await visit.each(guides, {}, async (tab, page) => {
    await tab.emulateMedia({ media: 'print' });
    await writeFile(join(out, `${name(page)}-print.pdf`), await tab.pdf({ preferCSSPageSize: true }));
    return [];
  });
} finally {
  await visit.close();
  await browser.close();
}
console.log(`${pages.length} pages, ${pages.length * 4} pictures and ${guides.length} PDFs in ${out}`);
