//! Markdown → AST passes (isolation, facts, links, images, headings, callouts) → HTML, and the
//! isolation of every label and value. The only crate that uses comrak.
//!
//! Authors need not know the Unicode Bidirectional Algorithm: text of the other direction is isolated
//! here, in prose and in labels. `<bdi dir>` has no `lang`: a script is not a language, and a guessed
//! language makes screen readers mispronounce text that they would otherwise read correctly. If the
//! language is known (text that fell back, a source's title), it is marked.
//!
//! Intentionally missing: raw HTML (but `<br>` in a table cell, where Markdown has no line break), smart punctuation,
//! requests to other sites, any text of our own
//! (labels come from the [`Resolver`]).

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod bidi;
mod check;
mod copy;
mod emphasis;
mod escape;
mod flow;
mod ids;
mod inlines;
mod link;
mod lost;
mod nesting;
mod outline;
mod outside;
mod place;
mod plain;
mod rich;
mod scripts;
mod shortcode;
mod tree;
mod undefined;
mod unsupported;
mod walk;

#[cfg(test)]
mod tests;

pub use check::check_characters;
pub use copy::Copied;
pub use ids::Ids;
pub use inlines::fragment;
pub use outline::{Block, BlockKind, Form, GAP, Link, Outline, outline};
pub use outside::outside_links;
pub use plain::check_tags;
pub use rich::{plain_html, plain_isolated, rich_copy, rich_html, rich_isolated};

use flow::{Flow, Links};
use mizan_model::{GrammaticalCase, Prose, StyledText};
use mizan_source::diagnostics::{Applicability, Code, Diagnostics};

/// A direction of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dir {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Dir {
    /// As HTML's `dir` has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Dir::Ltr => "ltr",
            Dir::Rtl => "rtl",
        }
    }

    /// The opposite direction.
    pub fn other(self) -> Dir {
        match self {
            Dir::Ltr => Dir::Rtl,
            Dir::Rtl => Dir::Ltr,
        }
    }
}

/// The language of a text, and of the page that it is on. Where they differ, whatever comes out
/// of this crate carries the text's own `lang` and `dir` (or is one isolate, where it is plain text).
#[derive(Clone, Copy)]
pub struct Env<'a> {
    /// BCP 47, of the text.
    pub lang: &'a str,
    /// Of the text.
    pub dir: Dir,
    /// BCP 47, of the page.
    pub page_lang: &'a str,
    /// Of the page.
    pub page_dir: Dir,
    /// The direction of any other language, by its BCP 47 id.
    pub direction_of: &'a (dyn Fn(&str) -> Dir + Sync),
    /// The mark of the text in previews for authors.
    pub mark: Option<Mark>,
}

/// A mark of a text in a preview, for `data-mizan`. Published pages have no marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It replaces words that the page's language lacks.
    Fallback,
    /// It is a translation of something that has changed since.
    Outdated,
}

impl Mark {
    fn as_str(self) -> &'static str {
        match self {
            Mark::Fallback => "fallback",
            Mark::Outdated => "outdated",
        }
    }
}

impl<'a> Env<'a> {
    /// A text in the page's language.
    pub fn new(lang: &'a str, dir: Dir, direction_of: &'a (dyn Fn(&str) -> Dir + Sync)) -> Env<'a> {
        Env { lang, dir, page_lang: lang, page_dir: dir, direction_of, mark: None }
    }

    /// A text in another language on the same page.
    pub fn with_text_in(self, lang: &'a str, dir: Dir) -> Env<'a> {
        Env { lang, dir, ..self }
    }

    /// For authors' eyes.
    pub fn marked(self, mark: Option<Mark>) -> Env<'a> {
        Env { mark, ..self }
    }

    fn wrapped_html(&self, html: String) -> String {
        if self.lang != self.page_lang {
            rich::in_language(&html, self.lang, self.dir, self.mark)
        } else if let Some(mark) = self.mark {
            format!("<span data-mizan=\"{}\">{html}</span>", mark.as_str())
        } else {
            html
        }
    }

    fn wrapped_isolated(&self, text: String) -> String {
        if self.lang == self.page_lang { text } else { rich::isolated_as_built(text, self.dir, self.page_dir) }
    }
}

