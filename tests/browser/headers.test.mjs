import test from 'node:test';
import { policyHolds, securityHeaders } from './checks/headers.mjs';
import { visitBuiltSite } from './lib/setup.mjs';
import { verdict } from './lib/verdict.mjs';

const visit = await visitBuiltSite();

test('30 _headers sets the policy for every page, and no page has inline style or script', (t) => verdict(t, securityHeaders(visit.site)));
test('30 under exactly that policy the browser reports no violation on any page', async (t) => verdict(t, await policyHolds(visit)));
