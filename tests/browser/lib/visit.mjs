// Takes pages of a site to Chromium, several at a time.
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { errors } from 'playwright-core';
import { patience } from './chromium.mjs';
import { encodePath } from './site.mjs';
import { emptyPage, serve } from './server.mjs';
import { closeTab, keepTab, takeTab } from './tabs.mjs';

/** A tab that answers nothing any more. */
class TabLost extends Error {}

/** What `work` comes to. Chromium loses a tab now and then, and what was asked of it is never answered: so it is asked something else beside. */
async function whileAnswering(tab, work) {
  const done = new AbortController();
  const watch = async () => {
    for (;;) {
      await pause(5_000, undefined, { signal: done.signal });
      // A tab that is on its way to another page has no answer either, and says so.
      const answer = tab.evaluate(() => true).catch(() => true);
      const heard = await Promise.race([answer, pause(patience, false, { signal: done.signal })]);
      if (!heard) throw new TabLost(`${tab.url()} answers nothing`);
    }
  };
  const watched = watch();
  // Whichever is late has nobody left to tell.
  watched.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, watched]);
  } finally {
    done.abort();
  }
}

export class Visit {
  /** @param {RegExp} [wanted] the one fault that is looked for; without it all are */
  static async open(site, browser, wanted) {
    return new Visit(site, browser, await serve(site), wanted);
  }

  constructor(site, browser, server, wanted) {
    this.site = site;
    this.browser = browser;
    this.server = server;
    this.wanted = wanted;
  }

  /** Whether what is looked for is among these faults: a check that tries one thing after the other may end then. */
  isTold(faults) {
    return this.wanted !== undefined && faults.some((fault) => this.wanted.test(fault));
  }

  /** Where a page of the site stands on the loopback server. */
  address(page) {
    return new URL(encodePath(page.path), this.server.origin + this.site.base.pathname).href;
  }

  /**
   * Opens each page in a tab with these options and hands `use` the loaded tab.
   * `use(tab, page)` gives a list of faults; each comes back with the page's path before it.
   * `prepare(tab, page)` runs before the page is asked for; a function that it gives undoes what it did to the tab.
   * With `fresh` the tabs are new ones whose contexts have asked for nothing, and are closed afterwards.
   * @returns {Promise<{ seen: number, faults: string[] }>}
   */
  async each(pages, options, use, prepare) {
    const { viewport = { width: 1280, height: 800 }, colorScheme = 'light', reducedMotion = 'no-preference', forcedColors = 'none', fresh = false, ...context } = options;
    const queue = [...pages.entries()];
    const faults = pages.map(() => []);
    const work = async () => {
      let tab = await takeTab(this.browser, context, { fresh });
      const look = async (page) => {
        // A tab keeps what the look before set, and the page of that look need not follow. This page is of the site's own
        // origin: on the way over `about:blank` Chromium would start a process for each page.
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
            // On a machine that is busy with much else a tab may be left hanging: what is wrong with a page stays wrong in a new one.
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
