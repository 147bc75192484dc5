//! `site` and `lang`: the variables that all pages of a language share.

use super::Dependency;
use super::label::Label;
use super::page_context::PageContext;
use super::shared_views::GuideIndex;
use crate::present::anchors::Anchors;
use crate::resolver::{Facts, Home};
use crate::view::{GuideLink, Html, LangView, LanguageLink, MenuLink, PersonView, SiteView, TagView, View};
use mizan_model::{LangIx, Localized, MenuEntry, Prose, SiteWords};
use mizan_plan::{LinkError, PageIx, PageKey, Plan};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic};

/// A language's share of the site.
pub struct SiteInLanguage {
    pub title: Label,
    pub description: Label,
    pub publisher: Option<PersonView>,
    map: tera::Map,
    value: tera::Value,
    /// The menu, and which page each entry is.
    menu: Vec<(MenuLink, Option<PageIx>)>,
    pub lang: tera::Value,
}

impl SiteInLanguage {
    /// `heads` are the guides of the language in home's order.
    pub fn new(cx: &PageContext<'_>, heads: &GuideIndex) -> SiteInLanguage {
        let context = cx.context;
        let label = |pick: fn(&SiteWords) -> Option<&Prose>| match said(cx, pick) {
            Some(said) => Label::said(cx, said),
            None => Label::default(),
        };
        let title = label(|words| words.title.as_ref());
        let description = label(|words| words.description.as_ref());
        let publisher = context.site.config.publisher.as_ref().map(|id| person(cx, &id.value));
        let menu = menu(cx, heads);
        let home = context.plan.home_page(cx.lang).map(|page| context.plan.href(page));
        let view = SiteView {
            title: title.html.clone(),
            title_plain: title.plain.clone(),
            description: description.html.clone(),
            base_url: context.plan.base.url().to_owned(),
            home: home.unwrap_or_else(|| context.plan.base.path().to_owned()),
            languages: context.locales.indices().filter_map(|lang| language(cx, lang)).collect(),
            options: context.options.clone(),
            stylesheets: context.stylesheets.to_vec(),
            fonts: context.fonts.to_vec(),
            icons: context.icons.clone(),
            guides: heads
                .iter()
                .map(|head| GuideLink {
                    id: head.card.id.clone(),
                    title: head.title.html.clone(),
                    url: head.card.url.clone(),
                })
                .collect(),
            menu: menu.iter().map(|(link, _)| link.clone()).collect(),
            footer: footer(cx),
            publisher: publisher.clone(),
            feed: context.plan.base.href(&Plan::language_root(&context.site, cx.lang).file("feed.xml")),
        };
        let value = view.value();
        let map = value.clone().into_map().unwrap_or_default();
        let lang = LangView {
            id: cx.id_of(cx.lang).to_owned(),
            dir: cx.dir_of(cx.lang).as_str(),
            locale: context.site.config.languages.get(cx.lang).map(|lang| lang.locale.clone()).unwrap_or_default(),
            name: cx.localizer().locale().own_name(),
            digits: cx.localizer().locale().numbering_system().to_owned(),
        };
        SiteInLanguage { title, description, publisher, map, value, menu, lang: lang.value() }
    }

    /// `site` as one page sees it: its own entry of the menu is marked.
    pub fn value(&self, page: PageIx) -> tera::Value {
        if self.menu.iter().all(|(_, target)| *target != Some(page)) {
            return self.value.clone();
        }
        let menu: Vec<MenuLink> = self
            .menu
            .iter()
            .map(|(link, target)| MenuLink { current: *target == Some(page), ..link.clone() })
            .collect();
        let mut map = self.map.clone();
        map.insert("menu".into(), menu.value());
        tera::Value::from(map)
    }
}

/// The site's words in the cx's language, else in the default language, else in any.
pub(super) fn said<'a>(
    cx: &PageContext<'a>,
    pick: impl Fn(&'a SiteWords) -> Option<&'a Prose>,
) -> Option<Localized<'a, Prose>> {
    let site = &cx.context.site;
    [cx.lang, site.config.default_language]
        .into_iter()
        .chain(site.words.keys().copied())
        .find_map(|lang| Some(Localized { what: pick(site.words.get(&lang)?)?, lang }))
}

/// A language and its home; `None` if it has none.
pub(super) fn language(cx: &PageContext<'_>, lang: LangIx) -> Option<LanguageLink> {
    let context = cx.context;
    let locale = context.locales.get(lang)?;
    Some(LanguageLink {
        id: locale.id().to_owned(),
        dir: cx.dir_of(lang).as_str(),
        name: locale.own_name(),
        url: context.plan.href(context.plan.home_page(lang)?),
        current: lang == cx.lang,
    })
}

