//! Sites for tests: built in memory, or read from tests/sites.

use std::path::PathBuf;

use mizan::check;
use mizan::decode;
use mizan::diagnostics::{Diagnostics, Look, human};
use mizan::locale::Locale;
use mizan::model::Date;
use mizan::source::SourceMap;

/// A site that a test writes down.
#[derive(Clone, Default)]
pub struct Site {
    sources: SourceMap,
}

impl Site {
    pub fn new() -> Site {
        Site::default()
    }

    /// Adds a file, or replaces it.
    pub fn file(self, path: &str, content: &str) -> Site {
        self.bytes(path, content.as_bytes())
    }

    pub fn bytes(mut self, path: &str, content: &[u8]) -> Site {
        self.sources.insert(path, content.to_vec());
        self
    }

    pub fn build(self) -> SourceMap {
        self.sources
    }
}

/// A folder under tests/sites.
pub fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}

/// All that can be said of a site without rendering it.
pub fn judge(sources: &SourceMap) -> Diagnostics {
    let (config, mut diagnostics) = decode::config(sources);
    let Some(config) = config else { return diagnostics };
    let (site, found) = decode::site(sources, config);
    diagnostics.append(found);
    diagnostics.append(check::run(&site, Date::day(2026, 11, 20)));
    let locales: Vec<Locale> = site
        .config
        .languages
        .iter()
        .map(|language| {
            Locale::new(&language.id, &language.locale, language.digits.as_deref())
                .expect("decode lets no other through")
        })
        .collect();
    let whole = !diagnostics.has_errors();
    diagnostics.append(check::words::check(&site, &locales, whole));
    check::set_levels(&site.config, diagnostics)
}

/// The diagnostics as people see them, without colour.
pub fn shown(diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    human(diagnostics, sources, Look::default())
}
