//! The default theme, carried in the binary.

use super::SourceMap;

/// Path in a site and bytes, sorted by path.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/builtin_theme.rs"));

/// Adds the default theme to `map` as `themes/mizan/…`, unless the site has a folder of that name:
/// a site's own theme is whole, and not mixed with the binary's.
pub fn add_builtin_theme(map: &mut SourceMap) {
    add(map, FILES);
}

/// The files of the default theme, by their paths in a site.
pub(super) fn paths() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(path, _)| *path)
}

fn add(map: &mut SourceMap, files: &[(&str, &[u8])]) {
    if map.under("themes/mizan/").next().is_some() {
        return;
    }
    for (path, bytes) in files {
        map.insert(path, bytes.to_vec());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[(&str, &[u8])] = &[("themes/mizan/theme.toml", b"x"), ("themes/mizan/static/a.css", b"y")];

    #[test]
    fn a_site_without_the_theme_gets_it() {
        let mut map = SourceMap::default();
        map.insert("config.toml", Vec::new());
        map.insert("themes/mizan-dark/theme.toml", b"z".to_vec());
        add(&mut map, TWO);
        let id = map.find("themes/mizan/static/a.css").expect("added");
        assert_eq!(map.file(id).bytes, b"y");
        assert_eq!(map.len(), 4);
    }

    #[test]
    fn a_sites_own_folder_stays_as_it_is() {
        let mut map = SourceMap::default();
        map.insert("themes/mizan/templates/base.html", b"mine".to_vec());
        add(&mut map, TWO);
        assert_eq!(map.len(), 1);
    }

    #[test]
    fn the_binary_carries_the_folder() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut there: Vec<(String, Vec<u8>)> = walkdir::WalkDir::new(root.join("themes/mizan"))
            .into_iter()
            .filter_entry(|entry| {
                !entry.file_name().to_string_lossy().starts_with('.') && entry.file_name() != "fonts-src"
            })
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
                (path, std::fs::read(entry.path()).expect("readable"))
            })
            .collect();
        there.sort();
        let carried: Vec<(String, Vec<u8>)> =
            FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
        assert_eq!(carried, there);
    }
}
