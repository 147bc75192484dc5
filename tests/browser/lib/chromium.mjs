// One Chromium for the whole run: run.mjs starts it and names it in MIZAN_BROWSER; a test file run alone starts its
// own.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/**
 * How many milliseconds to wait for a page or a control: generous, because the machine may be busy. What never comes is
 * reported in any case.
 */
export const patience = 120_000;

const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  // Pages of one site need no isolation: they share a process, which takes longer to start than most pages take to
  // load.
  '--process-per-site',
  // By default the headless shell uses other glyph widths than Chromium with windows.
  '--font-render-hinting=slight',
];

/**
 * Debian's headless shell is Chromium's engine without windows and internal pages, which cost more than the pages under
 * test.
 */
function executable() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
  if (!found) throw new Error('no chromium found: install Debian’s chromium-headless-shell or chromium, or name one in CHROMIUM');
  return found;
}

export const startServer = () => chromium.launchServer({ executablePath: executable(), headless: true, args });

export async function openBrowser() {
  const endpoint = process.env.MIZAN_BROWSER;
  return endpoint ? chromium.connect(endpoint) : chromium.launch({ executablePath: executable(), headless: true, args });
}

/** A browser context, and so its tabs, with these timeouts. */
export async function openContext(browser, options = {}) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patience);
  return context;
}

/** A separate browser with a debugging port, for tools other than Playwright. */
export async function startChromium() {
  const profile = mkdtempSync(join(tmpdir(), 'mizan-chromium-'));
  // The executable may be a script that starts Chromium: both are ended as a process group.
  const child = spawn(executable(), ['--headless', ...args, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const ended = new Promise((done) => child.on('close', done));
  const port = await new Promise((found, failed) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      const told = said.match(/DevTools listening on ws:\/\/[^:]+:(\d+)/);
      if (told) found(Number(told[1]));
    });
    ended.then(() => failed(new Error(`chromium ended: ${said}`)));
  });
  return {
    port,
    async close() {
      process.kill(-child.pid);
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
