// HTML and XML as one kind of tree, so that every check can use CSS selectors.
import { parse as parseHtml } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { parseDocument } from 'htmlparser2';
import { selectAll, selectOne } from 'css-select';
import render from 'dom-serializer';

export const html = (source) => parseHtml(source, { treeAdapter: adapter });
export const xml = (source) => parseDocument(source, { xmlMode: true });

const options = (node) => ({ xmlMode: isXml(node) });
const isXml = (node) => {
  let top = node;
  while (top.parent) top = top.parent;
  return top['x-mode'] === undefined;
};

export const all = (selector, node) => selectAll(selector, node, options(node));
export const one = (selector, node) => selectOne(selector, node, options(node));
export const attr = (element, name) => element?.attribs?.[name];
export const text = (node) => (node ? (node.data !== undefined && node.type === 'text' ? node.data : (node.children ?? []).map(text).join('')) : '');

/** The nearest ancestor-or-self with the attribute, or null. */
export function nearest(node, name) {
  for (let at = node; at; at = at.parent) if (at.attribs && name in at.attribs) return at;
  return null;
}

/** Calls back with each text node outside script, style and template. */
export function eachText(node, visit) {
  if (node.type === 'text') visit(node);
  else if (!['script', 'style', 'template'].includes(node.name)) for (const child of node.children ?? []) eachText(child, visit);
}

/** The document, serialized again after a test broke it on purpose. */
export const serialize = (document) => render(document, { encodeEntities: 'utf8', selfClosingTags: false, emptyAttrs: false });
