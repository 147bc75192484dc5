//! Every text that readers see, with its language and what it is.

use indexmap::IndexMap;

use mizan_markdown::{Form, Outline, outline};
use mizan_model::{
    Guide, GuideWords, Labels, LangIx, MenuEntry, PageWords, Plural, Prose, Site, SiteWords, SourceWords, UnitWords,
};

/// Whose texts are checked together.
pub(crate) enum TextOwner<'a> {
    Guide(&'a Guide),
    Page(&'a str, &'a IndexMap<LangIx, PageWords>),
    Site(&'a IndexMap<LangIx, SiteWords>),
}

/// The purpose of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Of a page: words, though perhaps all of them are names.
    Title,
    /// Sentences: descriptions, verdicts, notes, help, questions, bodies.
    Sentence,
    /// Of a feature, tier, tag: often one that is the same in every language.
    Name,
    /// With a place for a number; the theme's strings.
    Pattern,
    /// As its owner writes it: people, sources.
    Quoted,
}

/// A text that readers see.
pub(crate) struct LintText<'a> {
    pub lang: LangIx,
    /// What it is in any language: `tiers.basic.tagline`.
    pub key: String,
    /// "the tagline of the tier `basic`", "the note `limits`".
    pub what: String,
    pub role: Role,
    pub form: Form,
    pub prose: &'a Prose,
    pub outline: Outline,
}

/// The texts of one owner in all its languages.
pub(crate) struct TextGroup<'a> {
    /// The language that the others are translated from.
    pub original: LangIx,
    pub texts: Vec<LintText<'a>>,
}

/// All owners but guides.
pub(super) fn other_owners(site: &Site) -> Vec<TextOwner<'_>> {
    let pages = site.pages.iter().map(|(id, words)| TextOwner::Page(id, words));
    pages.chain([TextOwner::Site(&site.words)]).collect()
}

/// All texts of `owner`.
pub(super) fn group<'a>(owner: &TextOwner<'a>) -> TextGroup<'a> {
    let mut texts = Texts { lang: LangIx::new(0), list: Vec::new() };
    match owner {
        TextOwner::Guide(guide) => {
            for (lang, words) in &guide.words {
                texts.lang = *lang;
                texts.guide(guide, words);
                texts.labels(&words.labels);
            }
        }
        TextOwner::Page(id, languages) => {
            for (lang, words) in *languages {
                texts.lang = *lang;
                texts.page(id, words);
            }
        }
        TextOwner::Site(languages) => {
            for (lang, words) in *languages {
                texts.lang = *lang;
                texts.site(words);
            }
        }
    }
    let original = match owner {
        TextOwner::Guide(guide) => guide.source_language,
        TextOwner::Page(_, languages) => languages.keys().next().copied().unwrap_or(LangIx::new(0)),
        TextOwner::Site(languages) => languages.keys().next().copied().unwrap_or(LangIx::new(0)),
    };
    TextGroup { original, texts: texts.list }
}

struct Texts<'a> {
    lang: LangIx,
    list: Vec<LintText<'a>>,
}

impl<'a> Texts<'a> {
    fn add(&mut self, role: Role, form: Form, key: String, what: String, prose: &'a Prose) {
        let outline = outline(prose, form);
        self.list.push(LintText { lang: self.lang, key, what, role, form, prose, outline });
    }

    /// A list of names by id.
    fn names(&mut self, key: &str, kind: &str, names: &'a IndexMap<String, Prose>) {
        for (id, prose) in names {
            self.add(Role::Name, Form::Name, format!("{key}.{id}"), format!("the name of the {kind} `{id}`"), prose);
        }
    }

    fn guide(&mut self, guide: &'a Guide, words: &'a GuideWords) {
        let of = format!("of the guide `{}`", guide.id);
        self.add(Role::Title, Form::Name, "title".into(), format!("the title {of}"), &words.title);
        self.add(
            Role::Sentence,
            Form::Plain,
            "description".into(),
            format!("the description {of}"),
            &words.description,
        );
        if let Some(verdict) = &words.verdict {
            self.add(Role::Sentence, Form::Inline, "verdict".into(), format!("the verdict {of}"), verdict);
        }
        if let Some(alt) = &words.image_alt {
            self.add(
                Role::Sentence,
                Form::Plain,
                "image_alt".into(),
                format!("the description of the image {of}"),
                alt,
            );
        }
        for (id, caption) in &words.stats {
            self.add(Role::Sentence, Form::Plain, format!("stats.{id}"), format!("the caption of `{id}`"), caption);
        }
        self.add(Role::Sentence, Form::Document, "body".into(), format!("the text {of}"), &words.body);
        for (tier, said) in guide.tiers.iter().zip(&words.tiers) {
            let Some(said) = said else { continue };
            let of = format!("of the tier `{}`", tier.id);
            let key = |part: &str| format!("tiers.{}.{part}", tier.id);
            if let Some(name) = &said.name {
                self.add(Role::Name, Form::Name, key("name"), format!("the name {of}"), name);
            }
            if let Some(tagline) = &said.tagline {
                self.add(Role::Sentence, Form::Inline, key("tagline"), format!("the tagline {of}"), tagline);
            }
            if let Some(audience) = &said.audience {
                self.add(Role::Sentence, Form::Inline, key("audience"), format!("the audience {of}"), audience);
            }
            for (part, list) in [("pros", &said.pros), ("cons", &said.cons)] {
                for (n, prose) in list.iter().enumerate() {
                    self.add(
                        Role::Sentence,
                        Form::Inline,
                        key(&format!("{part}.{n}")),
                        format!("one of the {part} {of}"),
                        prose,
                    );
                }
            }
            if let Some(alt) = &said.image_alt {
                self.add(
                    Role::Sentence,
                    Form::Plain,
                    key("image_alt"),
                    format!("the description of the image {of}"),
                    alt,
                );
            }
            for (part, one, texts) in [("text", "text", &said.text), ("notes", "note", &said.notes)] {
                for (id, prose) in texts {
                    self.add(
                        Role::Sentence,
                        Form::Inline,
                        key(&format!("{part}.{id}")),
                        format!("the {one} about `{id}` {of}"),
                        prose,
                    );
                }
            }
            self.add(Role::Sentence, Form::Document, key("body"), format!("the text {of}"), &said.body);
        }
    }

