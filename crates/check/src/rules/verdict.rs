//! The answer in a sentence or two: what readers look for first.

use super::tongue::Tongue;
use mizan_model::Guide;
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

pub(super) fn judge(guide: &Guide, tongues: &[Tongue<'_>]) -> Diagnostics {
    let source = guide.source_language;
    let has_original = guide.words.get(&source).is_some_and(|words| words.verdict.is_some());
    let name = |lang: usize| tongues.get(lang).map_or("its language", |tongue| tongue.name.as_str());
    let mut diagnostics = Diagnostics::default();
    for (lang, words) in guide.words.iter().filter(|(_, words)| words.verdict.is_none() && !words.draft && !guide.draft)
    {
        let label = match (*lang == source, has_original) {
            (true, _) => "no `verdict` in this front matter".to_owned(),
            (false, true) => format!("readers get the one in {}", name(source)),
            // There is nothing to translate yet.
            (false, false) => continue,
        };
        let message = format!("the guide `{}` has no verdict in {}", guide.id, name(*lang));
        diagnostics.push(
            Diagnostic::warning(Code::NoVerdict, message)
                .at(Span::new(words.file, 0..0), label)
                .help("write `verdict = \"…\"` under the title: in a sentence or two, which tier is for whom"),
        );
    }
    diagnostics
}
