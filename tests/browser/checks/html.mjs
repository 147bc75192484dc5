// HTML validated by the Nu validator, all pages in one run of Java.
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build', 'dist', 'vnu.jar');

/** Errors are faults, warnings are notes. */
export async function validHtml(site) {
  const folder = await mkdtemp(join(tmpdir(), 'mizan-html-'));
  try {
    const pages = [...site.pages, ...site.redirects];
    for (const page of pages) {
      const file = join(folder, page.file);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, page.html);
    }
    const messages = await validate(folder);
    const told = (message) => `/${relative(folder, fileURLToPath(message.url))}:${message.lastLine}:${message.firstColumn ?? message.lastColumn}: ${message.message}`;
    const isError = ({ type }) => type !== 'info';
    return { seen: pages.length, faults: messages.filter(isError).map(told), notes: messages.filter((message) => !isError(message)).map(told) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function validate(folder) {
  const child = spawn('java', ['-Xss8m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', jar, '--format', 'json', '--stdout', '--skip-non-html', folder]);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  await new Promise((done, fail) => child.on('close', done).on('error', fail));
  try {
    return JSON.parse(out).messages;
  } catch {
    throw new Error(`the Nu validator gave no report: ${err || out}`);
  }
}
