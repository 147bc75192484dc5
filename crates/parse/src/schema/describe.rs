//! Converts the descriptions that the decoders use to JSON Schema.

use serde_json::{Map, Value, json};

use super::draft::{
    Content, Flat, Lists, Numbers, Others, Property, Tables, Texts, Word, Words, definitions, item, offered,
};
use super::known::{Known, Row};
use crate::DIRECTIVES;
use crate::guide::{CELL, STATEMENT};
use mizan_model::FeatureType;
use mizan_model::shape::{Key, Named, Shape, TableShape};
use mizan_model::value::{STATES, Support, state_doc};
use mizan_source::diagnostics::Code;

const ID: &str = "^(?!.*-vs-)[a-z0-9]+(-[a-z0-9]+)*$";
const LONGEST_ID: usize = 60;
/// The form of a tag of BCP 47; whether the tag exists is checked by Mizan.
const LANGUAGE: &str = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$";
const AMOUNT: &str = r"^[0-9]+(\.[0-9]+)?$";
const URL: &str = r"^https?://\S+$";
const MOMENT: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

/// In place of the id of a row, if it may be any row. Ids have no capital letters, so it is not one.
const ANY: &str = "ANY";

/// Describes shapes, with what is known of a site or guide.
pub(super) struct Describe<'a> {
    known: &'a Known,
    pub definitions: Map<String, Value>,
    /// The description of the key whose shape is being described.
    doc: String,
}

