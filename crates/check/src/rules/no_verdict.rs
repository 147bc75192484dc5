//! Guides without a verdict: the recommendation in a sentence or two, which readers look for first.

use crate::lint::{Check, GuideInput, LintRule};
use mizan_model::LangIx;
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0715.md")]
pub(super) struct NoVerdict;

impl LintRule for NoVerdict {
    const CODE: Code = Code::NoVerdict;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, languages, .. }: &GuideInput<'_>) -> Diagnostics {
    let source = guide.source_language;
    let has_original = guide.words.get(&source).is_some_and(|words| words.verdict.is_some());
    let name = |lang: LangIx| languages.get(lang).map_or("its language", |language| language.name.as_str());
    let mut diagnostics = Diagnostics::default();
    for (lang, words) in guide.words.iter().filter(|(_, words)| words.verdict.is_none() && !words.draft && !guide.draft)
    {
        let label = match (*lang == source, has_original) {
            (true, _) => "no `verdict` in this front matter".to_owned(),
            (false, true) => format!("readers see the verdict in {}", name(source)),
            // There is nothing to translate yet.
            (false, false) => continue,
        };
        let message = format!("the guide `{}` has no verdict in {}", guide.id, name(*lang));
        diagnostics.push(
            NoVerdict::warning(message)
                .at(Span::new(words.file, 0..0), label)
                .help("add `verdict = \"…\"` below the title: which tier is for whom, in a sentence or two"),
        );
    }
    diagnostics
}
