mod layers;

use indexmap::IndexMap;
use proptest::prelude::*;
use toml::de::{DeTable, DeValue};

use super::*;
use mizan_model::config::{Config, Fallback, Freshness, Language};
use mizan_model::{
    Better, Feature, FeatureType, GrammaticalCase, Guide, GuideWords, Importance, Kind, Labels, LangIx, Languages,
    Message, Plural, Prose, Run, Site, SiteWords, TierWords, UnitWords,
};
use mizan_source::diagnostics::{Code, Diagnostics, Severity};
use mizan_source::{SourceId, Span, Spanned};

fn locale(id: &str, digits: Option<&str>) -> Locale {
    Locale::new(id, id, digits).unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn span() -> Span {
    Span::new(SourceId(0), 0..0)
}

fn prose(text: &str) -> Prose {
    Prose { text: text.to_owned(), span: span(), verbatim: true }
}

/// Reads a theme's messages as the format defines them: a table of plural categories is a plural.
fn theme(text: &str) -> IndexMap<String, Plural> {
    fn add(prefix: &str, table: &DeTable<'_>, messages: &mut IndexMap<String, Plural>) {
        for (key, value) in table {
            let key = key.get_ref();
            let path = if prefix.is_empty() { key.to_string() } else { format!("{prefix}.{key}") };
            match value.get_ref() {
                DeValue::String(text) => {
                    messages.insert(path, Plural::Same(prose(text)));
                }
                DeValue::Table(table) if table.keys().all(|key| PluralCategory::parse(key.get_ref()).is_some()) => {
                    let form = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
                        let key: &std::borrow::Cow<'_, str> = key.get_ref();
                        Some((PluralCategory::parse(key)?, prose(value.get_ref().as_str()?)))
                    };
                    messages.insert(path, Plural::By(table.iter().filter_map(form).collect()));
                }
                DeValue::Table(table) => add(&path, table, messages),
                other => panic!("{path}: {other:?}"),
            }
        }
    }
    let mut messages = IndexMap::new();
    add("", DeTable::parse(text).unwrap().get_ref(), &mut messages);
    messages
}

fn english() -> IndexMap<String, Plural> {
    theme(include_str!("../../../themes/mizan/i18n/en.toml"))
}

fn arabic() -> IndexMap<String, Plural> {
    theme(include_str!("../../../themes/mizan/i18n/ar.toml"))
}

fn layer<'a>(place: LayerOrigin, lang: &'a str, messages: &'a IndexMap<String, Plural>) -> Layer<'a> {
    Layer { place, lang, messages, keys: None }
}

/// A site in these languages, without a guide.
fn site(languages: &[&str]) -> Site {
    let language = |id: &&str| Language {
        id: id.to_string(),
        locale: id.to_string(),
        digits: None,
        fallback: Fallback::Omit,
        outdated_notice: false,
        span: span(),
    };
    let config = Config {
        base_url: url::Url::parse("https://example.org/").unwrap(),
        languages: languages.iter().map(language).collect(),
        default_language: 0.into(),
        default_at_root: false,
        theme: Spanned::new("mizan".to_owned(), span()),
        guides: Vec::new(),
        publisher: None,
        people: IndexMap::new(),
        freshness: Freshness::default(),
        pair_min_differences: 2,
        lints: IndexMap::new(),
        options: IndexMap::new(),
        csp: IndexMap::new(),
        outputs: mizan_model::config::Outputs::default(),
        frame_ancestors: Vec::new(),
    };
    Site {
        config,
        guides: mizan_model::Guides::default(),
        pages: IndexMap::new(),
        words: IndexMap::new(),
        begun: IndexMap::new(),
        translations: IndexMap::new(),
    }
}

fn with_unit(site: &mut Site, lang: LangIx, unit: &str, words: UnitWords) {
    let words = IndexMap::from([(unit.to_owned(), words)]);
    site.words.insert(
        lang,
        SiteWords {
            file: SourceId(0),
            title: Some(prose("t")),
            description: Some(prose("d")),
            menu: Vec::new(),
            footer: None,
            people: IndexMap::new(),
            tags: IndexMap::new(),
            units: words,
            sources: IndexMap::new(),
            messages: IndexMap::new(),
            message_keys: IndexMap::new(),
        },
    );
}

