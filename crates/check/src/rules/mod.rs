//! What a good editor would mind: none of it stops a site from being built. `mizan check` judges by all of
//! them, a build by those that `[lints]` names. One file a rule; `docs/rules.md` lists them.
//!
//! They are asked once no error stands: a cell that could not be read would make its source look unused.

mod alt;
mod asked;
mod chooser;
mod dates;
mod deciding;
mod digits;
mod headings;
mod heads;
mod letters;
mod links;
mod many_tiers;
mod names;
mod one_sided;
mod pictures;
mod placeholders;
mod prices;
mod punctuation;
mod quotes;
mod same_source;
mod script;
mod spaces;
mod swaps;
mod texts;
mod tongue;
mod untranslated;
mod unused;
mod verdict;

#[cfg(test)]
mod tests;

pub use asked::Asked;
pub use heads::{Head, Of, judge as heads};
pub use pictures::{Picture, judge as pictures};

use rayon::prelude::*;

use mizan_i18n::Locale;
use mizan_model::{Date, Site};
use mizan_source::diagnostics::Diagnostics;

/// Judges facts and words; `locales` in the order of config's languages.
pub fn judge(site: &Site, locales: &[Locale], today: Date) -> Diagnostics {
    let mut diagnostics = unused::judge(site);
    for guide in &site.guides {
        diagnostics.append(deciding::judge(guide));
        diagnostics.append(dates::judge(guide, today));
        diagnostics.append(prices::judge(guide));
        diagnostics.append(same_source::judge(guide));
        diagnostics.append(many_tiers::judge(guide));
        diagnostics.append(chooser::judge(guide));
    }
    let tongues: Vec<tongue::Tongue<'_>> = locales.iter().map(tongue::Tongue::new).collect();
    // A guide's texts in all its languages are compared with each other, so they stay together.
    let owners: Vec<texts::Owner<'_>> = texts::owners(site);
    let said: Vec<Diagnostics> = owners.par_iter().map(|owner| judge_words(owner, &tongues)).collect();
    said.into_iter().for_each(|found| diagnostics.append(found));
    diagnostics
}

fn judge_words(owner: &texts::Owner<'_>, tongues: &[tongue::Tongue<'_>]) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if let texts::Owner::Guide(guide) = owner {
        diagnostics.append(verdict::judge(guide, tongues));
        diagnostics.append(one_sided::judge(guide));
        diagnostics.append(names::judge(guide));
    }
    let texts = texts::of(owner);
    diagnostics.append(untranslated::judge(owner, &texts, tongues));
    diagnostics.append(script::judge(&texts, tongues));
    for text in &texts {
        let Some(tongue) = tongues.get(text.lang) else { continue };
        diagnostics.append(placeholders::judge(text));
        diagnostics.append(alt::judge(text, tongue));
        diagnostics.append(punctuation::judge(text, tongue));
        diagnostics.append(spaces::judge(text, tongue));
        diagnostics.append(quotes::judge(text, tongue));
        diagnostics.append(digits::judge(text, tongue));
        diagnostics.append(letters::judge(text, tongue));
        diagnostics.append(headings::judge(text));
        diagnostics.append(links::judge(text, tongue));
    }
    diagnostics
}
