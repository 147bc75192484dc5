// Compares Mizan's formats with the browser's Intl, case by case.

/** Marks and isolates may differ; only the visible text is compared. */
const read = (output) => JSON.stringify(output, (_, value) => (typeof value === 'string' ? value.replace(/[\u200E\u200F\u061C\u2066-\u2069]/gu, '') : value));

export const locales = ['ar', 'ar-EG', 'ar-SA', 'ar-MA', 'en', 'fa', 'he', 'fr', 'ja', 'hi'];
export const kinds = ['number', 'percent', 'currency', 'compact', 'date', 'list', 'plural', 'range', 'collation', 'direction', 'language-name'];

/** Runs in the browser: the result of Intl for each case, or the error it throws. */
export function formatAll(cases) {
  const number = (locale, options, style) => new Intl.NumberFormat(locale, { ...style, ...options });
  const forms = {
    number: ({ locale, options, input }) => number(locale, options).format(input),
    percent: ({ locale, options, input }) => number(locale, options, { style: 'percent' }).format(input),
    currency: ({ locale, options, input }) => number(locale, options, { style: 'currency' }).format(input),
    compact: ({ locale, options, input }) => number(locale, options, { notation: 'compact' }).format(input),
    unit: ({ locale, options, input }) => number(locale, options, { style: 'unit' }).format(input),
    range: ({ locale, options, input }) => number(locale, options).formatRange(...input),
    date: ({ locale, options, input }) => new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', ...options }).format(new Date(`${input}T00:00:00Z`)),
    list: ({ locale, options, input }) => new Intl.ListFormat(locale, options).format(input),
    plural: ({ locale, options, input }) => new Intl.PluralRules(locale, options).select(input),
    collation: ({ locale, options, input }) => [...input].sort(new Intl.Collator(locale, options).compare),
    direction: ({ input }) => (new Intl.Locale(input).getTextInfo?.() ?? new Intl.Locale(input).textInfo).direction,
    'language-name': ({ locale, options, input }) => new Intl.DisplayNames(locale, { type: 'language', ...options }).of(input),
  };
  return cases.map(({ kind, numberingSystem, locale: base, options = {}, ...rest }) => {
    if (!forms[kind]) return { error: `no such kind: ${kind}` };
    try {
      // In the tag, not in the options: formatRange ignores the option.
      const locale = numberingSystem ? `${base}-u-nu-${numberingSystem}` : base;
      return { output: forms[kind]({ ...rest, locale, options }) };
    } catch (error) {
      return { error: String(error) };
    }
  });
}

const covers = (difference, one) => ['locale', 'numberingSystem', 'kind'].every((key) => !(key in difference) || [difference[key]].flat().includes(one[key]))
  && (!('input' in difference) || JSON.stringify(difference.input) === JSON.stringify(one.input));

/** Whether an entry of the list turns Mizan's output into that of Intl in this case. */
function explains(difference, one, theirs) {
  if (!covers(difference, one)) return false;
  if ('ours' in difference) return read(one.output) === read(difference.ours) && read(theirs) === read(difference.theirs);
  const ours = JSON.parse(read(one.output));
  if (typeof ours !== 'string') return false;
  return read(ours.replace(new RegExp(difference.pattern, 'gu'), difference.replacement)) === read(theirs);
}

/** @param differences the list of intl-differences.json; each must say why, and be needed */
export async function sameAsIntl(tab, cases, differences) {
  const faults = [];
  const given = await tab.evaluate(formatAll, cases);
  const used = new Set();
  cases.forEach((one, at) => {
    const { output: theirs, error } = given[at];
    const named = `${one.locale}${one.numberingSystem ? `-u-nu-${one.numberingSystem}` : ''} ${one.kind} ${JSON.stringify(one.input)} ${JSON.stringify(one.options ?? {})}`;
    if (error) faults.push(`${named}: ${error}`);
    else if (read(one.output) !== read(theirs)) {
      const known = differences.find((difference) => explains(difference, one, theirs));
      if (known) used.add(known);
      else faults.push(`${named}: Mizan ${read(one.output)}, Intl ${read(theirs)}`);
    }
  });
  for (const difference of differences) {
    if (!difference.why) faults.push(`a known difference without a reason: ${JSON.stringify(difference)}`);
    if (!used.has(difference)) faults.push(`a known difference that no longer occurs: ${JSON.stringify(difference)}`);
  }
  for (const locale of locales) for (const kind of kinds) {
    const has = cases.some((one) => one.kind === kind && (kind === 'direction' ? one.input === locale : one.locale === locale));
    if (!has) faults.push(`no case of ${kind} for ${locale}`);
  }
  return { seen: cases.length, faults, notes: [`${cases.length} formats, ${used.size} known differences`] };
}
