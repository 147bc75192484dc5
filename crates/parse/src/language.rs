//! Whether a language, its locale and its digits are supported.

use mizan_i18n::{Locale, LocaleError, Setting};

/// The errors of a language's settings, at most one per setting: each is checked even if another is invalid.
pub(crate) fn faults(id: &str, locale: Option<&str>, digits: Option<&str>) -> Vec<LocaleError> {
    let Err(first) = Locale::new(id, locale.unwrap_or(id), digits) else {
        return Vec::new();
    };
    let rest = match first.setting {
        // Without a language, its region and digits cannot be checked.
        Setting::Id => Vec::new(),
        Setting::Locale if locale.is_some() => faults(id, None, digits),
        Setting::Locale | Setting::Digits => Vec::new(),
    };
    std::iter::once(first).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_setting_is_judged() {
        assert_eq!(faults("ar", Some("ar-EG"), Some("latn")), []);
        let settings = |id, locale, digits| faults(id, locale, digits).iter().map(|f| f.setting).collect::<Vec<_>>();
        assert_eq!(settings("arabic!", None, None), [Setting::Id]);
        assert_eq!(settings("ar", Some("en-GB"), Some("latin")), [Setting::Locale, Setting::Digits]);
    }
}
