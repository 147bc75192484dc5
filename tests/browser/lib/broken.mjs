// Ways to break a page on purpose, to see that a check notices.
import * as dom from './dom.mjs';
import { Visit } from './visit.mjs';

const changed = (site, file, before, after) => {
  if (before === after) throw new Error(`the break changes nothing in ${file}`);
  return site.with({ [file]: after });
};

/** A small site: these pages and all that is no page. */
export function only(site, pages) {
  const kept = new Set(pages.map(({ file }) => file));
  return site.with(Object.fromEntries(site.pages.filter(({ file }) => !kept.has(file)).map(({ file }) => [file, null])));
}

/** Puts markup at the end of a page's main part. */
export const insert = (file, markup) => (site) => changed(site, file, site.text(file), site.text(file).replace('</main>', `${markup}</main>`));

/** Edits a page's tree: `change` gets every element the selector finds, and there must be one. */
export const edit = (file, selector, change) => (site) => {
  const document = dom.html(site.text(file));
  const found = dom.all(selector, document);
  if (found.length === 0) throw new Error(`nothing to break: ${file} has no ${selector}`);
  found.forEach((element) => change(element));
  return changed(site, file, site.text(file), dom.serialize(document));
};

export const remove = (element) => {
  const { children } = element.parent;
  children.splice(children.indexOf(element), 1);
  const { prev, next } = element;
  if (prev) prev.next = next;
  if (next) next.prev = prev;
};

export const replace = (file, from, to) => (site) => changed(site, file, site.text(file), site.text(file).replace(from, to));

/** Adds rules to every style sheet. */
export const style = (rules) => (site) => site.with(Object.fromEntries(site.byExtension('css').map((file) => [file, `${site.text(file)}\n${rules}`])));

export const all = (...breaks) => (site) => breaks.reduce((whole, one) => one(whole), site);

/** Opens a broken site in the browser for as long as `look` takes, which may end once it has told the fault that is wanted. */
export async function visiting(browser, site, look, wanted) {
  const visit = await Visit.open(site, browser, wanted);
  try {
    return await look(visit);
  } finally {
    await visit.close();
  }
}
