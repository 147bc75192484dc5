// A built site in memory: files by path, pages by kind and language. It is derived from the files alone (canonical,
// hreflang, html lang), so that no test depends on a guide, a language or a base URL.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as dom from './dom.mjs';

export class Site {
  #all;
  #pages;
  #base;

  /** @param {Map<string, Buffer>} files content by path relative to the root, with `/` */
  constructor(files) {
    this.files = files;
  }

  static read(folder) {
    const files = new Map();
    const walk = (at) => {
      for (const entry of readdirSync(at, { withFileTypes: true })) {
        const path = join(at, entry.name);
        if (entry.isDirectory()) walk(path);
        else files.set(relative(folder, path).split(sep).join('/'), readFileSync(path));
      }
    };
    walk(folder);
    return new Site(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  /** A copy in which some files are replaced (by a string or Buffer) or removed (null). */
  with(changes) {
    const files = new Map(this.files);
    for (const [path, content] of Object.entries(changes)) {
      if (content === null) files.delete(path);
      else files.set(path, Buffer.from(content));
    }
    return new Site(files);
  }

  text(path) {
    return this.files.get(path)?.toString('utf8');
  }

  byExtension(...extensions) {
    return [...this.files.keys()].filter((path) => extensions.some((extension) => path.endsWith(`.${extension}`)));
  }

  /** Pages to read, without old URLs, which only redirect. */
  get pages() {
    this.#pages ??= this.#documents.filter((page) => !page.leadsOn);
    return this.#pages;
  }

  /** Pages that a reader never sees: old URLs, from which the browser is redirected. */
  get redirects() {
    return this.#documents.filter((page) => page.leadsOn);
  }

  get #documents() {
    this.#all ??= this.byExtension('html').map((file) => new Page(this, file));
    return this.#all;
  }

  page(path) {
    return this.pages.find((page) => page.path === path);
  }

  /** The URL that all pages are under, with a trailing slash: the one that most canonical URLs share. */
  get base() {
    if (this.#base) return this.#base;
    const votes = new Map();
    for (const page of this.pages) {
      const end = encodePath(page.path);
      if (page.canonical?.endsWith(`/${end}`)) {
        const base = page.canonical.slice(0, page.canonical.length - end.length);
        votes.set(base, (votes.get(base) ?? 0) + 1);
      }
    }
    const best = [...votes].sort((a, b) => b[1] - a[1])[0];
    if (!best) throw new Error('no page has a canonical that ends in its own path: the base URL cannot be learnt');
    this.#base = new URL(best[0]);
    return this.#base;
  }

  get languages() {
    return [...new Set(this.pages.map((page) => page.lang).filter(Boolean))].sort();
  }

  /** The file that is served for a URL path (percent-encoded, from the root of the host), or undefined. */
  fileAt(pathname) {
    const root = this.base.pathname;
    if (!pathname.startsWith(root)) return undefined;
    let path;
    try {
      path = decodeURIComponent(pathname.slice(root.length));
    } catch {
      return undefined;
    }
    if (path === '' || path.endsWith('/')) path += 'index.html';
    return this.files.has(path) ? path : undefined;
  }

  /** Pages that represent all others: for each kind, language and guide the largest one. */
  representatives(kinds) {
    const best = new Map();
    for (const page of this.pages) {
      if (kinds && !kinds.includes(page.kind)) continue;
      const key = [page.kind, page.lang, page.guide ?? ''].join(' ');
      const twin = best.get(key);
      if (!twin || page.html.length > twin.html.length) best.set(key, page);
    }
    return firstGuides([...best.values()], 6);
  }
}

/** Only the first few guides of each language, so that a large site takes no longer than a small one. */
function firstGuides(pages, most) {
  const seen = new Map();
  return pages.filter((page) => {
    if (!page.guide) return true;
    const guides = seen.get(page.lang) ?? seen.set(page.lang, new Set()).get(page.lang);
    if (guides.size < most) guides.add(page.guide);
    return guides.has(page.guide);
  });
}

export const encodePath = (path) => path.split('/').map(encodeURIComponent).join('/');

export class Page {
  #document;
  #kind;

  constructor(site, file) {
    this.site = site;
    this.file = file;
    this.path = file.endsWith('/index.html') || file === 'index.html' ? file.slice(0, -'index.html'.length) : file;
    this.html = site.text(file);
  }

  get document() {
    this.#document ??= dom.html(this.html);
    return this.#document;
  }

  all(selector) {
    return dom.all(selector, this.document);
  }

  one(selector) {
    return dom.one(selector, this.document);
  }

  get lang() {
    return dom.attr(this.one('html'), 'lang');
  }

  get dir() {
    return dom.attr(this.one('html'), 'dir');
  }

  get canonical() {
    return dom.attr(this.one('link[rel=canonical]'), 'href');
  }

  /** The page's own URL under the base URL of the site, percent-encoded. */
  get url() {
    return new URL(encodePath(this.path), this.site.base).href;
  }

  /** Whether this page only redirects: the generator's page for an old URL. */
  get leadsOn() {
    return /http-equiv="?refresh/i.test(this.html) && !/<main\b/i.test(this.html);
  }

  get indexed() {
    return !this.all('meta[name=robots]').some((meta) => /\bnoindex\b|\bnone\b/.test(dom.attr(meta, 'content') ?? ''));
  }

  /** The hreflang alternates of the page: [{ hreflang, href }]. */
  get alternates() {
    return this.all('link[rel=alternate][hreflang]').map((link) => ({ hreflang: dom.attr(link, 'hreflang'), href: dom.attr(link, 'href') }));
  }

  /** The same page in other languages, by hreflang. */
  get twins() {
    const others = this.alternates.filter(({ hreflang }) => hreflang !== 'x-default' && hreflang !== this.lang);
    return others.map(({ href }) => this.site.pages.find((page) => page.url === href)).filter(Boolean);
  }

  /** The path below the home page of the language. */
  get local() {
    const [first, ...rest] = this.path.split('/');
    return this.site.languages.includes(first) ? rest.join('/') : this.path;
  }

  get #root() {
    return this.path.slice(0, this.path.length - this.local.length);
  }

  /** The folder of the guide below the home page of the language, for a guide and its subpages. */
  get guide() {
    const first = this.local.split('/')[0];
    return first && this.site.files.has(`${this.#root}${first}/data.json`) ? first : undefined;
  }

  get kind() {
    this.#kind ??= this.#findKind();
    return this.#kind;
  }

  #findKind() {
    const { local } = this;
    if (local === '404.html') return '404';
    if (this.path === '' && this.site.files.has(`${this.lang}/index.html`)) return 'languages';
    if (local === '' || /^page\/\d+\/$/.test(local)) return 'home';
    const parts = local.split('/').filter(Boolean);
    if (parts[0] === 'tags' && parts.length === 2) return 'tag';
    if (!this.guide) return 'page';
    if (parts.length === 1) return 'guide';
    if (parts[1] === 'embed') return 'embed';
    return parts[1].includes('-vs-') ? 'pair' : 'tier';
  }
}
