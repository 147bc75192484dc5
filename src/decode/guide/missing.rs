//! A cell that is not there: who says nothing about what, and the line to add.

use super::tiers::TierFile;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::model::{Feature, FeatureType};
use crate::source::{Span, Spanned};

/// Cells of one tier that are told of one by one; where more are missing, something larger went wrong.
const ONE_BY_ONE: usize = 3;

/// Tells of a tier that says nothing about the features in `absent`.
pub fn missing(tier: &Spanned<String>, file: &TierFile, absent: &[&Feature], sink: &Sink) {
    match absent {
        [first, second, ..] if absent.len() > ONE_BY_ONE => sink.push(many(tier, file, absent, first, second)),
        _ => absent.iter().for_each(|feature| sink.push(one(tier, file, feature))),
    }
}

/// One message, with all the lines to add.
fn many(tier: &Spanned<String>, file: &TierFile, absent: &[&Feature], first: &Feature, second: &Feature) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::MissingCell,
        format!("`{}` says nothing about `{}`, `{}` and {} more", tier.value, first.id, second.id, absent.len() - 2),
    );
    let lines: String = absent.iter().map(|feature| format!("\n{} = \"unknown\"", feature.id)).collect();
    let diagnostic = match (file.header, file.file) {
        (Some(header), _) => diagnostic.at(header, "their lines are missing under this").fix(
            Span { start: header.end, ..header },
            lines,
            false,
        ),
        (None, Some(file)) => diagnostic
            .at(Span::new(file, 0..0), "no [features] with a line for each")
            .help("write a line `[features]`, and below it a line for each feature that guide.toml lists"),
        (None, None) => diagnostic.at(tier.span, "this tier"),
    };
    diagnostic
        .also(first.span, format!("`{}` is listed here", first.id))
        .help(format!("add a line for each under [features], the first of them {}", example(first)))
        .help("where nobody knows, `\"unknown\"` says so")
}

/// The diagnostic of a tier that says nothing about a feature.
fn one(tier: &Spanned<String>, file: &TierFile, feature: &Feature) -> Diagnostic {
    let line = format!("{} = \"unknown\"", feature.id);
    let diagnostic =
        Diagnostic::error(Code::MissingCell, format!("`{}` says nothing about `{}`", tier.value, feature.id));
    let diagnostic = match (file.header, file.file) {
        (Some(header), _) => diagnostic
            .at(header, format!("a line for `{}` is missing under this", feature.id))
            // Under the header, before everything else of the table, is right wherever the table ends.
            .fix(Span { start: header.end, ..header }, format!("\n{line}"), false),
        (None, Some(file)) => {
            diagnostic.at(Span::new(file, 0..0), format!("no [features] with a line for `{}`", feature.id))
        }
        (None, None) => diagnostic.at(tier.span, "this tier"),
    };
    diagnostic
        .also(feature.span, format!("`{}` is listed here", feature.id))
        .help(format!("add the line `{line}` under [features], or better: {}", example(feature)))
}

fn example(feature: &Feature) -> String {
    let id = &feature.id;
    match feature.kind {
        FeatureType::Support => format!("`{id} = \"yes\"`, or \"no\""),
        FeatureType::Number | FeatureType::Percent => format!("the number, `{id} = 5`"),
        FeatureType::Limit => format!("the number, `{id} = 5`, or \"unlimited\""),
        FeatureType::Range => format!("the range, `{id} = {{ min = 1, max = 5 }}`"),
        FeatureType::Dimensions => format!("the lengths, `{id} = [146.6, 70.6, 8.25]`"),
        FeatureType::Money => format!("the price, `{id} = {{ amount = \"9.90\", currency = \"USD\" }}`"),
        FeatureType::Rating => format!("the rating, `{id} = {{ value = 4.5, max = 5 }}`"),
        FeatureType::Date => format!("the date, `{id} = 2026-05-04`"),
        FeatureType::Version => format!("the version, `{id} = \"1.2\"`"),
        FeatureType::Link => format!("the address, `{id} = {{ url = \"https://…\" }}`"),
        FeatureType::Choice => {
            format!("the option, `{id} = \"{}\"`", feature.options.keys().next().map_or("…", String::as_str))
        }
        FeatureType::Choices => {
            format!("the options, `{id} = [\"{}\"]`", feature.options.keys().next().map_or("…", String::as_str))
        }
        FeatureType::Text => format!("`{id} = true`, with the words in the tier's front matter"),
    }
}
