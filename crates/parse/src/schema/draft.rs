//! JSON Schema, draft-07, as the language servers of TOML read it best.
//!
//! They validate by the whole of a schema, but complete and explain by `properties`,
//! `patternProperties`, `items`, `additionalProperties`, `anyOf` and `$ref` alone. An `anyOf` around the
//! possible values of a key would offer the key once for each of them, and its errors would name no
//! cause. So whatever is allowed in one place is one schema here: several types, the keywords of each
//! next to each other, and in `if`/`then` what would not keep to its type. The words that may be
//! completed there are repeated under `patternProperties`, in an `anyOf` that nothing can break.
//!
//! Three more of their habits are handled here. For a key that takes a list, the text of the list's items is
//! shown; so both have the same text. A place that takes a value or a table is offered the words of
//! all keys of that table too, unless those words are separate ([`Words::Apart`]). And a place in a list of
//! tables is looked up with one index too many, so such a table has itself as its `items`, a keyword that
//! has no meaning for tables.

use serde_json::{Map, Value, json};

/// A word that is allowed somewhere, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub text: String,
    pub doc: Option<String>,
}

impl Word {
    pub fn plain(text: &str) -> Word {
        Word { text: text.to_owned(), doc: None }
    }
}

/// Which texts are right.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Texts {
    /// These words and no others.
    Words(Vec<Word>),
    /// What a pattern (ECMA 262) matches, of at most so many characters.
    Pattern(String, Option<usize>),
    /// A day, as `full-date` of RFC 3339. TOML's dates are texts to JSON Schema.
    Day,
    /// All but the empty ones.
    Said,
    All,
}

/// Which numbers are right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Numbers {
    pub whole: bool,
    pub keywords: Map<String, Value>,
}

/// Which lists are right.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lists {
    pub item: Box<Content>,
    pub min: usize,
    pub max: usize,
    pub unique: bool,
    /// How many items a list without a table in it may have, where that differs.
    pub short: Option<(usize, usize)>,
}

/// Which tables are right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tables {
    pub keys: Vec<Property>,
    /// Keys that are required.
    pub required: Vec<String>,
    /// Lists of keys of which one must be present in full, where there are any.
    pub one_of: Vec<Vec<String>>,
    /// Other keys than `keys`: `None` if there are none.
    pub others: Option<Box<Others>>,
    /// Whether a value is allowed in place of the table.
    pub cell: bool,
    /// What holds beside it: a condition, and a schema where it holds. The first that fits decides.
    pub cases: Vec<(Value, Value)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Others {
    /// The pattern of their names.
    pub names: Option<String>,
    pub value: Content,
}

/// One key of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Property {
    pub name: String,
    pub doc: String,
    pub value: Content,
}

/// A schema, or the name of one under `definitions`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    Flat(Box<Flat>),
    Defined(String),
    /// The same, and beside it the words to complete.
    Offered(String),
}

impl Content {
    pub(super) fn flat(flat: Flat) -> Content {
        Content::Flat(Box::new(flat))
    }

    fn schema(&self, doc: &str) -> Value {
        match self {
            Content::Flat(flat) => flat.schema(doc, Words::Inside),
            Content::Defined(name) | Content::Offered(name) => reference(name),
        }
    }
}

/// Where the words that may be completed are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// In the schema, whatever it takes.
    Inside,
    /// In the schema where it takes nothing else, beside it elsewhere.
    Beside,
    /// Never in the schema.
    Apart,
}

/// Everything that is allowed in one place. What is absent is not.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Flat {
    pub texts: Option<Texts>,
    /// Words to complete, where they are not all that is allowed.
    pub hints: Vec<Word>,
    /// `Some(true)`: `true` alone.
    pub switch: Option<bool>,
    pub numbers: Option<Numbers>,
    pub lists: Option<Lists>,
    pub tables: Option<Tables>,
    /// Anything at all.
    pub anything: bool,
}

impl Flat {
    pub(super) fn texts(texts: Texts) -> Flat {
        Flat { texts: Some(texts), ..Flat::default() }
    }

