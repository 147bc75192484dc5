//! One version of the program, and the sites of its commit.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Failure;

pub(super) struct Program {
    /// The folder of its commit.
    root: PathBuf,
    executable: PathBuf,
    /// The option that keeps a build from leaving a cache in the folder of a site, where the program has it.
    no_cache: Option<&'static str>,
}

impl Program {
    /// The program of the working tree.
    pub(super) fn of_tree(root: &Path) -> Result<Program, Failure> {
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        compile(root, &target)?;
        Program::new(root.to_owned(), target.join("release").join(name()))
    }

    /// The program of a commit. It is compiled once, and kept in `target/same-output`.
    pub(super) fn of_commit(root: &Path, commit: &str) -> Result<Program, Failure> {
        let mut git = Command::new("git");
        git.args(["rev-parse", "--verify", &format!("{commit}^{{commit}}")]).current_dir(root);
        let id = output(&mut git, "git rev-parse")?;
        let folder = root.join("target/same-output").join(id.trim());
        let executable = folder.join(name());
        if !executable.is_file() {
            let sources = folder.join("sources");
            if sources.exists() {
                std::fs::remove_dir_all(&sources)?;
            }
            std::fs::create_dir_all(&sources)?;
            extract(root, id.trim(), &sources)?;
            // Programs of all commits share what they depend on.
            let target = root.join("target/same-output/target");
            compile(&sources, &target)?;
            std::fs::copy(target.join("release").join(name()), &executable)?;
        }
        Program::new(folder.join("sources"), executable)
    }

    fn new(root: PathBuf, executable: PathBuf) -> Result<Program, Failure> {
        let help = output(Command::new(&executable).args(["build", "--help"]), "mizan build --help")?;
        Ok(Program { root, executable, no_cache: help.contains("--no-cache").then_some("--no-cache") })
    }

    /// The folders of all good sites, relative to the commit's; `.` is the repository's own.
    pub(super) fn sites(&self) -> Result<Vec<String>, Failure> {
        let mut sites = vec![".".to_owned()];
        let names = folders(&self.root.join("tests/sites"))?.into_iter().map(|(name, _)| name);
        sites.extend(names.filter(|name| name != "bad").map(|name| format!("tests/sites/{name}")));
        Ok(sites)
    }

    /// The commit's cases of diagnostics, by name, as folders; those that are Markdown are written below `to`.
    pub(super) fn cases(&self, to: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
        match self.root.join("tests/sites/bad") {
            bad if bad.is_dir() => folders(&bad),
            _ => crate::fixtures::materialize(&self.root, to),
        }
    }

    /// Where the site is, if there is one.
    pub(super) fn folder(&self, site: &str) -> Option<PathBuf> {
        Some(self.root.join(site)).filter(|folder| folder.is_dir())
    }

    /// The program, to be run on the site in `folder` on a fixed day.
    pub(super) fn command(&self, name: &str, folder: &Path) -> Command {
        let mut command = Command::new(&self.executable);
        command
            .arg(name)
            .args(self.no_cache.iter().filter(|_| name == "build"))
            .arg("--site")
            .arg(folder)
            .args(["--today", "2026-12-01"]);
        command.env_remove("SOURCE_DATE_EPOCH").stderr(Stdio::piped());
        command
    }
}

/// The folders in a folder, by name.
fn folders(folder: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
        }
    }
    folders.sort();
    Ok(folders)
}

fn name() -> String {
    format!("mizan{}", std::env::consts::EXE_SUFFIX)
}

fn compile(sources: &Path, target: &Path) -> Result<(), Failure> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--release", "--quiet", "--bin", "mizan"])
        .current_dir(sources)
        .env("CARGO_TARGET_DIR", target);
    match cargo.status()?.success() {
        true => Ok(()),
        false => Err(format!("{} does not compile", sources.display()).into()),
    }
}

/// Puts the files of a commit into `folder`.
fn extract(root: &Path, id: &str, folder: &Path) -> Result<(), Failure> {
    let mut archive =
        Command::new("git").args(["archive", "--format=tar", id]).current_dir(root).stdout(Stdio::piped()).spawn()?;
    let tar = archive.stdout.take().ok_or("git archive writes nothing")?;
    let extracted = Command::new("tar").arg("-x").current_dir(folder).stdin(tar).status()?;
    match archive.wait()?.success() && extracted.success() {
        true => Ok(()),
        false => Err(format!("the files of {id} cannot be extracted").into()),
    }
}

fn output(command: &mut Command, name: &str) -> Result<String, Failure> {
    let output = command.stderr(Stdio::inherit()).output()?;
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout)?),
        false => Err(format!("{name} failed").into()),
    }
}
