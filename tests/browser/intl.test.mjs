// Compares Mizan's formats with the Intl of Chromium.
//
// MIZAN_FORMATS names a JSON file, the output of `cargo xtask formats`: an array of cases
//   { "locale":          BCP 47 tag as config.toml's `locale` would give it, e.g. "ar-EG"
//     "numberingSystem": the requested CLDR numbering system, or absent for the locale's own
//     "kind":            see below
//     "input":           the input for Intl, unchanged
//     "options":         the options for Intl, or absent
//     "output":          Mizan's output for the same input }
//
//   kind            input                                   Intl                                      output
//   number          decimal string or number                NumberFormat                              string
//   percent         decimal string; "0.85" for 85%          NumberFormat style percent                string
//   currency        decimal string                          style currency; options.currency          string
//   compact         decimal string or number                notation compact; options.compactDisplay  string
//   unit            decimal string or number                style unit; options.unit, .unitDisplay    string
//   range           [low, high], decimal strings            NumberFormat.formatRange                  string
//   date            "YYYY-MM-DD"                            DateTimeFormat, Gregorian, UTC            string
//   list            array of strings                        ListFormat; options.type, .style          string
//   plural          number; options.type                    PluralRules                               category
//   collation       array of strings, unsorted              Collator                                  array, sorted
//   direction       BCP 47 tag                              Locale.getTextInfo().direction            "ltr" | "rtl"
//   language-name   BCP 47 tag of the language named        DisplayNames of "locale"                  string
//
// Every kind has a case for each of the ten locales of checks/intl.mjs. U+200E, U+200F, U+061C and
// U+2066–2069 are ignored in the comparison. Known differences are in intl-differences.json:
//   { "why": the reason, and the cases it applies to: "locale", "numberingSystem", "kind" (each a string or a
//     list), "input"; then either "ours" and "theirs", or "pattern" and "replacement": a regular expression
//     (flags gu) that turns Mizan's output into Intl's }
// An entry that no case needs is a fault.
import { readFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { sameAsIntl } from './checks/intl.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { verdict } from './lib/verdict.mjs';

const browser = await openBrowser();
after(() => browser.close());

test('11 12 13 numbers, money, dates, lists, plurals and names match CLDR', async (t) => {
  const file = process.env.MIZAN_FORMATS;
  if (!file) throw new Error('MIZAN_FORMATS must name the output of `cargo xtask formats`');
  const cases = JSON.parse(readFileSync(file, 'utf8'));
  const differences = JSON.parse(readFileSync(new URL('intl-differences.json', import.meta.url), 'utf8'));
  const tab = await browser.newPage();
  verdict(t, await sameAsIntl(tab, cases, differences));
});
