//! The results of all stages, and how they are updated.
//!
//! The changed paths decide which stages are stale; a stage whose result is unchanged does not invalidate later
//! ones. Each stage keeps its results per guide, so that saving one guide costs the same in a site of a thousand
//! guides as in one of ten.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::super::parts::{self, LoadedTheme};
use super::super::steps::{Steps, Timings};
use super::super::{Options, languages};
use super::candidate::{Candidate, CheckedPages};
use super::invalidation::Invalidation;
use mizan_check::lint::RuleSelection;
use mizan_export::Assets;
use mizan_export::assets::{Pictures, ThemeAssets};
use mizan_i18n::{Locale, Messages};
use mizan_model::config::Config;
use mizan_model::{Date, Guide, GuideInterface, GuideIx, GuideLoader, Guides, LangIx, Languages, Site, Translation};
use mizan_parse::{Frame, UnknownLanguages};
use mizan_plan::{self, PageIx, Plan, RouteInputs};
use mizan_render::present::{Dependency, PreviousViews, SharedViews};
use mizan_source::diagnostics::{Diagnostics, Findings, Suppressions};
use mizan_source::{Changes, SourceMap};

/// The result of a stage, with its diagnostics.
#[derive(Default)]
pub(super) struct StageResult<T> {
    pub made: T,
    pub found: Diagnostics,
}

impl<T> StageResult<T> {
    fn new(made: T, found: Diagnostics) -> StageResult<T> {
        StageResult { made, found }
    }
}

/// Whether guides stay in memory once they are decoded and checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GuideRetention {
    /// All of them: a browser may request any, and the site changes meanwhile.
    Keep,
    /// Only their interfaces are kept; rendering a guide decodes it again.
    Drop,
}

/// The result of decoding one guide.
pub(super) struct Decoded {
    /// `None` if the guide could not be decoded.
    pub interface: Option<Arc<GuideInterface>>,
    guide: Option<Arc<Guide>>,
    unknown: UnknownLanguages,
    pub found: Findings,
}

/// Decodes guides whenever they are needed, as [`StageCache::read_guides`] did.
struct SourceLoader {
    sources: SourceMap,
    config: Config,
    suppressions: Suppressions,
}

impl GuideLoader for SourceLoader {
    fn load(&self, interface: &GuideInterface) -> Option<Guide> {
        mizan_parse::whole_guide(&self.sources, &self.config, &self.suppressions, &interface.id).0
    }
}

/// The context in which the facts and text of one guide are checked.
struct CheckInputs<'a> {
    site: &'a Site,
    locales: &'a Languages<Locale>,
    today: Date,
}

impl CheckInputs<'_> {
    /// `unread` is the part of the site that could not be read.
    fn check(&self, unread: &Suppressions, guide: &Guide) -> Checked {
        let languages = mizan_check::words::languages(self.locales);
        let mut words = mizan_check::words::of_guide(self.site, unread, guide, &languages);
        words.append(mizan_check::outdated::of_guide(guide, self.locales));
        Checked {
            facts: mizan_check::guide_facts(unread, guide, self.today),
            words,
            unused: mizan_check::words::unused_of_guide(unread, guide),
        }
    }
}

/// The diagnostics of the facts and text of one guide.
pub(super) struct Checked {
    pub facts: Diagnostics,
    pub words: Diagnostics,
    /// Reported only if there are no other errors.
    pub unused: Diagnostics,
}

/// The inputs of a state of a site.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    pub sources: &'a SourceMap,
    /// The diagnostics of files that could not be read.
    pub unreadable: &'a Diagnostics,
    pub options: &'a Options,
    /// The site is a preview for the author.
    pub preview: bool,
}

/// Text that a change made stale, to be read at once; the guides in [`Candidate::waiting`] are read later.
#[derive(Default)]
pub(crate) struct Stale {
    pub guides: Vec<GuideIx>,
    /// Pages that belong to no guide.
    pub pages: Vec<PageIx>,
    /// Templates may behave differently.
    pub templates: bool,
}

