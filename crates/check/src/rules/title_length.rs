//! Titles that search results cut off, or that are too short to be useful in a tab.

use super::shared::page_place::PagePlace;
use super::shared::text_length::{LengthRange, WrongLength};
use crate::lint::{Check, LanguageProfile, LintRule, PageMeta, PageMetaInput, PageSubject};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

const TITLE: LengthRange = LengthRange { min: 10, max: 70 };

#[doc = include_str!("../../../../docs/diagnostics/MZ0708.md")]
pub(super) struct TitleLength;

impl LintRule for TitleLength {
    const CODE: Code = Code::TitleLength;
    const CHECK: Check = Check::PageMeta(check);
}

fn check(PageMetaInput { site, languages, pages }: &PageMetaInput<'_>) -> Diagnostics {
    let found = pages.iter().filter_map(|meta| check_page(meta, languages.get(meta.lang)?, PagePlace::of(site, meta)?));
    found.collect::<Vec<_>>().into()
}

fn check_page(meta: &PageMeta, language: &LanguageProfile<'_>, place: PagePlace) -> Option<Diagnostic> {
    let range = TITLE.in_language(language);
    let length = range.measure(&meta.title)?;
    let message = format!(
        "the title of {} is too {} in {}: {} characters",
        place.page,
        length.as_str(),
        language.name,
        length.characters()
    );
    let LengthRange { min, max } = range;
    Some(
        TitleLength::warning(message)
            .at(place.title, format!("shown as “{}”", without_isolates(&meta.title)))
            .help(format!("search results and browser tabs show {min} to {max} characters"))
            .help(suggestion(&meta.subject, length)),
    )
}

fn suggestion(subject: &PageSubject, length: WrongLength) -> &'static str {
    match (subject, length) {
        (PageSubject::Home, WrongLength::Short(_)) => "describe the site in `title` of content/pages/home",
        (PageSubject::Tier(..), WrongLength::Short(_)) => {
            "shorten the title of the guide, so that it fits beside the tier's name"
        }
        (PageSubject::Tier(..) | PageSubject::Pair(..) | PageSubject::Tag(_), _) => "use a longer or shorter name",
        (_, WrongLength::Short(_)) => "say what is compared, and for whom",
        _ => "begin with what is specific to the page, and move the rest to the description",
    }
}

/// Without the invisible characters around parts of another direction.
fn without_isolates(text: &str) -> String {
    text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect()
}
