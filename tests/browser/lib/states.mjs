// Checks of a page in various states of the reader's system: dark, forced colors, reduced motion, print.

/** The initial state of a tab. */
const usual = { media: 'screen', colorScheme: 'light', reducedMotion: 'no-preference', forcedColors: 'none' };

/** Puts a loaded page into a state; everything that the state does not name is reset. */
export const setState = (tab, state) => tab.emulateMedia({ ...usual, ...state });

/**
 * A check that runs `use(tab, page)` on each page in the state `asked`, and can share page loads with others: see
 * `inOneLoad`.
 */
export const inState = (asked, use) => Object.assign((visit, pages = visit.site.representatives()) => visit.each(pages, asked, use), { asked, use });

/**
 * Runs several such checks in a single load of each page, in order. A page responds to a change of state as it does to
 * its initial state, and loading it costs more than most checks.
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
