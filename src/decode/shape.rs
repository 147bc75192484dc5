//! What an author can write, as data: one description a table. The readers, "did you mean" and the
//! JSON Schemas all come from it.

/// A table that an author can write.
#[derive(Debug)]
pub struct TableShape {
    /// How messages speak of it, with an article: "a feature", "config.toml".
    pub name: &'static str,
    pub keys: &'static [Key],
}

impl TableShape {
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// One key of a table.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
    /// One sentence for whoever asks what the key is for.
    pub doc: &'static str,
    /// What may stand after `key = `, as it is shown where something else stands.
    pub example: &'static str,
}

impl Key {
    pub const fn new(name: &'static str, shape: Shape, example: &'static str, doc: &'static str) -> Key {
        Key { name, shape, required: false, doc, example }
    }

    pub const fn required(self) -> Key {
        Key { required: true, ..self }
    }
}

/// What kind of value a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Any text.
    String,
    /// Plain words of a language.
    Words,
    /// Inline Markdown.
    Inline,
    Bool,
    /// A whole number.
    Integer,
    /// Digits kept as written.
    Number,
    /// A TOML date.
    Date,
    /// An id: `[a-z0-9]` words joined by single `-`.
    Id,
    /// An absolute web address.
    Url,
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    List(&'static Shape),
    Table(&'static TableShape),
    /// A table whose keys the author chooses.
    Entries(&'static Shape),
    /// One of several.
    Either(&'static [Shape]),
    /// Judged elsewhere.
    Any,
}

/// The words of a list of choices, in order: `Shape::Choice(|| names(Kind::ALL))`.
pub fn names<T>(choices: &'static [(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}
