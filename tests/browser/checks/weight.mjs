// The size of a first visit (line 31); 1 kB is 1000 bytes.
import { brotliCompressSync } from 'node:zlib';
import * as dom from '../lib/dom.mjs';
import { styleSheets, csstree } from '../lib/css.mjs';

const budget = { html: 60_000, css: 20_000, fonts: 130_000, firstLoad: 300_000 };
const manyCells = 500;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** The size of a file as a host sends it: with brotli, unless it is compressed already. */
function packer(site) {
  const sizes = new Map();
  return (file) => {
    if (!sizes.has(file)) {
      const content = site.files.get(file);
      sizes.set(file, /\.(woff2|png|jpe?g|webp|avif)$/.test(file) ? content.length : brotliCompressSync(content).length);
    }
    return sizes.get(file);
  };
}

export function weights(site) {
  const faults = [];
  const size = packer(site);
  let heaviest = { bytes: 0 };
  for (const page of site.pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const html = size(page.file);
    if (html > heaviest.bytes) heaviest = { bytes: html, path: page.path };
    if (html > budget.html && page.all('td').length <= manyCells) say(`HTML of ${kB(html)} brotli, at most ${kB(budget.html)}`);
    const sheets = page.all('link[rel=stylesheet]').map((link) => site.fileAt(new URL(dom.attr(link, 'href'), page.url).pathname)).filter(Boolean);
    const css = sheets.reduce((sum, file) => sum + size(file), 0);
    if (sheets.length === 0) say('no style sheet');
    if (css > budget.css) say(`CSS of ${kB(css)} brotli, at most ${kB(budget.css)}`);
    for (const script of page.all('script:not([type="application/ld+json"])')) say(`a script: ${dom.attr(script, 'src') ?? 'inline'}`);
    for (const link of page.all('link[rel=modulepreload], link[as=script]')) say(`preloads a script: ${dom.attr(link, 'href')}`);
  }
  return { seen: site.pages.length, faults, notes: [`heaviest page: /${heaviest.path}, ${kB(heaviest.bytes)} brotli`] };
}

/** The bytes of everything that a browser requests to show a page, as a host would send them. */
export async function firstLoads(visit) {
  const { site } = visit;
  const heaviest = { total: 0, fonts: 0 };
  const packed = packer(site);
  const sum = (files) => files.reduce((bytes, file) => bytes + packed(file), 0);
  const finding = await visit.each(site.representatives(), {}, async (tab, page) => {
    const asked = await tab.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const files = [...new Set(asked.map((name) => site.fileAt(new URL(name).pathname)))].filter(Boolean);
    const fonts = sum(files.filter((file) => file.endsWith('.woff2')));
    const total = packed(page.file) + sum(files);
    heaviest.total = Math.max(heaviest.total, total);
    heaviest.fonts = Math.max(heaviest.fonts, fonts);
    const faults = [];
    if (files.length === 0) faults.push('the page asks for nothing, not even a style sheet');
    if (fonts > budget.fonts) faults.push(`fonts of ${kB(fonts)}, at most ${kB(budget.fonts)}`);
    if (total > budget.firstLoad) faults.push(`first load of ${kB(total)}, at most ${kB(budget.firstLoad)}`);
    return faults;
  });
  return { ...finding, notes: [`heaviest first load ${kB(heaviest.total)}, fonts up to ${kB(heaviest.fonts)}`] };
}

/** Shipped fonts (line 10): our own woff2 files, split by unicode-range, with font-display swap, with their license. */
export function fonts(site) {
  const faults = [];
  let seen = 0;
  for (const { file, tree } of styleSheets(site).sheets) {
    csstree.walk(tree, (node) => {
      if (node.type !== 'Atrule' || node.name !== 'font-face') return;
      seen += 1;
      const say = (fault) => faults.push(`/${file}:${node.loc.start.line}: ${fault}`);
      const value = (name) => {
        const found = node.block.children.toArray().find((child) => child.property === name);
        return found && csstree.generate(found.value);
      };
      if (!/^swap$/.test(value('font-display') ?? '')) say('@font-face without font-display: swap');
      if (!value('unicode-range')) say('@font-face without unicode-range');
      csstree.walk(node, (inner) => {
        if (inner.type !== 'Url') return;
        const at = site.fileAt(new URL(inner.value, new URL(file, site.base)).pathname);
        if (!at) say(`${inner.value} is missing`);
        else if (!at.endsWith('.woff2') || site.files.get(at).toString('latin1', 0, 4) !== 'wOF2') say(`${inner.value} is no woff2`);
      });
    });
  }
  const licence = site.byExtension('txt').some((file) => /SIL OPEN FONT LICENSE/i.test(site.text(file)));
  if (seen && !licence) faults.push('fonts are shipped without the text of their licence (OFL)');
  return { seen, faults };
}
