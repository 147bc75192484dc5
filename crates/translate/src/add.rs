//! A new language: its table in config.toml, and a file for each file of the source, with every string to translate
//! as a comment and as a line that is commented out.

use std::collections::{BTreeMap, BTreeSet};

use super::config::{LanguageEntry as ConfigEntry, with_language};
use super::part::{Catalog, Scope, Section, english_name};
use super::records::{Edit, edit, record};
use super::scribe::TemplateWriter;
use mizan_i18n::{Locale, Setting};
use mizan_model::text;
use mizan_model::{GuideIx, LangIx};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Diagnostics, did_you_mean};

/// The request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// BCP 47.
    pub id: String,
    /// BCP 47, where the regional rules are not those of the id.
    pub locale: Option<String>,
    /// A CLDR numbering system, where it is not the locale's.
    pub digits: Option<String>,
    /// Ids; empty: all guides.
    pub guides: Vec<String>,
    /// A language whose text is also shown, for translators who read it better than the source language.
    pub beside: Option<String>,
}

/// Why nothing is added.
#[derive(Debug)]
pub enum Refusal {
    /// The request is invalid: a sentence without a full stop, and help.
    Usage {
        /// The error.
        message: String,
        /// Possible actions, a sentence each.
        help: Vec<String>,
    },
    /// The site has errors: these, in these files, as they are or would be.
    Content {
        /// At least one error.
        faults: Diagnostics,
        /// The files that they are about.
        sources: Box<SourceMap>,
    },
}

/// A file to make.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Relative to the site's folder.
    pub path: String,
    /// The whole content: the keys, with the source's words in comments.
    pub text: String,
    /// To translate in it.
    pub strings: usize,
    /// Words that the source has in those strings.
    pub words: usize,
}

/// What is to be written, in this order: the site builds after each step.
#[derive(Clone, Debug)]
pub struct Addition {
    /// BCP 47, as requested.
    pub id: String,
    /// "French"
    pub name: String,
    /// `None` if the language is there already.
    pub config: Option<Edit>,
    /// In the order in which they are written.
    pub files: Vec<NewFile>,
    /// What each string is to be translated from, by file.
    pub records: Vec<Edit>,
    /// Files that are there already, and are left alone.
    pub kept: Vec<String>,
    /// How many strings of the theme are among those to translate.
    pub messages: usize,
}

/// Plans a language for the site in `sources`, the default theme being there already.
///
/// # Errors
/// [`Refusal`], with nothing to write.
pub fn add(sources: &SourceMap, request: &Request) -> Result<Addition, Refusal> {
    let mut sources = sources.clone();
    let config = add_to_config(&mut sources, request)?;
    let book = sound(&sources)?;
    let site = &book.site;
    // It is in config.toml by now.
    let Some(lang) = site.config.language(&request.id) else { return Err(content(Diagnostics::default(), &sources)) };
    let guides = guides(&book, &request.guides)?;
    let added = config.is_some().then_some(request.id.as_str());
    let beside = beside(&book, request.beside.as_deref(), added)?;

    let mut addition = Addition {
        id: request.id.clone(),
        name: book.name(lang),
        config,
        files: Vec::new(),
        records: Vec::new(),
        kept: Vec::new(),
        messages: 0,
    };
    for part in book.parts(lang) {
        let drafts = match part.scope {
            Scope::Site => site_files(&book, &part, beside),
            Scope::Guide(guide) if guides.contains(&guide) => guide_files(&book, guide, &part, beside),
            Scope::Guide(_) => continue,
        };
        let mut made = BTreeSet::new();
        for (path, text) in drafts {
            if let Some(there) = sources.find(&path) {
                // A run that was killed may have made it, and not the records.
                if sources.file(there).bytes == text.as_bytes() {
                    made.insert(path.clone());
                }
                addition.kept.push(path);
                continue;
            }
            let strings: Vec<_> = part.strings.iter().filter(|entry| entry.file == path).collect();
            addition.messages += strings.iter().filter(|entry| entry.key.starts_with("messages.")).count();
            made.insert(path.clone());
            let words = strings.iter().map(|entry| entry.words()).sum();
            addition.files.push(NewFile { path, text, strings: strings.len(), words });
        }
        let mut records = book.records(&part);
        for entry in part.strings.iter().filter(|entry| made.contains(&entry.file)) {
            records.entry(entry.key.clone()).or_insert_with(|| record(&entry.now));
        }
        if !made.is_empty() {
            addition.records.extend(edit(&sources, &part.records, &records, &request.id));
        }
    }
    let edits = addition.records.iter().map(|edit| (edit.path.clone(), edit.new.clone()));
    let files = addition.files.iter().map(|file| (file.path.clone(), file.text.clone().into_bytes()));
    for (path, bytes) in files.chain(edits).collect::<Vec<_>>() {
        sources.insert(&path, bytes);
    }
    sound(&sources)?;
    Ok(addition)
}

