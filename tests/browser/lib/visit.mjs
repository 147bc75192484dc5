// Takes pages of a site to Chromium, several at a time.
import { availableParallelism } from 'node:os';
import { encodePath } from './site.mjs';
import { serve } from './server.mjs';

export class Visit {
  static async open(site, browser) {
    return new Visit(site, browser, await serve(site));
  }

  constructor(site, browser, server) {
    this.site = site;
    this.browser = browser;
    this.server = server;
  }

  /** Where a page of the site stands on the loopback server. */
  address(page) {
    return new URL(encodePath(page.path), this.server.origin + this.site.base.pathname).href;
  }

  /**
   * Opens each page in a context with these options and hands `use` the loaded tab.
   * `use(tab, page)` gives a list of faults; each comes back with the page's path before it.
   * `prepare(tab, page)` runs before the page is asked for.
   * @returns {Promise<{ seen: number, faults: string[] }>}
   */
  async each(pages, options, use, prepare) {
    const { viewport = { width: 1280, height: 800 }, colorScheme = 'light', reducedMotion = 'no-preference', forcedColors = 'none', ...rest } = options;
    const queue = [...pages.entries()];
    const faults = pages.map(() => []);
    const work = async () => {
      const context = await this.browser.newContext({ viewport, colorScheme, reducedMotion, forcedColors, ...rest });
      try {
        let tab = await context.newPage();
        for (let next = queue.shift(); next; next = queue.shift()) {
          const [index, page] = next;
          // A tab keeps what the look at the page before set.
          await tab.emulateMedia({ media: 'screen', colorScheme, reducedMotion, forcedColors });
          await tab.setViewportSize(viewport);
          await prepare?.(tab, page);
          await tab.goto(this.address(page), { waitUntil: 'load' });
          await tab.evaluate(() => document.fonts.ready.then(() => undefined));
          faults[index] = (await use(tab, page)).map((fault) => `/${page.path}: ${fault}`);
          if (prepare) {
            // What listens to one page must not hear the next.
            await tab.close();
            tab = await context.newPage();
          }
        }
      } finally {
        await context.close();
      }
    };
    const workers = Math.min(pages.length, Math.max(2, Math.min(4, availableParallelism())));
    await Promise.all(Array.from({ length: workers }, work));
    return { seen: pages.length, faults: faults.flat() };
  }

  close() {
    return this.server.close();
  }
}
