// Opens pages of a site in Chromium, several at a time.
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { errors } from 'playwright-core';
import { patience } from './chromium.mjs';
import { encodePath } from './site.mjs';
import { emptyPage, serve } from './server.mjs';
import { closeTab, keepTab, takeTab } from './tabs.mjs';

/** A tab that no longer answers. */
class TabLost extends Error {}

/**
 * The result of `work`. Chromium loses a tab now and then, and requests to it are never answered: so the tab is also
 * asked something else in parallel.
 */
async function whileAnswering(tab, work) {
  const done = new AbortController();
  const watch = async () => {
    for (;;) {
      await pause(5_000, undefined, { signal: done.signal });
      // A tab that is navigating does not answer either, but throws.
      const answer = tab.evaluate(() => true).catch(() => true);
      const heard = await Promise.race([answer, pause(patience, false, { signal: done.signal })]);
      if (!heard) throw new TabLost(`${tab.url()} answers nothing`);
    }
  };
  const watched = watch();
  // The slower of the two has no listener any more.
  watched.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, watched]);
  } finally {
    done.abort();
  }
}

export class Visit {
  /** @param {RegExp} [wanted] the one fault to look for; without it, all faults */
  static async open(site, browser, wanted) {
    return new Visit(site, browser, await serve(site), wanted);
  }

  constructor(site, browser, server, wanted) {
    this.site = site;
    this.browser = browser;
    this.server = server;
    this.wanted = wanted;
  }

  /** Whether the wanted fault is among these: a check that tries several things can then end. */
  isTold(faults) {
    return this.wanted !== undefined && faults.some((fault) => this.wanted.test(fault));
  }

  /** The URL of a page of the site on the loopback server. */
  address(page) {
    return new URL(encodePath(page.path), this.server.origin + this.site.base.pathname).href;
  }

  /**
   * Opens each page in a tab with these options and passes the loaded tab to `use`.
   * `use(tab, page)` returns a list of faults; each is returned with the page's path as a prefix.
   * `prepare(tab, page)` runs before the page is requested; it may return a function that undoes its changes to the tab.
   * With `fresh` the tabs are new, in contexts that have requested nothing, and are closed afterwards.
   * @returns {Promise<{ seen: number, faults: string[] }>}
   */
  async each(pages, options, use, prepare) {
    const { viewport = { width: 1280, height: 800 }, colorScheme = 'light', reducedMotion = 'no-preference', forcedColors = 'none', fresh = false, ...context } = options;
    const queue = [...pages.entries()];
    const faults = pages.map(() => []);
    const work = async () => {
      let tab = await takeTab(this.browser, context, { fresh });
      const look = async (page) => {
        // A tab keeps what the previous check set, and the page of that check need not obey it. This page is of the
        // site's own origin: via `about:blank` Chromium would start a process for each page.
        await tab.goto(this.server.origin + emptyPage);
        await tab.emulateMedia({ media: 'screen', colorScheme, reducedMotion, forcedColors });
        await tab.setViewportSize(viewport);
        const undo = await prepare?.(tab, page);
        await tab.goto(this.address(page), { waitUntil: 'load' });
        await tab.evaluate(() => document.fonts.ready.then(() => undefined));
        const found = await use(tab, page);
        await undo?.();
        return found;
      };
      let isSound = false;
      try {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const [index, page] = next;
          const shown = async () => (await whileAnswering(tab, look(page))).map((fault) => `/${page.path}: ${fault}`);
          try {
            faults[index] = await shown();
          } catch (error) {
            if (!(error instanceof errors.TimeoutError || error instanceof TabLost)) throw error;
            // On a busy machine a tab may hang: a real fault of the page is still there in a new tab.
            await closeTab(tab);
            tab = await takeTab(this.browser, context, { fresh: true });
            faults[index] = await shown();
          }
        }
        isSound = true;
      } finally {
        if (isSound && !fresh) keepTab(this.browser, context, tab);
        else await closeTab(tab);
      }
    };
    // In a full run as many test files as there are cores run at the same time.
    const tabs = process.env.MIZAN_BROWSER ? 2 : Math.max(2, Math.min(4, availableParallelism()));
    const workers = Math.min(pages.length, tabs);
    await Promise.all(Array.from({ length: workers }, work));
    return { seen: pages.length, faults: faults.flat() };
  }

  close() {
    return this.server.close();
  }
}