/// The result and the diagnostics of every stage.
#[derive(Default)]
pub(crate) struct StageCache {
    /// Set if the site cannot be loaded at all.
    pub unread: Diagnostics,
    pub config: Option<StageResult<Config>>,
    /// The part of config.toml that could not be read.
    config_unread: Suppressions,
    pub unrecognized_files: Findings,
    pub frame: (Frame, UnknownLanguages, Findings),
    /// Paths that cannot be read.
    unreadable: Vec<String>,
    /// The part of the site that could not be read.
    pub suppressions: Suppressions,
    /// About files named after unknown languages.
    pub unknown_languages: Diagnostics,
    pub translations: StageResult<IndexMap<LangIx, Translation>>,
    pub guides: BTreeMap<String, Decoded>,
    /// Those of `guides` that are there, in order.
    pub present: Vec<String>,
    pub currencies: BTreeSet<String>,
    pub locales: StageResult<Arc<Languages<Locale>>>,
    pub checked: BTreeMap<String, Checked>,
    /// By guide: people and guides that it names.
    pub references: Vec<Diagnostics>,
    /// Of the site's words and of dates.
    pub wide: Diagnostics,
    pub route_inputs: Vec<RouteInputs>,
    pub plan: Option<StageResult<Arc<Plan>>>,
    pub theme: Option<StageResult<Arc<LoadedTheme>>>,
    pub messages: StageResult<Arc<Languages<Messages>>>,
    pub theme_assets: StageResult<Arc<ThemeAssets>>,
    pub pictures: StageResult<Arc<Pictures>>,
    /// The URLs of the site's own icons, which every page links.
    pub icons: Vec<String>,
    pub shared: Option<SharedViews>,
    /// Of `shared`.
    pub shared_found: Diagnostics,
    /// Pages of guides, by guide.
    pub checked_pages: BTreeMap<GuideIx, CheckedPages>,
    /// Pages that belong to no guide.
    pub standalone_pages: BTreeMap<PageIx, CheckedPages>,
    /// Of a page of each kind, after the theme changed.
    pub samples: Diagnostics,
    /// The diagnostics of the selected lint rules: of the previous state, until they have run again.
    pub linted: Diagnostics,
}

