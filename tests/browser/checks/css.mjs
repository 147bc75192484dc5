// Style sheets that serve both directions (lines 6 to 8, 20): logical properties only, and rules that suit Arabic.
import { csstree, eachDeclaration, styleSheets } from '../lib/css.mjs';

const physical = /^(left|right|(margin|padding|scroll-margin|scroll-padding)-(left|right)|border-(left|right)(-.+)?|border-(top|bottom)-(left|right)-radius)$/;
const sides = new Set(['margin', 'padding', 'inset', 'border-width', 'border-style', 'border-color', 'scroll-margin', 'scroll-padding']);
const arrows = /[\u2039\u203A\u2190-\u21FF\u25B6\u25C0\u25B8\u25C2\u27F0-\u27FF\u2900-\u297F\u2B00-\u2BFF]/u;

/** The parts of a value at its top level. */
const parts = (node) => node.value.children?.toArray().filter(({ type }) => type !== 'WhiteSpace').map((part) => csstree.generate(part)) ?? [];

function said({ property, value, node }) {
  if (property.startsWith('--')) return /\b(left|right)\b/.test(value) ? 'a custom property holds a physical side' : undefined;
  if (physical.test(property)) return 'physical side';
  if (/^(text-align|text-align-last|float|clear|caption-side|resize)$/.test(property) && /\b(left|right)\b/.test(value)) return 'physical side';
  if (/^(object|background|mask|transform|perspective)-?(position|origin)?(-x)?$/.test(property) && /\b(left|right)\b/.test(value)) return 'physical side';
  if (/gradient\(/.test(value) && /\bto[^,]*(left|right)|-?\d*\.?\d+(rad|turn|grad)|(?<![\d.])(?!-?(0|180|360)deg)-?\d*\.?\d+deg/.test(value)) return 'physical gradient';
  const four = parts(node);
  if (sides.has(property) && four.length === 4 && four[1] !== four[3]) return 'four values with unequal sides';
  if (property === 'border-radius' && four.length > 1 && new Set(four).size > 1) return 'corners that do not mirror';
  if (property === 'content' && arrows.test(value)) return 'an arrow in content';
  if (property === 'direction' || (property === 'unicode-bidi' && /override/.test(value))) return 'direction comes from CSS';
  if (property === 'text-overflow' && /ellipsis/.test(value)) return 'ellipsis';
  if (property === '-webkit-line-clamp' || property === 'line-clamp') return 'truncation';
  if (property === 'word-break' && /break-all/.test(value)) return 'break-all';
  if (/^text-align/.test(property) && /justify/.test(value)) return 'justified text';
  if (property === 'font-size' && /^\d*\.?\d+(px|pt|cm|mm|in|pc)$/.test(value)) return 'a font size in absolute units';
  if (property === 'font-weight' && /^[1-3]\d\d$|^lighter$/.test(value)) return 'a weight under 400';
  return undefined;
}

export function styleRules(site) {
  const { sheets, faults: syntax } = styleSheets(site);
  const faults = [...syntax];
  eachDeclaration(site, (declaration) => {
    const fault = said(declaration);
    // Nobody zooms in on paper: absolute sizes are right in print.
    if (fault && !(fault.includes('absolute units') && declaration.inPrint)) faults.push(`${declaration.at}: ${fault}: ${declaration.around} { ${declaration.property}: ${declaration.value} }`);
    if (/^overflow(-x|-inline)?$/.test(declaration.property) && /hidden|clip/.test(declaration.value) && /(^|[\s,}])(html|body|:root)\s*(,|$)/.test(declaration.around)) {
      faults.push(`${declaration.at}: the document hides its overflow: ${declaration.around}`);
    }
  });
  return { seen: sheets.length, faults };
}
