//! The answer in a sentence or two: what readers look for first.

use super::tongue::Tongue;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Guide;
use crate::source::Span;

pub(super) fn judge(guide: &Guide, tongues: &[Tongue<'_>]) -> Diagnostics {
    let has_original = guide.words.get(&guide.source_language).is_some_and(|words| words.verdict.is_some());
    let without = guide.words.iter().filter(|(_, words)| words.verdict.is_none() && !words.draft && !guide.draft);
    let name = |lang: usize| tongues.get(lang).map_or("its language", |tongue| tongue.name.as_str());
    without
        .map(|(lang, words)| {
            let message = format!("the guide `{}` has no verdict in {}", guide.id, name(*lang));
            let label = match has_original && *lang != guide.source_language {
                true => format!("readers get the one in {}", name(guide.source_language)),
                false => "no `verdict` in this front matter".to_owned(),
            };
            Diagnostic::warning(Code::NoVerdict, message)
                .at(Span::new(words.file, 0..0), label)
                .help("write `verdict = \"…\"` under the title: in a sentence or two, which tier is for whom")
        })
        .collect::<Vec<_>>()
        .into()
}