pub(super) fn person(cx: &PageContext<'_>, id: &str) -> PersonView {
    let label = match said(cx, |words| words.people.get(id)) {
        Some(said) => Label::said(cx, said),
        None => Label::literal(cx, id),
    };
    PersonView {
        id: id.to_owned(),
        name: label.html,
        name_plain: label.plain,
        url: cx.context.site.config.people.get(id).and_then(|person| person.url.clone()),
    }
}

/// A tag's name, and its page where it has one.
pub(super) fn tag(cx: &PageContext<'_>, id: &str) -> TagView {
    let context = cx.context;
    let page = context.plan.find(&PageKey::Tag(id.to_owned()), cx.lang);
    let guides = context.plan.tags.get(cx.lang).and_then(|tags| tags.get(id)).map_or(1, Vec::len);
    TagView {
        id: id.to_owned(),
        name: tag_label(cx, id).html,
        url: page.map(|page| context.plan.href(page)),
        count: u32::try_from(guides).unwrap_or(u32::MAX),
    }
}

pub(super) fn tag_label(cx: &PageContext<'_>, id: &str) -> Label {
    match said(cx, |words| words.tags.get(id)) {
        Some(said) => Label::said(cx, said),
        None => Label::literal(cx, id),
    }
}

fn footer(cx: &PageContext<'_>) -> Option<Html> {
    let said = said(cx, |words| words.footer.as_ref())?;
    let home = Home { guide: None, folder: "content/site/", anchors: &Anchors::default(), tables: None };
    Some(Html(cx.inline(said, &Facts::new(cx, home, said.lang)).html))
}

fn menu(cx: &PageContext<'_>, heads: &GuideIndex) -> Vec<(MenuLink, Option<PageIx>)> {
    let site = &cx.context.site;
    let own = site.words.get(&cx.lang).filter(|words| !words.menu.is_empty()).map(|words| (cx.lang, words));
    let default = site.config.default_language;
    let Some((lang, words)) = own.or_else(|| site.words.get(&default).map(|words| (default, words))) else {
        return Vec::new();
    };
    words.menu.iter().filter_map(|entry| menu_entry(cx, heads, lang, entry)).collect()
}

fn menu_entry(
    cx: &PageContext<'_>,
    heads: &GuideIndex,
    lang: LangIx,
    entry: &MenuEntry,
) -> Option<(MenuLink, Option<PageIx>)> {
    match entry {
        MenuEntry::Page(path) => {
            let (page, url) = menu_target(cx, lang, path)?;
            if let Some(page) = cx.context.plan.pages.get(page) {
                cx.depends_on(Dependency::page(&page.key));
            }
            let name = super::title::of_page(cx, heads, page).html;
            Some((MenuLink { name, url, current: false, external: false }, Some(page)))
        }
        MenuEntry::Link { name, url } => {
            let name = Html(cx.name(Localized { what: name, lang }).linkless);
            if url.text.starts_with('/') {
                let (page, url) = menu_target(cx, lang, url)?;
                return Some((MenuLink { name, url, current: false, external: false }, Some(page)));
            }
            let external = url.text.contains(':');
            Some((MenuLink { name, url: url.text.clone(), current: false, external }, None))
        }
    }
}

fn menu_target(cx: &PageContext<'_>, lang: LangIx, path: &Prose) -> Option<(PageIx, String)> {
    match cx.context.plan.link(&cx.context.site, &cx.context.unread, &path.text, cx.lang) {
        Ok(href) => Some((href.page, href.url)),
        Err(LinkError::Unread(_)) => None,
        Err(LinkError::Dead(fault)) => {
            if lang == cx.lang {
                let mut diagnostic =
                    Diagnostic::error(Code::DeadLink, format!("broken link in the menu: {}", fault.message))
                        .at(path.span, "broken link");
                if path.text.contains("://") {
                    let entry = format!("`{{ name = \"…\", url = \"{}\" }}`", path.text);
                    diagnostic = diagnostic.help(format!("to link to another site, write {entry}"));
                } else if let Some(meant) = fault.suggestion {
                    diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
                    if path.verbatim {
                        diagnostic = diagnostic.fix(path.span, meant, Applicability::safe_if(fault.certain));
                    }
                } else {
                    diagnostic = diagnostic.help(fault.help);
                }
                cx.fault(diagnostic);
            }
            None
        }
    }
}
