//! Misspelled names of files: reported, with the intended name, or without consequence.

use rayon::prelude::*;

use super::*;
use crate::run::Workplace;

#[test]
fn capitals_endings_and_folders_are_told() {
    let guide = "content/guides/bicycle-rental";
    for (from, to, what) in [
        (WORDS.to_owned(), "content/site/En.toml".to_owned(), "file"),
        (L.to_owned(), format!("{guide}/tiers/light.tml"), "file"),
        (L.to_owned(), format!("{guide}/tiers/Light.toml"), "file"),
        (format!("{guide}/en/tiers/light.md"), format!("{guide}/en/tiers/light.MD"), "file"),
        (format!("{guide}/en/tiers/light.md"), format!("{guide}/en/tiers/Light.md"), "file"),
        (LABELS.to_owned(), format!("{guide}/en/labels.tml"), "file"),
        (format!("{guide}/en"), format!("{guide}/EN"), "folder"),
        ("content/pages/about/en.md".to_owned(), "content/pages/about/en.markdown".to_owned(), "file"),
        ("content/pages/about/en.md".to_owned(), "content/pages/about/EN.md".to_owned(), "file"),
    ] {
        let said = moved(&from, &to);
        assert_eq!(said.len(), 1, "{to}: {said:#?}");
        let told = format!("MZ0017 unrecognized {what} name `{to}`");
        assert!(said[0].starts_with(&told), "{to}: {said:#?}");
    }
    for (from, to) in [(L, "light.toml"), ("content/guides/bicycle-rental/en/tiers/light.md", "en/light.md")] {
        let to = format!("{guide}/{to}");
        let said = moved(from, &to);
        assert_eq!(said.len(), 1, "{to}: {said:#?}");
        assert!(said[0].starts_with(&format!("MZ0017 `{to}` is next to the folder `tiers`, not in it")), "{said:#?}");
    }
}

#[test]
fn what_a_site_is_made_of_is_told_by_its_name() {
    for (from, to) in [
        ("content", "Content"),
        ("content", "content2"),
        ("config.toml", "Config.toml"),
        ("config.toml", "config.toml.txt"),
        ("static", "Static"),
        ("themes", "THEMES"),
    ] {
        let site = Workplace::of("boats");
        let at = site.path().join(from);
        if !at.exists() {
            std::fs::create_dir(&at).expect("the site is ours");
        }
        std::fs::rename(at, site.path().join(to)).expect("the site is ours");
        let ran = mizan(&["check", "--site", &site.path().to_string_lossy()], &[DAY]).ends_with(1);
        assert!(ran.err.contains(&format!("`{to}`")) && ran.err.contains(" name `"), "{to}: {}", ran.err);
        assert!(ran.err.contains(&format!("did you mean `{from}`?")), "{to}: {}", ran.err);
        assert_eq!(ran.err.matches("error[").count(), 1, "{to}: {}", ran.err);
    }
}

/// Other names for the file at `path`: with a capital, with a letter less, with `.txt` behind it.
fn slips(path: &str) -> Vec<String> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut letters = stem.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let mut less = stem.to_owned();
    less.pop();
    let names = [format!("{first}{}.{ending}", letters.as_str()), format!("{less}.{ending}"), format!("{name}.txt")];
    names.into_iter().filter(|other| other != name).map(|other| format!("{folder}/{other}")).collect()
}

/// A picture that a language has besides the guide's own is not used under another name.
const OPTIONAL: &str = "content/guides/kettles/ar/images/cove.png";

#[test]
fn no_file_is_missed_in_silence() {
    let (sources, _) = crate::site::read("full");
    let judged = |sources: &SourceMap| mizan_engine::check(sources, &Options { rules: RuleScope::Named, ..options() });
    let before = judged(&sources);
    assert!(!before.has_errors());
    // Files of static/ go by any name, and the default theme is in the program.
    let ours = |path: &&str| {
        crate::site::folder("full").join(path).exists() && !path.starts_with("static/") && path.contains('/')
    };
    let paths: Vec<&str> = sources.under("").map(|(path, _)| path).filter(ours).collect();
    let renamed: Vec<(&str, String)> =
        paths.into_iter().flat_map(|path| slips(path).into_iter().map(move |other| (path, other))).collect();
    assert!(renamed.len() > 60);
    let quiet: Vec<String> = renamed
        .into_par_iter()
        .filter_map(|(path, other)| {
            let mut slipped = sources.clone();
            let bytes = sources.file(sources.find(path)?).bytes.clone();
            slipped.remove(path);
            slipped.insert(&other, bytes);
            let told = judged(&slipped);
            (!told.has_errors() && told.len() <= before.len() && other != OPTIONAL).then_some(other)
        })
        .collect();
    assert_eq!(quiet, [""; 0], "missed in silence");
}
