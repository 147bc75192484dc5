//! Collects the diagnostics of all stages.

use super::super::lint_inputs;
use super::super::pages::once_each;
use super::candidate::Candidate;
use super::stage_cache::{Input, StageCache};
use mizan_check::lint::{self, PageMeta, RuleSelection};
use mizan_source::diagnostics::{Diagnostic, Diagnostics, Severity};

impl StageCache {
    /// The diagnostics of facts and text, stage by stage.
    fn facts_and_words<'a>(&'a self, input: Input<'a>) -> impl Iterator<Item = &'a Diagnostics> {
        let decoded = self.guides.values().map(|decoded| &decoded.found.diagnostics);
        let checked = self.checked.values().map(|checked| &checked.facts);
        let (unrecognized, frame) = (&self.unrecognized_files.diagnostics, &self.frame.2.diagnostics);
        let first = [&self.unread, unrecognized, frame, &self.unknown_languages, &self.translations.found];
        let first = first.into_iter().chain([input.unreadable, &self.locales.found]);
        let first = first.chain(self.config.as_ref().map(|config| &config.found));
        let facts = first.chain(decoded).chain(checked).chain(&self.references);
        // What nothing refers to can be reported only where nothing was ignored.
        let whole = self.suppressions.is_empty() && !facts.clone().any(Diagnostics::has_errors);
        let words = self.checked.values().flat_map(move |checked| {
            [Some(&checked.words), Some(&checked.unused).filter(|_| whole)].into_iter().flatten()
        });
        facts.chain(words).chain([&self.wide])
    }

    /// All diagnostics from before text is read.
    fn early<'a>(&'a self, input: Input<'a>) -> impl Iterator<Item = &'a Diagnostic> {
        let rest = [&self.messages.found, &self.theme_assets.found, &self.pictures.found, &self.shared_found];
        let rest = rest.into_iter().chain(self.plan.as_ref().map(|plan| &plan.found));
        let rest = rest.chain(self.theme.as_ref().map(|theme| &theme.found));
        self.facts_and_words(input).chain(rest).flat_map(Diagnostics::iter)
    }

    /// Whether something has an error before texts are read, or what the options make one.
    pub(super) fn has_errors(&self, input: Input<'_>) -> bool {
        let config = self.config.as_ref().map(|config| &config.made);
        let least = if input.options.deny_warnings { Severity::Warning } else { Severity::Error };
        self.early(input).any(|diagnostic| match config {
            Some(config) => mizan_check::severity(config, diagnostic).is_some_and(|severity| severity >= least),
            None => diagnostic.severity >= least,
        })
    }

    /// What lint rules find in a state whose texts are all read. Where something has an error, or is ignored, they
    /// would often only repeat it.
    pub(super) fn lint(&self, candidate: &Candidate, selection: &RuleSelection, input: Input<'_>) -> Diagnostics {
        let (site, locales) = (&candidate.context.site, &candidate.context.locales);
        let whole = self.suppressions.is_empty();
        if !whole || self.facts_and_words(input).any(Diagnostics::has_errors) || self.found(input).1 {
            return Diagnostics::default();
        }
        let checked = self.checked_pages.values().chain(self.standalone_pages.values());
        let mut pages: Vec<PageMeta> = checked.flat_map(|checked| checked.page_meta.iter().cloned()).collect();
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        let pictures = lint_inputs::pictures(input.sources, &candidate.assets);
        let inputs = lint::Inputs {
            site,
            sources: input.sources,
            locales,
            today: input.options.today,
            pictures: &pictures,
            pages: &pages,
        };
        lint::check(&inputs, selection)
    }

    /// All that is known, at the levels that the site sets, each once; and whether anything but a rule keeps the site
    /// from being shown.
    pub(super) fn collect(&self, input: Input<'_>) -> (Diagnostics, bool) {
        let (mut all, faulty) = self.found(input);
        let linted = self.linted.clone();
        all.append(match &self.config {
            Some(config) => mizan_check::set_levels(&config.made, linted),
            None => Diagnostics::default(),
        });
        (all.once(), faulty)
    }

    /// All but what rules found, at the levels that the site sets; and whether there is an error among it.
    fn found(&self, input: Input<'_>) -> (Diagnostics, bool) {
        let pages = self.checked_pages.values().chain(self.standalone_pages.values());
        let mut all: Vec<Diagnostic> = self.early(input).cloned().collect();
        all.extend(pages.clone().flat_map(|pages| pages.found.iter()).cloned());
        all.extend(once_each(pages.flat_map(|pages| pages.broken.iter().cloned()).collect()).into_vec());
        all.extend(self.samples.iter().cloned());
        let mut all = Diagnostics::from(all);
        if let Some(config) = &self.config {
            all = mizan_check::set_levels(&config.made, all);
        }
        let faulty = all.has_errors();
        (all, faulty)
    }
}
