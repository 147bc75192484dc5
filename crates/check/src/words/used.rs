//! The text that the facts of a guide use, and text that nothing uses.

use std::collections::BTreeMap;

use super::wanted::{keys, own_statements};
use mizan_model::value::Money;
use mizan_model::{Guide, GuideWords, Value};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, did_you_mean};

/// What cells refer to, each with the first place that does.
#[derive(Default)]
pub(crate) struct Used {
    pub(crate) notes: BTreeMap<String, Span>,
    pub(crate) variants: BTreeMap<String, Span>,
    pub(crate) units: BTreeMap<String, Span>,
    /// The units that prices are per.
    pub(crate) divisors: BTreeMap<String, Span>,
    pub(crate) links: BTreeMap<String, Span>,
    /// The facts name these already: a language may still give its own name.
    pub(crate) named_links: BTreeMap<String, Span>,
}

pub(crate) fn used(guide: &Guide) -> Used {
    let mut used = Used::default();
    let units = guide.features.iter().map(|f| &f.unit).chain(guide.stats.iter().map(|s| &s.unit));
    for unit in units.flatten() {
        used.units.entry(unit.value.clone()).or_insert(unit.span);
    }
    let cells = guide.tiers.iter().flat_map(|tier| own_statements(guide, tier)).map(|(_, statement)| statement);
    let stats = guide.stats.iter().flat_map(|stat| &stat.cell.statements);
    for statement in stats.chain(cells) {
        for note in &statement.notes.shared {
            used.notes.entry(note.value.clone()).or_insert(note.span);
        }
        if let Some(variant) = &statement.variant {
            used.variants.entry(variant.value.clone()).or_insert(variant.span);
        }
        let value = match &statement.value {
            Value::Money(money) => Some(money),
            _ => None,
        };
        for money in value.into_iter().chain(&statement.price) {
            if let Money::Amount(amount) = money {
                for unit in amount.per.iter().chain(&amount.billed) {
                    used.units.entry(unit.clone()).or_insert(statement.span);
                    used.divisors.entry(unit.clone()).or_insert(statement.span);
                }
            }
        }
    }
    for link in guide.tiers.iter().flat_map(|tier| &tier.links) {
        let links = if link.name.is_none() { &mut used.links } else { &mut used.named_links };
        links.entry(link.id.clone()).or_insert(link.span);
    }
    used
}

/// Texts in labels.toml of the source language that nothing refers to.
pub(super) fn unused(guide: &Guide, words: &GuideWords, out: &mut Diagnostics) {
    let used = used(guide);
    let labels = &words.labels;
    let mut report = |kind: &str, id: &str, span: Span, known: &BTreeMap<String, Span>, there: Vec<&str>| {
        // Where a misspelled id was intended to name these texts, its own error suggests them.
        let unsaid = known.keys().map(String::as_str).filter(|known| !there.contains(known));
        if known.contains_key(id) || did_you_mean(id, unsaid).is_some() {
            return;
        }
        let diagnostic = Diagnostic::warning(
            Code::UnknownReference,
            format!("nothing in the guide `{}` refers to the {kind} `{id}`", guide.id),
        )
        .at(span, "never used");
        out.push(diagnostic.help(match kind {
            "unit" => "remove it, or use it as the `unit` of a feature or stat, or in the `per` of a price",
            "link" => "remove the line, or add the link to `links` of a tier",
            _ => "remove the line, or refer to it from a cell",
        }));
    };
    labels.notes.iter().for_each(|(id, prose)| report("note", id, prose.span, &used.notes, keys(&labels.notes)));
    labels
        .variants
        .iter()
        .for_each(|(id, prose)| report("variant", id, prose.span, &used.variants, keys(&labels.variants)));
    let links = used.links.into_iter().chain(used.named_links).collect();
    labels.links.iter().for_each(|(id, prose)| report("link", id, prose.span, &links, keys(&labels.links)));
    labels.units.iter().for_each(|(id, unit)| report("unit", id, unit.span, &used.units, keys(&labels.units)));
}
