//! Claims without a source, where the site requires one.

use super::claims;
use mizan_model::Guide;
use mizan_model::config::RequireSource;
use mizan_model::value::Value;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, Suppressions};

pub(crate) fn check(guide: &Guide, unread: &Suppressions) -> Diagnostics {
    let wanted = guide.freshness.require_source;
    claims(guide)
        .iter()
        .filter(|claim| match wanted {
            RequireSource::None => false,
            RequireSource::Key => claim.key,
            RequireSource::All => true,
        })
        .filter(|claim| claim.statement.sources.is_empty() && unread.value(claim.statement.span).is_none())
        // `unknown` makes no claim.
        .filter(|claim| !matches!(claim.statement.value, Value::Unknown | Value::NotApplicable))
        .map(|claim| {
            Diagnostic::error(Code::MissingSource, format!("{} has no source", claim.whose))
                .at(claim.statement.span, "no source for this value")
                .help("add `sources = [\"id\"]` to the cell, or to [defaults] of the tier or the guide")
                .help(match wanted {
                    RequireSource::All => {
                        "every claim needs a source because of `require_source = \"all\"` in [freshness]"
                    }
                    _ => "key features need a source because of `require_source = \"key\"` in [freshness]",
                })
        })
        .collect::<Vec<_>>()
        .into()
}