impl<'a> Describe<'a> {
    pub(super) fn new(known: &'a Known) -> Describe<'a> {
        Describe { known, definitions: Map::new(), doc: String::new() }
    }

    /// A table of described keys.
    pub(super) fn table(&mut self, table: &TableShape, within: Option<&str>) -> Tables {
        let keys = table.keys.iter().map(|key| self.property(key, within)).collect();
        let required = table.keys.iter().filter(|key| key.required).map(|key| key.name.to_owned()).collect();
        Tables { keys, required, one_of: ways(table), ..Tables::default() }
    }

    fn property(&mut self, key: &Key, within: Option<&str>) -> Property {
        let doc = doc(key);
        let around = std::mem::replace(&mut self.doc, doc.clone());
        let value = Content::flat(self.shape(&key.shape, within));
        self.doc = around;
        Property { name: key.name.to_owned(), doc, value }
    }

    /// The values that `shape` allows; `within` is the id under which they are.
    pub(super) fn shape(&mut self, shape: &Shape, within: Option<&str>) -> Flat {
        match shape {
            Shape::String | Shape::Words | Shape::Inline | Shape::When => Flat::texts(Texts::Said),
            Shape::Text => Flat::texts(Texts::All),
            Shape::Bool => Flat { switch: Some(false), ..Flat::default() },
            Shape::True => Flat { switch: Some(true), ..Flat::default() },
            Shape::Integer(min, max) => numbers(true, whole_numbers(*min, *max)),
            Shape::Number => numbers(false, Map::new()),
            Shape::Positive => numbers(false, keyword("exclusiveMinimum", 0)),
            Shape::NotNegative => numbers(false, keyword("minimum", 0)),
            Shape::Amount => pattern(AMOUNT),
            Shape::Date => Flat::texts(Texts::Day),
            Shape::Moment => pattern(MOMENT),
            Shape::Id => Flat::texts(Texts::Pattern(ID.to_owned(), Some(LONGEST_ID))),
            Shape::Name(named) => Flat { hints: self.words(*named, within), ..Flat::texts(name(*named)) },
            Shape::Citation => Flat { hints: self.words(Named::Source, None), ..Flat::texts(Texts::Said) },
            Shape::Url => pattern(URL),
            Shape::Choice(words) => Flat::words(words().into_iter().map(Word::plain).collect()),
            Shape::List(item) => self.list(item, 0, usize::MAX, within),
            Shape::Several(item, min, max) => self.list(item, *min, *max, within),
            Shape::Table(table) => Flat::tables(self.table(table, within)),
            Shape::Typed(table) => Flat::tables(self.typed(table)),
            Shape::Entries(value) => self.others(None, value, within),
            Shape::Ids(value) => self.others(Some(ID), value, within),
            Shape::By(named, value) => self.by(*named, value, within),
            Shape::Either(shapes) => {
                shapes.iter().map(|shape| self.shape(shape, within)).reduce(Flat::or).unwrap_or_default()
            }
            Shape::Cell => self.cell(None, None, ANY),
            Shape::Value => {
                let all = FeatureType::ALL.iter().filter_map(|(_, kind)| kind.plain());
                all.map(|shape| self.shape(&shape, None)).fold(states(), Flat::or)
            }
            Shape::Messages => self.messages(),
            Shape::Any => Flat { anything: true, ..Flat::default() },
        }
    }

    fn words(&self, named: Named, within: Option<&str>) -> Vec<Word> {
        self.known.words(named, within).unwrap_or_default().to_vec()
    }

    fn list(&mut self, item: &Shape, min: usize, max: usize, within: Option<&str>) -> Flat {
        let unique = matches!(item, Shape::Id | Shape::Name(_) | Shape::Citation);
        let doc = self.doc.clone();
        let flat = self.shape(item, within);
        let item = match table_of(item) {
            Some(table) => self.item(&format!("one-{}", table.name), &flat, &doc),
            None => Content::flat(flat),
        };
        let item = Box::new(item);
        Flat { lists: Some(Lists { item, min, max, unique, short: None }), ..Flat::default() }
    }

    fn others(&mut self, names: Option<&str>, value: &Shape, within: Option<&str>) -> Flat {
        let value = Content::flat(self.shape(value, within));
        let others = Others { names: names.map(str::to_owned), value };
        Flat::tables(Tables { others: Some(Box::new(others)), ..Tables::default() })
    }

    /// A table whose keys are ids that are defined elsewhere: the known ones, and others if the readers allow them.
    fn by(&mut self, named: Named, value: &Shape, within: Option<&str>) -> Flat {
        if matches!(value, Shape::Cell)
            && let Some(rows) = self.known.rows()
        {
            let keys = rows.iter().map(|row| self.row(row)).collect();
            let others = self.known.is_doubted().then(|| Box::new(Others { names: None, value: self.any_cell() }));
            return Flat::tables(Tables { keys, others, ..Tables::default() });
        }
        let members = match named {
            Named::Lint => Some(codes()),
            Named::Directive => Some(DIRECTIVES.iter().copied().map(Word::plain).collect()),
            _ => self.known.words(named, within).map(<[Word]>::to_vec),
        };
        let Some(members) = members else {
            return self.others(key_pattern(named), value, within);
        };
        let keys = members
            .iter()
            .map(|member| Property {
                name: member.text.clone(),
                doc: member.doc.clone().unwrap_or_default(),
                value: Content::flat(self.shape(value, Some(&member.text))),
            })
            .collect();
        let mut tables = Tables { keys, ..Tables::default() };
        if !is_closed(named) || (self.known.is_doubted() && !matches!(named, Named::Lint | Named::Directive)) {
            let value = Content::flat(self.shape(value, None));
            tables.others = Some(Box::new(Others { names: None, value }));
        }
        Flat::tables(tables)
    }

    fn row(&mut self, row: &Row) -> Property {
        let options = row.kind.takes_options().then_some(row.options.as_slice());
        let value = if self.known.is_doubted() {
            self.any_cell()
        } else {
            Content::flat(self.cell(Some(row.kind), options, &row.id))
        };
        Property { name: row.id.clone(), doc: row.doc.clone(), value }
    }

    fn any_cell(&mut self) -> Content {
        Content::flat(self.cell(None, None, ANY))
    }

    /// A cell of the row `id`: of that type, with these options; of any type where none is given.
    fn cell(&mut self, kind: Option<FeatureType>, options: Option<&[Word]>, id: &str) -> Flat {
        let statement = self.statement(kind, options);
        let plain = statement.lists.as_ref().map(|lists| (lists.min, lists.max));
        let item = match statement.lists.as_ref().map(|lists| &*lists.item) {
            // A list is a value here, and a list of cells has a table in it.
            Some(Content::Flat(item)) => Content::flat(Flat::clone(item).or(statement.clone())),
            Some(Content::Defined(_) | Content::Offered(_)) => Content::flat(statement.clone()),
            None => {
                let name = match kind {
                    // Options are the feature's own, and so is the list.
                    Some(kind) if options.is_none() => format!("cell-{}", kind.as_str()),
                    _ => format!("cell-of-{id}"),
                };
                self.item(&name, &statement, "")
            }
        };
        let list = Lists { item: Box::new(item), min: 1, max: usize::MAX, unique: false, short: None };
        Flat { lists: Some(Lists { short: plain.filter(|_| kind.is_some()), ..list }), ..statement }
    }

    /// A value, or a table with a value and its details.
    fn statement(&mut self, kind: Option<FeatureType>, options: Option<&[Word]>) -> Flat {
        let plain = match kind {
            Some(kind) => self.plain(kind, options),
            None => self.shape(&Shape::Value, None),
        };
        let tables = match kind {
            Some(kind) => self.long(kind, plain.clone()),
            None => {
                let keys = STATEMENT.keys.iter().map(|key| self.defined("cell", key)).collect();
                Tables { keys, cell: true, ..Tables::default() }
            }
        };
        plain.or(Flat::tables(tables))
    }

    /// A value of that type without details.
    fn plain(&mut self, kind: FeatureType, options: Option<&[Word]>) -> Flat {
        let mut plain = kind.plain().map(|shape| self.shape(&shape, None)).unwrap_or_default();
        if kind == FeatureType::Support {
            plain.texts = Some(Texts::Words(support()));
        }
        if let Some(options) = options {
            let chosen = Flat::words(options.to_vec());
            match &mut plain.lists {
                Some(lists) => *lists.item = Content::flat(chosen),
                None => plain = chosen,
            }
        }
        plain.or(states())
    }

    /// The table with a value of that type and its details.
    fn long(&mut self, kind: FeatureType, plain: Flat) -> Tables {
        let own = kind.table();
        let owns_value = own.is_some_and(|table| table.key("value").is_some());
        let mut keys = Vec::new();
        for key in own.map_or(&[][..], |table| table.keys) {
            let property = self.defined(kind.as_str(), key);
            keys.push(property);
        }
        let value = STATEMENT.key("value");
        match keys.iter_mut().find(|property| property.name == "value") {
            // A state takes the place of the number.
            Some(property) => {
                let number = own.and_then(|table| table.key("value")).map(|key| self.shape(&key.shape, None));
                property.value = Content::flat(number.unwrap_or_default().or(plain));
            }
            None => keys.insert(
                0,
                Property {
                    name: "value".to_owned(),
                    doc: value.map(doc).unwrap_or_default(),
                    value: Content::flat(plain),
                },
            ),
        }
        for key in CELL.keys.iter().filter(|key| takes(kind, key.name)) {
            let property = self.defined("cell", key);
            keys.push(property);
        }
        let mut one_of = vec![vec!["value".to_owned()]];
        if let Some(table) = own.filter(|_| !owns_value) {
            let required: Vec<String> =
                table.keys.iter().filter(|key| key.required).map(|key| key.name.to_owned()).collect();
            match ways(table) {
                ways if ways.is_empty() => one_of.push(required),
                ways => one_of.extend(ways.into_iter().map(|way| required.iter().cloned().chain(way).collect())),
            }
        }
        let beside: Vec<&str> = own
            .filter(|_| owns_value)
            .map(|table| {
                table.keys.iter().filter(|key| key.required && key.name != "value").map(|key| key.name).collect()
            })
            .unwrap_or_default();
        let cases = if beside.is_empty() {
            Vec::new()
        } else {
            let number = json!({ "properties": { "value": { "type": "number" } }, "required": ["value"] });
            vec![(number, json!({ "required": beside }))]
        };
        Tables { keys, one_of, cases, cell: true, ..Tables::default() }
    }

    /// A table with a `type`, and the keys of a cell of that type.
    fn typed(&mut self, table: &TableShape) -> Tables {
        let mut tables = self.table(table, None);
        for (word, kind) in FeatureType::ALL {
            let plain = self.plain(*kind, None);
            let long = Flat::tables(Tables { others: None, ..self.long(*kind, plain) });
            let known = long.tables.as_ref().map(|tables| tables.keys.clone()).unwrap_or_default();
            let mut then = match long.schema("", Words::Apart) {
                Value::Object(then) => then,
                _ => Map::new(),
            };
            // The other half of the table is checked already.
            for keyword in ["type", "additionalProperties", "patternProperties"] {
                then.remove(keyword);
            }
            if let Some(properties) = then.get_mut("properties").and_then(Value::as_object_mut) {
                let strange = STATEMENT.keys.iter().filter(|key| !known.iter().any(|own| own.name == key.name));
                properties.extend(strange.map(|key| (key.name.to_owned(), Value::Bool(false))));
            }
            let condition = json!({ "properties": { "type": { "const": word } }, "required": ["type"] });
            tables.cases.push((condition, Value::Object(then)));
        }
        tables
    }

    fn defined(&mut self, of: &str, key: &Key) -> Property {
        let name = format!("{of}-{}", key.name);
        let text = doc(key);
        let value = self.define(&name, &text, |describe| describe.shape(&key.shape, None));
        Property { name: key.name.to_owned(), doc: text, value }
    }

    /// Makes the definition of that name, unless it is made; what leads to it.
    fn define(&mut self, name: &str, doc: &str, make: impl FnOnce(&mut Self) -> Flat) -> Content {
        if !self.definitions.contains_key(name) {
            let flat = make(self);
            self.definitions.extend(definitions(name, &flat, doc));
        }
        if self.definitions.contains_key(&offered(name)) {
            Content::Offered(name.to_owned())
        } else {
            Content::Defined(name.to_owned())
        }
    }

    fn item(&mut self, name: &str, flat: &Flat, doc: &str) -> Content {
        let name = name.replace(' ', "-");
        if !self.definitions.contains_key(&name) {
            let (name, schema) = item(&name, flat, doc);
            self.definitions.insert(name, schema);
        }
        Content::Defined(name)
    }

    fn messages(&mut self) -> Flat {
        let name = "message".to_owned();
        let others = Others { names: None, value: Content::Defined(name.clone()) };
        let tables = Tables { others: Some(Box::new(others)), ..Tables::default() };
        let text = "A string of the theme, a table of plural categories, or a table of these.";
        self.define(&name, text, |_| Flat { tables: Some(tables.clone()), ..Flat::texts(Texts::Said) });
        Flat::tables(tables)
    }
}

/// The table that a list's item may be.
fn table_of(item: &Shape) -> Option<&'static TableShape> {
    match item {
        Shape::Table(table) | Shape::Typed(table) => Some(table),
        Shape::Either(shapes) => shapes.iter().find_map(table_of),
        _ => None,
    }
}

