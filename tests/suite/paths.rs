//! Paths in the output that authors choose: in `static/`, and by aliases.

use crate::run::{Workplace, mizan, tree};

const GUIDE: &str = "content/guides/libraries/en/guide.md";

fn with_aliases(site: &Workplace, aliases: &str) {
    let text = std::fs::read_to_string(site.path().join(GUIDE)).expect("it is there");
    site.file(GUIDE, &text.replacen("+++\n", &format!("+++\naliases = [{aliases}]\n"), 1));
}

#[test]
fn hidden_files_in_static_are_copied_and_those_of_other_programs_are_not() {
    let site = Workplace::of("german");
    for path in [".htaccess", ".domains", ".well-known/security.txt", "a/.htaccess", "con~fig", "_redirects"] {
        site.file(&format!("static/{path}"), path);
    }
    for path in [".git/config", ".DS_Store", ".mizan/lock", "a/.b.swp", ".gitkeep", ".nojekyll"] {
        site.file(&format!("static/{path}"), "not for readers");
    }
    let ran = site.build(&[]).ends_with(0);
    let files = tree(&site.public());
    for path in [".htaccess", ".domains", ".well-known/security.txt", "a/.htaccess", "con~fig", "_redirects"] {
        assert_eq!(files.get(path).map(Vec::as_slice), Some(path.as_bytes()), "{path}");
    }
    assert!(files.values().all(|bytes| bytes != b"not for readers"));
    assert_eq!(ran.err.matches("is not copied to the output").count(), 4, "{}", ran.err);
}

#[test]
fn a_percent_encoded_alias_is_the_path_that_browsers_ask_for() {
    let site = Workplace::of("german");
    with_aliases(&site, "\"/%D9%85%D9%88%D8%A7%D8%B2%D9%8A%D9%86/\", \"100%25\", \"old.PHP\", \"version-1.2\"");
    site.build(&[]).ends_with(0);
    let files = tree(&site.public());
    for path in ["موازين/index.html", "100%/index.html", "old.PHP", "version-1.2/index.html"] {
        assert!(files.contains_key(path), "{path} {:?}", files.keys());
    }
}

#[test]
fn what_check_accepts_can_be_written() {
    let folders = "x".repeat(200) + "/";
    let slug = "y".repeat(200);
    for (aliases, tier) in [(format!("\"zz/{}\"", folders.repeat(30)), ""), (String::new(), slug.as_str())] {
        let site = Workplace::of("german");
        site.build(&[]).ends_with(0);
        let before = site.tree();
        if !aliases.is_empty() {
            with_aliases(&site, &aliases);
        }
        if !tier.is_empty() {
            let tiers = std::fs::read_dir(site.path().join("content/guides/libraries/en/tiers")).expect("it is there");
            for (n, file) in tiers.enumerate() {
                let path = file.expect("it is there").path();
                let text = std::fs::read_to_string(&path).expect("it is text");
                let slug = format!("{n}{}", &tier[1..]);
                std::fs::write(&path, text.replacen("+++\n", &format!("+++\nslug = \"{slug}\"\n"), 1)).expect("ours");
            }
        }
        let folder = site.path().to_str().expect("folders for tests have plain names").to_owned();
        let ran = mizan(&["check", "--site", &folder], &[]).ends_with(1);
        assert!(ran.err.contains("MZ0503") && ran.err.contains("/en/"), "{}", ran.err);
        site.build(&[]).ends_with(1);
        assert!(site.tree() == before);
    }
}
