//! `date`: a day, a month or a year.

use std::cmp::Ordering;

use super::raw::{Raw, RawKind};
use super::read::Declaration;
use super::value_type::{TypeInfo, ValueFormat, ValueType};
use super::{Better, Equality, Export, Machine, Message, Value};
use crate::Date;
use crate::shape::Shape;
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics};

/// A TOML date, or a month or year as a string.
pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Date> {
    let expected = "a date, such as 2026-05-04, \"2026-05\" or \"2026\"";
    match &raw.what {
        RawKind::Moment(text) | RawKind::String(text) => {
            let date = Date::parse(text);
            if date.is_none() {
                let diagnostic = of.misfit(raw, expected);
                faults.push(if let Some(day) = Date::from_other_notation(text.trim()) {
                    diagnostic.help(format!("write `{day}`")).fix(raw.span, day.to_string(), Applicability::Safe)
                } else if text.contains(['T', ':']) {
                    diagnostic.help("remove the time")
                } else {
                    diagnostic.help("write a date as year-month-day, a month as \"2026-05\", a year as \"2026\"")
                });
            }
            date
        }
        RawKind::Number(digits) if digits.len() == 4 && Date::parse(digits).is_some() => {
            faults.push(of.misfit(raw, expected).help(format!("write a year in quotation marks: \"{digits}\"")).fix(
                raw.span,
                format!("\"{digits}\""),
                Applicability::Safe,
            ));
            None
        }
        _ => {
            faults.push(of.misfit(raw, expected));
            None
        }
    }
}

/// The calendar that a year outside of living memory and of the near future is likely from: what a site publishes and
/// checks is dated in its own time. Dates of what a guide is about may be of any year.
fn other_calendar(date: Date) -> Option<String> {
    let calendar = match date.year {
        1300..=1500 => "Hijri or Solar Hijri",
        2400..=2700 => "Buddhist",
        5600..=6000 => "Hebrew",
        year if year < EARLIEST => {
            return Some("write the year of the Gregorian calendar, with four digits".to_owned());
        }
        _ => return None,
    };
    Some(format!("if {} is a year of the {calendar} calendar, write the Gregorian date", date.year))
}

/// Before it there were no sites: nothing was published or checked.
const EARLIEST: i16 = 1900;

/// The error of a day that is likely of another calendar.
pub fn calendar_fault(date: Date, message: String, span: Span) -> Option<Diagnostic> {
    let help = other_calendar(date)?;
    let label = format!("the year {}", date.year);
    Some(Diagnostic::error(Code::OutOfRange, message).at(span, label).help(help))
}

/// A day, for keys such as `checked`; `key` names it in the message.
pub fn read_day(raw: &Raw, whose: &str, key: &str, faults: &mut Diagnostics) -> Option<Date> {
    let day = |text: &str| Date::parse(text).filter(|date| date.day.is_some());
    if let RawKind::Moment(text) = &raw.what
        && let Some(date) = day(text)
    {
        let message = format!("implausible date {date} for `{key}` of {whose}");
        return match calendar_fault(date, message, raw.span) {
            Some(fault) => {
                faults.push(fault);
                None
            }
            None => Some(date),
        };
    }
    let diagnostic =
        Diagnostic::error(Code::WrongType, format!("expected a date for `{key}` of {whose}, found {}", raw.describe()))
            .at(raw.span, "expected a date");
    if let Some(day) = raw.as_str().and_then(|text| Date::from_other_notation(text.trim()))
        && raw.as_str().and_then(Date::parse).is_none()
    {
        faults.push(diagnostic.help(format!("write `{day}`")).fix(raw.span, day.to_string(), Applicability::Safe));
        return None;
    }
    faults.push(match raw.as_str() {
        Some(text) if day(text).is_some() => {
            diagnostic.help(format!("remove the quotation marks: `{text}`")).fix(raw.span, text, Applicability::Safe)
        }
        _ => diagnostic.help("write a date such as 2026-11-01, without quotation marks"),
    });
    None
}

/// Later is higher. A month and a day in it have no order: either may be the later.
pub fn order(a: Date, b: Date) -> Option<Ordering> {
    let at = |a: Option<u8>, b: Option<u8>| match (a, b) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        (None, None) => Some(Ordering::Equal),
        _ => None,
    };
    match a.year.cmp(&b.year) {
        Ordering::Equal => match at(a.month, b.month)? {
            Ordering::Equal => at(a.day, b.day),
            order => Some(order),
        },
        order => Some(order),
    }
}

/// Days, months and years.
pub struct DateType;

impl ValueType for DateType {
    type Data = Date;

    const INFO: TypeInfo = TypeInfo {
        plain: Some(Shape::Moment),
        example: "`{id} = 2026-05-04`",
        table_example: "value = 2026-05-04",
        forms: r#"2026-05-04 | "2026-05" | "2026""#,
        ..TypeInfo::new("date", "a date, such as 2026-05-04")
    };

    fn parse(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Value> {
        read(raw, of, faults).map(Value::Date)
    }

    /// Whether a month and a day in it are the same cannot be said.
    fn equality(a: &Date, b: &Date) -> Equality {
        if a != b && (a.covers(*b) || b.covers(*a)) { Equality::Incomparable } else { Equality::from(a == b) }
    }

    fn compare(a: &Date, b: &Date, _: Better) -> Option<Ordering> {
        order(*a, *b)
    }

    fn phrase(value: &Date, _: &ValueFormat<'_>) -> Message {
        Message::Date(*value)
    }

    fn export(value: &Date, _: Option<&str>) -> Export {
        Export::plain(Machine::Text(value.to_string()))
    }
}
