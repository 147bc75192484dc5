// One pass over pages for many looks: loading a page costs far more than reading it.

/**
 * Runs every look in each page: `looks` maps a name to a function that runs in the page and gives
 * { faults, found, data }, `found` (default 1) telling how many things it looked at.
 * @returns {Promise<Record<string, { seen: number, faults: string[], data: Map<string, unknown> }>>} data by page URL
 */
export async function survey(visit, pages, looks, options = {}) {
  const findings = Object.fromEntries(Object.keys(looks).map((name) => [name, { seen: 0, faults: [], data: new Map() }]));
  await visit.each(pages, options, async (tab, page) => {
    for (const [name, look] of Object.entries(looks)) {
      const { faults, found = 1, data } = await tab.evaluate(look);
      const finding = findings[name];
      finding.seen += found;
      finding.data.set(page.url, data);
      finding.faults.push(...[...new Set(faults)].map((fault) => `/${page.path}: ${fault}`));
    }
    return [];
  });
  for (const finding of Object.values(findings)) finding.faults.sort();
  return findings;
}
