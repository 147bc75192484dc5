// Reads Markdown only as far as links and headings, without a parser: the docs use no exotic syntax, and what this
// misreads fails the check with an error.

/** `text` with code replaced by spaces, so that offsets and lines stay. */
export function withoutCode(text) {
  const blank = (code) => code.replace(/[^\n]/g, ' ');
  const lines = text.split('\n');
  let fence = '';
  let indented = false;
  for (const [index, line] of lines.entries()) {
    const marker = line.match(/^ {0,3}(`{3,}|~{3,})/)?.[1] ?? '';
    if (fence) {
      if (marker.startsWith(fence) && line.trim() === marker) fence = '';
      lines[index] = blank(line);
    } else if (marker) {
      fence = marker;
      lines[index] = blank(line);
    } else if (/^ {4}/.test(line)) {
      // Four spaces are code after a blank line, unless they continue a list item.
      const before = lines[index - 1] ?? '';
      if (before.trim() === '' && !indented) indented = !continuesList(lines, index);
      if (indented) lines[index] = blank(line);
    } else if (line.trim() !== '') {
      indented = false;
    }
  }
  return lines.join('\n').replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, blank);
}

function continuesList(lines, index) {
  for (let at = index - 1; at >= 0; at -= 1) {
    if (/^ {0,3}([-*+]|\d+[.)]) /.test(lines[at])) return true;
    if (/^\S/.test(lines[at])) return false;
  }
  return false;
}

/** Every link and picture of `text`: where its target begins and ends, and its line. */
export function links(text) {
  const plain = withoutCode(text);
  const found = [];
  for (const pattern of [/\]\(<?([^()\s>]+(?:\([^()\s]*\))?)>?(?:\s+"[^"]*")?\)/dg, /^ {0,3}\[[^\]]+\]:\s+<?(\S+?)>?\s*$/dgm]) {
    for (const match of plain.matchAll(pattern)) {
      const [start, end] = match.indices[1];
      // The label of a link may be code; its target is not.
      found.push({ target: text.slice(start, end), start, end, line: plain.slice(0, start).split('\n').length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The text of every heading, as readers see it. */
export function headings(text) {
  const plain = withoutCode(text).split('\n');
  return text.split('\n').flatMap((line, index) => {
    const level = plain[index].match(/^(#{1,6}) /)?.[1].length;
    if (!level) return [];
    return [{ level, text: line.slice(level + 1).replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '').trim() }];
  });
}

/** The ids by which headings can be linked to, as GitHub and mdBook make them. */
export function anchors(text) {
  const seen = new Map();
  const ids = new Set();
  for (const heading of headings(text)) {
    const id = heading.text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '').replace(/ /g, '-');
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    ids.add(count === 0 ? id : `${id}-${count}`);
  }
  return ids;
}

/** Whether a link leaves the repository. */
export function isExternal(target) {
  return /^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//');
}

/** The page at the root that a page of docs/ represents in the book, if any. */
export function standsFor(text) {
  return text.match(/^<!-- book: (\S+) -->$/m)?.[1];
}
