//! A session that processed edits gives the same output as a build of the same files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use mizan_engine::{Options, Session, make};
use mizan_source::diagnostics::{Diagnostics, Severity};
use mizan_source::{self, Changes, SourceMap};
use proptest::prelude::*;

use crate::run::Workplace;
use crate::site::{Gathered, options, shown};

const CONFIG: &str = "base_url = \"https://example.org/guides/\"\ndefault_language = \"en\"\n\
                      [[languages]]\nid = \"en\"\n[[languages]]\nid = \"ar\"\nfallback = \"notice\"\n";
const GUIDE: &str = "published = 2026-05-04\ntags = [\"bikes\"]\ntiers = [\"city\", \"touring\"]\npairs = \"all\"\n\
                     [sources.maker]\nurl = \"https://example.com/\"\n[defaults]\nsources = [\"maker\"]\nchecked = 2026-11-01\n\
                     [[groups]]\nid = \"ride\"\nfeatures = [\n  { id = \"lights\", importance = \"key\" },\n  \
                     { id = \"gears\", type = \"number\", unit = \"gear\" },\n  { id = \"price\", type = \"money\" },\n]\n";
const CITY: &str = "[features]\nlights = \"yes\"\ngears = 7\nprice = { amount = \"5\", currency = \"EUR\" }\n";
const TOURING: &str = "[features]\nlights = \"unknown\"\ngears = 27\nprice = { amount = \"9\", currency = \"USD\" }\n";
const LABELS: &str = "[groups]\nride = \"On the road\"\n[features]\nlights = \"Lights\"\ngears = \"Gears\"\nprice = \"Price\"\n\
                      [units.gear]\none = \"{n} gear\"\nother = \"{n} gears\"\n[sources]\nmaker = \"Catalogue\"\n";

fn words(title: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndescription = \"What is known of them.\"\nverdict = \"One for errands.\"\n+++\n\n{body}\n"
    )
}

fn tier(name: &str, more: &str) -> String {
    format!("+++\nname = \"{name}\"\n{more}+++\n\nRide it.\n")
}