    fn labels(&mut self, labels: &'a Labels) {
        self.names("groups", "group", &labels.groups);
        for (id, words) in &labels.features {
            if let Some(name) = &words.name {
                self.add(
                    Role::Name,
                    Form::Name,
                    format!("features.{id}"),
                    format!("the name of the feature `{id}`"),
                    name,
                );
            }
            if let Some(help) = &words.help {
                self.add(
                    Role::Sentence,
                    Form::Inline,
                    format!("features.{id}.help"),
                    format!("the help of the feature `{id}`"),
                    help,
                );
            }
        }
        for (id, note) in &labels.notes {
            self.add(Role::Sentence, Form::Inline, format!("notes.{id}"), format!("the note `{id}`"), note);
        }
        for (feature, names) in &labels.options {
            self.names(&format!("options.{feature}"), "option", names);
        }
        self.names("variants", "variant", &labels.variants);
        self.names("links", "link", &labels.links);
        self.units(&labels.units);
        self.sources(&labels.sources);
        for (id, words) in &labels.questions {
            if let Some(text) = &words.text {
                self.add(Role::Sentence, Form::Name, format!("questions.{id}"), format!("the question `{id}`"), text);
            }
            for (answer, prose) in &words.answers {
                self.add(
                    Role::Sentence,
                    Form::Name,
                    format!("questions.{id}.{answer}"),
                    format!("the answer `{answer}`"),
                    prose,
                );
            }
        }
    }

    fn pattern(&mut self, key: &str, what: &str, plural: &'a Plural) {
        match plural {
            Plural::Same(prose) => self.add(Role::Pattern, Form::Plain, key.to_owned(), what.to_owned(), prose),
            Plural::By(forms) => {
                for (category, prose) in forms {
                    self.add(
                        Role::Pattern,
                        Form::Plain,
                        format!("{key}.{}", category.as_str()),
                        what.to_owned(),
                        prose,
                    );
                }
            }
        }
    }

    fn units(&mut self, units: &'a IndexMap<String, UnitWords>) {
        for (id, unit) in units {
            let what = format!("the unit `{id}`");
            self.pattern(&format!("units.{id}"), &what, &unit.count);
            for (case, forms) in &unit.cases {
                self.pattern(&format!("units.{id}.{}", case.as_str()), &what, forms);
            }
            if let Some(per) = &unit.per {
                self.add(Role::Pattern, Form::Plain, format!("units.{id}.per"), what, per);
            }
        }
    }

    fn sources(&mut self, sources: &'a IndexMap<String, SourceWords>) {
        for (id, words) in sources {
            for (part, prose) in [("title", &words.title), ("author", &words.author), ("publisher", &words.publisher)] {
                if let Some(prose) = prose {
                    self.add(
                        Role::Quoted,
                        Form::Plain,
                        format!("sources.{id}.{part}"),
                        format!("the {part} of the source `{id}`"),
                        prose,
                    );
                }
            }
        }
    }

    fn page(&mut self, id: &str, words: &'a PageWords) {
        let of = format!("of the page `{id}`");
        self.add(Role::Title, Form::Name, "title".into(), format!("the title {of}"), &words.title);
        self.add(
            Role::Sentence,
            Form::Plain,
            "description".into(),
            format!("the description {of}"),
            &words.description,
        );
        self.add(Role::Sentence, Form::Document, "body".into(), format!("the text {of}"), &words.body);
    }

    fn site(&mut self, words: &'a SiteWords) {
        if let Some(title) = &words.title {
            self.add(Role::Name, Form::Name, "title".into(), "the title of the site".into(), title);
        }
        if let Some(description) = &words.description {
            self.add(
                Role::Sentence,
                Form::Plain,
                "description".into(),
                "the description of the site".into(),
                description,
            );
        }
        for entry in &words.menu {
            if let MenuEntry::Link { name, url } = entry {
                self.add(Role::Name, Form::Name, format!("menu.{}", url.text), "a name in the menu".into(), name);
            }
        }
        if let Some(footer) = &words.footer {
            self.add(Role::Sentence, Form::Inline, "footer".into(), "the footer of the site".into(), footer);
        }
        self.names("tags", "tag", &words.tags);
        for (id, name) in &words.people {
            self.add(Role::Quoted, Form::Plain, format!("people.{id}"), format!("the name of the person `{id}`"), name);
        }
        self.units(&words.units);
        self.sources(&words.sources);
        for (key, message) in &words.messages {
            self.pattern(&format!("messages.{key}"), &format!("the message `{key}`"), message);
        }
    }
}
