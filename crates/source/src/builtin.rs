//! The default theme, which is embedded in the program.

use super::SourceMap;

/// The files of the default theme: path in a site (`themes/mizan/…`) and bytes, sorted by path.
#[derive(Clone, Copy)]
pub struct BuiltinTheme(pub &'static [(&'static str, &'static [u8])]);

impl std::fmt::Debug for BuiltinTheme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BuiltinTheme({} files)", self.0.len())
    }
}

impl BuiltinTheme {
    /// Adds the files to `map`, unless the site has a folder of that name: a site's own theme is whole, and not
    /// mixed with the built-in one.
    pub fn add_to(self, map: &mut SourceMap) {
        if map.under("themes/mizan/").next().is_some() {
            return;
        }
        for (path, bytes) in self.0 {
            map.insert(path, bytes.to_vec());
        }
    }

    /// The paths of the files in a site.
    pub(super) fn paths(self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(path, _)| *path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: BuiltinTheme = BuiltinTheme(&[("themes/mizan/theme.toml", b"x"), ("themes/mizan/static/a.css", b"y")]);

    #[test]
    fn a_site_without_the_theme_gets_it() {
        let mut map = SourceMap::default();
        map.insert("config.toml", Vec::new());
        map.insert("themes/mizan-dark/theme.toml", b"z".to_vec());
        TWO.add_to(&mut map);
        let id = map.find("themes/mizan/static/a.css").expect("added");
        assert_eq!(map.file(id).bytes, b"y");
        assert_eq!(map.len(), 4);
    }

    #[test]
    fn a_sites_own_folder_stays_as_it_is() {
        let mut map = SourceMap::default();
        map.insert("themes/mizan/templates/base.html", b"mine".to_vec());
        TWO.add_to(&mut map);
        assert_eq!(map.len(), 1);
    }
}
