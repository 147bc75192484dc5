//! The parts of a file that people read: prose of Markdown, comments and strings of Rust, comments of templates and
//! style sheets.

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Markdown,
    Rust,
    /// Comments between `{#` and `#}`.
    Template,
    /// Comments between `/*` and `*/`.
    StyleSheet,
}

impl Language {
    /// By the ending of a path; `None` for files without text for people.
    pub(super) fn of(path: &str) -> Option<Language> {
        match path.rsplit_once('.')?.1 {
            "md" => Some(Language::Markdown),
            "rs" => Some(Language::Rust),
            "html" => Some(Language::Template),
            "css" => Some(Language::StyleSheet),
            _ => None,
        }
    }
}

/// The texts of a file, each with the number of its line, from 1.
pub(super) fn texts(language: Language, content: &str) -> Vec<(usize, String)> {
    match language {
        Language::Markdown => markdown(content),
        Language::Rust => rust(content),
        Language::Template => between(content, "{#", "#}"),
        Language::StyleSheet => between(content, "/*", "*/"),
    }
}

/// Lines without blocks of code, and without code between backticks.
fn markdown(content: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (n, line) in content.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced && !line.starts_with("    ") {
            found.push((n + 1, without_code(line)));
        }
    }
    found
}

fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

fn between(content: &str, open: &str, close: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = content[at..].find(open).map(|start| at + start + open.len()) {
        let end = content[start..].find(close).map_or(content.len(), |end| start + end);
        let first = content[..start].matches('\n').count() + 1;
        found.extend(content[start..end].lines().enumerate().map(|(n, line)| (first + n, line.to_owned())));
        at = end;
    }
    found
}

/// Comments and strings, line by line. Placeholders such as `{name}` in strings, and code between backticks, are not text.
fn rust(content: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut rest = content;
    let mut line = 1;
    let mut add = |line: usize, text: &str| {
        found.extend(text.lines().enumerate().map(|(n, text)| (line + n, without_placeholders(&without_code(text)))));
    };
    while let Some(c) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            let end = rest.find('\n').unwrap_or(rest.len());
            add(line, &rest[..end]);
            end
        } else if c == '"' {
            let end = string_end(&rest[1..]) + 1;
            add(line, &rest[1..end]);
            (end + 1).min(rest.len())
        } else if let Some(marks) = raw_marks(rest) {
            let start = marks + 2;
            let close = format!("\"{}", "#".repeat(marks));
            let end = rest[start..].find(&close).map_or(rest.len(), |end| start + end);
            add(line, &rest[start..end]);
            (end + close.len()).min(rest.len())
        } else if c == '\'' {
            char_end(rest)
        } else {
            c.len_utf8()
        };
        line += rest[..taken].matches('\n').count();
        rest = &rest[taken..];
    }
    found
}

/// Where the string ends that begins with `text`, without its closing mark.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => return at,
            c => escaped = c == '\\' && !escaped,
        }
    }
    text.len()
}

/// The number of `#` where a raw string begins: `r#"`.
fn raw_marks(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let marks = rest.len() - rest.trim_start_matches('#').len();
    rest[marks..].starts_with('"').then_some(marks)
}

/// How much to skip at a `'`: a character literal, or the mark of a lifetime.
fn char_end(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, c))) => {
            let after = at + c.len_utf8();
            text[after..].find('\'').map_or(after, |end| after + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

fn without_placeholders(text: &str) -> String {
    let mut out = String::new();
    for (n, part) in text.split('{').enumerate() {
        match part.split_once('}') {
            Some((name, rest)) if n > 0 && !name.contains(' ') => out.push_str(rest),
            _ => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(language: Language, content: &str) -> Vec<String> {
        texts(language, content).into_iter().map(|(line, text)| format!("{line} {}", text.trim())).collect()
    }

    #[test]
    fn of_rust_comments_and_strings() {
        let code = "//! one\nfn f<'a>(c: char) { g(\"two {fault} \\\" three\", 'x', '\\'', '\"'); } // four `code`\nlet r = r#\"five\"six\"#;\n";
        assert_eq!(all(Language::Rust, code), ["1 //! one", "2 two  \\\" three", "2 // four `", "3 five\"six"]);
    }

    #[test]
    fn of_markdown_prose() {
        let text = "# One\n\n    code\n\n```toml\ncode = 1\n```\nTwo `code` three\n";
        let prose: Vec<String> = all(Language::Markdown, text).into_iter().filter(|line| line.len() > 2).collect();
        assert_eq!(prose, ["1 # One", "8 Two ` three"]);
    }

    #[test]
    fn of_templates_and_style_sheets_comments() {
        assert_eq!(all(Language::Template, "<p>\n{#- one\ntwo -#}\n<b>"), ["2 - one", "3 two -"]);
        assert_eq!(all(Language::StyleSheet, "a { } /* one */ b"), ["1 one"]);
    }
}
