//! Options that no tier has and no question requires.

use std::collections::BTreeSet;

use crate::lint::{Check, GuideInput, LintRule};
use mizan_model::Wants;
use mizan_source::diagnostics::{Code, Diagnostics, some_of};

#[doc = include_str!("../../../../docs/diagnostics/MZ0702.md")]
pub(super) struct UnusedOption;

impl LintRule for UnusedOption {
    const CODE: Code = Code::UnusedOption;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let features = guide.features.iter_enumerated().map(|(ix, feature)| {
        let cells = guide.row(ix).flatten().collect::<Vec<_>>();
        (feature.id.as_str(), &feature.options, feature.span, Some(ix), cells)
    });
    let stats = guide.stats.iter().map(|stat| (stat.id.as_str(), &stat.options, stat.span, None, vec![&stat.cell]));
    for (id, options, span, feature, cells) in features.chain(stats) {
        let mut chosen: BTreeSet<&str> = BTreeSet::new();
        for statement in cells.iter().flat_map(|cell| &cell.statements) {
            chosen.extend(statement.value.options().iter().map(String::as_str));
        }
        let answers = guide.questions.iter().flat_map(|question| &question.answers);
        for requirement in answers.flat_map(|answer| &answer.requires).filter(|r| Some(r.feature) == feature) {
            if let Wants::Any(ids) | Wants::All(ids) = &requirement.wants {
                chosen.extend(ids.iter().map(String::as_str));
            }
        }
        let idle: Vec<String> =
            options.keys().filter(|id| !chosen.contains(id.as_str())).map(|id| format!("`{id}`")).collect();
        let (what, them) = if idle.len() == 1 { ("option", "it") } else { ("options", "them") };
        let Some(named) = some_of(idle) else { continue };
        diagnostics.push(
            UnusedOption::warning(format!("unused {what} {named} of `{id}` in the guide `{}`", guide.id))
                .at(span, format!("no cell has {them}, and no question requires {them}"))
                .help("check whether a tier should have it")
                .help(format!("or remove {them} from `options`, and from [options.{id}] in labels.toml")),
        );
    }
    diagnostics
}
