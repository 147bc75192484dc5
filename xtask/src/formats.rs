//! `cargo xtask formats` prints how mizan-i18n formats many inputs, as JSON, to compare it with a browser's `Intl`:
//! an array of `{ locale, numberingSystem, kind, input, options, output }`.
//!
//! A date's `input` is its first day. `options` are those of the `Intl` constructor of that kind (`NumberFormat`, `DateTimeFormat`,
//! `ListFormat`, `PluralRules`, `Collator`, `DisplayNames`); percentages come as fractions.

use std::io::Write;

use crate::Failure;
use mizan_i18n::Locale;
use mizan_model::{Date, Decimal, StyledText};
use serde_json::{Value, json};

const LOCALES: &[&str] = &["ar", "ar-EG", "ar-SA", "ar-MA", "en", "fa", "he", "fr", "ja", "hi"];

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "5",
    "-5",
    "10",
    "12.5",
    "7.80",
    "0.05",
    "999",
    "1000",
    "1234.5",
    "-1234.56",
    "10000",
    "123456.789",
    "1000000",
    "3300000000",
    "98765432109876",
];

const COMPACT: &[&str] = &[
    "0",
    "5",
    "-5",
    "12",
    "1.25",
    "7.80",
    "99.5",
    "999",
    "999.9",
    "1000",
    "1234",
    "12345",
    "99999",
    "999999",
    "1000000",
    "1500000",
    "-2500000",
    "3300000000",
    "3345678912",
    "7000000000000",
];

const CURRENCIES: &[(&str, &[&str])] = &[
    ("USD", &["0", "37", "14.99", "1234.5", "-9.90", "1234567.00"]),
    ("EUR", &["37", "14.99", "1234.50", "-9.90"]),
    ("SAR", &["37", "14.99", "1234.5"]),
    ("EGP", &["37", "14.99", "12345"]),
    ("JPY", &["37", "1500", "-1500", "1234567"]),
    ("KWD", &["37", "1.250", "1234.005"]),
    ("CHF", &["37", "1234.5"]),
    ("INR", &["1234567.5"]),
];

const RANGES: &[(&str, &str)] =
    &[("1", "5"), ("5", "10"), ("-5", "5"), ("-7", "-5"), ("1000", "2500.5"), ("1.50", "2.25")];

const PLURALS: &[&str] = &[
    "0", "1", "2", "3", "5", "6", "10", "11", "20", "21", "99", "100", "101", "102", "103", "111", "1000", "1000000",
    "1.0", "1.5", "2.0",
];

const WORDS: &[&str] = &[
    "zebra",
    "Zebra",
    "apple",
    "Äpfel",
    "éclair",
    "echo",
    "item 2",
    "item 10",
    "أب",
    "إبرة",
    "بيت",
    "آدم",
    "ة",
    "ه",
    "ى",
    "ي",
    "گربه",
    "پدر",
    "کتاب",
    "שלום",
    "אבא",
    "かな",
    "カナ",
    "漢字",
    "हिन्दी",
    "अंक",
    "WhatsApp",
    "واتساب",
];

/// Prints all cases.
pub(crate) fn run() -> Result<(), Failure> {
    let mut cases = Vec::new();
    for id in LOCALES {
        match Locale::new(id, id, None) {
            Ok(locale) => add(&mut cases, id, &locale),
            Err(error) => return Err(error.to_string().into()),
        }
    }
    // Digits that are not the locale's own.
    for (id, digits) in [("ar", "arab"), ("ar-EG", "latn"), ("fa", "latn"), ("hi", "deva")] {
        match Locale::new(id, id, Some(digits)) {
            Ok(locale) => add(&mut cases, id, &locale),
            Err(error) => return Err(error.to_string().into()),
        }
    }
    let text = serde_json::to_string_pretty(&cases).unwrap_or_default();
    // A reader that has seen enough may close the pipe.
    let _ = writeln!(std::io::stdout(), "{text}");
    Ok(())
}

fn fail(message: &str) -> ! {
    eprintln!("{message}");
    std::process::exit(1);
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|_| fail(text))
}

