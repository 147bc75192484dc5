//! Descriptions that search results cut off, or that are too short to be useful.

use super::shared::page_place::PagePlace;
use super::shared::text_length::{LengthRange, WrongLength};
use crate::lint::{Check, LanguageProfile, LintRule, PageMeta, PageMetaInput};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

const DESCRIPTION: LengthRange = LengthRange { min: 50, max: 170 };

#[doc = include_str!("../../../../docs/diagnostics/MZ0709.md")]
pub(super) struct DescriptionLength;

impl LintRule for DescriptionLength {
    const CODE: Code = Code::DescriptionLength;
    const CHECK: Check = Check::PageMeta(check);
}

fn check(PageMetaInput { site, languages, pages }: &PageMetaInput<'_>) -> Diagnostics {
    let found = pages.iter().filter_map(|meta| check_page(meta, languages.get(meta.lang)?, PagePlace::of(site, meta)?));
    found.collect::<Vec<_>>().into()
}

fn check_page(meta: &PageMeta, language: &LanguageProfile<'_>, place: PagePlace) -> Option<Diagnostic> {
    let span = place.description?;
    let range = DESCRIPTION.in_language(language);
    let length = range.measure(&meta.description)?;
    let n = length.characters();
    let message =
        format!("the description of {} is too {} in {}: {n} characters", place.page, length.as_str(), language.name);
    let LengthRange { min, max } = range;
    Some(
        DescriptionLength::warning(message)
            .at(span, format!("{n} characters"))
            .help(format!("search engines and shared links show {min} to {max} characters"))
            .help(match length {
                WrongLength::Short(_) => "say what is compared, by which criteria, and where the facts come from",
                WrongLength::Long(_) => "keep only what a reader needs to decide whether to open the page",
            }),
    )
}
