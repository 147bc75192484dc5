//! Cells: a value, a table of the value and what is said about it, or a list of such.

use indexmap::IndexMap;

use super::raw::raw;
use super::sources::citations;
use crate::decode::{Node, check_id, read};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Sink, did_you_mean, surely_meant};
use crate::model::value::raw::{Entry, Raw, RawKind, find};
use crate::model::value::read::{Declaration, in_words};
use crate::model::value::{Link, Money, Range, Rating, STATES, Support, Value, date};
use crate::model::{Bound, Cell, Citation, Date, FeatureType, Grade, Notes, Origin, Source, Statement, When};
use crate::shape::{Key, Named, Shape, TableShape, join, joined, names, optional};
use crate::source::{Span, Spanned};

/// The keys that say something about a value.
pub const CELL: TableShape = TableShape { name: "a cell", keys: &CELL_KEYS };

pub(super) const CELL_KEYS: [Key; 9] = [
    Key::new(
        "note",
        Shape::Either(&[
            Shape::Name(Named::Note),
            Shape::True,
            Shape::List(&Shape::Either(&[Shape::Name(Named::Note), Shape::True])),
        ]),
        "\"scope\"",
        "The id of one of [notes] in labels.toml, a list of ids, or `true`: the cell's own note, in the tier's front matter.",
    ),
    Key::new(
        "sources",
        Shape::List(&Shape::Citation),
        "[\"article\"]",
        "Who says so: ids of [sources], ids with a place in them (`\"article#page-4\"`), or whole addresses.",
    ),
    Key::new("checked", Shape::Date, "2026-11-01", "The day on which somebody compared the claim with its source."),
    Key::new("since", Shape::When, "\"2026\"", "From when it holds: a date, \"2026-05\", \"2026\", or a version."),
    Key::new("until", Shape::When, "\"2027\"", "Until when it holds: a date, \"2026-05\", \"2026\", or a version."),
    Key::new(
        "bound",
        Shape::Choice(|| names(Bound::ALL)),
        "\"more-than\"",
        "Whether the value is exact, or more or less than the number; a price `at-least` reads \"from\".",
    ),
    Key::new(
        "variant",
        Shape::Name(Named::Variant),
        "\"eu\"",
        "Under which name it holds: one of [variants] in labels.toml.",
    ),
    Key::new(
        "grade",
        Shape::Choice(|| names(Grade::ALL)),
        "\"good\"",
        "The editor's judgement, where `better` cannot tell.",
    ),
    Key::new(
        "price",
        Money::EITHER,
        "{ amount = \"9.90\", currency = \"USD\" }",
        "The price of an add-on: a table, \"free\", \"paid\" or \"on-request\".",
    ),
];

/// The value itself, where it is no table of keys of its own.
pub(super) const VALUE: Key = Key::new("value", Shape::Value, "…", "The value, as the feature's type asks.");

const SOME_KEYS: [Key; 3] = [
    VALUE,
    Key::new("max", Shape::Number, "5", "The upper end of a range, or the best that a rating can be."),
    Key::new("url", Shape::Url, "\"https://example.org/\"", "The whole address of a link."),
];

const LISTS: [&[Key]; 6] =
    [&SOME_KEYS, &CELL_KEYS, Range::SHAPE.keys, Money::SHAPE.keys, Rating::SHAPE.keys, Link::SHAPE.keys];

const STATEMENT_KEYS: [Key; joined(&LISTS)] = optional(join(&LISTS));

/// A value of any type with what is said about it.
pub const STATEMENT: TableShape = TableShape { name: "a cell", keys: &STATEMENT_KEYS };

/// What holds for every cell that does not say otherwise.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    pub sources: Option<Vec<Citation>>,
    pub checked: Option<Date>,
    /// Sources were named, and could not be read: that is told.
    pub told: bool,
}

impl Defaults {
    /// These, and where they say nothing, `further`.
    pub fn over(self, further: &Defaults) -> Defaults {
        Defaults {
            sources: self.sources.or_else(|| further.sources.clone()),
            checked: self.checked.or(further.checked),
            told: self.told || further.told,
        }
    }
}

