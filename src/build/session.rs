//! A site that is held in memory and follows its files: what changed is understood anew, and nothing else.
//!
//! Every stage of the recipe keeps what it made, with what it found. A change makes stages stale by the paths that
//! changed; a stage that comes out as it was leaves those after it alone. A guide is one piece in each of them, so
//! that a save in a guide costs as much in a site of a thousand guides as in one of ten.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use indexmap::IndexMap;
use rayon::prelude::*;

use super::pages::{Maker, once_each};
use super::parts::{self, Look};
use super::snapshot::{Ready, Snapshot};
use super::{Fault, Nowhere, Options, languages, rules, steps};
use crate::check::rules::{Asked, Head};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::locale::{Locale, Messages};
use crate::model::{Guide, GuideIx, Guides, LangIx, PageWords, Site, SiteWords};
use crate::output::Assets;
use crate::output::assets::{Pictures, ThemeAssets, is_picture};
use crate::plan::{self, PageIx, PageKey, Plan, Share};
use crate::render::build::{GuideInLanguage, Kept, Made, Press, Reach, Reached, Shelf, head_of, made};
use crate::render::{Engine, World};
use crate::source::{Changes, Folder, SourceMap};
use crate::{check, decode};

/// A site that follows its files.
pub struct Session {
    folder: Folder,
    sources: SourceMap,
    options: Options,
    /// Pages are for the author's eyes.
    preview: bool,
    memory: Memory,
    /// The last state in which nothing was at fault.
    good: Option<Arc<Snapshot>>,
    /// The last state that was understood, whether good or not.
    draft: Option<Draft>,
    diagnostics: Arc<Diagnostics>,
    /// States that were before.
    past: Vec<(Option<Draft>, Option<Arc<Snapshot>>)>,
}

/// What came of reading changes.
#[derive(Clone, Debug, Default)]
pub struct Update {
    pub changes: Changes,
    /// There is a new good state.
    pub published: bool,
}

/// What a stage found, kept with what it made.
#[derive(Default)]
struct Found<T> {
    made: T,
    found: Diagnostics,
}

impl<T> Found<T> {
    fn new(made: T, found: Diagnostics) -> Found<T> {
        Found { made, found }
    }
}

/// One guide, understood.
struct Decoded {
    guide: Option<Arc<Guide>>,
    found: Diagnostics,
    currencies: BTreeSet<String>,
}

/// One guide, judged by its facts and words alone.
struct Checked {
    facts: Diagnostics,
    words: Diagnostics,
    /// Told only where nothing else is at fault.
    unused: Diagnostics,
}

/// Texts, read to their end: of a guide, or of a page that belongs to none.
struct Judged {
    found: Diagnostics,
    /// Where templates failed.
    broken: Vec<(String, Diagnostic)>,
    reach: Reach,
    /// Cells were made too.
    sound: bool,
    /// What pages say of themselves, where rules ask for it.
    heads: Vec<Head>,
}

type Words = IndexMap<LangIx, SiteWords>;
type Pages = IndexMap<String, IndexMap<LangIx, PageWords>>;

/// What every stage made, and what it found.
#[derive(Default)]
struct Memory {
    /// Where no site can be made out at all.
    unread: Diagnostics,
    config: Option<Found<Config>>,
    strays: Diagnostics,
    frame: Found<(Words, Pages)>,
    guides: BTreeMap<String, Decoded>,
    /// Those of `guides` that are there, in order.
    present: Vec<String>,
    currencies: BTreeSet<String>,
    locales: Found<Arc<Vec<Locale>>>,
    checked: BTreeMap<String, Checked>,
    /// Of the site's words and of dates.
    wide: Diagnostics,
    shares: Vec<Share>,
    plan: Option<Found<Arc<Plan>>>,
    look: Option<Found<Arc<Look>>>,
    messages: Found<Arc<Vec<Messages>>>,
    theme_assets: Found<Arc<ThemeAssets>>,
    pictures: Found<Arc<Pictures>>,
    shelf: Option<Shelf>,
    shelved: Diagnostics,
    judged: BTreeMap<GuideIx, Judged>,
    alone: BTreeMap<PageIx, Judged>,
    /// Of a page of each kind, after the theme changed.
    samples: Diagnostics,
    /// By the rules that the site asks for: of the state before, until they were asked again.
    ruled: Diagnostics,
}

