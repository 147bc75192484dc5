//! The key of a guide: a hash of everything that its pages are made from.
//!
//! A key covers
//! - the *ground*, which all pages share: the options of the build, config.toml, themes, the site's text and pages,
//!   which files are in static/, the plan, the title and URL of every guide, and what the site's text depends on;
//! - the files of the guide itself;
//! - the files of each guide that its text depends on: whose facts are cited, to whose headings a link leads, whose
//!   card is shown ([`Dependency`]).
//!
//! The date is not part of it: only diagnostics depend on it, and none of those about text. The version of the program
//! is checked when the cache is read.

use std::collections::HashMap;

use blake3::{Hash, Hasher};

use super::super::Options;
use super::super::engine::{Candidate, Input};
use mizan_model::{Date, GuideIx, LangIx, Site};
use mizan_plan::{Page, Plan};
use mizan_render::present::{Dependency, SharedViews};
use mizan_source::SourceMap;

/// The dependencies of a guide's text, by the guide's id, so that they can be stored.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub(crate) enum DependencyId {
    Guide(String),
    /// Pages that belong to no guide.
    Pages,
    /// Anything: it was not found anywhere.
    Any,
}

/// The hashes of one state of a site.
pub(crate) struct Fingerprints<'a> {
    site: &'a Site,
    places: HashMap<&'a str, GuideIx>,
    ground: Hash,
    /// By guide: its own files.
    own: Vec<Hash>,
    /// All of `own` together.
    all: Hash,
}

