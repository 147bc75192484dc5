//! A state of the site whose texts are read, guide by guide.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use super::super::pages::{Maker, once_each};
use super::super::snapshot::{Ready, Snapshot};
use super::super::{Nowhere, Options, rules, steps};
use mizan_check::rules::{Asked, Head};
use mizan_export::Assets;
use mizan_model::{GuideIx, LangIx};
use mizan_plan::{PageIx, PageKey};
use mizan_render::present::{GuideInLanguage, Made, Press, Reach, Shelf, head_of, made};
use mizan_render::{Engine, World};
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Diagnostic, Diagnostics};

/// Texts, read to their end: of a guide, or of a page that belongs to none.
pub(super) struct Judged {
    pub found: Diagnostics,
    /// Where templates failed.
    pub broken: Vec<(String, Diagnostic)>,
    pub reach: Reach,
    /// Cells were made too.
    pub sound: bool,
    /// What pages say of themselves, where rules ask for it.
    pub heads: Vec<Head>,
}

/// A state of the site that is ready for its texts to be read, and, if nothing is at fault, to be shown.
pub(super) struct Draft {
    pub world: Arc<World>,
    pub shelf: Shelf,
    /// Absent where the theme's templates are at fault.
    pub engine: Option<Arc<Engine>>,
    pub assets: Arc<Assets>,
    /// Nothing was at fault before texts were read.
    pub sound: bool,
    /// Guides whose texts were read just now, to be shown.
    pub ready: Vec<Arc<GuideInLanguage>>,
    /// Guides whose texts are still to be read.
    pub waiting: Vec<GuideIx>,
    /// Rules that are still to be asked.
    pub asked: Option<Asked>,
    /// Rules ask what pages say of themselves.
    pub heads: bool,
}

impl Draft {
    pub fn snapshot(&self, sources: &SourceMap, options: &Options) -> Option<Snapshot> {
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
    pub fn judge(&mut self, guides: &[GuideIx]) -> Vec<(GuideIx, Judged)> {
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
                    .chain((0..pairs).map(|pair| PageKey::Pair(ix, pair)))
                    .chain([PageKey::Embed(ix)]);
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
    pub fn judge_page(&self, press: &Press<'_>, ix: PageIx) -> Judged {
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
    pub fn samples(&self, press: &Press<'_>) -> Diagnostics {
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
