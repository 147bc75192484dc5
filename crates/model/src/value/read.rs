//! What reading any value needs: the declaration it is read for, and the faults all types share.

use indexmap::IndexMap;

use super::raw::{Entry, Raw, RawKind};
use super::{Decimal, FeatureType};
use crate::Source;
use crate::shape::TableShape;
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics, did_you_mean};

/// What a value is read for.
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
    /// Whether "unknown" can stand in its place: in a cell it can, where something is required it cannot.
    pub may_be_unknown: bool,
}

impl Declaration<'_> {
    /// The fault of a value that does not fit: what the type wants, what stands there.
    pub fn misfit(&self, raw: &Raw, wants: &str) -> Diagnostic {
        Diagnostic::error(Code::CellType, format!("{} wants {wants}, not {}", self.whose, raw.describe()))
            .at(raw.span, format!("this is {}", raw.describe()))
    }

    /// A fault of the content of a value that is of the right sort.
    pub fn fault(&self, code: Code, span: Span, message: &str, label: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, format!("{}: {message}", self.whose)).at(span, label)
    }

    fn or_unknown(&self, help: &str) -> String {
        if self.may_be_unknown { format!("{help}, or \"unknown\" where nobody knows") } else { help.to_owned() }
    }

    /// A number. `part` says which, where the value has several: "`min`".
    pub fn number(&self, raw: &Raw, part: Option<&str>, faults: &mut Diagnostics) -> Option<Decimal> {
        let wants = part.map_or_else(|| "a number".to_owned(), |part| format!("a number for {part}"));
        match &raw.what {
            RawKind::Number(digits) => match decimal(digits) {
                Ok(number) => Some(number),
                Err(reason) => {
                    let no_number = digits.contains("inf") || digits.contains("nan");
                    let help = match self.kind {
                        FeatureType::Limit if digits.contains("inf") && self.may_be_unknown => {
                            "write \"unlimited\" where there is no limit".to_owned()
                        }
                        _ if no_number => self.or_unknown("write a number"),
                        _ => self.or_unknown("write fewer digits"),
                    };
                    let fault = self.fault(Code::OutOfRange, raw.span, reason, format!("{digits} stands here"));
                    faults.push(fault.help(help));
                    None
                }
            },
            RawKind::String(text) => {
                let diagnostic = self.misfit(raw, &wants);
                faults.push(match plain_number(text) {
                    Some(number) => diagnostic.help(format!("write it without quotation marks: {number}")).fix(
                        raw.span,
                        number,
                        Applicability::Safe,
                    ),
                    None => match in_ascii_digits(text) {
                        Some(number) => diagnostic
                            .help(format!("write it in the digits 0 to 9, without quotation marks: {number}"))
                            .help("each language shows it in its own digits")
                            .fix(raw.span, number, Applicability::Safe),
                        None => diagnostic.help(self.or_unknown(&format!("write {wants}"))),
                    },
                });
                None
            }
            _ => {
                faults.push(self.misfit(raw, &wants).help(format!("write {wants}")));
                None
            }
        }
    }

    /// A text that is not empty.
    pub fn text(&self, raw: &Raw, wants: &str, faults: &mut Diagnostics) -> Option<String> {
        match &raw.what {
            RawKind::String(text) if !text.trim().is_empty() => Some(text.clone()),
            RawKind::Number(digits) => {
                faults.push(self.misfit(raw, wants).help(format!("put it in quotation marks: \"{digits}\"")).fix(
                    raw.span,
                    format!("\"{digits}\""),
                    Applicability::safe_if(raw.is_written(digits)),
                ));
                None
            }
            _ => {
                faults.push(self.misfit(raw, wants));
                None
            }
        }
    }

    /// The value's own table. Keys that `shape` lacks are faults, and so is anything else than a table.
    pub fn table<'a>(
        &self,
        raw: &'a Raw,
        shape: &TableShape,
        wants: &str,
        faults: &mut Diagnostics,
    ) -> Option<&'a [Entry]> {
        let Some(entries) = raw.as_table() else {
            faults.push(self.misfit(raw, wants));
            return None;
        };
        for entry in entries.iter().filter(|entry| shape.key(&entry.key).is_none()) {
            faults.push(unknown_key(self.whose, entry, &shape.names()));
        }
        Some(entries)
    }

    /// The fault of a key that must stand and does not.
    pub fn missing(&self, span: Span, key: &str, example: &str) -> Diagnostic {
        Diagnostic::error(Code::MissingKey, format!("{} lacks `{key}`", self.whose))
            .at(span, format!("`{key}` is missing here"))
            .help(format!("add `{example}`"))
    }
}

/// The fault of a key that is none of `known`.
pub fn unknown_key(whose: &str, entry: &Entry, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::UnknownKey, format!("{whose} has the unknown key `{}`", entry.key))
        .at(entry.key_span, format!("`{}` is not known here", entry.key));
    match did_you_mean(&entry.key, known.iter().copied()) {
        Some(meant) => {
            diagnostic.help(format!("did you mean `{meant}`?")).fix(entry.key_span, meant, Applicability::Unsafe)
        }
        None => diagnostic.help(format!("the keys known here are {}", in_words(known))),
    }
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
/// What is wrong with them, as the second half of a message.
pub fn decimal(digits: &str) -> Result<Decimal, &'static str> {
    if digits.contains("inf") || digits.contains("nan") {
        return Err("infinity and NaN are no numbers that can be compared");
    }
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    let number =
        if digits.contains(['e', 'E']) { Decimal::from_scientific(digits) } else { Decimal::from_str_exact(digits) };
    number.map_err(|_| "a number may have 28 digits and no more")
}

/// The number that stands in `text`, as TOML writes numbers, where nothing else stands there.
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

/// The number, or the date, that stands in `text` in digits that TOML does not read: Arabic, Persian, Devanagari,
/// Bengali or full-width ones. As TOML writes it.
pub fn in_ascii_digits(text: &str) -> Option<String> {
    let mut said = String::new();
    let mut foreign = false;
    for c in text.trim().chars() {
        match (ascii_digit(c), c) {
            (Some(digit), _) => {
                foreign = true;
                said.push(digit);
            }
            (None, '\u{66B}') => said.push('.'),
            (None, '\u{66C}') => {}
            (None, '0'..='9' | '.' | '-' | '+') => said.push(c),
            _ => return None,
        }
    }
    let date = || crate::Date::parse(&said).filter(|date| date.day.is_some()).map(|date| date.to_string());
    if foreign { plain_number(&said).or_else(date) } else { None }
}

/// Whether a text can stand between quotation marks as it is.
pub fn plain(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() || matches!(c, '"' | '\\'))
}

/// An item of a list together with the comma before it, where nothing else (no remark) can stand between it
/// and the item `before`: at most two bytes, one of them the comma.
pub fn with_comma(before: Span, item: Span) -> Option<Span> {
    let gap = item.start.checked_sub(before.end)?;
    (before.source == item.source && (1..=2).contains(&gap)).then_some(Span { start: before.end, ..item })
}
