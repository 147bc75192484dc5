//! A missing cell: its tier, its feature, and the line to add.

use super::tiers::TierFile;
use mizan_model::Feature;
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, some_of};
use mizan_source::{Span, Spanned};

/// The diagnostic of a tier without a value for a feature.
pub(super) fn missing(tier: &Spanned<String>, file: &TierFile, feature: &Feature) -> Diagnostic {
    let line = format!("{} = \"unknown\"", feature.id);
    let diagnostic =
        Diagnostic::error(Code::MissingCell, format!("missing value for `{}` of `{}`", feature.id, tier.value));
    let diagnostic = match (file.header, file.file) {
        (Some(header), _) => diagnostic
            .at(header, format!("no line for `{}` in this table", feature.id))
            // Under the header, before everything else of the table, is right wherever the table ends.
            .fix(Span { start: header.end, ..header }, format!("\n{line}"), Applicability::Unsafe),
        (None, Some(file)) => {
            diagnostic.at(Span::new(file, 0..0), format!("no [features] with a line for `{}`", feature.id))
        }
        (None, None) => diagnostic.at(tier.span, "this tier"),
    };
    diagnostic.also(feature.span, format!("`{}` is defined here", feature.id)).help(format!(
        "add a line under [features], for example {}, or `{line}` if the value is unknown",
        example(feature)
    ))
}

/// The diagnostic of a tier without values for many features, with the lines to add.
pub(super) fn missing_all(tier: &Spanned<String>, file: &TierFile, features: &[&Feature]) -> Diagnostic {
    let names = some_of(features.iter().map(|feature| format!("`{}`", feature.id))).unwrap_or_default();
    let count = features.len();
    let lines: String = features.iter().map(|feature| format!("\n{} = \"unknown\"", feature.id)).collect();
    let diagnostic = Diagnostic::error(
        Code::MissingCell,
        format!("missing values for {count} features of `{}`: {names}", tier.value),
    );
    let diagnostic = match (file.header, file.end) {
        (Some(header), _) => diagnostic
            .at(header, format!("{count} lines are missing in this table"))
            .help("add these lines, and replace \"unknown\" with the values that you know")
            .fix(Span { start: header.end, ..header }, lines, Applicability::Unsafe),
        (None, Some(end)) => diagnostic
            .at(Span { end: end.start, ..end }, format!("no [features] with {count} lines"))
            .help("add these lines, and replace \"unknown\" with the values that you know")
            .fix(end, format!("{}[features]{lines}\n", if end.start == 0 { "" } else { "\n" }), Applicability::Unsafe),
        (None, None) => diagnostic.at(tier.span, "this tier").help("add one line per feature under [features]"),
    };
    match features.first() {
        Some(first) => diagnostic.also(first.span, format!("`{}`, the first of them, is defined here", first.id)),
        None => diagnostic,
    }
}

fn example(feature: &Feature) -> String {
    let option = feature.options.keys().next().map_or("…", String::as_str);
    feature.kind.info().example.replace("{id}", &feature.id).replace("{option}", option)
}
