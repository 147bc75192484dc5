//! LANG/guide.md and LANG/tiers/ID.md.

use super::labels::labels;
use super::{Known, Must, proses, stand_in, suppress_words};
use crate::fields::Fields;
use crate::front::front_matter;
use mizan_model::shape::{Key, Named, Shape, TableShape};
use mizan_model::{Begun, Guide, GuideWords, Labels, Tier, TierWords};
use mizan_source::diagnostics::{Code, IdKind, Reported, Sink};
use mizan_source::{SourceId, SourceMap, Span};

/// The front matter of LANG/guide.md.
pub const GUIDE_WORDS: TableShape = TableShape {
    name: "guide.md",
    keys: &[
        Key::new("title", Shape::Words, "\"…\"", "The guide's title.").required(),
        Key::new("description", Shape::Words, "\"…\"", "What the guide is about, for search engines and previews.")
            .required(),
        Key::new("slug", Shape::String, "\"phones\"", "The last part of its URL; by default the id."),
        Key::new(
            "aliases",
            Shape::List(&Shape::String),
            "[\"old/path/\"]",
            "Old paths under base_url that redirect here.",
        ),
        Key::new("verdict", Shape::Inline, "\"…\"", "Which tier is for whom, in short."),
        Key::new("image_alt", Shape::Words, "\"…\"", "Alternative text of the guide's image."),
        Key::new("draft", Shape::Bool, "true", "Whether the guide is built in this language only with --drafts."),
        Key::new("stats", Shape::By(Named::Stat, &Shape::Words), "{}", "Captions of the guide's stats, by id."),
    ],
};

/// The front matter of LANG/tiers/ID.md.
pub const TIER_WORDS: TableShape = TableShape {
    name: "a tier's Markdown file",
    keys: &[
        Key::new("name", Shape::Words, "\"…\"", "The tier's name.").required(),
        Key::new("tagline", Shape::Inline, "\"…\"", "What the tier is, in one line."),
        Key::new("audience", Shape::Inline, "\"…\"", "Who the tier is for."),
        Key::new("pros", Shape::List(&Shape::Inline), "[\"…\"]", "The advantages of the tier."),
        Key::new("cons", Shape::List(&Shape::Inline), "[\"…\"]", "The disadvantages of the tier."),
        Key::new("slug", Shape::String, "\"pro\"", "The last part of its URL; by default the id."),
        Key::new(
            "aliases",
            Shape::List(&Shape::String),
            "[\"old/path/\"]",
            "Old paths under base_url that redirect here.",
        ),
        Key::new("image_alt", Shape::Words, "\"…\"", "Alternative text of the tier's image."),
        Key::new("text", Shape::By(Named::Feature, &Shape::Inline), "{}", "Texts of text cells, by feature."),
        Key::new(
            "notes",
            Shape::By(Named::Feature, &Shape::Inline),
            "{}",
            "Notes of this tier's own cells, by feature.",
        ),
    ],
};

/// Reads a guide's text in the language `language`, which is the guide's own if `source`. `None` if guide.md is missing
/// or cannot be parsed.
pub(crate) fn guide_words(
    sources: &SourceMap,
    guide: &Guide,
    language: &str,
    source: bool,
    sink: &Sink,
) -> Option<Begun<GuideWords>> {
    let folder = format!("content/guides/{}/{language}", guide.id);
    let unread = |file, error| sink.suppress(|unread| unread.add_path(sources.path(file), error));
    let labels = match sources.find(&format!("{folder}/labels.toml")) {
        Some(file) => labels(sources, file, guide, source, sink).unwrap_or_else(|error| {
            unread(file, error);
            Labels { file: Some(file), ..Labels::default() }
        }),
        None => Labels::default(),
    };
    let tier = |tier: &Tier| {
        let file = sources.find(&format!("{folder}/tiers/{}.md", tier.id))?;
        tier_words(sources, file, guide, tier, source, sink).map_err(|error| unread(file, error)).ok()
    };
    let tiers = guide.tiers.iter().map(tier).collect();
    let file = sources.find(&format!("{folder}/guide.md"))?;
    let front = front_matter(sources, file, &GUIDE_WORDS, sink).map_err(|error| unread(file, error)).ok()?;
    let fields = Fields::of_words(&front.document.root, &GUIDE_WORDS, source, sink);
    let stats = Known {
        code: Code::UnknownReference,
        kind: "stat",
        of: format!("in the guide `{}`", guide.id),
        ids: guide.stats.iter().map(|stat| stat.id.as_str()).collect(),
        kinds: &[IdKind::Stat],
        guide: guide.file,
    };
    let must = Must::new(&fields, source, &guide.id, Span::new(file, 0..0));
    let captions = proses(&fields, "stats", Some(&stats), sink);
    suppress_words(&fields, "stats", &|id| captions.contains_key(id), &stats.ids, sink);
    let words = GuideWords {
        file,
        title: must.prose("title"),
        description: must.prose("description"),
        slug: fields.prose("slug"),
        aliases: fields.proses("aliases"),
        verdict: fields.prose("verdict"),
        image_alt: fields.prose("image_alt"),
        draft: fields.bool("draft").unwrap_or(false),
        stats: captions,
        body: front.body,
        labels,
        tiers,
    };
    Some(Begun { words, lacks: must.lacks() })
}

fn tier_words(
    sources: &SourceMap,
    file: SourceId,
    guide: &Guide,
    tier: &Tier,
    source: bool,
    sink: &Sink,
) -> Result<TierWords, Reported> {
    let front = front_matter(sources, file, &TIER_WORDS, sink)?;
    let fields = Fields::of_words(&front.document.root, &TIER_WORDS, source, sink);
    let features = Known {
        code: Code::UnknownFeature,
        kind: "feature",
        of: format!("in the guide `{}`", guide.id),
        ids: guide.features.iter().map(|feature| feature.id.as_str()).collect(),
        kinds: &[IdKind::Feature],
        guide: guide.file,
    };
    Ok(TierWords {
        file,
        name: fields.prose("name").or_else(|| source.then(|| stand_in(&tier.id, Span::new(file, 0..0)))),
        tagline: fields.prose("tagline"),
        audience: fields.prose("audience"),
        pros: fields.proses("pros"),
        cons: fields.proses("cons"),
        slug: fields.prose("slug"),
        aliases: fields.proses("aliases"),
        image_alt: fields.prose("image_alt"),
        text: proses(&fields, "text", Some(&features), sink),
        notes: proses(&fields, "notes", Some(&features), sink),
        body: front.body,
    })
}
