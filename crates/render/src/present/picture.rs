//! Images in the content: the file of a path in a language, and how a page shows it.

use unicode_normalization::UnicodeNormalization;

use super::RenderContext;
use super::page_context::PageContext;
use crate::view::ImageView;
use mizan_markdown::Missing;
use mizan_model::{LangIx, Localized, Prose};
use mizan_source::Spanned;
use mizan_source::diagnostics::{Code, Diagnostic, did_you_mean};

/// An image that will be in the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// With the base path.
    pub url: String,
    /// The same with `base_url`.
    pub absolute: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// MIME type.
    pub mime: &'static str,
}

/// The images of a site.
pub trait Pictures: Sync {
    /// The image of a file under the site's root: `content/guides/whatsapp/images/cover.png`.
    fn picture(&self, file: &str) -> Option<Picture>;

    /// The files under a folder that are images.
    fn under(&self, folder: &str) -> Vec<String>;
}

/// The image that `path` (`images/x.png`) means in the folder of a guide or page: the language's own
/// (`ar/images/x.png`), else the one for all.
pub(crate) fn find(context: &RenderContext, folder: &str, lang: LangIx, path: &str) -> Result<Picture, Box<Missing>> {
    let lang = context.locales.get(lang).map_or("", |locale| locale.id());
    // Names of files are in NFC here, whatever the disk and the author's keyboard make of them.
    let path: String = path.nfc().collect();
    let path = path.as_str();
    let candidates = [format!("{folder}{lang}/{path}"), format!("{folder}{path}")];
    if candidates.iter().any(|file| context.unread.path(file).is_some()) {
        // It is there; why it cannot be shown is reported already.
        return Ok(Picture { url: String::new(), absolute: String::new(), width: 0, height: 0, mime: "image/png" });
    }
    if let Some(picture) = candidates.iter().find_map(|file| context.pictures.picture(file)) {
        return Ok(picture);
    }
    let mut known: Vec<String> = Vec::new();
    for base in [format!("{folder}{lang}/"), folder.to_owned()] {
        let inside = context.pictures.under(&format!("{base}images/"));
        known.extend(inside.iter().filter_map(|file| file.strip_prefix(&base)).map(str::to_owned));
    }
    let missing = Missing::new(Code::MissingImage, format!("cannot find the image `{path}` in {folder}"))
        .instead(did_you_mean(path, known.iter().map(String::as_str)));
    Err(Box::new(if known.is_empty() {
        missing.help(format!("add it to {folder}images/ as PNG, JPEG, WebP, AVIF or SVG"))
    } else {
        missing
    }))
}

/// An image that the facts name, with the words that describe it. One that is not there is reported
/// with the guide's source language, which every guide has.
pub(crate) fn view(
    cx: &PageContext<'_>,
    folder: &str,
    image: &Spanned<String>,
    alt: Option<Localized<'_, Prose>>,
) -> Option<ImageView> {
    match find(cx.context, folder, cx.lang, &image.value) {
        Ok(picture) => Some(ImageView {
            url: picture.url,
            absolute: picture.absolute,
            width: picture.width,
            height: picture.height,
            alt: alt.map(|said| cx.name(said).isolated).unwrap_or_default(),
            mime: picture.mime,
        }),
        Err(missing) => {
            let mut diagnostic =
                Diagnostic::error(missing.code, missing.message).at(image.span, format!("`{}`", image.value));
            if let Some(instead) = missing.instead {
                diagnostic = diagnostic.help(format!("did you mean `{instead}`?"));
            }
            for help in missing.help {
                diagnostic = diagnostic.help(help);
            }
            cx.fault(diagnostic);
            None
        }
    }
}
