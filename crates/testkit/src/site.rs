//! A small handwritten site, for the tests of routes and of all formats: two languages, two guides of which one is not
//! translated, an about page, two old paths, below a host's root.

use indexmap::IndexMap;
use mizan_model::config::{Config, Fallback, Freshness, Language, Outputs, Person};
use mizan_model::{
    Better, Bound, Cell, Date, Decimal, Feature, FeatureType, Group, Guide, GuideWords, Importance, IndexVec, Kind,
    Labels, LangIx, Notes, Origin, PageWords, Pair, Prose, Site, SiteWords, Statement, Tier, TierWords, Value,
};
use mizan_source::{SourceId, Span, Spanned};

/// The languages of the site.
const ARABIC: LangIx = LangIx::new(0);
const ENGLISH: LangIx = LangIx::new(1);

fn span() -> Span {
    Span::new(SourceId(0), 0..0)
}

fn prose(text: &str) -> Prose {
    Prose { text: text.to_owned(), span: span(), verbatim: true }
}

fn spanned(text: &str) -> Spanned<String> {
    Spanned::new(text.to_owned(), span())
}

/// The configuration of a site in Arabic and English at `base_url`, with nothing set that need not be.
pub fn config(base_url: &str) -> Config {
    let language = |id: &str| Language {
        id: id.to_owned(),
        locale: id.to_owned(),
        digits: None,
        fallback: Fallback::Notice,
        outdated_notice: false,
        span: span(),
    };
    Config {
        base_url: url::Url::parse(base_url).expect("a URL"),
        languages: [language("ar"), language("en")].into(),
        default_language: ARABIC,
        default_at_root: false,
        theme: spanned("mizan"),
        guides: Vec::new(),
        publisher: Some(spanned("mizan")),
        people: IndexMap::from([(
            "mizan".to_owned(),
            Person { url: Some("https://example.org/about/".to_owned()), span: span() },
        )]),
        freshness: Freshness::default(),
        pair_min_differences: 0,
        lints: IndexMap::new(),
        options: IndexMap::new(),
        csp: IndexMap::new(),
        outputs: Outputs::default(),
        frame_ancestors: Vec::new(),
    }
}

/// The small site at `base_url`.
pub fn site_at(base_url: &str) -> Site {
    let config = config(base_url);
    let words = |title: &str, name: &str| SiteWords {
        file: SourceId(0),
        title: Some(prose(title)),
        description: Some(prose("وصف")),
        menu: Vec::new(),
        footer: None,
        people: IndexMap::from([("mizan".to_owned(), prose(name))]),
        tags: IndexMap::from([("messaging".to_owned(), prose("المراسلة"))]),
        units: IndexMap::new(),
        sources: IndexMap::new(),
        messages: IndexMap::new(),
        message_keys: IndexMap::new(),
    };
    let page = |title: &str, aliases: &[&str]| PageWords {
        file: SourceId(0),
        title: prose(title),
        description: prose("about"),
        slug: None,
        aliases: aliases.iter().map(|alias| prose(alias)).collect(),
        draft: false,
        body: prose(""),
    };
    Site {
        config,
        guides: vec![
            guide(
                "whatsapp",
                Date::day(2026, 5, 4),
                Date::day(2026, 11, 20),
                &[(ARABIC, "واتساب و Business"), (ENGLISH, "WhatsApp & co")],
            ),
            guide("http", Date::day(2026, 6, 1), Date::day(2026, 6, 1), &[(ARABIC, "بروتوكول HTTP")]),
        ]
        .into(),
        pages: IndexMap::from([(
            "about".to_owned(),
            IndexMap::from([(ARABIC, page("من نحن", &[])), (ENGLISH, page("About", &["/old.html"]))]),
        )]),
        words: IndexMap::from([(ARABIC, words("ميزان", "ميزان")), (ENGLISH, words("Mizan & co", "Mizan"))]),
        begun: IndexMap::new(),
        translations: IndexMap::new(),
    }
}

fn guide(id: &str, published: Date, updated: Date, titles: &[(LangIx, &str)]) -> Guide {
    let tier_words = |name: &str| TierWords {
        file: SourceId(0),
        name: Some(prose(name)),
        tagline: None,
        audience: None,
        pros: Vec::new(),
        cons: Vec::new(),
        slug: None,
        aliases: Vec::new(),
        image_alt: None,
        text: IndexMap::new(),
        notes: IndexMap::new(),
        body: prose(""),
    };
    let words = |lang: LangIx, title: &str| GuideWords {
        file: SourceId(0),
        title: prose(title),
        description: prose("ما الفرق <؟>"),
        slug: (lang == ARABIC).then(|| prose(&format!("دليل-{id}"))),
        aliases: if lang == ARABIC && id == "whatsapp" { vec![prose("old/whatsapp/")] } else { Vec::new() },
        verdict: None,
        image_alt: None,
        draft: false,
        stats: IndexMap::new(),
        body: prose(""),
        labels: Labels::default(),
        tiers: vec![Some(tier_words("One")), Some(tier_words("Two"))].into(),
    };
    Guide {
        id: id.to_owned(),
        file: SourceId(0),
        draft: false,
        source_language: ARABIC,
        kind: Kind::Software,
        tags: vec![spanned("messaging")],
        related: None,
        authors: vec![spanned("mizan")],
        translators: IndexMap::new(),
        published: Some(published),
        updated: Some(updated),
        image: None,
        tiers: vec![tier("one", Value::No), tier("two", Value::Number(Decimal::new(5, 0)))].into(),
        pairs: vec![Pair { a: 0.into(), b: 1.into() }],
        price: None,
        sources: IndexMap::new(),
        stats: Vec::new(),
        groups: vec![Group { id: "limits".to_owned(), parent: None, span: span() }].into(),
        features: vec![Feature {
            id: "devices".to_owned(),
            group: 0.into(),
            parent: None,
            depth: 0,
            kind: FeatureType::Number,
            better: Better::Higher,
            importance: Importance::Key,
            unit: None,
            options: IndexMap::new(),
            name: None,
            url: None,
            span: span(),
        }]
        .into(),
        questions: IndexVec::new(),
        freshness: Freshness::default(),
        words: titles.iter().map(|(lang, title)| (*lang, words(*lang, title))).collect(),
        begun: IndexMap::new(),
        translations: IndexMap::new(),
    }
}

fn tier(id: &str, value: Value) -> Tier {
    let statement = Statement {
        value,
        notes: Notes::default(),
        sources: Vec::new(),
        sources_inherited: false,
        checked_inherited: false,
        checked: None,
        since: None,
        until: None,
        bound: Bound::Exact,
        variant: None,
        grade: None,
        price: None,
        span: span(),
    };
    Tier {
        id: id.to_owned(),
        file: None,
        url: None,
        image: None,
        links: Vec::new(),
        inherits: None,
        cells: vec![Some(Cell { statements: vec![statement], origin: Origin::Own, span: span() })].into(),
        span: span(),
    }
}
