//! `choice` and `choices`: options of the feature, by id.

use super::raw::Raw;
use super::read::{Declaration, in_words, with_comma};
use mizan_source::diagnostics::{Code, Diagnostics, did_you_mean};

/// One option's id.
pub fn read_one(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<String> {
    let id = of.text(raw, "the id of one of its options", faults)?;
    if of.options.contains_key(&id) {
        return Some(id);
    }
    let known: Vec<&str> = of.options.keys().map(String::as_str).collect();
    let diagnostic = of.fault(
        Code::UnknownOption,
        raw.span,
        &format!("`{id}` is none of the feature's options"),
        format!("there is no option `{id}`"),
    );
    faults.push(match did_you_mean(&id, known.iter().copied().chain(super::STATES)) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(raw.span, format!("\"{meant}\""), false),
        None => diagnostic
            .help(format!("the options are {}", in_words(&known)))
            .help(format!("or add `{id}` to the feature's `options` in guide.toml")),
    });
    None
}

/// A list of options' ids, given back in the feature's order.
pub fn read_many(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Vec<String>> {
    let Some(items) = raw.as_array() else {
        let diagnostic = of.misfit(raw, "a list of its options");
        faults.push(match raw.as_str() {
            Some(id) if of.options.contains_key(id) => {
                diagnostic.help(format!("write [\"{id}\"]")).fix(raw.span, format!("[\"{id}\"]"), true)
            }
            _ => diagnostic.help("write the ids in brackets: [\"a\", \"b\"]"),
        });
        return None;
    };
    if items.is_empty() {
        faults.push(
            of.misfit(raw, "a list of its options")
                .help("where there is none, write \"no\"")
                .fix(raw.span, "\"no\"", false),
        );
        return None;
    }
    let mut chosen: Vec<String> = Vec::new();
    let mut whole = true;
    for (at, item) in items.iter().enumerate() {
        match read_one(item, of, faults) {
            Some(id) if chosen.contains(&id) => {
                whole = false;
                let diagnostic = of
                    .fault(
                        Code::DuplicateId,
                        item.span,
                        &format!("the option `{id}` stands twice"),
                        format!("`{id}` stands above already"),
                    )
                    .help("remove one of the two");
                let before = at.checked_sub(1).and_then(|before| items.get(before));
                faults.push(match before.and_then(|before| with_comma(before.span, item.span)) {
                    Some(span) => diagnostic.fix(span, "", true),
                    None => diagnostic,
                });
            }
            Some(id) => chosen.push(id),
            None => whole = false,
        }
    }
    chosen.sort_by_key(|id| of.options.get_index_of(id));
    whole.then_some(chosen)
}
