//! The words of links, which many readers hear or see without the sentence around them.

use indexmap::IndexMap;

use super::texts::Text;
use super::tongue::Tongue;
use mizan_markdown::Link;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};

/// Words that say nothing of where a link leads, by language.
const VAGUE: &[(&str, &[&str])] = &[
    (
        "ar",
        &[
            "هنا",
            "من هنا",
            "اضغط هنا",
            "انقر هنا",
            "هذا الرابط",
            "الرابط",
            "رابط",
            "المزيد",
            "اقرأ المزيد",
            "هذه الصفحة",
        ],
    ),
    (
        "de",
        &[
            "hier",
            "hier klicken",
            "klicken sie hier",
            "dieser link",
            "link",
            "mehr",
            "weiterlesen",
            "mehr lesen",
            "diese seite",
        ],
    ),
    (
        "en",
        &[
            "here",
            "click here",
            "this",
            "this link",
            "link",
            "more",
            "read more",
            "learn more",
            "this page",
            "see here",
        ],
    ),
    ("es", &["aquí", "haz clic aquí", "haga clic aquí", "este enlace", "enlace", "más", "leer más", "esta página"]),
    ("fa", &["اینجا", "اینجا کلیک کنید", "این پیوند", "این لینک", "لینک", "پیوند", "بیشتر", "ادامه", "این صفحه"]),
    ("fr", &["ici", "cliquez ici", "ce lien", "lien", "lire la suite", "en savoir plus", "cette page"]),
    ("he", &["כאן", "לחצו כאן", "לחץ כאן", "הקישור", "קישור", "עוד", "קראו עוד", "הדף הזה"]),
    ("it", &["qui", "clicca qui", "questo link", "link", "di più", "leggi di più", "questa pagina"]),
    ("ja", &["ここ", "こちら", "ここをクリック", "リンク", "詳細", "続きを読む", "このページ"]),
    ("pt", &["aqui", "clique aqui", "este link", "link", "mais", "leia mais", "saiba mais", "esta página"]),
    ("ru", &["здесь", "тут", "нажмите здесь", "ссылка", "подробнее", "читать далее", "эта страница"]),
    ("tr", &["burada", "buraya tıklayın", "tıklayın", "bu bağlantı", "bağlantı", "daha fazla", "bu sayfa"]),
    ("ur", &["یہاں", "یہاں کلک کریں", "یہ لنک", "لنک", "مزید", "مزید پڑھیں"]),
];

pub(super) fn judge(text: &Text<'_>, tongue: &Tongue<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let vague = VAGUE.iter().find(|(lang, _)| *lang == tongue.primary()).map_or(&[][..], |(_, words)| words);
    let mut known: IndexMap<String, &Link> = IndexMap::new();
    for link in &text.outline.links {
        let words = plain(&link.text);
        if words.is_empty() {
            continue;
        }
        if vague.contains(&words.as_str()) {
            diagnostics.push(
                Diagnostic::warning(
                    Code::VagueLink,
                    format!("the words of a link in {} do not say where it leads", text.what),
                )
                .at(link.span, format!("“{}” alone", link.text))
                .help("let the words name the page: who moves from link to link hears nothing else"),
            );
            continue;
        }
        let first = *known.entry(words).or_insert(link);
        if first.target != link.target {
            diagnostics.push(
                Diagnostic::warning(
                    Code::AmbiguousLink,
                    format!("two links in {} are both called “{}”, and lead to two places", text.what, link.text),
                )
                .at(link.span, format!("to `{}`", link.target))
                .also(first.span, format!("to `{}`", first.target))
                .help("let the words of each say which of the two it is"),
            );
        }
    }
    diagnostics
}

/// In small letters, without what stands around the words.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
