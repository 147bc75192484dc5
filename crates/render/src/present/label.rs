//! Names: in the page's language, else as the facts have them for every language, else in the guide's
//! source language, else the id (whose want of words is reported by then).

use super::pen::PageContext;
use crate::view::{Html, Plain};
use mizan_markdown::Inline;
use mizan_model::apart::AnswerIx;
use mizan_model::{FeatureIx, GroupIx, Guide, GuideWords, LangIx, Prose, Rich, Said, TierIx, TierWords};

/// A name in every form in which it is wanted.
#[derive(Clone, Debug, Default)]
pub struct Label {
    pub html: Html,
    /// With isolates.
    pub plain: Plain,
    /// Without.
    pub bare: String,
    /// To stand in a message.
    pub runs: Rich,
}

impl Label {
    pub fn said(pen: &PageContext<'_>, said: Said<'_, Prose>) -> Label {
        let Inline { linkless, isolated, text, .. } = pen.name(said);
        Label { html: Html(linkless), plain: isolated, bare: text, runs: pen.name_runs(said) }
    }

    /// The same in every language: isolated.
    pub fn literal(pen: &PageContext<'_>, text: &str) -> Label {
        Label::runs(pen, pen.literal(text))
    }

    pub fn runs(pen: &PageContext<'_>, runs: Rich) -> Label {
        Label { html: pen.html(&runs), plain: pen.plain(&runs), bare: runs.bare(), runs }
    }
}

/// A guide's words on the pages of a language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub guide: &'a Guide,
    /// The pages' language.
    pub lang: LangIx,
}

impl<'a> Words<'a> {
    pub fn said(&self, pick: impl Fn(&'a GuideWords) -> Option<&'a Prose>) -> Option<Said<'a, Prose>> {
        self.guide.said(self.lang, pick)
    }

    pub fn of_tier(&self, tier: TierIx, pick: impl Fn(&'a TierWords) -> Option<&'a Prose>) -> Option<Said<'a, Prose>> {
        self.guide.said_of_tier(self.lang, tier, pick)
    }

    /// The words of `pick`, the name that the facts give, or the id.
    pub fn label(
        &self,
        pen: &PageContext<'_>,
        pick: impl Fn(&'a GuideWords) -> Option<&'a Prose>,
        fact: Option<&str>,
        id: &str,
    ) -> Label {
        match (self.said(pick), fact) {
            (Some(said), None) => Label::said(pen, said),
            (Some(said), Some(_)) if said.lang == self.lang => Label::said(pen, said),
            (_, Some(fact)) => Label::literal(pen, fact),
            (None, None) => Label::literal(pen, id),
        }
    }

    pub fn title(&self, pen: &PageContext<'_>) -> Label {
        self.label(pen, |words| Some(&words.title), None, &self.guide.id)
    }

    pub fn tier(&self, pen: &PageContext<'_>, tier: TierIx) -> Label {
        match self.of_tier(tier, |words| words.name.as_ref()) {
            Some(said) => Label::said(pen, said),
            None => Label::literal(pen, self.guide.tiers.get(tier).map_or("", |tier| &tier.id)),
        }
    }

    pub fn group(&self, pen: &PageContext<'_>, group: GroupIx) -> Label {
        let id = self.guide.groups.get(group).map_or("", |group| group.id.as_str());
        self.label(pen, |words| words.labels.groups.get(id), None, id)
    }

    pub fn feature(&self, pen: &PageContext<'_>, feature: FeatureIx) -> Label {
        let Some(feature) = self.guide.features.get(feature) else { return Label::default() };
        let pick = |words: &'a GuideWords| words.labels.features.get(&feature.id)?.name.as_ref();
        self.label(pen, pick, feature.name.as_deref(), &feature.id)
    }

    /// A question of the chooser and one of its answers.
    pub fn answer(&self, pen: &PageContext<'_>, (question, answer): AnswerIx) -> Option<(Label, Label)> {
        let question = self.guide.questions.get(question)?;
        let answer = question.answers.get(answer)?;
        let text = |words: &'a GuideWords| words.labels.questions.get(&question.id)?.text.as_ref();
        let said = |words: &'a GuideWords| words.labels.questions.get(&question.id)?.answers.get(&answer.id);
        Some((self.label(pen, text, None, &question.id), self.label(pen, said, None, &answer.id)))
    }
}
