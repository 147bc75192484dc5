//! Images of content: which formats are allowed on a page, and how large they are.

use std::collections::BTreeSet;
use std::io::Cursor;

use imagesize::{Compression, ImageType};

use super::svg;

/// An image that can be shown.
pub(super) struct Image {
    /// CSS pixels, as the image is shown: an orientation in its metadata is applied.
    pub width: u32,
    pub height: u32,
    pub mime: &'static str,
    /// The bytes to be published, where they are not those of the file.
    pub cleaned: Option<Vec<u8>>,
    /// The parts that were removed.
    pub removed: BTreeSet<String>,
}

/// Why an image cannot be shown: a predicate, and the help.
pub(super) struct Fault {
    pub message: String,
    pub help: String,
}

pub(super) fn fault(message: impl Into<String>, help: impl Into<String>) -> Fault {
    Fault { message: message.into(), help: help.into() }
}

const SAVE_AGAIN: &str = "save the image again as PNG, JPEG, WebP, AVIF or SVG";

/// Checks an image by its name and its bytes.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Image, Fault> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let named = match extension.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => return svg::read(bytes),
        _ => return Err(fault("has an unsupported extension: expected png, jpg, jpeg, webp, avif or svg", SAVE_AGAIN)),
    };
    if bytes.is_empty() {
        return Err(fault("is empty", SAVE_AGAIN));
    }
    let held = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "image/png",
        Ok(ImageType::Jpeg) => "image/jpeg",
        Ok(ImageType::Webp) => "image/webp",
        Ok(ImageType::Heif(Compression::Av1)) => "image/avif",
        Ok(other) => return Err(fault(format!("has a format that browsers may not support ({other:?})"), SAVE_AGAIN)),
        Err(_) => return Err(fault("is not an image, or is damaged", SAVE_AGAIN)),
    };
    // Hosts derive the type from the extension, and `nosniff` keeps browsers from guessing another.
    if held != named {
        let right = held.trim_start_matches("image/");
        return Err(fault(
            format!("has the extension .{extension} but contains {}", right.to_uppercase()),
            format!("rename it to end in .{}", if right == "jpeg" { "jpg" } else { right }),
        ));
    }
    if is_cut_off(held, bytes) {
        return Err(fault("is truncated", "copy or download the file again, or save the image again"));
    }
    let size = imagesize::blob_size(bytes).map_err(|_| fault("is damaged", SAVE_AGAIN))?;
    let pixels = |n: usize| u32::try_from(n).ok().filter(|n| *n > 0 && *n <= 1 << 20);
    let (Some(width), Some(height)) = (pixels(size.width), pixels(size.height)) else {
        return Err(fault("has an invalid size", SAVE_AGAIN));
    };
    let (width, height) = if is_shown_turned(named, bytes) { (height, width) } else { (width, height) };
    Ok(Image { width, height, mime: named, cleaned: None, removed: BTreeSet::new() })
}

/// Whether browsers turn the image by a quarter, so that its width is shown as its height. Cameras store what the sensor
/// saw, and in the tag Orientation how it was held: 5 to 8 are quarter turns (Exif 3.0, section 4.6.4). Browsers apply the
/// tag in JPEG and PNG, and not in WebP; the rotation of an AVIF is a property of the image, which `imagesize` applies.
fn is_shown_turned(mime: &str, bytes: &[u8]) -> bool {
    if !matches!(mime, "image/jpeg" | "image/png") {
        return false;
    }
    let metadata = exif::Reader::new().read_from_container(&mut Cursor::new(bytes));
    let orientation = metadata.ok().and_then(|metadata| {
        metadata.get_field(exif::Tag::Orientation, exif::In::PRIMARY).and_then(|field| field.value.get_uint(0))
    });
    matches!(orientation, Some(5..=8))
}

/// Whether a file ends before the image does, as one does that was not copied whole.
fn is_cut_off(mime: &str, bytes: &[u8]) -> bool {
    match mime {
        "image/png" => !png_ends(bytes),
        // The marker of the end (ITU-T T.81, B.1.1.3); some programs put words of their own behind it.
        "image/jpeg" => !bytes.windows(2).any(|two| two == [0xFF, 0xD9]),
        // RIFF names the length of all that follows its first eight bytes.
        "image/webp" => number(bytes, 4, u32::from_le_bytes).is_none_or(|length| bytes.len() < length as usize + 8),
        _ => !boxes_end(bytes),
    }
}

