// Line 16: a table and its translation have the same rows in the same order, and mirrored columns.

/** Survey function: the position of every cell of every table. */
export function measureTables() {
  const data = [...document.querySelectorAll('table')].filter((table) => table.querySelector('thead th')).map((table) => {
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.getBoundingClientRect());
    const box = table.getBoundingClientRect();
    return {
      heads: heads.map(({ left, right }) => ({ left, right })),
      box: { left: box.left, right: box.right },
      rows: [...table.rows].map((row) => [
        row.id,
        row.parentElement.localName,
        ...[...row.cells].map((cell) => `${cell.localName}:${cell.scope ?? ''}:${cell.colSpan}:${cell.rowSpan}:${cell.id}:${cell.className}`),
      ].join(' ')),
      rowHeads: [...table.querySelectorAll('tbody tr')].map((row) => {
        const boxes = [...row.cells].map((cell) => cell.getBoundingClientRect()).filter(({ width }) => width > 1);
        return boxes.map(({ left, right }) => ({ left, right }));
      }),
    };
  });
  return { faults: [], found: data.length, data };
}

/** Columns advance from the inline start: `sign` is 1 from the left, -1 from the right. */
function orderFaults(tables, sign) {
  const faults = [];
  const centre = ({ left, right }) => ((left + right) / 2) * sign;
  tables.forEach((table, number) => {
    for (const cells of [table.heads, ...table.rowHeads]) {
      if (cells.some((cell, at) => at > 0 && centre(cell) <= centre(cells[at - 1]))) {
        faults.push(`table ${number + 1}: columns do not run from the inline start`);
        break;
      }
    }
    const first = table.heads[0];
    const gap = sign > 0 ? first.left - table.box.left : table.box.right - first.right;
    if (Math.abs(gap) > 2) faults.push(`table ${number + 1}: the first column is not at the inline start`);
  });
  return faults;
}

/** @param {Map<string, object[]>} measured the result of `measureTables`, by page URL */
export function mirroredTables(site, measured) {
  const faults = [];
  const withTables = site.pages.filter((page) => measured.get(page.url)?.length);
  let pairs = 0;
  for (const page of withTables) {
    const mine = measured.get(page.url);
    for (const fault of orderFaults(mine, page.dir === 'rtl' ? -1 : 1)) faults.push(`/${page.path}: ${fault}`);
    for (const twin of page.twins) {
      const other = measured.get(twin.url);
      // Each pair once.
      if (page.url > twin.url || !other) continue;
      pairs += 1;
      if (mine.length !== other.length) faults.push(`/${page.path}: ${mine.length} tables, its translation /${twin.path} has ${other.length}`);
      mine.slice(0, other.length).forEach((table, at) => faults.push(...rowFaults(table, other[at]).map((fault) => `/${page.path}: table ${at + 1} ${fault} (translation /${twin.path})`)));
    }
  }
  return { seen: pairs, faults, notes: [`${withTables.length} pages with tables, ${pairs} pairs of translations`] };
}

function rowFaults(table, twin) {
  if (table.rows.length !== twin.rows.length) return [`has ${table.rows.length} rows, its translation ${twin.rows.length}`];
  const row = table.rows.findIndex((form, index) => form !== twin.rows[index]);
  return row < 0 ? [] : [`has another row ${row + 1}: «${table.rows[row]}» and «${twin.rows[row]}»`];
}
