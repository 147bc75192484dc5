//! pages/ID/LANG.md: a standalone page.

use super::Must;
use crate::fields::Fields;
use crate::front::front_matter;
use mizan_model::shape::{Key, Shape, TableShape};
use mizan_model::{Begun, PageWords};
use mizan_source::diagnostics::{Reported, Sink};
use mizan_source::{SourceId, SourceMap, Span};

/// The front matter of pages/ID/LANG.md.
pub const PAGE_WORDS: TableShape = TableShape {
    name: "a page",
    keys: &[
        Key::new("title", Shape::Words, "\"…\"", "The page's title.").required(),
        Key::new("description", Shape::Words, "\"…\"", "What the page is about, for search engines and previews.")
            .required(),
        Key::new("slug", Shape::String, "\"about-us\"", "The last part of its URL; by default the id."),
        Key::new(
            "aliases",
            Shape::List(&Shape::String),
            "[\"old/path/\"]",
            "Old paths under base_url that redirect here.",
        ),
        Key::new("draft", Shape::Bool, "true", "Whether the page is built only with --drafts."),
    ],
};

/// Reads a page in one language, the one that it is translated from where `source`; `id` is the page's.
///
/// # Errors
/// If the file cannot be taken apart.
pub(crate) fn page_words(
    sources: &SourceMap,
    file: SourceId,
    id: &str,
    source: bool,
    sink: &Sink,
) -> Result<Begun<PageWords>, Reported> {
    let front = front_matter(sources, file, &PAGE_WORDS, sink)?;
    let fields = Fields::of_words(&front.document.root, &PAGE_WORDS, source, sink);
    let must = Must::new(&fields, source, id, Span::new(file, 0..0));
    let words = PageWords {
        file,
        title: must.prose("title"),
        description: must.prose("description"),
        slug: fields.prose("slug"),
        aliases: fields.proses("aliases"),
        draft: fields.bool("draft").unwrap_or(false),
        body: front.body,
    };
    Ok(Begun { words, lacks: must.lacks() })
}
