//! Writes the files of a new language, one kind after the other, from the source text.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::part::{Catalog, english_name};
use super::sheet::{Beside, TomlWriter, categories, in_comment, in_forms, plural_value, quoted, unit_in_forms};
use mizan_i18n::Locale;
use mizan_model::text::Text;
use mizan_model::{
    GuideWords, Labels, LangIx, MenuEntry, PageWords, Plural, Prose, SiteWords, SourceWords, TierWords, UnitWords,
};

/// Writes for one language, from another.
pub(crate) struct TemplateWriter<'a> {
    /// The language that is translated into.
    locale: &'a Locale,
    /// The language that is translated from.
    from: &'a Locale,
    /// Text of a third language to show, by key.
    also: Option<(&'a str, BTreeMap<String, String>)>,
    source: &'a str,
}

/// What a text is, for the comment above its line: the key of the string, and the words.
struct SourceString<'k> {
    key: &'k str,
    said: String,
}

impl<'a> TemplateWriter<'a> {
    /// `None` if one of the languages has an error.
    pub(crate) fn new(
        book: &'a Catalog,
        from: LangIx,
        to: LangIx,
        also: Option<(LangIx, Vec<Text<'_>>)>,
    ) -> Option<TemplateWriter<'a>> {
        let also = also.filter(|(lang, _)| *lang != from && *lang != to);
        let also = also.map(|(lang, texts)| {
            (book.id(lang), texts.into_iter().map(|text| (text.key.clone(), text.text())).collect())
        });
        Some(TemplateWriter { locale: book.locale(to)?, from: book.locale(from)?, also, source: book.id(from) })
    }

    fn name(&self) -> String {
        english_name(self.locale.id())
    }

