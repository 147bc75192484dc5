//! For any content of a file: no panic, and every span is within it.

use mizan_parse::{Document, Node, NodeKind, Table, front_matter, parse};
use mizan_source::diagnostics::{Diagnostics, Sink, json_lines};
use mizan_source::{SourceMap, Span};
use proptest::prelude::*;

use crate::run::Workplace;
use crate::site::{self, Site, judge, shown};

pub(crate) fn in_bounds(span: Span, sources: &SourceMap) {
    let file = sources.file(span.source);
    assert!(span.start <= span.end && span.end as usize <= file.bytes.len(), "{span:?} in {}", file.path);
    if let Some(text) = file.text() {
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character of {}", file.path);
    }
}

pub(crate) fn spans_of(diagnostics: &Diagnostics) -> Vec<Span> {
    diagnostics
        .iter()
        .flat_map(|d| {
            let labels = d.primary.iter().chain(&d.secondary).map(|label| label.span);
            labels.chain(d.fix.iter().map(|fix| fix.span)).collect::<Vec<_>>()
        })
        .collect()
}

fn walk_table(table: &Table, sources: &SourceMap) {
    in_bounds(table.span, sources);
    for entry in table.entries.values() {
        in_bounds(entry.key, sources);
        walk(&entry.value, sources);
    }
}

fn walk(node: &Node, sources: &SourceMap) {
    in_bounds(node.span, sources);
    match &node.kind {
        NodeKind::String(prose) => {
            in_bounds(prose.span, sources);
            if prose.verbatim {
                let text = sources.file(prose.span.source).text().expect("it was parsed");
                assert_eq!(&text[prose.span.range()], prose.text);
            }
        }
        NodeKind::Array(items) => items.iter().for_each(|item| walk(item, sources)),
        NodeKind::Table(table) => walk_table(table, sources),
        _ => {}
    }
}

/// Reads `bytes` as TOML, as words and as config.toml, and looks at every place that comes out.
fn read(bytes: &[u8]) {
    let sources = Site::new().bytes("config.toml", bytes).build();
    let id = sources.find("config.toml").expect("it was just put there");
    let sink = Sink::default();
    let documents: Vec<Document> = parse(&sources, id, &sink)
        .into_iter()
        .chain(front_matter(&sources, id, &mizan_parse::PAGE_WORDS, &sink).map(|front| front.document))
        .collect();
    for document in &documents {
        walk_table(&document.root, &sources);
        document.first_header.iter().for_each(|span| in_bounds(*span, &sources));
    }
    let mut diagnostics = sink.into_diagnostics();
    diagnostics.append(judge(&sources));
    spans_of(&diagnostics).into_iter().for_each(|span| in_bounds(span, &sources));
    assert_eq!(shown(&diagnostics, &sources).is_empty(), diagnostics.is_empty());
    json_lines(&diagnostics, &sources);
}

const GOOD: &str = "\u{FEFF}+++\ntitle = \"عنوان «x»\"\nguides = ['a', \"\"\"\nb\\u0041\"\"\"]\ndate = 2026-05-04\n\
n = 0x1F\nx = 7.80e3\n[t]\nk = { a.b = 1, \"ك\" = [true, { c = nan }] }\n[[l]]\nid = 'x'\n[l.m]\n[[l]]\n+++\nنص {{ fact(\"x\") }}\n";

/// A site of every kind of file, one guide in two languages, and the theme.
fn whole_site(name: &str) -> Vec<(String, Vec<u8>)> {
    let (sources, _) = match name {
        "MZ0302-half-translated" => site::read_at(Workplace::of_case(name).path()),
        _ => site::read(name),
    };
    sources.under("").map(|(path, id)| (path.to_owned(), sources.file(id).bytes.clone())).collect()
}

/// `good` with `length` bytes from `cut` on replaced; both are taken modulo what there is.
fn spliced(good: &[u8], cut: usize, length: usize, put: &str) -> Vec<u8> {
    let cut = cut % (good.len() + 1);
    let end = (cut + length).min(good.len());
    [&good[..cut], put.as_bytes(), &good[end..]].concat()
}

proptest! {
    #[test]
    fn a_site_with_one_file_broken(
        name in prop::sample::select(vec!["MZ0302-half-translated", "german", "persian"]),
        file in any::<prop::sample::Index>(),
        cut in any::<usize>(),
        length in 0..30usize,
        put in "([\\[\\]{}=\"'\n+,.ع0-9a-z]|true|\"no\"|\\{n\\}|-1|1e99|2026-01-01|\\[features\\]\n){0,4}",
    ) {
        let files = whole_site(name);
        let broken = file.index(files.len());
        let site = files.iter().enumerate().fold(Site::new(), |site, (index, (path, good))| {
            if index == broken { site.bytes(path, &spliced(good, cut, length, &put)) } else { site.bytes(path, good) }
        });
        let sources = site.build();
        let diagnostics = judge(&sources);
        spans_of(&diagnostics).into_iter().for_each(|span| in_bounds(span, &sources));
        shown(&diagnostics, &sources);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        read(&bytes);
    }

    #[test]
    fn toml_like(text in "([a-c.\"'= \\[\\]{},\n\r\t#+0-9_:x-]|عن|\u{202E}|\u{0}|true|nan|\"\"\"|'''){0,60}") {
        read(text.as_bytes());
    }

    #[test]
    fn mutated(cut in 0..GOOD.len(), length in 0..20usize, put in "[\\[\\]{}=\"'\n+#,.ع0-9a-z\u{0}]{0,6}") {
        read(&spliced(GOOD.as_bytes(), cut, length, &put));
    }
}