/// Paths with their possible contents, the first at the beginning; `None` where the file is not there.
pub(crate) fn files() -> Vec<(String, Vec<Option<String>>)> {
    let mut files: Vec<(String, Vec<Option<String>>)> = Vec::new();
    let mut add = |path: &str, texts: Vec<Option<String>>| files.push((path.to_owned(), texts));
    let some = |text: &str| Some(text.to_owned());
    add(
        "config.toml",
        vec![
            some(CONFIG),
            Some(format!("{CONFIG}[lints]\nMZ0302 = \"off\"\n")),
            Some(format!("{CONFIG}[people.a]\n")),
            Some(format!(
                "{CONFIG}[outputs]\ndata = false\nmarkdown = true\nllms = true\n[embed]\nframe_ancestors = [\"https://example.com\"]\n"
            )),
            Some(format!(
                "{CONFIG}[lints]\nMZ0701 = \"warn\"\nMZ0710 = \"warn\"\nMZ0716 = \"warn\"\nMZ0717 = \"error\"\n"
            )),
            some("base_url = "),
            None,
        ],
    );
    add(
        "content/site/en.toml",
        vec![
            some(
                "title = \"Which bike?\"\ndescription = \"Bicycles.\"\nmenu = [\"/guides/a\", \"/pages/about\"]\n[tags]\nbikes = \"Bikes\"\n",
            ),
            some(
                "title = \"Which one?\"\ndescription = \"Bicycles.\"\nfooter = \"{{ value(\\\"b/city.gears\\\") }}\"\n[tags]\nbikes = \"Bicycles\"\n",
            ),
            None,
        ],
    );
    add("content/site/ar.toml", vec![some("title = \"دراجات\"\ndescription = \"مقارنة\"\n"), None]);
    add(
        "content/pages/about/en.md",
        vec![
            some("+++\ntitle = \"About\"\ndescription = \"Who.\"\n+++\n\n## Team\n\nUs.\n"),
            some(
                "+++\ntitle = \"About us\"\ndescription = \"Who.\"\nslug = \"us\"\n+++\n\nSee [a](/guides/a#gears) {{ value(\"a/city.gears\") }}.\n",
            ),
            None,
        ],
    );
    add("static/robots-too.txt", vec![None, some("x"), some("y")]);
    add("static/favicon.svg", vec![None, some("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]);
    add("static/en/a", vec![None, some("in the way")]);
    add("themes/mine/theme.toml", vec![None, some("extends = \"mizan\"\n")]);
    for id in ["a", "b", "c"] {
        let in_guide = |path: &str| format!("content/guides/{id}/{path}");
        let mut guide = vec![some(GUIDE), Some(GUIDE.replace("2026-05-04", "2026-06-05"))];
        guide.push(Some(GUIDE.replace("tags = [\"bikes\"]", "draft = true")));
        guide.push(Some(GUIDE.replace("\"gears\"", "\"speeds\"")));
        guide.push(some("tiers = ["));
        guide.push(None);
        add(&in_guide("guide.toml"), guide);
        let city =
            [CITY.to_owned(), CITY.replace("= 7", "= 8"), CITY.replace("EUR", "GBP"), CITY.replace("gears = 7\n", "")];
        add(&in_guide("tiers/city.toml"), city.map(Some).into_iter().chain([None]).collect());
        add(&in_guide("tiers/touring.toml"), vec![some(TOURING)]);
        let other = if id == "a" { "b" } else { "a" };
        let bodies = [
            format!("Bikes of {id}.\n\n## Roads\n"),
            format!("New words of {id} {{{{ value(\"{other}/touring.gears\") }}}}.\n\n## Lanes\n"),
            format!("See [the other](/guides/{other}#roads), [us](/pages/about#team) and {{{{ fact(\"none\") }}}}."),
            format!("See [the other](/guides/{other}/city#lights)."),
        ];
        let mut texts: Vec<Option<String>> =
            bodies.iter().map(|body| Some(words(&format!("Bike {id}"), body))).collect();
        texts.push(Some(words(&format!("Bicycle {id}"), &bodies[0])));
        texts.push(Some(words("x", "y").replace("+++\ntitle", "+++\nslug = \"moved\"\naliases = [\"/old\"]\ntitle")));
        texts.push(Some("+++\ntitle = \"half".to_owned()));
        texts.push(None);
        add(&in_guide("en/guide.md"), texts);
        add(&in_guide("ar/guide.md"), vec![None, Some(words("دراجة", "كلمات."))]);
        add(
            &in_guide("en/labels.toml"),
            vec![some(LABELS), Some(LABELS.replace("Gears", "Speeds")), Some(format!("{LABELS}[notes]\nx = \"y\"\n"))],
        );
        add(
            &in_guide("en/tiers/city.md"),
            vec![
                Some(tier("City", "")),
                Some(tier("Town", "")),
                Some(tier("City", "tagline = \"see [it](/guides/c)\"\n")),
                None,
            ],
        );
        add(&in_guide("en/tiers/touring.md"), vec![Some(tier("Touring", ""))]);
    }
    files
}

/// A whole build of the files, and what it reports.
fn whole(sources: &SourceMap, options: &Options) -> (Option<BTreeMap<String, Vec<u8>>>, Diagnostics) {
    let gathered = Gathered::default();
    let (built, diagnostics) = make(sources, options, &gathered).expect("memory takes everything");
    (built.map(|_| gathered.files()), diagnostics.once())
}

fn messages(diagnostics: &Diagnostics, sources: &SourceMap) -> BTreeSet<String> {
    diagnostics.iter().map(|one| shown(&Diagnostics::from(vec![one.clone()]), sources)).collect()
}

struct Followed {
    place: Workplace,
    session: Session,
    options: Options,
}

impl Followed {
    fn new() -> Followed {
        let place = Workplace::copy(std::path::Path::new("/nowhere"));
        for (path, texts) in files() {
            if let Some(text) = &texts[0] {
                place.file(&path, text);
            }
        }
        let options = Options { minify: false, ..options() };
        let mut session = Session::open(place.path(), options.clone(), false).expect("a folder");
        session.update(Changes::default());
        Followed { place, session, options }
    }

    fn write(&self, path: &str, text: Option<&str>) -> PathBuf {
        match text {
            Some(text) => self.place.file(path, text),
            // It may not be there already.
            None => drop(std::fs::remove_file(self.place.path().join(path))),
        }
        PathBuf::from(path)
    }

    fn follow(&mut self, paths: &[PathBuf]) -> bool {
        let changes = self.session.reload(Some(paths));
        self.session.update(changes).published
    }

    /// Compares with a whole build of the files as they are.
    fn is_as_built(&mut self) {
        while self.session.is_waiting() {
            self.session.check_some();
        }
        let (mut sources, _) = mizan_source::load(self.place.path()).expect("a folder");
        mizan::THEME.add_to(&mut sources);
        let (built, diagnostics) = whole(&sources, &self.options);
        let ours = self.session.diagnostics();
        assert_eq!(messages(ours, self.session.sources()), messages(&diagnostics, &sources));
        let Some(built) = built else {
            assert!(ours.iter().any(|one| one.severity == Severity::Error));
            return;
        };
        let good = self.session.good().expect("nothing is at fault");
        assert_eq!(good.paths(), built.keys().cloned().collect::<Vec<_>>());
        for (path, bytes) in &built {
            let file = good.file(path).expect("nothing is at fault").expect("it is planned");
            assert!(
                file.bytes == *bytes,
                "{path}:\n{}\n-- built:\n{}",
                String::from_utf8_lossy(&file.bytes),
                String::from_utf8_lossy(bytes)
            );
        }
    }
}

#[test]
fn a_site_is_as_it_would_be_built() {
    Followed::new().is_as_built();
}

#[test]
fn the_last_good_state_stays_until_the_fault_is_mended() {
    let mut followed = Followed::new();
    let page = |followed: &Followed, path: &str| {
        let file = followed.session.good().expect("it was good once").file(path).expect("good").expect("planned");
        String::from_utf8(file.bytes).expect("text")
    };
    let body = "content/guides/a/en/guide.md";
    let good = words("Bike a", "Fresh words.");
    let changed = followed.write(body, Some(&good));
    assert!(followed.follow(&[changed]));
    assert!(page(&followed, "en/a/index.html").contains("Fresh words."));
    for bad in ["", "+++\ntitle = \"x", &good.replace("Fresh words.", "{{ fact(\"none\") }}")] {
        let changed = followed.write(body, Some(bad));
        assert!(!followed.follow(&[changed]), "{bad}");
        assert!(followed.session.diagnostics().has_errors());
        assert!(page(&followed, "en/a/index.html").contains("Fresh words."));
        followed.is_as_built();
    }
    let changed = followed.write(body, Some(&good.replace("Fresh", "Newer")));
    assert!(followed.follow(&[changed]));
    assert!(page(&followed, "en/a/index.html").contains("Newer words."));
    followed.is_as_built();
}

#[test]
fn who_names_another_guide_is_judged_with_it() {
    let mut followed = Followed::new();
    let linking = words("Bike a", "See [roads](/guides/b#roads).");
    let changed = followed.write("content/guides/a/en/guide.md", Some(&linking));
    assert!(followed.follow(&[changed]));
    followed.is_as_built();
    // The heading that another guide leads to goes away, and comes back.
    let body = "content/guides/b/en/guide.md";
    let changed = followed.write(body, Some(&words("Bike b", "No heading.")));
    assert!(!followed.follow(&[changed]), "the link is dead");
    followed.is_as_built();
    let changed = followed.write(body, Some(&words("Bike b", "## Roads")));
    assert!(followed.follow(&[changed]));
    followed.is_as_built();
}

#[test]
fn a_word_leaves_everything_else_as_it_is() {
    let mut followed = Followed::new();
    let plan = std::ptr::from_ref(followed.session.good().expect("good").plan());
    let changed = followed.write("content/guides/a/en/guide.md", Some(&words("Bike a", "Other words.")));
    assert!(followed.follow(&[changed]));
    assert_eq!(plan, std::ptr::from_ref(followed.session.good().expect("good").plan()));
    assert!(!followed.session.is_waiting() || followed.session.good().is_some());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_edited_the_site_is_as_it_would_be_built(
        steps in prop::collection::vec(prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()), 1..4), 1..6)
    ) {
        let mut followed = Followed::new();
        let files = files();
        for edits in steps {
            let mut paths = Vec::new();
            for (file, text, mend) in edits {
                let (path, texts) = &files[file.index(files.len())];
                let at = if mend { 0 } else { text.index(texts.len()) };
                paths.push(followed.write(path, texts[at].as_deref()));
            }
            followed.follow(&paths);
            followed.is_as_built();
        }
    }
}
