// Checks of a page in one state of the reader's system each: dark, forced colors, at rest, on paper.

/** The state that a tab is in before any is asked for. */
const usual = { media: 'screen', colorScheme: 'light', reducedMotion: 'no-preference', forcedColors: 'none' };

/** Puts a loaded page into a state; what the state does not name is as usual. */
export const setState = (tab, state) => tab.emulateMedia({ ...usual, ...state });

/** A check that runs `use(tab, page)` on each page in the state `asked`, and can share its load with others: see `inOneLoad`. */
export const inState = (asked, use) => Object.assign((visit, pages = visit.site.representatives()) => visit.each(pages, asked, use), { asked, use });

/**
 * Runs several such checks on one load of each page, in their order. A page follows a change of state as it follows the
 * state that it is loaded in, and to load it costs more than most checks do.
 * @returns {Promise<Record<string, { seen: number, faults: string[] }>>} a finding for each check, by its name
 */
export async function inOneLoad(visit, checks, pages = visit.site.representatives()) {
  const findings = Object.fromEntries(Object.keys(checks).map((name) => [name, { seen: pages.length, faults: [] }]));
  await visit.each(pages, {}, async (tab, page) => {
    for (const [name, { asked, use }] of Object.entries(checks)) {
      await setState(tab, asked);
      findings[name].faults.push(...(await use(tab, page)).map((fault) => `/${page.path}: ${fault}`));
    }
    return [];
  });
  return findings;
}