/// Reads the site, which must be without errors: from what cannot be read nothing can be translated.
fn sound(sources: &SourceMap) -> Result<Catalog, Refusal> {
    match Catalog::read(sources) {
        (Some(book), diagnostics) if !diagnostics.has_errors() => Ok(book),
        (_, diagnostics) => Err(content(diagnostics, sources)),
    }
}

fn content(faults: Diagnostics, sources: &SourceMap) -> Refusal {
    Refusal::Content { faults, sources: Box::new(sources.clone()) }
}

/// Puts the language into config.toml, where it is not there yet.
fn add_to_config(sources: &mut SourceMap, request: &Request) -> Result<Option<Edit>, Refusal> {
    const PATH: &str = "config.toml";
    let (config, found) = mizan_parse::config(sources);
    let diagnostics = found.diagnostics;
    let (Some(config), Some(file)) = (config, sources.find(PATH)) else { return Err(content(diagnostics, sources)) };
    if config.language(&request.id).is_some() {
        return Ok(None);
    }
    let locale = request.locale.as_deref();
    let digits = request.digits.as_deref();
    let judged = Locale::new(&request.id, locale.unwrap_or(&request.id), digits).map_err(|fault| {
        let mut help = Vec::new();
        if let Some(meant) = &fault.replacement {
            help.push(match fault.setting {
                Setting::Id => format!("did you mean {}, `mizan lang add {meant}`?", english_name(meant)),
                setting => format!("did you mean `--{} {meant}`?", setting.as_str()),
            });
        } else {
            help.push(fault.help);
        }
        Refusal::Usage { message: fault.message, help }
    })?;
    let native = judged.numbering_system() != "latn" && digits.is_none();
    let entry = ConfigEntry {
        id: request.id.clone(),
        locale: request.locale.clone().filter(|locale| *locale != request.id),
        digits: request.digits.clone(),
        remarks: if native {
            let own = judged.number(&mizan_model::Decimal::new(1_234_567_890, 0));
            vec![
                format!("Numbers are written like {own}; for the digits 0 to 9, remove the `#`:"),
                "digits = \"latn\"".to_owned(),
            ]
        } else {
            Vec::new()
        },
    };
    let read = sources.file(file).bytes.clone();
    let changed = std::str::from_utf8(&read).ok().and_then(|text| with_language(text, &entry));
    let Some(changed) = changed else {
        return Err(if diagnostics.has_errors() {
            content(diagnostics, sources)
        } else {
            Refusal::Usage {
                message: "config.toml has no `[[languages]]` to add the language after".to_owned(),
                help: vec![format!(
                    "add `[[languages]]` with `id = \"{}\"` to config.toml, then run this again",
                    request.id
                )],
            }
        });
    };
    let new = changed.into_bytes();
    sources.insert(PATH, new.clone());
    Ok(Some(Edit { path: PATH.to_owned(), read: Some(read), new }))
}

/// The selected guides.
fn guides(book: &Catalog, named: &[String]) -> Result<Vec<GuideIx>, Refusal> {
    if named.is_empty() {
        return Ok((0..book.site.guides.len()).collect());
    }
    named
        .iter()
        .map(|id| book.guide_named(id))
        .collect::<Result<_, _>>()
        .map_err(|(message, help)| Refusal::Usage { message, help })
}

/// `added` is not a language of the site yet.
fn beside(book: &Catalog, named: Option<&str>, added: Option<&str>) -> Result<Option<LangIx>, Refusal> {
    let Some(id) = named else { return Ok(None) };
    match book.language_among(id, added) {
        Ok(lang) => Ok(Some(lang)),
        Err((message, help)) => Err(Refusal::Usage { message, help }),
    }
}