    pub(super) fn words(words: Vec<Word>) -> Flat {
        Flat::texts(Texts::Words(words))
    }

    pub(super) fn tables(tables: Tables) -> Flat {
        Flat { tables: Some(tables), ..Flat::default() }
    }

    /// What is right for one of the two.
    pub(super) fn or(self, other: Flat) -> Flat {
        let mut hints = self.hints;
        hints.extend(other.hints);
        let texts = either(self.texts, other.texts, |a, b| texts(a, b, &mut hints));
        Flat {
            texts,
            hints,
            switch: either(self.switch, other.switch, |a, b| a && b),
            numbers: either(self.numbers, other.numbers, numbers),
            lists: either(self.lists, other.lists, |a, b| Lists {
                item: Box::new(contents(*a.item, *b.item)),
                min: a.min.min(b.min),
                max: a.max.max(b.max),
                unique: a.unique && b.unique,
                short: a.short.or(b.short),
            }),
            tables: either(self.tables, other.tables, tables),
            anything: self.anything || other.anything,
        }
    }

    fn types(&self) -> Vec<&'static str> {
        let mut types = Vec::new();
        if self.texts.is_some() {
            types.push("string");
        }
        if self.switch.is_some() {
            types.push("boolean");
        }
        match &self.numbers {
            Some(numbers) if numbers.whole => types.push("integer"),
            Some(_) => types.push("number"),
            None => {}
        }
        if self.lists.is_some() {
            types.push("array");
        }
        if self.tables.is_some() {
            types.push("object");
        }
        types
    }

    /// The schema, without the words that [`Flat::offer`] shows.
    pub(super) fn schema(&self, doc: &str, place: Words) -> Value {
        let mut schema = Map::new();
        if !doc.is_empty() {
            schema.insert("description".to_owned(), doc.into());
        }
        if self.anything {
            return Value::Object(schema);
        }
        let types = self.types();
        match types.as_slice() {
            [one] => schema.insert("type".to_owned(), (*one).into()),
            several => schema.insert("type".to_owned(), several.into()),
        };
        let only = types.len() == 1;
        // What would bind other types too: (type, keywords).
        let mut bound: Vec<(&str, Map<String, Value>)> = Vec::new();
        match &self.texts {
            Some(Texts::Words(words)) if only && place != Words::Apart => schema.extend(enumeration(words)),
            Some(Texts::Words(words)) => bound.push(("string", keywords(json!({ "enum": spelt(words) })))),
            Some(Texts::Pattern(pattern, longest)) => {
                schema.insert("pattern".to_owned(), pattern.as_str().into());
                schema.extend(longest.map(|longest| ("maxLength".to_owned(), longest.into())));
            }
            Some(Texts::Day) => {
                schema.insert("format".to_owned(), "date".into());
            }
            Some(Texts::Said) => {
                schema.insert("pattern".to_owned(), r"\S".into());
            }
            Some(Texts::All) | None => {}
        }
        match self.switch {
            Some(true) if only => {
                schema.insert("const".to_owned(), true.into());
            }
            Some(true) => bound.push(("boolean", keywords(json!({ "const": true })))),
            _ => {}
        }
        if let Some(numbers) = &self.numbers {
            schema.extend(numbers.keywords.clone());
        }
        if let Some(lists) = &self.lists {
            schema.insert("items".to_owned(), lists.item.schema(doc));
            if lists.min > 0 {
                schema.insert("minItems".to_owned(), lists.min.into());
            }
            if lists.max < usize::MAX {
                schema.insert("maxItems".to_owned(), lists.max.into());
            }
            if lists.unique {
                schema.insert("uniqueItems".to_owned(), true.into());
            }
            if let Some((min, max)) = lists.short {
                let mut length = keywords(json!({ "minItems": min }));
                length.extend((max < usize::MAX).then(|| ("maxItems".to_owned(), max.into())));
                bound.push(("array", keywords(json!({ "if": { "contains": { "type": "object" } }, "else": length }))));
            }
        }
        if let Some(tables) = &self.tables {
            let demands = tables.demands();
            schema.extend(tables.keywords());
            if only && demands.keys().all(|key| key == "required") {
                schema.extend(demands);
            } else if !demands.is_empty() {
                bound.push(("object", demands));
            }
        }
        if place == Words::Inside
            && let Some(offer) = self.offer(place)
        {
            schema.extend(keywords(offer));
        }
        schema.extend(chain(bound));
        Value::Object(schema)
    }

    /// The words to complete that [`Flat::schema`] does not show, as a schema that everything fits.
    fn offer(&self, place: Words) -> Option<Value> {
        let words: &[Word] = match &self.texts {
            Some(Texts::Words(words)) if place == Words::Apart || self.types().len() > 1 => words,
            _ => &[],
        };
        let words: Vec<Word> = words.iter().chain(&self.hints).cloned().collect();
        (!words.is_empty()).then(|| json!({ "anyOf": [enumeration(&words), true] }))
    }
}

