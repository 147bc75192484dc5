//! The context of a page, by page kind.

use tera::Context;

use super::anchors::Anchors;
use super::card::GuideHead;
use super::evidence::{self, Claims};
use super::guide::{GuideInLanguage, toc};
use super::head::{self, Front};
use super::label::{Label, Words};
use super::page_context::{PageContext, number, rich};
use super::shared_views::{LanguageViews, SharedViews};
use super::{Dependencies, RenderContext, linked, pair, site, standing, title};
use crate::resolver::{Facts, Home};
use crate::view::{Html, ImageView, PaginationView, View};
use mizan_export::json_ld::LdKind;
use mizan_markdown::{Document, Ids, Options};
use mizan_model::{GuideIx, LangIx, Localized, PageWords, Prose, StyledText, TierIx};
use mizan_plan::{GUIDES_A_PAGE, Page, PageIx, PageKey};
use mizan_source::diagnostics::Diagnostics;

/// What the template of a page is given. Pages of a guide need what
/// [`prepare`](GuideInLanguage::prepare) made of it in the page's language. `None` if the plan
/// does not have the page, or something that it needs is missing.
pub fn page(
    context: &RenderContext,
    shared: &SharedViews,
    guide: Option<&GuideInLanguage>,
    page: PageIx,
) -> (Option<Context>, Diagnostics) {
    let Made { context, faults, .. } = made(context, shared, guide, page);
    (context, faults)
}

/// A page's context with what was met on the way.
#[derive(Default)]
pub struct Made {
    /// What the page's template gets; `None` if the page does not exist.
    pub context: Option<Context>,
    /// What was wrong with texts that this page alone shows.
    pub faults: Diagnostics,
    /// What its own prose asks for something.
    pub dependencies: Dependencies,
}

/// As [`page`], with all that is known of it.
pub fn made(context: &RenderContext, shared: &SharedViews, guide: Option<&GuideInLanguage>, page: PageIx) -> Made {
    let lang = context.plan.pages.get(page).map(|page| page.lang);
    let found = lang.and_then(|lang| Some((PageContext::new(context, lang)?, shared.language(lang)?)));
    let Some((cx, language)) = found else { return Made::default() };
    let context = template_context(&cx, shared, language, guide, page);
    Made { context, faults: cx.take_faults(), dependencies: cx.take_dependencies() }
}

/// The `title` and the description of a page, with isolates, from what its template is given.
pub fn head_of(context: &Context) -> Option<(String, String)> {
    let page = context.get("page")?;
    let text = |key| page.get_from_path(key)?.as_str().map(str::to_owned);
    Some((text("title_plain")?, text("description")?))
}

fn template_context(
    cx: &PageContext<'_>,
    shared: &SharedViews,
    language: &LanguageViews,
    guide: Option<&GuideInLanguage>,
    ix: PageIx,
) -> Option<Context> {
    let page = cx.context.plan.pages.get(ix)?;
    let mut context = Context::new();
    let wanted = |of: GuideIx| guide.filter(|guide| guide.guide == of && guide.lang == cx.lang);
    let front = match &page.key {
        PageKey::Languages => {
            let title = Label::runs(cx, cx.message("languages.title", &[]));
            Front { linked: LdKind::Home, ..front(title, language.site.description.clone()) }
        }
        PageKey::Home { number } => home(cx, language, *number, &mut context)?,
        PageKey::Guide(of) => guide_front(cx, page, language, wanted(*of)?, &mut context)?,
        PageKey::Tier(of, tier) => tier_front(cx, language, wanted(*of)?, *tier, &mut context)?,
        PageKey::Pair(of, pair) => pair_front(cx, language, wanted(*of)?, *pair, &mut context)?,
        PageKey::Embed(of) => {
            // The table's data for machines is on its guide's page.
            Front { linked: LdKind::NotFound, ..guide_front(cx, page, language, wanted(*of)?, &mut context)? }
        }
        PageKey::Tag(tag) => tag_front(cx, language, tag, &mut context),
        PageKey::Standalone(id) => standalone(cx, id, &mut context)?,
        PageKey::NotFound => {
            let title = Label::runs(cx, cx.message("notfound.title", &[]));
            let text = Label::runs(cx, cx.message("notfound.text", &[]));
            Front { linked: LdKind::NotFound, ..front(title, text) }
        }
    };
    let spoken = of_original(cx.context, shared, page, front.image.as_ref().filter(|_| front.own_image));
    let mut view = head::view(cx, language, ix, front)?;
    if let Some(spoken) = spoken {
        view.json_ld = spoken;
    }
    context.insert_value("page", view.value());
    context.insert_value("site", language.site.value(ix));
    context.insert_value("lang", language.site.lang.clone());
    Some(context)
}

