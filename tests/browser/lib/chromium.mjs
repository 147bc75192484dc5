// One Chromium for the whole run: run.mjs starts it and names it in MIZAN_BROWSER; a test run alone starts its own.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

function executable() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
  if (!found) throw new Error('no chromium found: install Debian’s chromium or name one in CHROMIUM');
  return found;
}

export const startServer = () => chromium.launchServer({ executablePath: executable(), headless: true, args });

export async function openBrowser() {
  const endpoint = process.env.MIZAN_BROWSER;
  return endpoint ? chromium.connect(endpoint) : chromium.launch({ executablePath: executable(), headless: true, args });
}
