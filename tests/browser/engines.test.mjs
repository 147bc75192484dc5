// What readers see in each engine: the checks of checks/engines.mjs in Chromium, Firefox and WebKitGTK, of which each is
// started once. Everything else is checked in Chromium alone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { after, before, describe } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { answersCount, columnsFromStart, controlsShow, headsStay, numbersInOrder, show, sourcesUnderlined, staysInside, targetsShow, wordsHoldTogether } from './checks/engines.mjs';
import { style } from './lib/broken.mjs';
import { engines, open } from './lib/engines.mjs';
import { serve } from './lib/server.mjs';
import { builtSite } from './lib/setup.mjs';
import { Site, encodePath } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

assert.ok(process.env.MIZAN_FIXTURES, 'MIZAN_FIXTURES must name a folder of built fixture sites, one in each sub-folder');
const sites = [builtSite(), ...['odd', 'full', 'persian'].map((name) => Site.read(join(process.env.MIZAN_FIXTURES, name)))];
const [built, odd] = sites;
const servers = new Map();
for (const site of sites) servers.set(site, await serve(site, { inFrames: true }));
after(() => Promise.all([...servers.values()].map((server) => server.close())));
const address = (page) => new URL(encodePath(page.path), servers.get(page.site).origin + page.site.base.pathname).href;

const titles = new Map([
  [staysInside, '20 pages do not scroll sideways'],
  [columnsFromStart, '16 columns begin at the inline start'],
  [numbersInOrder, '3 ranges and dimensions read in the direction of the page'],
  [wordsHoldTogether, '10 words with a zero width non-joiner are set in one font'],
  [headsStay, '17 the heads of a table stay in view'],
  [sourcesUnderlined, '15 links to sources are underlined'],
  [answersCount, '18 the chooser gives the right result after each answer, and is set back'],
  [controlsShow, '18 19 differences only, key features only and picking show the right rows and columns'],
  [targetsShow, '17 a link to a row shows it below the heads'],
]);

const columns = (page) => page.all('#_table thead th').length;
const guides = (site) => site.representatives(['guide']).sort((a, b) => columns(b) - columns(a) || b.all('td details').length - a.all('td details').length);
/** The guide with the most columns and sources, in a right-to-left and a left-to-right language. */
const bothWays = (site) => ['rtl', 'ltr'].map((dir) => guides(site).find((page) => page.dir === dir));
const [chosen, wide] = [bothWays(built), bothWays(odd)];
/** A guide with rows that "differences only" hides, in each direction. */
const alike = ['rtl', 'ltr'].map((dir) => guides(built).find((page) => page.dir === dir && page.one('#_table tr[data-same]')));
const kinds = new Map(built.representatives().map((page) => [`${page.kind} ${page.lang}`, page]));
const withRanges = sites.flatMap(guides).filter(({ html }) => /\p{Nd}(?:<[^>]*>|[\s\u200E\u2060])*[–×]/u.test(html));
const withJoiners = sites.flatMap(guides).filter(({ html }) => /\p{Script=Arabic}\u200C\p{Script=Arabic}/u.test(html));
const pages = new Set([...kinds.values(), ...chosen, ...alike, ...guides(odd), ...withRanges, ...withJoiners]);
assert.ok(columns(wide[0]) > 12 && alike.every(Boolean) && chosen.every((page) => columns(page) === 4 && page.one('.chooser')), 'the guides are not those that the checks need');

/** The pages of the checks that need a certain page; the others are for every page. */
const ofPages = new Map([
  [numbersInOrder, withRanges],
  [wordsHoldTogether, withJoiners],
  [headsStay, [...chosen, ...wide]],
  [targetsShow, [...chosen, ...wide]],
  [sourcesUnderlined, chosen],
  [answersCount, chosen],
  [controlsShow, [...new Set([...chosen, ...alike])]],
]);
const checksOf = (page) => [...titles.keys()].filter((check) => ofPages.get(check)?.includes(page) ?? true);