fn either<T>(a: Option<T>, b: Option<T>, both: impl FnOnce(T, T) -> T) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(both(a, b)),
        (a, b) => a.or(b),
    }
}

fn numbers(a: Numbers, b: Numbers) -> Numbers {
    if a == b { a } else { Numbers { whole: a.whole && b.whole, ..Numbers::default() } }
}

fn contents(a: Content, b: Content) -> Content {
    match (a, b) {
        (Content::Flat(a), Content::Flat(b)) => Content::flat(a.or(*b)),
        (defined @ (Content::Defined(_) | Content::Offered(_)), _) | (_, defined) => defined,
    }
}

fn texts(a: Texts, b: Texts, hints: &mut Vec<Word>) -> Texts {
    match (a, b) {
        (Texts::Words(mut a), Texts::Words(b)) => {
            a.extend(b);
            Texts::Words(a)
        }
        (Texts::Words(words), free @ (Texts::All | Texts::Said))
        | (free @ (Texts::All | Texts::Said), Texts::Words(words)) => {
            hints.extend(words);
            free
        }
        (Texts::All, _) | (_, Texts::All) => Texts::All,
        (Texts::Said, _) | (_, Texts::Said) => Texts::Said,
        (a, b) => {
            let mut pattern = |texts: Texts| match texts {
                Texts::Words(words) => {
                    let spelt: Vec<String> = words.iter().map(|word| literal(&word.text)).collect();
                    hints.extend(words);
                    format!("^({})$", spelt.join("|"))
                }
                Texts::Pattern(pattern, _) => pattern,
                Texts::Day => "^[0-9]{4}-[0-9]{2}-[0-9]{2}$".to_owned(),
                Texts::Said | Texts::All => r"\S".to_owned(),
            };
            Texts::Pattern(format!("{}|{}", pattern(a), pattern(b)), None)
        }
    }
}

/// Tables of either kind: the keys of both, and what both demand. A key of both takes what either takes.
fn tables(a: Tables, b: Tables) -> Tables {
    let mut keys = a.keys;
    for property in b.keys {
        if !keys.iter().any(|known| known.name == property.name) {
            keys.push(property);
        }
    }
    let ways = |required: &[String], one_of: &[Vec<String>]| -> Vec<Vec<String>> {
        match one_of {
            [] => vec![required.to_vec()],
            ways => ways.iter().map(|way| required.iter().chain(way).cloned().collect()).collect(),
        }
    };
    let mut one_of = ways(&a.required, &a.one_of);
    one_of.extend(ways(&b.required, &b.one_of));
    // Where one kind demands nothing, neither do both.
    if one_of.iter().any(Vec::is_empty) {
        one_of.clear();
    }
    Tables { keys, one_of, others: a.others.or(b.others), cell: a.cell || b.cell, ..Tables::default() }
}

