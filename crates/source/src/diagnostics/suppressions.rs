//! The parts of a site's files that could not be read. References to them are not reported, since the cause already
//! is, which the [`Reported`] of each entry proves.
//!
//! `content/guides/phones/guide.toml` with `{ id = "Chats" }` among its features has no feature `chats`, because an id
//! has no capitals. That is one error. `chats = "Chats"` in each labels.toml is none.

use std::collections::BTreeMap;

use super::Reported;
use crate::{SourceId, Span};

/// The kind of thing that an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdKind {
    /// An answer in `[[questions.answers]]` of guide.toml.
    Answer,
    /// A feature in `features` of a group.
    Feature,
    /// A group in `[[groups]]`.
    Group,
    /// A key of the file itself, such as `published`.
    Key,
    /// An option of a `choice` or `choices` feature.
    Option,
    /// A feature or stat, for all of its options.
    Options,
    /// A pair of tiers in `pairs`.
    Pair,
    /// A question in `[[questions]]`.
    Question,
    /// A source in `[sources]`.
    Source,
    /// A stat in `[[stats]]`.
    Stat,
    /// A tag in `tags` of a guide.
    Tag,
    /// A tier in `tiers` of a guide.
    Tier,
    /// Whatever the words of a file of words are about.
    Words,
}

/// The ids of one kind that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct UnreadIds {
    /// The list could not be read, and any id may be in it.
    all: Option<Reported>,
    ids: BTreeMap<String, Reported>,
}

impl UnreadIds {
    fn get(&self, id: &str) -> Option<Reported> {
        self.all.or_else(|| self.ids.get(id).copied())
    }

    fn append(&mut self, other: UnreadIds) {
        self.all = self.all.or(other.all);
        self.ids.extend(other.ids);
    }
}

/// The parts of a site that could not be read, by path, by id, and by span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressions {
    /// Files by their paths, and folders with everything that may be in them.
    paths: BTreeMap<String, Reported>,
    /// Ids by the file that defines them.
    ids: BTreeMap<(SourceId, IdKind), UnreadIds>,
    /// Files that may define anything else.
    files: BTreeMap<SourceId, Reported>,
    /// The words in the parts of a file that could not be parsed: ids of any kind may be among them.
    words: BTreeMap<SourceId, BTreeMap<String, Reported>>,
    languages: UnreadIds,
    /// Values whose sources could not be read.
    values: BTreeMap<Span, Reported>,
    /// Values of which another detail could not be read: a note, a variant, a price.
    details: BTreeMap<Span, Reported>,
}

impl Suppressions {
    /// The file or folder at `path` could not be read.
    pub fn add_path(&mut self, path: impl Into<String>, error: Reported) {
        self.paths.insert(path.into(), error);
    }

    /// `file` defines `id`, and the definition could not be read.
    pub fn add_id(&mut self, file: SourceId, kind: IdKind, id: impl Into<String>, error: Reported) {
        self.ids.entry((file, kind)).or_default().ids.insert(id.into(), error);
    }

    /// `file` may define any id of a kind: the list could not be read.
    pub fn add_all_ids(&mut self, file: SourceId, kind: IdKind, error: Reported) {
        self.ids.entry((file, kind)).or_default().all = Some(error);
    }

    /// `file` may define anything: it was cut off, or its main parts are missing.
    pub fn add_file(&mut self, file: SourceId, error: Reported) {
        self.files.insert(file, error);
    }

    /// `word` is in a part of `file` that could not be parsed.
    pub fn add_word(&mut self, file: SourceId, word: impl Into<String>, error: Reported) {
        self.words.entry(file).or_default().insert(word.into(), error);
    }

    /// The language `id` could not be read; any, without an id.
    pub fn add_language(&mut self, id: Option<&str>, error: Reported) {
        match id {
            Some(id) => drop(self.languages.ids.insert(id.to_owned(), error)),
            None => self.languages.all = Some(error),
        }
    }

    /// The sources of the value at `span` could not be read.
    pub fn add_value(&mut self, span: Span, error: Reported) {
        self.values.insert(span, error);
    }

    /// A note, variant, price or date of the value at `span` could not be read.
    pub fn add_detail(&mut self, span: Span, error: Reported) {
        self.details.insert(span, error);
    }

    /// Whether the file at `path`, or a folder that it would be in, could not be read.
    pub fn path(&self, path: &str) -> Option<Reported> {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        above.chain([path]).find_map(|path| self.paths.get(path).copied())
    }

