//! The machinery of lint rules: what a rule is, which rules a command runs, and what they are given.
//!
//! The rules themselves are in [`rules`](crate::rules), one per file. `mizan check` runs all of them, a build runs
//! those that `[lints]` names. They run only on a site without errors: a cell that could not be read would make its
//! source look unused.

mod language_profile;
mod page_meta;
mod picture;
mod rule;
mod rule_selection;
mod texts;

pub(crate) use language_profile::{LanguageProfile, is_arabic_letter};
pub use page_meta::{PageMeta, PageSubject};
pub use picture::Picture;
pub(crate) use rule::{Check, FileInput, GuideInput, LintRule, PageMetaInput, Rule};
pub use rule_selection::{RuleScope, RuleSelection};
pub(crate) use texts::{LintText, Role, TextGroup, TextOwner};

use rayon::prelude::*;

use mizan_i18n::Locale;
use mizan_model::{Date, Languages, Site};
use mizan_source::SourceMap;
use mizan_source::diagnostics::Diagnostics;

/// Everything that rules can examine. Which part of it a rule needs, its [`Check`] declares.
pub struct Inputs<'a> {
    /// All facts and words.
    pub site: &'a Site,
    /// The files that they were read from.
    pub sources: &'a SourceMap,
    /// In the order of config's languages.
    pub locales: &'a Languages<Locale>,
    /// The day that rules count from; it reaches diagnostics only.
    pub today: Date,
    /// The images of the content.
    pub pictures: &'a [Picture],
    /// All pages, sorted by path; without those that show another page's words, or have none of their own.
    pub pages: &'a [PageMeta],
}

/// Runs the selected rules.
pub fn check(inputs: &Inputs<'_>, selection: &RuleSelection) -> Diagnostics {
    let rules = selection.rules();
    let languages: Languages<LanguageProfile<'_>> = inputs.locales.iter().map(LanguageProfile::new).collect();
    let mut found = Diagnostics::default();
    for rule in rules {
        found.append(match rule.check {
            Check::Site(check) => check(inputs.site),
            Check::Picture(check) => inputs.pictures.iter().filter_map(check).collect::<Vec<_>>().into(),
            Check::PageMeta(check) => {
                check(&PageMetaInput { site: inputs.site, languages: &languages, pages: inputs.pages })
            }
            Check::File(check) => {
                files(inputs).map(|file| check(&file)).fold(Diagnostics::default(), |mut all, one| {
                    all.append(one);
                    all
                })
            }
            Check::Guide(_) | Check::TextGroup(_) | Check::Text(_) => Diagnostics::default(),
        });
    }
    // Most builds select no rule about guides or texts, for which every guide would be read.
    if rules.iter().all(|rule| rule.of_guides().is_none() && !rule.reads_texts()) {
        return found;
    }
    let check = |owner: &TextOwner<'_>| check_owner(owner, inputs.today, &languages, rules);
    let guides = &inputs.site.guides;
    let of_guides =
        (0..guides.len()).into_par_iter().filter_map(|ix| Some(check(&TextOwner::Guide(&*guides.load(ix)?))));
    let of_guides: Vec<Diagnostics> = of_guides.collect();
    let of_others: Vec<Diagnostics> = texts::other_owners(inputs.site).par_iter().map(check).collect();
    of_guides.into_iter().chain(of_others).for_each(|one| found.append(one));
    found
}

/// config.toml, the text files of the content, and the templates of the site's theme.
fn files<'a>(inputs: &'a Inputs<'_>) -> impl Iterator<Item = FileInput<'a>> {
    let (config, sources) = (&inputs.site.config, inputs.sources);
    let is_template = |path: &str| {
        path.strip_prefix("themes/")
            .and_then(|path| path.strip_prefix(config.theme.value.as_str()))
            .is_some_and(|path| path.starts_with("/templates/") && path.ends_with(".html"))
    };
    let content = sources.under("content/").filter(|(path, _)| path.ends_with(".md") || path.ends_with(".toml"));
    let templates = sources.under("themes/").filter(move |(path, _)| is_template(path));
    let own = sources.find("config.toml").map(|file| ("config.toml", file));
    own.into_iter().chain(content).chain(templates).filter_map(move |(path, file)| {
        let text = sources.file(file).text()?;
        Some(FileInput { config, sources, path, file, text })
    })
}

/// Runs the rules about guides and texts on a guide, a page or the site's own texts.
fn check_owner(
    owner: &TextOwner<'_>,
    today: Date,
    languages: &Languages<LanguageProfile<'_>>,
    rules: &[&'static Rule],
) -> Diagnostics {
    let mut found = Diagnostics::default();
    if let TextOwner::Guide(guide) = owner {
        let input = GuideInput { guide, today, languages };
        rules.iter().filter_map(|rule| rule.of_guides()).for_each(|check| found.append(check(&input)));
    }
    // To take texts apart is expensive, and many sites select no rule about them.
    if rules.iter().any(|rule| rule.reads_texts()) {
        check_texts(&texts::group(owner), languages, rules, &mut found);
    }
    found
}

/// Runs the rules about texts, text by text.
fn check_texts(
    group: &TextGroup<'_>,
    languages: &Languages<LanguageProfile<'_>>,
    rules: &[&'static Rule],
    found: &mut Diagnostics,
) {
    for rule in rules {
        if let Check::TextGroup(check) = rule.check {
            found.append(check(group, languages));
        }
    }
    for text in &group.texts {
        let Some(language) = languages.get(text.lang) else { continue };
        for rule in rules {
            if let Check::Text(check) = rule.check {
                found.append(check(text, language));
            }
        }
    }
}

#[cfg(test)]
mod tests;
