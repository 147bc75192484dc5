//! The same source listed twice.

use std::collections::BTreeMap;

use crate::lint::{Check, GuideInput, LintRule};
use mizan_model::{Guide, Source, Statement};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// A source of the guide, and where it is named first.
struct Listed<'g> {
    id: &'g str,
    source: &'g Source,
    at: Span,
}

#[doc = include_str!("../../../../docs/diagnostics/MZ0731.md")]
pub(super) struct SameSource;

impl LintRule for SameSource {
    const CODE: Code = Code::SameSource;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let mut by_address: BTreeMap<String, Vec<Listed<'_>>> = BTreeMap::new();
    for (id, source) in &guide.sources {
        let Some(address) = source.url.as_deref().and_then(address) else { continue };
        let Some(at) = source.span.or_else(|| cited(guide, id)) else { continue };
        let same = by_address.entry(address).or_default();
        match same.iter().find(|first| !is_apart(first.source, source)) {
            Some(first) => diagnostics.push(twice(guide, first, id, at, source.span.is_some())),
            None => same.push(Listed { id, source, at }),
        }
    }
    diagnostics
}

fn twice(guide: &Guide, first: &Listed<'_>, id: &str, at: Span, is_listed: bool) -> Diagnostic {
    let message = match is_listed {
        true => format!("the sources `{}` and `{id}` of the guide `{}` have the same URL", first.id, guide.id),
        false => format!("`{id}`, cited in a claim, is already the source `{}` of the guide `{}`", first.id, guide.id),
    };
    let diagnostic = SameSource::warning(message)
        .at(at, "the same URL again")
        .also(first.at, format!("`{}` is first used here", first.id));
    match is_listed {
        true => diagnostic
            .help(format!("cite `{}` instead of `{id}`, and remove [sources.{id}]", first.id))
            .help(format!("to cite a part of a source, add it in the claim: `sources = [\"{}#section-2\"]`", first.id))
            .help("if they are two versions of one page, give each its own `archived` URL"),
        false if first.source.span.is_some() => {
            diagnostic.help(format!("cite it by its id: `sources = [\"{}\"]`", first.id))
        }
        false => diagnostic.help("write the URL in the same way everywhere"),
    }
}

/// Where a claim names a source first.
fn cited(guide: &Guide, id: &str) -> Option<Span> {
    let cells = guide.cells();
    let statements = guide.stats.iter().map(|stat| &stat.cell).chain(cells).flat_map(|cell| &cell.statements);
    let of = |said: &Statement| said.sources.iter().find(|citation| citation.source == id).map(|found| found.span);
    statements.filter_map(of).next()
}

/// A URL as browsers normalize it: `https://Example.org` and `https://example.org/` are the same.
fn address(url: &str) -> Option<String> {
    url::Url::parse(url).ok().map(String::from)
}

/// Whether two copies that stay show that the page was another each time.
fn is_apart(a: &Source, b: &Source) -> bool {
    a.archived.is_some() && b.archived.is_some() && a.archived != b.archived
}
