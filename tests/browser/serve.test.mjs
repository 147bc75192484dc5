// The author's workflow in a real browser: every save shows up, every error covers the page, and goes away when it is
// fixed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import test, { after } from 'node:test';
import { openBrowser, openContext } from './lib/chromium.mjs';
import { Author, start, stopAll, until } from './lib/serve.mjs';

const PROSE = 'content/guides/whatsapp/en/guide.md';
const CELLS = 'content/guides/whatsapp/tiers/business.toml';
const STYLE = 'themes/mizan/static/parts/_base.css';

const author = new Author();
const server = await start(author.folder, ['--port', '0']);
const browser = await openBrowser();
const context = await openContext(browser);
after(async () => {
  await context.close();
  await browser.close();
  await stopAll();
  author.remove();
});

/** A tab that counts its navigations and records console errors. */
async function tab(path, url = server.url) {
  const page = await context.newPage();
  const seen = { page, navigations: 0, complaints: [] };
  page.on('framenavigated', () => { seen.navigations += 1; });
  page.on('pageerror', (error) => seen.complaints.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') seen.complaints.push(message.text()); });
  await page.goto(new URL(path, url).href);
  seen.text = () => page.evaluate(() => document.body.innerText).catch(() => '');
  seen.says = (words) => until(async () => (await seen.text()).includes(words), `“${words}” on ${path}`);
  /** The text of the overlay, or undefined. */
  seen.faults = () => page.evaluate(() => document.querySelector('mizan-preview')?.shadowRoot.querySelector('dialog[open]')?.innerText ?? '').catch(() => '');
  seen.pills = () => page.evaluate(() => document.querySelector('mizan-preview')?.shadowRoot.querySelector('.corner').innerText ?? '').catch(() => '');
  /** Chromium may wait forever when a page that is about to reload is closed. */
  seen.close = async () => {
    await until(() => page.evaluate(() => document.readyState === 'complete').catch(() => false), 'the page to be loaded');
    await page.close();
  };
  return seen;
}

const guide = await tab('/en/whatsapp/');
const body = author.read(PROSE);

/** The prose with an additional sentence. */
const withSentence = (sentence) => `${body}\n${sentence}\n`;

test('saved prose appears in the page, which keeps its scroll position', async () => {
  await guide.page.evaluate(() => scrollTo(0, 900));
  const before = guide.navigations;
  author.write(PROSE, withSentence('Fresh as the morning.'));
  await guide.says('Fresh as the morning.');
  assert.equal(guide.navigations, before + 1);
  await until(async () => Math.abs(await guide.page.evaluate(() => scrollY) - 900) < 3, 'the page to scroll back');
});

test('a file saved by renaming is noticed', async () => {
  author.writeByRename(PROSE, withSentence('Renamed into place.'));
  await guide.says('Renamed into place.');
});

test('a changed cell appears in the table', async () => {
  const facts = 'content/guides/http/tiers/http3.toml';
  const other = await tab('/en/http/');
  author.edit(facts, 'value = 99,', 'value = 987,');
  await other.says('987');
  author.edit(facts, 'value = 987,', 'value = 99,');
  await until(async () => !(await other.text()).includes('987'), 'the old cell');
  await other.close();
});

test('a page that did not change is not reloaded', async () => {
  const other = await tab('/en/http/');
  const before = other.navigations;
  author.write(PROSE, withSentence('Of no concern to HTTP.'));
  await guide.says('Of no concern to HTTP.');
  await new Promise((done) => setTimeout(done, 400));
  assert.equal(other.navigations, before);
  await other.close();
});

test('an error covers the last good page, with file and line, and goes away when it is fixed', async () => {
  author.write(PROSE, withSentence('{{ fact("no-such-fact") }}'));
  const said = await until(guide.faults, 'the overlay');
  const line = withSentence('').split('\n').findIndex((text, at, all) => at === all.length - 2);
  assert.match(said, /1 error/);
  assert.match(said, /MZ0404|MZ0\d{3}/);
  assert.match(said, new RegExp(`content/guides/whatsapp/en/guide\\.md:${line + 1}:`));
  assert.match(said, /no-such-fact/);
  assert.ok((await guide.text()).includes('Of no concern to HTTP.'), 'the last good page stays');
  // Closed by key, it stays closed and leaves a button, which opens it again.
  await guide.page.keyboard.press('Escape');
  assert.equal(await guide.faults(), '');
  assert.match(await guide.pills(), /1 error/);
  await guide.page.locator('mizan-preview button.pill.error').click();
  await until(guide.faults, 'the overlay again');
  const focus = await guide.page.evaluate(() => document.activeElement.localName);
  assert.equal(focus, 'mizan-preview', 'the keyboard is in the overlay');
  const before = guide.navigations;
  author.write(PROSE, withSentence('Mended by now.'));
  await guide.says('Mended by now.');
  await until(async () => (await guide.faults()) === '', 'the overlay to go');
  assert.equal(await guide.pills(), '');
  assert.equal(guide.navigations, before + 1);
});

test('lines of files are shown as written, whatever their direction', async () => {
  const arabic = 'content/guides/whatsapp/ar/guide.md';
  const before = author.read(arabic);
  const page = await tab('/ar/whatsapp/');
  const lines = () => page.page.evaluate(() => [...document.querySelector('mizan-preview').shadowRoot.querySelectorAll('dialog .line')].map((line) => ({
    dir: line.dir, text: line.textContent, isolates: [...line.querySelectorAll('bdi')].map((one) => [one.dir, one.textContent]),
    marked: [...line.querySelectorAll('mark')].map((one) => one.textContent).join('|'),
  })));
  // Long enough that the excerpt begins inside a shortcode in Latin letters.
  const long = 'كلام طويل يسبق موضع الخطأ ويمتد حتى يُقتطع أوله '.repeat(6);
  author.write(arabic, `${before}\n${long}{{ value("business.price") }}، و${'كلام '.repeat(9)}{{ fact("no-such-fact") }} و[رابط](/ar/nowhere).\n`);
  await until(page.faults, 'the overlay');
  const prose = (await lines()).find(({ text }) => text.includes('no-such-fact'));
  assert.equal(prose.dir, 'rtl');
  assert.ok(prose.isolates.some(([dir, text]) => dir === 'ltr' && text.startsWith('{{ fact(') && text.endsWith('}}')), JSON.stringify(prose));
  author.write(arabic, before.replace('description = "', 'descriptionz = "'));
  const field = await until(async () => (await lines().catch(() => [])).find(({ text }) => text.startsWith('descriptionz')), 'the line of the key');
  assert.equal(field.dir, 'ltr');
  assert.match(field.marked, /descriptionz/);
  assert.ok(field.isolates.some(([dir, text]) => dir === 'rtl' && text.startsWith('"') && /["…]$/.test(text)), JSON.stringify(field));
  author.write(arabic, before);
  await until(async () => (await page.faults()) === '', 'the overlay to go');
  await page.close();
});

test('on a small screen several reminders become one, which opens', async () => {
  const page = await tab('/nowhere/at/all/');
  await page.page.setViewportSize({ width: 1280, height: 800 });
  const labels = 'content/guides/http/ar/labels.toml';
  const before = author.read(labels);
  author.write(labels, before.replace(before.match(/\[features\]\n(\S+ = .*)\n/)[1], ''));
  await until(async () => /no page[^]*warning/.test(await page.pills()), 'two marks');
  await page.page.setViewportSize({ width: 360, height: 700 });
  await until(async () => /^\d notes$/.test(await page.pills()), 'one mark');
  await page.page.locator('mizan-preview button.pill').click();
  assert.match(await page.pills(), /no page[^]*warning[^]*Hide/);
  await page.page.locator('mizan-preview button.pill', { hasText: 'Hide' }).click();
  assert.match(await page.pills(), /^\d notes$/);
  author.write(labels, before);
  await until(async () => !/notes/.test(await page.pills()), 'the mark to go');
  await page.close();
});

test('a page opened while there is an error has the overlay too', async () => {
  author.edit(CELLS, 'features', 'featurez');
  const other = await tab('/ar/http/');
  assert.match(await until(other.faults, 'the overlay'), /business\.toml:\d+:\d+/);
  author.edit(CELLS, 'featurez', 'features');
  await until(async () => (await other.faults()) === '', 'the overlay to go');
  await other.close();
});

test('a file that is half written for a moment shows no error', async () => {
  const before = guide.navigations;
  author.write(PROSE, '');
  await new Promise((done) => setTimeout(done, 60));
  author.write(PROSE, withSentence('Whole again.'));
  let seen = false;
  await until(async () => {
    seen ||= (await guide.faults()) !== '';
    return (await guide.text()).includes('Whole again.');
  }, 'the whole file');
  assert.equal(seen, false);
  assert.equal(guide.navigations, before + 1);
});

test('a changed style sheet is applied without reloading the page', async () => {
  await guide.page.evaluate(() => { window.stayed = true; });
  const sheets = () => guide.page.locator('link[rel=stylesheet]').count();
  const linked = await sheets();
  const before = author.read(STYLE);
  author.write(STYLE, `${before}\nbody { background-color: rgb(1, 2, 3) !important; }\n`);
  const colour = () => guide.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await until(async () => (await colour()) === 'rgb(1, 2, 3)', 'the colour');
  author.write(STYLE, before);
  await until(async () => (await colour()) !== 'rgb(1, 2, 3)', 'the old colour');
  assert.equal(await guide.page.evaluate(() => window.stayed), true);
  await until(async () => (await sheets()) === linked, 'one link a sheet');
});

test('an error in a template leaves the page, and is reported', async () => {
  const file = 'themes/mizan/templates/guide.html';
  const before = author.read(file);
  author.write(file, `${before}{{ `);
  assert.match(await until(guide.faults, 'the overlay'), /guide\.html:\d+/);
  author.write(file, before);
  await until(async () => (await guide.faults()) === '', 'the overlay to go');
});

test('content and config.toml can disappear and come back', async () => {
  for (const part of ['content', 'config.toml']) {
    author.move(part, `${part}-away`);
    await until(guide.faults, `the overlay, without ${part}`);
    assert.ok((await guide.text()).includes('Whole again.'), 'the last good page stays');
    author.move(`${part}-away`, part);
    await until(async () => (await guide.faults()) === '', `the overlay to go with ${part} back`);
  }
  // What was restored is watched as before.
  author.write(PROSE, withSentence('Back from away.'));
  await guide.says('Back from away.');
});

test('a save appears in two tabs', async () => {
  const other = await tab('/en/whatsapp/');
  author.write(PROSE, withSentence('Seen by both.'));
  await Promise.all([guide.says('Seen by both.'), other.says('Seen by both.')]);
  await other.close();
});

test('a new file adds a page, and a deleted file removes it', async () => {
  const page = 'content/pages/fresh/';
  const lost = await tab('/en/fresh/');
  assert.match(await until(lost.pills, 'a note'), /no page at this URL/);
  author.write(`${page}ar.md`, '+++\ntitle = "جديد"\ndescription = "صفحة جديدة كلها."\n+++\n\nكلمات.\n');
  author.write(`${page}en.md`, '+++\ntitle = "Fresh page"\ndescription = "A page that is new."\n+++\n\nBrand new words.\n');
  await lost.says('Brand new words.');
  author.move('content/pages/fresh', 'fresh-away');
  await until(async () => /no page at this URL/.test(await lost.pills()), 'the page to go');
  await lost.close();
});

test('hundreds of saves do not slow it down', async () => {
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))?.[1] ?? 0);
  const before = memory();
  for (let save = 0; save < 300; save += 1) {
    author.write(PROSE, withSentence(`Save ${save} of many.`));
    await new Promise((done) => setTimeout(done, 12));
  }
  await guide.says('Save 299 of many.');
  assert.ok(memory() - before < 150_000, `memory grew from ${before} to ${memory()} kB`);
  await until(async () => (await guide.page.evaluate(() => performance.getEntriesByType('navigation').length)) === 1, 'a quiet page');
});

test('the server can stop and start again', async () => {
  const { port } = new URL(server.url);
  await server.stop();
  await until(async () => /does not respond/.test(await guide.pills()), 'the page to notice');
  author.write(PROSE, withSentence('While nobody served.'));
  const again = await start(author.folder, ['--port', port]);
  try {
    await guide.says('While nobody served.');
    await until(async () => (await guide.pills()) === '', 'the note to go');
  } finally {
    await again.stop();
  }
});

test('drafts are shown with --drafts only, and marked', async () => {
  author.edit('content/guides/http/guide.toml', 'kind =', 'draft = true\nkind =');
  for (const words of [[], ['--drafts']]) {
    const own = await start(author.folder, ['--port', '0', ...words]);
    const page = await tab('/en/http/', own.url);
    if (words.length) assert.match(await until(page.pills, 'a mark'), /Draft/);
    else assert.match(await until(page.pills, 'a note'), /no page at this URL/);
    await page.close();
    await own.stop();
  }
  author.edit('content/guides/http/guide.toml', 'draft = true\n', '');
});

test('untranslated text is marked, on these pages only', async () => {
  const labels = 'content/guides/http/ar/labels.toml';
  const before = author.read(labels);
  const row = before.match(/\[features\]\n(\S+ = .*)\n/);
  author.write(labels, before.replace(row[1], ''));
  const own = await start(author.folder, ['--port', '0']);
  const page = await tab('/ar/http/', own.url);
  assert.match(await until(page.pills, 'a mark'), /not translated/);
  const marked = page.page.locator('[data-mizan="fallback"]').first();
  assert.equal(await marked.getAttribute('lang'), 'en');
  assert.equal(await marked.evaluate((element) => getComputedStyle(element).outlineStyle), 'dashed');
  assert.match(await page.pills(), /1 warning/);
  await page.close();
  await own.stop();
  author.write(labels, before);
});

test('outdated translations are marked in the preview until they are accepted', async () => {
  const own = new Author();
  const labels = 'content/guides/whatsapp/ar/labels.toml';
  const served = await start(own.folder, ['--port', '0']);
  const page = await tab('/en/whatsapp/', served.url);
  const marked = page.page.locator('[data-mizan~="outdated"]');
  assert.equal(await marked.count(), 0);
  own.edit(labels, 'voice-calls = "المكالمات الصوتية"', 'voice-calls = "المكالمات الصوتية والجماعية"');
  await until(async () => (await marked.count()) > 0, 'a mark');
  // Counted by text, not by place; and an outdated text is translated.
  assert.match(await until(page.pills, 'a note'), /^1 text outdated$/m);
  assert.doesNotMatch(await page.pills(), /not translated/);
  assert.equal((await marked.first().textContent()).trim(), 'Voice calls');
  own.run(['lang', 'accept', 'en']);
  await until(async () => (await marked.count()) === 0, 'the mark to go');
  await page.close();
  await served.stop();
  own.remove();
});

test('schemas follow the files of a site that has schemas', async () => {
  const own = new Author();
  const schema = '.mizan/schemas/guides/whatsapp/tier.json';
  const guide = 'content/guides/whatsapp/guide.toml';
  own.run(['schema', '--write']);
  assert.doesNotMatch(own.read(schema), /telepathy/);
  const served = await start(own.folder, ['--port', '0']);
  own.edit(guide, '{ id = "chats", better = "yes" },', '{ id = "chats", better = "yes" },\n  { id = "telepathy" },');
  own.edit('content/guides/whatsapp/ar/labels.toml', '[features]\n', '[features]\ntelepathy = "تخاطر"\n');
  await until(() => /telepathy/.test(own.read(schema)), 'the schema to know the feature');
  own.edit(guide, '  { id = "telepathy" },\n', '');
  await until(() => !/telepathy/.test(own.read(schema)), 'the schema to forget it');
  await served.stop();
  own.remove();
});

test('with an error from the start there is an error page, then the page itself', async () => {
  const own = new Author();
  own.edit('config.toml', 'base_url', 'base_hurl');
  const served = await start(own.folder, ['--port', '0']);
  const page = await tab('/en/', served.url);
  assert.match(await until(page.faults, 'the overlay'), /config\.toml:\d+/);
  assert.match(await page.text(), /cannot be shown yet/);
  own.edit('config.toml', 'base_hurl', 'base_url');
  await until(async () => (await page.page.title()).includes('Mizan') && (await page.faults()) === '', 'the page');
  await page.close();
  await served.stop();
  own.remove();
});

test('the path of base_url is respected', async () => {
  const own = new Author();
  own.edit('config.toml', 'https://mizan.example/', 'https://mizan.example/guides/');
  const served = await start(own.folder, ['--port', '0']);
  assert.match(served.url, /\/guides\/$/);
  const page = await tab('/', served.url);
  assert.equal(new URL(page.page.url()).pathname, '/guides/');
  await page.page.goto(new URL('/guides/en/whatsapp', served.url).href);
  assert.equal(new URL(page.page.url()).pathname, '/guides/en/whatsapp/');
  await until(async () => (await page.page.evaluate(() => document.styleSheets.length)) > 0, 'styles');
  await page.close();
  await served.stop();
  own.remove();
});

const ask = (url, options = {}) => new Promise((done, fail) => {
  request(url, options, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => done({ status: response.statusCode, headers: response.headers, text }));
  }).on('error', fail).end();
});

test('a port in use is reported, other hosts and outside paths are refused, Ctrl-C stops at once', async () => {
  const served = await start(author.folder, ['--port', '0']);
  const { port } = new URL(served.url);
  const second = await start(author.folder, ['--port', port]);
  assert.equal(await second.ended, 2);
  assert.match(second.said, new RegExp(`port ${port} .* is in use`));
  assert.equal((await ask(served.url, { headers: { host: 'evil.example' } })).status, 403);
  assert.equal((await ask(served.url, { method: 'POST' })).status, 405);
  for (const path of ['/../config.toml', '/%2e%2e/config.toml', '/static/..%2fconfig.toml', '/config.toml', '/content/site/en.toml']) {
    assert.equal((await ask(`http://127.0.0.1:${port}`, { path })).status, 404, path);
  }
  const page = await ask(`${served.url}en/`);
  assert.equal(page.headers['cache-control'], 'no-store');
  assert.match(page.headers['content-security-policy'], /default-src 'none'.*script-src 'self'/);
  const began = Date.now();
  assert.equal(await served.stop(), 0);
  assert.ok(Date.now() - began < 2000);
});

test('nothing was written to the console', () => {
  assert.deepEqual(guide.complaints.filter((text) => !/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE/.test(text)), []);
});
