// Takes pages of a site to Chromium, several at a time.
import { availableParallelism } from 'node:os';
import { errors } from 'playwright-core';
import { openContext } from './chromium.mjs';
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
      const context = await openContext(this.browser, { viewport, colorScheme, reducedMotion, forcedColors, ...rest });
      try {
        let tab = await context.newPage();
        const renew = async () => {
          await tab.close();
          tab = await context.newPage();
        };
        const show = async (page) => {
          // A tab keeps what the look at the page before set, and that page need not follow.
          await tab.goto('about:blank');
          await tab.emulateMedia({ media: 'screen', colorScheme, reducedMotion, forcedColors });
          await tab.setViewportSize(viewport);
          await prepare?.(tab, page);
          await tab.goto(this.address(page), { waitUntil: 'load' });
          await tab.evaluate(() => document.fonts.ready.then(() => undefined));
        };
        for (let next = queue.shift(); next; next = queue.shift()) {
          const [index, page] = next;
          try {
            await show(page);
          } catch (error) {
            if (!(error instanceof errors.TimeoutError)) throw error;
            // On a machine that is busy with much else a tab may be left hanging: what is wrong with a page stays wrong in a new one.
            await renew();
            await show(page);
          }
          faults[index] = (await use(tab, page)).map((fault) => `/${page.path}: ${fault}`);
          if (prepare) {
            // What listens to one page must not hear the next.
            await renew();
          }
        }
      } finally {
        await context.close();
      }
    };
    // In a whole run as many files as there are cores are at work beside this one.
    const tabs = process.env.MIZAN_BROWSER ? 2 : Math.max(2, Math.min(4, availableParallelism()));
    const workers = Math.min(pages.length, tabs);
    await Promise.all(Array.from({ length: workers }, work));
    return { seen: pages.length, faults: faults.flat() };
  }

  close() {
    return this.server.close();
  }
}
