//! Finds the parts of a text that have the other direction and must be isolated.
//!
//! The Unicode Bidirectional Algorithm (UAX #9) orders each character by its neighbours, so a phone
//! number, `C++` or two Latin words split by markup come out wrong in Arabic. Here a text is cut at
//! the characters of its own direction; in the text between them, words are found, stripped of sentence
//! punctuation, and joined where they belong to one phrase.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use super::Dir;

/// Placeholder for code or a URL in the flat text: a private-use character, of class L as they are.
pub(super) const CODE: char = '\u{E000}';
/// Placeholder for what is an isolate already (a value, an image): nothing is joined across it.
pub(super) const OPAQUE: char = '\u{FFFC}';
/// Placeholder for a hard line break.
pub(super) const BREAK: char = '\u{2028}';

/// The role of a character in a text of one direction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharClass {
    /// Of the text's own direction, or a boundary that no phrase crosses.
    Native,
    /// Strong, of the other direction.
    Letter,
    /// A digit that has no direction of its own.
    Digit,
    /// Part of the letter before it.
    Mark,
    Space,
    Other,
}

/// Byte ranges of `text`, in order and apart, that want an isolate of the direction opposite to `base`.
///
/// In left-to-right text these are runs of right-to-left letters. In right-to-left text they are runs
/// of left-to-right letters, and those numbers that the algorithm would turn about (`-5`, `20%`,
/// `2026-11-22`, a telephone number); `10:30`, `1,234.56` and `22/11/2026` need nothing. The context
/// is taken to be Arabic, which is stricter than Hebrew: there some isolates are needless, none wrong.
/// Takes time linear in the length of `text`.
pub(super) fn runs(text: &str, base: Dir) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if base == Dir::Ltr && !text.chars().any(is_rtl) {
        return found;
    }
    let mut stretch = Stretch::default();
    let mut strong = false;
    for (at, c) in text.char_indices() {
        match kind(c, base) {
            CharClass::Native => {
                if strong {
                    stretch.search(base, &mut found);
                }
                stretch.clear(!is_boundary(c));
                strong = false;
            }
            kind => {
                strong |= kind == CharClass::Letter || (kind == CharClass::Digit && base == Dir::Rtl);
                stretch.push(at, c, kind);
            }
        }
    }
    if strong {
        stretch.search(base, &mut found);
    }
    found
}

/// Whether a whole name runs against `base`: it has letters of the other direction (in right-to-left text also numbers
/// that would be turned about) and nothing of the text's own. Its marks are the name's, not the sentence's: `Joomla!`,
/// `C++`, `<Small>`, and «هل؟» in left-to-right text.
pub(super) fn is_contrary(name: &str, base: Dir) -> bool {
    match base {
        // The Arabic comma and question mark are of a sentence around the name.
        Dir::Rtl => {
            let is = |class: CharClass| name.chars().any(|c| kind(c, base) == class);
            let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '/');
            !name.chars().any(|c| is_rtl(c) || ('\u{590}'..='\u{8FF}').contains(&c))
                && (is(CharClass::Letter) || (is(CharClass::Digit) && !name.trim().chars().all(is_plain)))
        }
        Dir::Ltr => name.chars().any(is_rtl) && !name.chars().any(|c| bidi_class(c) == BidiClass::L && c != '\u{200E}'),
    }
}

/// Whether `c` is a letter or digit of a right-to-left script.
pub(super) fn is_rtl(c: char) -> bool {
    c >= '\u{590}' && (matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN) || is_eastern_digit(c))
}

/// The Persian and Urdu digits, which are of class EN, unlike the Arabic ones.
fn is_eastern_digit(c: char) -> bool {
    ('\u{6F0}'..='\u{6F9}').contains(&c)
}

/// A boundary that does not represent a letter: what follows it begins a word.
fn is_boundary(c: char) -> bool {
    matches!(c, '«' | '»' | '—' | OPAQUE | BREAK)
}