fn devices() -> UnitWords {
    use PluralCategory::*;
    let forms = [
        (Zero, "لا أجهزة"),
        (One, "جهاز واحد"),
        (Two, "جهازان"),
        (Few, "{n} أجهزة"),
        (Many, "{n} جهازًا"),
        (Other, "{n} جهاز"),
    ];
    let count = Plural::By(forms.into_iter().map(|(category, text)| (category, prose(text))).collect());
    UnitWords { count, per: Some(prose("لكل جهاز")), cases: IndexMap::new(), span: span() }
}

/// Formats a message in a site of Arabic and English, in the language of that index.
fn said(phrase: &Message, lang: usize) -> StyledText {
    let mut site = site(&["ar", "en"]);
    with_unit(&mut site, 0.into(), "device", devices());
    let locales = Languages::from([locale("ar", None), locale("en", None)]);
    let (arabic, english) = (arabic(), english());
    let own = [&arabic, &english][lang];
    let id = ["ar", "en"][lang];
    let layers = [layer(LayerOrigin::Theme, id, own), layer(LayerOrigin::Theme, "en", &english)];
    let (messages, faults) = Messages::new(&locales[lang.into()], &layers);
    assert_eq!(faults, Diagnostics::default());
    Localizer::new(&site, &locales, lang.into(), &messages).unwrap().format(phrase, Scope::site())
}

fn number(text: &str) -> Box<Message> {
    Box::new(Message::Number(decimal(text)))
}

#[test]
fn languages_are_known_or_said_to_be_unknown() {
    let fault = |id, locale, digits| Locale::new(id, locale, digits).unwrap_err();
    let unknown = fault("arr-x", "ar", None);
    assert_eq!(unknown.setting, Setting::Id);
    assert_eq!(fault("xx", "xx", None).setting, Setting::Id);
    assert_eq!(fault("und", "und", None).setting, Setting::Id);
    assert_eq!(fault("", "", None).setting, Setting::Id);
    assert_eq!(fault("AR", "ar", None).replacement.as_deref(), Some("ar"));
    assert_eq!(fault("ar", "ar-eg", None).replacement.as_deref(), Some("ar-EG"));
    assert_eq!(fault("iw", "iw", None).replacement.as_deref(), Some("he"));
    assert_eq!(fault("ar", "en-GB", None).setting, Setting::Locale);
    let digits = fault("ar", "ar", Some("arabb"));
    assert_eq!((digits.setting, digits.replacement.as_deref()), (Setting::Digits, Some("arab")));
    // A numbering system that does not have ten digits.
    assert_eq!(fault("ar", "ar", Some("roman")).setting, Setting::Digits);
}

#[test]
fn a_language_knows_itself() {
    let arabic = Locale::new("ar", "ar-EG", Some("latn")).unwrap();
    assert_eq!((arabic.id(), arabic.direction(), arabic.script()), ("ar", Direction::Rtl, "Arab"));
    assert_eq!((arabic.own_name(), arabic.og_locale()), ("العربية".to_owned(), "ar_EG".to_owned()));
    assert_eq!(arabic.name_of("en").as_deref(), Some("الإنجليزية"));
    assert_eq!(arabic.name_of("xx"), None);
    assert_eq!(locale("en", None).own_name(), "English");
    let og = |id| locale(id, None).og_locale();
    assert_eq!([og("ar"), og("ja"), og("zh-Hant"), og("es-419")], ["ar_EG", "ja_JP", "zh_TW", "es_ES"]);
    let rtl: Vec<_> = ["ar", "he", "fa", "ur", "en", "ja", "ckb", "uz-Arab", "uz"]
        .into_iter()
        .filter(|id| locale(id, None).direction() == Direction::Rtl)
        .collect();
    assert_eq!(rtl, ["ar", "he", "fa", "ur", "ckb", "uz-Arab"]);
    assert_eq!(locale("zh-Hant-HK", None).lookup(), ["zh-Hant-HK", "zh-Hant"]);
    assert_eq!(locale("en-GB", None).lookup(), ["en-GB", "en"]);
    assert!(locale("en-GB", None).speaks("en") && !locale("zh-Hant", None).speaks("zh"));
}

