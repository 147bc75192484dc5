//! A site from the repository's own files, some of them changed, through all stages up to pages.

use std::path::Path;
use std::sync::Arc;

use tera::Context;

use crate::config::OptionValue;
use crate::decode;
use crate::diagnostics::Diagnostics;
use crate::locale::{Layer, Locale, Messages, Place};
use crate::model::{GuideIx, LangIx, PluralCategory, Site};
use crate::plan::{PageIx, PageKey, Plan, plan};
use crate::render::build::{GuideInLanguage, Picture, Pictures, Press, Shelf, page};
use crate::render::engine::{Argument, Engine, Functions, Templates};
use crate::render::theme;
use crate::source::{self, SourceMap};

pub struct Bench {
    pub site: Site,
    pub plan: Plan,
    pub locales: Vec<Locale>,
    pub messages: Vec<Messages>,
    pub engine: Engine,
    options: tera::Map,
    pictures: Files,
}

/// What is done to a file.
pub type Change<'a> = (&'a str, &'a dyn Fn(String) -> String);

impl Bench {
    pub fn new(changes: &[Change<'_>]) -> Bench {
        Bench::without("\u{0}", changes)
    }

    /// Without the files under `folder`.
    pub fn without(folder: &str, changes: &[Change<'_>]) -> Bench {
        let (all, _) = source::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let mut sources = SourceMap::default();
        for (path, id) in all.under("") {
            let change = changes.iter().find(|(changed, _)| *changed == path);
            let bytes = &all.file(id).bytes;
            match change {
                _ if path.starts_with(folder) => continue,
                Some((_, change)) => {
                    let text = String::from_utf8(bytes.clone()).unwrap();
                    let changed = change(text.clone());
                    assert_ne!(changed, text, "{path} did not change");
                    sources.insert(path, changed.into_bytes())
                }
                None => sources.insert(path, bytes.clone()),
            };
        }
        Bench::of(sources)
    }

    fn of(sources: SourceMap) -> Bench {
        let (config, faults) = decode::config(&sources);
        assert!(!faults.has_errors(), "{faults:#?}");
        let (site, faults) = decode::site(&sources, config.unwrap());
        assert!(!faults.has_errors(), "{faults:#?}");
        let (plan, faults) = plan(&site, &sources, Default::default());
        assert!(!faults.has_errors(), "{faults:#?}");
        let (theme, faults) = theme::load(&sources, &site.config);
        assert!(!faults.has_errors(), "{faults:#?}");
        let languages = &site.config.languages;
        let locales: Vec<Locale> =
            languages.iter().map(|lang| Locale::new(&lang.id, &lang.locale, lang.digits.as_deref()).unwrap()).collect();
        let messages: Vec<Messages> = locales
            .iter()
            .map(|locale| {
                let layers: Vec<Layer<'_>> = theme
                    .messages
                    .iter()
                    .flat_map(|(lang, layers)| layers.iter().map(move |messages| (lang, messages)))
                    .map(|(lang, messages)| Layer { place: Place::Theme, lang, messages })
                    .collect();
                let own = layers.iter().filter(|layer| layer.lang == locale.id()).copied();
                let others = layers.iter().filter(|layer| layer.lang != locale.id()).copied();
                Messages::new(locale, &own.chain(others).collect::<Vec<_>>()).0
            })
            .collect();
        let functions = messages.iter().map(|messages| Arc::new(Words::new(messages)) as Arc<dyn Functions>).collect();
        let (templates, faults) = Templates::new(&theme, &sources);
        let Some(templates) = templates else { panic!("{faults:#?}") };
        let options = theme.options.iter().map(|(name, value)| (name.clone().into(), option(value))).collect();
        let pictures = Files(sources.under("content/").map(|(path, _)| path.to_owned()).collect());
        Bench { engine: templates.with_functions(functions), site, plan, locales, messages, options, pictures }
    }

    fn press(&self) -> Press<'_> {
        Press {
            site: &self.site,
            plan: &self.plan,
            locales: &self.locales,
            messages: &self.messages,
            pictures: &self.pictures,
            options: &self.options,
        }
    }

    /// Every page's context, and every fault.
    pub fn all(&self) -> (Vec<Context>, Diagnostics) {
        let press = self.press();
        let (shelf, mut faults) = Shelf::prepare(&press);
        let mut guides = std::collections::BTreeMap::new();
        for guide in 0..self.site.guides.len() {
            for lang in 0..self.locales.len() {
                let (made, found) = GuideInLanguage::prepare(&press, &shelf, &self.engine, guide, lang);
                faults.append(found);
                guides.insert((guide, lang), made);
            }
        }
        let mut pages = Vec::new();
        for (ix, entry) in self.plan.pages.iter().enumerate() {
            let guide = match entry.key {
                PageKey::Guide(guide) | PageKey::Tier(guide, _) | PageKey::Pair(guide, _) => Some(guide),
                _ => None,
            };
            let made = guide.and_then(|guide| guides.get(&(guide, entry.lang))?.as_ref());
            let (context, found) = page(&press, &shelf, made, ix);
            faults.append(found);
            pages.extend(context);
        }
        (pages, faults)
    }

    pub fn find(&self, guide: &str, lang: &str, key: impl Fn(GuideIx) -> PageKey) -> PageIx {
        let lang: LangIx = self.site.config.language(lang).unwrap();
        self.plan.find(&key(self.site.guide(guide).unwrap()), lang).unwrap()
    }

    /// A variable of a guide's page.
    pub fn variable(&self, guide: &str, lang: &str, key: impl Fn(GuideIx) -> PageKey, name: &str) -> tera::Value {
        self.page(self.find(guide, lang, key), name)
    }

    /// A variable of a page.
    pub fn page(&self, page: PageIx, name: &str) -> tera::Value {
        self.all().0[page].get(name).unwrap().clone()
    }
}

fn option(value: &OptionValue) -> tera::Value {
    match value {
        OptionValue::Bool(value) => (*value).into(),
        OptionValue::Integer(value) => (*value).into(),
        OptionValue::String(value) => value.as_str().into(),
        OptionValue::Strings(values) => values.clone().into(),
    }
}

/// The functions of templates, as far as cells and pages need them to be rendered at all.
struct Words(std::collections::BTreeMap<String, String>);

impl Words {
    fn new(messages: &Messages) -> Words {
        let text = |key: &str| Some(messages.get(key)?.text.form(PluralCategory::Other)?.text.clone());
        Words(messages.keys().filter_map(|key| Some((key.to_owned(), text(key)?))).collect())
    }
}

impl Functions for Words {
    fn message(&self, key: &str, args: &[(String, Argument)], _: bool) -> Result<String, String> {
        let text = self.0.get(key).ok_or_else(|| format!("no message `{key}`"))?;
        Ok(args.iter().fold(text.clone(), |text, (name, argument)| {
            let argument = match argument {
                Argument::Integer(n) => n.to_string(),
                Argument::Html(text) | Argument::Text(text) => text.clone(),
            };
            text.replace(&format!("{{{name}}}"), &argument)
        }))
    }

    fn url(&self, path: &str) -> Result<String, String> {
        Ok(path.to_owned())
    }

    fn asset(&self, name: &str) -> Result<String, String> {
        Ok(format!("/{name}"))
    }
}

struct Files(Vec<String>);

impl Pictures for Files {
    fn picture(&self, file: &str) -> Option<Picture> {
        self.0.iter().any(|known| known == file).then(|| Picture {
            url: format!("/{file}"),
            absolute: format!("https://mizan.example/{file}"),
            width: 1200,
            height: 630,
            mime: "image/png",
        })
    }

    fn under(&self, folder: &str) -> Vec<String> {
        self.0.iter().filter(|file| file.starts_with(folder)).cloned().collect()
    }
}
