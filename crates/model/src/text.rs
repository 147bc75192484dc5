//! Text split into strings, as translators see it: each string has a key that names its place.
//!
//! Keys begin with the file (`guide`, `labels`, `tiers.ID`; `site`, `pages.ID`, `messages`) and go on as the
//! file's own tables do: `labels.features.price`, `labels.features.price.help`, `tiers.pro.pros.2`. A body is
//! `guide.body`. What is not text in a language (slugs, aliases, drafts) is not among them.

use indexmap::IndexMap;

use super::words::{Begun, GuideWords, Labels, MenuEntry, PageWords, Plural, Prose, SiteWords, SourceWords, TierWords};
use super::{Guide, UnitWords};
use mizan_source::Span;

/// One string of a language.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// Dotted, unique in the file of records: `labels.features.price`.
    pub key: String,
    /// The text, in one form or several.
    pub said: Saying<'a>,
}

/// The content of a string.
#[derive(Clone, Copy, Debug)]
pub enum Saying<'a> {
    /// Text without plural forms.
    One(&'a Prose),
    /// A sentence with its plural forms is one string: languages have different categories.
    Plural(&'a Plural),
}

impl<'a> Text<'a> {
    fn one(key: impl Into<String>, prose: &'a Prose) -> Text<'a> {
        Text { key: key.into(), said: Saying::One(prose) }
    }

    /// Where the string is: its first form.
    pub fn span(&self) -> Option<Span> {
        match self.said {
            Saying::One(prose) => Some(prose.span),
            Saying::Plural(Plural::Same(prose)) => Some(prose.span),
            Saying::Plural(Plural::By(forms)) => forms.values().next().map(|prose| prose.span),
        }
    }

    /// The content as one text. Line ends and space around it do not count; of a plural, each form is on a line.
    pub fn text(&self) -> String {
        match self.said {
            Saying::One(prose) | Saying::Plural(Plural::Same(prose)) => plain(&prose.text),
            Saying::Plural(Plural::By(forms)) => {
                let mut forms: Vec<_> = forms.iter().collect();
                forms.sort_by_key(|(category, _)| **category);
                let lines =
                    forms.iter().map(|(category, prose)| format!("{}: {}", category.as_str(), plain(&prose.text)));
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// The text with one kind of line end and none around it, so that neither an editor nor a checkout changes it.
fn plain(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether a text has a visible character: some characters only shape, separate or direct others (Unicode's
/// Default_Ignorable_Code_Point, as far as texts have it).
pub fn is_seen(text: &str) -> bool {
    let hidden = |c: char| {
        matches!(
            c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}'
        )
    };
    !text.chars().all(|c| c.is_whitespace() || hidden(c))
}

/// Identifies a text: sixteen hexadecimal digits of its BLAKE3 hash.
pub fn fingerprint(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().as_str()[..16].to_owned()
}

/// The number of words, as translators count them. Scripts without spaces between words are counted by characters.
pub fn count_words(text: &str) -> usize {
    use unicode_script::{Script, UnicodeScript};
    let spaceless = |c: char| {
        matches!(
            c.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
    };
    let in_one = |token: &str| {
        let single = token.chars().filter(|c| spaceless(*c)).count();
        single + usize::from(token.chars().any(|c| c.is_alphanumeric() && !spaceless(c)))
    };
    text.split_whitespace().map(in_one).sum()
}

/// Every string of a guide in one language, in the order of its files. A translation that has only begun lacks some.
pub fn of_guide<'a>(guide: &Guide, words: &'a GuideWords) -> Vec<Text<'a>> {
    let mut all = vec![Text::one("guide.title", &words.title), Text::one("guide.description", &words.description)];
    add(&mut all, "guide.verdict", words.verdict.as_ref());
    add(&mut all, "guide.image_alt", words.image_alt.as_ref());
    each(&mut all, "guide.stats", &words.stats);
    add(&mut all, "guide.body", words.body());
    labels(&mut all, &words.labels);
    for (tier, words) in guide.tiers.iter().zip(&words.tiers) {
        if let Some(words) = words {
            self::tier(&mut all, &format!("tiers.{}", tier.id), words);
        }
    }
    all
}

/// Every string of a guide whose translation has only begun: without what it lacks.
pub fn of_begun_guide<'a>(guide: &Guide, begun: &'a Begun<GuideWords>) -> Vec<Text<'a>> {
    without(of_guide(guide, &begun.words), "guide", &begun.lacks)
}

/// Every string of content/site/LANG.toml, the theme's messages among them.
pub fn of_site(words: &SiteWords) -> Vec<Text<'_>> {
    let mut all = Vec::new();
    add(&mut all, "site.title", words.title.as_ref());
    add(&mut all, "site.description", words.description.as_ref());
    for (at, entry) in words.menu.iter().enumerate() {
        if let MenuEntry::Link { name, .. } = entry {
            all.push(Text::one(format!("site.menu.{}", at + 1), name));
        }
    }
    add(&mut all, "site.footer", words.footer.as_ref());
    each(&mut all, "site.people", &words.people);
    each(&mut all, "site.tags", &words.tags);
    units(&mut all, "site.units", &words.units);
    sources(&mut all, "site.sources", &words.sources);
    all.extend(words.messages.iter().map(|(key, plural)| message(key, plural)));
    all
}

/// A string of the theme.
pub fn message<'a>(key: &str, said: &'a Plural) -> Text<'a> {
    Text { key: format!("messages.{key}"), said: Saying::Plural(said) }
}

/// Every string of a page.
pub fn of_page<'a>(id: &str, words: &'a PageWords) -> Vec<Text<'a>> {
    let mut all = vec![
        Text::one(format!("pages.{id}.title"), &words.title),
        Text::one(format!("pages.{id}.description"), &words.description),
    ];
    add(&mut all, format!("pages.{id}.body"), Some(&words.body).filter(|body| body.says_something()));
    all
}