/// For what a cell is read.
pub struct Place<'a> {
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
        Declaration { whose: &self.whose, kind: self.kind, options: self.options, sources: self.sources }
    }

    fn value(&self, raw: &Raw) -> Option<Value> {
        let mut faults = Diagnostics::default();
        let value = Value::read(raw, &self.declaration(), &mut faults);
        self.tell(faults);
        value
    }

    fn fault(&self, code: Code, message: String, span: Span, label: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message).at(span, label)
    }

    /// Reads the cell; `None` means that a fault is told.
    pub fn cell(&self, node: &Node) -> Option<Cell> {
        let raw = raw(node)?;
        let statements = match &raw.what {
            RawKind::Array(items) if self.is_list_of_statements(items) => {
                if items.is_empty() {
                    self.sink.push(
                        self.declaration()
                            .misfit(&raw, "at least one value")
                            .help("where nobody knows, write \"unknown\"")
                            .fix(raw.span, "\"unknown\"", false),
                    );
                }
                let read: Vec<Option<Statement>> = items.iter().map(|item| self.statement(item)).collect();
                read.into_iter().collect::<Option<Vec<_>>>()?
            }
            _ => vec![self.statement(&raw)?],
        };
        (!statements.is_empty()).then_some(Cell { statements, origin: Origin::Own, span: raw.span })
    }

    fn is_list_of_statements(&self, items: &[Raw]) -> bool {
        !self.kind.is_list() || items.iter().any(|item| item.as_table().is_some())
    }

    fn statement(&self, raw: &Raw) -> Option<Statement> {
        match &raw.what {
            RawKind::Table(entries) => self.long(raw, entries),
            RawKind::Array(_) if !self.kind.is_list() => {
                self.sink.push(
                    self.declaration()
                        .misfit(raw, "one value")
                        .help("a list inside a list means nothing: write one list of values"),
                );
                None
            }
            _ => Some(self.plain(self.value(raw)?, raw.span)),
        }
    }

    /// A value of which nothing more is said.
    fn plain(&self, value: Value, span: Span) -> Statement {
        let mut statement = Statement {
            value,
            notes: Notes::default(),
            sources: Vec::new(),
            sources_inherited: false,
            sources_told: self.defaults.told,
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

    /// Passes on what a value's type found; what it found no way out of gets the one that all types have.
    fn tell(&self, faults: Diagnostics) {
        self.sink.append(
            faults
                .into_vec()
                .into_iter()
                .map(|fault| match (fault.help.as_slice(), &fault.fix) {
                    ([], None) => fault.help(format!(
                        "write it as the type `{}` wants it, or \"unknown\" where nobody knows",
                        self.kind.as_str()
                    )),
                    _ => fault,
                })
                .collect::<Vec<_>>()
                .into(),
        );
    }

    /// What the defaults add. "Unknown" claims nothing, and so needs nobody to have said it.
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

    /// The table of a value and what is said about it. `entries` are those of `raw`.
    pub fn long(&self, raw: &Raw, entries: &[Entry]) -> Option<Statement> {
        self.unknown_keys(entries);
        let value = self.value_of(raw, entries);
        let of = |key: &str| find(entries, key).map(|entry| &entry.value);
        let mut statement = self.plain(Value::Unknown, raw.span);
        statement.checked = None;
        statement.checked_inherited = false;
        if let Some(raw) = of("note") {
            statement.notes = self.notes(raw);
        }
        if let Some(raw) = of("sources") {
            statement.sources = citations(raw, &self.whose, self.sources, self.sink);
            statement.sources_told |= raw.as_array().is_none_or(|items| items.len() > statement.sources.len());
        }
        let known = self.known_keys();
        let mut unknown = entries.iter().map(|entry| entry.key.as_str()).filter(|key| !known.contains(key));
        statement.sources_told |= unknown.any(|key| did_you_mean(key, known.iter().copied()) == Some("sources"));
        if let Some(raw) = of("checked") {
            let mut faults = Diagnostics::default();
            statement.checked = date::read_day(raw, &self.whose, "checked", &mut faults);
            self.tell(faults);
        }
        statement.since = of("since").and_then(|raw| self.when(raw, "since"));
        statement.until = of("until").and_then(|raw| self.when(raw, "until"));
        statement.bound = of("bound").and_then(|raw| self.choice(raw, "bound", Bound::ALL)).unwrap_or_default();
        statement.variant = of("variant").and_then(|raw| self.id(raw, "variant"));
        statement.grade = of("grade").and_then(|raw| self.choice(raw, "grade", Grade::ALL));
        if let Some(raw) = of("price") {
            let mut faults = Diagnostics::default();
            let whose = format!("`price` of {}", self.whose);
            statement.price = Money::read(raw, &Declaration { whose: &whose, ..self.declaration() }, &mut faults);
            self.tell(faults);
        }
        self.judge_time(&statement, raw.span);
        let value = value?;
        self.judge_keys(entries, &value);
        statement.value = value;
        self.fill(&mut statement);
        // An empty list on the cell is the author's word that no default source says it.
        if of("sources").and_then(Raw::as_array).is_some_and(<[Raw]>::is_empty) {
            statement.sources.clear();
            statement.sources_inherited = false;
        }
        Some(statement)
    }

    fn known_keys(&self) -> Vec<&'static str> {
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

    fn unknown_keys(&self, entries: &[Entry]) {
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
    fn value_of(&self, raw: &Raw, entries: &[Entry]) -> Option<Value> {
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
            let example = self.example();
            self.sink.push(
                self.fault(
                    Code::MissingKey,
                    format!("{} says no value", self.whose),
                    raw.span,
                    "a value is missing here",
                )
                .help(format!("add `{example}`")),
            );
            return None;
        }
        let value = entries.iter().filter(|entry| own.contains(&entry.key.as_str())).cloned().collect();
        self.value(&Raw { what: RawKind::Table(value), span: raw.span })
    }

    fn example(&self) -> &'static str {
        match self.kind {
            FeatureType::Support => "value = \"yes\"",
            FeatureType::Number | FeatureType::Percent | FeatureType::Limit => "value = 5",
            FeatureType::Range => "min = 1",
            FeatureType::Dimensions => "value = [146.6, 70.6]",
            FeatureType::Money => "amount = \"9.90\", currency = \"USD\"",
            FeatureType::Rating => "value = 4.5, max = 5",
            FeatureType::Date => "value = 2026-05-04",
            FeatureType::Version => "value = \"1.2\"",
            FeatureType::Link => "url = \"https://…\"",
            FeatureType::Choice | FeatureType::Choices => "value = …",
            FeatureType::Text => "value = true",
        }
    }

    fn notes(&self, raw: &Raw) -> Notes {
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

    fn id(&self, raw: &Raw, key: &str) -> Option<Spanned<String>> {
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
            .then(|| Spanned::new(id.to_owned(), raw.span))
    }

    fn choice<T: Copy>(&self, raw: &Raw, key: &str, choices: &[(&'static str, T)]) -> Option<T> {
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
                fix.certain = false;
            }
            self.sink.push(diagnostic);
        }
        found
    }

    fn when(&self, raw: &Raw, key: &str) -> Option<When> {
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
                    raw.is_written(digits),
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

    fn judge_time(&self, statement: &Statement, span: Span) {
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
    fn judge_keys(&self, entries: &[Entry], value: &Value) {
        let known = !matches!(value, Value::No | Value::Unknown | Value::NotApplicable);
        for entry in entries {
            let reason = match entry.key.as_str() {
                "bound" if !self.kind.takes_bound() => match self.kind {
                    FeatureType::Range => "an open end of a range says it: leave `min` or `max` out".to_owned(),
                    kind => format!("values of type `{}` have no more or less", kind.as_str()),
                },
                "bound" if !takes_bound(value) => "it goes with a number".to_owned(),
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

fn takes_bound(value: &Value) -> bool {
    use crate::model::value::{Limit, Money};
    matches!(
        value,
        Value::Number(_)
            | Value::Percent(_)
            | Value::Limit(Limit::Number(_))
            | Value::Dimensions(_)
            | Value::Money(Money::Amount(_))
            | Value::Rating(_)
    )
}
