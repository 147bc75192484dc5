// Firefox without windows, through WebDriver BiDi, which Debian's package speaks without a driver.
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { patience } from './chromium.mjs';

function executable() {
  const found = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => path && existsSync(path));
  if (!found) throw new Error('no firefox found: install Debian’s firefox-esr, or name one in FIREFOX');
  return found;
}

/** The operations of `open` in engines.mjs. */
export async function openFirefox({ colorScheme = 'light', forcedColors = 'none' }) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: executable(),
    headless: true,
    timeout: patience,
    protocolTimeout: patience,
    extraPrefsFirefox: {
      // Scroll bars take no space, as on phones and in the other two.
      'ui.useOverlayScrollbars': 1,
      // Settings of the reader: 0 is dark and 1 is light; 2 is always the colors of the system, as on Windows.
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
      'browser.display.document_color_use': forcedColors === 'active' ? 2 : 1,
    },
  });
  const [tab] = await browser.pages();
  tab.setDefaultTimeout(patience);
  return {
    goto: (url) => tab.goto(url, { waitUntil: 'load' }),
    resize: (width, height) => tab.setViewport({ width, height }),
    evaluate: (text) => tab.evaluate(text),
    click: (selector) => tab.click(selector),
    screenshot: async (fullPage) => Buffer.from(await tab.screenshot({ fullPage, captureBeyondViewport: fullPage })),
    close: () => browser.close(),
  };
}
