import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchors, isExternal, links, standsFor } from './pages.mjs';

const targets = (text) => links(text).map(({ target }) => target);

test('links and pictures are found, with their lines', () => {
  const text = '# A\n\n[`code` here](a.md#b) and\n![picture](images/p.png)\n\n[ref]: c.md\n';
  assert.deepEqual(links(text).map(({ target, line }) => [target, line]), [['a.md#b', 3], ['images/p.png', 4], ['c.md', 6]]);
});

test('the target of a link can be replaced', () => {
  const text = 'See [x](a.md), [y](b.md).';
  const [, second] = links(text);
  assert.equal(text.slice(0, second.start) + 'c.md' + text.slice(second.end), 'See [x](a.md), [y](c.md).');
});

test('code that looks like a link is not a link', () => {
  const code = ['`[a](x.md)`', '``[a](x.md) ` b``', '```\n[a](x.md)\n```', '~~~md\n[a](x.md)\n~~~', 'Text:\n\n    [a](x.md)\n'];
  for (const text of code) assert.deepEqual(targets(text), [], text);
  assert.deepEqual(targets('- item\n\n    [a](x.md)\n'), ['x.md']);
  assert.deepEqual(targets('```\ncode\n```\n[a](x.md)'), ['x.md']);
});

test('headings get the ids that GitHub and mdBook give them', () => {
  const text = '# `tiers/ID.toml`\n## What is [it](x.md)?\n## Twice\n## Twice\n## Où\n```\n# no heading\n```\n## How to add …\n';
  assert.deepEqual([...anchors(text)], ['tiersidtoml', 'what-is-it', 'twice', 'twice-1', 'où', 'how-to-add-']);
});

test('links that leave the repository', () => {
  for (const target of ['https://example.org', 'mailto:a@example.org', '//example.org']) assert.ok(isExternal(target));
  for (const target of ['a.md', '#a', '../a', 'images/a:b.png']) assert.ok(!isExternal(target));
});

test('a page that represents a file at the root', () => {
  assert.equal(standsFor('# C\n\n<!-- book: ../C.md -->\n'), '../C.md');
  assert.equal(standsFor('# C\n'), undefined);
});
