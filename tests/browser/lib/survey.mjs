// Runs many survey functions in a single load of each page: loading a page costs far more than reading it.

/**
 * Runs every survey function in each page: `looks` maps a name to a function that runs in the page and returns
 * { faults, found, data }, where `found` (default 1) is the number of things it checked.
 * `trials` maps a name to a function that gets the tab afterwards, may change it in any way, and returns its faults.
 * @returns {Promise<Record<string, { seen: number, faults: string[], data: Map<string, unknown> }>>} data by page URL
 */
export async function survey(visit, pages, looks, trials = {}) {
  const findings = Object.fromEntries(Object.keys({ ...looks, ...trials }).map((name) => [name, { seen: 0, faults: [], data: new Map() }]));
  await visit.each(pages, {}, async (tab, page) => {
    const tell = (name, { faults, found = 1, data }) => {
      const finding = findings[name];
      finding.seen += found;
      finding.data.set(page.url, data);
      finding.faults.push(...[...new Set(faults)].map((fault) => `/${page.path}: ${fault}`));
    };
    for (const [name, look] of Object.entries(looks)) tell(name, await tab.evaluate(look));
    for (const [name, trial] of Object.entries(trials)) tell(name, { faults: await trial(tab) });
    return [];
  });
  for (const finding of Object.values(findings)) finding.faults.sort();
  return findings;
}
