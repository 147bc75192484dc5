//! What is said about a value: notes, variant, grade, since when and until when; and what cannot be said of it.

use super::Place;
use crate::{check_id, read};
use mizan_model::value::raw::{Entry, Raw, RawKind};
use mizan_model::value::{Support, Value, date};
use mizan_model::{Date, FeatureType, Notes, Statement, When};
use mizan_source::diagnostics::{Applicability, Code};
use mizan_source::{Span, Spanned};

impl Place<'_> {
    pub(super) fn notes(&self, raw: &Raw) -> Notes {
        let mut notes = Notes::default();
        match &raw.what {
            RawKind::Bool(true) => notes.own = true,
            RawKind::String(_) => notes.shared.extend(self.id(raw, "note")),
            RawKind::Array(items) => {
                for item in items {
                    if item.what == RawKind::Bool(true) {
                        notes.own = true;
                    } else if let Some(id) = self.id(item, "note") {
                        match notes.shared.iter().find(|first| first.value == id.value) {
                            Some(first) => self.sink.push(read::duplicate(
                                &id.value,
                                first.span,
                                id.span,
                                &format!("in `note` of {}", self.whose),
                            )),
                            None => notes.shared.push(id),
                        }
                    }
                }
            }
            _ => self.sink.push(
                self.fault(
                    Code::WrongType,
                    format!("`note` of {} must be an id, a list of ids or `true`, not {}", self.whose, raw.describe()),
                    raw.span,
                    format!("this is {}", raw.describe()),
                )
                .help("write the id of a note of labels.toml, or `true` for words in the tier's front matter"),
            ),
        }
        notes
    }

    pub(super) fn id(&self, raw: &Raw, key: &str) -> Option<Spanned<String>> {
        let Some(id) = raw.as_str() else {
            self.sink.push(
                self.fault(
                    Code::WrongType,
                    format!("`{key}` of {} must be an id in quotation marks, not {}", self.whose, raw.describe()),
                    raw.span,
                    format!("this is {}", raw.describe()),
                )
                .help(format!("write the id of one of [{key}s] in labels.toml")),
            );
            return None;
        };
        check_id(id, raw.span, &format!("`{key}` of {}", self.whose), self.sink)
            .map(|()| Spanned::new(id.to_owned(), raw.span))
            .ok()
    }

    pub(super) fn choice<T: Copy>(&self, raw: &Raw, key: &str, choices: &[(&'static str, T)]) -> Option<T> {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let Some(word) = raw.as_str() else {
            self.sink.push(
                self.fault(
                    Code::WrongType,
                    format!("`{key}` of {} must be a word in quotation marks, not {}", self.whose, raw.describe()),
                    raw.span,
                    format!("this is {}", raw.describe()),
                )
                .help(format!("the choices are {}", read::quoted(&names))),
            );
            return None;
        };
        let found = choices.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice);
        if found.is_none() {
            let mut diagnostic =
                read::bad_choice(word, raw.span, &names, &format!("a choice for `{key}` of {}", self.whose));
            // It is part of a fact: which word was meant is for the author to say.
            if let Some(fix) = &mut diagnostic.fix {
                fix.applicability = Applicability::Unsafe;
            }
            self.sink.push(diagnostic);
        }
        found
    }

    pub(super) fn when(&self, raw: &Raw, key: &str) -> Option<When> {
        let misfit = |help: String| {
            self.fault(
                Code::WrongType,
                format!("`{key}` of {} must be a date or a version, not {}", self.whose, raw.describe()),
                raw.span,
                format!("this is {}", raw.describe()),
            )
            .help(help)
        };
        match &raw.what {
            RawKind::String(text) if looks_like_date(text) && Date::parse(text).is_none() => {
                self.sink.push(
                    self.fault(
                        Code::WrongType,
                        format!("`{key}` of {} is `{text}`, and there is no such day or month", self.whose),
                        raw.span,
                        format!("`{text}` is not in the calendar"),
                    )
                    .help("a day is written 2026-05-04, a month \"2026-05\", a year \"2026\""),
                );
                None
            }
            RawKind::String(text) if !text.trim().is_empty() => {
                Some(Date::parse(text).map_or_else(|| When::Version(text.clone()), When::Date))
            }
            RawKind::Moment(text) if Date::parse(text).is_some() => Date::parse(text).map(When::Date),
            RawKind::Number(digits) => {
                self.sink.push(misfit(format!("put it in quotation marks: \"{digits}\"")).fix(
                    raw.span,
                    format!("\"{digits}\""),
                    Applicability::safe_if(raw.is_written(digits)),
                ));
                None
            }
            _ => {
                self.sink
                    .push(misfit("write a date (2026-12-31, \"2027-06\", \"2027\") or a version (\"4.2\")".to_owned()));
                None
            }
        }
    }

    pub(super) fn judge_time(&self, statement: &Statement, span: Span) {
        if let (Some(When::Date(since)), Some(When::Date(until))) = (&statement.since, &statement.until)
            && date::order(*until, *since).is_some_and(std::cmp::Ordering::is_lt)
        {
            self.sink.push(
                self.fault(
                    Code::OutOfRange,
                    format!("{} holds until {until}, before it holds, since {since}", self.whose),
                    span,
                    "`until` comes before `since`",
                )
                .help("change one of the two dates"),
            );
        }
    }

    /// Keys that mean nothing beside this value.
    pub(super) fn judge_keys(&self, entries: &[Entry], value: &Value) {
        let known = !matches!(value, Value::No | Value::Unknown | Value::NotApplicable);
        for entry in entries {
            let reason = match entry.key.as_str() {
                "bound" if !self.kind.takes_bound() => match self.kind.info().bound_help {
                    Some(help) => help.to_owned(),
                    None => format!("values of type `{}` have no more or less", self.kind.as_str()),
                },
                "bound" if !value.takes_bound() => "it goes with a number".to_owned(),
                "grade" if matches!(value, Value::Unknown | Value::NotApplicable) => {
                    "nobody can judge what is not known".to_owned()
                }
                "price" if *value != Value::Support(Support::AddOn) => {
                    "it is the price of an add-on, and this is none".to_owned()
                }
                "since" | "until" if *value == Value::Unknown => {
                    "what is not known has no beginning and no end".to_owned()
                }
                _ => continue,
            };
            let help = match entry.key.as_str() {
                "price" if self.kind == FeatureType::Support && known => {
                    "write the value \"add-on\", or remove `price`"
                }
                "price" => "a price of its own is a feature of type money",
                _ => "remove the key",
            };
            self.sink.push(
                self.fault(
                    Code::CellKey,
                    format!("{} cannot have `{}`: {reason}", self.whose, entry.key),
                    entry.key_span,
                    format!("`{}` means nothing here", entry.key),
                )
                .help(help),
            );
        }
    }
}

/// Whether a text is a year and a month, or a year, a month and a day, by its form: no version is written like that.
fn looks_like_date(text: &str) -> bool {
    let mut parts = text.trim().split('-');
    let digits = |part: &str, least: usize, most: usize| {
        (least..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let year = parts.next().is_some_and(|year| digits(year, 4, 4));
    let rest: Vec<&str> = parts.collect();
    year && (1..=2).contains(&rest.len()) && rest.iter().all(|part| digits(part, 1, 2))
}
