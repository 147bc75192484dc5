//! Pictures that make readers wait.

use crate::lint::{Check, LintRule, Picture};
use mizan_source::Span;
use mizan_source::diagnostics::{Code, Diagnostic};

/// Bytes that a page of text with one picture can afford.
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
    let message = format!("the picture `{path}` weighs {kilobytes} kB and measures {width} × {height} pixels");
    let label =
        if heavy { format!("more than {} kB", HEAVY / 1000) } else { format!("more than {WIDEST} pixels wide") };
    let diagnostic = HeavyImage::warning(message).at(Span::new(picture.file, 0..0), label);
    let diagnostic = match wide {
        true => diagnostic.help(format!("no page shows more than {WIDEST} pixels across: scale it down")),
        false => diagnostic,
    };
    Some(diagnostic.help("save it as WebP or AVIF: on a phone, half of a picture's bytes are half of the wait"))
}
