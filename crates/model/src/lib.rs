//! The content of a site, resolved: ids are known, defaults and inheritance applied, and nothing about how it
//! was written. Independent of paths, HTML, tera and icu.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod compare;
pub mod config;
pub mod contrast;
mod date;
mod guide;
mod guides;
pub mod host;
pub mod index;
mod interface;
mod message;
pub mod shape;
mod styled_text;
pub mod text;
mod translation;
pub mod value;
mod words;

pub use date::{Date, When};
pub use guide::{
    Answer, AnswerIx, Bound, Cell, Citation, Feature, Features, Grade, Group, Guide, Importance, Kind, Notes, Origin,
    Pair, Question, Requirement, Source, Stat, Statement, Tier, TierLink, Tiers, Wants,
};
pub use guides::{GuideLoader, Guides};
pub use index::IndexVec;
pub use interface::{GuideInterface, TierInterface, TierWordsInterface, WordsInterface};
pub use message::Message;
pub use rust_decimal::Decimal;
pub use styled_text::{Run, StyledText};
pub use translation::{Record, State, Translation};
pub use value::{Better, FeatureType, Value};
pub use words::{
    Begun, FeatureWords, GrammaticalCase, GuideWords, Labels, Localized, MenuEntry, MessageKey, PageWords, Plural,
    PluralCategory, Prose, QuestionWords, SiteWords, SourceWords, TierWords, UnitWords,
};

use indexmap::IndexMap;

use crate::config::Config;

/// Index into [`Site::guides`].
pub type GuideIx = usize;

index::index_types! {
    /// Index into [`Config::languages`](crate::config::Config).
    LangIx;
    /// Index into [`Guide::tiers`].
    TierIx;
    /// Index into [`Guide::features`].
    FeatureIx;
    /// Index into [`Guide::groups`].
    GroupIx;
    /// Index into [`Guide::questions`].
    QuestionIx;
}

/// One of something for each language of a site, in the order of [`Config::languages`](crate::config::Config).
pub type Languages<T> = IndexVec<LangIx, T>;

/// Everything an author wrote. Languages are indexes into `config.languages`.
#[derive(Clone, Debug)]
pub struct Site {
    /// The settings of config.toml.
    pub config: Config,
    /// Sorted by id.
    pub guides: Guides,
    /// Standalone pages by id, sorted; `home` is one of them.
    pub pages: IndexMap<String, IndexMap<LangIx, PageWords>>,
    /// The site's own text, by language.
    pub words: IndexMap<LangIx, SiteWords>,
    /// Pages whose text in a language still lacks the title or the description.
    pub begun: IndexMap<String, IndexMap<LangIx, Begun<PageWords>>>,
    /// The translation records of `words` and `pages`.
    pub translations: IndexMap<LangIx, Translation>,
}

impl Site {
    /// The index of the guide with this id.
    pub fn guide(&self, id: &str) -> Option<GuideIx> {
        self.guides.interfaces().iter().position(|guide| guide.id == id)
    }

    /// The language that a page is translated from: the site's default, else the first that has it.
    pub fn source_of_page(&self, id: &str) -> Option<LangIx> {
        let words = self.pages.get(id)?;
        let default = self.config.default_language;
        if words.contains_key(&default) { Some(default) } else { words.keys().min().copied() }
    }
}
