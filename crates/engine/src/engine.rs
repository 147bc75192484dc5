//! The pipeline from files to pages, shared by `build`, `check` and `serve`.
//!
//! [`StageCache::update`](stage_cache::StageCache::update) updates every stage that a change made stale, and gives a
//! [`Candidate`]: a state whose text is still to be read. From there on, each guide is a unit: [`Engine::render`] reads
//! and renders all of them into a destination and drops them; [`Engine::update`] reads those that changed and renders
//! pages only on request.

mod candidate;
mod diagnostics;
mod invalidation;
mod stage_cache;

pub(crate) use candidate::{Candidate, CheckedPages, RenderTarget};
pub(crate) use stage_cache::Input;

use super::BuildSummary;
use super::cache::{self, BuildCache, Reuse};
use super::steps::Timings;
use crate::write::WriteError;
use mizan_source::Changes;
use mizan_source::diagnostics::Diagnostics;
use stage_cache::{GuideRetention, StageCache};

/// A site that is kept up to date, stage by stage.
#[derive(Default)]
pub(crate) struct Engine {
    stages: StageCache,
    /// The state of the last update; `None` if the site could not be loaded at all.
    candidate: Option<Candidate>,
}

impl Engine {
    /// Follows `changes`: reads the texts that they made stale. Texts of guides that did not change themselves may be
    /// left to [`check_some`](Engine::check_some). Returns the state before, which takes a while to drop.
    pub(crate) fn update(&mut self, input: Input<'_>, changes: &Changes) -> Option<Candidate> {
        let updated = self.stages.update(input, changes, GuideRetention::Keep, &mut Timings::default());
        let candidate = updated.map(|(mut candidate, stale)| {
            self.stages.checked_pages.extend(candidate.check_guides(&stale.guides));
            // Nothing is written that could fail.
            self.stages.standalone_pages.extend(candidate.check_pages(&stale.pages, None).unwrap_or_default());
            if stale.templates {
                let samples = || candidate.samples();
                self.stages.samples = candidate.sound.then(samples).unwrap_or_default();
            }
            candidate
        });
        std::mem::replace(&mut self.candidate, candidate)
    }

    /// Updates every stage before the prose, for [`render`](Engine::render).
    pub(crate) fn prepare(&mut self, input: Input<'_>, timings: &mut Timings) {
        let updated = self.stages.update(input, &Changes::default(), GuideRetention::Drop, timings);
        self.candidate = updated.map(|(candidate, _)| candidate);
    }

    /// Reads and renders every page, but for guides of which `cache` has what they would become. Artifacts of a site
    /// that has an error are not a whole site.
    ///
    /// # Errors
    /// Those of the destination.
    pub(crate) fn render(
        &mut self,
        input: Input<'_>,
        output: RenderTarget<'_>,
        cache: Option<&mut BuildCache>,
    ) -> Result<(), WriteError> {
        let Some(candidate) = &mut self.candidate else { return Ok(()) };
        output.progress.pages(candidate.context.plan.pages.len());
        let guides = std::mem::take(&mut candidate.waiting);
        let candidate = &*candidate;
        match cache {
            Some(cache) => {
                let fingerprints = cache::fingerprints(candidate, input);
                let Reuse { reused, stale } = cache.reuse(&fingerprints, candidate, input, &guides, output.guides)?;
                let rendered = candidate.render_guides(&stale, output, true)?;
                cache.remember(&fingerprints, candidate, input, &rendered);
                self.stages.checked_pages.extend(reused.into_iter().chain(rendered));
            }
            None => self.stages.checked_pages.extend(candidate.render_guides(&guides, output, false)?),
        }
        self.stages.standalone_pages.extend(candidate.check_pages(&candidate.other_pages(), Some(output))?);
        if let Some(selection) = &candidate.lints {
            self.stages.linted = self.stages.lint(candidate, selection, input);
        }
        Ok(())
    }

    /// The state of the last update.
    pub(crate) fn candidate(&self) -> Option<&Candidate> {
        self.candidate.as_ref()
    }

    /// All that is known to be wrong, and whether anything but a lint rule keeps the site from being shown.
    pub(crate) fn diagnostics(&self, input: Input<'_>) -> (Diagnostics, bool) {
        self.stages.collect(input)
    }

    /// Whether there is text still to be read.
    pub(crate) fn is_waiting(&self) -> bool {
        self.candidate.as_ref().is_some_and(|candidate| !candidate.waiting.is_empty() || candidate.lints.is_some())
    }

    /// Reads the text of some guides that wait for it. Whether [`diagnostics`](Engine::diagnostics) changed.
    pub(crate) fn check_some(&mut self, input: Input<'_>) -> bool {
        const AT_ONCE: usize = 16;
        let Some(candidate) = &mut self.candidate else { return false };
        let rest = candidate.waiting.split_off(candidate.waiting.len().min(AT_ONCE));
        let guides = std::mem::replace(&mut candidate.waiting, rest);
        let mut news = false;
        if guides.is_empty() {
            // Rules look at all of the site together.
            if let Some(selection) = candidate.lints.take() {
                let linted = self.stages.lint(candidate, &selection, input);
                news = linted.iter().ne(self.stages.linted.iter());
                self.stages.linted = linted;
            }
        }
        for (ix, checked) in candidate.check_guides(&guides) {
            news |= !checked.found.is_empty() || !checked.broken.is_empty();
            self.stages.checked_pages.insert(ix, checked);
        }
        news
    }

    /// How much the site is.
    pub(crate) fn summary(&self) -> Option<BuildSummary> {
        let context = &self.candidate.as_ref()?.context;
        let guides = context.plan.home.iter().flatten().collect::<std::collections::BTreeSet<_>>().len();
        Some(BuildSummary {
            guides,
            drafts: context.site.guides.len() - guides,
            languages: context.site.config.languages.len(),
            pages: context.plan.pages.len(),
        })
    }
}
