//! pages/ID/LANG.md: a standalone page.

use super::stand_in;
use crate::decode::fields::Fields;
use crate::decode::front::front_matter;
use crate::diagnostics::Sink;
use crate::model::PageWords;
use crate::shape::{Key, Shape, TableShape};
use crate::source::{SourceId, SourceMap, Span};

/// The front matter of pages/ID/LANG.md.
pub const PAGE_WORDS: TableShape = TableShape {
    name: "a page",
    keys: &[
        Key::new("title", Shape::Words, "\"…\"", "The page's title.").required(),
        Key::new("description", Shape::Words, "\"…\"", "What the page is about, for search engines and previews.")
            .required(),
        Key::new("slug", Shape::String, "\"about-us\"", "The last part of its URL; the id where it is left out."),
        Key::new("aliases", Shape::List(&Shape::String), "[\"old/path/\"]", "Old paths under base_url that lead here."),
        Key::new("draft", Shape::Bool, "true", "Leaves the page out without --drafts."),
    ],
};

/// Reads a page in one language; `id` is the page's.
pub fn page_words(sources: &SourceMap, file: SourceId, id: &str, sink: &Sink) -> Option<PageWords> {
    let front = front_matter(sources, file, sink)?;
    let fields = Fields::new(&front.document.root, &PAGE_WORDS, sink);
    let top = Span::new(file, 0..0);
    Some(PageWords {
        file,
        title: fields.prose("title").unwrap_or_else(|| stand_in(id, top)),
        description: fields.prose("description").unwrap_or_else(|| stand_in(id, top)),
        slug: fields.prose("slug"),
        aliases: fields.proses("aliases"),
        draft: fields.bool("draft").unwrap_or(false),
        body: front.body,
    })
}