/// What paths that changed make stale.
#[derive(Default)]
struct Stale {
    config: bool,
    /// Files came or went in content/.
    strays: bool,
    words: bool,
    pages: bool,
    guides: BTreeSet<String>,
    theme: bool,
    theme_files: bool,
    pictures: bool,
    /// Files came or went in static/.
    copied: bool,
}

impl Stale {
    fn of(changes: &Changes, languages: &[&str]) -> Stale {
        let mut stale = Stale::default();
        for path in changes.all() {
            let modified = changes.modified.contains(path);
            let parts: Vec<&str> = path.splitn(4, '/').collect();
            match parts.as_slice() {
                ["config.toml"] => stale.config = true,
                ["content", rest @ ..] => {
                    stale.strays |= !modified;
                    let picture = is_picture(path, languages);
                    stale.pictures |= picture;
                    match rest {
                        ["site", ..] => stale.words = true,
                        ["pages", ..] => stale.pages = true,
                        ["guides", id, ..] => {
                            stale.guides.insert((*id).to_owned());
                        }
                        _ => {}
                    }
                }
                ["static", ..] => stale.copied |= !modified,
                ["themes", _, "static", ..] if modified => stale.theme_files = true,
                ["themes", ..] => stale.theme = true,
                _ => {}
            }
        }
        stale
    }
}

impl Session {
    /// Reads the site in `root`. Nothing is understood yet: [`update`](Session::update) does that.
    ///
    /// # Errors
    /// [`Fault`] where `root` is no folder.
    pub fn open(root: &Path, options: Options, preview: bool) -> Result<Session, Fault> {
        let (folder, sources) = Folder::open(root).map_err(Fault::Load)?;
        Ok(Session {
            folder,
            sources,
            options,
            preview,
            memory: Memory::default(),
            good: None,
            draft: None,
            diagnostics: Arc::default(),
            past: Vec::new(),
        })
    }

    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// The last state in which nothing was at fault.
    pub fn good(&self) -> Option<&Arc<Snapshot>> {
        self.good.as_ref()
    }

    /// All that is known to be wrong with the files as they are now.
    pub fn diagnostics(&self) -> &Arc<Diagnostics> {
        &self.diagnostics
    }

    /// Reads again what `paths` name, or everything; nothing is understood yet.
    pub fn reload(&mut self, paths: Option<&[PathBuf]>) -> Changes {
        match paths {
            Some(paths) => self.folder.reload(&mut self.sources, paths),
            None => self.folder.rescan(&mut self.sources),
        }
    }

    /// Understands `changes`, which were read: what they may have changed, and nothing else. Texts of guides that
    /// did not change themselves may be left to [`judge_some`](Session::judge_some).
    pub fn update(&mut self, changes: Changes) -> Update {
        let draft = self.memory.understand(&self.folder, &self.sources, &self.options, self.preview, &changes);
        let before = std::mem::replace(&mut self.draft, draft);
        let (all, faulty) = self.memory.collect(&self.folder);
        self.diagnostics = Arc::new(all);
        let good =
            self.draft.as_ref().filter(|_| !faulty).and_then(|draft| draft.snapshot(&self.sources, &self.options));
        let published = good.is_some();
        let good = good.map(Arc::new).or_else(|| self.good.clone());
        self.past.push((before, std::mem::replace(&mut self.good, good)));
        Update { changes, published }
    }

    /// Forgets states that were before. It takes longer than one would think, and nobody need wait for it.
    pub fn tidy(&mut self) {
        self.past.clear();
    }

