//! The default theme, embedded in the executable.

use mizan_source::BuiltinTheme;

/// The files of `themes/mizan`.
pub const THEME: BuiltinTheme = BuiltinTheme(include!(concat!(env!("OUT_DIR"), "/builtin_theme.rs")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_folder_is_embedded() {
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
            THEME.0.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
        assert_eq!(carried, there);
    }
}
