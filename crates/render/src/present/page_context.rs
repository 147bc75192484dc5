//! Renders facts and text on the pages of a language. Errors in a text are collected on pages in the text's own
//! language only: a text that is also shown in another language, which lacks it, is reported once.

use std::cell::RefCell;

use indexmap::IndexSet;

use super::{Dependencies, Dependency, RenderContext, dir};
use crate::view::{DateView, Html, Plain};
use mizan_i18n::{Argument, Localizer, Scope};
use mizan_markdown::{self, Dir, Document, Env, Ids, Inline, Mark, Resolver};
use mizan_model::{Date, Decimal, LangIx, Localized, Message, Prose, Run, StyledText};
use mizan_source::diagnostics::{Diagnostic, Diagnostics};

/// Writes on pages of one language. Made for a stage of one thread.
pub struct PageContext<'a> {
    /// The data that all pages are made from.
    pub context: &'a RenderContext,
    /// The language of the pages.
    pub lang: LangIx,
    speaker: Localizer<'a>,
    /// Each once: several cells may share a note, for example.
    faults: RefCell<IndexSet<Diagnostic>>,
    dependencies: RefCell<Dependencies>,
}

impl<'a> PageContext<'a> {
    /// `None` if the site does not have the language.
    pub fn new(context: &'a RenderContext, lang: LangIx) -> Option<PageContext<'a>> {
        let messages = context.messages.get(lang)?;
        let speaker = Localizer::new(&context.site, &context.locales, lang, messages)?;
        Some(PageContext { context, lang, speaker, faults: RefCell::default(), dependencies: RefCell::default() })
    }

    /// What was met so far; the cx forgets it.
    pub fn take_faults(&self) -> Diagnostics {
        self.faults.take().into_iter().collect::<Vec<_>>().into()
    }

    /// What was asked for something so far; the cx forgets it.
    pub fn take_dependencies(&self) -> Dependencies {
        self.dependencies.take()
    }

    /// Records that what is being written depends on something.
    pub fn depends_on(&self, what: Dependency) {
        self.dependencies.borrow_mut().insert(what);
    }

    /// Keeps a problem of a text for [`take_faults`](PageContext::take_faults).
    pub fn fault(&self, diagnostic: Diagnostic) {
        self.faults.borrow_mut().insert(diagnostic);
    }

    /// Formats messages in the language of the pages.
    pub fn localizer(&self) -> &Localizer<'a> {
        &self.speaker
    }