    /// Whether texts wait to be read.
    pub fn is_waiting(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| !draft.waiting.is_empty() || draft.asked.is_some())
    }

    /// Reads the texts of some guides that wait for it; whether [`diagnostics`](Session::diagnostics) are others now.
    pub fn judge_some(&mut self) -> bool {
        const AT_ONCE: usize = 16;
        let Some(draft) = &mut self.draft else { return false };
        let rest = draft.waiting.split_off(draft.waiting.len().min(AT_ONCE));
        let guides = std::mem::replace(&mut draft.waiting, rest);
        let mut news = false;
        if guides.is_empty() {
            // Rules look at all of the site together.
            if let Some(asked) = draft.asked.take() {
                let ruled = self.memory.rule(draft, &asked, &self.sources, &self.folder, &self.options);
                news = ruled.iter().ne(self.memory.ruled.iter());
                self.memory.ruled = ruled;
            }
        }
        for (ix, judged) in draft.judge(&guides) {
            news |= !judged.found.is_empty() || !judged.broken.is_empty();
            self.memory.judged.insert(ix, judged);
        }
        if news {
            self.diagnostics = Arc::new(self.memory.collect(&self.folder).0);
        }
        news
    }
}

/// A state of the site that is ready for its texts to be read, and, if nothing is at fault, to be shown.
struct Draft {
    world: Arc<World>,
    shelf: Shelf,
    /// Absent where the theme's templates are at fault.
    engine: Option<Arc<Engine>>,
    assets: Arc<Assets>,
    /// Nothing was at fault before texts were read.
    sound: bool,
    /// Guides whose texts were read just now, to be shown.
    ready: Vec<Arc<GuideInLanguage>>,
    /// Guides whose texts are still to be read.
    waiting: Vec<GuideIx>,
    /// Rules that are still to be asked.
    asked: Option<Asked>,
    /// Rules ask what pages say of themselves.
    heads: bool,
}

impl Draft {
    fn snapshot(&self, sources: &SourceMap, options: &Options) -> Option<Snapshot> {
        let ready = Ready::default();
        self.ready.iter().for_each(|made| ready.put(Arc::clone(made)));
        Some(Snapshot {
            sources: sources.clone(),
            world: Arc::clone(&self.world),
            shelf: self.shelf.clone(),
            engine: Arc::clone(self.engine.as_ref()?),
            assets: Arc::clone(&self.assets),
            minify: options.minify,
            ready,
            lists: OnceLock::new(),
        })
    }

