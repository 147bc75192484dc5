//! `phone`: a telephone number, as it is dialed.

use super::raw::{Raw, RawKind};
use super::read::{Declaration, ascii_digit};
use super::value_type::{TypeInfo, ValueFormat, ValueType};
use super::{Equality, Export, Machine, Message, Value};
use crate::shape::Shape;
use crate::text::is_seen;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics};

const EXPECTED: &str = "a telephone number in quotation marks, such as `\"+20 2 1234 5678\"`";

/// The most digits of an international number (ITU-T E.164, section 6.2.1).
const LONGEST: usize = 15;

/// The most digits of a number that can be dialed in one country alone, as hotlines can.
const LONGEST_SHORT_CODE: usize = 8;

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As the author grouped its digits.
    written: String,
    /// `tel:+20212345678` (RFC 3966, section 3).
    url: String,
}

impl Phone {
    /// The digits, with the `+` of an international number.
    pub fn dialed(&self) -> &str {
        self.url.strip_prefix("tel:").unwrap_or(&self.url)
    }

    /// The error is what is wrong with it, and what to do.
    fn parse(written: &str) -> Result<Phone, (String, String)> {
        let written = written.trim();
        let (plus, rest) = match written.strip_prefix('+') {
            Some(rest) => ("+", rest),
            None => ("", written),
        };
        // RFC 3966, section 3: visual-separator.
        let is_separator = |c: char| matches!(c, ' ' | '\u{a0}' | '-' | '.' | '(' | ')');
        if let Some(c) = rest.chars().find(|c| !c.is_ascii_digit() && !is_separator(*c)) {
            let shown = if c.is_control() || !is_seen(&c.to_string()) {
                format!("the invisible character U+{:04X}", u32::from(c))
            } else {
                format!("`{c}`")
            };
            let help = match c {
                '+' => "begin with `+`, without anything before it",
                _ => "write digits, grouped by spaces or hyphens",
            };
            return Err((format!("{shown} cannot be dialed"), help.to_owned()));
        }
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        match (plus, digits.len()) {
            (_, 0..=2) => Err(("it has too few digits".to_owned(), format!("write {EXPECTED}"))),
            ("+", n) if n > LONGEST => Err((
                format!("it has {n} digits, more than the {LONGEST} of the longest number"),
                "write one number per cell, and several as a list".to_owned(),
            )),
            ("+", _) if digits.starts_with('0') => {
                Err(("no country code begins with 0".to_owned(), "write the country code after the `+`".to_owned()))
            }
            ("", n) if n > LONGEST_SHORT_CODE => Err((
                "it has no country code".to_owned(),
                "begin with `+` and the country code, so that readers abroad can call the number".to_owned(),
            )),
            _ => Ok(Phone { written: written.to_owned(), url: format!("tel:{plus}{digits}") }),
        }
    }
}

impl ValueType for Phone {
    type Data = Phone;

    const INFO: TypeInfo = TypeInfo {
        betters: &[],
        reads_words: true,
        plain: Some(Shape::String),
        example: r#"`{id} = "+20 2 1234 5678"`"#,
        table_example: r#"value = "+20 2 1234 5678""#,
        forms: r#""+20 2 1234 5678""#,
        ..TypeInfo::new("phone", EXPECTED)
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        if let RawKind::Number(digits) = &raw.what {
            let fault = of.misfit(raw, EXPECTED);
            // A short code such as 19777 is what was meant; a fraction or an exponent is another number.
            let is_dialed = digits.bytes().all(|byte| byte.is_ascii_digit()) && Phone::parse(digits).is_ok();
            faults.push(if is_dialed && raw.is_written(digits) {
                fault.help(format!("put it in quotation marks: `\"{digits}\"`")).fix(
                    raw.span,
                    format!("\"{digits}\""),
                    Applicability::Safe,
                )
            } else {
                fault.help("write the number in quotation marks, with `+` and the country code")
            });
            return None;
        }
        let written = of.text(raw, EXPECTED, faults)?;
        match Phone::parse(&written) {
            Ok(phone) => Some(Value::Phone(phone)),
            Err((reason, help)) => {
                let message = format!("invalid telephone number `{written}` in {}: {reason}", of.whose);
                let fault = Diagnostic::error(Code::CellType, message).at(raw.span, "not a telephone number");
                faults.push(match ascii(&written) {
                    Some(digits) => fault
                        .help(format!("write it in digits and hyphens that can be dialed: \"{digits}\""))
                        .fix(raw.span, format!("\"{digits}\""), Applicability::Safe),
                    None => fault.help(help),
                });
                None
            }
        }
    }

    /// However its digits are grouped.
    fn equality(a: &Phone, b: &Phone) -> Equality {
        Equality::from(a.url == b.url)
    }

    fn phrase(value: &Phone, _: &ValueFormat<'_>) -> Message {
        Message::Link { url: value.url.clone(), name: value.written.clone() }
    }

    fn export(value: &Phone, _: Option<&str>) -> Export {
        Export::plain(Machine::Text(value.dialed().to_owned()))
    }

    fn url(value: &Phone) -> Option<&str> {
        Some(&value.url)
    }
}

/// A number in other digits than 0 to 9, or with other hyphens, or with invisible characters, as it is dialed; `None`
/// where it is not a telephone number then.
fn ascii(written: &str) -> Option<String> {
    let plain = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
        c => Some(ascii_digit(c).unwrap_or(c)),
    };
    let digits: String = written.chars().filter_map(plain).collect();
    (digits != written && Phone::parse(&digits).is_ok()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialed(written: &str) -> Result<String, String> {
        Phone::parse(written).map(|phone| phone.dialed().to_owned()).map_err(|(reason, _)| reason)
    }

    #[test]
    fn separators_are_for_readers_alone() {
        assert_eq!(dialed("+20 2 1234-5678"), Ok("+20212345678".to_owned()));
        assert_eq!(dialed("+1 (555) 010.0199"), Ok("+15550100199".to_owned()));
        assert_eq!(dialed("19777"), Ok("19777".to_owned()));
    }

    #[test]
    fn what_cannot_be_dialed_is_refused() {
        assert_eq!(dialed("+0 2 1234 5678"), Err("no country code begins with 0".to_owned()));
        assert_eq!(dialed("02 1234 5678"), Err("it has no country code".to_owned()));
        assert_eq!(dialed("call us"), Err("`c` cannot be dialed".to_owned()));
        assert_eq!(dialed("+12"), Err("it has too few digits".to_owned()));
        assert!(dialed("+20 2 1234 5678 / +20 2 1234 5679").is_err());
        assert!(dialed("+1234567890123456").is_err());
    }

    #[test]
    fn other_digits_can_be_fixed() {
        assert_eq!(ascii("+٢٠ ٢ ١٢٣٤ ٥٦٧٨").as_deref(), Some("+20 2 1234 5678"));
        assert_eq!(ascii("\u{200E}+20 2 1234\u{2011}5678").as_deref(), Some("+20 2 1234-5678"));
        assert_eq!(ascii("+20 2 1234 5678"), None);
        assert_eq!(ascii("اتصل بنا"), None);
    }
}
