//! Fills templates: comments in one language, and values instead of `@name@`.

/// The strings of templates in one language: comments to the author, and initial text.
#[derive(Debug)]
pub(super) struct ScaffoldStrings {
    /// The first part of the language tags that it is for.
    language: &'static str,
    /// Precedes its comments in a template.
    tag: &'static str,
    mark: &'static str,
    pub readme: &'static str,
    /// Of a new guide: `@name@: which one is for you?`
    pub title: &'static str,
    pub guide: &'static str,
    pub labels: &'static str,
    pub tier: &'static str,
}

macro_rules! voice {
    ($language:literal, $folder:literal, $tag:literal, $readme:literal) => {
        ScaffoldStrings {
            language: $language,
            tag: concat!("# [", $tag, "] "),
            mark: include_str!(concat!("templates/voice/", $folder, "/mark")),
            readme: include_str!(concat!("templates/voice/", $readme, "/README.md")),
            title: include_str!(concat!("templates/voice/", $folder, "/title")),
            guide: include_str!(concat!("templates/voice/", $folder, "/guide.md")),
            labels: include_str!(concat!("templates/voice/", $folder, "/labels.toml")),
            tier: include_str!(concat!("templates/voice/", $folder, "/tier.md")),
        }
    };
    ($language:literal) => {
        voice!($language, $language, $language, $language)
    };
}

const VOICES: [ScaffoldStrings; 6] =
    [voice!("ar"), voice!("de"), voice!("en"), voice!("fa"), voice!("fr"), voice!("he")];

/// For all other languages: comments are English, and there is no initial text.
const OTHER: ScaffoldStrings = voice!("", "other", "en", "en");

impl ScaffoldStrings {
    /// The strings for a BCP 47 tag.
    pub(super) fn of(tag: &str) -> &'static ScaffoldStrings {
        let language = tag.split('-').next().unwrap_or(tag);
        VOICES.iter().find(|voice| voice.language == language).unwrap_or(&OTHER)
    }

    /// The comment at the end of a line that the author has to fill in.
    pub(super) fn mark(&self) -> String {
        format!(" # {}", self.mark.trim_end())
    }
}

/// The template with the comments of one language only (`# [en] …`, `# [ar] …`), and each `@name@` replaced once:
/// inserted text is not searched again. `@fill@` is the mark.
pub(super) fn fill(template: &str, voice: &ScaffoldStrings, names: &[(&str, &str)]) -> String {
    let mark = ("fill", voice.mark.trim_end());
    let mut out = String::new();
    for line in template.lines() {
        let tag = VOICES.iter().map(|voice| voice.tag).find(|tag| line.starts_with(tag));
        let line = match tag {
            Some(tag) if tag != voice.tag => continue,
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
pub(super) fn quoted(text: &str) -> String {
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
    fn a_file_has_comments_in_one_language() {
        let template = "# [en] Name it.\n# [ar] سمِّه.\nname = \"@name@\" # @fill@\n# [x] stays\nat = \"a@b\"\n";
        assert_eq!(
            fill(template, ScaffoldStrings::of("en-GB"), &[("name", "@at@")]),
            "# Name it.\nname = \"@at@\" # fill in\n# [x] stays\nat = \"a@b\"\n"
        );
        assert_eq!(
            fill(template, ScaffoldStrings::of("ar"), &[]),
            "# سمِّه.\nname = \"@name@\" # أكمِل هنا\n# [x] stays\nat = \"a@b\"\n"
        );
    }

    #[test]
    fn every_comment_is_in_every_language() {
        let templates = [
            include_str!("templates/guide.toml"),
            include_str!("templates/tier.toml"),
            include_str!("templates/site/config.toml"),
            include_str!("templates/site/guide.toml"),
            include_str!("templates/site/tiers/light.toml"),
            include_str!("templates/site/tiers/daily.toml"),
            include_str!("templates/site/tiers/family.toml"),
        ];
        for template in templates {
            let tag = |line: &str| VOICES.iter().position(|voice| line.starts_with(voice.tag));
            let lines: Vec<Option<usize>> = template.lines().map(tag).collect();
            for run in lines.chunk_by(|a, b| a.is_some() == b.is_some()).filter(|run| run[0].is_some()) {
                for (at, voice) in VOICES.iter().enumerate() {
                    assert!(run.contains(&Some(at)), "{} lacks a comment: {template}", voice.language);
                }
            }
        }
    }

    #[test]
    fn any_text_can_be_quoted() {
        assert_eq!(quoted("a \"b\" \\ \u{7}"), "\"a \\\"b\\\" \\\\ \\u0007\"");
    }
}
