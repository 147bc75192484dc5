import test from 'node:test';
import { validHtml } from './checks/html.mjs';
import { builtSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const site = builtSite();

test('25 the Nu validator finds no error on any page', async (t) => verdict(t, await validHtml(site)));
