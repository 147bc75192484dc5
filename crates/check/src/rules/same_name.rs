//! Items of one list with the same name.

use indexmap::IndexMap;

use crate::lint::{Check, GuideInput, LintRule};
use mizan_model::{FeatureIx, GroupIx, Guide, GuideWords, Prose};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostics};

/// The items of one list: id, name and the place of the name.
type NamedItems<'a> = Vec<(&'a str, &'a str, Span)>;

#[doc = include_str!("../../../../docs/diagnostics/MZ0717.md")]
pub(super) struct SameName;

impl LintRule for SameName {
    const CODE: Code = Code::SameName;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for words in guide.words.values() {
        for (kind, list) in lists(guide, words) {
            same(guide, kind, list, &mut diagnostics);
        }
    }
    diagnostics
}

/// Everything that readers see in one list, by what messages call it.
fn lists<'a>(guide: &'a Guide, words: &'a GuideWords) -> Vec<(&'static str, NamedItems<'a>)> {
    let labels = &words.labels;
    let named = |id: &'a str, prose: &'a Prose| (id, prose.text.as_str(), prose.span);
    let mut lists: Vec<(&'static str, NamedItems<'a>)> = Vec::new();
    let tiers = guide.tiers.iter().zip(&words.tiers);
    lists.push((
        "tiers",
        tiers.filter_map(|(tier, said)| Some(named(&tier.id, said.as_ref()?.name.as_ref()?))).collect(),
    ));
    for parent in std::iter::once(None).chain(guide.groups.indices().map(Some)) {
        let groups = guide.groups.iter().filter(|group| group.parent == parent);
        lists.push((
            "groups",
            groups.filter_map(|group| Some(named(&group.id, labels.groups.get(&group.id)?))).collect(),
        ));
    }
    // A row under another is read with that one: "Calls: price", "Messages: price".
    let mut rows: IndexMap<(GroupIx, Option<FeatureIx>), NamedItems<'a>> = IndexMap::new();
    for feature in &guide.features {
        let words = labels.features.get(&feature.id).and_then(|words| words.name.as_ref());
        let name = match (words, &feature.name) {
            (Some(name), _) => named(&feature.id, name),
            (None, Some(name)) => (feature.id.as_str(), name.as_str(), feature.span),
            (None, None) => continue,
        };
        rows.entry((feature.group, feature.parent)).or_default().push(name);
    }
    lists.extend(rows.into_values().map(|rows| ("features", rows)));
    let each = |map: &'a IndexMap<String, Prose>| map.iter().map(|(id, prose)| named(id, prose)).collect();
    lists.extend(labels.options.values().map(|options| ("options", each(options))));
    lists.push((
        "questions",
        labels.questions.iter().filter_map(|(id, words)| Some(named(id, words.text.as_ref()?))).collect(),
    ));
    lists.extend(labels.questions.values().map(|words| ("answers", each(&words.answers))));
    lists
}

fn same(guide: &Guide, kind: &str, list: NamedItems<'_>, out: &mut Diagnostics) {
    let mut known: IndexMap<String, (&str, Span)> = IndexMap::new();
    for (id, name, span) in list {
        let plain = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        match known.get(&plain) {
            Some((first, place)) if *first != id => out.push(
                SameName::warning(format!(
                    "the {kind} `{first}` and `{id}` of the guide `{}` are both called “{name}”",
                    guide.id
                ))
                .at(span, format!("“{name}”"))
                .also(*place, "the same name is used here")
                .help("give them different names: readers see the names, not the ids"),
            ),
            Some(_) => {}
            None => drop(known.insert(plain, (id, span))),
        }
    }
}
