//! Lists the default theme's files, so that the binary carries them.

use std::fmt::Write;
use std::path::Path;

const THEME: &str = "themes/mizan";
/// What the theme was made from, and no page needs.
const LEFT_OUT: &str = "fonts-src";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={THEME}");
    println!("cargo::rerun-if-changed=build.rs");
    let root = std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let mut files = Vec::new();
    collect(&root, THEME, &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for path in &files {
        let absolute = root.join(path);
        writeln!(list, "    ({path:?}, include_bytes!({:?})),", absolute.to_string_lossy())?;
    }
    list.push_str("]\n");
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("builtin_theme.rs"), list)?;
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
