// The browser engines that readers use, with the same few operations, for checks of what engines do differently and for
// pictures. Checks that need no other engine than Chromium use `visit.mjs`, which is faster.
import { writeFile } from 'node:fs/promises';
import { openBrowser, openContext } from './chromium.mjs';
import { openFirefox } from './firefox.mjs';
import { openWebKit } from './webkit.mjs';

export const engines = ['chromium', 'firefox', 'webkit'];

/**
 * Opens one tab of an engine:
 *
 *     goto(url)                  and wait for the page and its fonts; for WebKit, `url` must be on a server of `serve`
 *     resize(width, height)      the viewport, down to 320 px
 *     evaluate(code, ...args)    in the page: a function, or an expression as a string; promises are awaited
 *     click(selector)            with the mouse, in the center of the first element that matches
 *     screenshot(file, options)  the viewport, or with `{ fullPage: true }` all of the page; the bytes of a PNG image,
 *                                which are also written to `file`, if there is one. For a whole page WebKit makes
 *                                the viewport as tall as the page, so that lengths in `vh` grow
 *     close()                    the tab and what was started for it
 *
 * @param {'chromium' | 'firefox' | 'webkit'} engine
 * @param {{ colorScheme?: 'light' | 'dark', forcedColors?: 'none' | 'active' }} [system] what the reader chose in their
 *   system; WebKit has no forced colors
 */
export async function open(engine, system = {}) {
  const tab = await { chromium: openChromium, firefox: openFirefox, webkit: openWebKit }[engine](system);
  const evaluate = (code, ...args) => tab.evaluate(expression(code, args));
  return {
    engine,
    resize: tab.resize,
    close: tab.close,
    evaluate,
    async goto(url) {
      await tab.goto(url);
      await evaluate(() => document.fonts.ready.then(() => undefined));
    },
    async screenshot(file, { fullPage = false } = {}) {
      const picture = await tab.screenshot(fullPage);
      if (file) await writeFile(file, picture);
      return picture;
    },
    async click(selector) {
      const isFound = await evaluate((selector) => {
        const found = document.querySelector(selector);
        found?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        return Boolean(found);
      }, selector);
      if (!isFound) throw new Error(`nothing to click matches ${selector}`);
      await tab.click(selector);
    },
  };
}

/** Code as one expression: a string, unlike a function, means the same to all protocols. */
const expression = (code, args) => (typeof code === 'function' ? `(${code})(${args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ')})` : code);

async function openChromium({ colorScheme = 'light', forcedColors = 'none' }) {
  const browser = await openBrowser();
  const context = await openContext(browser, { colorScheme, forcedColors });
  const tab = await context.newPage();
  return {
    goto: (url) => tab.goto(url, { waitUntil: 'load' }),
    resize: (width, height) => tab.setViewportSize({ width, height }),
    evaluate: (text) => tab.evaluate(text),
    click: (selector) => tab.locator(selector).first().click(),
    screenshot: (fullPage) => tab.screenshot({ fullPage }),
    async close() {
      await context.close();
      await browser.close();
    },
  };
}
