//! A file to be translated: comments begin with `# `, lines to be uncommented with `#` and no space.

use indexmap::IndexMap;

use mizan_i18n::Locale;
use mizan_model::{Plural, PluralCategory, Prose, UnitWords};

/// A text in each language in which it is shown beside the line for the translation.
pub(crate) type Beside<'a> = Vec<(&'a str, String)>;

/// TOML in the making.
#[derive(Debug, Default)]
pub(crate) struct TomlWriter {
    text: String,
}

impl TomlWriter {
    /// Words to the translator, a line each.
    pub(crate) fn remark(&mut self, text: &str) -> &mut TomlWriter {
        // A carriage return on its own is not allowed in a comment.
        for line in text.replace('\r', " ").lines().map(str::trim_end) {
            self.text.push_str(if line.is_empty() { "#" } else { "# " });
            self.text.push_str(line);
            self.text.push('\n');
        }
        self
    }

    pub(crate) fn blank(&mut self) -> &mut TomlWriter {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self
    }

    /// A line as it is.
    pub(crate) fn line(&mut self, line: &str) -> &mut TomlWriter {
        self.text.push_str(line);
        self.text.push('\n');
        self
    }

    /// `[table]`, after a blank line.
    pub(crate) fn table(&mut self, path: &[&str]) -> &mut TomlWriter {
        self.blank();
        let path: Vec<String> = path.iter().map(|part| key(part)).collect();
        self.line(&format!("[{}]", path.join(".")))
    }

    /// A line to be taken over: its text in the languages beside, then the line itself, commented out.
    pub(crate) fn offer(&mut self, beside: &Beside<'_>, name: &str, value: &str) -> &mut TomlWriter {
        self.beside(beside);
        self.line(&format!("#{} = {value}", key(name)))
    }

    /// A line of a list, as [`TomlWriter::offer`].
    pub(crate) fn item(&mut self, beside: &Beside<'_>, value: &str) -> &mut TomlWriter {
        for (language, text) in beside {
            self.line(&format!("  # {language}: {}", text.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        self.line(&format!("  #{value},"))
    }

    /// The text of a string in other languages.
    pub(crate) fn beside(&mut self, beside: &Beside<'_>) -> &mut TomlWriter {
        for (language, text) in beside {
            let mut lines = text.lines();
            self.remark(&format!("{language}: {}", lines.next().unwrap_or_default()));
            for line in lines {
                self.remark(&format!("    {line}"));
            }
        }
        self
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// A key of TOML, in quotation marks where it needs them.
pub(crate) fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if bare { name.to_owned() } else { quoted(name) }
}

/// A TOML basic string.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The forms of a sentence with plurals, on one line: `one: {n} day · other: {n} days`.
pub(crate) fn in_forms(plural: &Plural) -> String {
    match plural {
        Plural::Same(prose) => prose.text.clone(),
        Plural::By(forms) => {
            let forms: Vec<String> = sorted(forms)
                .iter()
                .map(|(category, prose)| format!("{}: {}", category.as_str(), prose.text))
                .collect();
            forms.join(" · ")
        }
    }
}

fn sorted(forms: &IndexMap<PluralCategory, Prose>) -> Vec<(PluralCategory, &Prose)> {
    let mut forms: Vec<_> = forms.iter().map(|(category, prose)| (*category, prose)).collect();
    forms.sort_by_key(|(category, _)| *category);
    forms
}

/// The value of a sentence with plurals, with a form for each category that `locale` has; `per` comes after them.
/// Where the language of `plural` makes no difference though it could (`{n} mm`), neither is one made here.
pub(crate) fn plural_value(plural: &Plural, per: Option<&Prose>, from: &Locale, locale: &Locale) -> String {
    let mut parts: Vec<String> = match plural {
        Plural::Same(prose) if per.is_none() && (from.plural_categories().len() > 1 || !prose.text.contains("{n}")) => {
            return quoted(&prose.text);
        }
        _ => locale
            .plural_categories()
            .iter()
            .map(|category| {
                let form = match plural {
                    Plural::Same(prose) => Some(prose),
                    Plural::By(forms) => forms.get(category).or_else(|| plural.form(PluralCategory::Other)),
                };
                format!("{} = {}", category.as_str(), quoted(form.map_or("{n}", |form| form.text.as_str())))
            })
            .collect(),
    };
    parts.extend(per.map(|per| format!("per = {}", quoted(&per.text))));
    format!("{{ {} }}", parts.join(", "))
}

/// A unit's words on one line.
pub(crate) fn unit_in_forms(unit: &UnitWords) -> String {
    match &unit.per {
        Some(per) => format!("{} · per: {}", in_forms(&unit.count), per.text),
        None => in_forms(&unit.count),
    }
}

/// Which numbers take which form in a language: `one: 1, 21, 31, … · few: 2–4, 22–24, … · …`.
pub(crate) fn categories(locale: &Locale) -> String {
    let example = |category: &PluralCategory| format!("{}: {}", category.as_str(), locale.plural_examples(*category));
    locale.plural_categories().iter().map(example).collect::<Vec<_>>().join(" · ")
}

/// Markdown inside an HTML comment, which nothing in it may end.
pub(crate) fn in_comment(markdown: &str) -> String {
    markdown.trim().replace("\r\n", "\n").replace("-->", "-- >")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_read_back() {
        for text in ["", "a \"b\" \\ c", "سطر\nوسطر\t\u{1}", "\u{2066}x\u{2069}"] {
            let document = toml_edit::Document::parse(format!("x = {}", quoted(text))).unwrap();
            assert_eq!(document["x"].as_str(), Some(text));
        }
        assert_eq!((key("a-b"), key("a.b"), key("")), ("a-b".to_owned(), "\"a.b\"".to_owned(), "\"\"".to_owned()));
    }

    #[test]
    fn a_sheet_offers_lines_below_remarks() {
        let mut sheet = TomlWriter::default();
        sheet.table(&["features"]).offer(&vec![("en", "One\nTwo".to_owned())], "x", "\"One\\nTwo\"");
        assert_eq!(sheet.finish(), "[features]\n# en: One\n#     Two\n#x = \"One\\nTwo\"\n");
    }
}
