//! Which code may use the file system, the environment and the clock, determined from the paths in the code. Which
//! crate may use which crate or library is in the manifests, and Cargo enforces it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::visit::Visit;

/// The beginning of a path, and the only places whose code may name it.
const WALLS: &[(&str, &[&str])] = &[
    // One door to disk in, one out.
    ("std::fs", &["crates/source/src/", "crates/engine/src/write"]),
    ("walkdir", &["crates/source/src/"]),
    ("tempfile", &["crates/source/src/", "crates/engine/src/write"]),
    // Same inputs, same bytes: nothing below the command line knows the environment or the day.
    ("std::env", &["src/cli/"]),
    ("jiff::Timestamp", &["src/cli/clock.rs"]),
    ("jiff::Zoned", &[]),
    ("std::time::SystemTime", &[]),
    ("chrono", &[]),
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
        Some((folder, "mod" | "lib" | "main")) => format!("{folder}/"),
        _ => format!("{stem}/"),
    }
}

/// Whether `file` is the module `module` or is below it.
fn belongs(file: &str, module: &str) -> bool {
    file.strip_prefix(module).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

fn breaches(file: &str, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    for path in read(text).found {
        let joined = path.join("::");
        for (name, places) in WALLS {
            let crosses = joined == *name || joined.starts_with(&format!("{name}::"));
            // A path of one segment may be a local name.
            if crosses && path.len() > 1 && !places.iter().any(|place| file.starts_with(place)) {
                breaches.push(format!("{file}: `{joined}` may be named only in {places:?}"));
            }
        }
    }
    breaches
}

/// Every source file of the program and its libraries, with its text.
fn code() -> Vec<(String, String)> {
    let root = mizan_testkit::repository();
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    for package in std::fs::read_dir(root.join("crates")).unwrap() {
        let package = package.unwrap();
        if package.file_name() != "testkit" {
            sources(&package.path().join("src"), &mut files);
        }
    }
    files.sort();
    assert!(files.len() > 300, "the sources were not found");
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn only_few_files_touch_the_disk_the_environment_and_the_clock() {
    let code = code();
    let tests: Vec<String> = code
        .iter()
        .flat_map(|(file, text)| {
            let folder = folder_of(file);
            read(text).test_modules.into_iter().map(move |module| format!("{folder}{module}"))
        })
        .collect();
    assert!(tests.contains(&"crates/i18n/src/tests".to_owned()), "modules of tests were not found");
    let code = code.iter().filter(|(file, _)| !tests.iter().any(|module| belongs(file, module)));
    let all: Vec<String> = code.flat_map(|(file, text)| breaches(file, text)).collect();
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

/// A file that no module declares is never compiled, and its tests never run.
#[test]
fn every_file_is_declared() {
    let code = code();
    let declared: BTreeSet<String> = code
        .iter()
        .flat_map(|(file, text)| {
            let folder = folder_of(file);
            read(text).modules.into_iter().map(move |module| format!("{folder}{module}"))
        })
        .collect();
    for (file, _) in &code {
        let module = file.strip_suffix("/mod.rs").or_else(|| file.strip_suffix(".rs")).unwrap();
        let is_root = module.ends_with("/lib") || module.ends_with("/main");
        assert!(is_root || declared.contains(module), "no module declares {file}");
    }
}

#[test]
fn a_breach_is_seen_in_use_lines_in_paths_and_in_macros() {
    let model = "crates/model/src/lib.rs";
    assert_eq!(breaches(model, "use std::{fs, io};").len(), 1);
    assert_eq!(breaches(model, "fn f() { std::fs::read(\"x\").ok(); }").len(), 1);
    assert_eq!(breaches(model, "fn f() { println!(\"{:?}\", std::fs::read(\"x\")); }").len(), 1);
    assert_eq!(breaches(model, "fn f() { jiff::Timestamp::now(); }").len(), 1);
    assert_eq!(breaches("crates/source/src/load.rs", "use std::fs;").len(), 0);
}
