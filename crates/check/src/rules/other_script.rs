//! Text in the script of another language: most often a missing translation, or a file in the wrong folder. Names
//! in another script are common and correct ("WhatsApp Business API" in Arabic), so only sentences are checked, and
//! names only all together.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};

use super::shared::sentence_words;
use crate::lint::{Check, LanguageProfile, LintRule, LintText, Role, TextGroup};
use mizan_markdown::{Block, BlockKind, Form};
use mizan_model::{LangIx, Languages};
use mizan_source::SourceId;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Letters of which a sentence has more.
const LETTERS: usize = 12;
/// The number of names from which a file is checked, and how many in ten must be in another script.
const NAMES: usize = 8;
const IN_TEN: usize = 7;

/// The names of one file.
#[derive(Default)]
struct Names<'t> {
    all: usize,
    /// Those in another script.
    strangers: Vec<(&'t LintText<'t>, Script)>,
}

#[doc = include_str!("../../../../docs/diagnostics/MZ0719.md")]
pub(super) struct OtherScript;

impl LintRule for OtherScript {
    const CODE: Code = Code::OtherScript;
    const CHECK: Check = Check::TextGroup(check);
}

fn check(TextGroup { texts, .. }: &TextGroup<'_>, languages: &Languages<LanguageProfile<'_>>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let mut names: BTreeMap<(LangIx, SourceId), Names<'_>> = BTreeMap::new();
    for text in texts {
        let Some(language) = languages.get(text.lang).filter(|language| language.knows_script()) else { continue };
        match text.role {
            Role::Title | Role::Sentence => {
                let paragraphs = text.outline.blocks.iter().filter(|block| is_own(block, text.form));
                let strangers = paragraphs.filter_map(|block| Some((block, stranger(&block.text, language)?)));
                let strangers: Vec<_> =
                    strangers.filter(|(block, script)| is_sentence(&block.text, *script, text.form)).collect();
                if let Some((block, script)) = strangers.first() {
                    diagnostics.push(sentence(text, language, block, *script, strangers.len()));
                }
            }
            Role::Name => {
                let all: String = text.outline.blocks.iter().map(|block| block.text.as_str()).collect();
                if all.chars().filter(|c| is_letter(*c)).count() > 2 {
                    let of_file = names.entry((text.lang, text.prose.span.source)).or_default();
                    of_file.all += 1;
                    of_file.strangers.extend(stranger(&all, language).map(|script| (text, script)));
                }
            }
            Role::Pattern | Role::Quoted => {}
        }
    }
    for ((lang, _), Names { all, strangers }) in names {
        let (Some(language), Some((first, script))) = (languages.get(lang), strangers.first()) else { continue };
        if all >= NAMES && strangers.len() * 10 >= all * IN_TEN {
            let message =
                format!("{} of {all} names in {} are in {} script", strangers.len(), language.name, script.full_name());
            diagnostics.push(
                OtherScript::warning(message)
                    .at(first.prose.span, "the first of these names")
                    .help("translate them; if the file is in another language, move it to that language's folder"),
            );
        }
    }
    diagnostics
}

fn sentence(
    text: &LintText<'_>,
    language: &LanguageProfile<'_>,
    block: &Block,
    script: Script,
    strangers: usize,
) -> Diagnostic {
    let whole = text.form != Form::Document;
    let what = if whole { text.what.clone() } else { format!("a paragraph in {}", text.what) };
    let message = format!("expected {what} in {}, found {} script", language.name, script.full_name());
    let label = match strangers {
        1 => format!("{} script", script.full_name()),
        n => format!("the first of {n} paragraphs"),
    };
    let diagnostic = OtherScript::warning(message).at(block.span, label).help(
        "translate it: browsers, search engines and screen readers treat it as text in the language of its folder",
    );
    if whole { diagnostic } else { diagnostic.help("if it is a quotation, begin its lines with `> `") }
}

/// The author's own text: not quotations, nor tables, which are full of names.
fn is_own(block: &Block, form: Form) -> bool {
    form != Form::Document || matches!(block.kind, BlockKind::Paragraph)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c.script(), Script::Common | Script::Inherited | Script::Unknown)
}

/// The script of most letters, where nine in ten are in none of the language's.
fn stranger(text: &str, language: &LanguageProfile<'_>) -> Option<Script> {
    let mut scripts: BTreeMap<&str, (usize, Script)> = BTreeMap::new();
    let mut all = 0;
    for c in text.chars().filter(|c| is_letter(*c)) {
        all += 1;
        if !language.writes(c) {
            let script = c.script();
            scripts.entry(script.short_name()).or_insert((0, script)).0 += 1;
        }
    }
    // Some languages are written in several scripts.
    let strange: usize = scripts.values().map(|(count, _)| count).sum();
    let (_, script) = scripts.into_values().max_by_key(|(count, _)| *count)?;
    (strange * 10 >= all * 9).then_some(script)
}

/// Whether this is more than a row of names: names of products are written with capitals.
fn is_sentence(text: &str, script: Script, form: Form) -> bool {
    let letters = text.chars().filter(|c| is_letter(*c)).count();
    if letters < LETTERS {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.contains(is_letter)).collect();
    match script {
        Script::Han | Script::Hiragana | Script::Katakana | Script::Thai | Script::Khmer | Script::Lao => true,
        Script::Latin | Script::Cyrillic | Script::Greek | Script::Armenian => {
            // A line of a list may be a term that a program shows in its own language.
            sentence_words(&words) >= if form == Form::Document { 5 } else { 3 }
        }
        _ => words.len() >= 4,
    }
}
