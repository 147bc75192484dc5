//! The value in a cell's table: under `value`, or in keys of its type's own; and keys that are neither.

use super::{CELL, Place, VALUE};
use mizan_model::FeatureType;
use mizan_model::value::raw::{Entry, Raw, RawKind, find};
use mizan_model::value::read::in_words;
use mizan_model::value::{STATES, Value};
use mizan_source::diagnostics::{Code, did_you_mean, surely_meant};

impl Place<'_> {
    pub(super) fn known_keys(&self) -> Vec<&'static str> {
        let own = self.kind.keys();
        let value = (!own.contains(&VALUE.name)).then_some(VALUE.name);
        value.into_iter().chain(own).chain(CELL.names()).collect()
    }

    /// Keys of a value of another type, where the value itself is missing: `min` and `max` for a limit, say.
    fn of_other_type<'e>(&self, entries: &'e [Entry]) -> Vec<&'e Entry> {
        let known = self.known_keys();
        let unknown = entries.iter().filter(|entry| !known.contains(&entry.key.as_str()));
        let unknown = unknown.filter(|entry| did_you_mean(&entry.key, known.iter().copied()).is_none());
        if find(entries, VALUE.name).is_some() || entries.iter().any(|e| self.kind.keys().contains(&e.key.as_str())) {
            return Vec::new();
        }
        unknown.collect()
    }

    /// Whether keys stand where the value should that do not belong to the type: that is one mistake, and told here.
    fn tells_of_other(&self, entries: &[Entry]) -> bool {
        let others = self.of_other_type(entries);
        let Some(first) = others.first() else {
            // A misspelt key, which is told, may have been the value.
            let known = self.known_keys();
            let own = |key: &str| key == VALUE.name || self.kind.keys().contains(&key);
            return entries.iter().any(|entry| {
                !known.contains(&entry.key.as_str()) && did_you_mean(&entry.key, known.iter().copied()).is_some_and(own)
            });
        };
        let names: Vec<&str> = others.iter().map(|entry| entry.key.as_str()).collect();
        let kind = FeatureType::ALL
            .iter()
            .map(|(_, kind)| *kind)
            .find(|kind| names.iter().all(|name| kind.keys().contains(name)));
        let diagnostic = self.fault(
            Code::CellType,
            format!("{} is of type `{}`, which takes no {}", self.whose, self.kind.as_str(), in_words(&names)),
            first.key_span,
            format!("`{}` means nothing here", first.key),
        );
        let own = self.kind.keys();
        let wanted = match own.is_empty() {
            true => "write the value itself, or put it under `value`".to_owned(),
            false => format!("a value of this type is written with {}", in_words(&own)),
        };
        let diagnostic = diagnostic.help(wanted);
        self.sink.push(match kind {
            Some(kind) => diagnostic.help(format!(
                "or give the feature `type = \"{}\"` in guide.toml, where all its cells are written so",
                kind.as_str()
            )),
            None => diagnostic,
        });
        true
    }

    pub(super) fn unknown_keys(&self, entries: &[Entry]) {
        let known = self.known_keys();
        let others = self.of_other_type(entries);
        let told = |entry: &Entry| others.iter().any(|other| other.key == entry.key);
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str()) && !told(entry)) {
            let diagnostic = self.fault(
                Code::UnknownKey,
                format!("{} has the unknown key `{}`", self.whose, entry.key),
                entry.key_span,
                format!("`{}` is not known here", entry.key),
            );
            self.sink.push(match did_you_mean(&entry.key, known.iter().copied()) {
                Some(meant) => {
                    let sure = surely_meant(&entry.key, known.iter().copied()) == Some(meant);
                    let certain = sure && find(entries, meant).is_none();
                    diagnostic.help(format!("did you mean `{meant}`?")).fix(entry.key_span, meant, certain)
                }
                None => diagnostic.help(format!("a cell of type `{}` takes {}", self.kind.as_str(), in_words(&known))),
            });
        }
    }

    /// The value in a table: under `value`, or made of the type's own keys.
    pub(super) fn value_of(&self, raw: &Raw, entries: &[Entry]) -> Option<Value> {
        let own = self.kind.keys();
        let under_value = find(entries, "value");
        if let Some(entry) = under_value
            && (!own.contains(&"value") || entry.value.as_str().is_some_and(|word| STATES.contains(&word)))
        {
            let beside = entries.iter().find(|e| e.key != "value" && own.contains(&e.key.as_str()));
            if let Some(beside) = beside {
                self.sink.push(
                    self.fault(
                        Code::CellKey,
                        format!("{} has both `value` and `{}`", self.whose, beside.key),
                        beside.key_span,
                        format!("`{}` is part of a value", beside.key),
                    )
                    .also(entry.key_span, "and this is the whole of one")
                    .help("keep one of the two"),
                );
                return None;
            }
            if !own.is_empty() && entry.value.as_table().is_some() {
                self.sink.push(
                    self.fault(
                        Code::CellKey,
                        format!("{} puts a table under `value`", self.whose),
                        entry.key_span,
                        "not needed",
                    )
                    .help(format!("write {} directly beside the other keys of the cell", in_words(&own))),
                );
                return None;
            }
            return self.value(&entry.value);
        }
        if own.is_empty() || !entries.iter().any(|entry| own.contains(&entry.key.as_str())) {
            if self.tells_of_other(entries) {
                return None;
            }
            let example = self.kind.info().table_example;
            self.sink.push(
                self.fault(
                    Code::MissingKey,
                    format!("{} says no value", self.whose),
                    raw.span,
                    "a value is missing here",
                )
                .help(format!("add what you know, for example `{example}`, or write \"unknown\" where nobody knows")),
            );
            return None;
        }
        let value = entries.iter().filter(|entry| own.contains(&entry.key.as_str())).cloned().collect();
        self.value(&Raw { what: RawKind::Table(value), span: raw.span })
    }
}
