//! What is known of a guide wherever the guide itself is not at hand.
//!
//! A site may have thousands of guides, and each takes a hundred times as much memory as what others need of it. So
//! the plan, links, feeds, cards and the checks of the site as a whole read interfaces, and a guide is in memory only
//! while it is checked or rendered ([`Guides`](super::Guides)). An interface is made from its guide alone.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{Date, Guide, GuideWords, IndexVec, Kind, LangIx, Localized, Pair, Prose, TierIx, TierWords, compare};
use mizan_source::{SourceId, Span, Spanned};

/// What others may know of a guide. Fields are as those of [`Guide`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideInterface {
    pub id: String,
    pub file: SourceId,
    pub draft: bool,
    pub source_language: LangIx,
    pub kind: Kind,
    pub tags: Vec<Spanned<String>>,
    pub related: Option<Vec<Spanned<String>>>,
    pub authors: Vec<Spanned<String>>,
    pub translators: IndexMap<LangIx, Vec<Spanned<String>>>,
    pub published: Option<Date>,
    pub updated: Option<Date>,
    pub tiers: IndexVec<TierIx, TierInterface>,
    pub pairs: Vec<Pair>,
    /// By pair: in how many rows the two are known to differ.
    pub differences: Vec<u32>,
    pub words: IndexMap<LangIx, WordsInterface>,
    /// Of every price.
    pub currencies: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierInterface {
    pub id: String,
    pub span: Span,
}

/// What others may know of a guide's words in a language. Fields are as those of [`GuideWords`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsInterface {
    pub title: Prose,
    pub description: Prose,
    pub verdict: Option<Prose>,
    pub slug: Option<Prose>,
    pub aliases: Vec<Prose>,
    pub draft: bool,
    /// By tier.
    pub tiers: IndexVec<TierIx, Option<TierWordsInterface>>,
}

/// What others may know of a tier's words in a language. Fields are as those of [`TierWords`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierWordsInterface {
    pub name: Option<Prose>,
    pub slug: Option<Prose>,
    pub aliases: Vec<Prose>,
}

impl GuideInterface {
    pub fn new(guide: &Guide) -> GuideInterface {
        let tiers = guide.tiers.iter().map(|tier| TierInterface { id: tier.id.clone(), span: tier.span });
        let differences =
            |pair: &Pair| u32::try_from(compare::pair(guide, pair.a, pair.b).different.len()).unwrap_or(u32::MAX);
        GuideInterface {
            id: guide.id.clone(),
            file: guide.file,
            draft: guide.draft,
            source_language: guide.source_language,
            kind: guide.kind,
            tags: guide.tags.clone(),
            related: guide.related.clone(),
            authors: guide.authors.clone(),
            translators: guide.translators.clone(),
            published: guide.published,
            updated: guide.updated,
            tiers: tiers.collect(),
            pairs: guide.pairs.clone(),
            differences: guide.pairs.iter().map(differences).collect(),
            words: guide.words.iter().map(|(lang, words)| (*lang, WordsInterface::new(words))).collect(),
            currencies: guide.currencies().map(str::to_owned).collect(),
        }
    }

    /// As [`Guide::said`].
    pub fn said<'a, T: ?Sized>(
        &'a self,
        lang: LangIx,
        pick: impl Fn(&'a WordsInterface) -> Option<&'a T>,
    ) -> Option<Localized<'a, T>> {
        [lang, self.source_language]
            .into_iter()
            .find_map(|lang| Some(Localized { what: pick(self.words.get(&lang)?)?, lang }))
    }

    /// As [`Guide::said_of_tier`].
    pub fn said_of_tier<'a, T: ?Sized>(
        &'a self,
        lang: LangIx,
        tier: TierIx,
        pick: impl Fn(&'a TierWordsInterface) -> Option<&'a T>,
    ) -> Option<Localized<'a, T>> {
        self.said(lang, |words| pick(words.tiers.get(tier)?.as_ref()?))
    }
}

impl WordsInterface {
    fn new(words: &GuideWords) -> WordsInterface {
        let tier = |tier: &TierWords| TierWordsInterface {
            name: tier.name.clone(),
            slug: tier.slug.clone(),
            aliases: tier.aliases.clone(),
        };
        WordsInterface {
            title: words.title.clone(),
            description: words.description.clone(),
            verdict: words.verdict.clone(),
            slug: words.slug.clone(),
            aliases: words.aliases.clone(),
            draft: words.draft,
            tiers: words.tiers.iter().map(|words| words.as_ref().map(tier)).collect(),
        }
    }
}