#[test]
fn digits_are_the_locales_or_the_authors() {
    let system = |id, digits| Locale::new(id, id, digits).unwrap().numbering_system().to_owned();
    for id in ["ar", "ar-AE", "ar-MA", "ar-DZ", "en", "he", "hi"] {
        assert_eq!(system(id, None), "latn", "{id}");
    }
    for id in ["ar-EG", "ar-SA", "ar-JO", "ar-KW"] {
        assert_eq!(system(id, None), "arab", "{id}");
    }
    assert_eq!([system("fa", None), system("mr", None), system("ar-EG", Some("latn"))], ["arabext", "deva", "latn"]);
}

#[test]
fn numbers_keep_what_was_written() {
    let number = |id: &str, text| locale(id, None).number(&decimal(text));
    assert_eq!(number("en", "7.80"), "7.80");
    assert_eq!(number("ar", "1234.5"), "1,234.5");
    assert_eq!(number("ar-MA", "1234.5"), "1.234,5");
    assert_eq!(number("ar-EG", "1234.50"), "١٬٢٣٤٫٥٠");
    assert_eq!(number("hi", "1234567"), "12,34,567");
    assert_eq!(number("en", "79228162514264337593543950335"), "79,228,162,514,264,337,593,543,950,335");
    assert_eq!(number("en", "0.0000000000000000000000000001"), "0.0000000000000000000000000001");
}

#[test]
fn percentages_take_the_sign_of_their_digits() {
    let percent = |id, digits, text| locale(id, digits).percent(&decimal(text));
    assert_eq!(percent("en", None, "85"), "85%");
    assert_eq!(percent("ar", None, "20"), "20\u{200e}%\u{200e}");
    assert_eq!(percent("ar-EG", None, "20"), "٢٠٪\u{61c}");
    assert_eq!(percent("ar", Some("arab"), "-7.5"), "\u{61c}-٧٫٥٪\u{61c}");
    assert_eq!(percent("fa", None, "20"), "۲۰٪");
    assert_eq!(percent("fr", None, "20"), "20\u{a0}%");
    assert_eq!(percent("tr", None, "20"), "%20");
}

#[test]
fn compact_numbers_round_as_they_are_shown() {
    let compact = |id, text| locale(id, None).compact(&decimal(text));
    assert_eq!(compact("en", "3300000000"), "3.3 billion");
    assert_eq!(compact("ar", "3300000000"), "3.3 مليار");
    assert_eq!(compact("en", "999999"), "1 million");
    assert_eq!(compact("ja", "3300000000"), "33億");
    // French uses "de" only where the exponent shows: millions of, but not thousands.
    let french = locale("fr", None);
    assert_eq!(french.plural_category_compact(&decimal("3300000000")), PluralCategory::Many);
    assert_eq!(french.plural_category(&decimal("3300000001")), PluralCategory::Other);
}

#[test]
fn amounts_are_never_rounded() {
    let money = |id, text, currency| locale(id, None).money(&decimal(text), currency);
    assert_eq!(money("en", "14.99", "USD"), "$14.99");
    assert_eq!(money("en", "37", "SAR"), "SAR\u{a0}37");
    assert_eq!(money("en", "0.005", "USD"), "$0.005");
    assert_eq!(money("en", "-9.90", "USD"), "-$9.90");
    assert_eq!(money("ja", "1500.5", "JPY"), "￥1,500.5");
    assert_eq!(money("fr", "1234.50", "EUR"), "1\u{202f}234,50\u{a0}€");
    // The escudo's sign is its decimal separator in Portugal.
    assert_eq!(money("pt-PT", "12345.6", "PTE"), "12,345$6");
    assert_eq!(money("ar", "9.90", "USD"), "\u{200f}9.90\u{a0}US$\u{200e}");
    assert_eq!(money("ar-EG", "37", "EGP"), "\u{200f}٣٧\u{a0}ج.م.\u{200f}");
    assert_eq!(money("en", "5", "?"), "5\u{a0}?");
    let prepared = locale("ar", None).with_currencies(["USD", "nonsense"]);
    assert_eq!(prepared.money(&decimal("9.90"), "USD"), "\u{200f}9.90\u{a0}US$\u{200e}");
    let known: Vec<_> = ["USD", "SAR", "KWD", "usd", "XYZ", "XXX", "US", "دولار"]
        .into_iter()
        .filter(|code| Locale::is_currency(code))
        .collect();
    assert_eq!(known, ["USD", "SAR", "KWD"]);
}

