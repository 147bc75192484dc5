// The `_headers` file of static hosts: a path pattern at the start of a line, with its headers indented below.

/** [{ pattern, headers: [[name, value]] }], in the order of the file. */
export function parseHeaders(source) {
  const rules = [];
  for (const line of source.split('\n')) {
    if (!line.trim() || line.trimStart().startsWith('#')) continue;
    if (/^\S/.test(line)) rules.push({ pattern: line.trim(), headers: [] });
    else {
      const colon = line.indexOf(':');
      // A name after `!` is removed; no value follows it.
      rules.at(-1)?.headers.push(colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
  }
  return rules;
}

/** What a host would send for a path: every matching rule adds its headers; a repeated name is joined. */
export function headersFor(rules, pathname) {
  const result = new Map();
  for (const { pattern, headers } of rules) {
    const form = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/:[A-Za-z]\w*/g, '[^/]+');
    if (!new RegExp(`^${form}$`).test(pathname)) continue;
    for (const [rawName, value] of headers) {
      const name = rawName.toLowerCase();
      if (name.startsWith('! ')) result.delete(name.slice(2));
      else result.set(name, result.has(name) ? `${result.get(name)}, ${value}` : value);
    }
  }
  return result;
}

/** A CSP as a map from directive to sources. */
export function parseCsp(value) {
  const parts = value.split(';').map((part) => part.trim().split(/\s+/)).filter(([name]) => name);
  return new Map(parts.map(([name, ...sources]) => [name.toLowerCase(), sources]));
}