/// Resolves the references in prose; implemented by `mizan-render`.
pub trait Resolver {
    /// `{{ fact("id") }}` or `{{ fact("guide/id") }}`; with `case = "genitive"`, in the form after a preposition.
    ///
    /// # Errors
    /// [`Missing`] if there is no such guide or stat.
    fn fact(&self, reference: &str, case: Option<GrammaticalCase>) -> Result<StyledText, Missing>;
    /// `{{ value("tier.feature") }}` or `{{ value("guide/tier.feature") }}`, and `case` as for a fact.
    ///
    /// # Errors
    /// [`Missing`] if there is no such guide, tier or feature.
    fn value(&self, reference: &str, case: Option<GrammaticalCase>) -> Result<StyledText, Missing>;
    /// A table of these features and tiers: finished HTML, a block.
    ///
    /// # Errors
    /// [`Missing`] if there is no such tier or feature.
    fn table(&self, features: &[String], tiers: &[String]) -> Result<String, Missing>;
    /// The `href` (not escaped) of a content path (`/guides/whatsapp`) or, with an empty path, of a row on
    /// this page. `fragment` is without `#`.
    ///
    /// # Errors
    /// [`Missing`] if there is no such page or row.
    fn link(&self, path: &str, fragment: Option<&str>) -> Result<String, Missing>;
    /// An image of the content: `images/x.png`.
    ///
    /// # Errors
    /// [`Missing`] if there is no such image, or it cannot be read.
    fn image(&self, path: &str) -> Result<Image, Missing>;
    /// A word that the page adds by itself, in the language of the text: plain text.
    fn word(&self, word: Word) -> String;
}

/// Words that prose needs and no author writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The title of a callout that gives none.
    Callout(Callout),
    /// Names the list of footnotes, for those who do not see it.
    Footnotes,
    /// Names the link from a footnote back into the text.
    BackToText,
    /// Names a table that scrolls, for those who do not see it.
    Table,
    /// A footnote's number in the page's digits.
    Number(usize),
}

/// `> [!NOTE]` and its kin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    /// `> [!NOTE]`: something to know.
    Note,
    /// `> [!TIP]`: something that makes it easier.
    Tip,
    /// `> [!IMPORTANT]`: something without which it does not work.
    Important,
    /// `> [!WARNING]`: something that may go wrong.
    Warning,
    /// `> [!CAUTION]`: something that does harm.
    Caution,
}

impl Callout {
    /// As classes and message keys have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Callout::Note => "note",
            Callout::Tip => "tip",
            Callout::Important => "important",
            Callout::Warning => "warning",
            Callout::Caution => "caution",
        }
    }
}

/// Something that prose names and that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The code of the diagnostic that reports it.
    pub code: Code,
    /// One sentence without a full stop.
    pub message: String,
    /// The reference that was most likely meant, as the author would write it.
    pub instead: Option<String>,
    /// Safe if the replacement means the same.
    pub applicability: Applicability,
    /// How to fix it: one sentence per item.
    pub help: Vec<String>,
}

impl Missing {
    /// A message alone; the methods below add a suggestion and help.
    pub fn new(code: Code, message: impl Into<String>) -> Missing {
        Missing { code, message: message.into(), instead: None, applicability: Applicability::Unsafe, help: Vec::new() }
    }

    /// Sets the reference that was most likely meant.
    pub fn instead(mut self, reference: Option<impl Into<String>>) -> Missing {
        self.instead = reference.map(Into::into);
        self
    }

    /// Adds an action that the author can take: one sentence.
    pub fn help(mut self, help: impl Into<String>) -> Missing {
        self.help.push(help.into());
        self
    }
}

/// An image as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The URL, not escaped.
    pub src: String,
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
}

/// How a document fits into its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options<'a> {
    /// The level, 2 to 6, that the highest headings get; the others follow without a gap.
    pub top_heading: u8,
    /// Comes before each id (`business-`), so that several documents of a page keep apart.
    pub id_prefix: &'a str,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { top_heading: 2, id_prefix: "" }
    }
}

