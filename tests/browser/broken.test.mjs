// Every check runs on a page that is broken on purpose, and must report it: a check that cannot fail proves nothing.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { accessible, accessibleOnceAnswered } from './checks/axe.mjs';
import { drawn, visible } from './checks/charts.mjs';
import { styleRules } from './checks/css.mjs';
import { lighthouse } from './checks/lighthouse.mjs';
import { dates } from './checks/dates.mjs';
import { borrowed, fallbacks } from './checks/fallback.mjs';
import { controls, isolation, languageAndDirection, leftToRightStrings, readingOrder, visualOrder } from './checks/direction.mjs';
import { atomFeeds, dataFiles, sitemaps } from './checks/feeds.mjs';
import { alternates, canonicals, openGraph, redirects, titlesAndDescriptions } from './checks/head.mjs';
import { policyHolds, securityHeaders } from './checks/headers.mjs';
import { validHtml } from './checks/html.mjs';
import { sameAsIntl } from './checks/intl.mjs';
import { copies, embedPages, frames, onPaper, rowLinks, sheets } from './checks/share.mjs';
import { jsonLd } from './checks/jsonld.mjs';
import { answersPrinted, bestStands, chooserAnswers, controlNames, evidenceOpens, hintsAreTrue, printedOpen, resultStaysSmall, rowLinksTakeNoRoom, rowsAreTargets, statesEnd } from './checks/grid.mjs';
import { derivedInCopies, foldsOpen, pairPages, sidesInForcedColours, sidesOnPaper, sourcesTold, tierPages } from './checks/pages.mjs';
import { regionsByKeys, skipLink, tabOrder } from './checks/keyboard.mjs';
import { fits, largeTargets, spacedOut } from './checks/layout.mjs';
import { deadLinks, requestsAreOwn } from './checks/links.mjs';
import { dark, forced, printed, still, switcher, withoutScripts } from './checks/media.mjs';
import { measureTables, mirroredTables } from './checks/mirror.mjs';
import { steady } from './checks/steady.mjs';
import { controlMarkup, controlsHide, controlsWork, phoneSemantics, phoneTables, picking, tableMarkup, withoutHas } from './checks/table.mjs';
import { arabicFonts, letters, typeStyle } from './checks/type.mjs';
import { firstLoads, fonts, weights } from './checks/weight.mjs';
import * as dom from './lib/dom.mjs';
import { all, edit, insert, only, remove, replace, style, visiting } from './lib/broken.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { builtSite } from './lib/setup.mjs';
import { Site } from './lib/site.mjs';
import { survey } from './lib/survey.mjs';

const whole = builtSite();
const browser = await openBrowser();
after(() => browser.close());

// The site under test: one right-to-left guide with a left-to-right translation, and the largest table.
const guide = whole.representatives(['guide']).filter(({ dir, twins }) => dir === 'rtl' && twins.some((twin) => twin.dir === 'ltr')).sort((a, b) => b.all('thead th').length - a.all('thead th').length || b.all('td details').length - a.all('td details').length)[0];
assert.ok(guide, 'no right-to-left guide with a left-to-right translation: the checks cannot be tested');
const twin = guide.twins.find(({ dir }) => dir === 'ltr');
const home = whole.pages.find(({ kind, lang, local }) => kind === 'home' && lang === guide.lang && local === '');
const embed = whole.pages.find(({ kind, canonical }) => kind === 'embed' && canonical === guide.url);
// A guide in whose table some rows are equal for all: in that of the first there may be none.
const even = whole.pages.find((page) => page.kind === 'guide' && page.lang === guide.lang && page.one('tr[data-same]'));
assert.ok(even, 'no guide has a row that is equal for all tiers');
const site = only(whole, [guide, twin, home, even]);
const framed = only(whole, [guide, embed]);
const { file } = guide;
// The pair page and the tier page, of any guide, with the most derived content.
const most = (selector, kept = () => true) => whole.pages.filter(kept).sort((a, b) => b.all(selector).length - a.all(selector).length)[0];
const pair = most('#_which .reasons a');
const tier = most('#_apart .reasons a', (page) => page.one('#_apart') && page.one('.others'));
const told = only(whole, [pair, tier]);
const feed = `${home.path}feed.xml`;

// A right-to-left guide shown untranslated in a left-to-right language.
assert.ok(process.env.MIZAN_FIXTURES, 'MIZAN_FIXTURES must name a folder of built fixture sites, one per subfolder');
const untranslated = Site.read(join(process.env.MIZAN_FIXTURES, 'fallback'));
const shown = borrowed(untranslated).find((page) => page.kind === 'guide' && page.dir === 'ltr' && page.canonical.includes('/ar/'));

const look = (name, inPage) => (visit) => survey(visit, [visit.site.page(guide.path)], { [name]: inPage }).then((seen) => seen[name]);
const mirror = async (visit) => mirroredTables(visit.site, (await survey(visit, visit.site.pages, { measureTables })).measureTables.data);
const attribute = (selector, name, value) => edit(file, selector, (element) => (value === null ? delete element.attribs[name] : (element.attribs[name] = value)));
// The guide's tables with five columns instead of three: these scroll in a region.
const wide = all(
  edit(file, '.compare tr:has(> td, > [scope=col])', (line) => {
    const cells = line.children.filter(({ name }) => name === 'td' || name === 'th');
    line.children.push({ ...cells.at(-1) }, { ...cells.at(-1) });
  }),
  edit(file, '.compare .scroller', (box) => Object.assign(box.attribs, { class: 'scroller n5', role: 'region', tabindex: '0', 'aria-labelledby': dom.one('caption', box).attribs.id })),
);
// An old URL of the guide.
const moved = (refresh, robots = '<meta name="robots" content="noindex">', body = `<a href="${refresh.replace(/.*url=/, '')}">x</a>`) => (broken) => broken.with({
  'old/index.html': `<!doctype html><html lang="${guide.lang}" dir="${guide.dir}"><head><title>x</title>${robots}<link rel="canonical" href="${guide.url}"><meta http-equiv="refresh" content="${refresh}"></head><body>${body}</body></html>`,
});
const bare = (broken) => broken.with({ _headers: '' });

