// Dates for machines and people (line 13).
import * as dom from '../lib/dom.mjs';

const form = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** Each date is in a <time> element with the day that it states; Hijri dates only beside a Gregorian date. */
export function dates(site) {
  const faults = [];
  let seen = 0;
  for (const page of site.pages) {
    const say = (fault) => faults.push(`/${page.path}: ${fault}`);
    const said = new Set();
    for (const time of page.all('time')) {
      seen += 1;
      const value = dom.attr(time, 'datetime') ?? '';
      const words = dom.text(time).trim();
      if (!form.test(value) || Number.isNaN(Date.parse(value))) say(`<time datetime="${value}"> is not a date`);
      const year = new Intl.NumberFormat(page.lang, { useGrouping: false, numberingSystem: /[٠-٩]/.test(words) ? 'arab' : 'latn' }).format(Number(value.slice(0, 4)));
      if (!words.includes(year)) say(`«${words}» does not say the year of ${value}`);
      if (/هـ|AH\b/.test(words) && !/م\b|AD|CE|\d{4}/.test(words.replace(/\d+ ?هـ/, ''))) say(`«${words}» has no Gregorian date beside`);
      if (value.length >= 10) said.add(words);
    }
    dom.eachText(page.document, (node) => {
      for (let at = node.parent; at; at = at.parent) if (['time', 'title', 'textarea'].includes(at.name)) return;
      for (const words of said) if (node.data.includes(words)) say(`«${words}» is outside <time>`);
    });
  }
  return { seen, faults };
}
