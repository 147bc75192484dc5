//! Pictures that make readers wait.

use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};
use mizan_source::{SourceId, Span};

/// A picture of the content, as it will be published.
#[derive(Clone, Debug)]
pub struct Picture {
    pub file: SourceId,
    /// In the site: `content/guides/boats/images/cover.png`.
    pub path: String,
    pub bytes: usize,
    /// Pixels.
    pub width: u32,
    pub height: u32,
    /// It is drawn, not made of pixels: it is as sharp in any size.
    pub vector: bool,
}

/// Bytes that a page of text with one picture can afford.
const HEAVY: usize = 300_000;
/// Twice the widest column of the default theme: what the sharpest screens can show.
const WIDEST: u32 = 2_432;

pub fn judge(pictures: &[Picture]) -> Diagnostics {
    pictures.iter().filter(|picture| !picture.vector).filter_map(judge_one).collect::<Vec<_>>().into()
}

fn judge_one(picture: &Picture) -> Option<Diagnostic> {
    let Picture { path, width, height, .. } = picture;
    let (heavy, wide) = (picture.bytes > HEAVY, *width > WIDEST);
    if !heavy && !wide {
        return None;
    }
    let kilobytes = picture.bytes.div_ceil(1000);
    let message = format!("the picture `{path}` weighs {kilobytes} kB and measures {width} × {height} pixels");
    let label =
        if heavy { format!("more than {} kB", HEAVY / 1000) } else { format!("more than {WIDEST} pixels wide") };
    let diagnostic = Diagnostic::warning(Code::HeavyImage, message).at(Span::new(picture.file, 0..0), label);
    let diagnostic = match wide {
        true => diagnostic.help(format!("no page shows more than {WIDEST} pixels across: scale it down")),
        false => diagnostic,
    };
    Some(diagnostic.help("save it as WebP or AVIF: on a phone, half of a picture's bytes are half of the wait"))
}
