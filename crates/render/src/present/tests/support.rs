//! Builds a site from the repository's own files, some of them changed, through all stages up to pages.

use std::sync::Arc;

use tera::Context;

use crate::present::{GuideInLanguage, Picture, Pictures, SharedViews, page};
use crate::{Engine, RenderContext, Templates, ThemeFiles, theme};
use mizan_export::data::Data;
use mizan_i18n::{Layer, LayerOrigin, Locale, Messages};
use mizan_model::{GuideIx, LangIx, Languages};
use mizan_plan::{PageIx, PageKey, plan};
use mizan_source::diagnostics::Diagnostics;
use mizan_source::{self, SourceMap};

pub(super) struct Bench {
    pub context: Arc<RenderContext>,
    pub engine: Engine,
}

/// What is done to a file.
pub(super) type Change<'a> = (&'a str, &'a dyn Fn(String) -> String);

impl Bench {
    pub(super) fn new(changes: &[Change<'_>]) -> Bench {
        Bench::without("\u{0}", changes)
    }

    /// Without the files under `folder`.
    pub(super) fn without(folder: &str, changes: &[Change<'_>]) -> Bench {
        let (all, _) = mizan_source::load(&mizan_testkit::repository()).unwrap();
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
        // Views show no stylesheet, and are tested before there is one.
        if sources.find("themes/mizan/static/style.css").is_none() {
            sources.insert("themes/mizan/static/style.css", Vec::new());
        }
        Bench::of(sources)
    }

    /// A site of its own, in the repository's theme.
    pub(super) fn small<'f>(files: impl IntoIterator<Item = &'f (String, String)>) -> Bench {
        let (all, _) = mizan_source::load(&mizan_testkit::repository()).unwrap();
        let mut sources = SourceMap::default();
        for (path, text) in files {
            sources.insert(path, text.clone().into_bytes());
        }
        for (path, id) in all.under("themes/") {
            sources.insert(path, all.file(id).bytes.clone());
        }
        Bench::of(sources)
    }

    /// What a guide's exports are made from.
    pub(super) fn data(&self, guide: &str, lang: &str) -> Data {
        let lang: LangIx = self.context.site.config.language(lang).unwrap();
        let guide = self.context.site.guide(guide).unwrap();
        let context = &self.context;
        let (shared, _) = SharedViews::prepare(context);
        let (made, _) = GuideInLanguage::prepare(context, &shared, &self.engine, guide, lang);
        made.unwrap().data(context, &shared).unwrap()
    }

    fn of(sources: SourceMap) -> Bench {
        let (config, found) = mizan_parse::config(&sources);
        assert!(!found.diagnostics.has_errors(), "{found:#?}");
        let (site, found) = mizan_parse::site(&sources, config.unwrap(), found.suppressions);
        assert!(!found.diagnostics.has_errors(), "{found:#?}");
        let unread = found.suppressions;
        let (plan, faults) = plan(&site, &sources, Default::default());
        assert!(!faults.has_errors(), "{faults:#?}");
        let (theme, faults) = theme::load(&sources, &site.config);
        assert!(!faults.has_errors(), "{faults:#?}");
        let languages = &site.config.languages;
        let locales: Languages<Locale> =
            languages.iter().map(|lang| Locale::new(&lang.id, &lang.locale, lang.digits.as_deref()).unwrap()).collect();
        let messages: Languages<Messages> = locales
            .iter()
            .map(|locale| {
                let layers: Vec<Layer<'_>> = theme
                    .messages
                    .iter()
                    .flat_map(|(lang, layers)| layers.iter().map(move |messages| (lang, messages)))
                    .map(|(lang, messages)| Layer { place: LayerOrigin::Theme, lang, messages, keys: None })
                    .collect();
                let own = layers.iter().filter(|layer| layer.lang == locale.id()).copied();
                let others = layers.iter().filter(|layer| layer.lang != locale.id()).copied();
                Messages::new(locale, &own.chain(others).collect::<Vec<_>>()).0
            })
            .collect();
        let (templates, faults) = Templates::new(&theme, &sources, false);
        let Some(templates) = templates else { panic!("{faults:#?}") };
        let context = Arc::new(RenderContext {
            options: theme.options_for_templates(),
            pictures: Arc::new(Files(sources.under("content/").map(|(path, _)| path.to_owned()).collect())),
            assets: Arc::new(Statics),
            stylesheets: theme.stylesheets,
            fonts: theme.fonts,
            icons: Vec::new(),
            site,
            unread,
            plan: Arc::new(plan),
            locales: Arc::new(locales),
            messages: Arc::new(messages),
            preview: None,
        });
        Bench { engine: templates.with_functions(crate::functions(&context)), context }
    }

    /// Every page's context, and every diagnostic.
    pub(super) fn all(&self) -> (Vec<Context>, Diagnostics) {
        let RenderContext { site, plan, locales, .. } = &*self.context;
        let context = &self.context;
        let (shared, mut faults) = SharedViews::prepare(context);
        let mut guides = std::collections::BTreeMap::new();
        for guide in 0..site.guides.len() {
            for lang in locales.indices() {
                let (made, found) = GuideInLanguage::prepare(context, &shared, &self.engine, guide, lang);
                faults.append(found);
                guides.insert((guide, lang), made);
            }
        }
        let mut pages = Vec::new();
        for (ix, entry) in plan.pages.iter().enumerate() {
            let guide = match entry.key {
                PageKey::Guide(guide) | PageKey::Tier(guide, _) | PageKey::Pair(guide, _) | PageKey::Embed(guide) => {
                    Some(guide)
                }
                _ => None,
            };
            let made = guide.and_then(|guide| guides.get(&(guide, entry.lang))?.as_ref());
            let (context, found) = page(context, &shared, made, ix);
            faults.append(found);
            pages.extend(context);
        }
        (pages, faults)
    }

    pub(super) fn find(&self, guide: &str, lang: &str, key: impl Fn(GuideIx) -> PageKey) -> PageIx {
        let lang: LangIx = self.context.site.config.language(lang).unwrap();
        self.context.plan.find(&key(self.context.site.guide(guide).unwrap()), lang).unwrap()
    }

    /// A variable of a guide's page.
    pub(super) fn variable(
        &self,
        guide: &str,
        lang: &str,
        key: impl Fn(GuideIx) -> PageKey,
        name: &str,
    ) -> tera::Value {
        self.page(self.find(guide, lang, key), name)
    }

    /// A variable of a page.
    pub(super) fn page(&self, page: PageIx, name: &str) -> tera::Value {
        self.all().0[page].get(name).unwrap().clone()
    }
}

struct Statics;

impl ThemeFiles for Statics {
    fn url(&self, name: &str) -> Result<String, String> {
        Ok(format!("/assets/{name}"))
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
