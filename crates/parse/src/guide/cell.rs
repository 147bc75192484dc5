//! Cells: a value, a table with a value and its details, or a list of these.

mod said;
mod shape;
mod value;

use indexmap::IndexMap;

pub(super) use shape::VALUE;
pub use shape::{CELL, STATEMENT};

use super::raw::raw;
use super::sources::citations;
use crate::Node;
use crate::unseen::report_isolates;
use mizan_model::value::raw::{Entry, Raw, RawKind, find};
use mizan_model::value::read::Declaration;
use mizan_model::value::{Money, Value, date};
use mizan_model::{Bound, Cell, Citation, Date, FeatureType, Grade, Notes, Origin, Source, Statement};
use mizan_source::Span;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Diagnostics, Reported, Sink};

/// The defaults of cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Defaults {
    pub sources: Option<Vec<Citation>>,
    pub checked: Option<Date>,
    /// Sources are named, and could not be read.
    pub unread: Option<Reported>,
}

impl Defaults {
    /// These, and where they say nothing, `further`.
    pub(super) fn over(self, further: &Defaults) -> Defaults {
        Defaults {
            sources: self.sources.or_else(|| further.sources.clone()),
            checked: self.checked.or(further.checked),
            unread: self.unread.or(further.unread),
        }
    }
}

/// For what a cell is read.
pub(super) struct Place<'a> {
    /// How messages call it: "`devices` of `business`".
    pub whose: String,
    pub kind: FeatureType,
    pub options: &'a IndexMap<String, Option<String>>,
    pub sources: &'a IndexMap<String, Source>,
    pub defaults: &'a Defaults,
    pub sink: &'a Sink,
}