    /// Whether anything below `folder` (which ends in `/`) could not be read, or the folder itself.
    pub fn below(&self, folder: &str) -> Option<Reported> {
        let below = self.paths.range(folder.to_owned()..).next().filter(|(path, _)| path.starts_with(folder));
        below.map(|(_, error)| *error).or_else(|| self.path(folder.trim_end_matches('/')))
    }

    /// Whether any file or folder could not be read.
    pub fn any_path(&self) -> Option<Reported> {
        self.paths.values().next().copied()
    }

    /// Whether `file` may define `id`, and the definition could not be read.
    pub fn id(&self, file: SourceId, kind: IdKind, id: &str) -> Option<Reported> {
        let of_kind = || self.ids.get(&(file, kind))?.get(id);
        let word = || self.words.get(&file)?.get(id).copied();
        self.files.get(&file).copied().or_else(of_kind).or_else(word)
    }

    /// Whether `file` may define any id of a kind.
    pub fn all_ids(&self, file: SourceId, kind: IdKind) -> Option<Reported> {
        self.files.get(&file).copied().or_else(|| self.ids.get(&(file, kind))?.all)
    }

    /// Whether the language `id` may be one of the site, and could not be read.
    pub fn language(&self, id: &str) -> Option<Reported> {
        self.languages.get(id)
    }

    /// Whether any language may be one of the site.
    pub fn all_languages(&self) -> Option<Reported> {
        self.languages.all
    }

    /// Whether the sources of the value at `span` could not be read.
    pub fn value(&self, span: Span) -> Option<Reported> {
        self.values.get(&span).copied()
    }

    /// Whether a note, variant, price or date of the value at `span` could not be read.
    pub fn detail(&self, span: Span) -> Option<Reported> {
        self.details.get(&span).copied()
    }

    /// Whether everything could be read.
    pub fn is_empty(&self) -> bool {
        *self == Suppressions::default()
    }

    /// Whether the same files and folders could not be read.
    pub fn same_paths(&self, other: &Suppressions) -> bool {
        self.paths == other.paths
    }

    /// Adds what else could not be read.
    pub fn append(&mut self, other: Suppressions) {
        self.paths.extend(other.paths);
        for (key, ids) in other.ids {
            self.ids.entry(key).or_default().append(ids);
        }
        self.files.extend(other.files);
        for (file, words) in other.words {
            self.words.entry(file).or_default().extend(words);
        }
        self.languages.append(other.languages);
        self.values.extend(other.values);
        self.details.extend(other.details);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Diagnostic, Sink};

    fn reported() -> Reported {
        Sink::default().report(Diagnostic::error(Code::Unreadable, "it cannot be read"))
    }

    #[test]
    fn a_folder_is_unread_with_what_is_in_it() {
        let mut unread = Suppressions::default();
        unread.add_path("content/guides/a", reported());
        unread.add_path("content/pages/about/en.md", reported());
        assert!(unread.path("content/guides/a/guide.toml").is_some());
        assert!(unread.path("content/guides/ab/guide.toml").is_none());
        assert!(unread.below("content/pages/about/").is_some() && unread.below("content/guides/a/en/").is_some());
        assert!(unread.below("content/pages/other/").is_none() && unread.path("content/pages/about").is_none());
    }

    #[test]
    fn an_id_is_unread_in_its_own_file_and_kind() {
        let (a, b) = (SourceId(1), SourceId(2));
        let mut unread = Suppressions::default();
        unread.add_id(a, IdKind::Feature, "price", reported());
        unread.add_all_ids(a, IdKind::Stat, reported());
        unread.add_word(b, "size", reported());
        assert!(unread.id(a, IdKind::Feature, "price").is_some());
        assert!(unread.id(a, IdKind::Tier, "price").is_none() && unread.id(b, IdKind::Feature, "price").is_none());
        assert!(unread.id(a, IdKind::Stat, "any").is_some() && unread.id(a, IdKind::Feature, "any").is_none());
        assert!(unread.id(b, IdKind::Feature, "size").is_some() && unread.id(b, IdKind::Tier, "size").is_some());
    }

    #[test]
    fn appending_keeps_both() {
        let (mut unread, mut more) = (Suppressions::default(), Suppressions::default());
        unread.add_id(SourceId(1), IdKind::Tier, "a", reported());
        more.add_id(SourceId(1), IdKind::Tier, "b", reported());
        more.add_language(Some("ar"), reported());
        unread.append(more);
        assert!(["a", "b"].iter().all(|id| unread.id(SourceId(1), IdKind::Tier, id).is_some()));
        assert!(unread.language("ar").is_some() && unread.language("en").is_none());
    }
}