    /// BCP 47 id of a language of the site.
    pub fn id_of(&self, lang: LangIx) -> &'a str {
        self.context.locales.get(lang).map_or("und", |locale| locale.id())
    }

    /// The direction of a language of the site.
    pub fn dir_of(&self, lang: LangIx) -> Dir {
        self.context.locales.get(lang).map_or(Dir::Ltr, |locale| dir(locale.direction()))
    }

    /// For a text in `text_lang` on a page of this language.
    pub fn env(&self, text_lang: LangIx) -> Env<'a> {
        Env::new(self.id_of(self.lang), self.dir_of(self.lang), &direction_of)
            .with_text_in(self.id_of(text_lang), self.dir_of(text_lang))
    }

    /// For a text that an author wrote, with the mark that it has for an author's eyes.
    fn env_of(&self, said: Localized<'_, Prose>) -> Env<'a> {
        let mark = self.context.preview.as_ref().and_then(|outdated| match said.lang {
            lang if lang != self.lang => Some(Mark::Fallback),
            _ => outdated.contains(&said.what.span).then_some(Mark::Outdated),
        });
        self.env(said.lang).marked(mark)
    }

    fn keep(&self, text_lang: LangIx, faults: Diagnostics) {
        if text_lang == self.lang {
            self.faults.borrow_mut().extend(faults.into_vec());
        }
    }

    /// A title, name or caption: plain text that may hold inline code.
    pub fn name(&self, said: Localized<'_, Prose>) -> Inline {
        let (inline, faults) = mizan_markdown::name(said.what, &self.env_of(said));
        self.keep(said.lang, faults);
        inline
    }

    /// Inline Markdown.
    pub fn inline(&self, said: Localized<'_, Prose>, resolver: &dyn Resolver) -> Inline {
        let (inline, faults) = mizan_markdown::inline(said.what, &self.env_of(said), resolver);
        self.keep(said.lang, faults);
        inline
    }

    /// Markdown with blocks as Markdown on its own; its errors are those of [`PageContext::document`].
    pub fn copy(
        &self,
        said: Localized<'_, Prose>,
        resolver: &dyn Resolver,
        options: mizan_markdown::Options<'_>,
        ids: &mut Ids,
        copied: mizan_markdown::Copied<'_>,
    ) -> String {
        mizan_markdown::copy(said.what, &self.env(said.lang), resolver, options, ids, copied)
    }

    /// Inline Markdown likewise.
    pub fn copy_inline(
        &self,
        said: Localized<'_, Prose>,
        resolver: &dyn Resolver,
        copied: mizan_markdown::Copied<'_>,
    ) -> String {
        mizan_markdown::copy_inline(said.what, &self.env(said.lang), resolver, copied)
    }

    /// Markdown with blocks.
    pub fn document(
        &self,
        said: Localized<'_, Prose>,
        resolver: &dyn Resolver,
        options: mizan_markdown::Options<'_>,
        ids: &mut Ids,
    ) -> Document {
        let (document, faults) = mizan_markdown::document(said.what, &self.env_of(said), resolver, options, ids);
        self.keep(said.lang, faults);
        document
    }

    /// A name as runs, for use in a message.
    pub fn name_runs(&self, said: Localized<'_, Prose>) -> StyledText {
        self.speaker.name(said)
    }

    /// A message of the model in the language of the pages.
    pub fn format(&self, phrase: &Message, scope: Scope<'_>) -> StyledText {
        self.speaker.format(phrase, scope)
    }

    /// A message of the theme; one that has no words is shown as its key, which is reported elsewhere.
    pub fn message(&self, key: &'static str, args: &[(&str, Argument)]) -> StyledText {
        self.speaker.message(key, args).unwrap_or_else(|| StyledText::value(key))
    }

    /// The same with values in it that use the words of a guide.
    pub fn message_in(&self, key: &'static str, args: &[(&str, Argument)], scope: Scope<'_>) -> StyledText {
        self.speaker.message_in(key, args, scope).unwrap_or_else(|| StyledText::value(key))
    }

    /// Whether the theme has words for a key.
    pub fn has_message(&self, key: &str) -> bool {
        self.speaker.messages().get(key).is_some()
    }

    /// A list as the language joins it: "a, b and c".
    pub fn list(&self, items: Vec<StyledText>) -> StyledText {
        self.speaker.locale().list(items)
    }

    /// Sentences one after the other, as the language sets them.
    pub fn sentences(&self, sentences: impl IntoIterator<Item = StyledText>) -> StyledText {
        let after = |first: StyledText, second: StyledText| {
            self.message(
                "list.sentences",
                &[("first", Argument::StyledText(first)), ("second", Argument::StyledText(second))],
            )
        };
        sentences.into_iter().reduce(after).unwrap_or_default()
    }

    /// Markup of a text: escaped and isolated.
    pub fn html(&self, rich: &StyledText) -> Html {
        Html(mizan_markdown::rich_html(rich, &self.env(self.lang)))
    }

    /// A name in another language, for an element that declares its language itself.
    pub fn html_in(&self, lang: &str, text: &str) -> Html {
        let name = StyledText { runs: vec![Run::Name(vec![Run::Words(text.to_owned())])] };
        Html(mizan_markdown::rich_html(&name, &Env::new(lang, direction_of(lang), &direction_of)))
    }

    /// Text for copies and tables of data, which people read: with isolates only where the order depends on them.
    pub fn copied(&self, rich: &StyledText) -> String {
        mizan_markdown::rich_copy(rich, &self.env(self.lang))
    }

    /// Text with isolates, for attributes.
    pub fn plain(&self, rich: &StyledText) -> Plain {
        mizan_markdown::rich_isolated(rich, &self.env(self.lang))
    }

    /// Something that is the same in every language, in runs.
    pub fn literal(&self, text: &str) -> StyledText {
        self.format(&Message::Literal(text.to_owned()), Scope::site())
    }

    /// A date as the language writes it, in a `<time>` element.
    pub fn date(&self, date: Date) -> DateView {
        let iso = date.to_string();
        let text = self.speaker.locale().date(date);
        DateView { html: self.html(&StyledText { runs: vec![Run::Time { iso: iso.clone(), text }] }), iso }
    }
}

/// A number for a message.
pub(super) fn number(n: impl TryInto<u64>) -> Argument {
    Argument::Number(Decimal::from(n.try_into().unwrap_or(u64::MAX)))
}

/// Several texts one after the other, with something between them.
pub(super) fn joined(parts: impl IntoIterator<Item = StyledText>, between: &StyledText) -> StyledText {
    let mut whole = StyledText::default();
    for part in parts {
        if !whole.runs.is_empty() {
            whole.append(between.clone());
        }
        whole.append(part);
    }
    whole
}

/// Words for a message.
pub(super) fn rich(rich: &StyledText) -> Argument {
    Argument::StyledText(rich.clone())
}

/// The direction of any language, by its likely script.
pub(super) fn direction_of(lang: &str) -> Dir {
    dir(mizan_i18n::Direction::of(lang))
}

impl From<&Inline> for Html {
    fn from(inline: &Inline) -> Html {
        Html(inline.html.clone())
    }
}