fn add(cases: &mut Vec<Value>, id: &str, locale: &Locale) {
    let mut case = |kind: &str, input: Value, options: Value, output: Value| {
        cases.push(json!({
            "locale": id,
            "numberingSystem": locale.numbering_system(),
            "kind": kind,
            "input": input,
            "options": options,
            "output": output,
        }));
    };
    let exactly = |n: &Decimal| json!({ "minimumFractionDigits": n.scale(), "maximumFractionDigits": n.scale() });
    let with = |mut options: Value, more: Value| {
        if let (Some(options), Value::Object(more)) = (options.as_object_mut(), more) {
            options.extend(more);
        }
        options
    };
    for text in NUMBERS {
        let n = decimal(text);
        case("number", json!(text), exactly(&n), json!(locale.number(&n)));
        let options = with(json!({ "style": "percent" }), exactly(&n));
        let share = n * Decimal::new(1, 2);
        case("percent", json!(share.to_string()), options, json!(locale.percent(&n)));
    }
    for text in COMPACT {
        let n = decimal(text);
        let options = json!({ "notation": "compact", "compactDisplay": "long" });
        case("compact", json!(text), options, json!(locale.compact(&n)));
    }
    for (currency, amounts) in CURRENCIES {
        for text in *amounts {
            let n = decimal(text);
            let options = with(json!({ "style": "currency", "currency": currency }), exactly(&n));
            case("currency", json!(text), options, json!(locale.money(&n, currency)));
        }
    }
    for text in ["2026", "2026-01", "2026-05", "2026-09", "2026-05-04", "1999-12-31", "2024-02-29"] {
        let Some(date) = Date::parse(text) else { fail(text) };
        let mut options = json!({ "calendar": "gregory", "timeZone": "UTC", "year": "numeric" });
        if date.month.is_some() {
            options = with(options, json!({ "month": "long" }));
        }
        if date.day.is_some() {
            options = with(options, json!({ "day": "numeric" }));
        }
        let first = Date::day(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1));
        case("date", json!(first.to_string()), options, json!(locale.date(date)));
    }
    let letters = if locale.script() == "Arab" { ["أ", "ب", "ج", "د"] } else { ["A", "B", "C", "D"] };
    for length in 1..=letters.len() {
        let items: Vec<_> = letters.iter().take(length).collect();
        let list = locale.list(items.iter().map(|item| StyledText::value(**item)).collect());
        case("list", json!(items), json!({ "type": "conjunction", "style": "long" }), json!(list.bare()));
    }
    let mixed = ["Pro", "واتساب", "API"];
    let list = locale.list(mixed.iter().map(|item| StyledText::value(*item)).collect());
    case("list", json!(mixed), json!({ "type": "conjunction", "style": "long" }), json!(list.bare()));
    for text in PLURALS {
        let n = decimal(text);
        let options = with(json!({ "type": "cardinal" }), exactly(&n));
        case("plural", json!(text), options, json!(locale.plural_category(&n).as_str()));
    }
    for (min, max) in RANGES {
        let (a, b) = (decimal(min), decimal(max));
        let scale = a.scale().min(b.scale());
        let options = json!({ "minimumFractionDigits": scale, "maximumFractionDigits": a.scale().max(b.scale()) });
        let output = locale.range(&locale.number(&a), &locale.number(&b)).bare();
        case("range", json!([min, max]), options, json!(output));
    }
    for (style, range) in [
        (json!({ "style": "percent" }), ["5", "7"].map(|n| locale.percent(&decimal(n)))),
        (json!({ "style": "currency", "currency": "USD" }), ["5.00", "7.00"].map(|n| locale.money(&decimal(n), "USD"))),
        (json!({ "style": "currency", "currency": "EUR" }), ["5.00", "7.00"].map(|n| locale.money(&decimal(n), "EUR"))),
    ] {
        let input = if style["style"] == "percent" { json!(["0.05", "0.07"]) } else { json!(["5", "7"]) };
        case("range", input, style, json!(locale.range(&range[0], &range[1]).bare()));
    }
    let mut words = WORDS.to_vec();
    words.sort_by(|a, b| locale.compare(a, b).then_with(|| a.cmp(b)));
    case("collation", json!(WORDS), json!({}), json!(words));
    case("direction", json!(id), json!({}), json!(locale.direction().as_str()));
    for other in LOCALES.iter().chain(&["de", "zh-Hant", "pt-BR"]) {
        let options = json!({ "type": "language" });
        case("language-name", json!(other), options, json!(locale.name_of(other)));
    }
}