/// A heading of a document, for its table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The level on the page: 2 to 6.
    pub level: u8,
    /// The `id` attribute, unique on the page.
    pub id: String,
    /// Without links.
    pub html: String,
    /// Without isolates.
    pub text: String,
}

/// Markdown that has become HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Finished markup: escaped, isolated, with a `lang` and `dir` of its own where it differs from the page.
    pub html: String,
    /// Headings that are not in a list, quotation or callout.
    pub toc: Vec<Heading>,
    /// The full text, without isolates; one line per block.
    pub text: String,
}

/// Running text: no block in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// Finished markup, links included.
    pub html: String,
    /// As HTML that is allowed inside a link: without links of its own.
    pub linkless: String,
    /// Plain text without isolates: for data, ids, comparison.
    pub text: String,
    /// Plain text with isolates: for titles, descriptions, `alt`, `aria-label`, feeds.
    pub isolated: String,
}

impl Inline {
    fn new(flow: &Flow, env: &Env) -> Inline {
        let html = env.wrapped_html(flow.html(env.dir, Links::Keep));
        Inline {
            linkless: if html.contains("<a ") {
                env.wrapped_html(flow.html(env.dir, Links::Omit))
            } else {
                html.clone()
            },
            html,
            text: flow.bare(),
            isolated: env.wrapped_isolated(flow.isolated(env.dir)),
        }
    }
}

/// Markdown with blocks: the body of a guide, tier or page. `ids` is the page's; a document that
/// is on several pages is rendered for each.
pub fn document(
    prose: &Prose,
    env: &Env,
    resolver: &dyn Resolver,
    options: Options,
    ids: &mut Ids,
) -> (Document, Diagnostics) {
    walk::document(prose, env, resolver, options, ids)
}

/// Inline Markdown: a verdict, tagline, note, help. A block in it is an error; its words are kept.
pub fn inline(prose: &Prose, env: &Env, resolver: &dyn Resolver) -> (Inline, Diagnostics) {
    let (flow, diagnostics) = walk::inline(prose, env, resolver);
    (Inline::new(&flow, env), diagnostics)
}

/// A document as self-contained Markdown: facts written out, URLs absolute, headings from `top_heading`
/// on. `ids` and `options` as for the page that it is a copy of, whose anchors its links lead to. What is
/// wrong with it, [`document`] reports.
pub fn copy(
    prose: &Prose,
    env: &Env,
    resolver: &dyn Resolver,
    options: Options,
    ids: &mut Ids,
    copied: Copied,
) -> String {
    copy::document(prose, env, resolver, options, ids, copied)
}

/// Inline Markdown likewise, on one line.
pub fn copy_inline(prose: &Prose, env: &Env, resolver: &dyn Resolver, copied: Copied) -> String {
    copy::inline(prose, env, resolver, copied)
}

/// A title or name: plain text, in which `code` between backticks is the only markup. Other markup is an error.
pub fn name(prose: &Prose, env: &Env) -> (Inline, Diagnostics) {
    let mut flow = Flow::default();
    flow.set_name();
    let mut rest = prose.text.as_str();
    let mut codes = Vec::new();
    while let Some(open) = rest.find('`') {
        let ticks = rest[open..].len() - rest[open..].trim_start_matches('`').len();
        let fence = &rest[open..open + ticks];
        let after = &rest[open + ticks..];
        // A fence without its other half is text; so are those after it of the same length.
        let Some(close) = closing_fence(after, ticks) else {
            flow.push(&rest[..open]);
            flow.push(fence);
            rest = after;
            continue;
        };
        flow.push(&rest[..open]);
        flow.code(after[..close].trim(), env.dir);
        let start = prose.text.len() - after.len();
        codes.push(start..start + close);
        rest = &after[close + ticks..];
    }
    flow.push(rest);
    let mut diagnostics = check_characters(prose);
    plain::check_markup(prose, &codes, &mut diagnostics);
    (Inline::new(&flow, env), diagnostics)
}

/// Where a run of exactly `ticks` backticks begins.
fn closing_fence(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(open) = text[at..].find('`') {
        let open = at + open;
        let length = text[open..].len() - text[open..].trim_start_matches('`').len();
        if length == ticks {
            return Some(open);
        }
        at = open + length;
    }
    None
}
