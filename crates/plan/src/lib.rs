//! Every URL, alternate and file name is decided here, before anything is rendered. Independent of
//! templates.

// No content of an author, a theme or a file may cause a panic; tests may unwrap.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod alternates;
mod collisions;
mod links;
mod output_path;
mod page;
mod route;
mod share;
mod slug;

pub use links::{Href, LinkError, LinkFault};
pub use route::{BasePath, Route};
pub use share::RouteInputs;

use std::collections::BTreeMap;

use mizan_model::{Date, GuideIx, LangIx, Languages, Site, TierIx};
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{SourceMap, Span};

/// Index into [`Plan::pages`].
pub type PageIx = usize;

/// Identifies a page, apart from its language: alternates have the same key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageKey {
    /// `/` where it lists the languages.
    Languages,
    /// From page 1 on.
    Home {
        /// Page 1 is the home page itself; the others list further guides.
        number: u32,
    },
    /// A guide's main page.
    Guide(GuideIx),
    /// A tier of the guide.
    Tier(GuideIx, TierIx),
    /// The guide and the index into its `pairs`.
    Pair(GuideIx, usize),
    /// The table of a guide alone.
    Embed(GuideIx),
    /// By id.
    Tag(String),
    /// By id.
    Standalone(String),
    /// `404.html`.
    NotFound,
}

impl PageKey {
    /// The guide that it is a page of.
    pub fn guide(&self) -> Option<GuideIx> {
        match self {
            PageKey::Guide(guide) | PageKey::Tier(guide, _) | PageKey::Pair(guide, _) | PageKey::Embed(guide) => {
                Some(*guide)
            }
            PageKey::Languages
            | PageKey::Home { .. }
            | PageKey::Tag(_)
            | PageKey::Standalone(_)
            | PageKey::NotFound => None,
        }
    }

    /// The name of the template and of `page.kind`.
    pub fn kind(&self) -> &'static str {
        match self {
            PageKey::Languages => "languages",
            PageKey::Home { .. } => "home",
            PageKey::Guide(_) => "guide",
            PageKey::Tier(..) => "tier",
            PageKey::Pair(..) => "pair",
            PageKey::Embed(_) => "embed",
            PageKey::Tag(_) => "tag",
            PageKey::Standalone(_) => "page",
            PageKey::NotFound => "404",
        }
    }
}

/// One page that will be made.
#[derive(Clone, Debug)]
pub struct Page {
    /// The key of the page, which identifies it together with the language.
    pub key: PageKey,
    /// The language of the page's frame. Of pages for all languages (`/`, `/404.html`): the default.
    pub lang: LangIx,
    /// Belongs to all languages.
    pub all_languages: bool,
    /// Its path under `base_url`, before percent-encoding.
    pub route: Route,
    /// The language of the content, where the page is a fallback.
    pub original: Option<LangIx>,
    /// Search engines may index it; only such pages are in the sitemap and in hreflang.
    pub indexed: bool,
    /// The date that its content gives.
    pub published: Option<Date>,
    /// The day of the last change that the author names, for `lastmod` and `dateModified`.
    pub updated: Option<Date>,
    /// Itself and its twins, in the switcher's order, fallbacks among them.
    pub twins: Vec<(LangIx, PageIx)>,
    /// Its canonical page: itself, the original of a fallback, the guide of an embed page.
    pub canonical: PageIx,
    /// Where the author decided the route, for collisions.
    pub span: Option<Span>,
}

/// An old path and where it leads now.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The old path, from `aliases`.
    pub route: Route,
    /// The page that it redirects to.
    pub target: PageIx,
    /// Where the author wrote the alias.
    pub span: Span,
}

/// The whole site, page by page.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where the site is on its host, which every URL begins with.
    pub base: BasePath,
    /// Sorted by route.
    pub pages: Vec<Page>,
    /// Redirects, by route.
    pub aliases: Vec<Alias>,
    /// Guides on home pages, by language, in order.
    pub home: Languages<Vec<GuideIx>>,
    /// Tags with a page, by language: id → guides in home's order.
    pub tags: Languages<BTreeMap<String, Vec<GuideIx>>>,
    by_key: BTreeMap<(PageKey, LangIx), PageIx>,
    by_guide: BTreeMap<(GuideIx, LangIx), Vec<PageIx>>,
}

/// Options of a plan that a command sets.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlanOptions {
    /// Whether drafts have pages, as set by `--drafts`.
    pub drafts: bool,
}

/// The file name of a list for language models (llmstxt.org).
pub const LLMS: &str = "llms.txt";

/// Guides on one page of a home.
pub const GUIDES_A_PAGE: usize = 60;

