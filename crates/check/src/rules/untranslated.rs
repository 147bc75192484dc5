//! Sentences that are the same, letter for letter, in two languages of one script. Where the scripts differ, the
//! see MZ0719.

use std::collections::BTreeMap;

use super::shared::sentence_words;
use crate::lint::{Check, LanguageProfile, LintRule, LintText, Role, TextGroup};
use mizan_model::{LangIx, Languages};
use mizan_source::diagnostics::{Code, Diagnostics};

/// The number of different small words from which a text is not a list of names.
const WORDS: usize = 4;

#[doc = include_str!("../../../../docs/diagnostics/MZ0718.md")]
pub(super) struct Untranslated;

impl LintRule for Untranslated {
    const CODE: Code = Code::Untranslated;
    const CHECK: Check = Check::TextGroup(check);
}

fn check(TextGroup { original, texts }: &TextGroup<'_>, languages: &Languages<LanguageProfile<'_>>) -> Diagnostics {
    let original = *original;
    let originals: BTreeMap<&str, &LintText<'_>> =
        texts.iter().filter(|text| text.lang == original).map(|text| (text.key.as_str(), text)).collect();
    let translations = texts.iter().filter(|text| text.lang != original && related(languages, text.lang, original));
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
            let (language, from) = (languages.get(text.lang)?, languages.get(original)?);
            Some(
                Untranslated::warning(format!(
                    "{} in {} is identical to the one in {}",
                    text.what, language.name, from.name
                ))
                .at(text.prose.span, "not translated")
                .also(source.prose.span, "the same text")
                .help(
                    "translate it, or remove the key if it is optional: the original is then shown and marked as such",
                ),
            )
        })
        .collect::<Vec<_>>()
        .into()
}

/// Different languages in the same script.
fn related(languages: &Languages<LanguageProfile<'_>>, a: LangIx, b: LangIx) -> bool {
    match (languages.get(a), languages.get(b)) {
        (Some(a), Some(b)) => a.primary() != b.primary() && a.same_script(b),
        _ => false,
    }
}
