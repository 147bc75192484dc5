// Common setup of the test files: the built site, and Chromium for those that need it.
import { after } from 'node:test';
import { openBrowser } from './chromium.mjs';
import { Site } from './site.mjs';
import { Visit } from './visit.mjs';

export function builtSite() {
  const folder = process.env.MIZAN_PUBLIC;
  if (!folder) throw new Error('MIZAN_PUBLIC must name the folder of a built site');
  const site = Site.read(folder);
  if (site.pages.length === 0) throw new Error(`no HTML page in ${folder}`);
  return site;
}

/** The built site in Chromium, closed after the tests of the file. */
export async function visitBuiltSite() {
  const browser = await openBrowser();
  const visit = await Visit.open(builtSite(), browser);
  after(async () => {
    await visit.close();
    await browser.close();
  });
  return visit;
}
