//! Sentences that are the same, letter for letter, in two languages of one script. Where the scripts differ, the
//! letters tell (MZ0719).

use std::collections::BTreeMap;

use super::script::sentence_words;
use super::texts::{Owner, Role, Text};
use super::tongue::Tongue;
use mizan_model::LangIx;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Different small words from which on a text is no row of names.
const WORDS: usize = 4;

pub(super) fn judge(owner: &Owner<'_>, texts: &[Text<'_>], tongues: &[Tongue<'_>]) -> Diagnostics {
    let original = match owner {
        Owner::Guide(guide) => guide.source_language,
        Owner::Page(_, languages) => languages.keys().next().copied().unwrap_or_default(),
        Owner::Site(languages) => languages.keys().next().copied().unwrap_or_default(),
    };
    let originals: BTreeMap<&str, &Text<'_>> =
        texts.iter().filter(|text| text.lang == original).map(|text| (text.key.as_str(), text)).collect();
    let translations = texts.iter().filter(|text| text.lang != original && related(tongues, text.lang, original));
    translations
        .filter(|text| matches!(text.role, Role::Title | Role::Sentence))
        .filter_map(|text| {
            let source = originals.get(text.key.as_str())?;
            let same = source.prose.text.trim() == text.prose.text.trim();
            let words: String = text.outline.blocks.iter().flat_map(|block| [block.text.as_str(), " "]).collect();
            let words: Vec<&str> = words.split_whitespace().collect();
            if !same || sentence_words(&words) < WORDS {
                return None;
            }
            let (tongue, from) = (tongues.get(text.lang)?, tongues.get(original)?);
            Some(
                Diagnostic::warning(
                    Code::Untranslated,
                    format!("{} in {} is word for word what it is in {}", text.what, tongue.name, from.name),
                )
                .at(text.prose.span, "not translated")
                .also(source.prose.span, "the same words")
                .help(
                    "translate it; or leave the key out, where it may be, and the original is shown and marked as such",
                ),
            )
        })
        .collect::<Vec<_>>()
        .into()
}

/// Different languages in the same script.
fn related(tongues: &[Tongue<'_>], a: LangIx, b: LangIx) -> bool {
    match (tongues.get(a), tongues.get(b)) {
        (Some(a), Some(b)) => a.primary() != b.primary() && a.same_script(b),
        _ => false,
    }
}