impl Place<'_> {
    fn declaration(&self) -> Declaration<'_> {
        let (whose, options, sources) = (&self.whose, self.options, self.sources);
        Declaration { whose, kind: self.kind, options, sources, may_be_unknown: true }
    }

    fn value(&self, raw: &Raw) -> Result<Value, Reported> {
        let mut faults = Diagnostics::default();
        let value = Value::read(raw, &self.declaration(), &mut faults);
        let error = self.report(faults);
        value.ok_or_else(|| error.unwrap_or_else(|| self.misfit(raw)))
    }

    /// Reports an invalid value that its type has not reported.
    fn misfit(&self, raw: &Raw) -> Reported {
        self.sink.report(self.declaration().misfit(raw, "a value of the right type"))
    }

    fn fault(&self, code: Code, message: String, span: Span, label: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message).at(span, label)
    }

    /// Reads the cell.
    ///
    /// # Errors
    /// If a part of it cannot be used.
    pub(super) fn cell(&self, node: &Node) -> Result<Cell, Reported> {
        let raw = raw(node)?;
        self.isolates(&raw);
        let statements = match &raw.what {
            RawKind::Array(items) if self.is_list_of_statements(items) => {
                if items.is_empty() {
                    return Err(self.sink.report(
                        self.declaration()
                            .misfit(&raw, "at least one value")
                            .help("if the value is unknown, write \"unknown\"")
                            .fix(raw.span, "\"unknown\"", Applicability::Unsafe),
                    ));
                }
                let read: Vec<Result<Statement, Reported>> = items.iter().map(|item| self.statement(item)).collect();
                read.into_iter().collect::<Result<Vec<_>, _>>()?
            }
            _ => vec![self.statement(&raw)?],
        };
        Ok(Cell { statements, origin: Origin::Own, span: raw.span })
    }

    /// Reports isolates in any of the cell's strings.
    fn isolates(&self, raw: &Raw) {
        match &raw.what {
            RawKind::String(text) => report_isolates(&self.whose, text, raw.span, self.sink),
            RawKind::Array(items) => items.iter().for_each(|item| self.isolates(item)),
            RawKind::Table(entries) => entries.iter().for_each(|entry| self.isolates(&entry.value)),
            _ => {}
        }
    }

    fn is_list_of_statements(&self, items: &[Raw]) -> bool {
        !self.kind.is_list() || items.iter().any(|item| item.as_table().is_some())
    }

    fn statement(&self, raw: &Raw) -> Result<Statement, Reported> {
        match &raw.what {
            RawKind::Table(entries) => self.long(raw, entries),
            RawKind::Array(_) if !self.kind.is_list() => Err(self.sink.report(
                self.declaration().misfit(raw, "one value").help("write one list of values, without lists in it"),
            )),
            _ => Ok(self.plain(self.value(raw)?, raw.span)),
        }
    }

    /// A value without details.
    fn plain(&self, value: Value, span: Span) -> Statement {
        if let Some(error) = self.defaults.unread {
            self.suppress_sources(span, error);
        }
        let mut statement = Statement {
            value,
            notes: Notes::default(),
            sources: Vec::new(),
            sources_inherited: false,
            checked: None,
            checked_inherited: false,
            since: None,
            until: None,
            bound: Bound::Exact,
            variant: None,
            grade: None,
            price: None,
            span,
        };
        self.fill(&mut statement);
        statement
    }

    /// Notes that the sources of the statement at `span` could not be read.
    fn suppress_sources(&self, span: Span, error: Reported) {
        self.sink.suppress(|unread| unread.add_value(span, error));
    }

    /// Reports what a value's type found, with a general `help` if it has none.
    fn report(&self, faults: Diagnostics) -> Option<Reported> {
        self.sink.append(
            faults
                .into_vec()
                .into_iter()
                .map(|fault| match (fault.help.as_slice(), &fault.fix) {
                    ([], None) => fault.help(format!(
                        "write a value of type `{}`, or `\"unknown\"` if the value is unknown",
                        self.kind.as_str()
                    )),
                    _ => fault,
                })
                .collect::<Vec<_>>()
                .into(),
        )
    }

    /// Adds the defaults. "Unknown" is not a claim, so it needs no source.
    fn fill(&self, statement: &mut Statement) {
        if statement.sources.is_empty()
            && statement.value != Value::Unknown
            && let Some(sources) = &self.defaults.sources
        {
            statement.sources.clone_from(sources);
            statement.sources_inherited = !sources.is_empty();
        } else if statement.value != Value::Unknown && self.names_the_default(&statement.sources) {
            statement.sources_inherited = true;
        }
        if statement.checked.is_none() {
            statement.checked = self.defaults.checked;
            statement.checked_inherited = statement.checked.is_some();
        }
    }

    /// Whether a cell names just the sources that it would have had without a word: to readers that is the same.
    fn names_the_default(&self, named: &[Citation]) -> bool {
        let default = self.defaults.sources.as_deref().unwrap_or_default();
        let same = |(a, b): (&Citation, &Citation)| a.source == b.source && a.place == b.place;
        !named.is_empty() && named.len() == default.len() && named.iter().zip(default).all(same)
    }

    /// A table with a value and its details. `entries` are those of `raw`.
    ///
    /// # Errors
    /// If the value cannot be used.
    pub(super) fn long(&self, raw: &Raw, entries: &[Entry]) -> Result<Statement, Reported> {
        let misspelt = self.unknown_keys(entries);
        let value = self.value_of(raw, entries, &misspelt);
        let of = |key: &str| find(entries, key).map(|entry| &entry.value);
        let mut statement = self.plain(Value::Unknown, raw.span);
        statement.checked = None;
        statement.checked_inherited = false;
        let details = ["note", "variant", "price", "since", "until"];
        let mut broken = details.iter().find_map(|key| misspelt.get(key).copied());
        if let Some(raw) = of("note") {
            let (notes, error) = self.notes(raw);
            statement.notes = notes;
            broken = broken.or(error);
        }
        let mut unread = misspelt.get("sources").copied();
        if let Some(raw) = of("sources") {
            let (sources, error) = citations(raw, &self.whose, self.sources, self.sink);
            statement.sources = sources;
            unread = error.or(unread);
        }
        if let Some(error) = unread {
            self.suppress_sources(statement.span, error);
        }
        if let Some(raw) = of("checked") {
            let mut faults = Diagnostics::default();
            statement.checked = date::read_day(raw, &self.whose, "checked", &mut faults);
            self.report(faults);
        }
        statement.since = read_or(of("since").map(|raw| self.when(raw, "since")), &mut broken);
        statement.until = read_or(of("until").map(|raw| self.when(raw, "until")), &mut broken);
        statement.bound = of("bound").and_then(|raw| self.choice(raw, "bound", Bound::ALL)).unwrap_or_default();
        statement.variant = read_or(of("variant").map(|raw| self.id(raw, "variant")), &mut broken);
        statement.grade = of("grade").and_then(|raw| self.choice(raw, "grade", Grade::ALL));
        if let Some(raw) = of("price") {
            let mut faults = Diagnostics::default();
            let whose = format!("`price` of {}", self.whose);
            statement.price = Money::read(raw, &Declaration { whose: &whose, ..self.declaration() }, &mut faults);
            broken = broken.or(self.report(faults));
        }
        if let Some(error) = broken {
            self.sink.suppress(|unread| unread.add_detail(statement.span, error));
        }
        self.check_time(&statement, raw.span);
        let value = value?;
        self.check_keys(entries, &value);
        statement.value = value;
        self.fill(&mut statement);
        // An empty list on the cell is the author's statement that no default source supports it.
        if of("sources").and_then(Raw::as_array).is_some_and(<[Raw]>::is_empty) {
            statement.sources.clear();
            statement.sources_inherited = false;
        }
        Ok(statement)
    }
}

/// The detail of a key, if it is there and can be used; otherwise its error is kept in `broken`.
fn read_or<T>(detail: Option<Result<T, Reported>>, broken: &mut Option<Reported>) -> Option<T> {
    detail?.map_err(|error| *broken = broken.or(Some(error))).ok()
}
