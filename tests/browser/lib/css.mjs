// Style sheets as trees, with source locations.
import * as csstree from 'css-tree';

export { csstree };

const parsed = new WeakMap();

/** [{ file, tree }] for each CSS file of a site; a syntax error is a fault of that file. */
export function styleSheets(site) {
  if (!parsed.has(site)) {
    const faults = [];
    const sheets = site.byExtension('css').map((file) => ({
      file,
      tree: csstree.parse(site.text(file), { positions: true, filename: file, parseCustomProperty: true, onParseError: (error) => faults.push(`/${file}: ${error.message}`) }),
    }));
    parsed.set(site, { sheets, faults });
  }
  return parsed.get(site);
}

/** Each declaration with its file, line, and the selectors or at-rule around it. */
export function eachDeclaration(site, visit) {
  for (const { file, tree } of styleSheets(site).sheets) {
    const inPrint = new Set();
    csstree.walk(tree, (node) => {
      const isPrint = node.type === 'Atrule' && node.name === 'media' && /\bprint\b/.test(csstree.generate(node.prelude));
      if (isPrint) csstree.walk(node, { visit: 'Declaration', enter: (inner) => inPrint.add(inner) });
    });
    csstree.walk(tree, {
      visit: 'Declaration',
      enter(node) {
        const around = this.rule ? csstree.generate(this.rule.prelude) : this.atrule ? `@${this.atrule.name}` : '';
        visit({ file, at: `/${file}:${node.loc.start.line}:${node.loc.start.column}`, around, property: node.property.toLowerCase(), value: csstree.generate(node.value), inPrint: inPrint.has(node), node });
      },
    });
  }
}

/** URLs in url() in a style sheet. */
export function addresses(tree) {
  const found = [];
  csstree.walk(tree, (node) => {
    if (node.type === 'Url') found.push(node.value);
    if (node.type === 'Atrule' && node.name === 'import') csstree.walk(node, (inner) => inner.type === 'String' && found.push(inner.value));
  });
  return found;
}
