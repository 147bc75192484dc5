//! `site`, `lang` and `page`: what every template gets.

use super::{Html, Plain};

view! {
    /// `site`
    pub struct SiteView {
        /// In the page's language.
        pub title: Html,
        /// For attributes and `<title>`.
        pub title_plain: Plain,
        /// In the page's language.
        pub description: Html,
        /// With the path, ending in `/`.
        pub base_url: String,
        /// This language's home.
        pub home: String,
        /// In the switcher's order.
        pub languages: Vec<LanguageLink>,
        /// The theme's options, the site's values over the theme's defaults, by name.
        pub options: tera::Map,
        /// What theme.toml lists, the bottom theme's first: names for `asset`.
        pub stylesheets: Vec<String>,
        /// Fonts to load early: names for `asset`.
        pub fonts: Vec<String>,
        /// The site's own icons, from its `static/`; if there are none, the theme's is used.
        pub icons: Vec<IconLink>,
        /// The guides of this language in home's order, short.
        pub guides: Vec<GuideLink>,
        /// In the author's order.
        pub menu: Vec<MenuLink>,
        /// Inline markup, in the page's language.
        pub footer: Option<Html>,
        /// Who publishes the site, where config.toml names one.
        pub publisher: Option<PersonView>,
        /// The Atom feed of this language.
        pub feed: String,
    }
}

view! {
    /// An icon of the site.
    pub struct IconLink {
        /// With the base path.
        pub url: String,
        /// For `rel=`: `icon` or `apple-touch-icon`.
        pub rel: &'static str,
        /// A media type, for `type=`.
        pub kind: &'static str,
    }
}

view! {
    /// `lang`
    pub struct LangView {
        /// BCP 47, for `lang=`.
        pub id: String,
        /// `ltr` or `rtl`.
        pub dir: &'static str,
        /// BCP 47: whose regional rules dates and numbers follow.
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
        /// BCP 47.
        pub id: String,
        /// `ltr` or `rtl`.
        pub dir: &'static str,
        /// In its own words: العربية.
        pub name: String,
        /// Of its home, or of the page that the field is about.
        pub url: String,
        /// The language of the page.
        pub current: bool,
    }
}

view! {
    /// An entry of the site's menu.
    pub struct MenuLink {
        /// The page's title, or the entry's own name.
        pub name: Html,
        /// With the base path, or absolute where it is external.
        pub url: String,
        /// The page itself.
        pub current: bool,
        /// It leads out of the site.
        pub external: bool,
    }
}

view! {
    /// A guide by its title.
    pub struct GuideLink {
        /// Of the guide.
        pub id: String,
        /// In the page's language.
        pub title: Html,
        /// Of the guide's page, with the base path.
        pub url: String,
    }
}

view! {
    /// Who wrote, translated or publishes.
    pub struct PersonView {
        /// Of `[people]` in config.toml.
        pub id: String,
        /// In the page's language where it has one.
        pub name: Html,
        /// For attributes.
        pub name_plain: Plain,
        /// The person's own page, absolute.
        pub url: Option<String>,
    }
}

view! {
    /// A date for people and for machines: `html` is a whole `<time datetime>` element.
    pub struct DateView {
        /// As precise as it is known: `2026-12-31`, `2026-12`, `2026`.
        pub iso: String,
        /// As the language writes it.
        pub html: Html,
    }
}

view! {
    /// An image, with what `<img>` and Open Graph need.
    pub struct ImageView {
        /// With the base path.
        pub url: String,
        /// The same with `base_url`.
        pub absolute: String,
        /// CSS pixels.
        pub width: u32,
        /// CSS pixels.
        pub height: u32,
        /// What it shows; empty where no words describe it.
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
        /// For `<meta name="description">` and og:description.
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
        /// For og:image, where there is one.
        pub image: Option<ImageView>,
        /// `article` or `website`.
        pub og_type: &'static str,
        /// `ar_EG`
        pub og_locale: String,
        /// As `og_locale`, of the page's translations.
        pub og_locale_alternates: Vec<String>,
        /// The day on which the content was published.
        pub published: Option<DateView>,
        /// The day of the last change that the author names.
        pub updated: Option<DateView>,
        /// Who wrote it, in the author's order.
        pub authors: Vec<PersonView>,
        /// Who translated it into this language.
        pub translators: Vec<PersonView>,
        /// Built because drafts were requested.
        pub draft: bool,
        /// Words on this page were translated from a version of the original that has changed since.
        pub outdated: bool,
        /// Where readers get a notice of this (`outdated_notice`): the original's page.
        pub newer: Option<LanguageLink>,
        /// Where the page is a fallback: the language its content is in, and the original's URL.
        pub original: Option<LanguageLink>,
        /// To be indexed by search engines.
        pub indexed: bool,
        /// A whole JSON text for `<script type="application/ld+json">`, `<` escaped.
        pub json_ld: Html,
        /// The URL of its copy in Markdown.
        pub markdown: Option<String>,
    }
}

view! {
    /// This page in one of the languages that have it.
    pub struct AlternateView {
        /// BCP 47.
        pub id: String,
        /// `ltr` or `rtl`.
        pub dir: &'static str,
        /// The language in its own words.
        pub name: String,
        /// Of the page in that language, with the base path.
        pub url: String,
        /// The page itself.
        pub current: bool,
    }
}

view! {
    /// A line of `<link rel="alternate" hreflang>`.
    pub struct HreflangView {
        /// BCP 47, or `x-default`.
        pub hreflang: String,
        /// Absolute.
        pub href: String,
    }
}

view! {
    /// A step on the way from home to the page.
    pub struct BreadcrumbView {
        /// The page's title, short.
        pub name: Html,
        /// Absent for the page itself.
        pub url: Option<String>,
    }
}

view! {
    /// A heading, for the table of contents.
    pub struct TocView {
        /// The heading's id.
        pub id: String,
        /// To it: `#`, and the id percent-encoded.
        pub href: String,
        /// Without links.
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
        /// How many pages there are.
        pub total: u32,
        /// "Page 2 of 5", worded.
        pub label: Html,
        /// URL of the page before, with the base path.
        pub previous: Option<String>,
        /// URL of the page after, with the base path.
        pub next: Option<String>,
    }
}

view! {
    /// `tag`, on a tag page (guides are in `guides`), and in lists of tags.
    pub struct TagView {
        /// Of the tag; the same in every language.
        pub id: String,
        /// In the page's language where it has one.
        pub name: Html,
        /// `None` if the tag has no page.
        pub url: Option<String>,
        /// How many guides carry it.
        pub count: u32,
    }
}