#[test]
fn the_sign_of_a_currency_stays_behind_its_letters() {
    let shown = |id: &str, currency: &str, level: Option<unicode_bidi::Level>| {
        let text = locale(id, None).money(&decimal("5"), currency);
        let info = unicode_bidi::BidiInfo::new(&text, level);
        info.reorder_line(&info.paragraphs[0], 0..text.len()).replace(['\u{200e}', '\u{200f}'], "")
    };
    for line in [None, Some(unicode_bidi::Level::rtl())] {
        assert_eq!(shown("ar", "USD", line), "US$\u{a0}5");
        assert_eq!(shown("ar", "CAD", line), "CA$\u{a0}5");
        assert_eq!(shown("ar", "EUR", line), "€\u{a0}5");
    }
    // Where the sign has no letters, and where the line runs as they do, nothing is added.
    assert_eq!(locale("ar", None).money(&decimal("5"), "EUR"), "\u{200f}5\u{a0}€");
    assert_eq!(locale("en", None).money(&decimal("5"), "CAD"), "CA$5");
}

#[test]
fn dates_are_as_precise_as_they_were_written() {
    let date = |id, text| locale(id, None).date(Date::parse(text).unwrap());
    assert_eq!(date("en", "2026-11-01"), "November 1, 2026");
    assert_eq!(date("ar", "2026-11-01"), "1 نوفمبر 2026");
    assert_eq!(date("ar-SA", "2026-11"), "نوفمبر ٢٠٢٦");
    assert_eq!(date("ar-MA", "2026-11"), "نونبر 2026");
    assert_eq!(date("fa", "2026"), "۲۰۲۶");
    assert_eq!(date("ja", "2026-05-04"), "2026年5月4日");
    assert_eq!(locale("en", None).date(Date { year: 2026, month: Some(13), day: Some(40) }), "2026-13-40");
}

#[test]
fn lists_keep_their_items_apart() {
    let list = |id, items: &[&str]| locale(id, None).list(items.iter().map(|item| StyledText::value(*item)).collect());
    assert_eq!(list("ar", &["أ", "ب", "ج"]).bare(), "أ وب وج");
    let value = |text: &str| Run::Value(text.to_owned());
    let words = |text: &str| Run::Words(text.to_owned());
    // «و» is written onto the word after it, of whatever script: the word is an isolate, and the letter outside it.
    assert_eq!(list("ar", &["Business", "Pro"]).runs, [value("Business"), words(" و"), value("Pro")]);
    assert_eq!(list("ar", &["أ", "RFC 9112", "ب"]).bare(), "أ وRFC 9112 وب");
    assert_eq!(list("ar", &["HTTP/1.1", "HTTP/2", "5 سنوات"]).bare(), "HTTP/1.1 وHTTP/2 و5 سنوات");
    assert_eq!(list("fa", &["الف", "RFC 9112"]).bare(), "الف و RFC 9112");
    assert_eq!(list("he", &["א", "RFC 9112"]).bare(), "א ו\u{2011}RFC 9112");
    assert_eq!(list("en", &["a", ",", "b"]).runs, [value("a"), words(", "), value(","), words(", and "), value("b")]);
    assert_eq!(list("en", &["a"]).runs, [value("a")]);
    assert_eq!(list("en", &[]).runs, []);
    assert_eq!(list("es", &["padre", "hijo"]).bare(), "padre e hijo");
}

#[test]
fn words_that_stand_alone_begin_with_a_capital() {
    let alone = |id, text: &str| locale(id, None).capitalised(StyledText::words(text)).bare();
    assert_eq!(alone("en", "at most "), "At most ");
    assert_eq!(alone("en", "the self-employed"), "The self-employed");
    assert_eq!(alone("en", "in the AWS cloud"), "In the AWS cloud");
    assert_eq!(alone("tr", "içinde"), "İçinde");
    assert_eq!(alone("nl", "ijs"), "IJs");
    for (id, text) in [("en", "iOS app"), ("en", "x86 only"), ("en", "Yes"), ("en", ""), ("ar", "نعم"), ("ka", "დიახ")]
    {
        assert_eq!(alone(id, text), text);
    }
    let mut code = StyledText { runs: vec![Run::Code("npm".to_owned())] };
    code.push(Run::Words(" only".to_owned()));
    assert_eq!(locale("en", None).capitalised(code).bare(), "npm only");
    assert_eq!(locale("en", None).capitalised(StyledText::value("gzip")).bare(), "gzip");
}

