//! The text in one language. Nothing here is a fact.

use indexmap::IndexMap;

use super::{Guide, IndexVec, LangIx, TierIx};
use mizan_source::{SourceId, Span};

/// Text as an author wrote it, with its place: plain, inline Markdown or Markdown, as its key defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Without the escapes and quotation marks of TOML; Markdown is not parsed.
    pub text: String,
    /// Where the text is (inside its quotation marks, if it has some).
    pub span: Span,
    /// Byte n of `text` is byte n of the span: no escapes, no line folding. Otherwise only the
    /// whole span can be pointed at.
    pub verbatim: bool,
}

impl Prose {
    /// Whether this Markdown contains anything besides space and comments: text in comments does not count yet.
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

/// Words of a language in which something that is required before readers see them is still to be written.
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
    /// The requested text, or the source text in its place.
    pub what: &'a T,
    /// The language that it is in, which may differ from the requested one.
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
    /// `zero`, as Arabic has for 0.
    Zero,
    /// `one`.
    One,
    /// `two`, as Arabic and Hebrew have for 2.
    Two,
    /// `few`, as Arabic has for 3–10.
    Few,
    /// `many`, as Arabic has for 11–99, French for millions.
    Many,
    /// `other`: every language has it, and numbers that fit no other category.
    Other,
}

impl PluralCategory {
    /// In CLDR's order.
    pub const ALL: [PluralCategory; 6] = [
        PluralCategory::Zero,
        PluralCategory::One,
        PluralCategory::Two,
        PluralCategory::Few,
        PluralCategory::Many,
        PluralCategory::Other,
    ];

    /// As CLDR and authors write it.
    pub fn as_str(self) -> &'static str {
        ["zero", "one", "two", "few", "many", "other"][self as usize]
    }

    /// The category of a word; `None` if CLDR has none of that name.
    pub fn parse(word: &str) -> Option<PluralCategory> {
        PluralCategory::ALL.into_iter().find(|category| category.as_str() == word)
    }
}

/// One of CLDR's grammatical cases, by its name: what a word is in a sentence, as far as its form shows it.
///
/// The names are those of `grammaticalCase` in CLDR's grammaticalFeatures.xml (UTS #35, part 6, Grammatical Features),
/// which CLDR's own unit patterns have in their attribute `case`. icu has neither this list nor those patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GrammaticalCase(&'static str);

impl GrammaticalCase {
    /// The case of a word that nothing governs, and of all forms without one.
    pub const NOMINATIVE: GrammaticalCase = GrammaticalCase("nominative");
    /// In Arabic, the case after a preposition.
    pub const GENITIVE: GrammaticalCase = GrammaticalCase("genitive");

    /// Every case that a language of CLDR 48 has, the frequent ones first.
    pub const NAMES: [&str; 28] = [
        "nominative",
        "genitive",
        "accusative",
        "dative",
        "instrumental",
        "locative",
        "ablative",
        "prepositional",
        "oblique",
        "vocative",
        "abessive",
        "adessive",
        "allative",
        "causal",
        "comitative",
        "delative",
        "elative",
        "ergative",
        "essive",
        "illative",
        "inessive",
        "locativecopulative",
        "partitive",
        "sociative",
        "sublative",
        "superessive",
        "terminative",
        "translative",
    ];

