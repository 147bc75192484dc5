//! The locales and messages of a site.

use std::collections::BTreeSet;

use mizan_i18n::{Layer, LayerOrigin, Locale, Messages, in_english};
use mizan_model::config::Config;
use mizan_model::{Languages, Site};
use mizan_render::Theme;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics, Severity};

/// The fallback language for strings that a theme does not have in another.
const LAST_RESORT: &str = "en";

/// The rules of every language, for prices in `currencies`; `None` if one is not known.
pub(super) fn locales(config: &Config, currencies: &BTreeSet<String>) -> (Option<Languages<Locale>>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut locales = Languages::new();
    for language in &config.languages {
        match Locale::new(&language.id, &language.locale, language.digits.as_deref()) {
            Ok(locale) => {
                locales.push(locale.with_currencies(currencies.iter().map(String::as_str)));
            }
            Err(error) => {
                let diagnostic = Diagnostic::error(Code::BadLanguage, error.message.clone())
                    .at(language.span, "this language cannot be used");
                diagnostics.push(match &error.replacement {
                    Some(replacement) => diagnostic.help(format!("did you mean `{replacement}`?")),
                    None => diagnostic.help(error.help.clone()),
                });
            }
        }
    }
    ((locales.len() == config.languages.len()).then_some(locales), diagnostics)
}

/// The theme's strings in every language: the site's own strings first, then the theme's in the
/// language, then in English, then in whatever language the theme has them.
pub(super) fn messages(site: &Site, locales: &Languages<Locale>, theme: &Theme) -> (Languages<Messages>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut all = Languages::new();
    for (lang, locale) in locales.iter_enumerated() {
        let mut layers = Vec::new();
        if let Some(words) = site.words.get(&lang) {
            layers.push(Layer {
                place: LayerOrigin::Site,
                lang: locale.id(),
                messages: &words.messages,
                keys: Some(&words.message_keys),
            });
        }
        let mut tags = locale.lookup();
        tags.push(LAST_RESORT.to_owned());
        tags.extend(theme.messages.keys().cloned());
        let mut taken: Vec<&str> = Vec::new();
        for tag in &tags {
            let Some((tag, texts)) = theme.messages.get_key_value(tag) else { continue };
            if !taken.contains(&tag.as_str()) {
                taken.push(tag);
                layers.extend(texts.iter().map(|messages| Layer {
                    place: LayerOrigin::Theme,
                    lang: tag,
                    messages,
                    keys: None,
                }));
            }
        }
        let (messages, found) = Messages::new(locale, &layers);
        // What a theme lacks or uses is unknown while a theme that it extends is missing.
        let of_theme = |code| matches!(code, Code::MissingMessage | Code::UnknownMessage);
        let found = found.into_vec().into_iter().filter(|fault| theme.whole || !of_theme(fault.code));
        diagnostics.extend(found.map(|fault| match (fault.code, fault.severity) {
            (Code::MissingMessage, Severity::Error) => theme.alone(fault),
            (Code::MissingMessage, _) => match site.config.languages.get(lang) {
                Some(language) => {
                    let name = in_english(locale.id());
                    fault.at(language.span, format!("the theme is not fully translated to {name}"))
                }
                None => fault,
            },
            _ => fault,
        }));
        all.push(messages);
    }
    (all, diagnostics)
}