#[test]
fn ranges_follow_the_language() {
    let range = |id, a, b| {
        let locale = locale(id, None);
        locale.range(&locale.number(&decimal(a)), &locale.number(&decimal(b))).bare()
    };
    assert_eq!(range("en", "5", "10"), "5–10");
    assert_eq!(range("ar-EG", "5", "10"), "٥–١٠");
    assert_eq!(range("ja", "5", "10"), "5～10");
    assert_eq!(range("en", "-5", "5"), "-5 – 5");
    let english = locale("en", None);
    let range_of = |a, b| english.range(a, b).bare();
    assert_eq!(range_of("$5.00", "$7.00"), "$5.00 – $7.00");
    assert_eq!(range_of("x", "y"), "x–y");
}

#[test]
fn arabic_counts_in_six_ways() {
    let count = |n| said(&Message::Unit { n: number(n), unit: "device".to_owned() }, 0).bare();
    let counted = ["0", "1", "2", "3", "10", "11", "99", "100", "102", "103", "111", "1.5"].map(count);
    assert_eq!(
        counted,
        [
            "لا أجهزة",
            "جهاز واحد",
            "جهازان",
            "3\u{a0}أجهزة",
            "10\u{a0}أجهزة",
            "11\u{a0}جهازًا",
            "99\u{a0}جهازًا",
            "100\u{a0}جهاز",
            "102\u{a0}جهاز",
            "103\u{a0}أجهزة",
            "111\u{a0}جهازًا",
            "1.5\u{a0}جهاز",
        ]
    );
    assert_eq!(locale("ar", None).plural_categories(), PluralCategory::ALL);
    assert_eq!(locale("en", None).plural_category(&decimal("1.0")), PluralCategory::Other);
    assert_eq!(locale("ar", None).plural_category_range(&decimal("0"), &decimal("3")), PluralCategory::Few);
}

#[test]
fn words_of_other_languages_keep_their_language_and_plurals() {
    // English has no words for `device`, but a theme unit in Japanese falls back to English.
    let site = site(&["ja"]);
    let locales = Languages::from([locale("ja", None)]);
    let english = english();
    let (messages, faults) = Messages::new(&locales[0.into()], &[layer(LayerOrigin::Theme, "en", &english)]);
    let faults = faults.into_vec();
    assert_eq!((faults.len(), faults[0].code, faults[0].severity), (1, Code::MissingMessage, Severity::Warning));
    let speaker = Localizer::new(&site, &locales, 0.into(), &messages).unwrap();
    let months = |n| speaker.format(&Message::Unit { n: number(n), unit: "month".to_owned() }, Scope::site());
    // One isolate with the number in it: in pieces the number would be at the far end of the words.
    let foreign = |n: &str, text: &str| {
        let runs = vec![Run::Value(n.to_owned()), Run::Words(text.to_owned())];
        Run::Foreign { lang: "en".to_owned(), runs }
    };
    assert_eq!(months("1").runs, [foreign("1", "\u{a0}month")]);
    assert_eq!(months("2").runs, [foreign("2", "\u{a0}months")]);
    let parsecs = speaker.format(&Message::Unit { n: number("2"), unit: "parsec".to_owned() }, Scope::site());
    assert_eq!(parsecs.bare(), "2\u{a0}parsec");
}

