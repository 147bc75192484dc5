//! The resolved configuration: every default filled in, every id known. Made by `decode`.

use indexmap::IndexMap;

use crate::{Date, LangIx};
use mizan_source::{Span, Spanned};

/// A site's settings, from config.toml.
#[derive(Clone, Debug)]
pub struct Config {
    /// Absolute, http or https, path ending in `/`, without query and fragment.
    pub base_url: url::Url,
    /// In the switcher's order; at least one.
    pub languages: Vec<Language>,
    pub default_language: LangIx,
    /// The default language's home is `/`, and no page lists the languages.
    pub default_at_root: bool,
    pub theme: Spanned<String>,
    /// Ids of guides that stand first on home pages.
    pub guides: Vec<Spanned<String>>,
    /// An id of `people`.
    pub publisher: Option<Spanned<String>>,
    pub people: IndexMap<String, Person>,
    pub freshness: Freshness,
    /// Pair pages with fewer differences are built, but not indexed.
    pub pair_min_differences: u32,
    pub lints: IndexMap<String, Spanned<LintLevel>>,
    /// The theme's settings as written; the theme's own declaration judges them.
    pub options: IndexMap<String, Spanned<OptionValue>>,
    /// Additions to the Content-Security-Policy, directive → sources.
    pub csp: IndexMap<String, Vec<String>>,
    pub outputs: Outputs,
    /// Who may show the embed pages in a frame, as sources of the policy's `frame-ancestors`. Where nobody
    /// may, there are no such pages.
    pub frame_ancestors: Vec<String>,
}

/// What is made beside the pages.
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
    pub fallback: Fallback,
    pub outdated_notice: bool,
    pub span: Span,
}

/// What happens in a language to a guide that is not translated into it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fallback {
    /// No page.
    #[default]
    Omit,
    /// A page in the source language, which says so.
    Notice,
}

/// Somebody who writes, translates or publishes.
#[derive(Clone, Debug)]
pub struct Person {
    pub url: Option<String>,
    pub span: Span,
}

/// How old a claim may be, and which claims need a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Freshness {
    /// Days.
    pub warn_after: Option<u32>,
    /// Days.
    pub fail_after: Option<u32>,
    pub require_source: RequireSource,
    /// Pages mark claims as stale on this day, and never without it.
    pub as_of: Option<Date>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequireSource {
    #[default]
    None,
    /// Cells of features whose importance is `key`.
    Key,
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LintLevel {
    Error,
    Warn,
    Off,
}

/// A value that a theme's option can have.
#[derive(Clone, Debug, PartialEq)]
pub enum OptionValue {
    Bool(bool),
    Integer(i64),
    String(String),
    Strings(Vec<String>),
}

impl Config {
    pub fn language(&self, id: &str) -> Option<LangIx> {
        self.languages.iter().position(|language| language.id == id)
    }
}
