// Checks on every page of the site, with a single load of each: direction, letters, tables, and layout at every width.
import test from 'node:test';
import { styleRules } from './checks/css.mjs';
import { dates } from './checks/dates.mjs';
import { controls, isolation, languageAndDirection, leftToRightStrings, readingOrder, visualOrder } from './checks/direction.mjs';
import { misfits } from './checks/layout.mjs';
import { measureTables, mirroredTables } from './checks/mirror.mjs';
import { arabicFonts, letters, typeStyle } from './checks/type.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { survey } from './lib/survey.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();
const { site } = visit;
const seen = await survey(visit, site.pages, { isolation, visualOrder, leftToRightStrings, readingOrder, measureTables, typeStyle, letters }, { misfits });

test('1 every page and every change of language has lang and dir', (t) => verdict(t, languageAndDirection(site)));
test('2 5 every run against the direction is in its own isolate', (t) => verdict(t, seen.isolation));
test('2 neighbours of an isolate are drawn on the right side of it', (t) => verdict(t, seen.visualOrder));
test('3 phone numbers, money, percents, dates, ranges and codes are drawn left to right', (t) => verdict(t, seen.leftToRightStrings));
test('4 32 isolate characters are only used where there is no markup', (t) => verdict(t, controls(site)));
test('5 navigation runs in reading direction', (t) => verdict(t, seen.readingOrder));
test('6 7 8 20 style sheets use logical properties and suit Arabic', (t) => verdict(t, styleRules(site)));
test('7 8 Arabic has no letter spacing, no italics and enough line height, and prose is large enough', (t) => verdict(t, seen.typeStyle));
test('7 9 11 letters, punctuation, quotation marks and digits are those of the language', (t) => verdict(t, seen.letters));
test('10 a shipped or named font draws every Arabic letter', async (t) => verdict(t, await arabicFonts(visit)));
test('13 dates are in time elements, with the day that they state', (t) => verdict(t, dates(site)));
test('20 no page scrolls sideways or cuts text from 320 to 1440 px', (t) => verdict(t, seen.misfits));
test('16 tables mirror those of their translations, row by row', (t) => verdict(t, mirroredTables(site, seen.measureTables.data)));