    fn beside(&self, known: &SourceString<'_>) -> Beside<'_> {
        let mut beside = vec![(self.source, known.said.clone())];
        if let Some((id, texts)) = &self.also
            && let Some(text) = texts.get(known.key)
        {
            beside.push((id, text.replace('\n', " · ")));
        }
        beside
    }

    /// A line for a plain string.
    fn one(&self, sheet: &mut TomlWriter, key: &str, name: &str, prose: Option<&Prose>) {
        if let Some(prose) = prose {
            let said = prose.text.trim().to_owned();
            sheet.offer(&self.beside(&SourceString { key, said }), name, &quoted(&prose.text));
        }
    }

    /// A table of plain strings.
    fn each(&self, sheet: &mut TomlWriter, keys: &str, path: &[&str], named: &IndexMap<String, Prose>) {
        if named.is_empty() {
            return;
        }
        sheet.table(path);
        for (id, prose) in named {
            self.one(sheet, &format!("{keys}.{id}"), id, Some(prose));
        }
    }

    /// How to work with a file; `what` is its content, `till` what readers get in the meantime.
    fn head(&self, sheet: &mut TomlWriter, what: &str, more: &[&str]) {
        let (name, from) = (self.name(), english_name(self.source));
        sheet.remark(&format!(
            "{name} (`{}`): {what}, to be translated from {from} (`{}`).\n\
             \n\
             Lines that begin with `#` and no space are not translated yet: remove the `#` and write {name}\n\
             between the quotation marks. Above each line is its text in other languages. A line that keeps its\n\
             `#` is shown to readers in {from}. Keep names before `=`, and the parts in {{braces}}, as they are.",
            self.locale.id(),
            self.source,
        ));
        for line in more {
            sheet.remark(line);
        }
    }

    /// LANG/guide.md
    pub(crate) fn guide(&self, id: &str, words: &GuideWords) -> String {
        let mut sheet = TomlWriter::default();
        sheet.line("+++");
        let name = self.name();
        self.head(
            &mut sheet,
            &format!("the guide `{id}`"),
            &[&format!("The guide has {name} pages when `title` and `description` are translated.")],
        );
        sheet.blank();
        self.one(&mut sheet, "guide.title", "title", Some(&words.title));
        self.one(&mut sheet, "guide.description", "description", Some(&words.description));
        self.slug(&mut sheet, id, words.slug.as_ref());
        self.one(&mut sheet, "guide.verdict", "verdict", words.verdict.as_ref());
        self.one(&mut sheet, "guide.image_alt", "image_alt", words.image_alt.as_ref());
        self.each(&mut sheet, "guide.stats", &["stats"], &words.stats);
        self.with_body(sheet, "guide.body", words.body())
    }

    /// LANG/tiers/ID.md
    pub(crate) fn tier(&self, guide: &str, id: &str, words: &TierWords) -> String {
        let mut sheet = TomlWriter::default();
        let key = |part: &str| format!("tiers.{id}.{part}");
        sheet.line("+++");
        self.head(&mut sheet, &format!("the tier `{id}` of the guide `{guide}`"), &[]);
        sheet.blank();
        self.one(&mut sheet, &key("name"), "name", words.name.as_ref());
        self.one(&mut sheet, &key("tagline"), "tagline", words.tagline.as_ref());
        self.one(&mut sheet, &key("audience"), "audience", words.audience.as_ref());
        self.slug(&mut sheet, id, words.slug.as_ref());
        self.one(&mut sheet, &key("image_alt"), "image_alt", words.image_alt.as_ref());
        for (list, lines) in [("pros", &words.pros), ("cons", &words.cons)] {
            if lines.is_empty() {
                continue;
            }
            sheet.line(&format!("{list} = ["));
            for (at, line) in lines.iter().enumerate() {
                let key = key(&format!("{list}.{}", at + 1));
                sheet.item(&self.beside(&SourceString { key: &key, said: line.text.clone() }), &quoted(&line.text));
            }
            sheet.line("]");
        }
        self.each(&mut sheet, &key("text"), &["text"], &words.text);
        self.each(&mut sheet, &key("notes"), &["notes"], &words.notes);
        self.with_body(sheet, &key("body"), words.body())
    }

    /// pages/ID/LANG.md
    pub(crate) fn page(&self, id: &str, words: &PageWords) -> String {
        let mut sheet = TomlWriter::default();
        let key = |part: &str| format!("pages.{id}.{part}");
        sheet.line("+++");
        let name = self.name();
        self.head(
            &mut sheet,
            &format!("the page `{id}`"),
            &[&format!("The page is published in {name} when `title` and `description` are translated.")],
        );
        sheet.blank();
        self.one(&mut sheet, &key("title"), "title", Some(&words.title));
        self.one(&mut sheet, &key("description"), "description", Some(&words.description));
        if id != "home" {
            self.slug(&mut sheet, id, words.slug.as_ref());
        }
        self.with_body(sheet, &key("body"), Some(&words.body).filter(|body| body.says_something()))
    }

    fn slug(&self, sheet: &mut TomlWriter, id: &str, slug: Option<&Prose>) {
        if let Some(slug) = slug {
            sheet.remark(&format!("The last part of the address; without this line it is `{id}`."));
            sheet.line(&format!("#slug = {}", quoted(&slug.text)));
        }
    }

    /// Ends the front matter; the prose is below in a comment.
    fn with_body(&self, mut sheet: TomlWriter, key: &str, body: Option<&Prose>) -> String {
        sheet.line("+++");
        let Some(body) = body else { return sheet.finish() };
        let (name, from) = (self.name(), english_name(self.source));
        if let Some((id, texts)) = &self.also
            && let Some(text) = texts.get(key)
        {
            sheet.blank().line(&format!("<!-- {}, to read beside:", english_name(id))).blank();
            sheet.line(&in_comment(text)).blank().line("-->");
        }
        sheet.blank().line(&format!(
            "<!-- {from}. Take this line and the last one away, and write {name} in place of it; or write below the last."
        ));
        sheet.blank().line(&in_comment(&body.text)).blank().line("-->");
        sheet.finish()
    }

    /// LANG/labels.toml
    pub(crate) fn labels(&self, id: &str, labels: &Labels) -> String {
        let mut sheet = TomlWriter::default();
        self.head(&mut sheet, &format!("names in the guide `{id}`"), &[]);
        self.each(&mut sheet, "labels.groups", &["groups"], &labels.groups);
        if !labels.features.is_empty() {
            sheet.table(&["features"]);
        }
        for (id, words) in &labels.features {
            let key = format!("labels.features.{id}");
            match &words.help {
                None => self.one(&mut sheet, &key, id, words.name.as_ref()),
                Some(help) => {
                    self.remark(&mut sheet, &key, words.name.as_ref());
                    self.remark(&mut sheet, &format!("{key}.help"), Some(help));
                    let name = words.name.as_ref().map(|name| format!("name = {}, ", quoted(&name.text)));
                    let value = format!("{{ {}help = {} }}", name.unwrap_or_default(), quoted(&help.text));
                    sheet.offer(&Vec::new(), id, &value);
                }
            }
        }
        for (feature, names) in &labels.options {
            self.each(&mut sheet, &format!("labels.options.{feature}"), &["options", feature], names);
        }
        self.each(&mut sheet, "labels.variants", &["variants"], &labels.variants);
        self.each(&mut sheet, "labels.notes", &["notes"], &labels.notes);
        self.units(&mut sheet, "labels.units", &labels.units);
        self.each(&mut sheet, "labels.links", &["links"], &labels.links);
        self.sources(&mut sheet, "labels.sources", &labels.sources);
        for (id, words) in &labels.questions {
            let key = format!("labels.questions.{id}");
            sheet.table(&["questions", id]);
            self.one(&mut sheet, &key, "text", words.text.as_ref());
            self.each(&mut sheet, &format!("{key}.answers"), &["questions", id, "answers"], &words.answers);
        }
        sheet.finish()
    }

    fn remark(&self, sheet: &mut TomlWriter, key: &str, prose: Option<&Prose>) {
        if let Some(prose) = prose {
            sheet.beside(&self.beside(&SourceString { key, said: prose.text.clone() }));
        }
    }

    fn units(&self, sheet: &mut TomlWriter, keys: &str, units: &IndexMap<String, UnitWords>) {
        if units.is_empty() {
            return;
        }
        sheet.table(&["units"]);
        self.plurals(sheet);
        for (id, unit) in units {
            let mut beside = self.beside(&SourceString { key: &format!("{keys}.{id}"), said: unit_in_forms(unit) });
            if let (Some((third, texts)), Some(_)) = (&self.also, &unit.per)
                && let Some(per) = texts.get(&format!("{keys}.{id}.per"))
            {
                beside.extend([(*third, format!("per: {per}"))]);
            }
            sheet.offer(&beside, id, &plural_value(&unit.count, unit.per.as_ref(), self.from, self.locale));
        }
    }

    /// Which forms the language has.
    fn plurals(&self, sheet: &mut TomlWriter) {
        sheet.remark(&format!(
            "{} has a form for each of these numbers; {{n}} is the number. {}",
            self.name(),
            categories(self.locale)
        ));
    }

    fn sources(&self, sheet: &mut TomlWriter, keys: &str, sources: &IndexMap<String, SourceWords>) {
        if sources.is_empty() {
            return;
        }
        sheet.table(&["sources"]);
        for (id, words) in sources {
            let key = format!("{keys}.{id}");
            if words.author.is_none() && words.publisher.is_none() {
                self.one(sheet, &key, id, words.title.as_ref());
                continue;
            }
            let named = [("title", &words.title), ("author", &words.author), ("publisher", &words.publisher)];
            let mut parts = Vec::new();
            for (part, prose) in named {
                let key = if part == "title" { key.clone() } else { format!("{key}.{part}") };
                self.remark(sheet, &key, prose.as_ref());
                parts.extend(prose.as_ref().map(|prose| format!("{part} = {}", quoted(&prose.text))));
            }
            sheet.offer(&Vec::new(), id, &format!("{{ {} }}", parts.join(", ")));
        }
    }

    /// content/site/LANG.toml; `messages` are those that the theme does not have in the language.
    pub(crate) fn site(&self, words: Option<&SiteWords>, messages: &[(&str, &Plural, &str)]) -> String {
        let mut sheet = TomlWriter::default();
        self.head(&mut sheet, "words of the whole site", &[]);
        sheet.blank();
        if let Some(words) = words {
            self.one(&mut sheet, "site.title", "title", words.title.as_ref());
            self.one(&mut sheet, "site.description", "description", words.description.as_ref());
            self.menu(&mut sheet, &words.menu);
            self.one(&mut sheet, "site.footer", "footer", words.footer.as_ref());
            self.each(&mut sheet, "site.people", &["people"], &words.people);
            self.each(&mut sheet, "site.tags", &["tags"], &words.tags);
            self.units(&mut sheet, "site.units", &words.units);
            self.sources(&mut sheet, "site.sources", &words.sources);
        }
        self.messages(&mut sheet, messages);
        sheet.finish()
    }

    /// A menu of paths needs no words; one with names of its own is offered whole.
    fn menu(&self, sheet: &mut TomlWriter, menu: &[MenuEntry]) {
        if !menu.iter().any(|entry| matches!(entry, MenuEntry::Link { .. })) {
            return;
        }
        let mut entries = Vec::new();
        for (at, entry) in menu.iter().enumerate() {
            entries.push(match entry {
                MenuEntry::Page(path) => quoted(&path.text),
                MenuEntry::Link { name, url } => {
                    self.remark(sheet, &format!("site.menu.{}", at + 1), Some(name));
                    format!("{{ name = {}, url = {} }}", quoted(&name.text), quoted(&url.text))
                }
            });
        }
        sheet.offer(&Vec::new(), "menu", &format!("[{}]", entries.join(", ")));
    }

    fn messages(&self, sheet: &mut TomlWriter, messages: &[(&str, &Plural, &str)]) {
        if messages.is_empty() {
            return;
        }
        sheet.blank().remark(&format!(
            "What the theme says on every page: it has no {} of its own. Each is a whole sentence or name.",
            self.name()
        ));
        self.plurals(sheet);
        let mut tables: IndexMap<Vec<&str>, Vec<usize>> = IndexMap::new();
        for (at, (message, ..)) in messages.iter().enumerate() {
            let above = message.rsplit_once('.').map_or("", |(above, _)| above);
            let path = std::iter::once("messages").chain(above.split('.').filter(|part| !part.is_empty()));
            tables.entry(path.collect()).or_default().push(at);
        }
        for (path, lines) in tables {
            sheet.table(&path);
            for (message, plural, from) in lines.into_iter().filter_map(|at| messages.get(at)) {
                let leaf = message.rsplit('.').next().unwrap_or(message);
                let string = format!("messages.{message}");
                let mut beside: Beside<'_> = vec![(from, in_forms(plural))];
                if let Some((id, texts)) = &self.also
                    && let Some(text) = texts.get(&string)
                {
                    beside.push((id, text.replace('\n', " · ")));
                }
                // Where English is used instead, its plurals are used; what has none in it may have none here.
                let value = match plural {
                    Plural::Same(prose) => quoted(&prose.text),
                    Plural::By(_) => plural_value(plural, None, self.from, self.locale),
                };
                sheet.offer(&beside, leaf, &value);
            }
        }
    }
}