    fn maker<'a>(&'a self, press: &'a Press<'a>) -> Maker<'a> {
        Maker {
            world: &self.world,
            press,
            shelf: &self.shelf,
            engine: self.engine.as_deref(),
            destination: &Nowhere,
            minify: false,
            progress: &Nowhere,
            sound: self.sound,
            heads: None,
            broken: Mutex::default(),
            steps: steps::Steps::default(),
        }
    }

    /// Reads the texts of guides, and keeps those of the first few at hand.
    fn judge(&mut self, guides: &[GuideIx]) -> Vec<(GuideIx, Judged)> {
        const AT_HAND: usize = 4;
        let press = self.world.press();
        let judged: Vec<_> = guides.par_iter().map(|ix| (*ix, self.judge_guide(&press, *ix))).collect();
        let (mut all, mut ready) = (Vec::with_capacity(judged.len()), Vec::new());
        for (ix, (judged, made)) in judged {
            if all.len() < AT_HAND && self.sound {
                ready.extend(made.into_iter().map(Arc::new));
            }
            all.push((ix, judged));
        }
        self.ready.extend(ready);
        all
    }

    /// Reads the texts of a guide in every language, and of all its pages.
    fn judge_guide(&self, press: &Press<'_>, ix: GuideIx) -> (Judged, Vec<GuideInLanguage>) {
        let (tiers, pairs) = press.site.guides.get(ix).map_or((0, 0), |guide| (guide.tiers.len(), guide.pairs.len()));
        let maker = self.maker(press);
        let languages: Vec<_> = (0..press.locales.len())
            .into_par_iter()
            .map(|lang| {
                let (guide, mut found) = maker.prepare(ix, lang);
                let keys = std::iter::once(PageKey::Guide(ix))
                    .chain((0..tiers).map(|tier| PageKey::Tier(ix, tier)))
                    .chain((0..pairs).map(|pair| PageKey::Pair(ix, pair)));
                let mut reach = guide.as_ref().map(|guide| guide.reach.clone()).unwrap_or_default();
                let mut heads = Vec::new();
                for ix in keys.filter_map(|key| press.plan.find(&key, lang)) {
                    let page = made(press, &self.shelf, guide.as_ref(), ix);
                    heads.extend(self.head(press, ix, &page));
                    found.append(page.faults);
                    reach.extend(page.reach);
                }
                (guide, found, reach, heads)
            })
            .collect();
        let mut judged = Judged {
            found: Diagnostics::default(),
            broken: Vec::new(),
            reach: Reach::new(),
            sound: self.sound,
            heads: Vec::new(),
        };
        let mut guides = Vec::new();
        for (guide, found, reach, heads) in languages {
            judged.found.append(found);
            judged.reach.extend(reach);
            judged.heads.extend(heads);
            guides.extend(guide);
        }
        judged.broken = maker.take_broken();
        (judged, guides)
    }

    /// Reads the texts of a page that belongs to no guide.
    fn judge_page(&self, press: &Press<'_>, ix: PageIx) -> Judged {
        let page = made(press, &self.shelf, None, ix);
        let heads = self.head(press, ix, &page).into_iter().collect();
        Judged { found: page.faults, broken: Vec::new(), reach: page.reach, sound: self.sound, heads }
    }

    /// What a page says of itself, if somebody asks.
    fn head(&self, press: &Press<'_>, ix: PageIx, page: &Made) -> Option<Head> {
        let context = page.context.as_ref().filter(|_| self.heads)?;
        let (title, description) = head_of(context)?;
        rules::head(&self.world, press.plan.pages.get(ix)?, title, description)
    }

    /// A page of each kind in each language, made to its end: what is wrong with templates that all pages share.
    fn samples(&self, press: &Press<'_>) -> Diagnostics {
        let mut first: BTreeMap<(&str, LangIx), PageIx> = BTreeMap::new();
        for (ix, page) in press.plan.pages.iter().enumerate() {
            first.entry((page.key.kind(), page.lang)).or_insert(ix);
        }
        let maker = self.maker(press);
        let pages: Vec<PageIx> = first.into_values().collect();
        pages.into_par_iter().for_each(|ix| {
            let Some(page) = press.plan.pages.get(ix) else { return };
            let guide = page.key.guide().and_then(|guide| maker.prepare(guide, page.lang).0);
            // What its texts lack is told where they are read.
            let _ = maker.artifact(ix, guide.as_ref());
        });
        once_each(maker.take_broken())
    }
}

