//! The value in a cell's table: under `value`, or in the keys of its type; and unknown keys.

use std::collections::BTreeMap;

use super::{CELL, Place, VALUE};
use mizan_model::FeatureType;
use mizan_model::value::raw::{Entry, Raw, RawKind, find};
use mizan_model::value::read::{corrected, in_words};
use mizan_model::value::{STATES, Value};
use mizan_source::diagnostics::{Applicability, Code, Reported, did_you_mean, surely_meant};

/// The errors of unknown keys, by the keys that were most likely meant.
pub(super) type Misspelt = BTreeMap<&'static str, Reported>;

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

    /// The error, where the value is missing because its keys are misspelt, or because there are keys of another type.
    fn misspelt_value(&self, entries: &[Entry], misspelt: &Misspelt) -> Option<Reported> {
        let others = self.of_other_type(entries);
        let Some(first) = others.first() else {
            let own = |key: &str| key == VALUE.name || self.kind.keys().contains(&key);
            return misspelt.iter().find(|(key, _)| own(key)).map(|(_, error)| *error);
        };
        let names: Vec<&str> = others.iter().map(|entry| entry.key.as_str()).collect();
        let kind = FeatureType::ALL
            .iter()
            .map(|(_, kind)| *kind)
            .find(|kind| names.iter().all(|name| kind.keys().contains(name)));
        let diagnostic = self.fault(
            Code::CellType,
            format!("{} is of type `{}`, which does not have {}", self.whose, self.kind.as_str(), in_words(&names)),
            first.key_span,
            "does not apply",
        );
        let own = self.kind.keys();
        let wanted = match own.is_empty() {
            true => "write only the value, or put it under `value`".to_owned(),
            false => format!("write a value of this type with {}", in_words(&own)),
        };
        let diagnostic = diagnostic.help(wanted);
        Some(self.sink.report(match kind {
            Some(kind) => diagnostic.help(format!(
                "or set `type = \"{}\"` for the feature in guide.toml, if all its cells are written like this",
                kind.as_str()
            )),
            None => diagnostic,
        }))
    }

    /// Reports keys that no cell of the type has, except those of a value of another type.
    pub(super) fn unknown_keys(&self, entries: &[Entry]) -> Misspelt {
        let known = self.known_keys();
        let others = self.of_other_type(entries);
        let is_other = |entry: &Entry| others.iter().any(|other| other.key == entry.key);
        let mut misspelt = Misspelt::new();
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str()) && !is_other(entry)) {
            let diagnostic = self.fault(
                Code::UnknownKey,
                format!("unknown key `{}` in {}", entry.key, self.whose),
                entry.key_span,
                "unknown key",
            );
            let Some(meant) = did_you_mean(&entry.key, known.iter().copied()) else {
                let takes = format!("the keys of a cell of type `{}` are {}", self.kind.as_str(), in_words(&known));
                self.sink.push(diagnostic.help(takes));
                continue;
            };
            let sure = surely_meant(&entry.key, known.iter().copied()) == Some(meant);
            let certain = sure && find(entries, meant).is_none();
            let diagnostic = diagnostic.help(format!("did you mean `{meant}`?")).fix(
                entry.key_span,
                meant,
                Applicability::safe_if(certain),
            );
            misspelt.insert(meant, self.sink.report(diagnostic));
        }
        misspelt
    }

    /// The value in a table: under `value`, or made of the type's own keys.
    ///
    /// # Errors
    /// Where there is none that can be used.
    pub(super) fn value_of(&self, raw: &Raw, entries: &[Entry], misspelt: &Misspelt) -> Result<Value, Reported> {
        let own = self.kind.keys();
        // An entry with a misspelled key is reported, and not missing too.
        let entries = &if misspelt.is_empty() { entries.to_vec() } else { corrected(entries, &self.known_keys()) };
        let under_value = find(entries, "value");
        if let Some(entry) = under_value
            && (!own.contains(&"value") || entry.value.as_str().is_some_and(|word| STATES.contains(&word)))
        {
            let beside = entries.iter().find(|e| e.key != "value" && own.contains(&e.key.as_str()));
            if let Some(beside) = beside {
                return Err(self.sink.report(
                    self.fault(
                        Code::CellKey,
                        format!("both `value` and `{}` in {}", beside.key, self.whose),
                        beside.key_span,
                        format!("`{}` is part of a value", beside.key),
                    )
                    .also(entry.key_span, "`value` is the whole value")
                    .help("keep one of the two"),
                ));
            }
            if !own.is_empty() && entry.value.as_table().is_some() {
                return Err(self.sink.report(
                    self.fault(
                        Code::CellKey,
                        format!("table under `value` in {}", self.whose),
                        entry.key_span,
                        "`value` is not needed",
                    )
                    .help(format!("write {} directly in the table of the cell", in_words(&own))),
                ));
            }
            return self.value(&entry.value);
        }
        if own.is_empty() || !entries.iter().any(|entry| own.contains(&entry.key.as_str())) {
            if let Some(error) = self.misspelt_value(entries, misspelt) {
                return Err(error);
            }
            let example = self.kind.info().table_example;
            return Err(self.sink.report(
                self.fault(Code::MissingKey, format!("missing value in {}", self.whose), raw.span, "missing value")
                    .help(format!(
                        "add the value, for example `{example}`, or write `\"unknown\"` if the value is unknown"
                    )),
            ));
        }
        let value = entries.iter().filter(|entry| own.contains(&entry.key.as_str())).cloned().collect();
        self.value(&Raw { what: RawKind::Table(value), span: raw.span })
    }
}
