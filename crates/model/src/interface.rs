//! The part of a guide that other guides and pages need.
//!
//! A site may have thousands of guides, and each takes a hundred times as much memory as what others need of it. So
//! the plan, links, feeds, cards and the checks of the site as a whole read interfaces, and a guide is in memory only
//! while it is checked or rendered ([`Guides`](super::Guides)). An interface is made from its guide alone.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{Date, Guide, GuideWords, IndexVec, Kind, LangIx, Localized, Pair, Prose, TierIx, TierWords, compare};
use mizan_source::{SourceId, Span, Spanned};

/// What other guides and pages can use of a guide. Fields are as those of [`Guide`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideInterface {
    /// The name of its folder.
    pub id: String,
    /// Its guide.toml.
    pub file: SourceId,
    /// Whether the whole guide is a draft.
    pub draft: bool,
    /// The language that the others are translated from.
    pub source_language: LangIx,
    /// What is compared: products, plans, and so on.
    pub kind: Kind,
    /// Ids of tags.
    pub tags: Vec<Spanned<String>>,
    /// Ids of guides to read next; `None` if they are chosen by tags.
    pub related: Option<Vec<Spanned<String>>>,
    /// Ids of people.
    pub authors: Vec<Spanned<String>>,
    /// Ids of people, by language.
    pub translators: IndexMap<LangIx, Vec<Spanned<String>>>,
    /// The day of the first publication.
    pub published: Option<Date>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// In column order.
    pub tiers: IndexVec<TierIx, TierInterface>,
    /// The pairs with a page of their own, in column order.
    pub pairs: Vec<Pair>,
    /// By pair: the number of rows in which the two are known to differ.
    pub differences: Vec<u32>,
    /// By language: a guide has pages in these.
    pub words: IndexMap<LangIx, WordsInterface>,
    /// Of every price.
    pub currencies: BTreeSet<String>,
}

/// What other guides and pages can use of a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierInterface {
    /// The name of its file.
    pub id: String,
    /// Where the guide lists it.
    pub span: Span,
}

/// What other guides and pages can use of a guide's text in a language. Fields are as those of [`GuideWords`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsInterface {
    /// Plain text.
    pub title: Prose,
    /// Plain text.
    pub description: Prose,
    /// The answer in a sentence or two: inline Markdown.
    pub verdict: Option<Prose>,
    /// The last part of the URL, if it is not the id.
    pub slug: Option<Prose>,
    /// Former paths below the base URL.
    pub aliases: Vec<Prose>,
    /// Whether the guide is a draft in this language.
    pub draft: bool,
    /// By tier.
    pub tiers: IndexVec<TierIx, Option<TierWordsInterface>>,
}

/// What other guides and pages can use of a tier's text in a language. Fields are as those of [`TierWords`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierWordsInterface {
    /// Plain text and inline code.
    pub name: Option<Prose>,
    /// The last part of the URL, if it is not the id.
    pub slug: Option<Prose>,
    /// Former paths below the base URL.
    pub aliases: Vec<Prose>,
}

impl GuideInterface {
    /// The interface of `guide`.
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

    /// Like [`Guide::said`].
    pub fn said<'a, T: ?Sized>(
        &'a self,
        lang: LangIx,
        pick: impl Fn(&'a WordsInterface) -> Option<&'a T>,
    ) -> Option<Localized<'a, T>> {
        [lang, self.source_language]
            .into_iter()
            .find_map(|lang| Some(Localized { what: pick(self.words.get(&lang)?)?, lang }))
    }

    /// Like [`Guide::said_of_tier`].
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