impl Memory {
    /// Brings every stage up to date. `None` where something keeps the site from being made out at all.
    fn understand(
        &mut self,
        folder: &Folder,
        sources: &SourceMap,
        options: &Options,
        preview: bool,
        changes: &Changes,
    ) -> Option<Draft> {
        let languages = self.config.as_ref().map(|config| parts::language_ids(&config.made)).unwrap_or_default();
        let stale = Stale::of(changes, &languages);
        let others = || !decode::guide_ids(sources).iter().copied().eq(self.guides.keys());
        let anew = self.config.is_none() || stale.config || stale.strays && others();
        if anew {
            *self = Memory::default();
            let (config, found) = decode::config(sources);
            let Some(mut config) = config else {
                self.unread = found;
                return None;
            };
            if let Some(base_url) = &options.base_url {
                config.base_url = base_url.clone();
            }
            self.config = Some(Found::new(config, found));
        }
        let config = self.config.as_ref().map(|config| config.made.clone())?;

        if anew || stale.strays {
            self.strays = decode::strays(sources);
        }
        if anew || stale.words || stale.pages {
            let (words, pages, found) = decode::frame(sources, &config);
            self.frame = Found::new((words, pages), found);
        }
        let changed = self.read_guides(sources, &config, anew, &stale.guides);
        let present: Vec<String> =
            self.guides.iter().filter(|(_, decoded)| decoded.guide.is_some()).map(|(id, _)| id.clone()).collect();
        // Guides are known by their places: when one comes or goes, all others move.
        let moved = anew || present != self.present;
        self.present = present;
        let changed: BTreeSet<GuideIx> = changed
            .iter()
            .filter_map(|id| self.present.binary_search_by(|known| known.as_str().cmp(id)).ok())
            .collect();
        let (words, pages) = self.frame.made.clone();
        let guides: Guides = self.guides.values().filter_map(|decoded| decoded.guide.clone()).collect();
        let site = Site { config, guides, pages, words };

        let currencies: BTreeSet<String> =
            self.guides.values().flat_map(|decoded| decoded.currencies.iter().cloned()).collect();
        let new_locales = anew || currencies != self.currencies;
        if new_locales {
            self.currencies = currencies;
            let (locales, found) = languages::locales(&site);
            let Some(locales) = locales else {
                // Without its rules nothing can be said in a language; all is read again once they are there.
                self.unread.append(found);
                self.unread.append(self.config.take().map(|config| config.found).unwrap_or_default());
                return None;
            };
            self.locales = Found::new(Arc::new(locales), found);
        }
        self.check(&site, options, &changed, moved, moved || new_locales || stale.words);
        let new_plan = self.plan(&site, sources, options, &changed, moved, stale.pages || stale.copied);

        let new_look = anew || stale.theme || self.look.is_none();
        if new_look {
            let (look, found) = parts::look(sources, &site.config);
            self.look = Some(Found::new(Arc::new(look), found));
        }
        let look = self.look.as_ref().map(|look| Arc::clone(&look.made))?;
        let new_messages = new_look || new_locales || stale.words;
        if new_messages {
            let (messages, found) = languages::messages(&site, &self.locales.made, &look.theme);
            self.messages = Found::new(Arc::new(messages), found);
        }
        let plan = self.plan.as_ref().map(|plan| Arc::clone(&plan.made))?;
        if new_look || stale.theme_files {
            let (assets, found) = parts::theme_assets(sources, &look, &plan.base);
            self.theme_assets = Found::new(Arc::new(assets), found);
        }
        if anew || stale.pictures {
            let (pictures, found) = parts::pictures(sources, &site.config, &plan.base);
            self.pictures = Found::new(Arc::new(pictures), found);
        }
        let assets = Arc::new(Assets::new(Arc::clone(&self.theme_assets.made), Arc::clone(&self.pictures.made)));
        let (locales, messages) = (Arc::clone(&self.locales.made), Arc::clone(&self.messages.made));
        let world = parts::world(&look, site, plan, locales, messages, &assets, preview);

        // What every text stands on: its language, the theme's words, and where pages are.
        let new_ground = moved || new_plan || new_messages;
        let same = |what: Reached| match what {
            Reached::Guide(ix) => !changed.contains(&ix),
            Reached::Pages => !stale.pages,
        };
        let press = world.press();
        let kept = self.shelf.as_ref().filter(|_| !new_ground).map(|shelf| Kept { shelf, same: &same });
        let shelf = Shelf::renew(&press, kept);
        self.shelved = shelf.faults();
        self.shelf = Some(shelf.clone());
        let engine = parts::engine(&look, &world).map(Arc::new);

        let mut waiting: BTreeSet<GuideIx> = (0..press.site.guides.len()).collect();
        let mut now = changed.clone();
        if new_ground {
            self.judged.clear();
            self.alone.clear();
        }
        let sound = !self.is_faulty(folder);
        let asked = Asked::new(&press.site.config, options.rules);
        let stays = |judged: &Judged| (judged.sound || !sound) && judged.reach.iter().all(|what| same(*what));
        let dropped = self.judged.extract_if(.., |ix, judged| changed.contains(ix) || !stays(judged));
        now.extend(dropped.map(|(ix, _)| ix));
        self.alone.retain(|_, judged| !stale.pages && stays(judged));
        waiting.retain(|ix| !self.judged.contains_key(ix));
        // After a change of the whole site nobody waits for all its texts.
        if anew {
            now.clear();
        }
        waiting.retain(|ix| !now.contains(ix));

        let mut draft = Draft {
            world: Arc::clone(&world),
            shelf,
            engine,
            assets,
            sound,
            ready: Vec::new(),
            waiting: waiting.into_iter().collect(),
            heads: asked.any(),
            asked: Some(asked).filter(Asked::any),
        };
        let now: Vec<GuideIx> = now.into_iter().collect();
        self.judged.extend(draft.judge(&now));
        let alone: Vec<PageIx> = (0..press.plan.pages.len())
            .filter(|ix| press.plan.pages.get(*ix).is_some_and(|page| page.key.guide().is_none()))
            .filter(|ix| !self.alone.contains_key(ix))
            .collect();
        let alone: Vec<_> = alone.into_par_iter().map(|ix| (ix, draft.judge_page(&press, ix))).collect();
        self.alone.extend(alone);
        if new_messages || !self.samples.is_empty() {
            self.samples = if sound { draft.samples(&press) } else { Diagnostics::default() };
        }
        Some(draft)
    }