#[test]
fn words_that_hold_a_number_are_said_of_that_number_only() {
    use PluralCategory::*;
    let said = |lang: &str, forms: &[(PluralCategory, &str)], n: &str| {
        let mut site = site(&[lang]);
        let count = Plural::By(forms.iter().map(|(category, text)| (*category, prose(text))).collect());
        with_unit(&mut site, 0.into(), "hour", UnitWords { count, cases: IndexMap::new(), per: None, span: span() });
        let locales = Languages::from([locale(lang, None)]);
        let english = english();
        let (messages, _) = Messages::new(&locales[0.into()], &[layer(LayerOrigin::Theme, "en", &english)]);
        let speaker = Localizer::new(&site, &locales, 0.into(), &messages).unwrap();
        speaker.format(&Message::Unit { n: number(n), unit: "hour".to_owned() }, Scope::site()).bare()
    };
    // `one` is 1 and 0.5 in Hebrew, 0 up to 2 in French.
    let hebrew = |n| said("he", &[(One, "שעה אחת"), (Two, "שעתיים"), (Other, "{n} שעות")], n);
    assert_eq!([hebrew("1"), hebrew("2")], ["שעה אחת", "שעתיים"]);
    assert!(hebrew("0.5").contains("0.5") && hebrew("3").contains('3'));
    assert!(hebrew("-1").contains('1') && hebrew("-2").contains('2'));
    let french = |n| said("fr", &[(One, "une heure"), (Many, "{n} d’heures"), (Other, "{n} heures")], n);
    assert_eq!([french("1"), french("0"), french("1.5")], ["une heure", "0\u{a0}heures", "1,5\u{a0}heures"]);
    // Where the form has a place for the number, the category decides alone.
    let spelt = |n| said("fr", &[(One, "{n} heure"), (Many, "{n} d’heures"), (Other, "{n} heures")], n);
    assert_eq!([spelt("0"), spelt("1.5"), spelt("2")], ["0\u{a0}heure", "1,5\u{a0}heure", "2\u{a0}heures"]);
}

#[test]
fn a_number_is_not_torn_from_its_word() {
    let unit = |n| Message::Unit { n: number(n), unit: "device".to_owned() };
    assert_eq!(said(&unit("4"), 0).bare(), "4\u{a0}أجهزة");
    let counted = |n: &str, text: &str| {
        let mut site = site(&["en"]);
        let count = Plural::Same(prose(text));
        with_unit(&mut site, 0.into(), "trip", UnitWords { count, cases: IndexMap::new(), per: None, span: span() });
        let locales = Languages::from([locale("en", None)]);
        let english = english();
        let (messages, _) = Messages::new(&locales[0.into()], &[layer(LayerOrigin::Theme, "en", &english)]);
        let speaker = Localizer::new(&site, &locales, 0.into(), &messages).unwrap();
        speaker.format(&Message::Unit { n: number(n), unit: "trip".to_owned() }, Scope::site()).bare()
    };
    let said = |text: &str| counted("2", text);
    // The words of a long unit part from each other, the number from none.
    assert_eq!(said("{n} round trips"), "2\u{a0}round trips");
    assert_eq!(said("at least {n} there"), "at least 2\u{a0}there");
    // A word that is itself long fits in narrow columns only if it may part.
    assert_eq!(said("{n} Datenbankverbindungen"), "2 Datenbankverbindungen");
    assert_eq!(said("{n}-fold"), "2-fold");
    // So does a word after a number that fills the column by itself.
    assert_eq!(counted("777215", "{n} octets"), "777,215\u{a0}octets");
    assert_eq!(counted("16777215", "{n} octets"), "16,777,215 octets");
}

#[test]
fn prices_are_said_whole() {
    let price = Message::Money { amount: decimal("9.90"), currency: "USD".to_owned() };
    let per = Message::Per { what: Box::new(price), units: vec!["device".to_owned(), "month".to_owned()] };
    let billed = Message::Catalog {
        key: "money.billed",
        args: vec![("price", per), ("period", Message::Divisor("year".to_owned()))],
    };
    assert_eq!(said(&billed, 0).bare(), "\u{200f}9.90\u{a0}US$\u{200e} لكل جهاز شهريًا، تُدفع سنويًا");
    // The English site has no words for the unit: those of no other language are put in its place.
    assert_eq!(said(&billed, 1).bare(), "$9.90 / 1\u{a0}device per month, billed per year");
    let rating = Message::Catalog {
        key: "value.rating",
        args: vec![("value", Message::Number(decimal("4.5"))), ("max", Message::Number(decimal("5")))],
    };
    assert_eq!(
        said(&rating, 0).runs,
        [Run::Value("4.5".to_owned()), Run::Words(" من ".to_owned()), Run::Value("5".to_owned())]
    );
}

#[test]
fn literals_are_values_and_code() {
    let value = |text: &str| Run::Value(text.to_owned());
    let said = |text: &str| said(&Message::Literal(text.to_owned()), 0).runs;
    assert_eq!(said("TLS 1.3"), [value("TLS 1.3")]);
    assert_eq!(said("`h2` over TLS"), [Run::Code("h2".to_owned()), value(" over TLS")]);
    assert_eq!(said("a ` b"), [value("a ` b")]);
}

