// Copies of sites, with the schemas that Mizan writes for them.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const program = resolve(process.env.MIZAN ?? join(repository, 'target/release/mizan'));

/** Runs Mizan and returns its output. */
export const mizan = (...words) => execFileSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 26 });

/** A copy of the site in `folder`, removed when the test ends. */
export function copy(t, folder) {
  const root = mkdtempSync(join(tmpdir(), 'mizan-editors-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const part of ['config.toml', 'content', 'static', 'themes']) {
    if (existsSync(join(folder, part))) cpSync(join(folder, part), join(root, part), { recursive: true });
  }
  mizan('schema', '--write', '--link', '--site', root);
  return root;
}

/** Mizan's diagnostics of the site, as objects. */
export function said(root) {
  const words = ['build', '--site', root, '--out', join(root, 'public'), '--today', '2026-12-01', '--format', 'json'];
  const { stdout } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 26 });
  return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

/** The codes of the errors that Mizan finds in the site. */
export const refused = (root) => said(root).filter((line) => line.severity === 'error').map((line) => line.code);

/** The sites of tests/diagnostics, which each have one mistake, in a folder that is gone when the test ends. */
export function badSites(t) {
  const root = mkdtempSync(join(tmpdir(), 'mizan-cases-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  execFileSync('cargo', ['xtask', 'materialize-fixtures', root], { cwd: repository, stdio: ['ignore', 'inherit', 'inherit'] });
  return readdirSync(root).map((name) => join(root, name));
}

/** The sites under tests/sites, which are without mistakes. */
export const goodSites = () => readdirSync(join(repository, 'tests/sites')).map((name) => join(repository, 'tests/sites', name));

/** Every file of the site that has a schema: its path and the path of the schema. */
export function linked(root) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.toml'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return files.flatMap((file) => {
    const [, schema] = /^#:schema (.+)$/m.exec(readFileSync(file, 'utf8')) ?? [];
    return schema ? [{ path: relative(root, file), schema: resolve(dirname(file), schema) }] : [];
  });
}
