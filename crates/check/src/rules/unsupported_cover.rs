//! Cover images in formats that link previews do not show.

use crate::lint::{Check, GuideInput, LintRule};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Formats by file ending, as messages call them.
const UNSUPPORTED: [(&str, &str); 2] = [(".svg", "SVG"), (".avif", "AVIF")];

#[doc = include_str!("../../../../docs/diagnostics/MZ0732.md")]
pub(super) struct UnsupportedCover;

impl LintRule for UnsupportedCover {
    const CODE: Code = Code::UnsupportedCover;
    const CHECK: Check = Check::Guide(check);
}

fn check(GuideInput { guide, .. }: &GuideInput<'_>) -> Diagnostics {
    let found = guide.image.iter().filter_map(|image| {
        let format = unsupported(&image.value)?;
        let message =
            format!("the cover image of the guide `{}` is {format}, which link previews do not show", guide.id);
        let diagnostic = UnsupportedCover::warning(message)
            .at(image.span, format!("`{}`", image.value))
            .help("save the image as PNG or JPEG, 1200 × 630 pixels for most sites, and name that file in `image`");
        Some(diagnostic)
    });
    found.collect::<Vec<Diagnostic>>().into()
}

/// The format of a file that link previews do not show.
fn unsupported(path: &str) -> Option<&'static str> {
    let path = path.to_ascii_lowercase();
    UNSUPPORTED.iter().find(|(ending, _)| path.ends_with(ending)).map(|(_, format)| *format)
}