/// What editors show for a key: what it is for, and how it is written.
fn doc(key: &Key) -> String {
    if key.example.contains('…') || key.example == "{}" || key.example == "[]" {
        return key.doc.to_owned();
    }
    format!("{}\n\n`{} = {}`", key.doc, key.name, key.example)
}

fn ways(table: &TableShape) -> Vec<Vec<String>> {
    let last = table.keys.iter().map(|key| key.way).max().unwrap_or_default();
    let way = |way: u8| table.keys.iter().filter(|key| key.way == way).map(|key| key.name.to_owned()).collect();
    (1..=last).map(way).collect()
}

/// Whether a cell of that type can have that key of [`CELL`].
fn takes(kind: FeatureType, key: &str) -> bool {
    match key {
        "bound" => kind.takes_bound(),
        "price" => kind == FeatureType::Support,
        _ => true,
    }
}

/// Whether readers refuse names that are not known.
fn is_closed(named: Named) -> bool {
    matches!(
        named,
        Named::Answer
            | Named::Chooser
            | Named::Directive
            | Named::Feature
            | Named::Group
            | Named::Language
            | Named::Lint
            | Named::Option
            | Named::Question
            | Named::Stat
    )
}

fn name(named: Named) -> Texts {
    match named {
        Named::Language => Texts::Pattern(LANGUAGE.to_owned(), None),
        _ => Texts::Pattern(ID.to_owned(), Some(LONGEST_ID)),
    }
}

