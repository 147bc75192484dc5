//! Used to read values of any type: the declaration that a value is read for, and the errors that all types share.

use indexmap::IndexMap;

use super::raw::{Entry, Raw, RawKind};
use super::written::{self, Written};
use super::{Decimal, FeatureType};
use crate::Source;
use crate::shape::TableShape;
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics, did_you_mean};

/// The context in which a value is read.
#[derive(Clone, Copy, Debug)]
pub struct Declaration<'a> {
    /// How messages call the place: "`devices` of `business`".
    pub whose: &'a str,
    /// The type that the value must have.
    pub kind: FeatureType,
    /// Of a `choice` or `choices`.
    pub options: &'a IndexMap<String, Option<String>>,
    /// Those of the guide, for a rating's `by`.
    pub sources: &'a IndexMap<String, Source>,
    /// Whether the value can be "unknown": in a cell it can, in a requirement it cannot.
    pub may_be_unknown: bool,
}

impl Declaration<'_> {
    /// The error of a value that is not what is expected: "a price, such as `…`". The message has the noun alone, the
    /// label also the example.
    pub fn misfit(&self, raw: &Raw, expected: &str) -> Diagnostic {
        let noun = expected.split_once(", such as ").map_or(expected, |(noun, _)| noun);
        Diagnostic::error(Code::CellType, format!("expected {noun} for {}, found {}", self.whose, raw.describe()))
            .at(raw.span, format!("expected {expected}"))
    }

    /// An error in the content of a value that is of the right kind.
    pub fn fault(&self, code: Code, span: Span, message: &str, label: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, format!("{message} in {}", self.whose)).at(span, label)
    }

    fn or_unknown(&self, help: &str) -> String {
        if self.may_be_unknown { format!("{help}, or `\"unknown\"` if the value is unknown") } else { help.to_owned() }
    }

    /// A number. `part` names which, where the value has several: "`min`".
    pub fn number(&self, raw: &Raw, part: Option<&str>, faults: &mut Diagnostics) -> Option<Decimal> {
        let expected = part.map_or_else(|| "a number".to_owned(), |part| format!("a number in {part}"));
        match &raw.what {
            RawKind::Number(digits) => match decimal(digits) {
                Ok(number) => Some(number),
                Err(reason) => {
                    let no_number = digits.contains("inf") || digits.contains("nan");
                    let help = match self.kind {
                        FeatureType::Limit if digits.contains("inf") && self.may_be_unknown => {
                            "if there is no limit, write \"unlimited\"".to_owned()
                        }
                        _ if no_number => self.or_unknown("write a number"),
                        _ => self.or_unknown("write fewer digits"),
                    };
                    let fault = self.fault(Code::OutOfRange, raw.span, reason, format!("found {digits}"));
                    faults.push(fault.help(help));
                    None
                }
            },
            RawKind::String(text) => {
                let diagnostic = self.misfit(raw, &expected);
                faults.push(match plain_number(text) {
                    Some(number) => without_quotes(diagnostic, raw, number),
                    None => match in_ascii_digits(text) {
                        Some(number) => diagnostic
                            .help(format!("write it in the digits 0 to 9, without quotation marks: `{number}`"))
                            .help("pages show it in the digits of their language")
                            .fix(raw.span, number, Applicability::Safe),
                        None => self.number_help(diagnostic, raw, text, part),
                    },
                });
                None
            }
            _ => {
                faults.push(self.misfit(raw, &expected).help(format!("write {expected}")));
                None
            }
        }
    }

    /// What to write instead of a text that is no number: the number that it means, where that is certain.
    fn number_help(&self, diagnostic: Diagnostic, raw: &Raw, text: &str, part: Option<&str>) -> Diagnostic {
        let is_value = part.is_none() && self.kind.takes_bound() && self.may_be_unknown;
        match written::written(text) {
            Some(Written::Number(number)) => diagnostic
                .help(format!("write it without separators, and with a `.` before any decimals: `{number}`"))
                .fix(raw.span, number, Applicability::Unsafe),
            Some(Written::Bounded(bound, number)) if is_value => {
                diagnostic.help(format!("write `{{ value = {number}, bound = \"{}\" }}`", bound.as_str()))
            }
            Some(Written::Range(min, max)) if is_value => diagnostic
                .help(format!("if it is a range, set `type = \"range\"` and write `{{ min = {min}, max = {max} }}`"))
                .help(format!("or write `{min}` and `{max}` as two values, each with its `variant`")),
            _ => {
                let unlimited = if is_value && self.kind == FeatureType::Limit { " or `\"unlimited\"`" } else { "" };
                let what = part.map_or_else(|| "a number".to_owned(), |part| format!("a number in {part}"));
                diagnostic.help(self.or_unknown(&format!("write {what}{unlimited}")))
            }
        }
    }

    /// A string that is not empty.
    pub fn text(&self, raw: &Raw, expected: &str, faults: &mut Diagnostics) -> Option<String> {
        match &raw.what {
            RawKind::String(text) if !text.trim().is_empty() => Some(text.clone()),
            RawKind::Number(digits) => {
                faults.push(self.misfit(raw, expected).help(format!("put it in quotation marks: `\"{digits}\"`")).fix(
                    raw.span,
                    format!("\"{digits}\""),
                    Applicability::safe_if(raw.is_written(digits)),
                ));
                None
            }
            _ => {
                faults.push(self.misfit(raw, expected));
                None
            }
        }
    }

    /// The value's own table. Keys that are not in `shape`, and values other than a table, are errors. An entry whose key
    /// is misspelled is under the key that was meant: it is not missing too.
    pub fn table(&self, raw: &Raw, shape: &TableShape, expected: &str, faults: &mut Diagnostics) -> Option<Vec<Entry>> {
        let Some(entries) = raw.as_table() else {
            faults.push(self.misfit(raw, expected));
            return None;
        };
        let known = shape.names();
        for entry in entries.iter().filter(|entry| shape.key(&entry.key).is_none()) {
            faults.push(unknown_key(self.whose, entry, &known));
        }
        Some(corrected(entries, &known))
    }

    /// The error of a missing required key.
    pub fn missing(&self, span: Span, key: &str, example: &str) -> Diagnostic {
        Diagnostic::error(Code::MissingKey, format!("missing key `{key}` in {}", self.whose))
            .at(span, format!("missing `{key}`"))
            .help(format!("add `{example}`"))
    }
}