impl StageCache {
    /// Brings every stage before the texts up to date. `None` if something keeps the site from being made out at
    /// all.
    pub(super) fn update(
        &mut self,
        input: Input<'_>,
        changes: &Changes,
        retention: GuideRetention,
        timings: &mut Timings,
    ) -> Option<(Candidate, Stale)> {
        let Input { sources, options, preview, .. } = input;
        let languages = self.config.as_ref().map(|config| parts::language_ids(&config.made)).unwrap_or_default();
        let stale = Invalidation::of(changes, &languages);
        let others = || !mizan_parse::guide_ids(sources).iter().copied().eq(self.guides.keys());
        let unreadable = !sources.unreadable().eq(self.unreadable.iter().map(String::as_str));
        let anew = self.config.is_none() || stale.config || unreadable || stale.strays && others();
        if anew {
            let unreadable = sources.unreadable().map(str::to_owned).collect();
            *self = StageCache { unreadable, ..StageCache::default() };
            let (config, found) = mizan_parse::config(sources);
            let Some(mut config) = config else {
                self.unread = found.diagnostics;
                return None;
            };
            if let Some(base_url) = &options.base_url {
                config.base_url = base_url.clone();
            }
            self.config = Some(StageResult::new(config, found.diagnostics));
            self.config_unread = found.suppressions;
        }
        let config = self.config.as_ref().map(|config| config.made.clone())?;

        if anew || stale.strays {
            self.unrecognized_files = mizan_parse::strays(sources);
        }
        if anew || stale.words || stale.pages {
            self.frame = mizan_parse::frame(sources, &config);
        }
        let (Frame { words, pages, begun }, mut unknown, found) = self.frame.clone();
        let mut unread = sources.suppressions();
        let parts = [self.config_unread.clone(), self.unrecognized_files.suppressions.clone(), found.suppressions];
        parts.into_iter().for_each(|part| unread.append(part));
        let mut site = Site { config, guides: Guides::default(), pages, words, begun, translations: IndexMap::new() };
        let changed = match retention {
            GuideRetention::Keep => self.read_guides(input, &site.config, anew, &stale.guides, None),
            GuideRetention::Drop => {
                // Only formatters of prices know the currencies, which are in the guides.
                let (locales, _) = languages::locales(&site.config, &BTreeSet::new());
                let locales = locales.unwrap_or_default();
                let checks = CheckInputs { site: &site, locales: &locales, today: options.today };
                self.read_guides(input, &site.config, anew, &stale.guides, Some((&checks, &unread)))
            }
        };
        let present: Vec<String> =
            self.guides.iter().filter(|(_, decoded)| decoded.interface.is_some()).map(|(id, _)| id.clone()).collect();
        for decoded in self.guides.values() {
            unknown.append(decoded.unknown.clone());
            unread.append(decoded.found.suppressions.clone());
        }
        self.unknown_languages = unknown.report(&site.config, &unread);
        // Guides are known by their places: when one comes or goes, all others move. And references to files that could
        // not be read are right.
        let moved = anew || present != self.present || !unread.same_paths(&self.suppressions);
        self.present = present;
        self.suppressions = unread.clone();
        let changed: BTreeSet<GuideIx> = changed
            .iter()
            .filter_map(|id| self.present.binary_search_by(|known| known.as_str().cmp(id)).ok())
            .collect();
        site.guides = self.site_guides(input.sources, &site.config, retention);
        if anew || stale.words || stale.pages {
            let (translations, found) = mizan_parse::site_translations(sources, &site);
            self.translations = StageResult::new(translations, found);
        }
        site.translations = self.translations.made.clone();

        let currencies: BTreeSet<String> =
            site.guides.interfaces().iter().flat_map(|guide| guide.currencies.iter().cloned()).collect();
        let new_locales = anew || currencies != self.currencies;
        if new_locales {
            self.currencies = currencies;
            let (locales, found) = languages::locales(&site.config, &self.currencies);
            let Some(locales) = locales else {
                // Without its rules nothing can be formatted in a language; all is read again once they are there.
                self.unread.append(found);
                self.unread.append(self.config.take().map(|config| config.found).unwrap_or_default());
                return None;
            };
            self.locales = StageResult::new(Arc::new(locales), found);
        }
        timings.end("decode");
        // What a guide could not be read of may be what another refers to.
        let is_checked = retention == GuideRetention::Drop
            && self.guides.values().all(|decoded| decoded.found.suppressions.is_empty());
        if !is_checked {
            self.check(&site, options, &changed, moved, moved || new_locales || stale.words);
        }
        self.check_site(&site);
        timings.end("check");
        let asked = stale.pages || stale.copied;
        let new_plan = self.plan(&site, sources, options, &changed, moved, asked);
        if retention == GuideRetention::Drop {
            // They will not be compared with others.
            self.route_inputs.clear();
        }

        timings.end("plan");
        let new_look = anew || stale.theme || self.theme.is_none();
        if new_look {
            let (look, found) = parts::load_theme(sources, &site.config);
            self.theme = Some(StageResult::new(Arc::new(look), found));
        }
        let look = self.theme.as_ref().map(|theme| Arc::clone(&theme.made))?;
        let new_messages = new_look || new_locales || stale.words;
        if new_messages {
            let (messages, found) = languages::messages(&site, &self.locales.made, &look.theme);
            self.messages = StageResult::new(Arc::new(messages), found);
        }
        let plan = self.plan.as_ref().map(|plan| Arc::clone(&plan.made))?;
        if new_look || stale.theme_files {
            let (assets, found) = parts::theme_assets(sources, &look, &plan.base);
            self.theme_assets = StageResult::new(Arc::new(assets), found);
        }
        if anew || stale.pictures {
            let (pictures, found) = parts::pictures(sources, &site.config, &plan.base);
            self.pictures = StageResult::new(Arc::new(pictures), found);
        }
        let assets = Arc::new(Assets::new(Arc::clone(&self.theme_assets.made), Arc::clone(&self.pictures.made)));
        timings.end("theme");
        let (locales, messages) = (Arc::clone(&self.locales.made), Arc::clone(&self.messages.made));
        let icons = parts::icons(sources, &plan.base);
        let icon_urls: Vec<String> = icons.iter().map(|icon| icon.url.clone()).collect();
        let new_icons = std::mem::replace(&mut self.icons, icon_urls.clone()) != icon_urls;
        let context = parts::context(&look, (site, unread), plan, locales, messages, (&assets, icons), preview);

        // What every text depends on: its language, the theme's words, and where pages are.
        let new_ground = moved || new_plan || new_messages || new_icons;
        let same = |what: Dependency| match what {
            Dependency::Guide(ix) => !changed.contains(&ix),
            Dependency::Pages => !stale.pages,
            Dependency::Any => changed.is_empty() && !stale.pages,
        };
        let kept = self.shared.as_ref().filter(|_| !new_ground).map(|shared| PreviousViews { shared, same: &same });
        let shared = SharedViews::renew(&context, kept);
        self.shared_found = shared.faults();
        self.shared = Some(shared.clone());
        let engine = parts::engine(&look, &context).map(Arc::new);

        let mut waiting: BTreeSet<GuideIx> = (0..context.site.guides.len()).collect();
        let mut now = changed.clone();
        if new_ground {
            self.checked_pages.clear();
            self.standalone_pages.clear();
        }
        let sound = !self.has_errors(input);
        let lints = RuleSelection::new(&context.site.config, options.rules);
        let stays = |pages: &CheckedPages| (pages.sound || !sound) && pages.dependencies.iter().all(|what| same(*what));
        self.checked_pages.retain(|ix, pages| {
            let kept = !changed.contains(ix) && stays(pages);
            if !kept {
                now.insert(*ix);
            }
            kept
        });
        self.standalone_pages.retain(|_, pages| !stale.pages && stays(pages));
        waiting.retain(|ix| !self.checked_pages.contains_key(ix));
        // After a change of the whole site its texts are not all waited for.
        if anew {
            now.clear();
        }
        waiting.retain(|ix| !now.contains(ix));

        let pages: Vec<PageIx> = (0..context.plan.pages.len())
            .filter(|ix| context.plan.pages.get(*ix).is_some_and(|page| page.key.guide().is_none()))
            .filter(|ix| !self.standalone_pages.contains_key(ix))
            .collect();
        let stale =
            Stale { guides: now.into_iter().collect(), pages, templates: new_messages || !self.samples.is_empty() };
        let candidate = Candidate {
            context: Arc::clone(&context),
            shared,
            engine,
            assets,
            sound,
            minify: options.minify,
            ready: Vec::new(),
            waiting: waiting.into_iter().collect(),
            needs_page_meta: lints.needs_page_meta(),
            lints: Some(lints).filter(|selection| !selection.is_empty()),
            steps: Arc::new(Steps::default()),
        };
        Some((candidate, stale))
    }

