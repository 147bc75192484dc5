// What Mizan accepts, its schemas accept; and what has the wrong shape, both reject.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { badSites, copy, goodSites, linked, mizan, refused, repository, said } from './lib/site.mjs';
import { read, validator } from './lib/validator.mjs';

const text = (...path) => readFileSync(join(...path), 'utf8');
const validators = new Map();
const judge = (schema, toml) => {
  const json = readFileSync(schema, 'utf8');
  if (!validators.has(json)) validators.set(json, validator(JSON.parse(json)));
  return validators.get(json)(read(toml));
};

test('every file of every correct site is valid', (t) => {
  for (const site of [repository, ...goodSites()]) {
    const root = copy(t, site);
    const files = linked(root);
    assert.ok(files.length >= 5, `${site}: ${files.length}`);
    for (const { path, schema } of files) assert.deepEqual(judge(schema, text(root, path)), [], `${site}/${path}`);
  }
});

test('the line that names a schema changes nothing for Mizan', (t) => {
  for (const site of goodSites()) assert.deepEqual(refused(copy(t, site)), []);
});

const GUIDE = 'content/guides/whatsapp/guide.toml';
const API = 'content/guides/whatsapp/tiers/api.toml';
const MESSENGER = 'content/guides/whatsapp/tiers/messenger.toml';
const LABELS = 'content/guides/whatsapp/en/labels.toml';