    /// As CLDR and authors write it.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// The case of a name; `None` where CLDR has none of that name.
    pub fn parse(name: &str) -> Option<GrammaticalCase> {
        GrammaticalCase::NAMES.into_iter().find(|known| *known == name).map(GrammaticalCase)
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

    /// The form of `category` and of no other; a sentence without forms is that of all.
    pub fn exact(&self, category: PluralCategory) -> Option<&Prose> {
        match self {
            Plural::Same(prose) => Some(prose),
            Plural::By(forms) => forms.get(&category),
        }
    }
}

/// A unit's words, with `{n}` for the number.
#[derive(Clone, Debug)]
pub struct UnitWords {
    /// As counted: "{n} devices".
    pub count: Plural,
    /// The forms that differ from `count` in a case: «جهازين», and not «جهازان», after a preposition.
    pub cases: IndexMap<GrammaticalCase, Plural>,
    /// As a divisor: "per month".
    pub per: Option<Prose>,
    /// Where the unit is defined.
    pub span: Span,
}

/// A guide in one language: `LANG/guide.md`, `LANG/labels.toml`, `LANG/tiers/*.md`.
#[derive(Clone, Debug)]
pub struct GuideWords {
    /// guide.md.
    pub file: SourceId,
    /// Plain text.
    pub title: Prose,
    /// Plain text, for search engines and lists.
    pub description: Prose,
    /// The last part of the URL; the guide's id if it is omitted.
    pub slug: Option<Prose>,
    /// Old paths under `base_url` that redirect to the guide in this language.
    pub aliases: Vec<Prose>,
    /// The answer in a sentence or two; inline Markdown.
    pub verdict: Option<Prose>,
    /// The alternative text of the guide's image; plain text.
    pub image_alt: Option<Prose>,
    /// This language is omitted from the build, unless drafts are requested.
    pub draft: bool,
    /// Captions of stats, by id.
    pub stats: IndexMap<String, Prose>,
    /// The Markdown after the front matter; empty where there is none.
    pub body: Prose,
    /// Names of what the facts refer to by id.
    pub labels: Labels,
    /// By tier; `None` if `tiers/ID.md` is missing.
    pub tiers: IndexVec<TierIx, Option<TierWords>>,
}

/// A tier in one language: `LANG/tiers/ID.md`.
#[derive(Clone, Debug)]
pub struct TierWords {
    /// The tier's Markdown file.
    pub file: SourceId,
    /// Absent only where another language than the source's has not got to it.
    pub name: Option<Prose>,
    /// A short description; inline Markdown.
    pub tagline: Option<Prose>,
    /// Whom it is for; inline Markdown.
    pub audience: Option<Prose>,
    /// Reasons to choose it, in order; inline Markdown.
    pub pros: Vec<Prose>,
    /// Reasons to look elsewhere, in order; inline Markdown.
    pub cons: Vec<Prose>,
    /// The last part of the URL; the tier's id if it is omitted.
    pub slug: Option<Prose>,
    /// Old paths under `base_url` that redirect to the tier in this language.
    pub aliases: Vec<Prose>,
    /// The alternative text of the tier's image; plain text.
    pub image_alt: Option<Prose>,
    /// Words of text cells, by feature id.
    pub text: IndexMap<String, Prose>,
    /// Own notes, by feature id.
    pub notes: IndexMap<String, Prose>,
    /// The Markdown after the front matter; empty where there is none.
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
    /// `None` if the language has no labels.toml.
    pub file: Option<SourceId>,
    /// Names, by group id.
    pub groups: IndexMap<String, Prose>,
    /// Names and help, by feature id.
    pub features: IndexMap<String, FeatureWords>,
    /// By note id; inline Markdown.
    pub notes: IndexMap<String, Prose>,
    /// Feature (or stat) id → option id → name.
    pub options: IndexMap<String, IndexMap<String, Prose>>,
    /// Names, by variant id.
    pub variants: IndexMap<String, Prose>,
    /// By unit id; before the site's and the theme's.
    pub units: IndexMap<String, UnitWords>,
    /// Names of links of tiers, by link id.
    pub links: IndexMap<String, Prose>,
    /// Titles in this language, by source id.
    pub sources: IndexMap<String, SourceWords>,
    /// By question id.
    pub questions: IndexMap<String, QuestionWords>,
}

/// A feature in one language.
#[derive(Clone, Debug)]
pub struct FeatureWords {
    /// `None` if the facts name it, and where another language than the source's has not got to it.
    pub name: Option<Prose>,
    /// The help text of the feature; inline Markdown.
    pub help: Option<Prose>,
}

/// A source in one language; what is absent is shown as the facts have it.
#[derive(Clone, Debug, Default)]
pub struct SourceWords {
    /// Its title in this language.
    pub title: Option<Prose>,
    /// Its author, as this language writes the name.
    pub author: Option<Prose>,
    /// Its publisher, as this language writes the name.
    pub publisher: Option<Prose>,
}

/// A question in one language.
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
    /// The file in content/site.
    pub file: SourceId,
    /// These two are absent only where another language than the site's default has not got to them.
    pub title: Option<Prose>,
    /// Plain text, for search engines and feeds.
    pub description: Option<Prose>,
    /// In order.
    pub menu: Vec<MenuEntry>,
    /// Inline Markdown.
    pub footer: Option<Prose>,
    /// Names, by person id.
    pub people: IndexMap<String, Prose>,
    /// Names, by tag id.
    pub tags: IndexMap<String, Prose>,
    /// For ids that a guide's labels.toml leaves out.
    pub units: IndexMap<String, UnitWords>,
    /// For ids that a guide's labels.toml leaves out.
    pub sources: IndexMap<String, SourceWords>,
    /// The theme's strings in the site's own words, by key (`table.feature`).
    pub messages: IndexMap<String, Plural>,
    /// Where the keys of `messages` are written.
    pub message_keys: IndexMap<String, MessageKey>,
}

/// Where the key of a message is written.
#[derive(Clone, Copy, Debug)]
pub struct MessageKey {
    /// The part of the key that names the message in its table: `home` below `[messages.nav]`.
    pub span: Span,
    /// How much of the whole key precedes that part: 4 bytes, `nav.`.
    pub table: usize,
}

/// An entry of the site's menu.
#[derive(Clone, Debug)]
pub enum MenuEntry {
    /// A content path without language: `/pages/about`.
    Page(Prose),
    /// Any URL, under a name of its own.
    Link {
        /// Plain text.
        name: Prose,
        /// Begins with `https://`, `http://`, `mailto:` or `/`.
        url: Prose,
    },
}

/// A standalone page in one language: pages/ID/LANG.md.
#[derive(Clone, Debug)]
pub struct PageWords {
    /// The page's Markdown file.
    pub file: SourceId,
    /// Plain text; also the page's first heading.
    pub title: Prose,
    /// Plain text, for search engines and lists.
    pub description: Prose,
    /// The last part of the URL; the page's id if it is omitted.
    pub slug: Option<Prose>,
    /// Old paths under `base_url` that redirect to the page in this language.
    pub aliases: Vec<Prose>,
    /// This language is omitted from the build, unless drafts are requested.
    pub draft: bool,
    /// The Markdown after the front matter.
    pub body: Prose,
}

impl Guide {
    /// The result of `pick` for the text in `lang`, else for the source text.
    pub fn said<'a, T: ?Sized>(
        &'a self,
        lang: LangIx,
        pick: impl Fn(&'a GuideWords) -> Option<&'a T>,
    ) -> Option<Localized<'a, T>> {
        [lang, self.source_language]
            .into_iter()
            .find_map(|lang| Some(Localized { what: pick(self.words.get(&lang)?)?, lang }))
    }

    /// Like [`Guide::said`], for one tier's words.
    pub fn said_of_tier<'a, T: ?Sized>(
        &'a self,
        lang: LangIx,
        tier: TierIx,
        pick: impl Fn(&'a TierWords) -> Option<&'a T>,
    ) -> Option<Localized<'a, T>> {
        self.said(lang, |words| pick(words.tiers.get(tier)?.as_ref()?))
    }
}