impl Tables {
    fn keywords(&self) -> Map<String, Value> {
        let mut properties = Map::new();
        let mut patterns = Map::new();
        let place = if self.cell { Words::Apart } else { Words::Beside };
        for Property { name, doc, value } in &self.keys {
            let (schema, offer) = match value {
                Content::Flat(flat) => (flat.schema(doc, place), flat.offer(place)),
                Content::Defined(id) => (reference(id), None),
                Content::Offered(id) => (reference(id), Some(reference(&offered(id)))),
            };
            properties.insert(name.clone(), schema);
            patterns.extend(offer.map(|offer| (format!("^{}$", literal(name)), offer)));
        }
        let mut keywords = Map::new();
        if !properties.is_empty() {
            keywords.insert("properties".to_owned(), properties.into());
        }
        if !patterns.is_empty() {
            keywords.insert("patternProperties".to_owned(), patterns.into());
        }
        match &self.others {
            None => {
                keywords.insert("additionalProperties".to_owned(), false.into());
            }
            Some(others) => {
                if let Some(names) = &others.names {
                    keywords.insert("propertyNames".to_owned(), json!({ "pattern": names }));
                }
                keywords.insert("additionalProperties".to_owned(), others.value.schema(""));
            }
        }
        keywords
    }

    /// What must hold of a table as a whole.
    fn demands(&self) -> Map<String, Value> {
        let mut demands = Map::new();
        if !self.required.is_empty() {
            demands.insert("required".to_owned(), self.required.clone().into());
        }
        match self.one_of.as_slice() {
            [] => {}
            [only] if self.required.is_empty() => {
                demands.insert("required".to_owned(), only.clone().into());
            }
            ways => {
                let ways: Vec<Value> = ways.iter().map(|way| json!({ "required": way })).collect();
                demands.insert("anyOf".to_owned(), ways.into());
            }
        }
        let cases = self.cases.iter().rev().fold(None, |rest: Option<Value>, (condition, then)| {
            let mut case = json!({ "if": condition, "then": then });
            if let (Some(rest), Some(case)) = (rest, case.as_object_mut()) {
                case.insert("else".to_owned(), rest);
            }
            Some(case)
        });
        demands.extend(cases.map(keywords).unwrap_or_default());
        demands
    }
}

/// The definitions of a key that several tables have: its schema, and the words to complete where there are any.
pub(super) fn definitions(name: &str, flat: &Flat, doc: &str) -> Vec<(String, Value)> {
    let offer = flat.offer(Words::Apart).map(|offer| (offered(name), offer));
    std::iter::once((name.to_owned(), flat.schema(doc, Words::Apart))).chain(offer).collect()
}

/// The definition of a list's item.
pub(super) fn item(name: &str, flat: &Flat, doc: &str) -> (String, Value) {
    let mut schema = keywords(flat.schema(doc, Words::Inside));
    if flat.tables.is_some() && flat.lists.is_none() {
        schema.insert("items".to_owned(), reference(name));
    }
    (name.to_owned(), schema.into())
}

/// The name under which the words of a definition are stored.
pub(super) fn offered(name: &str) -> String {
    format!("{name}-words")
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn spelt(words: &[Word]) -> Vec<&str> {
    let mut spelt: Vec<&str> = Vec::new();
    for word in words {
        if !spelt.contains(&word.text.as_str()) {
            spelt.push(&word.text);
        }
    }
    spelt
}

/// `enum`, and what each word means as taplo and Even Better TOML show it.
fn enumeration(words: &[Word]) -> Map<String, Value> {
    let spelt = spelt(words);
    let doc = |text: &str| words.iter().find(|word| word.text == text).and_then(|word| word.doc.clone());
    let docs: Vec<Option<String>> = spelt.iter().map(|text| doc(text)).collect();
    let mut enumeration = keywords(json!({ "enum": spelt }));
    if docs.iter().any(Option::is_some) {
        enumeration.insert("x-taplo".to_owned(), json!({ "docs": { "enumValues": docs } }));
    }
    enumeration
}

/// Each for its type: if a text, …, else if a table, ….
fn chain(bound: Vec<(&str, Map<String, Value>)>) -> Map<String, Value> {
    bound.into_iter().rev().fold(Map::new(), |rest, (kind, then)| {
        let mut link = keywords(json!({ "if": { "type": kind }, "then": then }));
        if !rest.is_empty() {
            link.insert("else".to_owned(), rest.into());
        }
        link
    })
}

fn keywords(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(keywords) => keywords,
        _ => Map::new(),
    }
}

/// `text` as a pattern that matches it alone.
fn literal(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