/** One mistake each: the file, the original text, its replacement. */
const MISTAKES = [
  ['config.toml', 'base_url =', 'base_ur ='],
  ['config.toml', 'base_url = "https://mizan.example/"\n', ''],
  ['config.toml', '"https://mizan.example/"', '"mizan.example"'],
  ['config.toml', 'theme = "mizan"', 'theme = 1'],
  ['config.toml', 'theme = "mizan"', 'theme = "My Theme"'],
  ['config.toml', 'warn_after = 720', 'warn_after = 0'],
  ['config.toml', 'warn_after = 720', 'warn_after = "720"'],
  ['config.toml', 'require_source = "key"', 'require_source = "keys"'],
  ['config.toml', 'digits = "latn"', 'digit = "latn"'],
  ['config.toml', '[freshness]', '[lints]\nMZ9999 = "warn"\n[freshness]'],
  ['config.toml', '[freshness]', '[lints]\nMZ0218 = "loud"\n[freshness]'],
  ['config.toml', '[freshness]', '[csp]\nimage-src = []\n[freshness]'],
  [GUIDE, 'kind = "software"', 'kind = "softwear"'],
  [GUIDE, 'published = 2026-11-22', 'published = "soon"'],
  [GUIDE, 'tiers = ["messenger", "business", "api"]', 'tiers = ["messenger"]'],
  [GUIDE, 'tiers = ["messenger", "business", "api"]', 'tiers = "messenger"'],
  [GUIDE, 'pairs = "all"', 'pairs = "some"'],
  [GUIDE, 'pairs = "all"', 'pairs = [["messenger"]]'],
  [GUIDE, 'pairs = "all"', 'pairs = true'],
  [GUIDE, 'lang = "ar"', 'language = "ar"'],
  [GUIDE, 'title = "ببساطة.. ما الفرق بين واتساب العادي وواتساب بزينس؟"\n', ''],
  [GUIDE, 'value = 85', 'value = "85"'],
  [GUIDE, 'value = 85', 'amount = "85"'],
  [GUIDE, 'value = 85\n', ''],
  [GUIDE, 'bound = "about"', 'bound = "around"'],
  [GUIDE, '{ id = "chats", better = "yes" }', '{ id = "chats", beter = "yes" }'],
  [GUIDE, '{ id = "chats", better = "yes" }', '{ better = "yes" }'],
  [GUIDE, '{ id = "chats", better = "yes" }', '{ id = "Chats", better = "yes" }'],
  [GUIDE, '{ id = "chats", better = "yes" }', '{ id = "chats", type = "boolean" }'],
  [GUIDE, 'requires = { management = { any = ["basic", "advanced"] } }', 'requires = { management = { some = ["basic"] } }'],
  [GUIDE, 'requires = { management = { any = ["basic", "advanced"] } }', 'requires = { management = "no" }'],
  [GUIDE, 'requires = { management = { any = ["basic", "advanced"] } }', 'requires = { management = {} }'],
  [API, 'crm = "yes"', 'crm = "yess"'],
  [API, 'crm = "yes"', 'crm = 1'],
  [API, 'crm = "yes"', 'crmm = "yes"'],
  [API, 'crm = "yes"', 'crm = []'],
  [API, 'crm = "yes"', 'crm = { note = "closing-sentence" }'],
  [API, 'crm = "yes"', 'crm = { value = "yes", nots = "x" }'],
  [API, 'crm = "yes"', 'crm = { value = "yes", bound = "about" }'],
  [API, 'crm = "yes"', 'crm = { value = "yes", grade = "best" }'],
  [API, 'crm = "yes"', 'crm = { value = "yes", note = false }'],
  [API, 'crm = "yes"', 'crm = { value = "yes", sources = "article" }'],
  [API, 'crm = "yes"', 'crm = { value = "yes", checked = "today" }'],
  [API, 'crm = "yes"', 'crm = { value = "yes", since = 2026 }'],
  [API, 'crm = "yes"', 'crm = [{ value = "yes" }, { note = "closing-sentence" }]'],
  [API, 'users = "unlimited"', 'users = "endless"'],
  [API, 'users = "unlimited"', 'users = { value = 5, price = "free" }'],
  [API, 'price = "paid"', 'price = "cheap"'],
  [API, 'price = "paid"', 'price = 5'],
  [API, 'price = "paid"', 'price = { amount = "5" }'],
  [API, 'price = "paid"', 'price = { amount = 5, currency = "USD" }'],
  [API, 'price = "paid"', 'price = { amount = "5", currency = "DOL" }'],
  [API, 'price = "paid"', 'price = { amount = "5,50", currency = "USD" }'],
  [API, 'price = "paid"', 'price = { amount = "5", currency = "USD", billed = "yearly" }'],
  [API, 'price = "paid"', 'price = { currency = "USD", mode = "volume", steps = [] }'],
  [API, 'price = "paid"', 'price = { currency = "USD", mode = "volume", steps = [{ from = 1 }] }'],
  [API, 'price = "paid"', 'price = { currency = "USD", steps = [{ from = 1, amount = "2" }] }'],
  [API, 'activation = "technical-partners"', 'activation = "technical-partner"'],
  [API, 'activation = "technical-partners"', 'activation = true'],
  [API, 'audience = ["medium-companies", "large-companies"]', 'audience = ["everybody"]'],
  [API, 'audience = ["medium-companies", "large-companies"]', 'audience = "large-companies"'],
  [API, 'audience = ["medium-companies", "large-companies"]', 'audience = []'],
  [MESSENGER, 'purpose = true', 'purpose = false'],
  [MESSENGER, 'purpose = true', 'purpose = 5'],
  [API, '[features]', 'link = []\n[features]'],
  [API, '[features]', 'links = [{ id = "buy" }]\n[features]'],
  [API, '[features]', 'url = "example.org"\n[features]'],
  [LABELS, '[groups]\n', '[group]\n'],
  [LABELS, '[features]\n', '[features]\nchatts = "Chats"\n'],
  [LABELS, '[features]\n', '[features]\nencryption-2 = { title = "x" }\n'],
  [LABELS, '[units.user]\n', '[units.user]\nones = "x"\n'],
  ['content/site/en.toml', 'title =', 'titel ='],
  ['content/site/ar.toml', '"/pages/method"', '{ name = "x" }'],
];

test('a single mistake makes a file invalid, for its schema and for Mizan', (t) => {
  const root = copy(t, repository);
  const schemas = new Map(linked(root).map(({ path, schema }) => [path, schema]));
  for (const [path, from, to] of MISTAKES) {
    const good = text(root, path);
    assert.ok(good.includes(from), `${path} holds no ${from}`);
    const bad = good.replace(from, to);
    assert.notDeepEqual(judge(schemas.get(path), bad), [], `${path}: ${to} is right for the schema`);
    writeFileSync(join(root, path), bad);
    assert.notDeepEqual(refused(root), [], `${path}: ${to} is right for Mizan`);
    writeFileSync(join(root, path), good);
  }
});

test('no schema rejects what Mizan accepts', (t) => {
  let minded = 0;
  // A site for each code about files, config, facts and words; the mistakes of the others are elsewhere.
  const one = new Map(badSites(t).map((site) => [/MZ0[0-3]\d\d/.exec(site)?.[0], site]));
  one.delete(undefined);
  for (const site of one.values()) {
    let root;
    try {
      root = copy(t, site);
    } catch (fault) {
      // Without languages there is no site to write schemas for.
      assert.equal(fault.status, 1, `${site}: ${fault}`);
      continue;
    }
    const told = new Set(said(root).map((line) => line.file));
    for (const { path, schema } of linked(root)) {
      let faults;
      try {
        faults = judge(schema, text(root, path));
      } catch {
        // Not TOML at all.
        continue;
      }
      if (faults.length > 0) {
        minded += 1;
        assert.ok(told.has(path), `${site}: Mizan says nothing of ${path}: ${faults}`);
      }
    }
  }
  assert.ok(minded >= 12, `${minded}`);
});

