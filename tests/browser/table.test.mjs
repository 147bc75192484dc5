import test, { after } from 'node:test';
import { controlMarkup, controlsHide, controlsWork, phoneSemantics, phoneTables, picking, tableMarkup, withoutHas } from './checks/table.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';
import { Visit } from './lib/visit.mjs';

const visit = await visitBuiltSite();
const old = await Visit.open(withoutHas(visit.site), visit.browser);
after(() => old.close());

test('14 15 tables have caption, scopes, groups and text in every cell', (t) => verdict(t, tableMarkup(visit.site)));
test('17 on a phone up to three columns are below the name of their row and the page scrolls; more scroll in a region', async (t) => verdict(t, await phoneTables(visit)));
test('14 on a phone tables are tables to assistive technology', async (t) => verdict(t, await phoneSemantics(visit)));
test('18 controls need no script and say what they belong to', (t) => verdict(t, controlMarkup(visit.site)));
test('18 19 differences only, picking and the chooser work without scripts', async (t) => verdict(t, await controlsWork(visit)));
test('18 without :has() the controls are hidden and everything is visible', async (t) => verdict(t, await controlsHide(old)));
test('19 picking is offered for three tiers or more', (t) => verdict(t, picking(visit.site)));
