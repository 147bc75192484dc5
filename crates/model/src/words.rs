//! What is said in one language. Nothing here is a fact.

use indexmap::IndexMap;

use super::{Guide, LangIx, TierIx};
use mizan_source::{SourceId, Span};

/// Text as an author wrote it, with its place: plain, inline Markdown or Markdown, as its key says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    pub text: String,
    /// Where the text stands (inside its quotation marks, if it has some).
    pub span: Span,
    /// Byte n of `text` is byte n of the span: no escapes, no line folding. Otherwise only the
    /// whole span can be pointed at.
    pub verbatim: bool,
}

impl Prose {
    /// Whether anything stands in this Markdown beside space and comments: what is commented out is not said yet.
    pub fn says_something(&self) -> bool {
        let mut rest = self.text.trim_start();
        while let Some(comment) = rest.strip_prefix("<!--") {
            // One that does not end is markup's to report.
            let Some((_, after)) = comment.split_once("-->") else { return true };
            rest = after.trim_start();
        }
        !rest.is_empty()
    }
}

/// Words of a language in which something is still to be written that must stand before readers see them.
#[derive(Clone, Debug)]
pub struct Begun<T> {
    /// With the id in place of what is lacking.
    pub words: T,
    /// The keys that are lacking: `title`, `description`.
    pub lacks: Vec<&'static str>,
}

/// A text, and the language it is in after falling back.
#[derive(Debug)]
pub struct Localized<'a, T: ?Sized> {
    pub what: &'a T,
    pub lang: LangIx,
}

// A derived `Copy` would ask `T` to be `Copy` too.
impl<T: ?Sized> Clone for Localized<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Localized<'_, T> {}

/// CLDR's plural categories (UTS #35, part 3, Language Plural Rules).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PluralCategory {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl PluralCategory {
    pub const ALL: [PluralCategory; 6] = [
        PluralCategory::Zero,
        PluralCategory::One,
        PluralCategory::Two,
        PluralCategory::Few,
        PluralCategory::Many,
        PluralCategory::Other,
    ];

    pub fn as_str(self) -> &'static str {
        ["zero", "one", "two", "few", "many", "other"][self as usize]
    }

    pub fn parse(word: &str) -> Option<PluralCategory> {
        PluralCategory::ALL.into_iter().find(|category| category.as_str() == word)
    }
}

/// A sentence that may depend on a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plural {
    /// Plurals do not change it.
    Same(Prose),
    /// By category.
    By(IndexMap<PluralCategory, Prose>),
}

impl Plural {
    /// The form of `category`, else `other`, else the first.
    pub fn form(&self, category: PluralCategory) -> Option<&Prose> {
        match self {
            Plural::Same(prose) => Some(prose),
            Plural::By(forms) => {
                forms.get(&category).or_else(|| forms.get(&PluralCategory::Other)).or_else(|| forms.values().next())
            }
        }
    }
}

/// A unit's words, with `{n}` for the number.
#[derive(Clone, Debug)]
pub struct UnitWords {
    pub count: Plural,
    /// As a divisor: "per month".
    pub per: Option<Prose>,
    pub span: Span,
}

/// A guide in one language: `LANG/guide.md`, `LANG/labels.toml`, `LANG/tiers/*.md`.
#[derive(Clone, Debug)]
pub struct GuideWords {
    pub file: SourceId,
    pub title: Prose,
    pub description: Prose,
    pub slug: Option<Prose>,
    pub aliases: Vec<Prose>,
    pub verdict: Option<Prose>,
    pub image_alt: Option<Prose>,
    pub draft: bool,
    /// Captions of stats, by id.
    pub stats: IndexMap<String, Prose>,
    pub body: Prose,
    pub labels: Labels,
    /// By tier; absent where `tiers/ID.md` is missing.
    pub tiers: Vec<Option<TierWords>>,
}