/** A cell of every type, in all its notations: the row, and what a tier may give. */
const CELLS = {
  '{ id = "x" }': ['"yes"', 'true', '"unknown"', '{ value = "partial", note = ["a", true] }', '{ value = "add-on", price = "paid" }', '[{ value = "yes", variant = "eu" }, "no"]'],
  '{ id = "x", type = "number", unit = "month" }': ['5', '7.80', '-3', '1e3', '"not-applicable"', '{ value = 5, bound = "at-least", since = 2026-01-01 }', '[5, { value = 6, until = "2027" }]'],
  '{ id = "x", type = "percent" }': ['85', '{ value = 85.5, grade = "good" }'],
  '{ id = "x", type = "limit" }': ['5', '"unlimited"', '{ value = "unlimited", checked = 2026-11-01 }'],
  '{ id = "x", type = "range" }': ['{ min = 2 }', '{ max = 8 }', '{ min = 2, max = 8, note = true }', '{ value = "unknown" }', '"no"', '[{ min = 1 }, { max = 3 }]'],
  '{ id = "x", type = "dimensions" }': ['[1, 2]', '[146.6, 70.6, 8.25]', '{ value = [1, 2, 3], bound = "about" }', '[{ value = [1, 2] }, { value = [3, 4] }]', '"unknown"'],
  '{ id = "x", type = "money" }': ['"free"', '"on-request"', '{ amount = "14.99", currency = "USD" }', '{ amount = "9", currency = "SAR", per = "month", billed = "year" }', '{ amount = "9", currency = "EUR", per = ["day", "month"], bound = "at-least", sources = ["https://example.org/"] }', '{ currency = "USD", mode = "volume", steps = [{ from = 1, amount = "19" }, { from = 51, amount = "17" }] }', '{ value = "paid", note = true }', '[{ amount = "1", currency = "USD", variant = "us" }, { amount = "2", currency = "EUR", variant = "eu" }]'],
  '{ id = "x", type = "rating" }': ['{ value = 4.5, max = 5 }', '{ value = 4, max = 5, by = "s" }', '{ value = "unknown", note = true }', '"no"', '[{ value = 4, max = 5 }, { value = 3, max = 5 }]'],
  '{ id = "x", type = "date" }': ['2026-05-04', '"2026"', '"2026-05"', '"unknown"', '{ value = "2026-05" }'],
  '{ id = "x", type = "version" }': ['"2.4.1"', '{ value = "2", since = "2026" }'],
  '{ id = "x", type = "link" }': ['{ url = "https://example.org/" }', '{ url = "https://example.org/", name = "E", note = true }', '"unknown"'],
  '{ id = "x", type = "choice", options = ["a", { id = "b", name = "B" }] }': ['"a"', '"b"', '"no"', '{ value = "a", note = true }', '["a", { value = "b", variant = "v" }]'],
  '{ id = "x", type = "choices", options = ["a", "b"] }': ['["a"]', '["a", "b"]', '"no"', '{ value = ["a"], note = true }', '[{ value = ["a"] }, { value = ["b"] }]'],
  '{ id = "x", type = "text" }': ['true', '"M4 Pro"', '{ value = true, grade = "fair" }', '"unknown"'],
};
/** What each type does not accept. */
const MISFITS = {
  number: ['"5"', 'true', '{ value = 5, max = 6 }', '{ bound = "about" }'],
  percent: ['"85%"'],
  range: ['5', '{}', '{ min = "2" }', '{ min = 1, value = 2, step = 3 }'],
  dimensions: ['[1]', '[1, 2, 3, 4]', '[0, 1]', '["1", "2"]', '5'],
  rating: ['4.5', '{ value = 4.5 }', '{ max = 5 }', '{ value = -1, max = 5 }', '{ value = 1, max = 0 }'],
  date: ['"May"', '2026', '"2026-13"'],
  version: ['2', '""'],
  link: ['"https://example.org/"', '{ name = "E" }', '{ url = "example.org" }'],
};