fn number(bytes: &[u8], at: usize, read: impl FnOnce([u8; 4]) -> u32) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(read)
}

/// Whether the chunks of a PNG hold an image and lead to its end (PNG, third edition, section 5.3).
fn png_ends(bytes: &[u8]) -> bool {
    let mut at = 8_usize;
    let mut drawn = false;
    while let (Some(length), Some(kind)) = (number(bytes, at, u32::from_be_bytes), bytes.get(at + 4..at + 8)) {
        let Some(next) = at.checked_add(length as usize + 12).filter(|next| *next <= bytes.len()) else { return false };
        match kind {
            b"IEND" => return drawn,
            b"IDAT" => drawn = true,
            _ => {}
        }
        at = next;
    }
    false
}

/// Whether the boxes of a file are as long as their headers state (ISO/IEC 14496-12, section 4.2).
fn boxes_end(bytes: &[u8]) -> bool {
    let mut at = 0_usize;
    while at < bytes.len() {
        let length = match number(bytes, at, u32::from_be_bytes) {
            // To the end of the file.
            Some(0) => return true,
            Some(1) => {
                let (high, low) =
                    (number(bytes, at + 8, u32::from_be_bytes), number(bytes, at + 12, u32::from_be_bytes));
                let (Some(high), Some(low)) = (high, low) else { return false };
                (u64::from(high) << 32) | u64::from(low)
            }
            Some(length) => u64::from(length),
            None => return false,
        };
        let next = usize::try_from(length).ok().filter(|length| *length >= 8).and_then(|length| at.checked_add(length));
        match next {
            Some(next) => at = next,
            None => return false,
        }
    }
    at == bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{is_cut_off, read};

    #[test]
    fn the_end_of_a_picture_is_looked_for() {
        let png = [
            b"\x89PNG\r\n\x1a\n".as_slice(),
            b"\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0CRC!",
            b"\0\0\0\x02IDATxxCRC!\0\0\0\0IENDCRC!",
        ]
        .concat();
        let webp = b"RIFF\x08\0\0\0WEBPVP8 ".to_vec();
        let jpeg = b"\xFF\xD8\xFF\xE0\0\x02\xFF\xDA\0\x02data\xFF\xD9".to_vec();
        let avif = b"\0\0\0\x0cftypavif\0\0\0\0mdatdata".to_vec();
        for (mime, bytes) in
            [("image/png", png), ("image/webp", webp), ("image/jpeg", jpeg), ("image/avif", avif[..12].to_vec())]
        {
            assert!(!is_cut_off(mime, &bytes), "{mime}");
            for end in 12..bytes.len() {
                assert!(is_cut_off(mime, &bytes[..end]), "{mime} up to byte {end}");
            }
        }
        assert!(!is_cut_off("image/avif", &avif));
        assert!(is_cut_off("image/avif", &avif[..8]));
    }

    /// A photo of 400 × 300 pixels whose metadata holds `orientation`, as far as a JPEG is looked at.
    fn photo(orientation: u8) -> Vec<u8> {
        let exif =
            [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation], b"\0\0\0\0\0\0"];
        let exif = exif.concat();
        let length = [0, u8::try_from(exif.len() + 2).unwrap()];
        [
            b"\xFF\xD8\xFF\xE1".as_slice(),
            &length,
            &exif,
            b"\xFF\xC0\0\x0b\x08\x01\x2c\x01\x90\x01\x01\x11\0",
            b"\xFF\xDA\0\x02data\xFF\xD9",
        ]
        .concat()
    }

    #[test]
    fn a_photo_is_as_wide_as_it_is_shown() {
        for orientation in 0..10 {
            let image = read("photo.jpg", &photo(orientation)).map_err(|fault| fault.message).unwrap();
            let size = if (5..=8).contains(&orientation) { (300, 400) } else { (400, 300) };
            assert_eq!((image.width, image.height), size, "orientation {orientation}");
        }
    }

    #[test]
    fn damaged_metadata_does_not_matter() {
        let whole = photo(6);
        for at in 4..40 {
            let mut damaged = whole.clone();
            damaged[at] ^= 0xFF;
            if let Ok(image) = read("photo.jpg", &damaged) {
                assert_eq!(image.width + image.height, 700, "byte {at}");
            }
        }
    }
}