#[derive(Clone, Debug)]
pub struct TierWords {
    pub file: SourceId,
    /// Absent only where another language than the source's has not got to it.
    pub name: Option<Prose>,
    pub tagline: Option<Prose>,
    pub audience: Option<Prose>,
    pub pros: Vec<Prose>,
    pub cons: Vec<Prose>,
    pub slug: Option<Prose>,
    pub aliases: Vec<Prose>,
    pub image_alt: Option<Prose>,
    /// Words of text cells, by feature id.
    pub text: IndexMap<String, Prose>,
    /// Own notes, by feature id.
    pub notes: IndexMap<String, Prose>,
    pub body: Prose,
}

impl GuideWords {
    /// The prose, where there is some: what is commented out falls back.
    pub fn body(&self) -> Option<&Prose> {
        Some(&self.body).filter(|body| body.says_something())
    }
}

impl TierWords {
    /// The prose, where there is some: what is commented out falls back.
    pub fn body(&self) -> Option<&Prose> {
        Some(&self.body).filter(|body| body.says_something())
    }
}

/// labels.toml.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Absent where the language has no labels.toml.
    pub file: Option<SourceId>,
    pub groups: IndexMap<String, Prose>,
    pub features: IndexMap<String, FeatureWords>,
    pub notes: IndexMap<String, Prose>,
    /// Feature (or stat) id → option id → name.
    pub options: IndexMap<String, IndexMap<String, Prose>>,
    pub variants: IndexMap<String, Prose>,
    pub units: IndexMap<String, UnitWords>,
    pub links: IndexMap<String, Prose>,
    pub sources: IndexMap<String, SourceWords>,
    pub questions: IndexMap<String, QuestionWords>,
}

#[derive(Clone, Debug)]
pub struct FeatureWords {
    /// Absent where the facts name it, and where another language than the source's has not got to it.
    pub name: Option<Prose>,
    pub help: Option<Prose>,
}

#[derive(Clone, Debug, Default)]
pub struct SourceWords {
    pub title: Option<Prose>,
    pub author: Option<Prose>,
    pub publisher: Option<Prose>,
}

#[derive(Clone, Debug)]
pub struct QuestionWords {
    /// Absent only where another language than the source's has not got to it.
    pub text: Option<Prose>,
    /// By answer id.
    pub answers: IndexMap<String, Prose>,
}

/// content/site/LANG.toml.
#[derive(Clone, Debug)]
pub struct SiteWords {
    pub file: SourceId,
    /// These two are absent only where another language than the site's default has not got to them.
    pub title: Option<Prose>,
    pub description: Option<Prose>,
    pub menu: Vec<MenuEntry>,
    pub footer: Option<Prose>,
    /// Names, by person id.
    pub people: IndexMap<String, Prose>,
    /// Names, by tag id.
    pub tags: IndexMap<String, Prose>,
    pub units: IndexMap<String, UnitWords>,
    pub sources: IndexMap<String, SourceWords>,
    /// The theme's strings in the site's own words, by key (`table.feature`).
    pub messages: IndexMap<String, Plural>,
}

#[derive(Clone, Debug)]
pub enum MenuEntry {
    /// A content path without language: `/pages/about`.
    Page(Prose),
    Link {
        name: Prose,
        url: Prose,
    },
}

/// A standalone page in one language: pages/ID/LANG.md.
#[derive(Clone, Debug)]
pub struct PageWords {
    pub file: SourceId,
    pub title: Prose,
    pub description: Prose,
    pub slug: Option<Prose>,
    pub aliases: Vec<Prose>,
    pub draft: bool,
    pub body: Prose,
}

impl Guide {
    /// What `pick` finds in the words of `lang`, else in those of the source language.
    pub fn said<'a, T: ?Sized>(
        &'a self,
        lang: LangIx,
        pick: impl Fn(&'a GuideWords) -> Option<&'a T>,
    ) -> Option<Localized<'a, T>> {
        [lang, self.source_language]
            .into_iter()
            .find_map(|lang| Some(Localized { what: pick(self.words.get(&lang)?)?, lang }))
    }

    /// As [`Guide::said`], of one tier's words.
    pub fn said_of_tier<'a, T: ?Sized>(
        &'a self,
        lang: LangIx,
        tier: TierIx,
        pick: impl Fn(&'a TierWords) -> Option<&'a T>,
    ) -> Option<Localized<'a, T>> {
        self.said(lang, |words| pick(words.tiers.get(tier)?.as_ref()?))
    }
}