/// The advice for a number in quotation marks. Three digits after a single dot are thousands to some and decimals to
/// others, and TOML reads decimals.
fn without_quotes(diagnostic: Diagnostic, raw: &Raw, number: String) -> Diagnostic {
    let thousands = thousands(&number);
    let safe = Applicability::safe_if(thousands.is_none());
    let diagnostic = diagnostic.help(format!("remove the quotation marks: `{number}`")).fix(raw.span, number, safe);
    match thousands {
        Some(whole) => diagnostic.help(format!("if the `.` separates thousands, write `{whole}`")),
        None => diagnostic,
    }
}

/// The number that one such as `1.299` is to those who separate thousands by dots.
fn thousands(number: &str) -> Option<String> {
    let (whole, rest) = number.trim_start_matches(['-', '+']).split_once('.')?;
    let is_group = rest.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
    is_group.then(|| number.replace('.', ""))
}

/// The error of a key that is not one of `known`.
pub fn unknown_key(whose: &str, entry: &Entry, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::UnknownKey, format!("unknown key `{}` in {whose}", entry.key))
        .at(entry.key_span, "unknown key");
    match did_you_mean(&entry.key, known.iter().copied()) {
        Some(meant) => {
            diagnostic.help(format!("did you mean `{meant}`?")).fix(entry.key_span, meant, Applicability::Unsafe)
        }
        None => diagnostic.help(format!("the known keys are {}", in_words(known))),
    }
}

/// `entries`, those with a misspelled key under the one of `known` that was meant, unless it is there.
pub fn corrected(entries: &[Entry], known: &[&str]) -> Vec<Entry> {
    let key = |entry: &Entry| {
        let unknown = !known.contains(&entry.key.as_str());
        let meant = unknown.then(|| did_you_mean(&entry.key, known.iter().copied())).flatten()?;
        entries.iter().all(|other| other.key != meant).then(|| meant.to_owned())
    };
    entries
        .iter()
        .map(|entry| match key(entry) {
            Some(key) => Entry { key, ..entry.clone() },
            None => entry.clone(),
        })
        .collect()
}

/// `a`, `b` and `c`, each in backticks.
pub fn in_words(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// Reads digits as [`RawKind::Number`] holds them.
///
/// # Errors
/// The error, as the second half of a message.
pub fn decimal(digits: &str) -> Result<Decimal, &'static str> {
    if digits.contains("inf") || digits.contains("nan") {
        return Err("infinity and NaN are not valid values");
    }
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    let number =
        if digits.contains(['e', 'E']) { Decimal::from_scientific(digits) } else { Decimal::from_str_exact(digits) };
    number.map_err(|_| "a number can have at most 28 digits")
}

/// The number in `text`, as TOML writes numbers, if there is nothing else in it.
pub fn plain_number(text: &str) -> Option<String> {
    let trimmed = text.trim();
    let unsigned = trimmed.strip_prefix(['-', '+']).unwrap_or(trimmed);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // TOML has no zero in front.
    let shape = digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0'));
    (shape && decimal(trimmed).is_ok()).then(|| trimmed.to_owned())
}

/// A digit of another script (Arabic-Indic, Persian, Devanagari, Bengali, full width) as one of 0 to 9.
pub fn ascii_digit(c: char) -> Option<char> {
    let zeros = ['\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{FF10}'].map(u32::from);
    let code = u32::from(c);
    zeros
        .into_iter()
        .find(|zero| (*zero..*zero + 10).contains(&code))
        .and_then(|zero| char::from_digit(code - zero, 10))
}

/// The number or date in `text`, which is written in digits that TOML does not support: Arabic, Persian, Devanagari,
/// Bengali or full-width ones. As TOML writes it.
pub fn in_ascii_digits(text: &str) -> Option<String> {
    let text = text.trim();
    let is_ours =
        |c: char| ascii_digit(c).is_some() || matches!(c, '\u{66B}' | '\u{66C}' | '0'..='9' | '.' | '-' | '+');
    if !text.chars().all(is_ours) || !text.chars().any(|c| ascii_digit(c).is_some()) {
        return None;
    }
    let said: String = text.chars().map(|c| ascii_digit(c).unwrap_or(c)).collect();
    let date = || crate::Date::parse(&said).filter(|date| date.day.is_some()).map(|date| date.to_string());
    written::number(text).or_else(date)
}

/// The number in a text that separates its thousands, or has a comma before its decimals: `1,299` or `1.299,00`.
pub fn without_separators(text: &str) -> Option<String> {
    written::number(text)
}

/// Whether a text can be written between quotation marks without escapes.
pub fn plain(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() || matches!(c, '"' | '\\'))
}

/// An item of a list together with the comma before it, if there cannot be anything else (such as a comment)
/// between it and the item `before`: at most two bytes, one of them the comma.
pub fn with_comma(before: Span, item: Span) -> Option<Span> {
    let gap = item.start.checked_sub(before.end)?;
    (before.source == item.source && (1..=2).contains(&gap)).then_some(Span { start: before.end, ..item })
}