/// The pattern of keys that name things.
fn key_pattern(named: Named) -> Option<&'static str> {
    match named {
        Named::Language => Some(LANGUAGE),
        // A URL is a source too.
        Named::Source => None,
        // Readers take any key for what no fact lists.
        Named::Note | Named::Variant | Named::Link | Named::Person | Named::Tag => None,
        _ => Some(ID),
    }
}

fn codes() -> Vec<Word> {
    let word =
        |code: &Code| Word { text: code.id().to_owned(), doc: Some(format!("{}: {}.", code.id(), code.title())) };
    Code::ALL.iter().map(word).collect()
}

fn support() -> Vec<Word> {
    let word =
        |(text, support): &(&str, Support)| Word { text: (*text).to_owned(), doc: Some(support.doc().to_owned()) };
    Support::ALL.iter().map(word).collect()
}

fn states() -> Flat {
    let word = |text: &str| Word { text: text.to_owned(), doc: state_doc(text).map(str::to_owned) };
    Flat::words(STATES.into_iter().map(word).collect())
}

fn pattern(pattern: &str) -> Flat {
    Flat::texts(Texts::Pattern(pattern.to_owned(), None))
}

fn numbers(whole: bool, keywords: Map<String, Value>) -> Flat {
    Flat { numbers: Some(Numbers { whole, keywords }), ..Flat::default() }
}

fn keyword(name: &str, value: impl Into<Value>) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value.into())])
}

fn whole_numbers(min: i64, max: i64) -> Map<String, Value> {
    let mut keywords = Map::new();
    if min > i64::MIN {
        keywords.insert("minimum".to_owned(), min.into());
    }
    if max < i64::MAX {
        keywords.insert("maximum".to_owned(), max.into());
    }
    keywords
}
