//! Alternative text that names the file or its kind instead of what the image shows.

use crate::lint::{Check, LanguageProfile, LintRule, LintText};
use mizan_markdown::{Block, BlockKind, GAP};
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// What every image is, by language.
const KINDS: &[(&str, &[&str])] = &[
    ("ar", &["صورة", "الصورة", "صورة الغلاف", "غلاف", "لقطة شاشة", "شعار"]),
    ("de", &["bild", "foto", "das bild", "ein bild", "ein foto", "titelbild", "screenshot", "bildschirmfoto", "logo"]),
    (
        "en",
        &[
            "image",
            "picture",
            "photo",
            "an image",
            "a picture",
            "a photo",
            "cover",
            "cover image",
            "screenshot",
            "a screenshot",
            "logo",
            "alt",
            "alt text",
        ],
    ),
    ("es", &["imagen", "foto", "una imagen", "una foto", "captura de pantalla", "portada", "logo"]),
    ("fa", &["تصویر", "عکس", "تصویر جلد", "نماگرفت", "لوگو"]),
    ("fr", &["image", "photo", "une image", "une photo", "capture d’écran", "capture d'écran", "couverture", "logo"]),
    ("he", &["תמונה", "צילום", "צילום מסך", "לוגו"]),
    ("it", &["immagine", "foto", "una foto", "schermata", "copertina", "logo"]),
    ("ja", &["画像", "写真", "スクリーンショット", "ロゴ"]),
    ("pt", &["imagem", "foto", "uma foto", "captura de tela", "capa", "logo"]),
    ("ru", &["изображение", "картинка", "фото", "снимок экрана", "обложка", "логотип"]),
    ("tr", &["görsel", "resim", "fotoğraf", "ekran görüntüsü", "kapak", "logo"]),
    ("ur", &["تصویر", "لوگو"]),
];
const EXTENSIONS: [&str; 7] = [".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg", ".gif"];

#[doc = include_str!("../../../../docs/diagnostics/MZ0729.md")]
pub(super) struct VagueAlt;

impl LintRule for VagueAlt {
    const CODE: Code = Code::VagueAlt;
    const CHECK: Check = Check::Text(check);
}

fn check(text: &LintText<'_>, language: &LanguageProfile<'_>) -> Diagnostics {
    let own = text.key.ends_with("image_alt");
    let blocks = text.outline.blocks.iter().filter(|block| own || block.kind == BlockKind::Alt);
    blocks
        .filter_map(|block| {
            let label = vagueness(block, &text.prose.text, own, language)?;
            Some(vague_alt(text, block, label))
        })
        .collect::<Vec<_>>()
        .into()
}

/// Why a text describes no image, where it does not.
fn vagueness(block: &Block, whole: &str, own: bool, language: &LanguageProfile<'_>) -> Option<&'static str> {
    // The name of a file is a gap in the text.
    let words: Vec<&str> = block.text.split_whitespace().collect();
    let plain = words.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let file = |text: &str| EXTENSIONS.iter().any(|extension| text.to_lowercase().ends_with(extension));
    let named = block.text.trim().chars().eq([GAP]) && (!own || file(whole.trim()));
    let kinds = KINDS.iter().find(|(lang, _)| *lang == language.primary()).map_or(&[][..], |(_, kinds)| kinds);
    if named || file(&plain) {
        Some("this is a file name")
    } else {
        kinds.contains(&plain.as_str()).then_some("this fits any image")
    }
}

fn vague_alt(text: &LintText<'_>, block: &Block, label: &str) -> Diagnostic {
    VagueAlt::warning(format!("the alternative text of an image in {} does not describe the image", text.what))
        .at(block.span, label)
        .help("describe in one sentence what the image shows and why it matters")
}
