//! A guide in one language: the data that its pages share, rendered once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::anchors::{self, Anchors};
use super::cell::Cells;
use super::evidence::{self, Claims};
use super::label::Words;
use super::page_context::PageContext;
use super::prose_table::ProseTables;
use super::row::{self, Table};
use super::shared_views::{LanguageViews, SharedViews, folder_of};
use super::tier::Tiers;
use super::{CellRenderer, Dependencies, Dependency, RenderContext, paths, picture, profile, question, site, stat};
use crate::resolver::{Facts, Home};
use crate::view::{EmbedView, GuideCard, GuideView, Html, ImageView, RowView, Shared, TierView, TocView, View};
use mizan_markdown::{Document, Heading, Options, fragment};
use mizan_model::{Guide, GuideIx, IndexVec, LangIx, TierIx};
use mizan_plan::PageKey;
use mizan_source::diagnostics::Diagnostics;

/// The number of related guides, if the author names none.
const RELATED: usize = 4;

/// The data that the pages of one guide share in one language.
pub struct GuideInLanguage {
    /// Which guide it is.
    pub guide: GuideIx,
    /// The language of the pages.
    pub lang: LangIx,
    /// What its texts ask for something.
    pub dependencies: Dependencies,
    pub(super) table: Table,
    pub(super) tiers: IndexVec<TierIx, Shared<TierView>>,
    pub(super) image: Option<ImageView>,
    /// Headings of the guide's prose.
    pub(super) toc: Vec<TocView>,
    /// Headings of each tier's prose.
    pub(super) tier_tocs: IndexVec<TierIx, Vec<TocView>>,
    /// `guide`
    pub(super) value: tera::Value,
    /// `evidence` on its own page.
    pub(super) evidence: tera::Value,
}

impl GuideInLanguage {
    /// Renders a guide's cells, labels and texts. `None` if the guide has no page in the language.
    pub fn prepare(
        context: &RenderContext,
        shared: &SharedViews,
        engine: &dyn CellRenderer,
        guide: GuideIx,
        lang: LangIx,
    ) -> (Option<GuideInLanguage>, Diagnostics) {
        let made = PageContext::new(context, lang).zip(shared.language(lang)).and_then(|(cx, language)| {
            let made = prepare(&cx, language, engine, guide);
            Some((made?, cx.take_faults()))
        });
        match made {
            Some((guide, diagnostics)) => (Some(guide), diagnostics),
            None => (None, Diagnostics::default()),
        }
    }
}

