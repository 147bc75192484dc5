//! data.csv: a guide's table for spreadsheets (RFC 4180, UTF-8 with a byte order mark, without which
//! Excel reads Arabic as another encoding).
//!
//! A row is a feature and a tier; each further statement of a cell is a row of its own. `bound` qualifies `value`
//! where it is not exact, `since` and `until` when it holds: dates or versions. Names, `text`
//! and `note` are the language's, the rest is the same in every language. A source is its URL, or
//! its title where it has none. Several notes or sources of a row are in one field, `; ` between
//! them.

use super::bare::bare;
use super::data::{Cited, Data, DataItem, DataRow, Machine};
use super::{Artifact, Class};
use mizan_plan::Route;

const COLUMNS: [&str; 14] = [
    "group", "feature", "tier", "variant", "value", "bound", "unit", "currency", "since", "until", "text", "note",
    "sources", "checked",
];

/// `data.csv` in the folder of the guide's page.
pub fn data_csv(data: &Data, page: &Route) -> Artifact {
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    bytes.extend(records(data));
    Artifact::new(Class::Asset, page.file("data.csv").output_path(), bytes)
}

fn records(data: &Data) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // A Vec takes every write and every record has as many fields as the first, so neither the
    // records nor the end can fail.
    let _ = writer.write_record(COLUMNS);
    for row in &data.rows {
        for item in &row.items {
            let _ = writer.write_record(record(data, row, item));
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn record(data: &Data, row: &DataRow, item: &DataItem) -> [String; COLUMNS.len()] {
    let value = match &item.value {
        Machine::Number(number) => number.to_string(),
        value => guarded(&value.flat()),
    };
    let text = |text: Option<&str>| guarded(text.unwrap_or_default());
    let sources: Vec<String> = item.sources.iter().map(|cited| source(data, cited)).collect();
    [
        guarded(&row.group.name),
        guarded(&row.feature.name),
        guarded(&row.tier.name),
        text(item.variant.as_ref().map(|variant| variant.name.as_str())),
        value,
        text(item.bound),
        text(item.unit.as_deref()),
        text(item.currency.as_deref()),
        text(item.since.as_deref()),
        text(item.until.as_deref()),
        unformulaic(&bare(&item.text)),
        guarded(&item.notes.join("; ")),
        guarded(&sources.join("; ")),
        item.checked.map(|date| date.to_string()).unwrap_or_default(),
    ]
}

fn source(data: &Data, cited: &Cited) -> String {
    let source = data.sources.iter().find(|source| source.id == cited.id);
    let name = source.and_then(|source| source.url.as_ref().or(source.title.as_ref())).unwrap_or(&cited.id);
    match &cited.place {
        // A fragment that the URL has of its own is replaced, as it is on pages.
        Some(place) if source.is_some_and(|source| source.url.is_some()) => {
            format!("{}#{place}", name.split('#').next().unwrap_or(name))
        }
        Some(place) => format!("{name}#{place}"),
        None => name.clone(),
    }
}

/// Text that a spreadsheet will not take for a formula: with `'` before it, where it would begin one.
/// Characters that are not seen, and the wide forms of signs, are treated as spreadsheets do.
///
/// Spreadsheets in many languages (de, fr) part cells by `;`, some by tabs, and only see quotation marks at the
/// beginning of a cell that they part by: in `x,"a;=1+1"` they find a cell `=1+1"`. So a part after one of these is
/// guarded as well.
fn guarded(text: &str) -> String {
    unformulaic(&bare(text))
}

fn unformulaic(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len());
    for part in text.split_inclusive(SEPARATORS) {
        // What separates is not the beginning of a part, except at the beginning of the text.
        let first = guarded.is_empty();
        if begins_formula(if first { part } else { part.trim_end_matches(SEPARATORS) }) {
            guarded.push('\'');
        }
        guarded.push_str(part);
    }
    guarded
}

/// What parts cells in some spreadsheet, besides the comma, for which fields are in quotation marks.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

fn begins_formula(text: &str) -> bool {
    let unseen = |c: char| {
        c == ' '
            || c == '\u{A0}'
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{61C}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    text.starts_with(|c: char| c.is_control())
        || text.trim_start_matches(unseen).starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::data::Named;
    use super::super::fixture;
    use super::*;

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|record| record.expect("CSV").iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_guides_table() {
        let artifact = data_csv(&fixture::data(), &Route::root().page("ar").page("whatsapp"));
        assert_eq!(artifact.path, "ar/whatsapp/data.csv");
        assert!(artifact.bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
        let text = fixture::text(&artifact);
        assert!(text.lines().count() > 3 && text.matches("\r\n").count() == text.matches('\n').count());
        // Only the text for readers has isolates, and those it was given.
        let isolate = |text: &str| text.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']);
        for record in read(&artifact.bytes) {
            assert!(record.iter().enumerate().all(|(column, field)| COLUMNS[column] == "text" || !isolate(field)));
        }
        insta::assert_snapshot!(text.trim_start_matches('\u{FEFF}').replace('\r', ""));
    }

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for text in
            ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "  =1", "\u{200F}=1", "\u{2068}=1\u{2069}", "＝1", "\u{FEFF}+"]
        {
            assert!(guarded(text).starts_with('\''), "{text:?}");
        }
        for text in ["a;=1+1", "a; -1", "a\t@x", "a\n+1", "a;b;\u{200F}=1", "a;;＝1"] {
            let guarded = guarded(text);
            assert_eq!(guarded.matches('\'').count(), 1, "{text:?} {guarded:?}");
            assert!(guarded.split(SEPARATORS).all(|part| !begins_formula(part)), "{text:?} {guarded:?}");
        }
        for text in ["واتساب", "5-10", "a=b", "", " ", "٪", "'x", "a; b", "a;5-10", ";"] {
            assert_eq!(guarded(text), text);
        }
        let mut data = fixture::data();
        data.rows.truncate(1);
        data.rows[0].items[0].value = Machine::Number(mizan_model::Decimal::new(-50, 1));
        assert_eq!(read(&records(&data))[1][4], "-5.0");
        data.rows[0].items[0].value = Machine::Text("-5".to_owned());
        assert_eq!(read(&records(&data))[1][4], "'-5");
    }

    proptest! {
        #[test]
        fn no_text_begins_a_formula_and_none_is_lost(texts in prop::collection::vec("[=+@\\-\t\r\n ,;\"'a\u{200F}\u{2067}ع]{0,5}", 5)) {
            let item = DataItem {
                text: texts[0].clone(),
                notes: vec![texts[1].clone(), texts[2].clone()],
                value: Machine::List(vec![Machine::Text(texts[3].clone()), Machine::Text("b".to_owned())]),
                ..DataItem::default()
            };
            let name = Named { id: String::new(), name: texts[4].clone() };
            let row = DataRow { group: name.clone(), feature: name.clone(), tier: name, items: vec![item], ..DataRow::default() };
            let read = read(&records(&Data { rows: vec![row], ..Data::default() }));
            let fields = &read[1];
            for field in fields {
                prop_assert!(!begins_formula(field), "{:?}", field);
                prop_assert!(field.split(SEPARATORS).all(|part| !begins_formula(part)), "{:?}", field);
            }
            let plain = |text: &str| bare(text).into_owned();
            let unguarded = |field: &str, text: &str| field.replace('\'', "") == text.replace('\'', "");
            let want = [
                (10, texts[0].clone()),
                (11, format!("{}; {}", texts[1], texts[2])),
                (4, format!("{}; b", texts[3])),
                (0, texts[4].clone()),
            ];
            for (column, text) in want {
                prop_assert!(unguarded(&plain(&fields[column]), &plain(&text)), "{:?} {:?}", fields, text);
            }
        }
    }
}