fn kind(c: char, base: Dir) -> CharClass {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' if base == Dir::Rtl => CharClass::Letter,
            'a'..='z' | 'A'..='Z' => CharClass::Native,
            '0'..='9' => CharClass::Digit,
            _ if c.is_ascii_whitespace() => CharClass::Space,
            _ => CharClass::Other,
        };
    }
    match c {
        '—' | OPAQUE | BREAK => return CharClass::Native,
        // Noncharacters hold a place for finished HTML, which is isolated already.
        '\u{FDD0}'..='\u{FDEF}' => return CharClass::Native,
        '«' | '»' if base == Dir::Rtl => return CharClass::Native,
        '\u{200E}' => return CharClass::Other,
        '\u{200F}' | '\u{61C}' if base == Dir::Ltr => return CharClass::Other,
        '\u{A0}' | '\u{202F}' => return CharClass::Space,
        // Arabic signs of neutral class go with the script they belong to.
        '\u{600}'..='\u{6FF}' if base == Dir::Rtl => return CharClass::Native,
        _ => {}
    }
    match (bidi_class(c), base) {
        (BidiClass::L, Dir::Rtl) => CharClass::Letter,
        (BidiClass::L, Dir::Ltr) => CharClass::Native,
        (BidiClass::R | BidiClass::AL | BidiClass::AN, Dir::Rtl) => CharClass::Native,
        (BidiClass::R | BidiClass::AL | BidiClass::AN, Dir::Ltr) => CharClass::Letter,
        (BidiClass::EN, Dir::Ltr) if is_eastern_digit(c) => CharClass::Letter,
        (BidiClass::EN, _) => CharClass::Digit,
        (BidiClass::NSM, _) => CharClass::Mark,
        (BidiClass::WS | BidiClass::B | BidiClass::S, _) => CharClass::Space,
        _ if c.is_numeric() => CharClass::Digit,
        _ => CharClass::Other,
    }
}

/// A word without the sentence's punctuation; indexes into [`Stretch::chars`].
#[derive(Clone, Copy)]
struct WordRange {
    start: usize,
    end: usize,
    letters: bool,
    /// Needs an isolate even without letters.
    fragile: bool,
}

/// The text between two characters of the text's own direction.
#[derive(Default)]
struct Stretch {
    chars: Vec<(usize, char, CharClass)>,
    /// For a bracket or quotation mark, the index of its other half.
    partner: Vec<Option<usize>>,
    /// A letter of the text's own direction is right before it (`و` in «وC++»).
    glued: bool,
}

impl Stretch {
    fn clear(&mut self, glued: bool) {
        self.chars.clear();
        self.glued = glued;
    }

    fn push(&mut self, at: usize, c: char, kind: CharClass) {
        self.chars.push((at, c, kind));
    }

    fn c(&self, at: usize) -> char {
        self.chars.get(at).map_or('\0', |entry| entry.1)
    }

    fn kind(&self, at: usize) -> CharClass {
        self.chars.get(at).map_or(CharClass::Native, |entry| entry.2)
    }

    fn is_word(&self, at: usize) -> bool {
        matches!(self.kind(at), CharClass::Letter | CharClass::Digit | CharClass::Mark)
    }

    fn search(&mut self, base: Dir, found: &mut Vec<Range<usize>>) {
        self.pair();
        let mut current: Option<WordRange> = None;
        // In left-to-right text, how far numbers after the current run reach: they are of the run only
        // where more of it follows.
        let mut reach = 0;
        let mut at = 0;
        while at < self.chars.len() {
            if self.kind(at) == CharClass::Space {
                at += 1;
                continue;
            }
            let mut end = at;
            while end < self.chars.len() && self.kind(end) != CharClass::Space {
                end += 1;
            }
            if base == Dir::Rtl
                && let Some((start, stop)) = self.number_of_groups(at, end)
            {
                self.flush(current.take(), found);
                self.flush(Some(WordRange { start, end: stop, letters: false, fragile: true }), found);
                at = stop;
                continue;
            }
            let Some(word) = self.word(at, end, base) else {
                if !(current.is_some_and(|run| self.is_operator(run.end.max(reach), at, end))) {
                    self.flush(current.take(), found);
                }
                at = end;
                continue;
            };
            at = end;
            if let Some(run) = &mut current {
                match self.join(run, run.end.max(reach), &word, base) {
                    Join::Apart => {}
                    Join::WordRange => {
                        *run = WordRange {
                            start: run.start,
                            end: word.end,
                            letters: run.letters || word.letters,
                            fragile: true,
                        };
                        reach = 0;
                        continue;
                    }
                    Join::Brackets(close) => {
                        run.end = close + 1;
                        reach = 0;
                        at = close + 1;
                        continue;
                    }
                    Join::Perhaps => {
                        reach = word.end;
                        continue;
                    }
                }
            }
            self.flush(current.take(), found);
            reach = 0;
            if word.letters || base == Dir::Rtl {
                current = Some(word);
            }
        }
        self.flush(current, found);
    }

