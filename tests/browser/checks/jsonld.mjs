// JSON-LD: it parses, uses schema.org's vocabulary, and has what its kind of page requires.
import { readFileSync } from 'node:fs';
import * as dom from '../lib/dom.mjs';
import { ISOLATES, OLD_CONTROLS } from '../lib/bidi.mjs';

const vocabulary = JSON.parse(readFileSync(new URL('../schemas/schema-org.json', import.meta.url), 'utf8'));
const tierTypes = ['Product', 'Service', 'TechArticle', 'CreativeWork', 'DefinedTerm', 'Thing'];
const wanted = {
  home: [['WebSite']],
  guide: [['Article'], ['ItemList'], ['Dataset']],
  tier: [tierTypes],
  pair: [['Article']],
};

/** The properties that a type may have, including those of its parents; undefined for an unknown type. */
function allowed(type) {
  const known = vocabulary[type];
  if (!known) return undefined;
  return new Set([...known.properties, ...(known.parents ?? []).flatMap((parent) => [...allowed(parent)])]);
}

const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const types = (node) => list(node['@type']);

function eachNode(value, visit, isTop = true) {
  if (Array.isArray(value)) for (const item of value) eachNode(item, visit, isTop);
  else if (value && typeof value === 'object') {
    const isHolder = '@graph' in value;
    if (!isHolder) visit(value, isTop);
    for (const [key, inner] of Object.entries(value)) eachNode(inner, visit, isHolder && key === '@graph');
  }
}

export function jsonLd(site) {
  const faults = [];
  const pages = site.pages.filter(({ kind }) => !['404', 'languages'].includes(kind));
  for (const page of pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const top = [];
    const blocks = page.all('script[type="application/ld+json"]').map(dom.text);
    for (const block of blocks) {
      if (ISOLATES.test(block) || OLD_CONTROLS.test(block)) say('JSON-LD holds bidi controls');
      let data;
      try {
        data = JSON.parse(block);
      } catch (error) {
        say(`JSON-LD does not parse: ${error.message}`);
        continue;
      }
      for (const whole of list(data)) if (!/^https:\/\/schema\.org\/?$/.test(whole['@context'])) say(`@context is ${whole['@context']}`);
      eachNode(data, (node, isTop) => {
        if (isTop) top.push(node);
        for (const fault of nodeFaults(site, node)) say(fault);
      });
    }
    const has = (names) => top.some((node) => types(node).some((type) => names.includes(type)));
    for (const names of wanted[page.kind] ?? []) if (!has(names)) say(`JSON-LD lacks ${names.join(' or ')}`);
    if (!['home', 'embed'].includes(page.kind) && !has(['BreadcrumbList'])) say('JSON-LD lacks BreadcrumbList');
    for (const node of top) for (const fault of topFaults(page, node)) say(fault);
  }
  return { seen: pages.length, faults };
}

function nodeFaults(site, node) {
  const found = [];
  const names = types(node);
  if (names.length === 0 && Object.keys(node).some((key) => !key.startsWith('@'))) found.push(`a JSON-LD node without @type: ${JSON.stringify(node).slice(0, 90)}`);
  const lists = names.map((type) => [type, allowed(type)]);
  for (const [type, properties] of lists) if (!properties) found.push(`JSON-LD type ${type} is not in schemas/schema-org.json`);
  for (const [key, value] of Object.entries(node)) {
    if (!key.startsWith('@') && names.length && !lists.some(([, properties]) => properties?.has(key))) found.push(`JSON-LD: ${names.join('+')} has no property ${key}`);
    if (value === null || value === '') found.push(`JSON-LD: ${key} is empty`);
    if (/^(date[A-Z]|accessed|sdDate)/.test(key) && !/^\d{4}(-\d\d(-\d\d(T.+)?)?)?$/.test(value)) found.push(`JSON-LD: ${key} «${value}» is no ISO date`);
    if (['url', 'item', 'contentUrl', '@id'].includes(key) && typeof value === 'string') {
      if (!/^https?:\/\//.test(value)) found.push(`JSON-LD: ${key} ${value} is not absolute`);
      else if (value.startsWith(site.base.href) && !site.fileAt(new URL(value).pathname)) found.push(`JSON-LD: ${key} ${value} leads nowhere`);
    }
  }
  return found;
}

function topFaults(page, node) {
  const found = [];
  const names = types(node);
  const needs = (key) => {
    if (list(node[key]).length === 0) found.push(`JSON-LD: ${names.join('+')} lacks ${key}`);
  };
  if (names.some((type) => ['Article', 'WebSite', 'Dataset'].includes(type)) && node.inLanguage !== page.lang) found.push(`JSON-LD: ${names[0]} inLanguage is ${node.inLanguage}, the page ${page.lang}`);
  if (names.includes('Article')) ['headline', 'dateModified'].forEach(needs);
  if (page.kind === 'guide' && names.includes('Article')) {
    needs('citation');
    // One of the languages of a guide is the original, the others are translations of it.
    const originals = [page, ...page.twins].filter((twin) => !/"translationOfWork"/.test(twin.html)).length;
    if (page.twins.length && originals !== 1) found.push(`JSON-LD: ${originals} of ${page.twins.length + 1} languages claim to be the original`);
  }
  if (names.includes('Dataset')) ['name', 'description', 'distribution'].forEach(needs);
  if (names.includes('ItemList') && !names.includes('BreadcrumbList')) needs('itemListElement');
  // What search engines require, where nobody collected reviews or ratings: a product has an offer with a price, and
  // nothing can be an application.
  if (names.includes('Product')) {
    ['name', 'offers'].forEach(needs);
    for (const offer of list(node.offers)) for (const key of ['price', 'priceCurrency', 'url']) if (!offer[key]) found.push(`JSON-LD: an offer lacks ${key}`);
  }
  if (names.includes('SoftwareApplication')) found.push('JSON-LD: SoftwareApplication requires ratings');
  if (names.includes('BreadcrumbList')) {
    needs('itemListElement');
    list(node.itemListElement).forEach((item, index) => {
      if (item.position !== index + 1) found.push(`JSON-LD: breadcrumb ${index + 1} has position ${item.position}`);
      if (!(item.name ?? item.item?.name)) found.push(`JSON-LD: breadcrumb ${index + 1} has no name`);
    });
  }
  return found;
}
