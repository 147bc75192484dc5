// What a user sees who opens the guides of this repository in Visual Studio Code with Even Better TOML.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { copy, linked, mizan, repository } from './lib/site.mjs';
import { start } from './lib/server.mjs';

const GUIDE = 'content/guides/whatsapp/guide.toml';
const API = 'content/guides/whatsapp/tiers/api.toml';
const LABELS = 'content/guides/whatsapp/ar/labels.toml';

let root;
let server;
const clean = [];
before(async () => {
  root = copy({ after: (work) => clean.push(work) }, repository);
  // Configured as docs/editors.md says.
  server = await start(root, { completion: { maxKeys: 1 } });
});
after(() => {
  server?.stop();
  for (const work of clean) work();
});

test('nothing is marked in valid files', async () => {
  const files = linked(root);
  assert.equal(files.length, 16);
  for (const { path } of files) {
    const file = await server.open(path);
    assert.deepEqual(await file.marks(0), [], path);
  }
});

test('a mistake is marked where it is, with its cause', async () => {
  const tier = await server.open(API);
  tier.change(tier.text.replace('crm = "yes"', 'crm = "yess"'));
  const [value] = await tier.marks(1);
  assert.equal(value.range.start.line, tier.place('"yess"').line);
  assert.match(value.message, /"yess" is not one of \["yes","add-on"/);

  tier.change(tier.text.replace('crm = "yess"', 'crmm = "yes"'));
  const [key] = await tier.marks(1);
  // This version of the server marks the table that contains the key.
  assert.equal(key.range.start.line, tier.place('[features]').line);
  assert.match(key.message, /'crmm' was unexpected/);

  const guide = await server.open(GUIDE);
  guide.change(guide.text.replace('kind = "software"', 'kind = "softwear"'));
  const [kind] = await guide.marks(1);
  assert.equal(kind.range.start.line, guide.place('"softwear"').line);
});

test('hovering a feature shows its names, type and help', async () => {
  const tier = await server.open(API);
  const said = await tier.hover('auto|mation =');
  for (const part of ['الأتمتة', 'Automation', '`support`', 'a key feature', 'What happens by itself']) {
    assert.ok(said.includes(part), `${part}: ${said}`);
  }
});

test('hovering keys and values explains them', async () => {
  const tier = await server.open(API);
  assert.match(await tier.hover('no|te = "automation-advanced"'), /^The id of one of \[notes\] in labels\.toml/);
  assert.match(await tier.hover('"techn|ical-partners"'), /عبر شركاء تقنيين.*Through technical partners/);
  const guide = await server.open(GUIDE);
  assert.match(await guide.hover('ti|ers = ['), /^The tiers to compare, in the order of the columns/);
  assert.match(await guide.hover('importa|nce = "key"'), /^Whether the row is one of the most important/);
  assert.match(await guide.hover('[[gro|ups]]'), /^The groups of features/);
  const config = await server.open('config.toml');
  assert.match(await config.hover('warn_|after'), /^The number of days after `checked`/);
});

test('a tier completes the features that it lacks', async () => {
  const tier = await server.open(API);
  tier.change(tier.text.replace('labels = "unknown"\n', 'la\n'));
  const offered = await tier.offered('\nla|\n');
  assert.deepEqual([...offered.keys()].sort(), ['channel-audience', 'labels']);
  assert.match(offered.get('labels').said, /Chat labels/);
  assert.equal(offered.get('labels').textEdit.newText, 'labels = $0');
});

test('a cell completes the values of its type, and the options of its feature', async () => {
  const tier = await server.open(API);
  const words = async (place) => [...(await tier.offered(place)).keys()].filter((label) => label.length > 2);
  assert.deepEqual((await words('chats = |"unknown"')).filter((word) => word.startsWith('"')), ['"yes"', '"add-on"', '"partial"', '"planned"', '"deprecated"', '"no"', '"unknown"', '"not-applicable"']);
  assert.ok((await words('activation = |"technical-partners"')).includes('"technical-partners"'));
  assert.ok((await words('price = |"paid"')).includes('"on-request"'));
  assert.ok(!(await words('price = |"paid"')).includes('"USD"'));
  assert.match((await tier.offered('chats = |"unknown"')).get('"partial"').said, /needs a `note`/);
});

test('the table of a cell completes its keys, and notes by their ids', async () => {
  const tier = await server.open(API);
  tier.change(tier.text.replace('"automation-advanced"', '""').replace('"yes", note = "chatbots-ai"', '"yes", '));
  const keys = await tier.offered('chatbots = { value = "yes", | }');
  assert.deepEqual([...keys.keys()], ['note', 'sources', 'checked', 'since', 'until', 'variant', 'grade', 'price']);
  const notes = await tier.offered('note = "|"');
  assert.match(notes.get('"automation-advanced"').said, /\S/);
});

test('a guide completes keys and values for groups and their features', async () => {
  const guide = await server.open(GUIDE);
  guide.change(guide.text.replace('[[groups]]\nid = "protection"\n', '[[groups]]\nid = "protection"\n\n'));
  const group = await guide.offered('id = "protection"\n|');
  assert.deepEqual([...group.keys()], ['parent', 'type', 'unit', 'better', 'importance']);
  guide.change(guide.text.replace('{ id = "chats", better = "yes" }', '{ id = "chats", better = "yes", type = "" }'));
  const types = await guide.offered('type = "|" }');
  assert.equal(types.size, 15);
  assert.ok(types.has('"dimensions"'));
});

test('labels complete the ids that need text', async () => {
  const labels = await server.open(LABELS);
  labels.change(labels.text.replace('\n[features]\n', '\n[features]\n\n').replace(/^crm = .*\n/m, ''));
  const offered = await labels.offered('[features]\n|');
  assert.deepEqual([...offered.keys()], ['crm']);
});

test('new ids are known after Mizan has read the site', async (t) => {
  const other = copy(t, repository);
  const guide = join(other, GUIDE);
  writeFileSync(guide, readFileSync(guide, 'utf8').replace('{ id = "chats", better = "yes" }', '{ id = "chats", better = "yes" },\n  { id = "stickers" }'));
  assert.match(mizan('schema', '--write', '--site', other), /\d+ of them new or changed/);
  const fresh = await start(other, { completion: { maxKeys: 1 } });
  t.after(() => fresh.stop());
  const tier = await fresh.open(API);
  tier.change(`${tier.text}st`);
  assert.ok((await tier.offered('\nst|')).has('stickers'));
});