    fn flush(&self, run: Option<WordRange>, found: &mut Vec<Range<usize>>) {
        let Some(run) = run.filter(|run| run.letters || run.fragile) else { return };
        // Code on its own is an isolate by its element.
        if run.end == run.start + 1 && self.c(run.start) == CODE {
            return;
        }
        if let (Some(first), Some(last)) = (self.chars.get(run.start), self.chars.get(run.end - 1)) {
            found.push(first.0..last.0 + last.1.len_utf8());
        }
    }

    /// Finds the other half of each bracket. Looks at the innermost few open ones only, so that
    /// brackets without a partner cost no more than others.
    fn pair(&mut self) {
        const DEPTH: usize = 8;
        self.partner.clear();
        self.partner.resize(self.chars.len(), None);
        let mut open: Vec<(char, usize)> = Vec::new();
        for at in 0..self.chars.len() {
            let c = self.c(at);
            let from = open.len().saturating_sub(DEPTH);
            if let Some(depth) = open[from..].iter().rposition(|(close, _)| *close == c) {
                let opener = open[from + depth].1;
                self.partner[at] = Some(opener);
                self.partner[opener] = Some(at);
                open.truncate(from + depth);
            } else if let Some(close) = closing(c)
                && (c != '"' || !at.checked_sub(1).is_some_and(|before| self.is_word(before)))
            {
                open.push((close, at));
            }
        }
    }

    /// The word in `start..end`, which holds no space: without the punctuation of the sentence around
    /// it, with the signs that are its own.
    fn word(&self, start: usize, end: usize, base: Dir) -> Option<WordRange> {
        let last = (start..end).rev().find(|&at| self.is_word(at))?;
        let slash = (start..end).find(|&at| matches!(self.c(at), '/' | ':'));
        let (mut from, mut to) = (start, end);
        while from < last && !matches!(self.kind(from), CharClass::Letter | CharClass::Digit) {
            let holds_more = self.partner[from].is_some_and(|close| close > from && close < last);
            if holds_more || self.leads(start, from, base) {
                break;
            }
            from += 1;
        }
        while to > last + 1 {
            let at = to - 1;
            let closes = self.partner[at].is_some_and(|open| open >= from && open < at);
            if closes || self.trails(from, last, slash, at, base) {
                break;
            }
            to -= 1;
        }
        let letters = (from..to).any(|at| self.kind(at) == CharClass::Letter);
        Some(WordRange { start: from, end: to, letters, fragile: base == Dir::Rtl && !self.is_plain_number(from, to) })
    }

    /// Whether the sign at `at` begins the word: `-5`, `$49`, `#1`, `@name`, `.NET`, `--flag`.
    fn leads(&self, start: usize, at: usize, base: Dir) -> bool {
        const SIGNS: usize = 4;
        if base == Dir::Ltr {
            return matches!(self.c(at), '#' | '@') && self.kind(at + 1) == CharClass::Letter;
        }
        let Some(stop) = (at..at + SIGNS).find(|&next| !is_leading(self.c(next))) else { return false };
        if stop == at {
            return false;
        }
        if !matches!(self.kind(stop), CharClass::Letter | CharClass::Digit) {
            // `+(555)`: the sign belongs to what the brackets hold.
            if !(self.c(stop) == '(' && self.kind(stop + 1) == CharClass::Digit) {
                return false;
            }
        }
        let free = (start..at).all(|before| is_opening(self.c(before))) && !(start == 0 && at == 0 && self.glued);
        is_sign(self.c(at)) || free
    }