/// The JSON-LD of the original of a page that is not translated, in its own language: the page shows its text,
/// and leaves it to the original to be found. `image` is that of the page.
fn of_original(context: &RenderContext, shared: &SharedViews, page: &Page, image: Option<&ImageView>) -> Option<Html> {
    let lang = page.original?;
    let cx = PageContext::new(context, lang)?;
    let language = shared.language(lang)?;
    let canonical = context.plan.pages.get(page.canonical)?;
    let (PageKey::Guide(guide) | PageKey::Tier(guide, _) | PageKey::Pair(guide, _)) = page.key else { return None };
    let head = language.heads.get(guide)?;
    let front = match page.key {
        PageKey::Tier(_, tier) => Front {
            trail: guide_page(&cx, guide).into_iter().collect(),
            // The texts of the cells are made in the page's own language.
            linked: linked::tier(&cx, head, None, tier)?,
            ..front(head.labels.get(tier)?.clone(), tier_description(&cx, head, tier)?)
        },
        PageKey::Pair(_, pair) => Front {
            trail: guide_page(&cx, guide).into_iter().collect(),
            linked: linked::pair(&cx, head, pair)?,
            ..front(head.pair_names.get(pair)?.clone(), pair_description(&cx, head, pair)?)
        },
        _ => {
            Front { linked: linked::guide(&cx, canonical, head)?, ..front(head.title.clone(), guide_description(head)) }
        }
    };
    Some(head::json_ld(&cx, language, page.canonical, &front, image))
}

fn guide_description(head: &GuideHead) -> Label {
    Label {
        html: Html(head.description.html.clone()),
        plain: head.description.isolated.clone(),
        bare: head.description.text.clone(),
        runs: StyledText::default(),
    }
}

fn tier_description(cx: &PageContext<'_>, head: &GuideHead, tier: TierIx) -> Option<Label> {
    let args = [("name", rich(&head.labels.get(tier)?.runs)), ("guide", rich(&head.title.runs))];
    Some(Label::runs(cx, cx.message("tier.description", &args)))
}

fn pair_description(cx: &PageContext<'_>, head: &GuideHead, ix: usize) -> Option<Label> {
    let pair = cx.context.site.guides.get(head.guide)?.pairs.get(ix)?;
    let (a, b) = (head.labels.get(pair.a)?, head.labels.get(pair.b)?);
    let args = [("a", rich(&a.runs)), ("b", rich(&b.runs)), ("guide", rich(&head.title.runs))];
    Some(Label::runs(cx, cx.message("pair.description", &args)))
}

fn front(title: Label, description: Label) -> Front {
    Front {
        title,
        full_title: None,
        description,
        trail: Vec::new(),
        crumb: None,
        toc: Vec::new(),
        image: None,
        own_image: true,
        linked: LdKind::Standalone,
    }
}

fn home(cx: &PageContext<'_>, language: &LanguageViews, page: u32, context: &mut Context) -> Option<Front> {
    let heads = &language.heads;
    let at = usize::try_from(page).ok()?.checked_sub(1)?;
    let shown = || heads.iter().skip(at * GUIDES_A_PAGE).take(GUIDES_A_PAGE);
    let cards: Vec<tera::Value> = shown().map(|head| head.card.value()).collect();
    let total = u32::try_from(heads.len().div_ceil(GUIDES_A_PAGE).max(1)).ok()?;
    let label = Label::runs(cx, cx.message("page.of", &[("n", number(page)), ("total", number(total))]));
    let neighbour = |number: u32| {
        let page = cx.context.plan.find(&PageKey::Home { number }, cx.lang)?;
        Some(cx.context.plan.href(page))
    };
    let pagination = PaginationView {
        number: page,
        total,
        label: label.html.clone(),
        previous: page.checked_sub(1).and_then(neighbour),
        next: neighbour(page + 1),
    };
    context.insert_value("guides", tera::Value::from(cards));
    context.insert_value("pagination", pagination.value());
    context.insert_value("tags", language.tags.value());

    let words = page_words(cx, "home");
    let (title, description) = match words {
        Some(words) => (said(cx, &words.title), said(cx, &words.description)),
        None => (language.site.title.clone(), language.site.description.clone()),
    };
    if page > 1 {
        let described = title::both(cx, &label.runs, &description.runs);
        return Some(Front { linked: linked::collection(cx, shown()), ..front(label, Label::runs(cx, described)) });
    }
    let body = words.map(|words| document(cx, "content/pages/home/", words)).unwrap_or_default();
    context.insert_value("body", Html(body.html).value());
    Some(Front { toc: toc(&body.toc), linked: LdKind::Home, ..front(title, description) })
}

fn guide_front(
    cx: &PageContext<'_>,
    page: &Page,
    language: &LanguageViews,
    made: &GuideInLanguage,
    context: &mut Context,
) -> Option<Front> {
    let head = language.heads.get(made.guide)?;
    context.insert_value("guide", made.value.clone());
    context.insert_value("evidence", made.evidence.clone());
    Some(Front {
        toc: made.toc.clone(),
        image: made.image.clone(),
        linked: linked::guide(cx, page, head)?,
        ..front(head.title.clone(), guide_description(head))
    })
}

