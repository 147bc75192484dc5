//! What a lint rule is.

use super::{LanguageProfile, LintText, PageMeta, Picture, TextGroup};
use mizan_model::config::Config;
use mizan_model::{Date, Guide, Languages, Site};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};
use mizan_source::{SourceId, SourceMap};

/// A lint rule: a type of its own in a file of its own under `rules/`, named as its code is in [`Code`].
///
/// The doc comment of the type is the rule's page, which `mizan explain` prints; the failing and the fixed example
/// in it are its tests (`tests/suite/codes.rs`). A rule is added by a line in [`rules::ALL`](crate::rules::ALL).
///
/// ```ignore
/// #[doc = include_str!("../../../../docs/diagnostics/MZ0711.md")]
/// pub(super) struct ManyTiers;
///
/// impl LintRule for ManyTiers {
///     const CODE: Code = Code::ManyTiers;
///     const CHECK: Check = Check::Guide(check);
/// }
///
/// fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics { … }
/// ```
pub(crate) trait LintRule {
    /// The code of everything that the rule reports.
    const CODE: Code;
    /// The input of the rule, and the function that checks it.
    const CHECK: Check;
    /// Whether a build runs it, too, because what it finds must not go online by mistake.
    const BEFORE_PUBLISHING: bool = false;

    /// The beginning of what the rule reports.
    fn warning(message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(Self::CODE, message)
    }
}

/// What a rule checks. The variant is the input that the rule needs.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// The facts and text of the whole site.
    Site(fn(&Site) -> Diagnostics),
    /// One guide.
    Guide(fn(&GuideInput<'_>) -> Diagnostics),
    /// The text of one guide, page or site in all languages, to be compared with each other.
    TextGroup(fn(&TextGroup<'_>, &Languages<LanguageProfile<'_>>) -> Diagnostics),
    /// One text in one language.
    Text(fn(&LintText<'_>, &LanguageProfile<'_>) -> Diagnostics),
    /// Titles and descriptions of all pages.
    PageMeta(fn(&PageMetaInput<'_>) -> Diagnostics),
    /// One image of the content.
    Picture(fn(&Picture) -> Option<Diagnostic>),
    /// One file as it is written: config.toml, of the content, or a template of the site's theme.
    File(fn(&FileInput<'_>) -> Diagnostics),
}

/// A guide, with what rules need to compare it to.
pub(crate) struct GuideInput<'a> {
    pub guide: &'a Guide,
    pub today: Date,
    /// In the order of config's languages.
    pub languages: &'a Languages<LanguageProfile<'a>>,
}

/// All pages with the site that they are made from.
pub(crate) struct PageMetaInput<'a> {
    pub site: &'a Site,
    /// In the order of config's languages.
    pub languages: &'a Languages<LanguageProfile<'a>>,
    /// Sorted by path; pages that show the text of another page are not included.
    pub pages: &'a [PageMeta],
}

/// A file with its text, for rules about what the model does not keep, such as comments.
pub(crate) struct FileInput<'a> {
    pub config: &'a Config,
    pub sources: &'a SourceMap,
    pub path: &'a str,
    pub file: SourceId,
    pub text: &'a str,
}

/// A rule as it is listed in the registry.
pub(crate) struct Rule {
    pub code: Code,
    pub before_publishing: bool,
    pub check: Check,
}

impl Rule {
    pub(crate) const fn of<R: LintRule>() -> Rule {
        Rule { code: R::CODE, before_publishing: R::BEFORE_PUBLISHING, check: R::CHECK }
    }

    /// The function of a rule about guides.
    pub(crate) fn of_guides(&self) -> Option<fn(&GuideInput<'_>) -> Diagnostics> {
        match self.check {
            Check::Guide(check) => Some(check),
            _ => None,
        }
    }

    /// Whether the rule checks text.
    pub(crate) fn reads_texts(&self) -> bool {
        matches!(self.check, Check::TextGroup(_) | Check::Text(_))
    }

    /// Whether the rule checks titles and descriptions of pages.
    pub(crate) fn reads_page_meta(&self) -> bool {
        matches!(self.check, Check::PageMeta(_))
    }
}
