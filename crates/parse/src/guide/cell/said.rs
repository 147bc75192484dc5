//! The details of a value: notes, variant, grade, since when and until when; and which of them do not apply to it.

use super::Place;
use crate::{check_id, read};
use mizan_model::value::raw::{Entry, Raw, RawKind};
use mizan_model::value::{Support, Value, date};
use mizan_model::{Date, FeatureType, Notes, Statement, When};
use mizan_source::diagnostics::{Applicability, Code, Reported};
use mizan_source::{Span, Spanned};

impl Place<'_> {
    pub(super) fn notes(&self, raw: &Raw) -> (Notes, Option<Reported>) {
        let mut notes = Notes::default();
        let mut broken = None;
        match &raw.what {
            RawKind::Bool(true) => notes.own = true,
            RawKind::String(_) => match self.id(raw, "note") {
                Ok(id) => notes.shared.push(id),
                Err(error) => broken = Some(error),
            },
            RawKind::Array(items) => {
                for item in items {
                    if item.what == RawKind::Bool(true) {
                        notes.own = true;
                        continue;
                    }
                    match self.id(item, "note") {
                        Err(error) => broken = Some(error),
                        Ok(id) => match notes.shared.iter().find(|first| first.value == id.value) {
                            Some(first) => self.sink.push(read::duplicate(
                                &id.value,
                                first.span,
                                id.span,
                                &format!("in `note` of {}", self.whose),
                            )),
                            None => notes.shared.push(id),
                        },
                    }
                }
            }
            _ => {
                broken = Some(
                    self.sink.report(
                        self.fault(
                            Code::WrongType,
                            format!(
                                "expected an id, a list of ids or `true` for `note` of {}, found {}",
                                self.whose,
                                raw.describe()
                            ),
                            raw.span,
                            "invalid note",
                        )
                        .help("write the id of a note of labels.toml, or `true` for a text in the tier's front matter"),
                    ),
                )
            }
        }
        (notes, broken)
    }

    pub(super) fn id(&self, raw: &Raw, key: &str) -> Result<Spanned<String>, Reported> {
        let Some(id) = raw.as_str() else {
            return Err(self.sink.report(
                self.fault(
                    Code::WrongType,
                    format!(
                        "expected an id in quotation marks for `{key}` of {}, found {}",
                        self.whose,
                        raw.describe()
                    ),
                    raw.span,
                    "expected an id in quotation marks",
                )
                .help(format!("write the id of one of [{key}s] in labels.toml")),
            ));
        };
        check_id(id, raw.span, &format!("`{key}` of {}", self.whose), self.sink)
            .map(|()| Spanned::new(id.to_owned(), raw.span))
    }

    pub(super) fn choice<T: Copy>(&self, raw: &Raw, key: &str, choices: &[(&'static str, T)]) -> Option<T> {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let Some(word) = raw.as_str() else {
            self.sink.push(
                self.fault(
                    Code::WrongType,
                    format!("expected a string for `{key}` of {}, found {}", self.whose, raw.describe()),
                    raw.span,
                    "expected a string",
                )
                .help(format!("the valid values are {}", read::quoted(&names))),
            );
            return None;
        };
        let found = choices.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice);
        if found.is_none() {
            let mut diagnostic =
                read::bad_choice(word, raw.span, &names, &format!("a valid value for `{key}` of {}", self.whose));
            // It is part of a fact: which word was meant is for the author to say.
            if let Some(fix) = &mut diagnostic.fix {
                fix.applicability = Applicability::Unsafe;
            }
            self.sink.push(diagnostic);
        }
        found
    }

    pub(super) fn when(&self, raw: &Raw, key: &str) -> Result<When, Reported> {
        let misfit = |help: String| {
            self.fault(
                Code::WrongType,
                format!("expected a date or a version for `{key}` of {}, found {}", self.whose, raw.describe()),
                raw.span,
                "expected a date or a version",
            )
            .help(help)
        };
        if let RawKind::Moment(text) = &raw.what
            && let Some(date) = Date::parse(text)
        {
            return Ok(When::Date(date));
        }
        match &raw.what {
            RawKind::String(text) if looks_like_date(text) && Date::parse(text).is_none() => Err(self.sink.report(
                self.fault(
                    Code::WrongType,
                    format!("invalid date `{text}` for `{key}` of {}", self.whose),
                    raw.span,
                    "no such day or month",
                )
                .help("write a day as 2026-05-04, a month as \"2026-05\", a year as \"2026\""),
            )),
            RawKind::String(text) if !text.trim().is_empty() => {
                Ok(Date::parse(text).map_or_else(|| When::Version(text.clone()), When::Date))
            }
            RawKind::Number(digits) => {
                Err(self.sink.report(misfit(format!("put it in quotation marks: `\"{digits}\"`")).fix(
                    raw.span,
                    format!("\"{digits}\""),
                    Applicability::safe_if(raw.is_written(digits)),
                )))
            }
            _ => Err(self
                .sink
                .report(misfit("write a date (2026-12-31, \"2027-06\", \"2027\") or a version (\"4.2\")".to_owned()))),
        }
    }

    pub(super) fn check_time(&self, statement: &Statement, span: Span) {
        if let (Some(When::Date(since)), Some(When::Date(until))) = (&statement.since, &statement.until)
            && date::order(*until, *since).is_some_and(std::cmp::Ordering::is_lt)
        {
            self.sink.push(
                self.fault(
                    Code::OutOfRange,
                    format!("`until` of {}, {until}, is before `since`, {since}", self.whose),
                    span,
                    "`until` is before `since`",
                )
                .help("change one of the two dates"),
            );
        }
    }

    /// Reports keys that do not apply to this value.
    pub(super) fn check_keys(&self, entries: &[Entry], value: &Value) {
        let known = !matches!(value, Value::No | Value::Unknown | Value::NotApplicable);
        for entry in entries {
            let reason = match entry.key.as_str() {
                "bound" if !self.kind.takes_bound() => match self.kind.info().bound_help {
                    Some(help) => help.to_owned(),
                    None => format!("values of type `{}` are exact", self.kind.as_str()),
                },
                "bound" if !value.takes_bound() => "the value is not a number".to_owned(),
                "grade" if matches!(value, Value::Unknown | Value::NotApplicable) => {
                    "the value cannot be graded".to_owned()
                }
                "price" if *value != Value::Support(Support::AddOn) => "the value is not \"add-on\"".to_owned(),
                "since" | "until" if *value == Value::Unknown => "the value is unknown".to_owned(),
                _ => continue,
            };
            let help = match entry.key.as_str() {
                "price" if self.kind == FeatureType::Support && known => {
                    "change the value to \"add-on\", or remove `price`".to_owned()
                }
                "price" => "remove `price`, or add a feature of type `money` for it".to_owned(),
                key => format!("remove `{key}`"),
            };
            self.sink.push(
                self.fault(
                    Code::CellKey,
                    format!("`{}` does not apply to {}: {reason}", entry.key, self.whose),
                    entry.key_span,
                    "does not apply",
                )
                .help(help),
            );
        }
    }
}

/// Whether a text is a year and a month, or a year, a month and a day, by its form: versions are not written like that.
fn looks_like_date(text: &str) -> bool {
    let mut parts = text.trim().split('-');
    let digits = |part: &str, least: usize, most: usize| {
        (least..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let year = parts.next().is_some_and(|year| digits(year, 4, 4));
    let rest: Vec<&str> = parts.collect();
    year && (1..=2).contains(&rest.len()) && rest.iter().all(|part| digits(part, 1, 2))
}
