//! `site`, `lang` and `page`: what every template gets.

use super::{Html, Plain};

view! {
    /// `site`
    pub struct SiteView {
        pub title: Html,
        pub title_plain: Plain,
        pub description: Html,
        /// With the path, ending in `/`.
        pub base_url: String,
        /// This language's home.
        pub home: String,
        pub languages: Vec<LanguageLink>,
        /// The theme's options, the site's values over the theme's defaults, by name.
        pub options: tera::Map,
        /// What theme.toml lists, the bottom theme's first: names for `asset`.
        pub stylesheets: Vec<String>,
        pub fonts: Vec<String>,
        /// The guides of this language in home's order, short.
        pub guides: Vec<GuideLink>,
        pub menu: Vec<MenuLink>,
        pub footer: Option<Html>,
        pub publisher: Option<PersonView>,
        /// The Atom feed of this language.
        pub feed: String,
    }
}

view! {
    /// `lang`
    pub struct LangView {
        /// BCP 47, for `lang=`.
        pub id: String,
        /// `ltr` or `rtl`.
        pub dir: &'static str,
        pub locale: String,
        /// In its own words: العربية.
        pub name: String,
        /// CLDR's numbering system: `latn`, `arab` …
        pub digits: String,
    }
}

view! {
    /// A language of the site and its home.
    pub struct LanguageLink {
        pub id: String,
        pub dir: &'static str,
        pub name: String,
        pub url: String,
        pub current: bool,
    }
}

view! {
    pub struct MenuLink {
        pub name: Html,
        pub url: String,
        /// The page at hand.
        pub current: bool,
        pub external: bool,
    }
}

view! {
    pub struct GuideLink {
        pub id: String,
        pub title: Html,
        pub url: String,
    }
}

view! {
    pub struct PersonView {
        pub id: String,
        pub name: Html,
        pub name_plain: Plain,
        pub url: Option<String>,
    }
}

view! {
    /// A date for people and for machines: `html` is a whole `<time datetime>` element.
    pub struct DateView {
        pub iso: String,
        pub html: Html,
    }
}

view! {
    pub struct ImageView {
        pub url: String,
        pub absolute: String,
        pub width: u32,
        pub height: u32,
        pub alt: Plain,
        /// MIME type.
        pub mime: &'static str,
    }
}

view! {
    /// `page`
    pub struct PageView {
        /// `home guide tier pair embed page tag languages 404`
        pub kind: &'static str,
        /// Path with base path, percent-encoded.
        pub url: String,
        /// The main heading.
        pub title: Html,
        /// For `<title>` and og:title: with the site's name where there is room.
        pub title_plain: Plain,
        pub description: Plain,
        /// Absolute.
        pub canonical: String,
        /// Twins of this page in every language that has it, this one included, in the switcher's order.
        pub alternates: Vec<AlternateView>,
        /// `link rel=alternate hreflang` lines: itself, every real translation, x-default. Empty for
        /// fallback pages, 404 and pages that are not indexed.
        pub hreflang: Vec<HreflangView>,
        /// From home to this page; the last is the page itself.
        pub breadcrumbs: Vec<BreadcrumbView>,
        /// Headings of the page's sections and prose, for the table of contents.
        pub toc: Vec<TocView>,
        pub image: Option<ImageView>,
        /// `article` or `website`.
        pub og_type: &'static str,
        /// `ar_EG`
        pub og_locale: String,
        pub og_locale_alternates: Vec<String>,
        pub published: Option<DateView>,
        pub updated: Option<DateView>,
        pub authors: Vec<PersonView>,
        pub translators: Vec<PersonView>,
        pub draft: bool,
        /// Words that stand here were translated from what the original does not say any more.
        pub outdated: bool,
        /// Where readers are to be told so (`outdated_notice`): the original's page.
        pub newer: Option<LanguageLink>,
        /// Where the page is a fallback: the language its content is in, and the original's URL.
        pub original: Option<LanguageLink>,
        /// To be indexed by search engines.
        pub indexed: bool,
        /// A whole JSON text for `<script type="application/ld+json">`, `<` escaped.
        pub json_ld: Html,
        /// The address of its copy in Markdown.
        pub markdown: Option<String>,
    }
}

view! {
    pub struct AlternateView {
        pub id: String,
        pub dir: &'static str,
        pub name: String,
        pub url: String,
        pub current: bool,
    }
}

view! {
    pub struct HreflangView {
        pub hreflang: String,
        /// Absolute.
        pub href: String,
    }
}

view! {
    pub struct BreadcrumbView {
        pub name: Html,
        /// Absent for the page itself.
        pub url: Option<String>,
    }
}

view! {
    pub struct TocView {
        /// The heading's id.
        pub id: String,
        /// To it: `#`, and the id percent-encoded.
        pub href: String,
        pub name: Html,
        /// 2 or 3.
        pub level: u8,
    }
}

view! {
    /// `pagination`, on home pages.
    pub struct PaginationView {
        /// From 1.
        pub number: u32,
        pub total: u32,
        /// "Page 2 of 5", worded.
        pub label: Html,
        pub previous: Option<String>,
        pub next: Option<String>,
    }
}

view! {
    /// `tag`, on a tag page (guides stand in `guides`), and in lists of tags.
    pub struct TagView {
        pub id: String,
        pub name: Html,
        /// Absent where the tag has no page.
        pub url: Option<String>,
        /// How many guides carry it.
        pub count: u32,
    }
}
