//! From a template to a file: remarks in one language, and names in the place of `@name@`.

/// In which language a template speaks to the author: the words of example and remarks exist in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Arabic,
    English,
    /// Remarks are English, and nothing is said in the language itself.
    Other,
}

impl Voice {
    /// The voice for a BCP 47 tag.
    pub fn of(tag: &str) -> Voice {
        match tag.split('-').next() {
            Some("ar") => Voice::Arabic,
            Some("en") => Voice::English,
            _ => Voice::Other,
        }
    }

    /// What ends a line that the author has to fill in, as a remark.
    pub fn mark(self) -> String {
        let words = match self {
            Voice::Arabic => include_str!("templates/fill.ar"),
            Voice::English | Voice::Other => include_str!("templates/fill.en"),
        };
        format!(" # {}", words.trim_end())
    }

    /// The one that is meant for this voice.
    pub fn choose<T>(self, arabic: T, english: T, other: T) -> T {
        match self {
            Voice::Arabic => arabic,
            Voice::English => english,
            Voice::Other => other,
        }
    }

    /// What begins its remarks in a template.
    fn tag(self) -> &'static str {
        self.choose(TAGS[0], TAGS[1], TAGS[1])
    }
}

const TAGS: [&str; 2] = ["# [ar] ", "# [en] "];

/// The template with the remarks of this voice only (`# [en] …`, `# [ar] …`), and each `@name@` replaced once:
/// what is put in is not searched again. `@fill@` is the mark.
pub fn fill(template: &str, voice: Voice, names: &[(&str, &str)]) -> String {
    let mark = voice.mark();
    let mark = ("fill", mark.trim_start_matches(" # "));
    let mut out = String::new();
    for line in template.lines() {
        let tag = TAGS.iter().find(|tag| line.starts_with(**tag));
        let line = match tag {
            Some(tag) if *tag != voice.tag() => continue,
            Some(tag) => {
                out.push_str("# ");
                &line[tag.len()..]
            }
            None => line,
        };
        replace(line, names.iter().chain([&mark]), &mut out);
        out.push('\n');
    }
    out
}

fn replace<'a>(line: &str, names: impl Iterator<Item = &'a (&'a str, &'a str)> + Clone, out: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find('@') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let found = names.clone().find_map(|(name, value)| Some((value, rest.strip_prefix(name)?.strip_prefix('@')?)));
        match found {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => out.push('@'),
        }
    }
    out.push_str(rest);
}

/// `text` as a TOML string (TOML 1.0, basic strings).
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_speaks_with_one_voice() {
        let template = "# [en] Name it.\n# [ar] سمِّه.\nname = \"@name@\" # @fill@\n# [x] stays\nat = \"a@b\"\n";
        assert_eq!(
            fill(template, Voice::English, &[("name", "@at@")]),
            "# Name it.\nname = \"@at@\" # fill in\n# [x] stays\nat = \"a@b\"\n"
        );
        assert_eq!(
            fill(template, Voice::Arabic, &[]),
            "# سمِّه.\nname = \"@name@\" # أكمِل هنا\n# [x] stays\nat = \"a@b\"\n"
        );
    }

    #[test]
    fn any_text_can_stand_in_quotation_marks() {
        assert_eq!(quoted("a \"b\" \\ \u{7}"), "\"a \\\"b\\\" \\\\ \\u0007\"");
    }
}
