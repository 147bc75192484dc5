//! The place of a string that is not translated yet: the line in which it is commented out.

use mizan_source::SourceMap;

/// The line, from 1, of `file` on which the string `key` is offered; `None` if nothing offers it.
pub(crate) fn offered(sources: &SourceMap, file: &str, key: &str) -> Option<usize> {
    let text = sources.file(sources.find(file)?).text()?;
    let path = inside(file, key);
    if path == ["body"] {
        return text.lines().position(|line| line.starts_with("<!--")).map(|line| line + 1);
    }
    // The words may be in a table of their own, in one line with others, or be those of a question.
    let question = [path.as_slice(), &["text"]].concat();
    let in_line = (1..=path.len()).rev().map(|depth| &path[..depth]);
    std::iter::once(question.as_slice()).chain(in_line).find_map(|path| {
        let (leaf, table) = path.split_last()?;
        line_of(text, table, leaf)
    })
}

/// The line, from 1, of the key `leaf` in the table `table`, be it commented out or not.
fn line_of(text: &str, table: &[&str], leaf: &str) -> Option<usize> {
    let mut header = Vec::new();
    let found = text.lines().position(|line| {
        if let Some(name) = line.trim().strip_prefix('[').and_then(|line| line.split(']').next()) {
            header = keys(name);
        }
        let line = line.trim_start().trim_start_matches('#').trim_start();
        header == table && line.split_once('=').is_some_and(|(key, _)| keys(key) == [leaf])
    });
    found.map(|line| line + 1)
}

/// The keys of the file that lead to the string.
fn inside<'k>(file: &str, key: &'k str) -> Vec<&'k str> {
    let parts: Vec<&str> = key.split('.').collect();
    let skip = match parts.first() {
        Some(&"tiers" | &"pages") if file.ends_with(".md") => 2,
        Some(&"messages") => 0,
        _ => 1,
    };
    parts.into_iter().skip(skip).collect()
}

/// A dotted key of TOML, taken apart.
fn keys(dotted: &str) -> Vec<&str> {
    dotted.split('.').map(|key| key.trim().trim_matches('"')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commented_line_is_found() {
        let mut sources = SourceMap::default();
        let labels = "[groups]\n# en: All\n#all = \"All\"\n\n[features]\n#all = { name = \"x\", help = \"y\" }\n\n[questions.size]\n#text = \"?\"\n[questions.size.answers]\n#\"one\" = \"One\"\n";
        sources.insert("a/labels.toml", labels.as_bytes().to_vec());
        sources.insert("a/guide.md", b"+++\n#title = \"x\"\n[stats]\n#a = \"b\"\n+++\n\n<!-- en\n-->\n".to_vec());
        for (file, key, line) in [
            ("a/labels.toml", "labels.groups.all", Some(3)),
            ("a/labels.toml", "labels.features.all.help", Some(6)),
            ("a/labels.toml", "labels.questions.size.answers.one", Some(11)),
            ("a/labels.toml", "labels.questions.size", Some(9)),
            ("a/labels.toml", "labels.groups.none", None),
            ("a/guide.md", "guide.title", Some(2)),
            ("a/guide.md", "guide.stats.a", Some(4)),
            ("a/guide.md", "guide.body", Some(7)),
            ("a/nothing.md", "guide.title", None),
        ] {
            assert_eq!(offered(&sources, file, key), line, "{key}");
        }
    }
}