/// Every string of a page whose translation has only begun: without what it lacks.
pub fn of_begun_page<'a>(id: &str, begun: &'a Begun<PageWords>) -> Vec<Text<'a>> {
    without(of_page(id, &begun.words), &format!("pages.{id}"), &begun.lacks)
}

fn without<'a>(mut texts: Vec<Text<'a>>, file: &str, lacks: &[&str]) -> Vec<Text<'a>> {
    texts.retain(|text| !lacks.iter().any(|key| text.key == format!("{file}.{key}")));
    texts
}

fn add<'a>(all: &mut Vec<Text<'a>>, key: impl Into<String>, prose: Option<&'a Prose>) {
    all.extend(prose.map(|prose| Text::one(key, prose)));
}

fn each<'a>(all: &mut Vec<Text<'a>>, table: &str, named: &'a IndexMap<String, Prose>) {
    all.extend(named.iter().map(|(id, prose)| Text::one(format!("{table}.{id}"), prose)));
}

fn labels<'a>(all: &mut Vec<Text<'a>>, labels: &'a Labels) {
    each(all, "labels.groups", &labels.groups);
    for (id, words) in &labels.features {
        add(all, format!("labels.features.{id}"), words.name.as_ref());
        add(all, format!("labels.features.{id}.help"), words.help.as_ref());
    }
    for (feature, names) in &labels.options {
        each(all, &format!("labels.options.{feature}"), names);
    }
    each(all, "labels.variants", &labels.variants);
    each(all, "labels.notes", &labels.notes);
    units(all, "labels.units", &labels.units);
    each(all, "labels.links", &labels.links);
    sources(all, "labels.sources", &labels.sources);
    for (id, words) in &labels.questions {
        add(all, format!("labels.questions.{id}"), words.text.as_ref());
        each(all, &format!("labels.questions.{id}.answers"), &words.answers);
    }
}

fn units<'a>(all: &mut Vec<Text<'a>>, table: &str, units: &'a IndexMap<String, UnitWords>) {
    for (id, words) in units {
        all.push(Text { key: format!("{table}.{id}"), said: Saying::Plural(&words.count) });
        add(all, format!("{table}.{id}.per"), words.per.as_ref());
    }
}

fn sources<'a>(all: &mut Vec<Text<'a>>, table: &str, sources: &'a IndexMap<String, SourceWords>) {
    for (id, words) in sources {
        add(all, format!("{table}.{id}"), words.title.as_ref());
        add(all, format!("{table}.{id}.author"), words.author.as_ref());
        add(all, format!("{table}.{id}.publisher"), words.publisher.as_ref());
    }
}

fn tier<'a>(all: &mut Vec<Text<'a>>, file: &str, words: &'a TierWords) {
    add(all, format!("{file}.name"), words.name.as_ref());
    add(all, format!("{file}.tagline"), words.tagline.as_ref());
    add(all, format!("{file}.audience"), words.audience.as_ref());
    for (list, lines) in [("pros", &words.pros), ("cons", &words.cons)] {
        all.extend(lines.iter().enumerate().map(|(at, line)| Text::one(format!("{file}.{list}.{}", at + 1), line)));
    }
    add(all, format!("{file}.image_alt"), words.image_alt.as_ref());
    each(all, &format!("{file}.text"), &words.text);
    each(all, &format!("{file}.notes"), &words.notes);
    add(all, format!("{file}.body"), words.body());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_any_script() {
        for (text, words) in
            [("", 0), ("one two – three", 3), ("ما الفرق بين واتساب وAPI؟", 5), ("価格", 2), ("HTTP の3版", 4)]
        {
            assert_eq!(count_words(text), words, "{text}");
        }
    }

    #[test]
    fn neither_line_ends_nor_space_around_make_another_text() {
        assert_eq!(plain("a\r\nb\n"), plain("\na\nb"));
        assert_ne!(fingerprint(&plain("a b")), fingerprint(&plain("a  b")));
        assert_eq!(fingerprint("").len(), 16);
    }
}
