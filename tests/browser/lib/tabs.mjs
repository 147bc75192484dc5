// Tabs that are used again: a new context with its first tab costs as much as several pages.
import { openContext } from './chromium.mjs';

/** By browser, the tabs that nobody uses, by the options of their context. */
const idle = new WeakMap();

function idleTabs(browser, options) {
  const byOptions = idle.get(browser) ?? idle.set(browser, new Map()).get(browser);
  const key = JSON.stringify(options);
  return byOptions.get(key) ?? byOptions.set(key, []).get(key);
}

/** A tab in a context with these options: one that is kept, or with `fresh` a new one. */
export async function takeTab(browser, options, { fresh = false } = {}) {
  const kept = fresh ? undefined : idleTabs(browser, options).pop();
  return kept ?? (await openContext(browser, options)).newPage();
}

/** Keeps a tab for whoever asks for one like it. It goes when the browser is closed. */
export const keepTab = (browser, options, tab) => idleTabs(browser, options).push(tab);

/** Closes a tab with its context. One that hangs may not even close: it goes with the browser then. */
export async function closeTab(tab) {
  const closed = tab.context().close().catch(() => undefined);
  await Promise.race([closed, new Promise((done) => setTimeout(done, 10_000).unref())]);
}
