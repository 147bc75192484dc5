import test from 'node:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { answersPrinted, bestStands, chooserAnswers, controlNames, evidenceOpens, hintsAreTrue, printedOpen, resultStaysSmall, rowLinksTakeNoRoom, rowsAreTargets, statesEnd } from './checks/grid.mjs';
import { controlMarkup, controlsWork, phoneTables, picking, tableMarkup } from './checks/table.mjs';
import { weights } from './checks/weight.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { Site } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';
import { Visit } from './lib/visit.mjs';

const visit = await visitBuiltSite();

test('15 the best value is marked beside the value', (t) => verdict(t, bestStands(visit.site)));
test('15 a state and its note are two sentences', (t) => verdict(t, statesEnd(visit.site)));
test('23 the evidence for a cell opens with one key', async (t) => verdict(t, await evidenceOpens(visit)));
test('22 collapsed groups and sources are open in print', async (t) => verdict(t, await printedOpen(visit)));
test('17 a link to a row shows it highlighted, below sticky content', async (t) => verdict(t, await rowsAreTargets(visit)));
test('17 links to rows take no space', async (t) => verdict(t, await rowLinksTakeNoRoom(visit)));
test('17 the scroll hint is correct, and a link skips the table', async (t) => verdict(t, await hintsAreTrue(visit)));
test('21 every control has a name that says what it controls', async (t) => verdict(t, await controlNames(visit)));
test('18 the chooser works by keyboard: what fits, why, with which caveats, and what does not', async (t) => verdict(t, await chooserAnswers(visit)));
test('18 on a phone the result stays small and does not cover the answers', async (t) => verdict(t, await resultStaysSmall(visit)));
test('22 answers are printed with their result, or not at all', async (t) => verdict(t, await answersPrinted(visit)));

// Guides at the limits of what a guide can be: see tests/odd.py.
const folder = process.env.MIZAN_FIXTURES && join(process.env.MIZAN_FIXTURES, 'odd');
const odd = folder && existsSync(folder) ? await Visit.open(Site.read(folder), visit.browser) : undefined;
after(() => odd?.close());
const skip = odd ? false : 'MIZAN_FIXTURES names no built fixtures';
const pages = odd?.site.pages.filter(({ kind }) => kind === 'guide');

// languages.test.mjs checks that they fit from 320 to 1440 px, with all fixture sites.
test('odd guides have real tables and controls', { skip }, async (t) => verdict(t, { seen: 1, faults: [...tableMarkup(odd.site).faults, ...controlMarkup(odd.site).faults, ...picking(odd.site).faults] }));
test('odd guides on a phone', { skip }, async (t) => verdict(t, await phoneTables(odd, pages)));
test('odd guides: differences, picking and collapsing', { skip }, async (t) => verdict(t, await controlsWork(odd, pages)));
test('odd guides: the scroll hint is correct', { skip }, async (t) => verdict(t, await hintsAreTrue(odd, pages)));
test('odd guides: the chooser', { skip }, async (t) => verdict(t, await chooserAnswers(odd)));
test('odd guides: the result on a phone', { skip }, async (t) => verdict(t, await resultStaysSmall(odd)));
test('odd guides keep within the size budgets', { skip }, (t) => verdict(t, weights(odd.site)));
