//! The words of links.

use crate::lint::LanguageProfile;

/// Words that do not describe where a link leads, by language.
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

/// The words of a link in lower case, without the marks around them.
pub(crate) fn normalized(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether [`normalized`] words do not describe where a link leads: "here".
pub(crate) fn is_vague(words: &str, language: &LanguageProfile<'_>) -> bool {
    let of_language = VAGUE.iter().find(|(lang, _)| *lang == language.primary());
    of_language.is_some_and(|(_, vague)| vague.contains(&words))
}