    /// Decodes the guides that changed, or all; returns the ids of those that were.
    fn read_guides(
        &mut self,
        sources: &SourceMap,
        config: &Config,
        all: bool,
        changed: &BTreeSet<String>,
    ) -> Vec<String> {
        let known = changed.iter().filter(|id| self.guides.contains_key(*id)).map(String::as_str);
        let wanted: Vec<&str> = if all { decode::guide_ids(sources) } else { known.collect() };
        let read: Vec<(String, Decoded)> = wanted
            .into_par_iter()
            .map(|id| {
                let (guide, found) = decode::whole_guide(sources, config, id);
                let currencies =
                    guide.iter().flat_map(|guide| guide.currencies()).map(str::to_owned).collect::<BTreeSet<_>>();
                (id.to_owned(), Decoded { guide: guide.map(Arc::new), found, currencies })
            })
            .collect();
        let read_ids = read.iter().map(|(id, _)| id.clone()).collect();
        self.guides.extend(read);
        read_ids
    }

    /// Judges facts and words of the guides that changed, or of all.
    fn check(&mut self, site: &Site, options: &Options, changed: &BTreeSet<GuideIx>, facts: bool, words: bool) {
        let locales = Arc::clone(&self.locales.made);
        let languages = check::words::languages(&locales);
        if facts {
            self.checked.clear();
        }
        let before = &self.checked;
        let wanted: Vec<GuideIx> = (0..site.guides.len())
            .filter(|ix| {
                words || changed.contains(ix) || !site.guides.get(*ix).is_some_and(|g| before.contains_key(&g.id))
            })
            .collect();
        let checked: Vec<(String, Checked)> = wanted
            .into_par_iter()
            .filter_map(|ix| {
                let guide = site.guides.get(ix)?;
                let checked = Checked {
                    facts: check::guide_facts(site, guide, options.today),
                    words: check::words::of_guide(site, guide, &languages),
                    unused: check::words::unused_of_guide(guide),
                };
                Some((guide.id.clone(), checked))
            })
            .collect();
        self.checked.extend(checked);
        self.wide = check::words::of_site(site, &languages);
        self.wide.append(check::dates::check(site));
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
        let plan_options = plan::Options { drafts: options.drafts };
        let share = |ix: GuideIx| Share::of(site, plan_options, ix);
        let mut leaves = true;
        if moved || self.shares.len() != site.guides.len() {
            self.shares = (0..site.guides.len()).into_par_iter().map(share).collect();
            leaves = false;
        } else {
            for ix in changed {
                if let Some(before) = self.shares.get_mut(*ix) {
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
            let known = Found::new(Arc::clone(&known.made), Diagnostics::default());
            self.plan = Some(known);
            return false;
        }
        let (plan, found) = plan::plan(site, sources, plan_options);
        let stays = known.filter(|known| !moved && known.made.same_as(&plan));
        let new = stays.is_none();
        self.plan = Some(Found::new(stays.map_or_else(|| Arc::new(plan), |known| known.made), found));
        new
    }

    /// What was found in facts and words, stage by stage.
    fn facts_and_words<'a>(&'a self, folder: &'a Folder) -> impl Iterator<Item = &'a Diagnostics> {
        let decoded = self.guides.values().map(|decoded| &decoded.found);
        let checked = self.checked.values().map(|checked| &checked.facts);
        let first = [folder.diagnostics(), &self.unread, &self.strays, &self.frame.found, &self.locales.found];
        let first = first.into_iter().chain(self.config.as_ref().map(|config| &config.found));
        let facts = first.chain(decoded).chain(checked);
        // What nothing refers to can be told only where nothing was left out.
        let whole = !facts.clone().any(Diagnostics::has_errors);
        let words = self.checked.values().flat_map(move |checked| {
            [Some(&checked.words), Some(&checked.unused).filter(|_| whole)].into_iter().flatten()
        });
        facts.chain(words).chain([&self.wide])
    }

    /// Everything found before texts are read.
    fn early<'a>(&'a self, folder: &'a Folder) -> impl Iterator<Item = &'a Diagnostic> {
        let rest = [&self.messages.found, &self.theme_assets.found, &self.pictures.found, &self.shelved];
        let rest = rest.into_iter().chain(self.plan.as_ref().map(|plan| &plan.found));
        let rest = rest.chain(self.look.as_ref().map(|look| &look.found));
        self.facts_and_words(folder).chain(rest).flat_map(Diagnostics::iter)
    }

    /// Whether something is at fault before texts are read.
    fn is_faulty(&self, folder: &Folder) -> bool {
        let config = self.config.as_ref().map(|config| &config.made);
        self.early(folder).any(|diagnostic| match config {
            Some(config) => check::severity(config, diagnostic) == Some(Severity::Error),
            None => diagnostic.severity == Severity::Error,
        })
    }

    /// What rules find in a state whose texts are all read; they are asked where nothing is left out of it.
    fn rule(
        &self,
        draft: &Draft,
        asked: &Asked,
        sources: &SourceMap,
        folder: &Folder,
        options: &Options,
    ) -> Diagnostics {
        let site = &draft.world.site;
        let mut found = Diagnostics::default();
        if self.facts_and_words(folder).any(Diagnostics::has_errors) {
            return found;
        }
        found.append(asked.keep(check::rules::judge(site, &draft.world.locales, options.today)));
        found.append(asked.keep(check::rules::pictures(&rules::pictures(sources, &draft.assets))));
        let severe = |one: &Diagnostic| check::severity(&site.config, one) == Some(Severity::Error);
        if !self.faults(folder).1 && !found.iter().any(severe) {
            let judged = self.judged.values().chain(self.alone.values());
            let mut heads: Vec<Head> = judged.flat_map(|judged| judged.heads.iter().cloned()).collect();
            heads.sort_by(|a, b| a.path.cmp(&b.path));
            found.append(asked.keep(check::rules::heads(site, &draft.world.locales, &heads)));
        }
        found
    }

    /// All that is known, at the levels that the site sets, each once; and whether anything but a rule keeps the site
    /// from being shown.
    fn collect(&self, folder: &Folder) -> (Diagnostics, bool) {
        let (mut all, faulty) = self.faults(folder);
        let ruled = self.ruled.clone();
        all.append(match &self.config {
            Some(config) => check::set_levels(&config.made, ruled),
            None => Diagnostics::default(),
        });
        (all.once(), faulty)
    }

    /// All but what rules found, at the levels that the site sets; and whether there is an error among it.
    fn faults(&self, folder: &Folder) -> (Diagnostics, bool) {
        let judged = self.judged.values().chain(self.alone.values());
        let mut all: Vec<Diagnostic> = self.early(folder).cloned().collect();
        all.extend(judged.clone().flat_map(|judged| judged.found.iter()).cloned());
        all.extend(once_each(judged.flat_map(|judged| judged.broken.iter().cloned()).collect()).into_vec());
        all.extend(self.samples.iter().cloned());
        let mut all = Diagnostics::from(all);
        if let Some(config) = &self.config {
            all = check::set_levels(&config.made, all);
        }
        let faulty = all.has_errors();
        (all, faulty)
    }
}
