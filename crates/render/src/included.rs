//! Texts that other texts include: `{{ value("a.care") }}` where the cell of the feature `care` has a text, which may
//! include further values and texts.
//!
//! A text that includes itself would never end, and 24 texts of which each includes the next twice would be 16 million
//! times as long as the last. Both are errors of the texts themselves: they are reported at the texts, once, however
//! many pages include them.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::present::PageContext;
use crate::resolver::Facts;
use mizan_markdown::{Image, Missing, Resolver, Word};
use mizan_model::{GrammaticalCase, GuideIx, LangIx, Prose, StyledText, TierIx};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic};

/// How many texts can be included one within the other: a chain of a dozen is long, and the stack is not endless.
const MAX_DEPTH: usize = 32;
/// How many bytes a text can have with all that it includes: ten pages.
const MAX_LENGTH: usize = 30_000;

/// The text of a tier about a feature.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TextKey {
    pub guide: GuideIx,
    pub tier: TierIx,
    pub feature: String,
    pub lang: LangIx,
}

/// A text that is being included.
struct OpenText<'a> {
    key: TextKey,
    /// How messages name it: `phones/basic.warranty`.
    name: String,
    prose: &'a Prose,
    /// What it refers to at this moment.
    reference: String,
}

/// The texts that are being included, the outermost first, and those that were.
#[derive(Default)]
pub(crate) struct Inclusions<'a> {
    open: RefCell<Vec<OpenText<'a>>>,
    done: RefCell<HashMap<TextKey, String>>,
}

impl<'a> Inclusions<'a> {
    /// Notes what the innermost text refers to.
    pub(crate) fn refers_to(&self, reference: &str) {
        if let Some(text) = self.open.borrow_mut().last_mut() {
            text.reference = reference.to_owned();
        }
    }

    /// The words of a text with all that it includes, by `words`, which may come back here. They are empty where that
    /// has no end, which is reported.
    pub(crate) fn include(
        &self,
        cx: &PageContext<'_>,
        (key, name, prose): (TextKey, String, &'a Prose),
        words: impl FnOnce() -> String,
    ) -> String {
        if let Some(known) = self.done.borrow().get(&key) {
            return known.clone();
        }
        let circle = self.open.borrow().iter().position(|open| open.key == key);
        if let Some(first) = circle {
            cx.fault(circular(self.open.borrow().get(first..).unwrap_or_default()));
            return String::new();
        }
        if self.open.borrow().len() >= MAX_DEPTH {
            cx.fault(
                Diagnostic::error(
                    Code::TextCircle,
                    format!("the text `{name}` is included through more than {MAX_DEPTH} other texts"),
                )
                .at(prose.span, "included too deeply")
                .help("include the values themselves where they are needed, instead of texts that include texts"),
            );
            return String::new();
        }
        self.open.borrow_mut().push(OpenText { key: key.clone(), name: name.clone(), prose, reference: String::new() });
        let mut words = words();
        self.open.borrow_mut().pop();
        if words.len() > MAX_LENGTH {
            cx.fault(
                Diagnostic::error(
                    Code::TextCircle,
                    format!("the text `{name}` is longer than {MAX_LENGTH} bytes with all that it includes"),
                )
                .at(prose.span, "includes too much")
                .help("include fewer texts, or include each of them once"),
            );
            // Without it, what includes this text is not too long for the same reason.
            words.clear();
        }
        self.done.borrow_mut().insert(key, words.clone());
        words
    }
}

/// The same diagnostic for the same circle, wherever it was entered.
fn circular(open: &[OpenText<'_>]) -> Diagnostic {
    let first = (0..open.len()).min_by_key(|at| open.get(*at).map(|text| &text.name)).unwrap_or_default();
    let (before, after) = open.split_at(first);
    let chain: Vec<&OpenText<'_>> = after.iter().chain(before).collect();
    let names: Vec<String> = chain.iter().map(|text| format!("`{}`", text.name)).collect();
    let message = match names.as_slice() {
        [name] => format!("the text {name} includes itself"),
        names => format!("the texts {} include each other in a circle", names.join(", ")),
    };
    let mut diagnostic = Diagnostic::error(Code::TextCircle, message);
    for (at, text) in chain.iter().enumerate() {
        let next = chain.get((at + 1) % chain.len()).map_or("", |next| next.name.as_str());
        let label = match chain.len() {
            1 => "it includes itself here".to_owned(),
            _ => format!("`{}` includes `{next}` here", text.name),
        };
        let place = place(text);
        diagnostic = if at == 0 { diagnostic.at(place, label) } else { diagnostic.also(place, label) };
    }
    diagnostic.help("write the words themselves in one of these places")
}

/// Where a text refers to the next.
fn place(text: &OpenText<'_>) -> Span {
    let whole = text.prose.span;
    let at = text.prose.text.find(&format!("\"{}\"", text.reference)).filter(|_| text.prose.verbatim);
    at.map_or(whole, |at| {
        let start = whole.range().start + at + 1;
        Span::new(whole.source, start..start + text.reference.len())
    })
}

/// Resolves the facts of an included text. Only its words are used: links, images and what is wrong with them belong
/// to the place that the text itself is shown in.
pub(crate) struct IncludedFacts<'a>(pub Facts<'a>);

fn not_resolved<T>() -> Result<T, Missing> {
    Err(Missing::new(Code::BadReference, String::new()))
}

impl Resolver for IncludedFacts<'_> {
    fn fact(&self, reference: &str, case: Option<GrammaticalCase>) -> Result<StyledText, Missing> {
        self.0.fact(reference, case)
    }

    fn value(&self, reference: &str, case: Option<GrammaticalCase>) -> Result<StyledText, Missing> {
        self.0.value(reference, case)
    }

    fn table(&self, _: &[String], _: &[String]) -> Result<String, Missing> {
        not_resolved()
    }

    fn link(&self, _: &str, _: Option<&str>) -> Result<String, Missing> {
        not_resolved()
    }

    fn image(&self, _: &str) -> Result<Image, Missing> {
        not_resolved()
    }

    fn word(&self, word: Word) -> String {
        self.0.word(word)
    }
}
