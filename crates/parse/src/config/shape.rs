//! The keys of config.toml: one description, which is used to read it and to generate its schema.

use mizan_model::config::{Fallback, LintLevel, RequireSource};
use mizan_model::shape::{Key, Named, Shape, TableShape, names};

pub(super) const FALLBACKS: &[(&str, Fallback)] = &[("omit", Fallback::Omit), ("notice", Fallback::Notice)];
pub(super) const LINT_LEVELS: &[(&str, LintLevel)] =
    &[("warn", LintLevel::Warn), ("error", LintLevel::Error), ("off", LintLevel::Off)];
pub(super) const REQUIRE_SOURCE: &[(&str, RequireSource)] =
    &[("none", RequireSource::None), ("key", RequireSource::Key), ("all", RequireSource::All)];

/// config.toml.
pub const CONFIG: TableShape = TableShape {
    name: "config.toml",
    keys: &[
        Key::new("base_url", Shape::Url, "\"https://example.org/\"", "The URL of the site; it may have a path.")
            .required(),
        Key::new(
            "default_language",
            Shape::Name(Named::Language),
            "\"ar\"",
            "The language of x-default and of guides without `source_language`; by default the first one.",
        ),
        Key::new("default_at_root", Shape::Bool, "true", "Whether the default language is at `/` instead of `/LANG/`."),
        Key::new("theme", Shape::Id, "\"mizan\"", "A folder in themes/, or the built-in theme."),
        Key::new(
            "guides",
            Shape::List(&Shape::Name(Named::Guide)),
            "[\"phones\"]",
            "Guides that are first on home pages, in this order.",
        ),
        Key::new(
            "publisher",
            Shape::Name(Named::Person),
            "\"mizan\"",
            "The person in [people] who publishes the site.",
        ),
        Key::new(
            "languages",
            Shape::Several(&Shape::Table(&LANGUAGE), 1, mizan_source::limits::LANGUAGES.most),
            "[{ id = \"ar\" }, { id = \"en\" }]",
            "The site's languages, in the order of the language menu.",
        )
        .required(),
        Key::new("people", Shape::Ids(&Shape::Table(&PERSON)), "{}", "Authors, translators and the publisher, by id."),
        Key::new(
            "freshness",
            Shape::Table(&FRESHNESS),
            "{ warn_after = 180 }",
            "How old a claim may be, and which claims need a source.",
        ),
        Key::new(
            "pages",
            Shape::Table(&PAGES),
            "{ pair_min_differences = 2 }",
            "Which pages search engines may index.",
        ),
        Key::new(
            "lints",
            Shape::By(Named::Lint, &Shape::Choice(|| names(LINT_LEVELS))),
            "{}",
            "The level of each lint rule, by code; errors cannot be lowered.",
        ),
        Key::new("options", THEME_OPTIONS, "{}", "The theme's options, as its theme.toml lists them."),
        Key::new(
            "csp",
            Shape::By(Named::Directive, &Shape::List(&Shape::String)),
            "{}",
            "Sources to add to the Content-Security-Policy, by directive.",
        ),
        Key::new(
            "outputs",
            Shape::Table(&OUTPUTS),
            "{ markdown = false }",
            "Which files to write in addition to the pages; by default all of them.",
        ),
        Key::new(
            "embed",
            Shape::Table(&EMBED),
            "{ frame_ancestors = [\"https://example.org\"] }",
            "Which sites may embed a guide's table.",
        ),
        Key::new("publish", Shape::Any, "{}", "Targets to publish to; not used yet."),
    ],
};

/// The settings of a theme.
pub(crate) const THEME_OPTIONS: Shape = Shape::Entries(&Shape::Either(&[
    Shape::Bool,
    Shape::Integer(i64::MIN, i64::MAX),
    Shape::Text,
    Shape::List(&Shape::Text),
]));

/// One of `[[languages]]`.
pub(super) const LANGUAGE: TableShape = TableShape {
    name: "a language",
    keys: &[
        Key::new(
            "id",
            Shape::String,
            "\"ar\"",
            "A BCP 47 tag: the folder's name, the first part of the URL, the `lang` attribute.",
        )
        .required(),
        Key::new(
            "locale",
            Shape::String,
            "\"ar-EG\"",
            "The locale whose regional conventions are used; by default the id.",
        ),
        Key::new("digits", Shape::String, "\"latn\"", "A CLDR numbering system; by default that of the locale."),
        Key::new(
            "fallback",
            Shape::Choice(|| names(FALLBACKS)),
            "\"notice\"",
            "What happens to guides that are not translated.",
        ),
        Key::new(
            "outdated_notice",
            Shape::Bool,
            "true",
            "Whether a page tells readers that its source text has changed since it was translated.",
        ),
    ],
};

/// One of `[people]`.
pub(super) const PERSON: TableShape = TableShape {
    name: "a person",
    keys: &[Key::new("url", Shape::Url, "\"https://example.org/about/\"", "A page about the person.")],
};

/// A hundred years are enough.
const DAYS: Shape = Shape::Integer(1, 36_500);

/// `[freshness]`, of the site or of a guide.
pub(crate) const FRESHNESS: TableShape = TableShape {
    name: "[freshness]",
    keys: &[
        Key::new(
            "warn_after",
            DAYS,
            "180",
            "The number of days after `checked` beyond which a claim causes a warning.",
        ),
        Key::new("fail_after", DAYS, "720", "The number of days after `checked` beyond which a claim is an error."),
        Key::new("require_source", Shape::Choice(|| names(REQUIRE_SOURCE)), "\"key\"", "Which claims need a source."),
        Key::new(
            "as_of",
            Shape::Date,
            "2026-11-01",
            "Pages mark claims that are older than `warn_after` on this date; without it, they mark none.",
        ),
    ],
};

/// `[pages]`.
pub(super) const PAGES: TableShape = TableShape {
    name: "[pages]",
    keys: &[Key::new(
        "pair_min_differences",
        Shape::Integer(0, 10_000),
        "2",
        "The number of differences that a pair page needs to be indexed.",
    )],
};

/// `[outputs]`.
pub(super) const OUTPUTS: TableShape = TableShape {
    name: "[outputs]",
    keys: &[
        Key::new("data", Shape::Bool, "false", "Whether each guide gets data.json and data.csv."),
        Key::new("markdown", Shape::Bool, "false", "Whether each page gets a copy in Markdown."),
        Key::new(
            "llms",
            Shape::Bool,
            "false",
            "Whether llms.txt lists the guides for language models, in each language.",
        ),
    ],
};

/// `[embed]`.
pub(crate) const EMBED: TableShape = TableShape {
    name: "[embed]",
    keys: &[Key::new(
        "frame_ancestors",
        Shape::List(&Shape::String),
        "[\"https://example.org\"]",
        "Sites that may show the embed pages in a frame; without any, there are no embed pages.",
    )],
};
