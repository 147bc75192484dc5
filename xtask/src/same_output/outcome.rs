//! The output of a program for a site.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use walkdir::WalkDir;

use super::program::Program;
use crate::Failure;

/// What `build` writes, and what `build` and `check` report.
pub(super) struct Outcome {
    /// Bytes by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Which command, code, severity and place, in the order in which they are printed.
    pub diagnostics: Vec<String>,
    /// Which command ended with which exit code.
    codes: Vec<String>,
}

impl Outcome {
    pub(super) fn of(program: &Program, site: &Path) -> Result<Outcome, Failure> {
        let out = tempfile::tempdir()?;
        let public = out.path().join("public");
        let mut outcome = Outcome { files: BTreeMap::new(), diagnostics: Vec::new(), codes: Vec::new() };
        let mut build = program.command("build", site);
        outcome.take("build", build.arg("--out").arg(&public).args(["--format", "json"]))?;
        outcome.take("check", program.command("check", site).args(["--format", "json"]))?;
        if public.is_dir() {
            for entry in WalkDir::new(&public).sort_by_file_name() {
                let entry = entry?;
                if entry.file_type().is_file() {
                    let path = entry.path().strip_prefix(&public)?.to_string_lossy().replace('\\', "/");
                    outcome.files.insert(path, std::fs::read(entry.path())?);
                }
            }
        }
        Ok(outcome)
    }

    fn take(&mut self, name: &str, command: &mut std::process::Command) -> Result<(), Failure> {
        let output = command.output()?;
        self.codes.push(format!("{name} {}", output.status));
        for line in String::from_utf8(output.stdout)?.lines() {
            self.diagnostics.push(format!("{name} {}", code_and_place(&serde_json::from_str(line)?)));
        }
        Ok(())
    }

    /// The differences in `after`.
    pub(super) fn differences(&self, after: &Outcome) -> Vec<String> {
        let mut differences = Vec::new();
        if self.codes != after.codes {
            differences.push(format!("exit codes: {:?} before, {:?} now", self.codes, after.codes));
        }
        if self.diagnostics != after.diagnostics {
            let (old, new): (BTreeSet<_>, BTreeSet<_>) =
                (self.diagnostics.iter().collect(), after.diagnostics.iter().collect());
            differences.extend(old.difference(&new).map(|gone| format!("no longer reported: {gone}")));
            differences.extend(new.difference(&old).map(|added| format!("newly reported: {added}")));
            if old == new {
                differences.push("the order or number of diagnostics differs".to_owned());
            }
        }
        let paths: BTreeSet<&String> = self.files.keys().chain(after.files.keys()).collect();
        for path in paths {
            match (self.files.get(path), after.files.get(path)) {
                (Some(old), Some(new)) if old == new => {}
                (Some(old), Some(new)) => {
                    let at = old.iter().zip(new).take_while(|(a, b)| a == b).count();
                    differences.push(format!(
                        "{path} differs at byte {at}: {} before, {} now",
                        near(old, at),
                        near(new, at)
                    ));
                }
                (Some(_), None) => differences.push(format!("{path} is no longer written")),
                (None, _) => differences.push(format!("{path} is newly written")),
            }
        }
        differences
    }
}

fn near(bytes: &[u8], at: usize) -> String {
    let part = bytes.get(at.saturating_sub(20)..bytes.len().min(at + 40)).unwrap_or_default();
    format!("{:?}", String::from_utf8_lossy(part))
}

/// `error MZ0202 content/guides/x/guide.toml:3:1-3:9`.
fn code_and_place(diagnostic: &Value) -> String {
    let text = |key: &str| diagnostic[key].as_str().unwrap_or("-").to_owned();
    format!(
        "{} {} {}:{}:{}-{}:{}",
        text("severity"),
        text("code"),
        text("file"),
        diagnostic["line"],
        diagnostic["column"],
        diagnostic["end"]["line"],
        diagnostic["end"]["column"]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(diagnostics: &[&str], files: &[(&str, &str)]) -> Outcome {
        Outcome {
            files: files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect(),
            diagnostics: diagnostics.iter().map(|line| (*line).to_owned()).collect(),
            codes: Vec::new(),
        }
    }

    #[test]
    fn a_changed_byte_a_lost_file_and_a_lost_diagnostic_are_differences() {
        let before = outcome(&["check error MZ0202 a:1:1-1:2"], &[("index.html", "one"), ("a.css", "x")]);
        assert!(
            before
                .differences(&outcome(&["check error MZ0202 a:1:1-1:2"], &[("index.html", "one"), ("a.css", "x")]))
                .is_empty()
        );
        let found = before.differences(&outcome(&[], &[("index.html", "two")]));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("no longer reported: check error MZ0202"), "{found:?}");
        assert!(found[1].starts_with("a.css is no longer"), "{found:?}");
        assert!(found[2].starts_with("index.html differs at byte 0"), "{found:?}");
    }

    #[test]
    fn the_words_of_a_diagnostic_do_not_count() {
        let parse = |text: &str| code_and_place(&serde_json::from_str(text).expect("JSON"));
        let one = r#"{"code":"MZ0202","severity":"error","message":"a","file":"x.toml","line":3,"column":1,"end":{"line":3,"column":9}}"#;
        assert_eq!(parse(one), "error MZ0202 x.toml:3:1-3:9");
        assert_eq!(parse(&one.replace("\"a\"", "\"b\"")), parse(one));
    }
}
