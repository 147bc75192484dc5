//! What an author can write, as data: one description per table. The readers, "did you mean" and the JSON Schemas all
//! use it.

/// A table that an author can write.
#[derive(Clone, Copy, Debug)]
pub struct TableShape {
    /// How messages name it, with an article: "a feature", "config.toml".
    pub name: &'static str,
    /// In the order in which schemas and messages list them.
    pub keys: &'static [Key],
}

impl TableShape {
    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The keys' names, in order.
    pub fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }
}

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As authors write it.
    pub name: &'static str,
    /// The possible values.
    pub shape: Shape,
    /// Whether a table without it is an error.
    pub required: bool,
    /// Keys with a number above 0 are alternatives: all keys of one number are required.
    pub way: u8,
    /// One sentence that explains what the key is for, with a full stop. Editors show it.
    pub doc: &'static str,
    /// A valid value after `key = `, which messages show for an invalid one.
    pub example: &'static str,
}

impl Key {
    /// An optional key; see [`Key::required`] and [`Key::way`].
    pub const fn new(name: &'static str, shape: Shape, example: &'static str, doc: &'static str) -> Key {
        Key { name, shape, required: false, way: 0, doc, example }
    }

    /// The same key, but required.
    pub const fn required(self) -> Key {
        Key { required: true, ..self }
    }

    /// One of the keys of the way `way`.
    pub const fn way(self, way: u8) -> Key {
        Key { way, ..self }
    }
}

/// The possible values of a key.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Any string that is not empty.
    String,
    /// Any string, also an empty one.
    Text,
    /// Plain text in a language.
    Words,
    /// Inline Markdown.
    Inline,
    /// `true` or `false`.
    Bool,
    /// `true`, and never `false`.
    True,
    /// A whole number between the two, both included.
    Integer(i64, i64),
    /// Digits kept as written.
    Number,
    /// A number above zero.
    Positive,
    /// A number that is not below zero.
    NotNegative,
    /// An amount of money: digits in quotation marks.
    Amount,
    /// A TOML date.
    Date,
    /// A TOML date, or a month or year in quotation marks.
    Moment,
    /// A date, a month, a year, or a version.
    When,
    /// An id that is given here: `[a-z0-9]` words joined by single `-`.
    Id,
    /// The id of something that is defined elsewhere.
    Name(Named),
    /// The id of a source, an id and a place in it, or a URL.
    Citation,
    /// An absolute URL.
    Url,
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    /// A list of any length, each item of this shape.
    List(&'static Shape),
    /// A list of so many, from the first number to the second.
    Several(&'static Shape, usize, usize),
    /// A table with keys that are given here.
    Table(&'static TableShape),
    /// A table with a `type`, and the keys of a cell of that type.
    Typed(&'static TableShape),
    /// A table whose keys the author chooses.
    Entries(&'static Shape),
    /// A table whose keys are ids that the author gives here.
    Ids(&'static Shape),
    /// A table whose keys are ids that are defined elsewhere.
    By(Named, &'static Shape),
    /// One of several.
    Either(&'static [Shape]),
    /// A cell: a value, a value with its details, or a list of these.
    Cell,
    /// The value of a cell, without details.
    Value,
    /// Texts by dotted key; a table of plural categories is one text.
    Messages,
    /// Checked elsewhere.
    Any,
}

/// Of what an id is the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    /// An answer of a question.
    Answer,
    /// A feature or stat that has options.
    Chooser,
    /// A directive of the Content-Security-Policy.
    Directive,
    /// A feature of the guide.
    Feature,
    /// A group of the guide.
    Group,
    /// A guide: a folder in content/guides.
    Guide,
    /// A language of config.toml.
    Language,
    /// A lint rule, by its code.
    Lint,
    /// A link of a tier.
    Link,
    /// A note in `[notes]` of labels.toml.
    Note,
    /// An option of a feature or stat.
    Option,
    /// A person in `[people]` of config.toml.
    Person,
    /// A question of the chooser.
    Question,
    /// A source of the guide.
    Source,
    /// A stat of the guide.
    Stat,
    /// A tag, named in content/site.
    Tag,
    /// A tier of the guide.
    Tier,
    /// A unit, named in `[units]`.
    Unit,
    /// A variant, named in `[variants]` of labels.toml.
    Variant,
}

/// The words of a list of choices, in order: `Shape::Choice(|| names(Kind::ALL))`.
pub fn names<T>(choices: &'static [(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}

/// How many keys [`join`] makes of these lists.
pub const fn joined(lists: &[&[Key]]) -> usize {
    let mut count = 0;
    let mut list = 0;
    while list < lists.len() {
        let mut key = 0;
        while key < lists[list].len() {
            if !stands_before(lists, list, key) {
                count += 1;
            }
            key += 1;
        }
        list += 1;
    }
    count
}

/// The keys of several lists in one, for tables that take what others take. Of keys that share a name the
/// first is kept. `N` is [`joined`] of the same lists.
pub const fn join<const N: usize>(lists: &[&[Key]]) -> [Key; N] {
    let mut keys = [Key::new("", Shape::Any, "", ""); N];
    let mut count = 0;
    let mut list = 0;
    while list < lists.len() {
        let mut key = 0;
        while key < lists[list].len() {
            if !stands_before(lists, list, key) {
                keys[count] = lists[list][key];
                count += 1;
            }
            key += 1;
        }
        list += 1;
    }
    keys
}

/// The same keys, all of them optional.
pub const fn optional<const N: usize>(mut keys: [Key; N]) -> [Key; N] {
    let mut at = 0;
    while at < N {
        keys[at].required = false;
        keys[at].way = 0;
        at += 1;
    }
    keys
}

/// Whether a key before `lists[list][key]` has its name.
const fn stands_before(lists: &[&[Key]], list: usize, key: usize) -> bool {
    let name = lists[list][key].name;
    let mut at = 0;
    while at <= list {
        let end = if at == list { key } else { lists[at].len() };
        let mut other = 0;
        while other < end {
            if same(lists[at][other].name, name) {
                return true;
            }
            other += 1;
        }
        at += 1;
    }
    false
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}
