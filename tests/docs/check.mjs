// Checks the documentation in Markdown:
//
//     node tests/docs/check.mjs               links and anchors, docs/SUMMARY.md, book.toml
//     node tests/docs/check.mjs --write       … and update the list of diagnostics in docs/SUMMARY.md
//     node tests/docs/check.mjs --book DIR    links and anchors of the book that was built into DIR
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { anchors, headings, isExternal, links } from './pages.mjs';

/** Folders with Markdown about the project, besides the root. Markdown in others is site content. */
const FOLDERS = ['.github', 'benches', 'crates', 'docs', 'tests'];
/** Folders in those whose Markdown is a fixture or third-party. */
const SKIPPED = new Set(['node_modules', '.peers', path.join('tests', 'sites'), path.join('tests', 'diagnostics', 'sites')]);
/** Test cases of diagnostics, which look like project documentation but quote mistakes. */
const isCase = (name) => path.dirname(name) === path.join('tests', 'diagnostics') && /^MZ\d/.test(path.basename(name));

const problems = [];

function* files(folder, ending) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name) && !SKIPPED.has(name)) yield* files(name, ending);
    } else if (entry.name.endsWith(ending) && !isCase(name)) {
      yield name;
    }
  }
}

const listed = new Map();
/** Whether a file exists under exactly this name, on every file system. */
function exists(name) {
  const folder = path.dirname(name);
  if (!listed.has(folder)) {
    try {
      listed.set(folder, new Set(readdirSync(folder)));
    } catch {
      listed.set(folder, new Set());
    }
  }
  return name === '.' || listed.get(folder).has(path.basename(name));
}

const texts = new Map();
function read(name) {
  if (!texts.has(name)) texts.set(name, readFileSync(name, 'utf8'));
  return texts.get(name);
}

function checkLinks(name) {
  for (const { target, line } of links(read(name))) {
    if (isExternal(target)) continue;
    const [file, anchor] = target.split('#').map(decodeURIComponent);
    if (file.startsWith('/')) {
      problems.push(`${name}:${line}: \`${target}\` is absolute; write the path from this file`);
      continue;
    }
    const aim = file === '' ? name : path.join(path.dirname(name), file);
    if (aim.startsWith('..') || !exists(aim.replace(/\/$/, ''))) {
      problems.push(`${name}:${line}: \`${target}\` leads to no file`);
    } else if (anchor !== undefined && aim.endsWith('.md') && !anchors(read(aim)).has(anchor)) {
      problems.push(`${name}:${line}: \`${target}\`: ${aim} has no heading with the id \`${anchor}\``);
    }
  }
}

/** docs/SUMMARY.md with every page about a diagnostic below the page that lists them. */
function summary() {
  const pages = readdirSync('docs/diagnostics').filter((name) => name.endsWith('.md')).sort();
  const rows = pages.map((name) => `  - [${headings(read(`docs/diagnostics/${name}`))[0].text.replace(/[[\]]/g, '\\$&')}](diagnostics/${name})\n`);
  const others = read('docs/SUMMARY.md').replace(/^ {2}- \[.*\]\(diagnostics\/.*\)\n/gm, '');
  return others.replace(/^- \[.*\]\(diagnostics\.md\)\n/m, (line) => line + rows.join(''));
}

function checkSummary(write) {
  const wanted = summary();
  if (wanted !== read('docs/SUMMARY.md')) {
    if (write) {
      writeFileSync('docs/SUMMARY.md', wanted);
      texts.delete('docs/SUMMARY.md');
    } else {
      problems.push('docs/SUMMARY.md: the pages about diagnostics have changed; run `node tests/docs/check.mjs --write`');
    }
  }
  const inSummary = links(wanted).map(({ target }) => path.join('docs', target));
  // Translated pages about diagnostics are for `mizan explain --lang`.
  for (const name of [...files('docs', '.md')].filter((name) => !/^docs\/diagnostics\/[a-z-]+\//.test(name))) {
    const count = inSummary.filter((listed) => listed === name).length;
    if (name !== path.join('docs', 'SUMMARY.md') && count !== 1) problems.push(`docs/SUMMARY.md lists ${name} ${count} times, not once`);
  }
}

function checkRepository() {
  const inCargo = read('Cargo.toml').match(/^repository = "(.+)"$/m)?.[1];
  const inBook = read('book.toml').match(/^git-repository-url = "(.+)"$/m)?.[1];
  if (inCargo !== inBook) problems.push(`book.toml: git-repository-url is ${inBook}, and repository in Cargo.toml is ${inCargo}`);
}

/** Every link of every page of the book, as mdBook wrote it. */
function checkBook(folder) {
  const ids = new Map();
  const idsOf = (name) => {
    if (!ids.has(name)) ids.set(name, new Set([...read(name).matchAll(/ id="([^"]+)"/g)].map(([, id]) => unescape(id))));
    return ids.get(name);
  };
  const pages = [...files(folder, '.html')].filter((name) => !/(^|\/)(toc|404|print)\.html$/.test(name));
  for (const name of pages) {
    for (const [, target] of read(name).matchAll(/<(?:a|img)\b[^>]*? (?:href|src)="([^"]*)"/g)) {
      if (isExternal(unescape(target)) || target === '') continue;
      const [file, anchor] = unescape(target).split('#').map(decodeURIComponent);
      const aim = file === '' ? name : path.join(path.dirname(name), file);
      const shown = path.relative(folder, name);
      if (!exists(aim)) problems.push(`${shown}: \`${target}\` leads to no file of the book`);
      else if (anchor && aim.endsWith('.html') && !idsOf(aim).has(anchor)) problems.push(`${shown}: \`${target}\` leads to no heading`);
    }
  }
  if (pages.length < 20 || !readdirSync(folder).some((name) => name.startsWith('searchindex'))) problems.push(`${folder} has ${pages.length} pages and perhaps no search`);
  return pages.length;
}

function unescape(text) {
  return text.replace(/&quot;/g, '"').replace(/&#x27;|&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

const [option, folder] = process.argv.slice(2);
if (option === '--book') {
  const count = checkBook(folder);
  console.log(`${count} pages of the book checked`);
} else {
  checkSummary(option === '--write');
  checkRepository();
  const pages = [...readdirSync('.').filter((name) => name.endsWith('.md')), ...FOLDERS.flatMap((folder) => [...files(folder, '.md')])];
  pages.forEach(checkLinks);
  console.log(`${pages.length} Markdown files checked`);
}
if (problems.length) console.error(problems.join('\n'));
process.exitCode = problems.length ? 1 : 0;
