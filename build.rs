//! Lists the default theme's files and the pages about diagnostics, so that the binary carries them.

use std::fmt::Write;
use std::path::Path;

const THEME: &str = "themes/mizan";
/// What the theme was made from, and no page needs.
const LEFT_OUT: &str = "fonts-src";
/// A page a code.
const PAGES: &str = "docs/diagnostics";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    list(THEME, "include_bytes", "builtin_theme.rs")?;
    list(PAGES, "include_str", "diagnostics_pages.rs")?;
    Ok(())
}

/// Writes a list of the files in `folder`, each with its path and what `include` reads from it.
fn list(folder: &str, include: &str, to: &str) -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={folder}");
    let root = std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let mut files = Vec::new();
    collect(&root, folder, &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for path in &files {
        let absolute = root.join(path);
        writeln!(list, "    ({path:?}, {include}!({:?})),", absolute.to_string_lossy())?;
    }
    list.push_str("]\n");
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join(to), list)?;
    Ok(())
}

fn collect(root: &Path, folder: &str, files: &mut Vec<String>) -> std::io::Result<()> {
    let listed = match std::fs::read_dir(root.join(folder)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        listed => listed?,
    };
    for entry in listed {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{folder}/{name}");
        if name.starts_with('.') || name.ends_with('~') || name == LEFT_OUT {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(root, &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