fn tier_front(
    cx: &PageContext<'_>,
    language: &LanguageViews,
    made: &GuideInLanguage,
    tier: TierIx,
    context: &mut Context,
) -> Option<Front> {
    let guide = cx.context.site.guides.get(made.guide)?;
    let head = language.heads.get(made.guide)?;
    let view = made.tiers.get(tier)?;
    let label = head.labels.get(tier)?;
    context.insert_value("guide", made.value.clone());
    context.insert_value("tier", view.value());
    context.insert_value("apart", standing::view(guide, head, made, tier).value());
    context.insert_value("evidence", evidence_of(cx, made, &[tier])?);
    let args = [("name", rich(&label.runs)), ("guide", rich(&head.title.runs))];
    let whole = Label::runs(cx, cx.message("tier.title", &args));
    // The tiers of a guide are all titled in the same way.
    let longest = head.labels.iter().map(|other| other.bare.chars().count()).max().unwrap_or_default();
    let all_fit = title::fits(&whole, longest - label.bare.chars().count());
    Some(Front {
        full_title: all_fit.then_some(whole),
        trail: guide_page(cx, made.guide).into_iter().collect(),
        toc: made.tier_tocs.get(tier).cloned().unwrap_or_default(),
        image: view.image.clone().or_else(|| made.image.clone()),
        own_image: view.image.is_some(),
        linked: linked::tier(cx, head, Some(made), tier)?,
        ..front(label.clone(), tier_description(cx, head, tier)?)
    })
}

fn pair_front(
    cx: &PageContext<'_>,
    language: &LanguageViews,
    made: &GuideInLanguage,
    ix: usize,
    context: &mut Context,
) -> Option<Front> {
    let guide = cx.context.site.guides.get(made.guide)?;
    let head = language.heads.get(made.guide)?;
    let pair = guide.pairs.get(ix)?;
    let name = head.pair_names.get(ix)?;
    let view = pair::view(cx, guide, head, made, ix)?;
    context.insert_value("guide", made.value.clone());
    context.insert_value("pair", view.value());
    context.insert_value("evidence", evidence_of(cx, made, &[pair.a, pair.b])?);
    let (a, b) = (head.labels.get(pair.a)?, head.labels.get(pair.b)?);
    let args = [("a", rich(&a.runs)), ("b", rich(&b.runs)), ("guide", rich(&head.title.runs))];
    let whole = Label::runs(cx, cx.message("pair.title", &args));
    Some(Front {
        full_title: Some(if title::fits(&whole, 0) { whole } else { name.clone() }),
        trail: guide_page(cx, made.guide).into_iter().collect(),
        image: made.image.clone(),
        linked: linked::pair(cx, head, ix)?,
        ..front(name.clone(), pair_description(cx, head, ix)?)
    })
}

/// What a page that shows some of a guide's tiers rests on.
fn evidence_of(cx: &PageContext<'_>, made: &GuideInLanguage, tiers: &[TierIx]) -> Option<tera::Value> {
    let guide = cx.context.site.guides.get(made.guide)?;
    let claims = Claims { guide, tiers, stats: false };
    Some(evidence::view(cx, &Words { guide, lang: cx.lang }, &made.table, claims).value())
}

fn guide_page(cx: &PageContext<'_>, guide: GuideIx) -> Option<PageIx> {
    cx.context.plan.find(&PageKey::Guide(guide), cx.lang)
}

fn tag_front(cx: &PageContext<'_>, language: &LanguageViews, tag: &str, context: &mut Context) -> Front {
    let carriers = cx.context.plan.tags.get(cx.lang).and_then(|tags| tags.get(tag));
    let heads = || carriers.into_iter().flatten().filter_map(|guide| language.heads.get(*guide));
    let cards: Vec<tera::Value> = heads().map(|head| head.card.value()).collect();
    let linked = linked::collection(cx, heads());
    context.insert_value("guides", tera::Value::from(cards));
    context.insert_value("tag", site::tag(cx, tag).value());
    let name = site::tag_label(cx, tag);
    let args = [("name", rich(&name.runs))];
    let title = Label::runs(cx, cx.message("tag.title", &args));
    Front { crumb: Some(name), linked, ..front(title, Label::runs(cx, cx.message("tag.description", &args))) }
}

fn standalone(cx: &PageContext<'_>, id: &str, context: &mut Context) -> Option<Front> {
    let words = page_words(cx, id)?;
    let body = document(cx, &format!("content/pages/{id}/"), words);
    context.insert_value("body", Html(body.html).value());
    Some(Front { toc: toc(&body.toc), ..front(said(cx, &words.title), said(cx, &words.description)) })
}

fn page_words<'a>(cx: &PageContext<'a>, id: &str) -> Option<&'a PageWords> {
    cx.context.site.pages.get(id)?.get(&cx.lang)
}

fn said(cx: &PageContext<'_>, prose: &Prose) -> Label {
    Label::said(cx, Localized { what: prose, lang: cx.lang })
}

fn document(cx: &PageContext<'_>, folder: &str, words: &PageWords) -> Document {
    let lang: LangIx = cx.lang;
    let anchors = Anchors::default();
    let home = Home { guide: None, folder, anchors: &anchors, tables: None };
    let facts = Facts::new(cx, home, lang);
    cx.document(Localized { what: &words.body, lang }, &facts, Options::default(), &mut Ids::default())
}