impl<'a> Fingerprints<'a> {
    pub(crate) fn new(candidate: &'a Candidate, input: Input<'a>) -> Fingerprints<'a> {
        let site = &candidate.context.site;
        let own: Vec<Hash> = site.guides.interfaces().iter().map(|guide| of_guide(input.sources, &guide.id)).collect();
        let mut all = Hasher::new();
        for hash in &own {
            all.update(hash.as_bytes());
        }
        let mut ground = ground(candidate, input);
        // The site's own words are on every page.
        for what in candidate.shared.dependencies() {
            match what {
                Dependency::Guide(ix) => own.get(*ix).map(|hash| ground.update(hash.as_bytes())),
                Dependency::Pages => None,
                Dependency::Any => Some(ground.update(all.finalize().as_bytes())),
            };
        }
        let ground = ground.finalize();
        let places = site.guides.interfaces().iter().enumerate().map(|(ix, guide)| (guide.id.as_str(), ix)).collect();
        Fingerprints { site, places, ground, own, all: all.finalize() }
    }

    /// The key of a guide whose texts depend on `dependencies`, as hexadecimal digits. Empty, which no record has, where one
    /// of those is not there.
    pub(crate) fn key(&self, guide: GuideIx, dependencies: &[DependencyId]) -> String {
        let mut hasher = Hasher::new();
        hasher.update(self.ground.as_bytes());
        let Some(own) = self.own.get(guide) else { return String::new() };
        hasher.update(own.as_bytes());
        for what in dependencies {
            let hash = match what {
                DependencyId::Guide(id) => self.places.get(id.as_str()).and_then(|ix| self.own.get(*ix)),
                // They are part of the ground.
                DependencyId::Pages => continue,
                DependencyId::Any => Some(&self.all),
            };
            let Some(hash) = hash else { return String::new() };
            hasher.update(hash.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// The dependencies of text, sorted.
    pub(crate) fn dependencies<'r>(&self, dependencies: impl IntoIterator<Item = &'r Dependency>) -> Vec<DependencyId> {
        let mut dependencies: Vec<DependencyId> = dependencies
            .into_iter()
            .map(|what| match what {
                Dependency::Guide(ix) => match self.site.guides.interface(*ix) {
                    Some(guide) => DependencyId::Guide(guide.id.clone()),
                    None => DependencyId::Any,
                },
                Dependency::Pages => DependencyId::Pages,
                Dependency::Any => DependencyId::Any,
            })
            .collect();
        dependencies.sort();
        dependencies.dedup();
        dependencies
    }
}

/// The key of the site as a whole: everything that it is made from, and everything else that diagnostics depend on.
/// `None` if something could not be read.
pub(super) fn site_key(input: Input<'_>) -> Option<String> {
    if !input.unreadable.is_empty() || input.sources.unreadable().next().is_some() {
        return None;
    }
    let Options { base_url, drafts, today, deny_warnings, minify, rules, theme: _, cache: _ } = input.options;
    let mut hasher = Hasher::new();
    hasher.update(&[*drafts, *deny_warnings, *minify, input.preview].map(u8::from));
    hasher.update(&[*rules as u8]);
    text(&mut hasher, base_url.as_ref().map_or("", |url| url.as_str()));
    date(&mut hasher, Some(*today));
    for (path, file) in input.sources.under("") {
        text(&mut hasher, path);
        hasher.update(blake3::hash(&input.sources.file(file).bytes).as_bytes());
    }
    Some(hasher.finalize().to_hex().to_string())
}

/// The files of a guide, by path and content.
fn of_guide(sources: &SourceMap, id: &str) -> Hash {
    let folder = format!("content/guides/{id}/");
    let mut hasher = Hasher::new();
    for (path, file) in sources.under(&folder) {
        text(&mut hasher, path);
        hasher.update(blake3::hash(&sources.file(file).bytes).as_bytes());
    }
    hasher.finalize()
}

fn ground(candidate: &Candidate, input: Input<'_>) -> Hasher {
    let mut hasher = Hasher::new();
    // The base URL is hashed as the site has it. The day and the levels of diagnostics are in no text; which rules run
    // is in `needs_page_meta`, and the theme among the sources.
    let Options { base_url: _, drafts, today: _, deny_warnings: _, minify, rules: _, theme: _, cache: _ } =
        input.options;
    hasher.update(&[*drafts, *minify, input.preview, candidate.needs_page_meta].map(u8::from));
    text(&mut hasher, candidate.context.site.config.base_url.as_str());
    for (path, file) in input.sources.under("").filter(|(path, _)| !path.starts_with("content/guides/")) {
        text(&mut hasher, path);
        // Files of static/ are copied: pages only know that they are there.
        if !path.starts_with("static/") {
            hasher.update(blake3::hash(&input.sources.file(file).bytes).as_bytes());
        }
    }
    plan(&mut hasher, &candidate.context.site, &candidate.context.plan);
    directory(&mut hasher, &candidate.shared);
    hasher
}

/// Which pages there are, where, and how they belong together. Positions are hashed as they are: a new guide moves
/// those of others, and all pages are made again.
fn plan(hasher: &mut Hasher, site: &Site, plan: &Plan) {
    number(hasher, plan.pages.len());
    for page in &plan.pages {
        let Page {
            key,
            lang,
            all_languages,
            route,
            original,
            indexed,
            published,
            updated,
            twins,
            canonical,
            // Only collisions are reported there.
            span: _,
        } = page;
        text(hasher, &format!("{key:?}"));
        number(hasher, lang.get());
        text(hasher, route.as_str());
        number(hasher, original.map_or(0, LangIx::number));
        hasher.update(&[*all_languages, *indexed].map(u8::from));
        date(hasher, *published);
        date(hasher, *updated);
        number(hasher, *canonical);
        number(hasher, twins.len());
        twins.iter().for_each(|(lang, twin)| {
            number(hasher, lang.get());
            number(hasher, *twin);
        });
    }
    for alias in &plan.aliases {
        text(hasher, alias.route.as_str());
        number(hasher, alias.target);
    }
    for guides in &plan.home {
        number(hasher, guides.len());
        guides.iter().for_each(|guide| number(hasher, *guide));
    }
    for (tag, guides) in plan.tags.iter().flatten() {
        text(hasher, tag);
        number(hasher, guides.len());
        guides.iter().for_each(|guide| number(hasher, *guide));
    }
    // Links name guides, tiers and pairs by their ids.
    for guide in site.guides.interfaces() {
        text(hasher, &guide.id);
        hasher.update(&[u8::from(guide.draft)]);
        number(hasher, guide.source_language.get());
        number(hasher, guide.tiers.len());
        guide.tiers.iter().for_each(|tier| text(hasher, &tier.id));
        number(hasher, guide.pairs.len());
        guide.pairs.iter().for_each(|pair| {
            number(hasher, pair.a.get());
            number(hasher, pair.b.get());
        });
        number(hasher, guide.tags.len());
        guide.tags.iter().for_each(|tag| text(hasher, &tag.value));
    }
}

fn directory(hasher: &mut Hasher, shared: &SharedViews) {
    for (lang, title, url) in shared.directory() {
        number(hasher, lang.get());
        text(hasher, title);
        text(hasher, url);
    }
}

fn text(hasher: &mut Hasher, text: &str) {
    number(hasher, text.len());
    hasher.update(text.as_bytes());
}

fn number(hasher: &mut Hasher, number: usize) {
    hasher.update(&(number as u64).to_le_bytes());
}

fn date(hasher: &mut Hasher, date: Option<Date>) {
    text(hasher, &date.map(|date| format!("{date:?}")).unwrap_or_default());
}