/// Paths and texts of what belongs to the whole site: its words, then its pages.
fn site_files(book: &Catalog, part: &Section, beside: Option<LangIx>) -> Vec<(String, String)> {
    let site = &book.site;
    let id = book.id(part.lang);
    let default = site.config.default_language;
    let mut files = Vec::new();
    let also = |lang: LangIx| site.words.get(&lang).map(text::of_site).unwrap_or_default();
    let messages = book.messages(part.lang);
    if let Some(scribe) = TemplateWriter::new(book, default, part.lang, beside.map(|lang| (lang, also(lang)))) {
        let source = site.words.get(&default).filter(|_| default != part.lang);
        files.push((format!("content/site/{id}.toml"), scribe.site(source, &messages)));
    }
    for (page, words) in &site.pages {
        let Some(from) = site.source_of_page(page).filter(|from| *from != part.lang) else { continue };
        let also = |lang: LangIx| words.get(&lang).map(|words| text::of_page(page, words)).unwrap_or_default();
        let scribe = TemplateWriter::new(book, from, part.lang, beside.map(|lang| (lang, also(lang))));
        if let (Some(scribe), Some(words)) = (scribe, words.get(&from)) {
            files.push((format!("content/pages/{page}/{id}.md"), scribe.page(page, words)));
        }
    }
    files
}

/// Paths and texts of a guide's folder.
fn guide_files(book: &Catalog, ix: GuideIx, part: &Section, beside: Option<LangIx>) -> Vec<(String, String)> {
    let Some(guide) = book.site.guides.get(ix) else { return Vec::new() };
    let Some(words) = guide.words.get(&guide.source_language) else { return Vec::new() };
    let also = |lang: LangIx| guide.words.get(&lang).map(|words| text::of_guide(guide, words)).unwrap_or_default();
    let also = beside.map(|lang| (lang, also(lang)));
    let Some(scribe) = TemplateWriter::new(book, guide.source_language, part.lang, also) else { return Vec::new() };
    let folder = format!("content/guides/{}/{}/", guide.id, book.id(part.lang));
    let mut files = vec![(format!("{folder}guide.md"), scribe.guide(&guide.id, words))];
    if words.labels.file.is_some() {
        files.push((format!("{folder}labels.toml"), scribe.labels(&guide.id, &words.labels)));
    }
    for (tier, said) in guide.tiers.iter().zip(&words.tiers) {
        if let Some(said) = said {
            files.push((format!("{folder}tiers/{}.md", tier.id), scribe.tier(&guide.id, &tier.id, said)));
        }
    }
    files
}

impl Catalog {
    /// The guide called `id`.
    ///
    /// # Errors
    /// What is wrong, and help.
    pub fn guide_named(&self, id: &str) -> Result<GuideIx, (String, Vec<String>)> {
        self.site.guide(id).ok_or_else(|| {
            let known: Vec<&str> = self.site.guides.iter().map(|guide| guide.id.as_str()).collect();
            (format!("unknown guide `{id}`"), vec![instead(id, &known, "guides")])
        })
    }

    /// The language of the site called `id`.
    ///
    /// # Errors
    /// What is wrong, and help.
    pub fn language_named(&self, id: &str) -> Result<LangIx, (String, Vec<String>)> {
        self.language_among(id, None)
    }

    /// As [`Catalog::language_named`], with no word of `hidden`.
    fn language_among(&self, id: &str, hidden: Option<&str>) -> Result<LangIx, (String, Vec<String>)> {
        self.site.config.language(id).ok_or_else(|| {
            let all = self.site.config.languages.iter().map(|language| language.id.as_str());
            let known: Vec<&str> = all.filter(|id| Some(*id) != hidden).collect();
            let mut help = vec![match Locale::called(id).filter(|tag| known.contains(tag)) {
                Some(tag) => format!("did you mean `{tag}`?"),
                None => instead(id, &known, "languages"),
            }];
            help.push("run `mizan lang add LANG` to add a language".to_owned());
            (format!("unknown language `{id}`"), help)
        })
    }
}

fn instead(id: &str, known: &[&str], what: &str) -> String {
    match did_you_mean(id, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the {what} are {}", known.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")),
    }
}

impl Addition {
    /// Strings to translate, in all files.
    pub fn strings(&self) -> usize {
        self.files.iter().map(|file| file.strings).sum()
    }

    /// The source's words in them.
    pub fn words(&self) -> usize {
        self.files.iter().map(|file| file.words).sum()
    }

    /// By folder of a guide, or `site`: for the report of what was made.
    pub fn folders(&self) -> BTreeMap<String, usize> {
        let mut folders = BTreeMap::new();
        for file in &self.files {
            let mut parts = file.path.split('/').skip(1);
            let folder = match (parts.next(), parts.next()) {
                (Some("guides"), Some(guide)) => format!("content/guides/{guide}/{}/", self.id),
                _ => file.path.clone(),
            };
            *folders.entry(folder).or_default() += file.strings;
        }
        folders
    }
}
