// The `_headers` file (line 30), and whether any page violates the policy it sets.
import * as dom from '../lib/dom.mjs';
import { headersFor, parseCsp, parseHeaders } from '../lib/headers.mjs';

const needed = ['default-src', 'base-uri', 'form-action', 'frame-ancestors'];

export function securityHeaders(site) {
  const source = site.text('_headers');
  if (source === undefined) return { seen: 1, faults: ['/_headers: missing'] };
  const faults = [];
  const rules = parseHeaders(source);
  for (const page of site.pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const headers = headersFor(rules, `/${page.path}`);
    const csp = parseCsp(headers.get('content-security-policy') ?? '');
    for (const directive of needed) {
      const sources = csp.get(directive);
      const embed = page.kind === 'embed';
      if (embed && ['frame-ancestors', 'base-uri'].includes(directive)) {
        if (!sources?.length || sources.includes("'none'")) say(`CSP ${directive} is ${sources?.join(' ')}: no site could embed the table`);
        if (directive === 'base-uri' && sources?.join() !== "'self'") say(`CSP base-uri is ${sources?.join(' ')}`);
        continue;
      }
      const allowed = directive === 'form-action' && page.one('form:not([method=dialog])') ? ["'self'"] : ["'none'"];
      if (!sources) say(`CSP lacks ${directive}`);
      else if (sources.join(' ') !== allowed.join(' ')) say(`CSP ${directive} is ${sources.join(' ')}, wanted ${allowed.join(' ')}`);
    }
    for (const [directive, sources] of csp) {
      for (const word of sources) {
        if (/unsafe-inline|unsafe-eval|^\*$|^https?:$|^data:$|^blob:$/.test(word)) say(`CSP ${directive} allows ${word}`);
      }
    }
    if (csp.has('script-src') && csp.get('script-src').join() !== "'none'" && !page.one('script[src]')) say('CSP allows scripts on a page without any');
    const wanted = [
      ['x-content-type-options', /^nosniff$/],
      ['referrer-policy', /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/],
      ['permissions-policy', /=\(\)/],
      ['cross-origin-opener-policy', /^same-origin$/],
      ['strict-transport-security', /^max-age=(?!0\b)\d+$/],
    ];
    for (const [name, form] of wanted) {
      const value = headers.get(name);
      if (value === undefined) say(`no ${name}`);
      else if (!form.test(value)) say(`${name} is «${value}»`);
    }
    for (const element of page.all('style, [style]')) say(`inline style on <${element.name}>`);
    for (const element of page.all('*')) {
      const handler = Object.keys(element.attribs).find((name) => /^on[a-z]+$/.test(name));
      if (handler) say(`inline script ${handler} on <${element.name}>`);
    }
    for (const link of page.all('link[rel=stylesheet]')) if (!/[.-][0-9a-zA-Z_]{8,}\.css$/.test(dom.attr(link, 'href'))) say(`the style sheet ${dom.attr(link, 'href')} bears no fingerprint`);
  }
  return { seen: site.pages.length, faults: [...new Set(faults)] };
}

/** What the browser reports while each page loads under that policy: no violation, no error. */
export function policyHolds(visit) {
  const heard = new WeakMap();
  const listen = async (tab) => {
    const faults = [];
    heard.set(tab, faults);
    const told = (message) => {
      if (['error', 'warning'].includes(message.type()) && !/status of 404/.test(message.text())) faults.push(`console: ${message.text()}`);
    };
    const failed = (error) => faults.push(`script error: ${error.message}`);
    const refused = (request) => faults.push(`${request.url()}: ${request.failure()?.errorText}`);
    tab.on('console', told).on('pageerror', failed).on('requestfailed', refused);
    return () => tab.off('console', told).off('pageerror', failed).off('requestfailed', refused);
  };
  return visit.each(visit.site.pages, {}, async (tab) => {
    const sheets = await tab.evaluate(() => [...document.styleSheets].filter((sheet) => sheet.cssRules.length).length);
    const faults = heard.get(tab);
    return sheets ? faults : [...faults, 'no style sheet applies'];
  }, listen);
}