/// Plans every page of `site`.
pub fn plan(site: &Site, sources: &SourceMap, options: PlanOptions) -> (Plan, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let base = BasePath::new(&site.config.base_url);
    let guides = page::guides_by_language(site, options);
    let home = page::home_order(site, &guides);
    let tags = page::tags(site, &home);
    let mut draft = page::Draft {
        site,
        options,
        home: &home,
        tags: &tags,
        pages: Vec::new(),
        aliases: Vec::new(),
        diagnostics: &mut diagnostics,
    };
    draft.all();
    let (mut pages, aliases) = (draft.pages, draft.aliases);
    pages.sort_by(|a, b| a.route.cmp(&b.route).then_with(|| a.key.cmp(&b.key)));
    let mut by_key = BTreeMap::new();
    for (ix, page) in pages.iter().enumerate() {
        if !page.all_languages {
            by_key.insert((page.key.clone(), page.lang), ix);
        }
    }
    let mut by_guide: BTreeMap<(GuideIx, LangIx), Vec<PageIx>> = BTreeMap::new();
    for ((key, lang), page) in &by_key {
        if let Some(guide) = key.guide() {
            by_guide.entry((guide, *lang)).or_default().push(*page);
        }
    }
    alternates::link_twins(site, &mut pages, &by_key);
    let aliases = aliases
        .into_iter()
        .filter_map(|(key, lang, route, span)| Some(Alias { route, target: *by_key.get(&(key, lang))?, span }))
        .collect();
    let plan = Plan { base, pages, aliases, home, tags, by_key, by_guide };
    diagnostics.append(collisions::check(site, sources, &plan));
    (plan, diagnostics)
}

impl Plan {
    /// Whether another plan has the same pages and old paths, whatever places in files they come from.
    pub fn same_as(&self, other: &Plan) -> bool {
        let page = |(a, b): (&Page, &Page)| {
            (&a.key, a.lang, a.all_languages, &a.route, a.original, a.indexed, a.published, a.updated, a.canonical)
                == (
                    &b.key,
                    b.lang,
                    b.all_languages,
                    &b.route,
                    b.original,
                    b.indexed,
                    b.published,
                    b.updated,
                    b.canonical,
                )
                && a.twins == b.twins
        };
        let alias = |(a, b): (&Alias, &Alias)| a.route == b.route && a.target == b.target;
        self.base.url() == other.base.url()
            && self.pages.len() == other.pages.len()
            && self.pages.iter().zip(&other.pages).all(page)
            && self.aliases.len() == other.aliases.len()
            && self.aliases.iter().zip(&other.aliases).all(alias)
            && self.home == other.home
            && self.tags == other.tags
    }

    /// The page at a route.
    pub fn at(&self, route: &str) -> Option<PageIx> {
        self.pages.binary_search_by(|page| page.route.as_str().cmp(route)).ok()
    }

    /// The page of `key` in `lang`.
    pub fn find(&self, key: &PageKey, lang: LangIx) -> Option<PageIx> {
        self.by_key.get(&(key.clone(), lang)).copied()
    }

    /// All pages of a guide in `lang`, in the order of their keys.
    pub fn pages_of(&self, guide: GuideIx, lang: LangIx) -> &[PageIx] {
        self.by_guide.get(&(guide, lang)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The path to print in `href`: base path and percent-encoded route.
    pub fn href(&self, page: PageIx) -> String {
        self.base.href(&self.pages[page].route)
    }

    /// The absolute, percent-encoded URL.
    pub fn absolute(&self, page: PageIx) -> String {
        self.base.absolute(&self.pages[page].route)
    }

    /// This language's home.
    pub fn home_page(&self, lang: LangIx) -> Option<PageIx> {
        self.find(&PageKey::Home { number: 1 }, lang)
    }

    /// Where the copy of a page in Markdown is, if it has one: of a canonical page with content.
    pub fn copy(&self, site: &Site, page: &Page) -> Option<Route> {
        let copied = site.config.outputs.markdown
            && page.original.is_none()
            && !matches!(page.key, PageKey::Languages | PageKey::Embed(_) | PageKey::NotFound);
        copied.then(|| page.route.file("index.md"))
    }

    /// Where the lists for language models are: one at the root, and one per language. The root's is the
    /// default language's own where that is there.
    pub fn llms(&self, site: &Site) -> Vec<Route> {
        if !site.config.outputs.llms {
            return Vec::new();
        }
        let mut routes = vec![Route::root().file(LLMS)];
        let languages = site.config.languages.indices().map(|lang| page::language_root(site, lang).file(LLMS));
        routes.extend(languages.filter(|route| *route != Route::root().file(LLMS)));
        routes
    }

    /// The route of a file that belongs to a language (`feed.xml`) or, through `inside`, to a page
    /// of it (`data.json`).
    pub fn language_root(site: &Site, lang: LangIx) -> Route {
        page::language_root(site, lang)
    }
}
