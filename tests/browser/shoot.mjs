// Screenshots of a built site for people to look at:
//
//     node tests/browser/shoot.mjs PUBLIC OUT [--engine ENGINE]… [--path PATH]… [--width WIDTH]… [--color SCHEME]…
//
// takes pictures of whole pages: by default in Chromium, of every guide and one page of each other kind in each language,
// at 360 and 1280 px, light and dark; and of each guide the PDF that Chromium prints. ENGINE is `chromium`, `firefox` or
// `webkit`, SCHEME `light` or `dark`, PATH a page's path without the base URL. With `--path` there are no PDFs. The page
// of a guide in WebKit at the width of a phone:
//
//     node tests/browser/shoot.mjs public pictures --engine webkit --path ar/http/ --width 360 --color light
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from './lib/chromium.mjs';
import { engines, open } from './lib/engines.mjs';
import { serve } from './lib/server.mjs';
import { Site, encodePath } from './lib/site.mjs';
import { Visit } from './lib/visit.mjs';

function usageError(problem) {
  console.error(`${problem}\nusage: node tests/browser/shoot.mjs PUBLIC OUT [--engine ${engines.join('|')}]… [--path PATH]… [--width WIDTH]… [--color light|dark]…`);
  process.exit(2);
}

function readArguments() {
  const several = (fallback) => ({ type: 'string', multiple: true, default: fallback });
  const options = { engine: several(['chromium']), path: several([]), width: several(['360', '1280']), color: several(['light', 'dark']) };
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (positionals.length !== 2) usageError('expected two folders');
    return { ...values, folder: positionals[0], out: positionals[1] };
  } catch (error) {
    return usageError(error.message);
  }
}

const asked = readArguments();
const unknown = asked.engine.find((engine) => !engines.includes(engine)) ?? asked.color.find((color) => !['light', 'dark'].includes(color)) ?? asked.width.find((width) => !(Number(width) > 0));
if (unknown !== undefined) usageError(`unknown value: ${unknown}`);

const site = Site.read(asked.folder);
const guides = site.pages.filter(({ kind }) => kind === 'guide');
const pages = asked.path.length
  ? asked.path.map((path) => site.page(path.replace(/^\//, '')) ?? usageError(`no page in ${asked.folder}: ${path}`))
  : [...guides, ...site.representatives().filter(({ kind }) => kind !== 'guide')];
const name = (page) => page.path.replace(/\/$|\.html$/g, '').replaceAll('/', '-') || 'languages';

await mkdir(asked.out, { recursive: true });
const server = await serve(site, { inFrames: true });
try {
  for (const engine of asked.engine) {
    for (const colorScheme of asked.color) {
      const tab = await open(engine, { colorScheme });
      try {
        for (const width of asked.width) {
          await tab.resize(Number(width), 900);
          for (const page of pages) {
            await tab.goto(new URL(encodePath(page.path), server.origin + site.base.pathname).href);
            await tab.screenshot(join(asked.out, `${name(page)}-${width}-${colorScheme}${engine === 'chromium' ? '' : `-${engine}`}.png`), { fullPage: true });
          }
        }
      } finally {
        await tab.close();
      }
    }
  }
} finally {
  await server.close();
}
console.log(`${pages.length * asked.width.length * asked.color.length * asked.engine.length} pictures of ${pages.length} pages in ${asked.out}`);

if (asked.engine.includes('chromium') && !asked.path.length) {
  const browser = await openBrowser();
  const visit = await Visit.open(site, browser);
  try {
    await visit.each(guides, {}, async (tab, page) => {
      await tab.emulateMedia({ media: 'print' });
      await writeFile(join(asked.out, `${name(page)}-print.pdf`), await tab.pdf({ preferCSSPageSize: true }));
      return [];
    });
  } finally {
    await visit.close();
    await browser.close();
  }
  console.log(`${guides.length} PDFs in ${asked.out}`);
}
