//! Inserts text into a file, and keeps every other byte: comments, order, layout, line endings, byte order mark.
//!
//! Inserted text has the style of its neighbors.

use std::ops::Range;

use super::fill::quoted;
use mizan_parse::{Entry, Node, NodeKind, Table};

/// A text and its insertions.
#[derive(Clone, Debug)]
pub(super) struct Splice<'a> {
    text: &'a str,
    /// Where, the text (with `\n`), and whether the author has to fill it in.
    inserts: Vec<(usize, String, bool)>,
}

/// The value of a cell until it is known.
const UNKNOWN: &str = "\"unknown\"";

/// A key, a value, and a comment, which is omitted in an inline table.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub key: String,
    pub value: String,
    /// ` # fill in`, or nothing.
    pub mark: String,
    /// Of a translation that is still to be written: the language and the text that it is made from. Such a line is
    /// commented out, as those of `mizan lang add`, so that readers are not shown the words of another language.
    pub source: Option<(String, String)>,
}

impl<'a> Splice<'a> {
    pub(super) fn new(text: &'a str) -> Splice<'a> {
        Splice { text, inserts: Vec::new() }
    }

    /// The new text, and the ranges in it that the author has to fill in.
    pub(super) fn done(mut self) -> (String, Vec<Range<usize>>) {
        let newline = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        self.inserts.sort_by_key(|(at, _, _)| *at);
        let (mut out, mut fill, mut from) = (String::new(), Vec::new(), 0);
        for (at, insert, waits) in self.inserts {
            out.push_str(&self.text[from..at]);
            from = at;
            let start = out.len();
            out.push_str(&insert.replace('\n', newline));
            if waits {
                fill.push(start..out.len());
            }
        }
        out.push_str(&self.text[from..]);
        (out, fill)
    }

    /// Inserts `item` into an array: after the item of that index, or at the end.
    pub(super) fn item(&mut self, list: &Node, after: Option<usize>, item: &str) {
        let NodeKind::Array(items) = &list.kind else { return };
        let (start, end) = (list.span.start as usize, list.span.end as usize);
        let Some(before) = after.or(items.len().checked_sub(1)).and_then(|at| items.get(at)) else {
            let inside = self.text.get(start + 1..end.saturating_sub(1)).unwrap_or_default();
            return match inside.rfind('\n') {
                // The closing bracket is on a line of its own.
                Some(line) => {
                    let indent = format!("{}  ", &inside[line + 1..]);
                    self.insert(start + 1 + line + 1, format!("{indent}{item},\n"), false);
                }
                None => self.insert(start + 1, item.to_owned(), false),
            };
        };
        let end = before.span.end as usize;
        let comma = self.comma(end);
        let anchor = comma.map_or(end, |comma| comma + 1);
        let rest = self.text[anchor..self.line_end(anchor)].trim_start();
        if rest.is_empty() || rest.starts_with('#') {
            let lead = self.lead(before.span.start as usize);
            let indent = if lead.trim().is_empty() { lead.to_owned() } else { "  ".to_owned() };
            match comma {
                Some(_) => self.insert(self.line_end(anchor), format!("\n{indent}{item},"), false),
                None => {
                    self.insert(end, ",".to_owned(), false);
                    self.insert(self.line_end(end), format!("\n{indent}{item}"), false);
                }
            }
        } else {
            match comma {
                Some(comma) => self.insert(comma + 1, format!(" {item},"), false),
                None => self.insert(end, format!(", {item}"), false),
            }
        }
    }

    /// Inserts lines into the table at `path` below `root`, which is created if it does not exist: after the last of the
    /// keys `near` that is in it, else at its end.
    pub(super) fn lines(&mut self, root: &Table, path: &[&str], near: &[&str], lines: &[Line]) {
        let Some((last, above)) = path.split_last() else { return };
        let found = path.iter().try_fold(root, |table, key| table.get(key).and_then(Node::as_table));
        let Some(table) = found else {
            let parent = above.iter().try_fold(root, |table, key| table.get(key).and_then(Node::as_table));
            return match parent {
                Some(parent) if parent.inline => {
                    let Some(inside) = pairs(lines) else { return };
                    let value = format!("{{ {inside} }}");
                    let mark = lines.first().map(|line| line.mark.clone()).unwrap_or_default();
                    self.lines(root, above, &[], &[Line { key: (*last).to_owned(), value, mark, source: None }]);
                }
                _ => {
                    // Next to its siblings, if it has any.
                    let at = parent.filter(|_| !above.is_empty()).and_then(deep_end);
                    self.table(at, &path.join("."), lines);
                }
            };
        };
        if table.inline {
            let near = near.iter().rev().find_map(|key| table.entries.get(*key));
            let Some(inside) = pairs(lines) else { return };
            let waits = lines.iter().any(Line::waits);
            return match near.or_else(|| table.entries.values().last()) {
                Some(entry) => self.insert(entry.value.span.end as usize, format!(", {inside}"), waits),
                None => self.insert(table.span.start as usize + 1, format!(" {inside} "), waits),
            };
        }
        // A key in a header, as in `[features.price]`, is not a line to insert after.
        let beside = |entry: &&Entry| !self.lead(entry.key.start as usize).contains('[');
        let near = near.iter().rev().filter_map(|key| table.entries.get(*key)).find(beside);
        let near = near.or_else(|| table.entries.values().rev().find(beside));
        if let Some(near) = near {
            let lead = self.lead(near.key.start as usize).to_owned();
            let at = self.line_end(node_end(&near.value));
            for line in lines {
                self.insert(at, line.below(&lead), line.waits());
            }
            return;
        }
        let header = self.text.get(table.span.range()).unwrap_or_default();
        let plain: String = header.chars().filter(|c| !c.is_whitespace()).collect();
        if plain == format!("[{}]", path.join(".")) {
            let at = self.line_end(table.span.end as usize);
            for line in lines {
                self.insert(at, line.below(""), line.waits());
            }
        } else {
            self.table(None, &path.join("."), lines);
        }
    }

    /// Inserts a `[[name]]` after the last one of the list, or at the end of the file.
    pub(super) fn entry_of_list(&mut self, list: Option<&Node>, name: &str, body: &str) {
        let at = list.map(node_end).map_or(self.text.len(), |end| self.line_end(end));
        self.block(at, format!("[[{name}]]\n{body}"), false);
    }

    /// Adds a list of rows to a `[[groups]]` without rows.
    pub(super) fn row_list(&mut self, group: &Table, item: &str) {
        let plain = |entry: &&Entry| !self.lead(entry.key.start as usize).contains('[');
        match group.entries.values().rev().find(plain) {
            Some(entry) if group.inline => {
                self.insert(entry.value.span.end as usize, format!(", features = [{item}]"), false);
            }
            Some(entry) => {
                let at = self.line_end(node_end(&entry.value));
                let lead = self.lead(entry.key.start as usize);
                self.insert(at, format!("\n{lead}features = [\n{lead}  {item},\n{lead}]"), false);
            }
            None => {}
        }
    }

    /// Inserts a table with its header below the line of `at`, or at the end of the file.
    fn table(&mut self, at: Option<usize>, name: &str, lines: &[Line]) {
        let at = at.map_or(self.text.len(), |at| self.line_end(at));
        let mut body = String::new();
        for line in lines {
            body.push_str(&line.below(""));
        }
        self.block(at, format!("[{name}]{body}"), lines.iter().any(Line::waits));
    }

    /// Inserts a block of lines after an empty line.
    fn block(&mut self, at: usize, block: String, waits: bool) {
        let before = self.text[..at].trim_start_matches('\u{FEFF}');
        // An earlier insertion at the end of the file ends with a newline.
        let ended = at == self.text.len() && self.inserts.iter().any(|(other, _, _)| *other == at);
        let gap = if ended || before.ends_with('\n') && !before.ends_with("\n\n") && !before.ends_with("\n\r\n") {
            "\n"
        } else if before.is_empty() || before.ends_with('\n') {
            ""
        } else {
            "\n\n"
        };
        let close = if at == self.text.len() { "\n" } else { "" };
        self.insert(at, format!("{gap}{block}{close}"), waits);
    }

    fn insert(&mut self, at: usize, text: String, waits: bool) {
        self.inserts.push((at, text, waits));
    }

    /// The comma after a value that ends at `at`, if one follows.
    fn comma(&self, mut at: usize) -> Option<usize> {
        loop {
            let rest = self.text.get(at..)?;
            let c = rest.chars().next()?;
            match c {
                ',' => return Some(at),
                '#' => at = self.line_end(at),
                c if c.is_whitespace() => at += c.len_utf8(),
                _ => return None,
            }
        }
    }

    /// The end of the line of `at`, before its line break.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let line = rest.split('\n').next().unwrap_or(rest);
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The text before `at` in its line.
    fn lead(&self, at: usize) -> &'a str {
        let before = &self.text[..at];
        let line = before.rfind('\n').map_or(before, |n| &before[n + 1..]);
        line.trim_start_matches('\u{FEFF}')
    }
}