#[test]
fn a_bound_keeps_the_number_and_its_unit_together() {
    let devices = Message::Unit { n: Box::new(Message::Compact(decimal("3300000000"))), unit: "device".to_owned() };
    let more = Message::Catalog { key: "bound.more-than", args: vec![("value", devices)] };
    let words = |text: &str| Run::Words(text.to_owned());
    assert_eq!(said(&more, 0).runs, [words("أكثر من "), Run::Value("3.3\u{a0}مليار".to_owned()), words(" جهاز")]);
}

#[test]
fn dimensions_are_a_series_without_direction_marks() {
    let size = Message::Times(vec![*number("146.6"), *number("70.6")]);
    let numbers = vec!["146.6".to_owned(), "70.6".to_owned()];
    assert_eq!(said(&size, 0).runs, [Run::Series { numbers, between: "\u{a0}×\u{a0}".to_owned() }]);
    assert_eq!(said(&size, 0).bare(), "146.6\u{a0}×\u{a0}70.6");
}

#[test]
fn one_locale_serves_many_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Locale>();
    shared::<Messages>();
    shared::<Localizer<'_>>();
}

fn phrases() -> impl Strategy<Value = Message> {
    let number = (any::<i128>(), 0u32..28).prop_filter_map("a decimal", |(digits, scale)| {
        Decimal::try_from_i128_with_scale(digits % (1 << 90), scale).ok()
    });
    let leaf =
        prop_oneof![
            number.clone().prop_map(Message::Number),
            number.clone().prop_map(Message::Percent),
            number.clone().prop_map(Message::Compact),
            (number, "[A-Z]{3}|[a-zé{]{0,4}").prop_map(|(amount, currency)| Message::Money { amount, currency }),
            (any::<i16>(), any::<Option<u8>>(), any::<Option<u8>>())
                .prop_map(|(year, month, day)| Message::Date(Date { year, month, day })),
            ".{0,8}".prop_map(Message::Literal),
            ".{0,8}".prop_map(Message::Option),
            "device|month|.{0,4}".prop_map(Message::Divisor),
            Just(Message::TierText),
        ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let boxed = inner.clone().prop_map(Box::new);
        prop_oneof![
            (boxed.clone(), "device|month|.{0,4}").prop_map(|(n, unit)| Message::Unit { n, unit }),
            (boxed.clone(), prop::collection::vec("device|month|.{0,4}", 0..3))
                .prop_map(|(what, units)| Message::Per { what, units }),
            (boxed.clone(), boxed).prop_map(|(min, max)| Message::Range { min, max }),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Message::Times),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Message::List),
            (prop::sample::select(keys::VALUES), inner).prop_map(|((key, _), value)| Message::Catalog {
                key,
                args: vec![("n", value.clone()), ("value", value.clone()), ("price", value)],
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_can_be_said(phrase in phrases()) {
        for lang in 0..2 {
            said(&phrase, lang);
        }
    }

    #[test]
    fn any_tag_is_a_language_or_a_fault(id in "[a-zA-Z]{0,4}(-[a-zA-Z0-9]{1,8}){0,3}|.{0,6}", digits in "[a-z]{0,8}") {
        let _ = Locale::new(&id, &id, Some(&digits));
    }
}

#[test]
fn a_dual_takes_the_case_of_the_words_around_it() {
    let device = |n: &str| Message::Unit { n: number(n), unit: "device".to_owned() };
    let bound = |key, n: &str| said(&Message::Catalog { key, args: vec![("value", device(n))] }, 0).bare();
    // Where a unit has no form for the case, its number is written in digits: never «أكثر من جهازان».
    assert_eq!(bound("bound.more-than", "2"), "أكثر من 2\u{a0}جهاز");
    assert_eq!(bound("bound.more-than", "1"), "أكثر من جهاز واحد");
    assert_eq!(bound("bound.more-than", "5"), "أكثر من 5\u{a0}أجهزة");
    assert_eq!(bound("bound.at-least", "2"), "جهازان على الأقل");
    // No language has "more than no devices".
    for key in ["bound.more-than", "bound.less-than", "bound.at-least", "bound.at-most", "bound.about"] {
        assert!(bound(key, "0").contains("0\u{a0}جهاز"), "{}", bound(key, "0"));
    }
    assert_eq!(said(&device("0"), 0).bare(), "لا أجهزة");
}

#[test]
fn a_unit_may_have_forms_of_a_case() {
    let mut site = site(&["ar"]);
    let two = Plural::By(IndexMap::from([(PluralCategory::Two, prose("جهازين"))]));
    let cases = IndexMap::from([(GrammaticalCase::GENITIVE, two)]);
    with_unit(&mut site, 0.into(), "device", UnitWords { cases, ..devices() });
    let locales = Languages::from([locale("ar", None)]);
    let words = |text: &str| Plural::Same(prose(text));
    let theme = |more_than: &str| {
        let mut messages = arabic();
        messages.insert("bound.more-than".to_owned(), words(more_than));
        let layers = [layer(LayerOrigin::Theme, "ar", &messages)];
        Messages::new(&locales[0.into()], &layers).0
    };
    let device = |n: &str| Message::Unit { n: number(n), unit: "device".to_owned() };
    let more = |messages: &Messages, n: &str| {
        let speaker = Localizer::new(&site, &locales, 0.into(), messages).unwrap();
        let bound = Message::Catalog { key: "bound.more-than", args: vec![("value", device(n))] };
        speaker.format(&bound, Scope::site()).bare()
    };
    let named = theme("أكثر من {value:genitive}");
    assert_eq!(more(&named, "2"), "أكثر من جهازين");
    assert_eq!(more(&named, "0"), "أكثر من 0\u{a0}جهاز");
    assert_eq!(more(&named, "11"), "أكثر من 11\u{a0}جهازًا");
    // A message that names no case may have any before its value: digits are right in each.
    assert_eq!(more(&theme("أكثر من {value}"), "2"), "أكثر من 2\u{a0}جهاز");
    assert_eq!(more(&theme("{value} فأكثر"), "2"), "جهازان فأكثر");
    let speaker = Localizer::new(&site, &locales, 0.into(), &named).unwrap();
    let after = |phrase: &Message, case: &str| {
        speaker.format(phrase, Scope::site().in_case(GrammaticalCase::parse(case))).bare()
    };
    assert_eq!(after(&device("2"), "genitive"), "جهازين");
    assert_eq!(after(&device("2"), "nominative"), "جهازان");
    assert_eq!(after(&device("2"), "accusative"), "2\u{a0}جهاز");
    assert_eq!(after(&device("1"), "accusative"), "1\u{a0}جهاز");
    // The case of a sentence is that of the value in a bound in it.
    let at_least = Message::Catalog { key: "bound.at-least", args: vec![("value", device("2"))] };
    assert_eq!(after(&at_least, "genitive"), "جهازين على الأقل");
}

#[test]
fn a_message_of_another_language_is_one_run() {
    let site = site(&["ur"]);
    let english = english();
    let locales = Languages::from([locale("ur", None)]);
    let (messages, _) = Messages::new(&locales[0.into()], &[layer(LayerOrigin::Theme, "en", &english)]);
    let speaker = Localizer::new(&site, &locales, 0.into(), &messages).unwrap();
    let words = |text: &str| Run::Words(text.to_owned());
    let foreign = |lang: &str, runs| Run::Foreign { lang: lang.to_owned(), runs };
    let name = Argument::StyledText(StyledText { runs: vec![Run::Name(vec![words("واٹس ایپ")])] });
    let said = speaker.message("bound.more-than", &[("value", name)]).unwrap();
    let inner = foreign("ur", vec![Run::Name(vec![words("واٹس ایپ")])]);
    assert_eq!(said.runs, [foreign("en", vec![words("more than "), inner])]);
    // What is in the page's language is so as a whole, number and all.
    let filled = StyledText { runs: vec![Run::Value("2".to_owned()), words(" آلات")] };
    let said = speaker.message("bound.more-than", &[("value", Argument::StyledText(filled.clone()))]).unwrap();
    assert_eq!(said.runs, [foreign("en", vec![words("more than "), foreign("ur", filled.runs)])]);
    // Of a message in a message of the same language, the two are one.
    let days = Message::Unit { n: number("3"), unit: "month".to_owned() };
    let more = Message::Catalog { key: "bound.more-than", args: vec![("value", days)] };
    let runs = vec![words("more than "), Run::Value("3".to_owned()), words("\u{a0}months")];
    assert_eq!(speaker.format(&more, Scope::site()).runs, [foreign("en", runs)]);
}
