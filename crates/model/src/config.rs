//! The resolved configuration: every default filled in, every id known.

use indexmap::IndexMap;

use crate::{Date, LangIx, Languages};
use mizan_source::{Span, Spanned};

/// A site's settings, from config.toml.
#[derive(Clone, Debug)]
pub struct Config {
    /// Absolute, http or https, path ending in `/`, without query and fragment.
    pub base_url: url::Url,
    /// In the switcher's order; at least one.
    pub languages: Languages<Language>,
    /// `default_language`: the language of `x-default`, and of guides that name no `source_language`.
    pub default_language: LangIx,
    /// The default language's home is `/`, and no page lists the languages.
    pub default_at_root: bool,
    /// A folder in themes/, else the name of a theme that is part of the program.
    pub theme: Spanned<String>,
    /// Ids of guides that are listed first on home pages.
    pub guides: Vec<Spanned<String>>,
    /// An id of `people`.
    pub publisher: Option<Spanned<String>>,
    /// Authors, translators and publishers, by id; their names are in [`SiteWords::people`](crate::SiteWords::people).
    pub people: IndexMap<String, Person>,
    /// Limits for every guide; a guide may have its own.
    pub freshness: Freshness,
    /// Pair pages with fewer differences are built, but not indexed.
    pub pair_min_differences: u32,
    /// `[lints]`: the level of a lint rule, by its code (`MZ0218`).
    pub lints: IndexMap<String, Spanned<LintLevel>>,
    /// The theme's settings as written; the theme's own declaration validates them.
    pub options: IndexMap<String, OptionSetting>,
    /// Additions to the Content-Security-Policy, directive → sources.
    pub csp: IndexMap<String, Vec<String>>,
    /// `[outputs]`.
    pub outputs: Outputs,
    /// Sites that may show the embed pages in a frame, as sources of the policy's `frame-ancestors`. If none
    /// may, there are no such pages.
    pub frame_ancestors: Vec<String>,
}

/// The files to write in addition to the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// data.json and data.csv.
    pub data: bool,
    /// Copies of pages in Markdown.
    pub markdown: bool,
    /// llms.txt.
    pub llms: bool,
}

impl Default for Outputs {
    fn default() -> Outputs {
        Outputs { data: true, markdown: true, llms: true }
    }
}

/// One language of the site.
#[derive(Clone, Debug)]
pub struct Language {
    /// BCP 47, canonical case: folder name, first part of the URL, `lang` attribute.
    pub id: String,
    /// BCP 47, regional rules.
    pub locale: String,
    /// CLDR numbering system, where the author chose one.
    pub digits: Option<String>,
    /// The handling of guides that are not translated into this language.
    pub fallback: Fallback,
    /// Whether pages inform readers that the original has changed since they were translated.
    pub outdated_notice: bool,
    /// Where its `id` is written in config.toml.
    pub span: Span,
}

/// The handling of guides that are not translated into a language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fallback {
    /// No page.
    #[default]
    Omit,
    /// A page in the source language, with a notice about that.
    Notice,
}

/// Somebody who writes, translates or publishes.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person's own page: absolute, http or https.
    pub url: Option<String>,
    /// Where the id is written in config.toml.
    pub span: Span,
}

/// How old a claim may be, and which claims need a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Freshness {
    /// Days.
    pub warn_after: Option<u32>,
    /// Days.
    pub fail_after: Option<u32>,
    /// Which claims need a source and a `checked` date.
    pub require_source: RequireSource,
    /// Pages mark claims as stale on this day, and never without it.
    pub as_of: Option<Date>,
}

/// Which claims need a source and a day on which they were checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequireSource {
    /// None: sources are optional.
    #[default]
    None,
    /// Cells of features whose importance is `key`.
    Key,
    /// Every cell with a known value.
    All,
}

/// How much a lint rule matters in a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LintLevel {
    /// The build fails, and writes nothing.
    Error,
    /// Reported, and the site is built.
    Warn,
    /// Not reported.
    Off,
}

/// An option of the theme as config.toml sets it.
#[derive(Clone, Debug)]
pub struct OptionSetting {
    /// Where its name is written.
    pub key: Span,
    /// What it is set to.
    pub value: Spanned<OptionValue>,
}

/// A value that a theme's option can have.
#[derive(Clone, Debug, PartialEq)]
pub enum OptionValue {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// One text.
    String(String),
    /// A list of strings.
    Strings(Vec<String>),
}

impl Config {
    /// The language with this BCP 47 id, compared as written.
    pub fn language(&self, id: &str) -> Option<LangIx> {
        self.languages.position(|language| language.id == id)
    }
}