impl Line {
    /// Whether the author has to fill it in.
    fn waits(&self) -> bool {
        !self.mark.is_empty() || self.value == UNKNOWN || self.source.is_some()
    }

    /// The line after the end of another; `lead` is what its neighbor has before the key.
    pub(super) fn below(&self, lead: &str) -> String {
        let Line { key, value, mark, source } = self;
        match source {
            None => format!("\n{lead}{key} = {value}{mark}"),
            Some((language, text)) => {
                let spaces = &lead[..lead.len() - lead.trim_start().len()];
                let lead = lead.trim_start();
                format!("\n{spaces}# {language}: {text}\n{spaces}#{lead}{key} = {value}")
            }
        }
    }

    /// The line of a translation that is made from this line, which is in `language`.
    pub(super) fn untranslated(self, language: &str, text: &str) -> Line {
        Line { mark: String::new(), source: Some((language.to_owned(), text.to_owned())), ..self }
    }

    /// A text in quotation marks.
    pub(super) fn text(key: &str, text: &str, mark: &str) -> Line {
        Line { key: key.to_owned(), value: quoted(text), mark: mark.to_owned(), source: None }
    }
}

/// Lines for an inline table, in which none can be commented out; `None` where there is none.
fn pairs(lines: &[Line]) -> Option<String> {
    let live = lines.iter().filter(|line| line.source.is_none());
    let pairs: Vec<String> = live.map(|line| format!("{} = {}", line.key, line.value)).collect();
    (!pairs.is_empty()).then(|| pairs.join(", "))
}

