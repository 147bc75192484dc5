//! `[sources]`, and the citations that name them.

use indexmap::IndexMap;

use super::facts::GUIDE;
use crate::{Fields, Key, KeyNames, Node, Shape, TableShape, id_fault, read, suppress};
use mizan_model::value::raw::{Raw, RawKind};
use mizan_model::value::read::{plain, with_comma};
use mizan_model::value::{web_address, with_way_out};
use mizan_model::{Citation, Source};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, IdKind, Reported, Sink, did_you_mean};
use mizan_source::{Span, Spanned};

/// One of `[sources]`.
pub const SOURCE: TableShape = TableShape {
    name: "a source",
    keys: &[
        Key::new("title", Shape::String, "\"HTTP Semantics\"", "The title of the source, as it is printed there.")
            .way(1),
        Key::new("author", Shape::String, "\"R. Fielding\"", "The author of the source, as it is printed there."),
        Key::new("publisher", Shape::String, "\"IETF\"", "The publisher of the source."),
        Key::new("lang", Shape::String, "\"en\"", "The language of its title, author and publisher, as a BCP 47 tag."),
        Key::new("url", Shape::Url, "\"https://example.org/article\"", "The URL of the source.").way(2),
        Key::new("accessed", Shape::Date, "2026-11-01", "The date on which the URL was accessed."),
        Key::new("archived", Shape::Url, "\"https://web.archive.org/…\"", "The URL of an archived copy."),
    ],
};

/// Reads `[sources]`. A source that cannot be read is kept without its words, so that references to it are valid.
pub(super) fn sources(guide: &Fields<'_>, sink: &Sink) -> IndexMap<String, Source> {
    let file = guide.span().source;
    let mut sources = IndexMap::new();
    let entries = guide.entries("sources", KeyNames::Ids);
    let unparsed = || guide.table().unparsed.get("sources").copied();
    if let Some(error) = guide.error("sources").or_else(unparsed) {
        for id in unread_ids(guide) {
            suppress::id(file, IdKind::Source, &id, error, sink);
            if id_fault(&id).is_none() {
                sources.insert(id, Source::default());
            }
        }
    }
    for (id, node) in entries {
        let (source, error) = match read::table(node, &read::What::new(format!("sources.{}", id.value), ""), sink) {
            Ok(table) => source(&id, &guide.inside(table, &SOURCE), sink),
            Err(error) => (Source::default(), Some(error)),
        };
        if let Some(error) = error {
            suppress::id(file, IdKind::Source, &id.value, error, sink);
        }
        sources.insert(id.value, Source { span: Some(id.span), ..source });
    }
    sources
}

/// A source, and why it has neither a title nor a URL where it has none.
fn source(id: &Spanned<String>, fields: &Fields<'_>, sink: &Sink) -> (Source, Option<Reported>) {
    let text = |key| fields.string(key).map(|text| text.value);
    let source = Source {
        title: text("title"),
        author: text("author"),
        publisher: text("publisher"),
        lang: fields.string("lang").and_then(|lang| language(&id.value, lang, sink)),
        url: fields.url("url").map(|url| url.value),
        accessed: fields.date("accessed").map(|date| date.value),
        archived: fields.url("archived").map(|url| url.value),
        span: None,
    };
    let error = fields.error("title").or_else(|| fields.error("url"));
    let lacks_both = source.title.is_none() && source.url.is_none();
    let error = error.or_else(|| {
        lacks_both.then(|| {
            sink.report(
                Diagnostic::error(Code::MissingKey, format!("the source `{}` has neither `title` nor `url`", id.value))
                    .at(id.span, "missing `title` or `url`")
                    .help("add `title = \"…\"`, `url = \"https://…\"`, or both"),
            )
        })
    });
    (source, error)
}

/// Ids of sources that are in guide.toml and cannot be read as such: invalid ids, those without a value, and those
/// under a misspelt name or below a header that could not be parsed.
fn unread_ids(guide: &Fields<'_>) -> Vec<String> {
    let known = guide.table().get("sources").and_then(Node::as_table);
    let bad = known.into_iter().flat_map(|table| &table.entries);
    let bad = bad.filter(|(id, entry)| id_fault(id).is_some() || entry.value.error().is_some()).map(|(id, _)| id);
    let misspelt = guide.table().entries.iter().filter(|(name, _)| GUIDE.key(name).is_none());
    let misspelt = misspelt.filter_map(|(_, entry)| entry.value.as_table()).flat_map(|table| table.entries.keys());
    bad.chain(misspelt).chain(guide.table().unparsed.keys()).cloned().collect()
}

/// The tag of the language a source is in, where it is one in form: letters and digits in parts of at most eight.
fn language(id: &str, lang: Spanned<String>, sink: &Sink) -> Option<String> {
    let mut parts = lang.value.split('-');
    let primary =
        parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    if primary && rest {
        return Some(lang.value);
    }
    sink.push(
        Diagnostic::error(
            Code::BadLanguage,
            format!("`{}`, the language of the source `{id}`, is not a language tag", lang.value),
        )
        .at(lang.span, "invalid language tag")
        .help("write a BCP 47 tag, for example \"ar\", \"en\" or \"pt-BR\""),
    );
    None
}

