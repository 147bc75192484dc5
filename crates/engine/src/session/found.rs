//! What the stages found, put together.

use super::super::pages::once_each;
use super::super::{Options, rules};
use super::draft::Draft;
use super::memory::Memory;
use mizan_check;
use mizan_check::rules::{Asked, Head};
use mizan_source::diagnostics::{Diagnostic, Diagnostics, Severity};
use mizan_source::{Folder, SourceMap};

impl Memory {
    /// What was found in facts and words, stage by stage.
    fn facts_and_words<'a>(&'a self, folder: &'a Folder) -> impl Iterator<Item = &'a Diagnostics> {
        let decoded = self.guides.values().map(|decoded| &decoded.found);
        let checked = self.checked.values().map(|checked| &checked.facts);
        let first = [&self.unread, &self.strays, &self.frame.found, &self.missed, &self.translations.found];
        let first = first.into_iter().chain([folder.diagnostics(), &self.locales.found]);
        let first = first.chain(self.config.as_ref().map(|config| &config.found));
        let facts = first.chain(decoded).chain(checked);
        // What nothing refers to can be told only where nothing was left out.
        let whole = self.lost.is_empty() && !facts.clone().any(Diagnostics::has_errors);
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
    pub fn is_faulty(&self, folder: &Folder) -> bool {
        let config = self.config.as_ref().map(|config| &config.made);
        self.early(folder).any(|diagnostic| match config {
            Some(config) => mizan_check::severity(config, diagnostic) == Some(Severity::Error),
            None => diagnostic.severity == Severity::Error,
        })
    }

    /// What rules find in a state whose texts are all read; they are asked where nothing is left out of it.
    pub fn rule(
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
        found.append(asked.keep(mizan_check::rules::judge(site, &draft.world.locales, options.today)));
        found.append(asked.keep(mizan_check::rules::pictures(&rules::pictures(sources, &draft.assets))));
        let severe = |one: &Diagnostic| mizan_check::severity(&site.config, one) == Some(Severity::Error);
        if !self.faults(folder).1 && !found.iter().any(severe) {
            let judged = self.judged.values().chain(self.alone.values());
            let mut heads: Vec<Head> = judged.flat_map(|judged| judged.heads.iter().cloned()).collect();
            heads.sort_by(|a, b| a.path.cmp(&b.path));
            found.append(asked.keep(mizan_check::rules::heads(site, &draft.world.locales, &heads)));
        }
        found
    }

    /// All that is known, at the levels that the site sets, each once; and whether anything but a rule keeps the site
    /// from being shown.
    pub fn collect(&self, folder: &Folder) -> (Diagnostics, bool) {
        let (mut all, faulty) = self.faults(folder);
        let ruled = self.ruled.clone();
        all.append(match &self.config {
            Some(config) => mizan_check::set_levels(&config.made, ruled),
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
            all = mizan_check::set_levels(&config.made, all);
        }
        let faulty = all.has_errors();
        (all, faulty)
    }
}
