//! The lists of pages for language models.

use super::RenderContext;
use super::page_context::PageContext;
use super::shared_views::SharedViews;
use super::title;
use mizan_export::llms::{ListedLink, Listing};
use mizan_model::{LangIx, Localized};
use mizan_plan::{PageIx, PageKey};

/// The list of a language's pages for language models; `None` is for the root, which lists the languages.
pub fn llms(context: &RenderContext, shared: &SharedViews, lang: Option<LangIx>) -> Option<Listing> {
    let default = context.site.config.default_language;
    let cx = PageContext::new(context, lang.unwrap_or(default))?;
    let language = shared.language(cx.lang)?;
    let mut listing = Listing {
        title: language.site.title.bare.clone(),
        description: language.site.description.bare.clone(),
        sections: Vec::new(),
    };
    let said = |key: &'static str| cx.message(key, &[]).bare();
    // To the copy in Markdown, where there is one.
    let address = |page: PageIx| {
        let planned = context.plan.pages.get(page)?;
        let copy = context.plan.copy(&context.site, planned);
        Some(copy.map_or_else(|| context.plan.absolute(page), |copy| context.plan.base.absolute(&copy)))
    };
    if lang.is_some() {
        let guides = language.heads.iter().filter_map(|head| {
            let page = context.plan.find(&PageKey::Guide(head.guide), cx.lang)?;
            let shown = context.plan.pages.get(page).filter(|page| page.indexed)?;
            let original = shown.original.is_none();
            let url = address(page).filter(|_| original)?;
            Some(ListedLink { name: head.title.bare.clone(), url, note: head.description.text.clone() })
        });
        listing.sections.push((said("home.guides"), guides.collect()));
        let pages = context.plan.pages.iter().enumerate().filter_map(|(ix, page)| {
            let PageKey::Standalone(id) = &page.key else { return None };
            let words = context.site.pages.get(id)?.get(&page.lang).filter(|_| page.lang == cx.lang && page.indexed)?;
            let note = cx.name(Localized { what: &words.description, lang: cx.lang }).text;
            Some(ListedLink { name: title::of_page(&cx, &language.heads, ix).bare, url: address(ix)?, note })
        });
        listing.sections.push((said("nav.pages"), pages.collect()));
    }
    let at_root = context.site.config.default_at_root;
    if lang.is_none() || (at_root && lang == Some(default)) {
        let others = context.locales.indices().filter(|other| Some(*other) != lang).filter_map(|other| {
            let site = &shared.language(other)?.site;
            let route = mizan_plan::Plan::language_root(&context.site, other).file(mizan_plan::LLMS);
            let name = context.locales.get(other)?.own_name();
            Some(ListedLink { name, url: context.plan.base.absolute(&route), note: site.description.bare.clone() })
        });
        listing.sections.push((said("languages.title"), others.collect()));
    }
    Some(listing)
}
