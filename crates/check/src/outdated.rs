//! Translations whose source has changed since, according to the record of what each was made from.

use std::collections::BTreeMap;

use super::words::named;
use mizan_i18n::Locale;
use mizan_model::{Guide, Languages, Site, Translation};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, some_of};
use mizan_source::{SourceId, Span};

/// One warning per file with outdated translations; `locales` in the order of config's languages.
pub fn check(site: &Site, locales: &Languages<Locale>) -> Diagnostics {
    let mut diagnostics = of_site(site, locales);
    for guide in &site.guides {
        diagnostics.append(of_guide(guide, locales));
    }
    diagnostics
}

/// As [`check`], of the site's own texts and of pages that belong to no guide.
pub fn of_site(site: &Site, locales: &Languages<Locale>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for (lang, locale) in locales.iter_enumerated() {
        if let Some(translation) = site.translations.get(&lang) {
            report(translation, locale, "of the site", "", &mut diagnostics);
        }
    }
    diagnostics
}

/// As [`check`], of one guide.
pub fn of_guide(guide: &Guide, locales: &Languages<Locale>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for (lang, locale) in locales.iter_enumerated() {
        if let Some(translation) = guide.translations.get(&lang) {
            let guide = &guide.id;
            let (of, only) = (format!("of the guide `{guide}`"), format!(" --guide {guide}"));
            report(translation, locale, &of, &only, &mut diagnostics);
        }
    }
    diagnostics
}

fn report(translation: &Translation, locale: &Locale, of: &str, only: &str, out: &mut Diagnostics) {
    let mut files: BTreeMap<SourceId, Vec<(Span, &str)>> = BTreeMap::new();
    for (key, span) in &translation.outdated {
        files.entry(span.source).or_default().push((*span, key));
    }
    for mut strings in files.into_values() {
        strings.sort_unstable();
        let Some((first, _)) = strings.first() else { continue };
        let count = match strings.len() {
            1 => "1 string".to_owned(),
            n => format!("{n} strings"),
        };
        let language = named(locale);
        let keys = some_of(strings.iter().map(|(_, key)| format!("`{key}`"))).unwrap_or_default();
        let id = locale.id();
        out.push(
            Diagnostic::warning(
                Code::OutdatedWords,
                format!("{count} {of} changed in the source since this translation to {language}: {keys}"),
            )
            .at(Span { end: first.start, ..*first }, format!("{count} to review"))
            .untranslated(id)
            .help(format!("`mizan lang status {id}{only} --list` shows what changed"))
            .help(format!("update the translation, then run `mizan lang accept {id}{only}`")),
        );
    }
}
