//! Pictures of content: which formats may stand on a page, and how large they are.

use std::collections::BTreeSet;

use imagesize::{Compression, ImageType};

use super::svg;

/// A picture that can be shown.
pub struct Image {
    /// CSS pixels.
    pub width: u32,
    pub height: u32,
    pub mime: &'static str,
    /// The bytes to be published, where they are not those of the file.
    pub cleaned: Option<Vec<u8>>,
    /// What was left out of it.
    pub removed: BTreeSet<String>,
}

/// Why a picture cannot be shown: a predicate, and the way out.
pub struct Fault {
    pub message: String,
    pub help: String,
}

pub(super) fn fault(message: impl Into<String>, help: impl Into<String>) -> Fault {
    Fault { message: message.into(), help: help.into() }
}

const SAVE_AGAIN: &str = "save the picture again, as PNG, JPEG, WebP, AVIF or SVG";

/// Judges a picture by its name and its bytes.
pub fn read(name: &str, bytes: &[u8]) -> Result<Image, Fault> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let named = match extension.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => return svg::read(bytes),
        _ => return Err(fault("has an extension that is none of png, jpg, jpeg, webp, avif, svg", SAVE_AGAIN)),
    };
    if bytes.is_empty() {
        return Err(fault("is empty", SAVE_AGAIN));
    }
    let held = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "image/png",
        Ok(ImageType::Jpeg) => "image/jpeg",
        Ok(ImageType::Webp) => "image/webp",
        Ok(ImageType::Heif(Compression::Av1)) => "image/avif",
        Ok(other) => return Err(fault(format!("holds a format that browsers may not show ({other:?})"), SAVE_AGAIN)),
        Err(_) => return Err(fault("is no picture, or a damaged one", SAVE_AGAIN)),
    };
    // Hosts tell browsers the type by the extension, and browsers are told not to guess another.
    if held != named {
        let right = held.trim_start_matches("image/");
        return Err(fault(
            format!("is called .{extension}, and holds {}", right.to_uppercase()),
            format!("rename it to end in .{}", if right == "jpeg" { "jpg" } else { right }),
        ));
    }
    let size = imagesize::blob_size(bytes).map_err(|_| fault("is a damaged picture", SAVE_AGAIN))?;
    let pixels = |n: usize| u32::try_from(n).ok().filter(|n| *n > 0 && *n <= 1 << 20);
    let (Some(width), Some(height)) = (pixels(size.width), pixels(size.height)) else {
        return Err(fault("says of itself that it has no size, or an impossible one", SAVE_AGAIN));
    };
    Ok(Image { width, height, mime: named, cleaned: None, removed: BTreeSet::new() })
}