    /// Whether the sign at `at` ends the word: `C++`, `20%`, `49 €`, a URL's `/`.
    fn trails(&self, from: usize, last: usize, slash: Option<usize>, at: usize, base: Dir) -> bool {
        const ACRONYM: usize = 12;
        const SIGNS: usize = 4;
        let c = self.c(at);
        if base == Dir::Ltr {
            return c == '٪' && at == last + 1;
        }
        match c {
            '+' | '#' | '%' | '‰' | '°' | '™' | '®' | '©' | '′' | '″' | '_' => {
                at <= last + SIGNS
                    && (last + 1..at).all(|before| !matches!(self.c(before), '.' | ',' | ';' | ':' | '!' | '?'))
            }
            '/' => slash.is_some_and(|slash| slash < at),
            // U.S.A.
            '.' => {
                at == last + 1
                    && at - from <= ACRONYM
                    && at - from > 2
                    && (from..at).all(|i| {
                        if (i - from).is_multiple_of(2) { self.kind(i) == CharClass::Letter } else { self.c(i) == '.' }
                    })
            }
            _ => is_currency(c),
        }
    }

    /// Digits, with single common separators between them: the one kind of number that comes out
    /// right in Arabic by itself (UAX #9, W4).
    fn is_plain_number(&self, start: usize, end: usize) -> bool {
        let digit = |at: usize| at >= start && at < end && bidi_class(self.c(at)) == BidiClass::EN;
        (start..end).all(|at| {
            digit(at) || (bidi_class(self.c(at)) == BidiClass::CS && at > start && digit(at - 1) && digit(at + 1))
        })
    }

    /// A telephone number or a number in groups of three, which hold spaces: where it begins and ends.
    fn number_of_groups(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        const LONGEST: usize = 40;
        let start = (start..end).find(|&at| !is_opening(self.c(at)) || self.c(at) == '(')?;
        let start = if self.c(start) == '(' && self.c(start + 1) == '+' { start + 1 } else { start };
        if !matches!(self.c(start), '+' | '(' | '0'..='9') {
            return None;
        }
        let plus = self.c(start) == '+';
        let (mut digits, mut groups, mut in_group, mut brackets) = (0, 0, 0, false);
        let (mut threes, mut spaced) = (true, false);
        let mut stop = start;
        let mut at = start + usize::from(plus);
        while at < self.chars.len() && at < start + LONGEST {
            let next_opens = self.kind(at + 1) == CharClass::Digit || self.c(at + 1) == '(';
            match self.c(at) {
                '0'..='9' => {
                    digits += 1;
                    groups += usize::from(in_group == 0);
                    in_group += 1;
                    stop = at + 1;
                }
                '(' if self.partner[at].is_some_and(|close| close <= at + 6)
                    && self.kind(at + 1) == CharClass::Digit =>
                {
                    brackets = true;
                    threes = false;
                    in_group = 0;
                }
                ')' if self.partner[at].is_some_and(|open| open >= start) => {
                    in_group = 0;
                    stop = at + 1;
                }
                separator @ (' ' | '-' | '.' | '\u{A0}') if next_opens && stop > start => {
                    if separator == '.' && !plus && !brackets {
                        break;
                    }
                    threes &= separator == ' ' && if groups == 1 { in_group <= 3 } else { in_group == 3 };
                    spaced |= separator == ' ';
                    in_group = 0;
                }
                _ => break,
            }
            at += 1;
        }
        let cut_short = self.is_word(stop)
            || (matches!(self.c(stop), ':' | '.' | ',' | '/' | '-') && self.is_word(stop + 1))
            || stop >= start + LONGEST;
        let telephone = (7..=15).contains(&digits) && groups > 1 && (plus || brackets || self.c(start) == '0');
        let grouped = threes && spaced && groups > 1 && in_group == 3;
        (!cut_short && (telephone || grouped)).then_some((start, stop))
    }

    /// Whether the word in `start..end` is an operator or `&` on its own, right after the run's end.
    fn is_operator(&self, run_end: usize, start: usize, end: usize) -> bool {
        end == start + 1
            && (is_math(self.c(start)) || matches!(self.c(start), '&' | '-' | '–'))
            && (run_end..start).all(|at| self.kind(at) == CharClass::Space)
    }

