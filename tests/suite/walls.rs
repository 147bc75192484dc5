//! The walls between the rooms: who may know whom, read off the paths in the code, not only off the
//! `use` lines.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::visit::Visit;

/// A name (of a crate, or `std::fs`) and the only places under `src/` whose paths may begin with it.
const WALLS: &[(&str, &[&str])] = &[
    ("tera", &["render/"]),
    ("icu", &["locale/"]),
    ("icu_experimental", &["locale/"]),
    ("comrak", &["markup/"]),
    ("minify_html", &["output/"]),
    ("cssparser", &["output/"]),
    ("lightningcss", &["output/"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("clap_mangen", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("terminal_size", &["cli/"]),
    ("walkdir", &["source/", "write"]),
    ("std::fs", &["source/", "write", "cache.rs"]),
    ("std::env", &["cli/"]),
    ("annotate_snippets", &["diagnostics/"]),
    ("toml", &["decode/"]),
    ("ureq", &["external/"]),
    ("toml_edit", &["translation/"]),
    ("tokio", &["serve/"]),
    ("tokio_stream", &["serve/"]),
    ("axum", &["serve/"]),
    ("notify_debouncer_full", &["serve/"]),
    ("open", &["serve/"]),
];

/// What a room may not know of the house: the room, and rooms whose paths must not stand in it.
const BLIND: &[(&str, &[&str])] = &[
    ("model/", &["decode", "locale", "markup", "check", "plan", "render", "output", "write", "cli", "build"]),
    (
        "source/",
        &[
            "model", "config", "decode", "locale", "markup", "check", "plan", "render", "output", "write", "cli",
            "build",
        ],
    ),
    (
        "diagnostics/",
        &["config", "decode", "locale", "markup", "check", "plan", "render", "output", "write", "cli", "build"],
    ),
    ("decode/", &["markup", "check", "plan", "render", "output", "write", "cli", "build"]),
    ("locale/", &["decode", "markup", "check", "plan", "render", "output", "write", "cli", "build"]),
    ("markup/", &["decode", "check", "plan", "render", "output", "write", "cli", "build"]),
    ("plan/", &["decode", "locale", "markup", "render", "output", "write", "cli", "build"]),
    ("check/", &["plan", "render", "output", "write", "cli", "build"]),
    ("external/", &["decode", "locale", "check", "plan", "render", "output", "write", "cli", "build"]),
    ("scaffold/", &["markup", "plan", "render", "output", "cli"]),
    ("mend/", &["decode", "locale", "markup", "check", "plan", "render", "output", "write", "cli", "build"]),
    ("render/", &["write", "cli", "build", "check"]),
    ("output/", &["render", "write", "cli", "build", "check"]),
    ("translation/", &["markup", "check", "plan", "output", "write", "cli", "build"]),
    ("schema/", &["locale", "markup", "check", "plan", "render", "output", "cli", "build"]),
    ("build", &["cli", "serve"]),
    ("serve/", &["decode", "locale", "markup", "check", "render", "write", "cli"]),
];

#[derive(Default)]
struct Paths {
    found: BTreeSet<Vec<String>>,
    /// Modules that have a file of their own.
    modules: BTreeSet<String>,
    /// Those of them that are there for tests.
    test_modules: BTreeSet<String>,
    testing: usize,
}

impl Paths {
    fn add(&mut self, segments: Vec<String>) {
        if self.testing == 0 {
            self.found.insert(segments);
        }
    }

    fn add_use(&mut self, prefix: &[String], tree: &syn::UseTree) {
        let mut path = prefix.to_vec();
        match tree {
            syn::UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                self.add_use(&path, &inner.tree);
            }
            syn::UseTree::Name(name) => {
                path.push(name.ident.to_string());
                self.add(path);
            }
            syn::UseTree::Rename(name) => {
                path.push(name.ident.to_string());
                self.add(path);
            }
            syn::UseTree::Glob(_) => self.add(path),
            syn::UseTree::Group(group) => {
                for item in &group.items {
                    self.add_use(&path, item);
                }
            }
        }
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|argument| argument == "test")
    })
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let test = is_test(&module.attrs);
        if module.content.is_none() {
            self.modules.insert(module.ident.to_string());
            if test {
                self.test_modules.insert(module.ident.to_string());
            }
        }
        self.testing += usize::from(test);
        syn::visit::visit_item_mod(self, module);
        self.testing -= usize::from(test);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_use(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.add(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.add(item.path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        // Inside a macro there are only tokens: every run of `a::b::c` in them is taken for a path.
        let mut run: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in item.tokens.clone() {
            match token {
                proc_macro2::TokenTree::Ident(ident) => {
                    if colons < 2 && !run.is_empty() {
                        self.add(std::mem::take(&mut run));
                    }
                    run.push(ident.to_string());
                    colons = 0;
                }
                proc_macro2::TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                _ => {
                    if !run.is_empty() {
                        self.add(std::mem::take(&mut run));
                    }
                    colons = 0;
                }
            }
        }
        if !run.is_empty() {
            self.add(run);
        }
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn read(text: &str) -> Paths {
    let mut paths = Paths::default();
    paths.visit_file(&syn::parse_file(text).unwrap());
    paths
}

/// Where the modules that `file` declares have their files: `a/b.rs` and `a/b/mod.rs` both in `a/b`.
fn folder_of(file: &str) -> String {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    match stem.rsplit_once('/') {
        Some((folder, "mod")) => format!("{folder}/"),
        None if matches!(stem, "lib" | "main") => String::new(),
        _ => format!("{stem}/"),
    }
}

/// Whether `file` is the module `module` or lies below it.
fn belongs(file: &str, module: &str) -> bool {
    file.strip_prefix(module).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

fn faults(file: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for path in read(text).found {
        let joined = path.join("::");
        for (name, rooms) in WALLS {
            let crosses = joined == *name || joined.starts_with(&format!("{name}::"));
            // A path of one segment may be a local name; only a path into the crate counts.
            let counts = path.len() > 1;
            if crosses && counts && !rooms.iter().any(|room| file.starts_with(room)) {
                faults.push(format!("src/{file}: `{joined}` may stand only in {}", rooms.join(", ")));
            }
        }
        if let ["crate", room, ..] = path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            for (blind, rooms) in BLIND {
                if file.starts_with(blind) && rooms.contains(room) {
                    faults.push(format!("src/{file}: `{joined}` may not stand in {blind}"));
                }
            }
        }
    }
    faults
}

/// Every file under src/, with its text.
fn house() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 50, "the sources were not found");
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn no_room_knows_what_it_should_not() {
    let house = house();
    let tests: Vec<String> = house
        .iter()
        .flat_map(|(file, text)| {
            let folder = folder_of(file);
            read(text).test_modules.into_iter().map(move |module| format!("{folder}{module}"))
        })
        .collect();
    assert!(tests.contains(&"locale/tests".to_owned()), "modules of tests were not found");
    let code = house.iter().filter(|(file, _)| !tests.iter().any(|module| belongs(file, module)));
    let all: Vec<String> = code.flat_map(|(file, text)| faults(file, text)).collect();
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

/// A file that no module declares is compiled by nobody, and its tests never run.
#[test]
fn every_file_is_declared() {
    let house = house();
    let declared: BTreeSet<String> = house
        .iter()
        .flat_map(|(file, text)| {
            let folder = folder_of(file);
            read(text).modules.into_iter().map(move |module| format!("{folder}{module}"))
        })
        .collect();
    for (file, _) in &house {
        let module = file.strip_suffix("/mod.rs").or_else(|| file.strip_suffix(".rs")).unwrap();
        assert!(matches!(module, "lib" | "main") || declared.contains(module), "nobody declares src/{file}");
    }
}

#[test]
fn a_breach_is_seen_in_use_lines_in_paths_and_in_macros() {
    assert_eq!(faults("model/mod.rs", "use std::{fs, io};").len(), 1);
    assert_eq!(faults("model/mod.rs", "fn f() { std::fs::read(\"x\").ok(); }").len(), 1);
    assert_eq!(faults("model/mod.rs", "fn f() { println!(\"{:?}\", std::fs::read(\"x\")); }").len(), 1);
    assert_eq!(faults("check/mod.rs", "fn f(_: &tera::Context) {}").len(), 1);
    assert_eq!(faults("model/mod.rs", "use crate::{locale::Locale, source::Span};").len(), 1);
    assert_eq!(faults("render/engine.rs", "fn f(_: &tera::Context) {}").len(), 0);
}
