//! Adds a language to config.toml: inserts a few lines, and keeps every other byte.

use toml_edit::{ArrayOfTables, Document, Item, Table};

use super::sheet::quoted;

/// The settings of a language in config.toml.
#[derive(Clone, Debug, Default)]
pub(crate) struct LanguageEntry {
    /// BCP 47.
    pub id: String,
    pub locale: Option<String>,
    pub digits: Option<String>,
    /// Comments for the author, a line each; where the languages have tables of their own.
    pub remarks: Vec<String>,
}

/// The text of config.toml with the language behind those that it has; `None` if it has none that could be found.
pub(crate) fn with_language(text: &str, entry: &LanguageEntry) -> Option<String> {
    let bom = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let document = Document::parse(&text[bom..]).ok()?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (at, added) = match document.get("languages")? {
        Item::ArrayOfTables(tables) => {
            let end = end_of(tables)?;
            let rest = text.get(bom + end..)?;
            // After the end of the last of its lines.
            let line = rest.find('\n').map_or(rest.len(), |line| line + 1);
            let open = if rest[..line].ends_with('\n') { "" } else { newline };
            (bom + end + line, format!("{open}{newline}{}", lines(entry, newline)))
        }
        Item::Value(value) => {
            let array = value.as_array()?;
            let last = array.iter().last()?.span()?;
            (bom + last.end, format!(", {}", inline(entry)))
        }
        _ => return None,
    };
    let mut changed = text.to_owned();
    changed.get(at..)?;
    changed.insert_str(at, &added);
    Some(changed)
}

fn lines(entry: &LanguageEntry, newline: &str) -> String {
    let mut lines = vec!["[[languages]]".to_owned()];
    lines.extend(pairs(entry));
    lines.extend(entry.remarks.iter().map(|remark| format!("# {remark}")));
    lines.iter().map(|line| format!("{line}{newline}")).collect()
}

fn inline(entry: &LanguageEntry) -> String {
    format!("{{ {} }}", pairs(entry).join(", "))
}

fn pairs(entry: &LanguageEntry) -> Vec<String> {
    let optional = [("locale", entry.locale.as_deref()), ("digits", entry.digits.as_deref())];
    let optional = optional.into_iter().filter_map(|(key, value)| Some(format!("{key} = {}", quoted(value?))));
    std::iter::once(format!("id = {}", quoted(&entry.id))).chain(optional).collect()
}

/// Where the last of the tables ends: behind its header or the last value in it.
fn end_of(tables: &ArrayOfTables) -> Option<usize> {
    tables.iter().filter_map(end_of_table).max()
}

fn end_of_table(table: &Table) -> Option<usize> {
    let inside = table.iter().filter_map(|(_, item)| match item {
        Item::Value(value) => value.span().map(|span| span.end),
        Item::Table(table) => end_of_table(table),
        Item::ArrayOfTables(tables) => end_of(tables),
        Item::None => None,
    });
    inside.chain(table.span().map(|span| span.end)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> String {
        let entry = LanguageEntry { id: "fr".to_owned(), ..LanguageEntry::default() };
        let changed = with_language(text, &entry).expect("it has languages");
        // Only something was put in.
        let common = text.bytes().zip(changed.bytes()).take_while(|(a, b)| a == b).count();
        assert!(changed.ends_with(&text[common..]), "{changed}");
        changed
    }

    #[test]
    fn a_table_stands_behind_the_last() {
        assert_eq!(
            added("# a\n[[languages]]\nid = \"en\" # b\n\n[people.x]\n"),
            "# a\n[[languages]]\nid = \"en\" # b\n\n[[languages]]\nid = \"fr\"\n\n[people.x]\n"
        );
        assert_eq!(added("[[languages]]\nid = \"en\""), "[[languages]]\nid = \"en\"\n\n[[languages]]\nid = \"fr\"\n");
    }

    #[test]
    fn line_ends_and_marks_are_kept() {
        assert_eq!(
            added("\u{FEFF}[[languages]]\r\nid = \"en\"\r\n"),
            "\u{FEFF}[[languages]]\r\nid = \"en\"\r\n\r\n[[languages]]\r\nid = \"fr\"\r\n"
        );
    }

    #[test]
    fn a_list_in_brackets_gets_one_more() {
        assert_eq!(
            added("languages = [\n  { id = \"en\" }, # a\n]\n"),
            "languages = [\n  { id = \"en\" }, { id = \"fr\" }, # a\n]\n"
        );
        assert_eq!(added("languages = [{ id = \"en\" }]"), "languages = [{ id = \"en\" }, { id = \"fr\" }]");
    }

    #[test]
    fn what_cannot_be_read_is_left_alone() {
        let entry = LanguageEntry { id: "fr".to_owned(), ..LanguageEntry::default() };
        for text in ["", "languages = 1", "languages = []", "[[languages", "[languages]\nid = \"en\"\n"] {
            assert_eq!(with_language(text, &entry), None, "{text}");
        }
    }
}
