// Ways to break a page on purpose, to test that a check notices.
import * as dom from './dom.mjs';
import { Visit } from './visit.mjs';

const changed = (site, file, before, after) => {
  if (before === after) throw new Error(`the break changes nothing in ${file}`);
  return site.with({ [file]: after });
};

/** A smaller site: these pages, and all files that are not pages. */
export function only(site, pages) {
  const kept = new Set(pages.map(({ file }) => file));
  return site.with(Object.fromEntries(site.pages.filter(({ file }) => !kept.has(file)).map(({ file }) => [file, null])));
}

/** Appends markup to the main element of a page. */
export const insert = (file, markup) => (site) => changed(site, file, site.text(file), site.text(file).replace('</main>', `${markup}</main>`));

/** Edits the tree of a page: `change` gets every element that matches the selector, which must be at least one. */
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

/**
 * Opens a broken site in the browser for as long as `look` takes, which may end early once it has reported the wanted
 * fault.
 */
export async function visiting(browser, site, look, wanted) {
  const visit = await Visit.open(site, browser, wanted);
  try {
    return await look(visit);
  } finally {
    await visit.close();
  }
}