    /// Whether `word` carries on `run`, which (with what may belong to it) ends at `end`.
    fn join(&self, run: &WordRange, end: usize, word: &WordRange, base: Dir) -> Join {
        let both = run.letters && word.letters;
        let gap = end..word.start;
        let mut signs = gap.clone().filter(|&at| self.kind(at) != CharClass::Space);
        let spaces = gap.clone().any(|at| self.kind(at) == CharClass::Space);
        let when = |yes: bool| if yes { Join::WordRange } else { Join::Apart };
        let Some(sign) = signs.next() else {
            return match base {
                _ if !spaces || both => Join::WordRange,
                Dir::Ltr if run.letters => Join::Perhaps,
                Dir::Ltr => Join::Apart,
                Dir::Rtl => when(run.letters || (word.letters && self.is_measure(run, word))),
            };
        };
        let (before, after) =
            (self.kind(sign.wrapping_sub(1)) == CharClass::Space, self.kind(sign + 1) == CharClass::Space);
        let c = self.c(sign);
        // `WhatsApp (Business)`: brackets that hold nothing of the text's own direction.
        if run.letters
            && before
            && sign < word.start
            && (end..sign).all(|at| self.kind(at) == CharClass::Space)
            && let Some(close) = self.partner[sign].filter(|&close| close >= word.end)
        {
            return if word.letters || base == Dir::Rtl { Join::Brackets(close) } else { Join::Apart };
        }
        if signs.next().is_some() {
            return Join::Apart;
        }
        match (before, after) {
            (true, true) if base == Dir::Rtl => when(match c {
                '&' => both,
                '-' | '–' => !run.letters && !word.letters,
                _ => is_math(c),
            }),
            (false, true) if c == '،' => when(both),
            (false, true) if base == Dir::Rtl => when(
                both && (matches!(c, ',' | ';' | ':') || (c == '.' && self.is_abbreviated(run, word)))
                    || (c == '.' && run.letters && !word.letters && self.last_word(run).len() <= 3),
            ),
            _ => Join::Apart,
        }
    }

    /// `5 GB`, `10:30 AM`, `49 USD`: a number and what it counts; not a year before a name.
    fn is_measure(&self, number: &WordRange, word: &WordRange) -> bool {
        let year = number.end - number.start == 4
            && matches!((self.c(number.start), self.c(number.start + 1)), ('1', '9') | ('2', '0'));
        let short = word.end - word.start <= 4 || (word.start..word.end).any(|at| self.c(at) == '/');
        short && (!year || number.fragile)
    }

    fn last_word(&self, run: &WordRange) -> Range<usize> {
        // Long words are not abbreviations; four letters are enough to know.
        let from = (run.start..run.end).rev().take(5).find(|&at| self.kind(at) == CharClass::Space);
        from.map_or(run.start.max(run.end.saturating_sub(5)), |space| space + 1)..run.end
    }

    /// Whether the full stop between the two belongs to an abbreviation: `vs. others`, `Dr. Who`.
    fn is_abbreviated(&self, run: &WordRange, word: &WordRange) -> bool {
        let last = self.last_word(run);
        let first = self.c(word.start);
        first.is_lowercase()
            || (last.len() <= 3 && !last.is_empty() && (last.start + 1..last.end).all(|at| self.c(at).is_lowercase()))
    }
}

enum Join {
    Apart,
    WordRange,
    /// Up to the closing bracket at this index, inclusive.
    Brackets(usize),
    /// Only where more of the run follows.
    Perhaps,
}

fn closing(c: char) -> Option<char> {
    Some(match c {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '“' => '”',
        '‘' => '’',
        '«' => '»',
        '"' => '"',
        _ => return None,
    })
}

fn is_opening(c: char) -> bool {
    closing(c).is_some() || matches!(c, '\'' | '„' | '‚')
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '֏' | '؋' | '฿' | '₠'..='⃀' | '﷼' | '＄' | '￠' | '￡' | '￥' | '￦')
}

/// Signs that belong to the number or name after them, whatever comes before.
fn is_sign(c: char) -> bool {
    matches!(c, '+' | '−' | '±' | '~' | '≈' | '≤' | '≥' | '@' | '#' | '§' | '№' | '×') || is_currency(c)
}

/// Signs that can begin a word.
fn is_leading(c: char) -> bool {
    is_sign(c) || matches!(c, '-' | '/' | '.' | '\\' | '_' | '*' | '&' | '%' | '=' | '^' | '<' | '÷')
}

fn is_math(c: char) -> bool {
    matches!(c, '+' | '−' | '×' | '÷' | '=' | '±' | '≤' | '≥' | '<' | '>' | '≈' | '≠' | '*')
}
