// Tests docs/tasks.md: every section is a change to the site that `mizan new` creates, and that site has to build
// without a warning. MIZAN is the program: node tests/docs/examples.mjs
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const mizan = process.env.MIZAN ?? 'target/release/mizan';
const text = readFileSync('docs/tasks.md', 'utf8');
/** The changes of a section: the file, the place in it, and the lines. */
function changes(section) {
  const pattern = /^(In|In the front matter of|At the end of) `([^`]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm;
  return [...section.matchAll(pattern)].map(([, where, file, lines]) => ({ where, file, lines }));
}

const isHeader = (line) => /^\[/.test(line);
const keyOf = (line) => line.match(/^([\w-]+) *=/)?.[1];

/** TOML statements: a line with its continuation lines. */
function statements(lines) {
  const found = [];
  for (const line of lines) {
    if (found.length && !isHeader(line) && !keyOf(line) && !/^#|^$/.test(line)) found.at(-1).push(line);
    else found.push([line]);
  }
  return found;
}

/** Puts every statement of `added` under its table in `toml`; an existing key is replaced. */
function merge(toml, added) {
  let rows = statements(toml.split('\n'));
  let table = '';
  for (const row of statements(added.trimEnd().split('\n'))) {
    const [line] = row;
    if (isHeader(line)) {
      table = line;
      if (line.startsWith('[[') || !rows.some(([other]) => other === line)) rows.push([''], [line]);
    } else if (keyOf(line)) {
      const from = table === '' ? 0 : rows.findLastIndex(([other]) => other === table) + 1;
      const next = rows.findIndex(([other], index) => index >= from && isHeader(other));
      const to = next < 0 ? rows.length : next;
      const same = rows.findIndex(([other], index) => index >= from && index < to && keyOf(other) === keyOf(line));
      if (same >= 0) rows.splice(same, 1, row);
      else rows.splice(from, 0, row);
    }
  }
  return rows.flat().join('\n');
}

function apply({ where, file, lines }, site) {
  const name = path.join(site, file);
  const before = readFileSync(name, 'utf8');
  if (where === 'At the end of') return writeFileSync(name, `${before}\n${lines}`);
  if (!file.endsWith('.md')) return writeFileSync(name, merge(before, lines));
  const [, head, prose] = before.match(/^\+\+\+\n([\s\S]*?)^\+\+\+\n([\s\S]*)$/m);
  writeFileSync(name, `+++\n${merge(head, lines).trimEnd()}\n+++\n${prose}`);
}

const work = mkdtempSync(path.join(tmpdir(), 'mizan-docs-'));
let tried = 0;
let failed = 0;
try {
  execFileSync(mizan, ['new', path.join(work, 'demo'), '--languages', 'en'], { stdio: 'ignore' });
  // The text and the address of the example are what these sections change last.
  const config = path.join(work, 'demo', 'config.toml');
  writeFileSync(config, `${readFileSync(config, 'utf8')}\n[lints]\nMZ0733 = "off"\nMZ0734 = "off"\n`);
  for (const section of text.split(/^## /m).slice(1)) {
    const title = section.split('\n')[0];
    const site = path.join(work, 'site');
    rmSync(site, { recursive: true, force: true });
    cpSync(path.join(work, 'demo'), site, { recursive: true });
    const steps = changes(section);
    const fences = section.match(/^```\w+$/gm)?.length ?? 0;
    for (const step of steps) apply(step, site);
    const ran = spawnSync(mizan, ['build', '--site', site, '--deny', 'warnings'], { encoding: 'utf8' });
    tried += 1;
    if (ran.status !== 0 || steps.length !== fences || steps.length === 0) {
      failed += 1;
      console.error(`docs/tasks.md, "${title}": ${steps.length} of ${fences} examples were understood; mizan build:\n${ran.stderr}`);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${tried} sections of docs/tasks.md were tried, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