/** Runs all checks in one engine, in one load of each page; what pages say is put into `heard`, by page and step. */
async function lookAt(engine, heard) {
  const findings = new Map([...titles.keys()].map((check) => [check, { seen: 0, faults: [] }]));
  const tab = await open(engine);
  try {
    for (const page of pages) {
      await show(tab, address(page));
      for (const width of [1280, 360]) {
        await tab.resize(width, 740);
        for (const check of checksOf(page)) {
          const { faults, found = 1, said = {} } = await check(tab);
          const place = `/${page.path} at ${width} px`;
          findings.get(check).seen += found;
          findings.get(check).faults.push(...faults.map((fault) => `${place}: ${fault}`));
          for (const [step, now] of Object.entries(said)) heard.set(`${place}: ${step}`, now);
        }
      }
    }
    return findings;
  } finally {
    await tab.close();
  }
}

const heard = new Map(engines.map((engine) => [engine, new Map()]));
const looks = new Map(engines.map((engine) => [engine, lookAt(engine, heard.get(engine))]));
// An engine that fails is reported by its tests.
for (const look of looks.values()) look.catch(() => undefined);

for (const engine of engines) {
  describe(engine, () => {
    for (const [check, title] of titles) test(`${title} (${engine})`, async (t) => verdict(t, (await looks.get(engine)).get(check)));
  });
}

test('18 all engines say the same after each click', async (t) => {
  await Promise.allSettled(looks.values());
  const [first, ...others] = engines;
  const steps = [...heard.get(first)];
  verdict(t, {
    seen: steps.length,
    faults: others.flatMap((engine) => steps.flatMap(([step, now]) => {
      const then = heard.get(engine).get(step) ?? {};
      return Object.keys(now).filter((what) => !isDeepStrictEqual(now[what], then[what])).map((what) => `${step}: ${what} in ${engine} ${JSON.stringify(then[what])}, in ${first} ${JSON.stringify(now[what])}`);
    })),
  });
});

const drawn = withRanges.find((page) => page.site === odd && page.dir === 'rtl');
// [how to break the page, the check, the page, the fault it must report]
const breaks = [
  ['main::after { content: ""; display: block; inline-size: 5000px; block-size: 1px }', staysInside, chosen[0], /px of content/],
  ['table { direction: ltr !important }', columnsFromStart, chosen[0], /do not run from the inline start/],
  ['td .val, td .val * { direction: ltr !important; unicode-bidi: bidi-override !important }', numbersInOrder, drawn, /comes before/],
  ['body { font-family: "Mizan Latin stand-in", "Mizan Arabic" !important }', wordsHoldTogether, withJoiners[0], /is not set in/],
  ['thead, thead * { position: static !important }', headsStay, chosen[0], /the head of the table is/],
  ['thead, thead * { position: static !important }', headsStay, wide[0], /the head of the table is/],
  ['tbody th { position: static !important }', headsStay, wide[0], /the first column is/],
  ['* { scroll-margin: 0 !important; scroll-padding: 0 !important }', targetsShow, chosen[0], /is under the head/],
  ['summary { text-decoration: none !important }', sourcesUnderlined, chosen[0], /no underline is drawn/],
  ['.s-out { display: none !important }', answersCount, chosen[0], /none «fall short»/],
  ['#_table .lacks { display: none !important }', answersCount, chosen[0], /columns none say/],
  ['.lack-count { counter-increment: lack !important }', answersCount, chosen[0], /column \d lacks \d, for \d reasons/],
  ['.row { display: table-row !important }', controlsShow, alike[0], /differences only: \d+ of \d+ rows show/],
  ['#_table .row.key { display: none !important }', controlsShow, alike[0], /rows are counted/],
  ['#_table td[data-t="3"] { display: none !important }', controlsShow, chosen[0], /two picked: 2 cells/],
];

describe('each check reports a page that is broken on purpose', () => {
  let tab;
  before(async () => {
    tab = await open('chromium');
  });
  after(() => tab?.close());
  for (const [rules, check, page, fault] of breaks) {
    test(`${check.name}: ${rules}`, async () => {
      const server = await serve(style(rules)(page.site), { inFrames: true });
      try {
        const width = page === wide[0] ? 360 : 1280;
        await tab.resize(width, 740);
        await show(tab, new URL(encodePath(page.path), server.origin + page.site.base.pathname).href);
        const { faults } = await check(tab);
        assert.ok(faults.some((text) => fault.test(text)), `expected ${fault}, found ${faults.join('; ') || 'nothing'}`);
      } finally {
        await server.close();
      }
    });
  }
});