function small(t) {
  const root = copy(t, goodSites()[0]);
  const guide = (row) => `kind = "product"\npublished = 2026-11-22\ntiers = ["a", "b"]\n[sources.s]\nurl = "https://example.org/"\n[defaults]\nsources = ["s"]\nchecked = 2026-11-01\n[[groups]]\nid = "g"\nfeatures = [${row}]\n`;
  return { root, guide };
}

test('every way to write a cell is valid, and a value of the wrong type is not', (t) => {
  const { root, guide } = small(t);
  const folder = join(root, 'content/guides/cells');
  mkdirSync(join(folder, 'tiers'), { recursive: true });
  for (const [row, cells] of Object.entries(CELLS)) {
    const type = /type = "(\w+)"/.exec(row)?.[1] ?? 'support';
    writeFileSync(join(folder, 'guide.toml'), guide(row));
    writeFileSync(join(folder, 'tiers/a.toml'), '[features]\nx = "unknown"\n');
    writeFileSync(join(folder, 'tiers/b.toml'), '[features]\nx = "unknown"\n');
    const own = validator(JSON.parse(mizan('schema', 'tier', '--guide', 'cells', '--site', root)));
    const any = validator(JSON.parse(mizan('schema', 'tier')));
    const problems = () => refused(root).filter((code) => ['MZ0009', 'MZ0011', 'MZ0012', 'MZ0016', 'MZ0212', 'MZ0213', 'MZ0219', 'MZ0205', 'MZ0015'].includes(code));
    for (const cell of cells) {
      const toml = `[features]\nx = ${cell}\n`;
      assert.deepEqual(own(read(toml)), [], `${type}: ${cell}`);
      assert.deepEqual(any(read(toml)), [], `any: ${cell}`);
      writeFileSync(join(folder, 'tiers/a.toml'), toml);
      assert.deepEqual(problems(), [], `${type}: Mizan refuses ${cell}`);
    }
    for (const cell of MISFITS[type] ?? []) {
      const toml = `[features]\nx = ${cell}\n`;
      assert.notDeepEqual(own(read(toml)), [], `${type}: ${cell} is right for the schema`);
      writeFileSync(join(folder, 'tiers/a.toml'), toml);
      assert.notDeepEqual(problems(), [], `${type}: ${cell} is right for Mizan`);
    }
  }
});

/** The files that the examples of docs/format.md and README are part of, by their content. */
const PARTS = [
  [/^base_url/m, 'config', (part) => part],
  [/^\[(outputs|embed)\]/m, 'config', (part) => ({ base_url: 'https://example.org/', languages: [{ id: 'en' }], ...part })],
  [/^kind = "product"/m, 'guide', (part) => part],
  [/^url = "https:\/\/…" +# the official page/m, 'tier', (part) => part],
  [/^\[features\]\n(lights|gears|price) = /m, 'tier', (part) => part],
  [/^\[groups\]/m, 'labels', (part) => part],
  [/^\[units/m, 'labels', (part) => part],
  [/^price = /m, 'tier', (part) => ({ features: part })],
  [/^title = "Which bike/m, 'site', (part) => part],
  [/^\[\[groups\]\]/m, 'guide', (part) => ({ tiers: ['a', 'b'], ...part })],
  [/^\[\[(stats|questions)\]\]|^\[sources/m, 'guide', (part) => ({ tiers: ['a', 'b'], groups: [{ id: 'g' }], ...part })],
];

test('every TOML example in the docs is valid', () => {
  const blocks = (markdown) => {
    const fenced = [...markdown.matchAll(/^ *```toml\n([\s\S]*?)^ *```/gm)].map(([, block]) => block.replace(/^ {1,3}/gm, ''));
    const indented = [...markdown.matchAll(/(?:^ {4}.*\n|^\n(?= {4}))+/gm)].map(([block]) => block.replace(/^ {4}/gm, ''));
    return [...fenced, ...indented.filter((block) => /^(\[|[a-z_]+ = )/m.test(block) && !block.includes('+++'))];
  };
  let seen = 0;
  for (const file of ['docs/format.md', 'README.md']) {
    for (const block of blocks(text(repository, file))) {
      const part = PARTS.find(([sign]) => sign.test(block));
      assert.ok(part, `${file}: what is this part of?\n${block}`);
      const [, kind, whole] = part;
      const validate = validator(JSON.parse(mizan('schema', kind)));
      // Examples omit what they are not about.
      const faults = validate(whole(read(block))).filter((fault) => !/^ must have required property/.test(fault));
      assert.deepEqual(faults, [], `${file}:\n${block}`);
      seen += 1;
    }
  }
  assert.ok(seen >= 10, `${seen}`);
});
