use std::fs;

use super::*;

const THEME: BuiltinTheme = BuiltinTheme(&[
    ("themes/mizan/templates/base.html", b"base"),
    ("themes/mizan/templates/home.html", b"home"),
    ("themes/mizan/theme.toml", b"theme"),
]);

struct Site {
    place: tempfile::TempDir,
    folder: Folder,
    map: SourceMap,
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("written");
}

impl Site {
    fn new() -> Site {
        let place = tempfile::tempdir().expect("a folder");
        write(place.path(), "config.toml", "a");
        write(place.path(), "content/guides/x/guide.toml", "b");
        write(place.path(), "content/guides/x/en/guide.md", "c");
        write(place.path(), "public/index.html", "d");
        let (folder, map) = Folder::open(place.path(), THEME).expect("a site");
        Site { place, folder, map }
    }

    fn write(&self, path: &str, text: &str) {
        write(self.place.path(), path, text);
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.map.file(self.map.find(path)?).text()
    }

    /// What changed when these are read again; and all of it is as if the site were read for the first time.
    fn reload(&mut self, paths: &[&str]) -> (Vec<String>, Vec<String>, Vec<String>) {
        let paths: Vec<PathBuf> = paths.iter().map(|path| self.folder.root().join(path)).collect();
        let changes = self.folder.reload(&mut self.map, &paths);
        let (_, fresh) = Folder::open(self.place.path(), THEME).expect("a site");
        let all = |map: &SourceMap| -> Vec<(String, Vec<u8>)> {
            map.under("").map(|(path, id)| (path.to_owned(), map.file(id).bytes.clone())).collect()
        };
        assert!(all(&self.map) == all(&fresh));
        let list = |set: BTreeSet<String>| set.into_iter().collect();
        (list(changes.modified), list(changes.added), list(changes.removed))
    }
}

fn none() -> Vec<String> {
    Vec::new()
}

#[test]
fn what_changed_is_read_and_nothing_else() {
    let mut site = Site::new();
    site.write("content/guides/x/en/guide.md", "new");
    let told = site.reload(&["content/guides/x/en/guide.md", "public/index.html", ".git/x", "content/.a.swp"]);
    assert_eq!(told, (vec!["content/guides/x/en/guide.md".to_owned()], none(), none()));
    assert_eq!(site.reload(&["content/guides/x/en/guide.md", "config.toml"]), (none(), none(), none()));
    site.write("content/guides/y/guide.toml", "1");
    site.write("content/guides/y/en/guide.md", "2");
    let told = site.reload(&["content/guides/y", "content/guides/y/guide.toml"]);
    let new = vec!["content/guides/y/en/guide.md".to_owned(), "content/guides/y/guide.toml".to_owned()];
    assert_eq!(told, (none(), new, none()));
}

#[test]
fn folders_vanish_and_come_back() {
    let mut site = Site::new();
    let (content, away) = (site.place.path().join("content"), site.place.path().join("away"));
    fs::rename(&content, &away).expect("moved");
    assert_eq!(site.reload(&["content"]).2.len(), 2);
    assert_eq!(site.text("content/guides/x/guide.toml"), None);
    fs::rename(&away, &content).expect("moved");
    assert_eq!(site.reload(&["content"]).1.len(), 2);
    fs::remove_file(site.place.path().join("config.toml")).expect("removed");
    assert_eq!(site.reload(&["config.toml"]).2, ["config.toml"]);
    site.write("config.toml", "again");
    assert_eq!(site.reload(&["config.toml"]).1, ["config.toml"]);
    assert_eq!(site.text("config.toml"), Some("again"));
}

#[test]
fn a_theme_of_the_sites_own_takes_the_place_of_the_default_one() {
    let mut site = Site::new();
    let there = site.map.under("themes/mizan/").count();
    assert_eq!(there, THEME.0.len());
    site.write("themes/mizan/theme.toml", "mine");
    let (modified, added, removed) = site.reload(&["themes"]);
    assert_eq!(
        (modified.as_slice(), added.len(), removed.len()),
        (&["themes/mizan/theme.toml".to_owned()][..], 0, there - 1)
    );
    assert_eq!(site.map.under("themes/mizan/").count(), 1);
    fs::remove_dir_all(site.place.path().join("themes")).expect("removed");
    let (modified, added, removed) = site.reload(&["themes/mizan/theme.toml"]);
    assert_eq!((modified.len(), added.len(), removed.len()), (1, there - 1, 0));
    assert_eq!(site.map.under("themes/mizan/").count(), there);
}

#[test]
fn changes_follow_one_another() {
    let set = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<_>>();
    let mut changes = Changes { modified: set(&["m", "n"]), added: set(&["a", "b"]), removed: set(&["r", "s"]) };
    changes.then(Changes { modified: set(&["a", "o"]), added: set(&["r", "c"]), removed: set(&["b", "n"]) });
    let expected = Changes { modified: set(&["m", "o", "r"]), added: set(&["a", "c"]), removed: set(&["n", "s"]) };
    assert_eq!(changes, expected);
}

#[cfg(unix)]
#[test]
fn behind_a_link_a_file_has_two_names() {
    let mut site = Site::new();
    site.write("shared/about.md", "1");
    fs::create_dir_all(site.place.path().join("content/pages/about")).expect("a folder");
    let link = site.place.path().join("content/pages/about/en.md");
    std::os::unix::fs::symlink("../../../shared/about.md", &link).expect("a link");
    assert_eq!(site.reload(&["content/pages/about/en.md"]).1, ["content/pages/about/en.md"]);
    assert_eq!(site.folder.linked().into_iter().collect::<Vec<_>>(), [site.folder.root().join("shared")]);
    site.write("shared/about.md", "2");
    assert_eq!(site.reload(&["shared/about.md"]).0, ["content/pages/about/en.md"]);
    assert_eq!(site.text("content/pages/about/en.md"), Some("2"));
    // A dangling link is reported until it is fixed.
    fs::remove_file(site.place.path().join("shared/about.md")).expect("removed");
    assert_eq!(site.reload(&["shared/about.md"]).2, ["content/pages/about/en.md"]);
    assert_eq!(site.folder.diagnostics().len(), 1);
    site.write("shared/about.md", "3");
    site.reload(&["shared"]);
    assert_eq!((site.folder.diagnostics().len(), site.text("content/pages/about/en.md")), (0, Some("3")));
}
