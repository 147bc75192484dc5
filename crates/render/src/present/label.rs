//! Names: in the page's language, else as the facts have them for every language, else in the guide's
//! source language, else the id (whose missing name was reported already).

use super::page_context::PageContext;
use crate::view::{Html, Plain};
use mizan_markdown::Inline;
use mizan_model::{
    AnswerIx, FeatureIx, GroupIx, Guide, GuideInterface, GuideWords, LangIx, Localized, Prose, StyledText, TierIx,
    TierWords,
};

/// A name in every form in which it is needed.
#[derive(Clone, Debug, Default)]
pub struct Label {
    pub html: Html,
    /// With isolates.
    pub plain: Plain,
    /// Without.
    pub bare: String,
    /// For use in a message.
    pub runs: StyledText,
}

impl Label {
    pub fn said(cx: &PageContext<'_>, said: Localized<'_, Prose>) -> Label {
        let Inline { linkless, isolated, text, .. } = cx.name(said);
        Label { html: Html(linkless), plain: isolated, bare: text, runs: cx.name_runs(said) }
    }

    /// The same in every language: isolated.
    pub fn literal(cx: &PageContext<'_>, text: &str) -> Label {
        Label::runs(cx, cx.literal(text))
    }

    pub fn runs(cx: &PageContext<'_>, runs: StyledText) -> Label {
        Label { html: cx.html(&runs), plain: cx.plain(&runs), bare: runs.bare(), runs }
    }
}

/// A guide's names on the pages of a language, which other pages show too.
#[derive(Clone, Copy)]
pub(super) struct NamesInLanguage<'a> {
    pub guide: &'a GuideInterface,
    /// The pages' language.
    pub lang: LangIx,
}

impl NamesInLanguage<'_> {
    pub(super) fn title(&self, cx: &PageContext<'_>) -> Label {
        let said = self.guide.said(self.lang, |words| Some(&words.title));
        said.map_or_else(|| Label::literal(cx, &self.guide.id), |said| Label::said(cx, said))
    }

    pub(super) fn tier(&self, cx: &PageContext<'_>, tier: TierIx) -> Label {
        match self.guide.said_of_tier(self.lang, tier, |words| words.name.as_ref()) {
            Some(said) => Label::said(cx, said),
            None => Label::literal(cx, self.guide.tiers.get(tier).map_or("", |tier| &tier.id)),
        }
    }
}

/// A guide's words on the pages of a language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub guide: &'a Guide,
    /// The pages' language.
    pub lang: LangIx,
}

impl<'a> Words<'a> {
    pub(super) fn said(&self, pick: impl Fn(&'a GuideWords) -> Option<&'a Prose>) -> Option<Localized<'a, Prose>> {
        self.guide.said(self.lang, pick)
    }

    pub(super) fn of_tier(
        &self,
        tier: TierIx,
        pick: impl Fn(&'a TierWords) -> Option<&'a Prose>,
    ) -> Option<Localized<'a, Prose>> {
        self.guide.said_of_tier(self.lang, tier, pick)
    }

    /// The words of `pick`, the name that the facts give, or the id.
    pub(super) fn label(
        &self,
        cx: &PageContext<'_>,
        pick: impl Fn(&'a GuideWords) -> Option<&'a Prose>,
        fact: Option<&str>,
        id: &str,
    ) -> Label {
        match (self.said(pick), fact) {
            (Some(said), None) => Label::said(cx, said),
            (Some(said), Some(_)) if said.lang == self.lang => Label::said(cx, said),
            (_, Some(fact)) => Label::literal(cx, fact),
            (None, None) => Label::literal(cx, id),
        }
    }

    pub(super) fn tier(&self, cx: &PageContext<'_>, tier: TierIx) -> Label {
        match self.of_tier(tier, |words| words.name.as_ref()) {
            Some(said) => Label::said(cx, said),
            None => Label::literal(cx, self.guide.tier(tier).map_or("", |tier| &tier.id)),
        }
    }

    pub(super) fn group(&self, cx: &PageContext<'_>, group: GroupIx) -> Label {
        let id = self.guide.group(group).map_or("", |group| group.id.as_str());
        self.label(cx, |words| words.labels.groups.get(id), None, id)
    }

    pub(super) fn feature(&self, cx: &PageContext<'_>, feature: FeatureIx) -> Label {
        let Some(feature) = self.guide.feature(feature) else { return Label::default() };
        let pick = |words: &'a GuideWords| words.labels.features.get(&feature.id)?.name.as_ref();
        self.label(cx, pick, feature.name.as_deref(), &feature.id)
    }

    /// A question of the chooser and one of its answers.
    pub(super) fn answer(&self, cx: &PageContext<'_>, ix: AnswerIx) -> Option<(Label, Label)> {
        let (question, answer) = self.guide.answer(ix)?;
        let text = |words: &'a GuideWords| words.labels.questions.get(&question.id)?.text.as_ref();
        let said = |words: &'a GuideWords| words.labels.questions.get(&question.id)?.answers.get(&answer.id);
        Some((self.label(cx, text, None, &question.id), self.label(cx, said, None, &answer.id)))
    }
}
