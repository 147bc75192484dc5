//! `text`: words, or letters that are the same in every language.

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// The words stand in `[text]` of the tier's front matter.
    Words,
    Same(String),
}
