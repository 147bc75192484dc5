// Pages shown untranslated, with the text of another language (line 27).
import * as dom from '../lib/dom.mjs';

/** Such pages have a URL in their own language, and a canonical URL in another. */
export const borrowed = (site) => site.pages.filter((page) => !['404', 'languages', 'embed'].includes(page.kind) && page.canonical && page.canonical !== page.url);

const main = (page) => dom.one('main', page.document);
const tidy = (text) => text.replace(/\s+/g, ' ').trim();

/** Text that a page has in its own language, other than in the isolate of a name or number. */
function own(page) {
  const found = new Set();
  dom.eachText(main(page), (node) => {
    const marked = dom.nearest(node, 'lang') ?? node;
    const apart = node.parent.name === 'bdi' || ['time', 'svg'].includes(node.parent.name);
    if (marked.name === 'html' && !apart && dom.nearest(node, 'dir')?.name === 'html' && /\p{L}/u.test(node.data)) found.add(tidy(node.data));
  });
  return found;
}

export function fallbacks(site) {
  const faults = [];
  const pages = borrowed(site);
  const byUrl = new Map(site.pages.map((page) => [page.url, page]));
  const machines = site.byExtension('xml', 'txt').filter((file) => !/(^|\/)llms[^/]*\.txt$/.test(file)).map((file) => [file, site.text(file)]);
  for (const page of pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const original = byUrl.get(page.canonical);
    if (!original) {
      say(`the original ${page.canonical} is no page of the site`);
      continue;
    }
    if (original.lang === page.lang || original.kind !== page.kind) say(`the original /${original.path} is a ${original.kind} in ${original.lang}, this a ${page.kind} in ${page.lang}`);
    if (original.canonical !== original.url || !original.indexed) say(`the original /${original.path} does not stand for itself`);
    // Search engines are led to the original, and only there.
    if (page.indexed) say('search engines are not asked to leave it out');
    if (page.alternates.length) say('names alternates, and is no translation');
    for (const other of site.pages) if (other.alternates.some(({ href }) => href === page.url)) say(`/${other.path} names it as a translation`);
    for (const [file, text] of machines) if (text.includes(`>${page.url}<`) || text.includes(`"${page.url}"`)) say(`/${file} names it`);
    // Readers are told so, in the language of the page, with a link to the original.
    const notices = page.all('main [role=note] a[hreflang]').filter((link) => new URL(dom.attr(link, 'href'), page.url).href === original.url);
    if (notices.length !== 1) say(`${notices.length} notices that lead to the original, one is wanted`);
    for (const link of notices) {
      const name = new Intl.DisplayNames(original.lang, { type: 'language' }).of(original.lang);
      const called = dom.all('[lang]', link).find((element) => dom.text(element).toLocaleLowerCase(original.lang) === name.toLocaleLowerCase(original.lang));
      if (!called || dom.attr(called, 'lang') !== original.lang || dom.attr(called, 'dir') !== original.dir) say(`the notice does not call ${original.lang} «${name}» in its own language`);
      if (dom.attr(link, 'hreflang') !== original.lang) say(`the notice has hreflang=${dom.attr(link, 'hreflang')}`);
      if (dom.attr(dom.nearest(link, 'lang'), 'lang') !== page.lang) say('the notice is not in the language of the page');
    }
    // Text of the original keeps its language and direction.
    const words = own(original);
    // A name that is the same in all languages is on real translations too.
    for (const twin of original.twins) dom.eachText(main(twin), ({ data }) => words.delete(tidy(data)));
    // The theme may use the same short text in both languages, but not in two scripts.
    if (original.dir === page.dir) for (const word of words) if (word.split(' ').length < 3) words.delete(word);
    let kept = 0;
    dom.eachText(main(page), (node) => {
      const text = tidy(node.data);
      if (!words.has(text)) return;
      kept += 1;
      const lang = dom.attr(dom.nearest(node, 'lang'), 'lang');
      const dir = dom.attr(dom.nearest(dom.nearest(node, 'lang'), 'dir'), 'dir');
      if (lang !== original.lang || dir !== original.dir) say(`«${text.slice(0, 60)}» is the original's, and is marked lang=${lang} dir=${dir}`);
    });
    if (kept === 0) say('nothing of it is in the words of the original');
  }
  return { seen: pages.length, faults };
}
