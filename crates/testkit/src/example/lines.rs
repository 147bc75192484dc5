//! Lines of TOML and Markdown that replace those with the same keys.

/// Front matter over front matter, prose in place of prose.
pub(super) fn in_markdown(old: &str, new: &str) -> Result<String, String> {
    let (front, body) = halves(old);
    let (new_front, new_body) = halves(new);
    let body = if new_body.trim().is_empty() { body } else { new_body };
    Ok(format!("+++\n{}+++\n{body}", in_toml(front, new_front)?))
}

fn halves(text: &str) -> (&str, &str) {
    text.strip_prefix("+++\n").and_then(|rest| rest.split_once("+++\n")).unwrap_or(("", text))
}

#[derive(Default)]
struct TableLines {
    /// `[people.mona]`; nothing at the top.
    header: String,
    /// Key, and its lines.
    items: Vec<(String, String)>,
}

impl TableLines {
    /// `questions.answers` of `[[questions.answers]]`.
    fn name(&self) -> &str {
        self.header.trim_matches(['[', ']'])
    }
}

/// The tables of a file by their lines, so that broken ones can be taken apart too.
fn tables(text: &str) -> Result<Vec<TableLines>, String> {
    let (mut tables, mut last) = (Vec::new(), TableLines::default());
    for line in text.lines().filter(|line| !line.is_empty()) {
        if line.starts_with('[') {
            tables.push(std::mem::replace(&mut last, TableLines { header: line.to_owned(), items: Vec::new() }));
        } else if line.starts_with([' ', ']', '}']) {
            let item = last.items.last_mut().ok_or_else(|| format!("no key is above the line `{line}`"))?;
            item.1.push_str(&format!("{line}\n"));
        } else {
            let key = line.split(['=', ':']).next().unwrap_or(line).trim();
            last.items.push((key.to_owned(), format!("{line}\n")));
        }
    }
    tables.push(last);
    Ok(tables)
}

pub(super) fn in_toml(old: &str, new: &str) -> Result<String, String> {
    let (mut old, new) = (tables(old)?, tables(new)?);
    for list in new.iter().filter(|table| table.header.starts_with("[[")) {
        let below = format!("{}.", list.name());
        old.retain(|table| table.name() != list.name() && !table.name().starts_with(&below));
    }
    for table in new {
        let place = old.iter_mut().find(|known| known.header == table.header);
        match place.filter(|_| !table.header.starts_with("[[")) {
            Some(known) => {
                known.items.retain(|(key, _)| !table.items.iter().any(|(new, _)| new == key));
                known.items.extend(table.items);
            }
            None => old.push(table),
        }
    }
    let mut text = String::new();
    for table in old {
        if !table.header.is_empty() {
            text.push_str(&format!("\n{}\n", table.header));
        }
        for (_, lines) in table.items {
            text.push_str(&lines);
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_take_the_place_of_those_with_the_same_key() {
        let old = "a = 1\nb = [\n  2,\n]\n\n[t]\nc = 3\n\n[[l]]\nd = 4\n\n[[l.m]]\ne = 5\n";
        let toml = |old, new| in_toml(old, new).unwrap();
        assert_eq!(
            toml(old, "b = 6\n[t]\nc = 7\nc = 8\n"),
            "a = 1\nb = 6\n\n[t]\nc = 7\nc = 8\n\n[[l]]\nd = 4\n\n[[l.m]]\ne = 5\n"
        );
        assert_eq!(
            toml(old, "[[l]]\nd = 9\n[u]\nf = 1\n"),
            "a = 1\nb = [\n  2,\n]\n\n[t]\nc = 3\n\n[[l]]\nd = 9\n\n[u]\nf = 1\n"
        );
        let markdown = |old, new| in_markdown(old, new).unwrap();
        assert_eq!(markdown("+++\nt = 1\n+++\n\nold\n", "new\n"), "+++\nt = 1\n+++\nnew\n");
        assert_eq!(markdown("+++\nt = 1\n+++\nold\n", "+++\ns = 2\n+++\n"), "+++\nt = 1\ns = 2\n+++\nold\n");
        assert!(in_toml("", "  2,\n").is_err());
    }
}