// [title, how to break the site, the check, the fault it must report]
const inSource = [
  ['25 markup that is not HTML', insert(file, '<p><b>x</p></b><foo></foo>'), validHtml, /foo/],
  ['25 a dead link', insert(file, '<a href="/nowhere/at/all/">x</a>'), deadLinks, /nowhere\/at\/all/],
  ['25 a dead anchor', insert(file, '<a href="#no-such-anchor">x</a>'), deadLinks, /no-such-anchor/],
  ['26 a title too short', edit(file, 'title', (title) => (title.children[0].data = 'x')), titlesAndDescriptions, /title of 1 characters/],
  ['26 no description', edit(file, 'meta[name=description]', remove), titlesAndDescriptions, /0 of description/],
  ['26 two pages with the same title', (broken) => edit(home.file, 'title', (title) => (title.children[0].data = guide.one('title').children[0].data))(broken), titlesAndDescriptions, /has the title of/],
  ['26 a canonical that is another page', attribute('link[rel=canonical]', 'href', home.url), canonicals, /the canonical is/],
  ['26 og:url of another page', attribute('meta[property="og:url"]', 'content', home.url), openGraph, /og:url is/],
  ['26 og:locale of another language', attribute('meta[property="og:locale"]', 'content', 'xx_XX'), openGraph, /og:locale xx_XX/],
  ['27 a translation not listed', edit(file, `link[hreflang="${twin.lang}"]`, remove), alternates, /same alternates/],
  ['27 no x-default', edit(file, 'link[hreflang=x-default]', remove), alternates, /no x-default/],
  ['28 a page missing from the sitemap', replace('sitemap.xml', `<loc>${guide.url}</loc>`, `<loc>${guide.url}x</loc>`), sitemaps, /is not listed/],
  ['28 a sitemap that violates the schema', replace('sitemap.xml', '</loc>', '</loc><lastmod>yesterday</lastmod>'), sitemaps, /lastmod/],
  ['28 robots.txt without the sitemap', (broken) => broken.with({ 'robots.txt': 'User-agent: *\n' }), sitemaps, /does not name/],
  ['28 a feed without a date', replace(feed, /<updated>.*?<\/updated>/, ''), atomFeeds, /updated|feed/],
  ['28 a feed without language', replace(feed, /xml:lang="[^"]*"/, ''), atomFeeds, /xml:lang/],
  ['28 a feed without an author', replace(feed, /<author>[^]*?<\/author>/g, ''), atomFeeds, /author/],
  ['29 a property schema.org does not have', edit(file, 'script[type="application/ld+json"]', (script) => (script.children[0].data = script.children[0].data.replace('"headline"', '"headLine"'))), jsonLd, /has no property headLine/],
  ['29 JSON-LD that does not parse', edit(file, 'script[type="application/ld+json"]', (script) => (script.children[0].data = `${script.children[0].data},`)), jsonLd, /does not parse/],
  ['29 JSON-LD without a required type', edit(file, 'script[type="application/ld+json"]', (script) => (script.children[0].data = script.children[0].data.replaceAll('"Dataset"', '"WebPage"'))), jsonLd, /lacks Dataset/],
  ['29 a product without a price', edit(file, 'script[type="application/ld+json"]', (script) => (script.children[0].data = script.children[0].data.replaceAll('"ItemList"', '"Product"'))), jsonLd, /Product lacks offers/],
  ['30 no policy', (broken) => broken.with({ _headers: broken.text('_headers').replace(/Content-Security-Policy:.*/g, 'X-Other: 1') }), securityHeaders, /CSP lacks default-src/],
  ['30 a policy that allows inline style', replace('_headers', /style-src/g, "style-src 'unsafe-inline'"), securityHeaders, /unsafe-inline/],
  ['30 an inline style', insert(file, '<p style="color: red">x</p>'), securityHeaders, /inline style on <p>/],
  ['31 a page that is too large', insert(file, `<p>${randomBytes(90_000).toString('base64')}</p>`), weights, /HTML of/],
  ['31 a style sheet that is too large', style(Array.from({ length: 1500 }, () => `.x${randomBytes(12).toString('hex')} { color: #${randomBytes(3).toString('hex')}; }`).join('\n')), weights, /CSS of/],
  ['31 a script', insert(file, '<script src="/x.js"></script>'), weights, /a script/],
  ['10 a font without a range', style('@font-face { font-family: x; src: url("x.woff2"); }'), fonts, /without unicode-range/],
  ['32 bidi controls in data', (broken) => broken.with({ 'data.json': '"\u2068x\u2069"' }), dataFiles, /bidi controls/],
  ['1 no dir', attribute('html', 'dir', null), languageAndDirection, /<html> has no dir/],
  ['1 a direction against the language', attribute('html', 'dir', 'ltr'), languageAndDirection, /dir=ltr/],
  ['1 dir=auto', insert(file, '<p dir="auto">x</p>'), languageAndDirection, /dir=auto/],
  ['4 an embedding control', insert(file, '<p>\u202Bx\u202C</p>'), controls, /U\+202A/],
  ['32 a title without isolates', edit(file, 'title', (title) => (title.children[0].data += ' Qqx')), controls, /«Qqx» in the title/],
  ['32 an isolate in a URL', insert(file, '<a href="#\u2068x\u2069">x</a>'), controls, /bidi controls in href/],
  ['6 a physical margin', style('.x { margin-left: 1px }'), styleRules, /margin-left/],
  ['6 four unequal sides', style('.x { padding: 1px 2px 3px 4px }'), styleRules, /four values/],
  ['6 an arrow in content', style('.x::after { content: "→" }'), styleRules, /arrow/],
  ['7 ellipsis', style('.x { text-overflow: ellipsis }'), styleRules, /ellipsis/],
  ['8 a font size in pixels', style('.x { font-size: 13px }'), styleRules, /absolute units/],
  ['20 overflow hidden', style('html { overflow-x: hidden }'), styleRules, /hides its overflow/],
  ['13 an invalid date', attribute('time', 'datetime', '2026-13-45'), dates, /is not a date/],
  ['13 a date of another year', attribute('time', 'datetime', '1999-01-01'), dates, /does not say the year/],
  ['13 a bare date', insert(file, `<p>${dom.text(guide.all('time').find((time) => dom.attr(time, 'datetime').length === 10))}</p>`), dates, /is outside <time>/],
  ['19 a tier that cannot be picked', edit(file, 'input[data-pick="2"]', remove), picking, /tiers to pick of/],
  ['14 no caption', edit(file, 'table caption', remove), tableMarkup, /no caption/],
  ['14 a row without a head', edit(file, 'tbody th[scope=row]', (cell) => (cell.attribs.scope = 'col')), tableMarkup, /without th scope=row/],
  ['15 a cell without text', edit(file, 'tbody td', (cell) => (cell.children = [])), tableMarkup, /cell without words/],
  ['18 a button that needs a script', insert(file, '<button type="button">x</button>'), controlMarkup, /does nothing without a script/],
  ['18 a group checkbox that does not say what it collapses', attribute('th[scope=rowgroup] input', 'aria-label', null), controlMarkup, /outside a fieldset/],
  ['15 «best» separated from its value', insert(file, '<table><tr><td><span class="val">1</span> <span class="note">x</span> <span class="best">y</span></td></tr></table>'), bestStands, /is separated from its value/],
  ['15 a state that runs into its note', edit(file, '.pause', remove), statesEnd, /runs on from/],
  ['25 an old URL that leads nowhere', moved(`0; url=${guide.url}x`), redirects, /which is no page/],
  ['25 an old URL that redirects with a delay', moved(`9; url=${guide.url}`), redirects, /a refresh of «9/],
  ['26 an old URL that is indexed', moved(`0; url=${guide.url}`, ''), redirects, /not asked to leave it out/],
  ['26 an old URL with a different canonical URL', moved(`0; url=${home.url}`), redirects, /the canonical is/],
  ['26 an old URL without a link', moved(`0; url=${guide.url}`, undefined, ''), redirects, /no link for readers/],
  ['26 a page that redirects', edit(file, 'link[rel=canonical]', (link) => link.parent.children.push({ ...link, name: 'meta', attribs: { 'http-equiv': 'refresh', content: `0; url=${home.url}` } })), canonicals, /redirects by meta refresh/],
  ['24 no link to the translation', edit(file, `a[hreflang="${twin.lang}"]`, (link) => delete link.attribs.hreflang), switcher, /does not lead to/],
  ['32 a page without its copy', edit(file, 'link[type="text/markdown"]', remove), copies, /0 copies in Markdown/],
  ['32 a copy without a row', (broken) => broken.with({ [file.replace('.html', '.md')]: broken.text(file.replace('.html', '.md')).replaceAll(/^\| [^-|][^|]*\|.*$/gm, '') }), copies, /has no row/],
  ['32 a copy with bidi controls', (broken) => broken.with({ [file.replace('.html', '.md')]: `${broken.text(file.replace('.html', '.md'))}\u2068x\u2069` }), copies, /an isolate in its copy holds words/],
  ['25 a dead link in a copy', (broken) => broken.with({ [file.replace('.html', '.md')]: `[x](${whole.base}nowhere/)` }), deadLinks, /nowhere/],
];

const inFrames = [
  ['27 an embed page that is indexed', edit(embed.file, 'meta[name=robots]', remove), (broken) => embedPages(broken), /may index it/],
  ['27 an embed page whose canonical is itself', edit(embed.file, 'link[rel=canonical]', (link) => (link.attribs.href = embed.url)), canonicals, /./],
  ['30 an embed page with a menu', insert(embed.file, '<nav>x</nav>'), (broken) => embedPages(broken), /more than the table/],
  ['30 links that open inside the frame', edit(embed.file, 'base', (base) => delete base.attribs.target), (broken) => embedPages(broken), /stay in the frame/],
  ['30 markup to copy that leads elsewhere', replace(file, '/embed/"', '/other/"'), (broken) => embedPages(broken), /does not lead here/],
];

const cut = (page, selector, change) => edit(page.file, selector, change);
const unquoted = (words) => (element) => (element.children = [{ type: 'text', data: words, parent: element }]);
const row = (page) => page.one('#_which .reasons a, #_apart .reasons a').attribs.href.slice(1);
const inPages = [
  ['a pair that quotes what the table does not say', cut(pair, '#_which .reasons b', unquoted('Qqx')), pairPages, /quotes Qqx/],
  ['a pair that relies on unknown values', cut(pair, `tr[id="${row(pair)}"] td`, (cell) => (cell.attribs.class = 'is-unknown')), pairPages, /relies on an unknown value/],
  ['a row that speaks for both', (site) => edit(pair.file, '#_which .pan:last-child .reasons', (list) => list.children.push(...list.parent.parent.children.flatMap((side) => dom.all('.reasons li:has(a)', side))))(site), pairPages, /is listed twice/],
  ['a pair that links to no row', cut(pair, '#_which .reasons a', (link) => (link.attribs.href = '#qqx')), pairPages, /leads to no row/],
  ['a pair with an empty side', cut(pair, '#_which .pan:first-child :is(.reasons, .none)', remove), pairPages, /a side that says nothing/],
  ['what is equal before what differs', cut(pair, '#_different', (section) => (section.attribs.id = '_same')), pairPages, /its row does not differ|and the row does not differ/],
  ['a pair without a summary', cut(pair, '.gist', remove), pairPages, /no summary/],
  ['a neighbour that has neither of the two', cut(pair, '#_pairs .links .mark', remove), pairPages, /has neither of the two/],
  ['a tier set apart by a row that the table does not mark', cut(tier, 'td .alone', remove), tierPages, /the table does not say so/],
  ['a tier without its neighbours', cut(tier, '#_steps .pan', remove), tierPages, /nothing of its neighbours/],
  ['a number that links to no source', cut(tier, '.sources li[id]', (source) => (source.attribs.id += 'x')), sourcesTold, /leads to no source/],
  ['a used source listed as unused', cut(tier, '.sources', (list) => (list.attribs.class += ' others')), sourcesTold, /which is listed as unused/],
  ['a source without links back', cut(tier, '.rests', remove), sourcesTold, /does not lead back/],
  ['a source that links to a row that does not name it', cut(tier, '.rests a', (link) => (link.attribs.href = '#_about-title')), sourcesTold, /names it, and it does not/],
  ['a head without the date of the oldest claim', cut(tier, '.t2 .meta', unquoted('x')), sourcesTold, /the head does not say/],
  ['marks of outdated claims without a sentence', insert(tier.file, '<p class="stale">x</p>'), sourcesTold, /and no sentence/],
  ['a copy without derived sentences', (site) => site.with({ [pair.file.replace('.html', '.md')]: site.text(pair.file.replace('.html', '.md')).replaceAll(/^- /gm, '- x') .replaceAll(/\w{4}/g, 'x') }), derivedInCopies, /its copy does not say/],
];

const inTabs = [
  ['a collapsed part that opens to nothing', style('.others a, .rests a, .rest a { display: none !important }'), foldsOpen, /Enter opens nothing/],
  ['a summary that is too small a target', style('summary { font-size: 4px !important; min-block-size: 0 !important; padding: 0 !important }'), foldsOpen, /px high/],
  ['a side that is not printed', style('@media print { .pan li { display: none !important } }'), sidesOnPaper, /is not printed/],
  ['links back that are printed', style('@media print { .rests { display: block !important } }'), sidesOnPaper, /links back to rows are printed/],
  ['dashes that disappear in forced colors', style('.pan li::before { background: Canvas !important }'), sidesInForcedColours, /dash/],
];

const inBrowser = [
  ['21 a row without a link', edit(file, 'tr[id] .row-link', remove), rowLinks, /has no link to itself/],
  ['21 a link to a row that is too small', style('.row-link { display: inline-block !important; padding: 0 !important; inline-size: 9px !important; block-size: 9px !important }'), rowLinks, /is 9 by /],
  ['21 a link to a row that is hidden on touch screens', style('.row-link { opacity: 0 !important }'), rowLinks, /does not show/],
  ['21 a row with its link in its name', edit(file, 'tbody th[aria-label]', (head) => delete head.attribs['aria-label']), rowLinks, /is called/],
  ['22 print without the URL of the page', edit(file, '.masthead .paper', remove), onPaper, /its address is not printed/],
  ['22 links to rows in print', style('.row-link { display: inline !important }'), onPaper, /links to rows are printed/],
  ['22 rows split across pages', style('tr { break-inside: auto !important }'), onPaper, /may be cut/],
  ['22 collapsed in print', all(insert(file, '<details><summary>x</summary><p>نص</p></details>'), style('details::details-content { content-visibility: hidden !important }')), onPaper, /printed collapsed/],
  ['22 paper that is not A4', style('@page { size: 200mm 200mm !important }'), sheets, /not A4/],
  ['30 a request to another host', all(bare, insert(file, '<img src="https://other.example/x.png" alt="x">')), requestsAreOwn, /asks https:\/\/other\.example/],
  ['30 a policy violation', insert(file, '<p style="color: red">x</p>'), policyHolds, /Content Security Policy/],
  ['31 a first load that is too large', all((broken) => broken.with({ 'x.svg': `<svg xmlns="http://www.w3.org/2000/svg"><!-- ${randomBytes(400_000).toString('hex')} --></svg>` }), insert(file, `<img src="${whole.base.pathname}x.svg" alt="x" width="1" height="1">`)), firstLoads, /first load of/],
  ['31 a page that search engines cannot crawl', insert(home.file, '<a href="javascript:void(0)">x</a>'), (visit) => lighthouse(visit, [visit.site.page(home.path)]), /seo \d/],
  ['31 a layout shift while a page loads', style('@keyframes qx { from { padding-block-start: 0 } to { padding-block-start: 25rem } } main { animation: qx .1s steps(2) both !important }'), (visit) => steady(visit, [visit.site.page(guide.path)]), /moves by/],
  ['31 a layout shift when fonts arrive', style('* { font-family: "Mizan Sans", monospace !important }'), (visit) => steady(visit, [visit.site.page(guide.path)]), /moves by/],
  ['2 a bare Latin run', insert(file, '<p>نص Qqx نص</p>'), look('isolation', isolation), /«Qqx» is in no isolate/],
  ['5 an arrow', insert(file, '<p>نص ← نص</p>'), look('isolation', isolation), /an arrow character/],
  ['1 direction by CSS alone', all(insert(file, '<p class="qx">نص</p>'), style('.qx { direction: ltr !important }')), look('isolation', isolation), /changes direction without dir/],
  ['2 a run that is not isolated', all(insert(file, '<p>نص <span dir="ltr" class="qx">Qqx</span> 5</p>'), style('.qx { unicode-bidi: normal !important }')), look('visualOrder', visualOrder), /«5» after «Qqx» is drawn on the wrong side/],
  ['3 a bare date', insert(file, '<p>في 2026-11-22 تمامًا</p>'), look('leftToRightStrings', leftToRightStrings), /«2026-11-22» is drawn out of order/],
  ['3 a currency sign separated from its letters', insert(file, '<p><bdi>\u200f5\u00a0US$</bdi> شهريًا</p>'), look('leftToRightStrings', leftToRightStrings), /«US\$» is drawn out of order/],
  ['3 a bare percent', insert(file, '<p>نحو 20% منها</p>'), look('leftToRightStrings', leftToRightStrings), /«20%» is drawn out of order/],
  ['5 navigation that does not mirror', all(insert(file, '<nav><ul dir="ltr" class="qx"><li>أ</li><li>ب</li></ul></nav>'), style('.qx { display: flex !important }')), look('readingOrder', readingOrder), /does not follow/],
  ['7 Arabic with letter spacing', style('* { letter-spacing: 1px !important }'), look('typeStyle', typeStyle), /letter-spacing 1px/],
  ['7 Arabic in italics', style('p { font-style: italic !important }'), look('typeStyle', typeStyle), /font-style italic/],
  ['8 Arabic with too little line height', style('p { line-height: 1.2 !important }'), look('typeStyle', typeStyle), /line-height 1.20/],
  ['9 Latin punctuation', insert(file, '<p lang="ar">نص, نص</p>'), look('letters', letters), /Latin punctuation/],
  ['9 Persian letters', insert(file, '<p lang="ar">علی</p>'), look('letters', letters), /Persian/],
  ['9 presentation forms', insert(file, '<p>ﻻ</p>'), look('letters', letters), /presentation forms/],
  ['11 two systems of digits', insert(file, `<p lang="${guide.lang}">٣ 3</p>`), look('letters', letters), /several systems of digits/],
  ['10 a font that is not in the stack', style('* { font-family: "No Such Font" !important }'), arabicFonts, /the stack does not name it/],
  ['16 columns that do not mirror', attribute('table', 'dir', 'ltr'), mirror, /do not run from the inline start|not at the inline start/],
  ['16 a row that the translation lacks', edit(file, 'tbody tr:nth-child(2)', remove), mirror, /its translation/],
  ['17 three columns in a region of their own', style('.scroller { overflow: auto !important; max-block-size: 60vh !important }'), phoneTables, /3 columns scroll in a region inside the page/],
  ['17 a table wider than a phone', style('table { min-inline-size: 60rem !important }'), phoneTables, /wider than the screen/],
  ['17 a row name that takes a column of its values', style('.matrix tr { grid-template-columns: repeat(4, minmax(0, 1fr)) !important } .matrix th:first-child { grid-column: 1 !important }'), phoneTables, /has no line of its own/],
  ['17 values in the wrong columns', style('.matrix td:nth-child(2) { order: 9 }'), phoneTables, /does not stand under its head/],
  ['17 values above their name', style('.matrix tbody th[scope=row] { order: 9 }'), phoneTables, /does not stand below its name/],
  ['17 heads that do not stick', style('.matrix thead { position: static !important }'), phoneTables, /heads are not seen/],
  ['14 a table without table semantics on a phone', style('@media (max-width: 40rem) { .matrix thead { visibility: hidden !important } }'), phoneSemantics, /on a phone, .* on a wide screen/],
  ['17 a wide table without a region', all(wide, attribute('[role=region]', 'role', null)), phoneTables, /no role=region/],
  ['17 a wide table whose head does not stick', all(wide, style('thead th { position: static !important }')), phoneTables, /head does not stay/],
  ['17 a first column that does not stick', all(wide, style('th[scope=row] { position: static !important }')), phoneTables, /first column does not stay/],
  ['17 a first column that is too wide', all(wide, style('tbody th[scope=row] { min-inline-size: 60vw !important; max-inline-size: none !important }')), phoneTables, /first column is/],
  ['18 differences that have no effect', edit(even.file, 'tr[data-same]', (row) => delete row.attribs['data-same']), controlsWork, /no checkbox hides|shows a row of which too little is known/],
  ['18 differences that hide too much', style('tr { display: none !important } table:not(:has(x)) tr:not(:root:has(input[type=checkbox]:focus:checked) tr) { display: table-row !important }'), controlsWork, /hides (a row that differs|every row)/],
  ['18 differences that do not say what they hide', style('.hidden-rows { display: none !important }'), controlsWork, /does not say what it hides/],
  ['18 differences that are not announced', edit(file, '#_table [role=status]', (told) => delete told.attribs.role), controlsWork, /tells a screen reader nothing/],
  ['18 no hint that one tier has no differences', style('.hidden-rows.one { display: none !important }'), controlsWork, /nothing says what/],
  ['18 picking that has no effect', attribute('input[data-pick]', 'data-pick', '0'), controlsWork, /does not stand alone/],
  ['18 two tiers whose differences are hidden', edit(file, 'tr[data-differs]', (row) => (row.attribs['data-differs'] = '')), controlsWork, /hides a row that tells them apart/],
  ['18 groups that do not collapse', style('.matrix .row { display: table-row !important }'), controlsWork, /does not fold/],
  ['18 a chooser that recommends any tier', style('.status .first { display: flex !important }'), chooserAnswers, /it begins with/],
  ['18 a chooser whose result leads nowhere', edit(file, '.verdict a', (link) => delete link.attribs.href), chooserAnswers, /lead nowhere/],
  ['18 a chooser that puts the fit last', style('.verdicts { flex-direction: column-reverse !important }'), chooserAnswers, /falls short comes before/],
  ['18 a link to any pair', style('.way { display: block !important }'), chooserAnswers, /the way leads to/],
  ['17 links to rows that take space', style('.row-link { display: block; block-size: 3rem }'), rowLinksTakeNoRoom, /makes it higher/],
  ['17 a scroll hint that is wrong', edit(file, '#_table .sec-head p', (words) => (words.attribs.class = 'hint')), hintsAreTrue, /and it does not/],
  ['17 a table that scrolls without a hint', wide, hintsAreTrue, /and no hint says so/],
  ['17 column heads out of view at the target of a link', style('.matrix thead { position: static !important }'), rowsAreTargets, /the heads above .* are out of view/],
  ['17 a row that stays collapsed when it is the target of a link', style('.matrix tbody:has(.fold input:not(:checked)) .row { display: none !important }'), rowsAreTargets, /does not show/],
  ['21 no link to skip the table', edit(file, '.skip-table', remove), hintsAreTrue, /no link leads past/],
  ['21 columns dimmed too much', style('[data-t] { --ink-3: #c0c0c0 }'), accessibleOnceAnswered, /color-contrast/],
  ['18 rows that are not counted', style('.rows-shown { display: none !important }'), controlsWork, /does not say how many rows are left/],
  ['18 a wrong number of rows', edit(file, '.rows-shown', (line) => (line.children[0].data = '0 ')), controlsWork, /counts 0 rows/],
  ['18 a chooser that gives no reasons', style('.why { display: none !important }'), chooserAnswers, /nothing says what rules out/],
  ['18 a chooser that treats caveats as a fit', edit(file, '.chooser input[data-asks]', (input) => (input.attribs['data-doubt'] += ' 1')), chooserAnswers, /nothing says what reservation/],
  ['18 a chooser that treats unknown as a fit', edit(file, '.chooser input[data-asks]', (input) => (input.attribs['data-unknown'] += ' 1')), chooserAnswers, /nothing says what is not known/],
  ['18 answers that prove what they do not require', style('.chooser:has(:checked) .s-fit { display: inline !important }'), chooserAnswers, /fit in the list, not/],
  ['18 answers that lead nowhere', style('.idle { display: none !important }'), chooserAnswers, /nothing says that the answers rule nothing out/],
  ['18 reasons that lead nowhere', edit(file, '.why a', (link) => (link.attribs.href = '#elsewhere')), chooserAnswers, /do not lead to their rows/],
  ['18 wrong counts', style('.lack-count > * { counter-increment: none !important }'), chooserAnswers, /counts 0 of/],
  ['18 columns dimmed if nothing fits', style('.content { --dim: var(--ink-3) !important }'), chooserAnswers, /the table dims/],
  ['18 a table that does not say that answers mark it', style('.answered { display: none !important }'), chooserAnswers, /says that the answers mark it/],
  ['18 an answer that cannot be taken back', edit(file, '.chip.any', remove), chooserAnswers, /cannot be taken back/],
  ['18 a result that covers the answers', style('.status { min-block-size: 0 !important } .chooser:has([data-answer]:checked) .status { padding-block: 6rem !important }'), resultStaysSmall, /the result covers/],
  ['18 a link to the result shown beside the result', style('.to-result { z-index: 9 !important }'), resultStaysSmall, /stands beside the result/],
  ['22 printed columns that lack needs that are not printed', style('@media print { .chooser { display: none !important } }'), answersPrinted, /nothing printed says what/],
  ['22 answers printed that were not given', style('@media print { .chooser, .chip { display: block !important } }'), answersPrinted, /for who answered nothing/],
  ['18 columns that do not say what they lack', style('.lacks { display: none !important }'), chooserAnswers, /do not say so/],
  ['21 a control without a name', edit(file, '.chip span', (span) => (span.children = [])), controlNames, /without a name/],
  ['23 sources that do not open', style('.evidence ul { display: none !important }'), evidenceOpens, /opens nothing/],
  ['22 collapsed rows that are not printed', style('@media print { .matrix tbody:has(.fold input:not(:checked)) .row { display: none !important } }'), printedOpen, /a collapsed row is not printed/],
  ['22 sources collapsed in print', style('@media print { .evidence ul { display: none !important } }'), printedOpen, /sources are not printed/],
  ['17 a row under the head', style('.scroller, html { scroll-padding: 0 !important }'), rowsAreTargets, /is under the head/],
  ['17 a target that is not highlighted', style('.matrix :is(th, td) { background: var(--paper) !important }'), rowsAreTargets, /is not marked/],
  ['5 bars and strips from the other side', style('.bar, .strip { scale: none !important }'), drawn, /the bar of .* begins/],
  ['5 strips from the other side', style('.strip { scale: none !important }'), drawn, /a strip begins/],
  ['5 figures from the other side', style('.chart { scale: none !important }'), drawn, /a figure's chart begins/],
  ['5 an area from the other side', all(insert(file, '<table><tr><td><svg class="area" viewBox="0 0 1000 300" aria-hidden="true"><path d="M0 300V0H1000V300z"/></svg></td></tr></table>'), style('.area { scale: none !important }')), drawn, /an area does not begin/],
  ['5 paths from the other side', style('.rail { flex-direction: row-reverse !important }'), drawn, /does not run from the start/],
  ['15 paths whose marks touch', style('.stop { inline-size: auto !important }'), drawn, /marks that touch/],
  ['15 a bar beyond its scale', edit(file, '.bar line', (line) => (line.attribs.x2 = '250%')), drawn, /longer than its scale/],
  ['15 a strip that differs from its text', edit(file, '.profile .strip path', remove), drawn, /marks beside/],
  ['15 a path that differs from the chooser', edit(file, '.stop.out', (stop) => (stop.attribs.class = 'stop fits')), drawn, /otherwise than the chooser/],
  ['15 a path that differs from its text', edit(file, '.leads span', (span) => (span.children = [])), drawn, /its words do not say so/],
  ['15 a chart that is read out', edit(file, '.bar', (bar) => delete bar.attribs['aria-hidden']), drawn, /assistive technology meets/],
  ['22 bars in the color of the background', style('.bar line { stroke: Canvas !important }'), visible, /in forced colours .bar is drawn/],
  ['22 paths missing in print', style('@media print { #_paths { display: none !important } }'), visible, /is not printed/],
  ['20 sideways scroll', all(insert(file, '<div class="qx">x</div>'), style('.qx { inline-size: 1400px }')), fits, /of content in 320/],
  ['20 text cut by its box', all(insert(file, '<div class="qx">xxxxxxxxxxxxxxxxxxxxxxxx</div>'), style('.qx { inline-size: 4ch; overflow: hidden; white-space: nowrap }')), fits, /text is cut/],
  ['20 text cut with custom spacing', all(insert(file, '<div class="qx">xxxxxxxxxxxxxxxxxxxx</div>'), style('.qx { font-family: monospace; inline-size: 21ch; overflow: hidden; white-space: nowrap }')), spacedOut, /text is cut/],
  ['21 targets that are too small', all(insert(file, '<div class="qx"><a href="#a">x</a><a href="#b">y</a></div>'), style('.qx a { display: block !important; inline-size: 9px; block-size: 9px; min-block-size: 0; overflow: hidden }')), largeTargets, /a target of 9 by 9/],
  ['21 an image without alternative text', insert(home.file, `<img src="${whole.base.pathname}x.png">`), accessible, /image-alt/],
  ['21 text without contrast', all(insert(home.file, '<p class="qx">نص لا يقرأ</p>'), style('.qx { color: #808080 !important; background: #707070 !important }')), accessible, /color-contrast/],
  ['21 text without contrast in the dark only', style('@media (prefers-color-scheme: dark) { p, a { color: #444 !important } }'), accessible, /^\S+ dark, .*color-contrast/],
  ['21 invisible focus', style('*:focus-visible, *:has(:focus-visible) { outline: none !important }'), tabOrder, /no outline/],
  ['21 covered focus', all(insert(home.file, '<div class="qx">x</div>'), style('.qx { position: fixed; inset: 0; z-index: 99; background: red }')), tabOrder, /is hidden/],
  ['21 no skip link', edit(file, 'a[href^="#"]', remove), skipLink, /no link into the page/],
  ['17 a region that keys do not scroll', all(wide, style('[role=region] { overflow: hidden !important }')), regionsByKeys, /does not scroll/],
  ['22 no dark mode', style('html, body { background: #fff !important }'), dark, /in the dark the ground/],
  // An inline style overrides whatever a theme says in layers.
  ['22 motion', all(bare, insert(file, '<a href="#_main" style="transition: all 2s !important">x</a>')), still, /has a transition/],
  ['22 forced colors ignored', style('p { forced-color-adjust: none !important; color: #222 !important }'), forced, /cannot be read/],
  ['22 navigation in print', all(insert(file, '<nav class="qx">نص</nav>'), style('.qx { display: block !important }')), printed, /navigation or controls are printed/],
  ['22 a table cut in print', style('.scroller { overflow: auto !important }'), printed, /cut on paper/],
  ['22 a dark background in print', style('html, body { background: #000 !important; color: #fff !important }'), printed, /printed/],
  ['23 a script that adds text', all(bare, insert(file, '<script>document.body.append("Qqx")</script>')), withoutScripts, /other text with scripts off/],
];

const element = (selector, change) => edit(shown.file, selector, change);
const inWantOfTranslation = [
  ['a canonical that leads nowhere', element('link[rel=canonical]', (link) => (link.attribs.href += 'x')), fallbacks, /is no page of the site/],
  ['a canonical that is a page of another kind', element('link[rel=canonical]', (link) => (link.attribs.href = new URL('../', link.attribs.href).href)), fallbacks, /the original .* is a home in ar/],
  ['a page that may be indexed', element('meta[name=robots]', remove), fallbacks, /not asked to leave it out/],
  ['alternates of its own', element('link[rel=canonical]', (link) => link.parent.children.push({ ...link, attribs: { rel: 'alternate', hreflang: 'ar', href: link.attribs.href } })), fallbacks, /names alternates/],
  ['an original that names it as a translation', edit(untranslated.pages.find(({ url }) => url === shown.canonical).file, 'link[hreflang=ar]', (link) => (link.attribs.href = shown.url)), fallbacks, /names it as a translation/],
  ['a sitemap that names it', replace('sitemap.xml', '<loc>', `<loc>${shown.url}</loc></url><url><loc>`), fallbacks, /sitemap\.xml names it/],
  ['no notice', element('.notice', remove), fallbacks, /0 notices/],
  ['a notice that leads to the page itself', element('.notice a', (link) => (link.attribs.href = shown.url)), fallbacks, /0 notices/],
  ['a notice in which the original has the name of another language', element('.notice bdi', (name) => (name.children = [{ type: 'text', data: 'Arabic', parent: name }])), fallbacks, /does not call ar/],
  ['a notice in the language of the original', element('.notice', (notice) => (notice.attribs.lang = 'ar')), fallbacks, /not in the language of the page/],
  ['prose without its language', element('.prose > [lang]', (prose) => delete prose.attribs.lang), fallbacks, /is the original's, and is marked lang=en/],
  ['a name of a row in the direction of the page', element('tbody th[scope=row] > bdi', (name) => (name.attribs.dir = 'ltr')), fallbacks, /is the original's, and is marked lang=ar dir=ltr/],
  ['no text of the original', element('main', (main) => (main.children = dom.all('.notices', main))), fallbacks, /nothing of it is in the words of the original/],
  ['a switcher that leads to another page', element('a.lang', (link) => (link.attribs.href += 'cup/')), switcher, /which is not a translation/],
];

// These checks go through a page stop by stop, or rule by rule: a small page proves as much as a large one.
const onEven = new Set(['18 differences that have no effect']);
const onHome = new Set(['21 an image without alternative text', '21 text without contrast', '21 text without contrast in the dark only', '21 invisible focus', '21 covered focus', '31 a page that search engines cannot crawl']);

function notices(finding, said) {
  assert.ok(finding.faults.some((fault) => said.test(fault)), `the check did not notice; it reported: ${finding.faults.slice(0, 5).join('\n') || 'nothing'}`);
}

describe('broken in the source', () => {
  for (const [name, broken, check, said] of inSource) test(name, async () => notices(await check(broken(site)), said));
});

describe('broken untranslated pages', () => {
  for (const [name, broken, check, said] of inWantOfTranslation) test(`24 27 ${name}`, async () => notices(await check(broken(untranslated)), said));
});

describe('broken pages of pairs and tiers', () => {
  for (const [name, broken, check, said] of inPages) test(name, async () => notices(await check(broken(told)), said));
  for (const [name, broken, check, said] of inTabs) test(name, async () => notices(await visiting(browser, broken(told), check, said), said));
});

describe('broken for other sites', () => {
  for (const [name, broken, check, said] of inFrames) test(name, async () => notices(await check(broken(framed)), said));
  const policies = (from, to) => (broken) => broken.with({ _headers: broken.text('_headers').replaceAll(from, to) });
  test('30 a table that no site may embed', async () => notices(await visiting(browser, policies(/  ! Content-Security-Policy\n/g, '')(framed), frames), /not shown in a frame on a site that may/));
  test('30 pages that every site may embed', async () => notices(await visiting(browser, policies("frame-ancestors 'none'", 'frame-ancestors http: https:')(framed), frames), /the guide itself is shown/));
  test('30 a table that every site may embed', async () => notices(await visiting(browser, policies(/frame-ancestors (https:\/\/[^;\s]+)/g, 'frame-ancestors $1 http:')(framed), frames), /on a site that may not/));
});

describe('broken in the browser', { concurrency: 3 }, () => {
  for (const [name, broken, check, said] of inBrowser) {
    // One page is enough, except for checks that compare a page with its translation; a small page, if the break is on
    // it.
    const kept = check === mirror ? [guide, twin] : onHome.has(name) ? [home] : onEven.has(name) ? [even] : [guide];
    test(name, async () => notices(await visiting(browser, only(broken(site), kept), check, said), said));
  }
  test('18 unknown values counted as differences', async () => {
    // In this guide, much is unknown.
    const open = whole.representatives(['guide']).sort((a, b) => b.all('tr[data-same]').length - a.all('tr[data-same]').length)[0];
    const broken = edit(open.file, 'tr[data-same]', (row) => delete row.attribs['data-same'])(only(whole, [open]));
    notices(await visiting(browser, broken, controlsWork), /too little is known to compare/);
  });
  test('18 controls that stay without :has()', async () => {
    const broken = withoutHas(style('fieldset, input, form, div, section, label { display: block !important }')(site));
    notices(await visiting(browser, broken, controlsHide), /still shows/);
  });
});

test('11 12 13 a format that differs from Intl, and a known difference that does not occur', async () => {
  const tab = await browser.newPage();
  const cases = [{ locale: 'ar-EG', kind: 'number', input: '5', output: '5' }, { locale: 'en', kind: 'number', input: '5', output: '5' }];
  const { faults } = await sameAsIntl(tab, cases, [{ locale: 'en', kind: 'number', pattern: '5', replacement: '6', why: 'x' }]);
  notices({ faults }, /Mizan "5", Intl "٥"/);
  notices({ faults }, /no longer occurs/);
  notices({ faults }, /no case of plural for hi/);
  const { faults: explained } = await sameAsIntl(tab, cases, [{ locale: 'ar-EG', kind: 'number', pattern: '5', replacement: '٥', why: 'x' }]);
  assert.ok(!explained.some((fault) => /Intl "٥"/.test(fault)), 'a difference that is listed still counts');
});