/// The end of a value, with everything that headers add to it.
fn node_end(node: &Node) -> usize {
    let own = node.span.end as usize;
    let inner = match &node.kind {
        NodeKind::Array(items) => items.iter().map(node_end).max(),
        NodeKind::Table(table) => deep_end(table),
        _ => None,
    };
    inner.map_or(own, |inner| own.max(inner))
}

fn deep_end(table: &Table) -> Option<usize> {
    table.entries.values().map(|entry| node_end(&entry.value)).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use mizan_parse::{Document, parse};
    use mizan_source::SourceMap;
    use mizan_source::diagnostics::Sink;

    fn read(text: &str) -> Document {
        let mut sources = SourceMap::default();
        let id = sources.insert("x.toml", text.as_bytes().to_vec());
        let sink = Sink::default();
        let document = parse(&sources, id, &sink).unwrap();
        let diagnostics = sink.into_diagnostics();
        assert!(diagnostics.is_empty(), "{diagnostics:?}\n{text}");
        document
    }

    fn item(text: &str, after: Option<usize>) -> String {
        let document = read(text);
        let mut splice = Splice::new(text);
        splice.item(document.root.get("a").unwrap(), after, "\"n\"");
        let (new, _) = splice.done();
        let NodeKind::Array(items) = read(&new).root.get("a").unwrap().kind.clone() else { panic!("{new}") };
        assert_eq!(items.iter().filter(|item| item.as_str() == Some("n")).count(), 1, "{new}");
        new
    }

    #[test]
    fn an_item_looks_as_its_neighbours_do() {
        for (text, after, new) in [
            ("a = [\"x\", \"y\"]\n", None, "a = [\"x\", \"y\", \"n\"]\n"),
            ("a = [\"x\", \"y\"]\n", Some(0), "a = [\"x\", \"n\", \"y\"]\n"),
            ("a = [\"x\", ]", None, "a = [\"x\", \"n\", ]"),
            ("a = []", None, "a = [\"n\"]"),
            ("a = [\n]\n", None, "a = [\n  \"n\",\n]\n"),
            ("a = [\n  # none yet\n  ]\n", None, "a = [\n  # none yet\n    \"n\",\n  ]\n"),
            ("a = [\n  \"x\", # one\n  \"y\",\n]\n", None, "a = [\n  \"x\", # one\n  \"y\",\n  \"n\",\n]\n"),
            ("a = [\n  \"x\", # one\n  \"y\",\n]\n", Some(0), "a = [\n  \"x\", # one\n  \"n\",\n  \"y\",\n]\n"),
            ("a = [\n\t\"x\" # one, two\n]\n", None, "a = [\n\t\"x\", # one, two\n\t\"n\"\n]\n"),
            ("a = [\n  \"x\"\n  , # odd\n]\n", None, "a = [\n  \"x\"\n  , # odd\n  \"n\",\n]\n"),
            ("a = [\r\n  \"x\"\r\n]\r\n", None, "a = [\r\n  \"x\",\r\n  \"n\"\r\n]\r\n"),
            ("a = [\"x\", # one\n  \"y\"]", Some(0), "a = [\"x\", # one\n  \"n\",\n  \"y\"]"),
            ("\u{FEFF}a = [\"x\"]", None, "\u{FEFF}a = [\"x\", \"n\"]"),
        ] {
            assert_eq!(item(text, after), new);
        }
    }

    proptest::proptest! {
        /// Whatever the spaces, line endings and comments are, the item is in its place, and nothing else changes.
        #[test]
        fn an_item_finds_its_place_in_any_list(
            gaps in proptest::collection::vec((0..GAPS.len(), 0..GAPS.len()), 0..5),
            (last, comma, after, tail) in (0..GAPS.len(), proptest::bool::ANY, 0..5_usize, proptest::bool::ANY),
        ) {
            let mut text = "a = [".to_owned();
            for (n, (before, behind)) in gaps.iter().enumerate() {
                let comma = if comma || n + 1 < gaps.len() { "," } else { "" };
                text.push_str(&format!("{}\"x{n}\"{}{comma}", GAPS[*before], GAPS[*behind]));
            }
            text.push_str(&format!("{}]{}", GAPS[last], if tail { " # end\nb = 1\n" } else { "" }));
            let after = after.checked_sub(1).filter(|after| *after < gaps.len());
            let new = item(&text, after);
            let root = read(&new).root;
            let Some(Node { kind: NodeKind::Array(items), .. }) = root.get("a") else { panic!("{new}") };
            let at = items.iter().position(|item| item.as_str() == Some("n"));
            proptest::prop_assert_eq!(at, Some(after.map_or(gaps.len(), |after| after + 1)), "{}", new);
            let mut rest = new.chars();
            proptest::prop_assert!(text.chars().all(|c| rest.any(|there| there == c)), "{}", new);
        }
    }

    const GAPS: [&str; 8] = ["", " ", "\n", "\n  ", " # a, ]\n", "\r\n\t", "\n\n  # b\n  ", "  "];

    fn lines(text: &str, path: &[&str], near: &[&str]) -> String {
        let document = read(text);
        let mut splice = Splice::new(text);
        let two = [Line::text("n", "N", " # fill in"), Line::text("m", "M", "")];
        splice.lines(&document.root, path, near, &two);
        let (new, fill) = splice.done();
        let root = read(&new).root;
        let table = path.iter().try_fold(&root, |table, key| table.get(key).and_then(Node::as_table)).unwrap();
        assert_eq!(table.get("n").and_then(Node::as_str), Some("N"), "{new}");
        assert_eq!(table.get("m").and_then(Node::as_str), Some("M"), "{new}");
        assert!(fill.iter().any(|range| new[range.clone()].contains("\"N\"")), "{new}");
        new
    }

    #[test]
    fn lines_find_their_table_however_it_is_written() {
        for (text, path, near, new) in [
            (
                "[f]\na = 1\nb = 2 # two\n\n[g]\n",
                &["f"][..],
                &[][..],
                "[f]\na = 1\nb = 2 # two\nn = \"N\" # fill in\nm = \"M\"\n\n[g]\n",
            ),
            ("[f]\na = 1\nb = 2\n", &["f"], &["a", "z"], "[f]\na = 1\nn = \"N\" # fill in\nm = \"M\"\nb = 2\n"),
            ("[f]\n\n[g]\n", &["f"], &[], "[f]\nn = \"N\" # fill in\nm = \"M\"\n\n[g]\n"),
            ("f = { a = 1 } # all\n", &["f"], &[], "f = { a = 1, n = \"N\", m = \"M\" } # all\n"),
            ("f = {}\n", &["f"], &[], "f = { n = \"N\", m = \"M\" }\n"),
            ("f.a = 1\n", &["f"], &[], "f.a = 1\nf.n = \"N\" # fill in\nf.m = \"M\"\n"),
            ("[f]\na = [\n 1,\n]\n", &["f"], &[], "[f]\na = [\n 1,\n]\nn = \"N\" # fill in\nm = \"M\"\n"),
            ("x = 1", &["f"], &[], "x = 1\n\n[f]\nn = \"N\" # fill in\nm = \"M\"\n"),
            ("x = 1\n", &["f"], &[], "x = 1\n\n[f]\nn = \"N\" # fill in\nm = \"M\"\n"),
            ("", &["f"], &[], "[f]\nn = \"N\" # fill in\nm = \"M\"\n"),
            ("[f.x]\nname = \"X\"\n", &["f"], &[], "[f.x]\nname = \"X\"\n\n[f]\nn = \"N\" # fill in\nm = \"M\"\n"),
            (
                "[o.a]\nx = 1\n\n[z]\ny = 1\n",
                &["o", "b"],
                &[],
                "[o.a]\nx = 1\n\n[o.b]\nn = \"N\" # fill in\nm = \"M\"\n\n[z]\ny = 1\n",
            ),
            ("o = { a = { x = 1 } }\n", &["o", "b"], &[], "o = { a = { x = 1 }, b = { n = \"N\", m = \"M\" } }\n"),
            (
                "[o]\na = { x = 1 }\n[z]\n",
                &["o", "b"],
                &[],
                "[o]\na = { x = 1 }\n\n[o.b]\nn = \"N\" # fill in\nm = \"M\"\n[z]\n",
            ),
            ("[f]\r\na = 1\r\n", &["f"], &[], "[f]\r\na = 1\r\nn = \"N\" # fill in\r\nm = \"M\"\r\n"),
        ] {
            assert_eq!(lines(text, path, near), new, "{text}");
        }
    }
}
