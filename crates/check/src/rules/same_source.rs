//! One source that is listed twice: readers count two.

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
        true => format!("the sources `{}` and `{id}` of the guide `{}` have one address", first.id, guide.id),
        false => format!("`{id}`, which a claim names, is the source `{}` of the guide `{}`", first.id, guide.id),
    };
    let diagnostic = SameSource::warning(message)
        .at(at, "here again, under another number")
        .also(first.at, format!("`{}` for the first time", first.id));
    match is_listed {
        true => diagnostic
            .help(format!("name `{}` where `{id}` is named, and remove [sources.{id}]", first.id))
            .help(format!("a part of it has a place in the claim: `sources = [\"{}#section-2\"]`", first.id))
            .help("where the two are states of one page at two times, give each its own `archived`"),
        false if first.source.span.is_some() => {
            diagnostic.help(format!("name it by its id: `sources = [\"{}\"]`", first.id))
        }
        false => diagnostic.help("write the address in the same way everywhere"),
    }
}

/// Where a claim names a source first.
fn cited(guide: &Guide, id: &str) -> Option<Span> {
    let cells = guide.cells();
    let statements = guide.stats.iter().map(|stat| &stat.cell).chain(cells).flat_map(|cell| &cell.statements);
    let of = |said: &Statement| said.sources.iter().find(|citation| citation.source == id).map(|found| found.span);
    statements.filter_map(of).next()
}

/// An address as browsers understand it: `https://Example.org` and `https://example.org/` are one.
fn address(url: &str) -> Option<String> {
    url::Url::parse(url).ok().map(String::from)
}

/// Whether two copies that stay show that the page was another each time.
fn is_apart(a: &Source, b: &Source) -> bool {
    a.archived.is_some() && b.archived.is_some() && a.archived != b.archived
}