fn prepare(
    cx: &PageContext<'_>,
    language: &LanguageViews,
    engine: &dyn CellRenderer,
    ix: GuideIx,
) -> Option<GuideInLanguage> {
    let context = cx.context;
    let guide = context.site.guides.get(ix)?;
    let head = language.heads.get(ix)?;
    // The verdict was worded with the head, and is on the guide's own page too.
    head.dependencies.iter().for_each(|what| cx.depends_on(*what));
    let words = Words { guide, lang: cx.lang };
    let folder = folder_of(&guide.id);
    let anchors = Anchors::of_guide(guide);
    let home = Home { guide: Some(ix), folder: &folder, anchors: &anchors, tables: None };
    let content = content_language(&words);
    let running = Facts::new(cx, home, content);

    let cells = Cells { cx, words, head, resolver: &running, engine };
    let table = Table::new(&cells);
    let tables = ProseTables::new(&cells, &table);

    let mut ids = anchors::ids(guide);
    let body = words
        .said(|words| words.body())
        .map(|said| {
            let prose = Facts::new(cx, Home { tables: Some(&tables), ..home }, said.lang);
            cx.document(said, &prose, Options { top_heading: 3, ..Options::default() }, &mut ids)
        })
        .unwrap_or_default();
    let tier_bodies: IndexVec<TierIx, Document> = guide
        .tiers
        .indices()
        .map(|tier| {
            let prefix = anchors::tier_prefix(guide, tier);
            let said = words.of_tier(tier, |words| words.body());
            said.map(|said| {
                let prose = Facts::new(cx, Home { tables: Some(&tables), ..home }, said.lang);
                cx.document(said, &prose, anchors::tier_options(&prefix), &mut ids)
            })
            .unwrap_or_default()
        })
        .collect();

    let tiers = Tiers { cx, words, head, table: &table, resolver: &running, folder: &folder };
    let tiers: IndexVec<TierIx, Shared<TierView>> =
        tier_bodies.iter_enumerated().filter_map(|(at, body)| tiers.view(at, body)).collect();
    let image = guide
        .image
        .as_ref()
        .and_then(|image| picture::view(cx, &folder, image, words.said(|words| words.image_alt.as_ref())));
    let base = &context.plan.base;
    let route = context.plan.find(&PageKey::Guide(ix), cx.lang).and_then(|page| context.plan.pages.get(page));
    let data =
        |name: &str| route.filter(|_| context.site.config.outputs.data).map(|page| base.href(&page.route.file(name)));
    let embed = context.plan.find(&PageKey::Embed(ix), cx.lang).and_then(|page| context.plan.pages.get(page));
    let questions = question::views(cx, &words, &table);
    let every: Vec<TierIx> = guide.tiers.indices().collect();
    let claims = Claims::whole(guide, &every);
    let evidence = evidence::view(cx, &words, &table, claims);
    let needs = question::needs(cx, &words, &table);
    let view = GuideView {
        id: guide.id.clone(),
        url: head.card.url.clone(),
        title: head.title.html.clone(),
        description: Html(head.description.html.clone()),
        verdict: head.verdict.as_ref().map(|verdict| Html(verdict.html.clone())),
        kind: guide.kind.as_str(),
        image: image.clone(),
        body: Html(body.html.clone()),
        tiers: tiers.to_vec(),
        stats: stat::views(cx, &words),
        groups: table.groups.clone(),
        rows: table.rows.len(),
        same_rows: table.rows.iter().filter(|row| row.same).count(),
        undecided_rows: table.rows.iter().filter(|row| row.undecided).count(),
        differing_rows: table.rows.iter().filter(|row| distinguishes(row)).count(),
        key_differing_rows: table.key_rows(guide).iter().filter(|row| distinguishes(row)).count(),
        key_rows: table.key_rows(guide),
        profile: profile::views(cx, guide, &table),
        legend: row::legend(&cells, &table),
        sources: evidence.sources.clone(),
        only_source: evidence.only_source,
        checked: claims.checked().oldest.map(|date| cx.date(date)),
        questions,
        needs,
        paths: paths::views(cx, &words),
        pairs: head.pairs.clone(),
        related: related(cx, language, guide, ix),
        tags: guide.tags.iter().map(|tag| site::tag(cx, &tag.value)).collect(),
        data_json: data("data.json"),
        data_csv: data("data.csv"),
        markdown: route.and_then(|page| context.plan.copy(&context.site, page)).map(|copy| base.href(&copy)),
        embed: embed.map(|page| {
            let url = base.absolute(&page.route);
            EmbedView {
                code: cx.html_in("en", &mizan_export::frame(&url, &head.title.bare)),
                oembed: base.absolute(&page.route.file("oembed.json")),
                url,
            }
        }),
        sponsored: tiers.iter().any(|tier| tier.sponsored),
    };
    let (value, evidence) = (view.value(), evidence.value());
    Some(GuideInLanguage {
        guide: ix,
        lang: cx.lang,
        dependencies: cx.take_dependencies(),
        tier_tocs: tier_bodies.iter().map(|body| toc(&body.toc)).collect(),
        toc: toc(&body.toc),
        table,
        tiers,
        image,
        value,
        evidence,
    })
}

/// Some tiers differ in the row. "Differences only" hides all other rows.
fn distinguishes(row: &RowView) -> bool {
    !row.same && !row.undecided
}

/// The language of a guide's prose.
fn content_language(words: &Words<'_>) -> LangIx {
    words.said(|words| Some(&words.title)).map_or(words.lang, |said| said.lang)
}

/// For a table of contents.
pub(super) fn toc(headings: &[Heading]) -> Vec<TocView> {
    headings
        .iter()
        .filter(|heading| heading.level <= 3)
        .map(|heading| TocView {
            href: fragment(&heading.id),
            id: heading.id.clone(),
            name: Html(heading.html.clone()),
            level: heading.level,
        })
        .collect()
}

/// The guides that the author names, else those that share the most tags, in home's order.
fn related(cx: &PageContext<'_>, language: &LanguageViews, guide: &Guide, ix: GuideIx) -> Vec<Shared<GuideCard>> {
    let (context, heads) = (cx.context, &language.heads);
    let card = |guide: GuideIx| {
        let head = heads.get(guide)?;
        cx.depends_on(Dependency::Guide(guide));
        head.dependencies.iter().for_each(|what| cx.depends_on(*what));
        Some(head.card.clone())
    };
    if let Some(named) = &guide.related {
        return named.iter().filter_map(|id| card(context.site.guide(&id.value)?)).collect();
    }
    let carriers = context.plan.tags.get(cx.lang);
    let mut shared: BTreeMap<GuideIx, usize> = BTreeMap::new();
    for other in guide.tags.iter().filter_map(|tag| carriers?.get(&tag.value)).flatten() {
        *shared.entry(*other).or_default() += 1;
    }
    shared.remove(&ix);
    let mut sharing: Vec<_> =
        shared.into_iter().map(|(guide, tags)| (Reverse(tags), heads.place(guide), guide)).collect();
    sharing.sort_unstable();
    sharing.into_iter().take(RELATED).filter_map(|(_, _, guide)| card(guide)).collect()
}
