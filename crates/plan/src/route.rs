//! Paths under `base_url`, and their two printed forms.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// RFC 3986, section 3.3: what a path segment may not hold as it is. Letters of other scripts are
/// percent-encoded by `utf8_percent_encode` in any case.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path under `base_url`, decoded, without a leading slash. A page's ends in `/` (or is empty, for
/// the root), a file's does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Route(String);

impl Route {
    /// The root: `/`.
    pub fn root() -> Route {
        Route::default()
    }

    /// A page under this one.
    pub fn page(&self, segment: &str) -> Route {
        Route(format!("{}{segment}/", self.0))
    }

    /// A file in this folder.
    pub fn file(&self, name: &str) -> Route {
        Route(format!("{}{name}", self.0))
    }

    /// Decoded, without a leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file under the output folder: a page is its folder's `index.html`.
    pub fn output_path(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.clone() }
    }

    /// Percent-encoded, as URLs have it: `%D9%87%D8%A7/`.
    pub fn encoded(&self) -> String {
        utf8_percent_encode(&self.0, PATH).to_string()
    }
}

/// Where the site is on its host.
#[derive(Clone, Debug)]
pub struct BasePath {
    absolute: String,
    path: String,
}

impl BasePath {
    /// Takes it from `base_url`; a missing slash at its end is added.
    pub fn new(base_url: &url::Url) -> BasePath {
        let with_slash = |s: &str| if s.ends_with('/') { s.to_owned() } else { format!("{s}/") };
        BasePath { absolute: with_slash(base_url.as_str()), path: with_slash(base_url.path()) }
    }

    /// `/guides/ar/`
    pub fn href(&self, route: &Route) -> String {
        format!("{}{}", self.path, route.encoded())
    }

    /// `https://example.org/guides/ar/`
    pub fn absolute(&self, route: &Route) -> String {
        format!("{}{}", self.absolute, route.encoded())
    }

    /// The path of `base_url`, with a slash at both ends.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// `base_url`, ending in `/`.
    pub fn url(&self) -> &str {
        &self.absolute
    }
}
