//! Pages with the same title or description, which look the same in search results.

use std::collections::BTreeMap;

use super::shared::page_place::PagePlace;
use crate::lint::{Check, LintRule, PageMeta, PageMetaInput};
use mizan_model::{LangIx, Site};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0710.md")]
pub(super) struct SameHead;

impl LintRule for SameHead {
    const CODE: Code = Code::SameHead;
    const CHECK: Check = Check::PageMeta(check);
}

/// The two texts that are compared.
#[derive(Clone, Copy)]
enum Part {
    Title,
    Description,
}

impl Part {
    fn as_str(self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::Description => "description",
        }
    }

    fn of(self, meta: &PageMeta) -> &str {
        match self {
            Part::Title => &meta.title,
            Part::Description => &meta.description,
        }
    }

    fn span(self, place: &PagePlace) -> Span {
        match self {
            Part::Title => place.title,
            Part::Description => place.description.unwrap_or(place.title),
        }
    }
}

fn check(PageMetaInput { site, pages, .. }: &PageMetaInput<'_>) -> Diagnostics {
    let mut found = same(site, pages, Part::Title);
    found.extend(same(site, pages, Part::Description));
    found.into()
}

fn same(site: &Site, pages: &[PageMeta], part: Part) -> Vec<Diagnostic> {
    let mut known: BTreeMap<(LangIx, &str), &PageMeta> = BTreeMap::new();
    let mut found = Vec::new();
    for meta in pages.iter().filter(|meta| meta.indexed) {
        let text = part.of(meta);
        let Some(first) = known.get(&(meta.lang, text)) else {
            known.insert((meta.lang, text), meta);
            continue;
        };
        let (Some(here), Some(there)) = (PagePlace::of(site, meta), PagePlace::of(site, first)) else { continue };
        let kind = part.as_str();
        found.push(
            SameHead::warning(format!("{} has the same {kind} as {}", here.page, there.page))
                .at(part.span(&here), format!("/{}", meta.path))
                .also(part.span(&there), format!("/{}", first.path))
                .help(format!("give each page its own {kind}, so that readers can tell them apart in search results")),
        );
    }
    found
}
