// Reuses tabs: a new context with its first tab costs as much as several pages.
import { openContext } from './chromium.mjs';

/** Idle tabs, by browser and by the options of their context. */
const idle = new WeakMap();

function idleTabs(browser, options) {
  const byOptions = idle.get(browser) ?? idle.set(browser, new Map()).get(browser);
  const key = JSON.stringify(options);
  return byOptions.get(key) ?? byOptions.set(key, []).get(key);
}

/** A tab in a context with these options: a reused one, or a new one with `fresh`. */
export async function takeTab(browser, options, { fresh = false } = {}) {
  const kept = fresh ? undefined : idleTabs(browser, options).pop();
  return kept ?? (await openContext(browser, options)).newPage();
}

/** Keeps a tab for later use with the same options. It is closed with the browser. */
export const keepTab = (browser, options, tab) => idleTabs(browser, options).push(tab);

/** Closes a tab with its context. A tab that hangs may not close: then it goes with the browser. */
export async function closeTab(tab) {
  const closed = tab.context().close().catch(() => undefined);
  await Promise.race([closed, new Promise((done) => setTimeout(done, 10_000).unref())]);
}
