// node run.mjs [--public DIR] [FILE…]: starts Chromium once and runs the test files on a built site.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './lib/chromium.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const at = words.indexOf('--public');
const folder = at < 0 ? process.env.MIZAN_PUBLIC : words.splice(at, 2)[1];
if (!folder) {
  console.error('usage: node run.mjs --public DIR [FILE…]');
  process.exit(2);
}
const files = words.length ? words.map((file) => resolve(file)) : readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => join(here, name));

const browser = await startServer();
// A test that hangs must fail instead of blocking the run: the slowest takes three minutes on a busy machine.
const patience = 15 * 60 * 1000;
const child = spawn(process.execPath, ['--test', `--test-timeout=${patience}`, `--test-concurrency=${Math.max(2, availableParallelism())}`, ...files], {
  stdio: 'inherit',
  env: { ...process.env, MIZAN_PUBLIC: resolve(folder), MIZAN_BROWSER: browser.wsEndpoint() },
});
const code = await new Promise((done) => child.on('close', (status) => done(status ?? 1)));
await browser.close();
process.exit(code);