    /// Decodes the guides that changed, or all; returns the ids of those that were. With `checks`, their facts and words
    /// are checked at once, as far as that needs nothing of other guides, and they are forgotten.
    fn read_guides(
        &mut self,
        input: Input<'_>,
        config: &Config,
        all: bool,
        changed: &BTreeSet<String>,
        checks: Option<(&CheckInputs<'_>, &Suppressions)>,
    ) -> Vec<String> {
        let sources = input.sources;
        let still = changed.iter().filter(|id| self.guides.contains_key(*id)).map(String::as_str);
        let wanted: Vec<&str> = if all { mizan_parse::guide_ids(sources) } else { still.collect() };
        let known = &self.config_unread;
        let read: Vec<(String, Decoded, Option<Checked>)> = wanted
            .into_par_iter()
            .map(|id| {
                let (guide, unknown, found) = mizan_parse::whole_guide(sources, config, known, id);
                let interface = guide.as_ref().map(|guide| Arc::new(GuideInterface::new(guide)));
                let checked = guide.as_ref().zip(checks).map(|(guide, (checks, unread))| checks.check(unread, guide));
                let guide = guide.filter(|_| checks.is_none()).map(Arc::new);
                (id.to_owned(), Decoded { interface, guide, unknown, found }, checked)
            })
            .collect();
        let mut ids = Vec::with_capacity(read.len());
        for (id, decoded, checked) in read {
            if let Some(checked) = checked {
                self.checked.insert(id.clone(), checked);
            }
            ids.push(id.clone());
            self.guides.insert(id, decoded);
        }
        ids
    }

    /// The guides that could be decoded, in order.
    fn site_guides(&self, sources: &SourceMap, config: &Config, retention: GuideRetention) -> Guides {
        let decoded = self.guides.values();
        match retention {
            GuideRetention::Keep => {
                decoded.filter_map(|decoded| decoded.interface.clone().zip(decoded.guide.clone())).collect()
            }
            GuideRetention::Drop => {
                let (sources, config) = (sources.clone(), config.clone());
                let suppressions = self.config_unread.clone();
                let interfaces = decoded.filter_map(|decoded| decoded.interface.clone()).collect();
                Guides::unloaded(interfaces, Arc::new(SourceLoader { sources, config, suppressions }))
            }
        }
    }

    /// Checks facts and words of the guides that changed, or of all.
    fn check(&mut self, site: &Site, options: &Options, changed: &BTreeSet<GuideIx>, facts: bool, words: bool) {
        let locales = Arc::clone(&self.locales.made);
        if facts {
            self.checked.clear();
        }
        let (before, unread) = (&self.checked, &self.suppressions);
        let is_known = |ix: GuideIx| site.guides.interface(ix).is_some_and(|guide| before.contains_key(&guide.id));
        let wanted: Vec<GuideIx> =
            (0..site.guides.len()).filter(|ix| words || changed.contains(ix) || !is_known(*ix)).collect();
        let inputs = CheckInputs { site, locales: &locales, today: options.today };
        let check = |ix: GuideIx| {
            let guide = site.guides.load(ix)?;
            Some((guide.id.clone(), inputs.check(unread, &guide)))
        };
        let checked: Vec<(String, Checked)> = wanted.into_par_iter().filter_map(check).collect();
        self.checked.extend(checked);
    }

    /// Checks what is known of the site as a whole.
    fn check_site(&mut self, site: &Site) {
        let (locales, unread) = (Arc::clone(&self.locales.made), &self.suppressions);
        let languages = mizan_check::words::languages(&locales);
        let references = |guide: &Arc<GuideInterface>| mizan_check::references::check(site, unread, guide);
        self.references = site.guides.interfaces().iter().map(references).collect();
        self.wide = mizan_check::words::of_site(site, &self.suppressions, &languages);
        self.wide.append(mizan_check::outdated::of_site(site, &locales));
        self.wide.append(mizan_check::dates::check(site, &self.suppressions));
    }

    /// Plans the site, unless what changed leaves the plan as it was; whether there is another plan.
    fn plan(
        &mut self,
        site: &Site,
        sources: &SourceMap,
        options: &Options,
        changed: &BTreeSet<GuideIx>,
        moved: bool,
        asked: bool,
    ) -> bool {
        let plan_options = mizan_plan::PlanOptions { drafts: options.drafts };
        let share = |ix: GuideIx| RouteInputs::of(site, plan_options, ix);
        let mut leaves = true;
        if moved || self.route_inputs.len() != site.guides.len() {
            self.route_inputs = (0..site.guides.len()).into_par_iter().map(share).collect();
            leaves = false;
        } else {
            for ix in changed {
                if let Some(before) = self.route_inputs.get_mut(*ix) {
                    let after = share(*ix);
                    leaves &= after.leaves_plan(before);
                    *before = after;
                }
            }
        }
        let known = self.plan.take();
        if let Some(known) = &known
            && leaves
            && !asked
            && known.found.is_empty()
        {
            let known = StageResult::new(Arc::clone(&known.made), Diagnostics::default());
            self.plan = Some(known);
            return false;
        }
        let (plan, found) = mizan_plan::plan(site, sources, plan_options);
        let stays = known.filter(|known| !moved && known.made.same_as(&plan));
        let new = stays.is_none();
        self.plan = Some(StageResult::new(stays.map_or_else(|| Arc::new(plan), |known| known.made), found));
        new
    }
}
