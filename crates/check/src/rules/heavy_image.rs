//! Images that are slow to load.

use crate::lint::{Check, LintRule, Picture};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic};

/// Bytes above which an image slows down a page of text on a phone.
const HEAVY: usize = 300_000;
/// Twice the widest column of the default theme: what the sharpest screens can show.
const WIDEST: u32 = 2_432;

#[doc = include_str!("../../../../docs/diagnostics/MZ0727.md")]
pub(super) struct HeavyImage;

impl LintRule for HeavyImage {
    const CODE: Code = Code::HeavyImage;
    const CHECK: Check = Check::Picture(check);
}

fn check(picture: &Picture) -> Option<Diagnostic> {
    let Picture { path, width, height, .. } = picture;
    let (heavy, wide) = (picture.bytes > HEAVY, *width > WIDEST);
    if picture.vector || (!heavy && !wide) {
        return None;
    }
    let kilobytes = picture.bytes.div_ceil(1000);
    let message = format!("the image `{path}` is large: {kilobytes} kB, {width} × {height} pixels");
    let label =
        if heavy { format!("more than {} kB", HEAVY / 1000) } else { format!("more than {WIDEST} pixels wide") };
    let diagnostic = HeavyImage::warning(message).at(Span::new(picture.file, 0..0), label);
    let diagnostic = match wide {
        true => diagnostic.help(format!("scale it down: pages show at most {WIDEST} pixels in width")),
        false => diagnostic,
    };
    Some(diagnostic.help("save it as WebP or AVIF, which need fewer bytes"))
}
