// `mizan serve` on a copy of this repository's site, for tests that edit files as an author does.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const binary = join(resolve(root, process.env.CARGO_TARGET_DIR ?? 'target'), 'release/mizan');
const day = ['--today', '2026-12-01'];

/** A copy of the site, with its own copy of the default theme. */
export class Author {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'mizan-serve-'));
    for (const part of ['config.toml', 'content', 'themes']) cpSync(join(root, part), this.path(part), { recursive: true });
  }

  path(name) {
    return join(this.folder, name);
  }

  read(name) {
    return readFileSync(this.path(name), 'utf8');
  }

  write(name, text) {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Like editors that never leave a half-written file: write a temporary file, then rename it. */
  writeByRename(name, text) {
    writeFileSync(this.path(`${name}.tmp~`), text);
    renameSync(this.path(`${name}.tmp~`), this.path(name));
  }

  edit(name, from, to) {
    const before = this.read(name);
    if (!before.includes(from)) throw new Error(`${name} does not say ${from}`);
    this.write(name, before.replace(from, to));
  }

  move(from, to) {
    renameSync(this.path(from), this.path(to));
  }

  /** Another Mizan command, on this site. */
  run(words) {
    return execFileSync(binary, [...words, '--site', this.folder], { encoding: 'utf8' });
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const servers = [];
/** Left running by a failed test, this would keep the run from ending. */
export const stopAll = () => Promise.all(servers.map((server) => server.stop()));

/** Starts the server and waits until it prints its URL. */
export async function start(site, words = []) {
  const child = spawn(binary, ['serve', '--site', site, ...day, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const server = { child, said: '' };
  const ended = new Promise((done) => child.on('exit', (code) => done(code)));
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { server.said += text; });
  await until(() => /Serving the site at (\S+)/.test(server.said) || child.exitCode !== null, 'the server to start', 60_000);
  server.url = server.said.match(/Serving the site at (\S+)/)?.[1];
  server.ended = ended;
  server.stop = async () => {
    if (child.exitCode === null) child.kill('SIGINT');
    return ended;
  };
  servers.push(server);
  return server;
}

/** Waits until a condition holds. */
export async function until(holds, what, patience = 60_000) {
  const began = Date.now();
  for (;;) {
    // A question to a page may never be answered while the page reloads.
    const asked = Promise.resolve(holds());
    asked.catch(() => {});
    const found = await Promise.race([asked, new Promise((done) => setTimeout(done, 2000))]);
    if (found) return found;
    if (Date.now() - began > patience) throw new Error(`waited in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 15));
  }
}
