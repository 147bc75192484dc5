// Strong characters and the controls of UAX #9, for text that no browser lays out.
export const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const LETTER = /\p{L}/u;

/** Embeddings and overrides, which no output may contain (line 4). */
export const OLD_CONTROLS = /[\u202A-\u202E]/u;
export const ISOLATES = /[\u2066-\u2069]/u;

export function strong(character) {
  if (!LETTER.test(character)) return undefined;
  return RTL.test(character) ? 'rtl' : 'ltr';
}

/** The first run outside any isolate whose letters go against `dir`, or undefined. */
export function strayRun(text, dir) {
  let depth = 0;
  let run = '';
  for (const character of text) {
    if (/[\u2066-\u2068]/u.test(character)) depth += 1;
    else if (character === '\u2069') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      const found = strong(character);
      if (found && found !== dir) run += character;
      else if (run) return run;
    }
  }
  return run || undefined;
}

/** The text as a reader sees it: without marks and isolates. */
export const plain = (text) => text.replace(/[\u200E\u200F\u061C\u2066-\u2069]/gu, '');