/// Reads a list of citations: ids, ids with a place, plain URLs. With the error, where one cannot be used.
pub(super) fn citations(
    raw: &Raw,
    whose: &str,
    sources: &IndexMap<String, Source>,
    sink: &Sink,
) -> (Vec<Citation>, Option<Reported>) {
    let items = match &raw.what {
        RawKind::Array(items) => items,
        RawKind::String(text) => {
            let error = sink.report(
                Diagnostic::error(Code::WrongType, format!("expected a list for `sources` of {whose}, found a string"))
                    .at(raw.span, "expected a list")
                    .help(format!("put it in brackets: `[\"{text}\"]`"))
                    .fix(raw.span, format!("[\"{text}\"]"), Applicability::safe_if(plain(text))),
            );
            return (Vec::new(), Some(error));
        }
        _ => {
            let error = sink.report(
                Diagnostic::error(
                    Code::WrongType,
                    format!("expected a list of ids and URLs for `sources` of {whose}, found {}", raw.describe()),
                )
                .at(raw.span, "expected a list")
                .help("write `sources = [\"article\"]`"),
            );
            return (Vec::new(), Some(error));
        }
    };
    let mut citations: Vec<Citation> = Vec::new();
    let mut unread = None;
    for (at, item) in items.iter().enumerate() {
        let Some(text) = item.as_str() else {
            unread = Some(
                sink.report(
                    Diagnostic::error(
                        Code::WrongType,
                        format!(
                            "expected an id or a URL in quotation marks in `sources` of {whose}, found {}",
                            item.describe()
                        ),
                    )
                    .at(item.span, "expected an id or a URL")
                    .help("write an id of [sources], or a full URL"),
                ),
            );
            continue;
        };
        let citation = match citation(text, item.span, whose, sources, sink) {
            Ok(citation) => citation,
            Err(error) => {
                unread = Some(error);
                continue;
            }
        };
        if let Some(first) = citations.iter().find(|c| c.source == citation.source && c.place == citation.place) {
            let diagnostic = read::duplicate(text, first.span, item.span, &format!("in `sources` of {whose}"));
            let before = at.checked_sub(1).and_then(|before| items.get(before));
            sink.push(match before.and_then(|before| with_comma(before.span, item.span)) {
                Some(span) => diagnostic.fix(span, "", Applicability::Safe),
                None => diagnostic,
            });
            continue;
        }
        citations.push(citation);
    }
    (citations, unread)
}

fn citation(
    text: &str,
    span: Span,
    whose: &str,
    sources: &IndexMap<String, Source>,
    sink: &Sink,
) -> Result<Citation, Reported> {
    if text.contains(":/") {
        return match web_address(text) {
            Ok(_) => Ok(Citation { source: text.to_owned(), place: None, span }),
            Err(reason) => {
                let diagnostic = Diagnostic::error(
                    Code::BadUrl,
                    format!("the source `{text}` of {whose} is not a valid URL: {reason}"),
                )
                .at(span, format!("`{text}`"));
                let help = "write the full URL, beginning with https://";
                Err(sink.report(with_way_out(diagnostic, text, (span, "\""), help)))
            }
        };
    }
    let (id, place) = match text.split_once('#') {
        Some((id, place)) => (id, Some(place)),
        None => (text, None),
    };
    if place == Some("") {
        return Err(sink.report(
            Diagnostic::error(Code::BadId, format!("missing place after `{id}#` in the sources of {whose}"))
                .at(span, "missing place after `#`")
                .help(format!("write \"{id}#section-4\", or \"{id}\" alone"))
                .fix(span, format!("\"{id}\""), Applicability::Unsafe),
        ));
    }
    if sources.contains_key(id) {
        return Ok(Citation { source: id.to_owned(), place: place.map(str::to_owned), span });
    }
    let diagnostic =
        Diagnostic::error(Code::UnknownSource, format!("unknown source `{id}` in {whose}")).at(span, "unknown source");
    Err(sink.report(match did_you_mean(id, sources.keys().map(String::as_str)) {
        Some(meant) => {
            let with_place = place.map_or(meant.to_owned(), |place| format!("{meant}#{place}"));
            diagnostic.help(format!("did you mean `{meant}`?")).fix(
                span,
                format!("\"{with_place}\""),
                Applicability::Unsafe,
            )
        }
        None if id_fault(id).is_none() => {
            diagnostic.help(format!("add a table [sources.{id}] with a `title` or a `url` to guide.toml"))
        }
        None => diagnostic.help("use an id of [sources] in guide.toml, or write a full URL beginning with https://"),
    }))
}

/// Gives every plain URL that is cited a source of its own, called by the URL.
pub(super) fn adopt<'a>(sources: &mut IndexMap<String, Source>, cited: impl IntoIterator<Item = &'a Citation>) {
    for citation in cited {
        if !sources.contains_key(&citation.source) {
            let url = Some(citation.source.clone());
            sources.insert(citation.source.clone(), Source { url, ..Source::default() });
        }
    }
}
