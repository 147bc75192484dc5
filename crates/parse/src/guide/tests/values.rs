use std::cmp::Ordering;

use super::{fault, value};
use mizan_model::FeatureType as T;
use mizan_model::value::{Equality, Machine, Money, Notation, Support, Value};
use mizan_model::{Better, Message};

fn higher(kind: T, a: &str, b: &str) -> Option<Ordering> {
    value(kind, a).order(&value(kind, b), Better::Higher)
}

fn equal(kind: T, a: &str, b: &str) -> Equality {
    value(kind, a).equal(&value(kind, b))
}

fn flat(kind: T, toml: &str) -> String {
    value(kind, toml).export(None).value.flat()
}

#[test]
fn states_stand_for_any_type() {
    for (_, kind) in T::ALL {
        assert_eq!(value(*kind, "\"no\""), Value::No);
        assert_eq!(value(*kind, "\"unknown\""), Value::Unknown);
        assert_eq!(value(*kind, "\"not-applicable\""), Value::NotApplicable);
        assert_eq!(equal(*kind, "\"unknown\"", "\"unknown\""), Equality::Unknown);
        assert_eq!(equal(*kind, "\"no\"", "\"unknown\""), Equality::Unknown);
        assert_eq!(equal(*kind, "\"no\"", "\"no\""), Equality::Same);
        assert_eq!(equal(*kind, "\"no\"", "\"not-applicable\""), Equality::Different);
    }
    assert!(fault(T::Number, "\"n/a\"").contains("did you mean `not-applicable`?"));
    assert!(fault(T::Number, "\"unkown\"").contains("did you mean `unknown`?"));
}

#[test]
fn support() {
    assert_eq!(value(T::Support, "true"), Value::Support(Support::Yes));
    assert_eq!(value(T::Support, "false"), Value::No);
    let words = ["yes", "add-on", "partial", "planned", "deprecated", "no"];
    for pair in words.windows(2) {
        let [a, b] = [0, 1].map(|i| value(T::Support, &format!("\"{}\"", pair[i])));
        assert_eq!(a.order(&b, Better::Yes), Some(Ordering::Greater), "{pair:?}");
    }
    assert_eq!(
        fault(T::Support, "\"partialy\""),
        "MZ0212 expected \"yes\", \"no\" or another level of support for `x` of `y`, found the string `partialy` | did you mean `partial`?"
    );
    assert!(fault(T::Support, "\"Yes\"").contains("did you mean `yes`?"));
    assert!(fault(T::Support, "5").contains("the valid values are `yes`, `add-on`"));
    assert_eq!(flat(T::Support, "\"add-on\""), "add-on");
}

#[test]
fn number_keeps_its_digits() {
    assert_eq!(flat(T::Number, "7.80"), "7.80");
    assert_eq!(flat(T::Number, "3_300_000_000"), "3300000000");
    assert_eq!(flat(T::Number, "0x1F"), "31");
    assert_eq!(flat(T::Number, "1e3"), "1000");
    assert_eq!(equal(T::Number, "7.80", "7.8"), Equality::Same);
    assert_eq!(higher(T::Number, "10", "9"), Some(Ordering::Greater));
    assert_eq!(
        fault(T::Number, "\"5\""),
        "MZ0212 expected a number for `x` of `y`, found the string `5` | remove the quotation marks: `5`"
    );
    assert!(fault(T::Number, "inf").contains("infinity and NaN"));
    assert!(fault(T::Number, "1e400").contains("28 digits"));
    assert!(fault(T::Number, "0.12345678901234567890123456789012345").contains("28 digits"));
}

#[test]
fn percent() {
    assert_eq!(value(T::Percent, "85").phrase(T::Percent, None, Notation::Standard), Message::Percent(85.into()));
    assert_eq!(value(T::Percent, "85").export(None).unit.as_deref(), Some("%"));
    assert!(fault(T::Percent, "\"85%\"").contains("write only the number, 85"));
    assert!(fault(T::Percent, "\"85٪\"").contains("write only the number, 85"));
}

#[test]
fn limit() {
    assert_eq!(higher(T::Limit, "\"unlimited\"", "5"), Some(Ordering::Greater));
    assert_eq!(equal(T::Limit, "\"unlimited\"", "\"unlimited\""), Equality::Same);
    assert!(fault(T::Limit, "\"unlimitted\"").contains("did you mean `unlimited`?"));
}

#[test]
fn range() {
    let order = |a, b, better| value(T::Range, a).order(&value(T::Range, b), better);
    let (narrow, open) = ("{ min = 1, max = 5 }", "{ min = 2 }");
    assert_eq!(order(narrow, open, Better::Higher), Some(Ordering::Less), "an open end is beyond all");
    assert_eq!(order(narrow, open, Better::Lower), Some(Ordering::Less), "1 is lower than 2");
    assert_eq!(flat(T::Range, narrow), "1..5");
    assert_eq!(flat(T::Range, open), "2..");
    assert!(fault(T::Range, "{ min = 5, max = 1 }").contains("write `{ min = 1, max = 5 }`"));
    assert!(fault(T::Range, "{}").contains("missing `min` or `max`"));
    let (read, faults) = super::read(T::Range, "{ mim = 1, max = 3 }");
    assert!(read.is_some() && super::said(&faults).contains("did you mean `min`?"));
}

#[test]
fn dimensions() {
    assert_eq!(higher(T::Dimensions, "[2, 3]", "[1, 5]"), Some(Ordering::Greater));
    assert_eq!(higher(T::Dimensions, "[2, 3]", "[1, 2, 3]"), None, "an area is no volume");
    assert_eq!(flat(T::Dimensions, "[146.6, 70.6, 8.25]"), "146.6 × 70.6 × 8.25");
    assert!(fault(T::Dimensions, "[1]").contains("expected two or three numbers for `x` of `y`, found 1"));
    assert!(fault(T::Dimensions, "[1, 0]").contains("invalid dimension 0"));
    assert!(fault(T::Dimensions, "[1, 1e20]").contains("invalid dimension"));
}

#[test]
fn money() {
    let usd = |amount: &str| format!("{{ amount = \"{amount}\", currency = \"USD\", per = [\"seat\", \"month\"] }}");
    assert_eq!(higher(T::Money, &usd("9.90"), &usd("10")), Some(Ordering::Less));
    assert_eq!(higher(T::Money, "\"free\"", &usd("0.01")), Some(Ordering::Less));
    assert_eq!(higher(T::Money, "\"free\"", "\"on-request\""), Some(Ordering::Less));
    assert_eq!(higher(T::Money, "\"paid\"", &usd("1")), None);
    let other_order = usd("9.9").replace("[\"seat\", \"month\"]", "[\"month\", \"seat\"]");
    assert_eq!(equal(T::Money, &usd("9.90"), &other_order), Equality::Same);
    let sar = usd("9.90").replace("USD", "SAR");
    assert_eq!(higher(T::Money, &usd("9.90"), &sar), None, "another currency");
    assert_eq!(equal(T::Money, &usd("9.90"), &sar), Equality::Different);
    let by_year = usd("9.90").replace("month", "year");
    assert_eq!(higher(T::Money, &usd("9.90"), &by_year), None, "per something else");
    let export = value(T::Money, &usd("9.90")).export(None);
    assert_eq!(
        (export.value.flat().as_str(), export.unit.as_deref(), export.currency.as_deref()),
        ("9.90", Some("seat/month"), Some("USD"))
    );
}

#[test]
fn money_by_quantity() {
    let steps = |mode: &str, second: u32| {
        format!(
            "{{ currency = \"USD\", mode = \"{mode}\", steps = [{{ from = 1, amount = \"19\" }}, {{ from = {second}, amount = \"17\" }}] }}"
        )
    };
    let price = value(T::Money, &steps("volume", 51));
    assert!(matches!(&price, Value::Money(Money::Amount(price)) if price.steps.len() == 2));
    assert_eq!(price.export(None).value.flat(), "19");
    assert!(matches!(price.export(None).value, Machine::Object(_)));
    assert_eq!(
        price.order(&value(T::Money, "{ amount = \"18\", currency = \"USD\" }"), Better::Lower),
        Some(Ordering::Greater)
    );
    assert!(fault(T::Money, &steps("volume", 1)).contains("a step from"));
    assert!(fault(T::Money, &steps("volumes", 51)).contains("did you mean `volume`?"));
    assert!(
        fault(T::Money, "{ currency = \"USD\", steps = [{ from = 1, amount = \"19\" }] }")
            .contains("missing key `mode`")
    );
    assert!(
        fault(T::Money, "{ currency = \"USD\", amount = \"1\", steps = [] }").contains("both `amount` and `steps`")
    );
}

/// What a table elsewhere writes is answered with the value that it means, and never with another.
#[test]
fn numbers_as_tables_write_them() {
    for kind in [T::Number, T::Percent, T::Limit] {
        for (written, value) in [
            ("8,200+", "`{ value = 8200, bound = \"at-least\" }`"),
            ("~900", "`{ value = 900, bound = \"about\" }`"),
            ("<100", "`{ value = 100, bound = \"less-than\" }`"),
            ("up to 5", "`{ value = 5, bound = \"at-most\" }`"),
            ("٨٬٢٠٠+", "`{ value = 8200, bound = \"at-least\" }`"),
            ("7–10", "`{ min = 7, max = 10 }`"),
            ("1,299", ": `1299`"),
            ("1.299,50", ": `1299.50`"),
            ("1 299", ": `1299`"),
            ("١٬٢٩٩", ": `1299`"),
        ] {
            let told = fault(kind, &format!("\"{written}\""));
            assert!(told.contains(value) && !told.contains("unknown"), "{written}: {told}");
        }
    }
    let told = fault(T::Number, "\"1.299\"");
    assert!(
        told.contains("remove the quotation marks: `1.299` | if the `.` separates thousands, write `1299`"),
        "{told}"
    );
    assert!(fault(T::Number, "\"many\"").contains("write a number, or `\"unknown\"`"));
    assert!(fault(T::Limit, "\"many\"").contains("write a number or `\"unlimited\"`, or `\"unknown\"`"));
    assert!(fault(T::Percent, "\"2,5%\"").contains("write only the number, 2.5:"));
    assert!(fault(T::Percent, "\"٢٫٥٪\"").contains("write only the number, 2.5:"));
    assert!(fault(T::Range, "\"7–10\"").contains("write `{ min = 7, max = 10 }`"));
    assert!(fault(T::Range, "\"8,200+\"").contains("write `{ min = 8200 }`"));
    assert!(fault(T::Range, "{ min = \"1,299\" }").contains(": `1299`"));
    assert!(fault(T::Rating, "{ value = \"4,5\", max = 5 }").contains(": `4.5`"));
    assert!(fault(T::Dimensions, "[\"146,6\", 70]").contains(": `146.6`"));
}

#[test]
fn money_faults() {
    let with =
        |amount: &str, currency: &str| fault(T::Money, &format!("{{ amount = {amount}, currency = {currency} }}"));
    assert!(with("9.90", "\"USD\"").contains("write `\"9.90\"`: in quotation marks"));
    for (written, meant) in [
        ("9,90", "9.90"),
        ("1,299", "1299"),
        ("1,299.00", "1299.00"),
        ("1.299,00", "1299.00"),
        ("1 299", "1299"),
        ("1\u{202F}299,50", "1299.50"),
        ("$1,299", "1299"),
        ("1,299 USD", "1299"),
        ("١٬٢٩٩", "1299"),
        ("١،٢٩٩", "1299"),
        ("١٢٩٩٫٥٠", "1299.50"),
    ] {
        let told = with(&format!("\"{written}\""), "\"USD\"");
        assert!(told.contains(&format!(": `\"{meant}\"`")), "{written}: {told}");
    }
    for unclear in ["1,29,9", "$1.299", "١.٢٩٩", "١٬٢٩", "1.299.00", "1,299,00"] {
        let told = with(&format!("\"{unclear}\""), "\"USD\"");
        assert!(told.ends_with("\"1234.50\", and the currency in `currency`"), "{unclear}: {told}");
    }
    assert!(with("\"8,200+\"", "\"USD\"").contains("write `amount = \"8200\", bound = \"at-least\"`"));
    assert!(with("\"<100\"", "\"USD\"").contains("write `amount = \"100\", bound = \"less-than\"`"));
    assert!(with("\"7–10\"", "\"USD\"").contains("`amount = \"7\", bound = \"at-least\"`"));
    assert!(with("\"-1\"", "\"USD\"").contains("0 or more"));
    assert!(with("\"$5\"", "\"USD\"").contains("invalid amount `$5`"));
    assert!(with(&format!("\"{}\"", "9".repeat(32)), "\"USD\"").contains("too many digits"));
    assert!(with("\"1.2.3\"", "\"USD\"").contains("invalid amount"));
    assert!(with("\"5\"", "\"usd\"").contains("did you mean `USD`?"));
    assert!(with("\"5\"", "\"US$\"").contains("did you mean `USD`?"));
    assert!(with("\"5\"", "\"XQQ\"").contains("MZ0220"));
    assert!(fault(T::Money, "{ amount = \"5\" }").contains("missing key `currency`"));
    assert!(fault(T::Money, "{ currency = \"USD\" }").contains("missing key `amount`"));
    assert!(fault(T::Money, "{ amount = \"5\", currency = \"USD\", billed = \"seat\" }").contains("unit of time"));
    assert!(fault(T::Money, "0").contains("write `\"free\"`"));
    assert!(fault(T::Money, "14.99").contains("amount = \"14.99\""));
    assert!(fault(T::Money, "\"contact sales\"").contains("on-request"));
}

#[test]
fn rating() {
    assert_eq!(higher(T::Rating, "{ value = 4.5, max = 5 }", "{ value = 8, max = 10 }"), Some(Ordering::Greater));
    assert_eq!(equal(T::Rating, "{ value = 4, max = 5 }", "{ value = 8, max = 10 }"), Equality::Same);
    assert_eq!(flat(T::Rating, "{ value = 4.5, max = 5, by = \"shop\" }"), "4.5/5");
    assert!(fault(T::Rating, "{ value = 6, max = 5 }").contains("invalid rating of 6 out of 5"));
    assert!(fault(T::Rating, "{ value = 4.5 }").contains("missing key `max`"));
    let (read, faults) = super::read(T::Rating, "{ value = 4, max = 5, by = \"shp\" }");
    assert!(read.is_some() && super::said(&faults).contains("did you mean `shop`?"));
}

#[test]
fn date() {
    assert_eq!(flat(T::Date, "2026-05-04"), "2026-05-04");
    assert_eq!(flat(T::Date, "\"2026\""), "2026");
    assert_eq!(higher(T::Date, "\"2026\"", "2025-12-31"), Some(Ordering::Greater));
    assert_eq!(higher(T::Date, "\"2026\"", "2026-05-04"), None, "the year may end before or after that day");
    assert!(fault(T::Date, "2026").contains("write a year in quotation marks: \"2026\""));
    assert!(fault(T::Date, "\"May 2026\"").contains("year-month-day"));
    assert!(fault(T::Date, "2026-05-04T10:00:00").contains("time"));
}

#[test]
fn version() {
    assert_eq!(higher(T::Version, "\"10.2\"", "\"9.9.9\""), Some(Ordering::Greater));
    assert_eq!(higher(T::Version, "\"v1.0\"", "\"1\""), Some(Ordering::Equal));
    assert_eq!(higher(T::Version, "\"beta\"", "\"1\""), None);
    assert!(fault(T::Version, "1.10").contains("put it in quotation marks: `\"1.10\"`"));
}

#[test]
fn link() {
    let name = |toml: &str| value(T::Link, toml).phrase(T::Link, None, Notation::Standard);
    let phrase = |url: &str, name: &str| Message::Link { url: url.to_owned(), name: name.to_owned() };
    assert_eq!(name("{ url = \"https://www.example.org/a\" }"), phrase("https://www.example.org/a", "example.org"));
    assert_eq!(name("{ url = \"https://example.org/\", name = \"X\" }"), phrase("https://example.org/", "X"));
    assert!(fault(T::Link, "\"https://example.org/\"").contains("{ url = \"https://example.org/\" }"));
    assert!(fault(T::Link, "{ url = \"javascript:alert(1)\" }").contains("MZ0219"));
    assert!(fault(T::Link, "{ url = \"example.org\" }").contains("https://"));
    assert!(fault(T::Link, "{ name = \"X\" }").contains("missing key `url`"));
}

#[test]
fn phone() {
    let phrase = value(T::Phone, "\"+20 2 1234-5678\"").phrase(T::Phone, None, Notation::Standard);
    assert_eq!(phrase, Message::Link { url: "tel:+20212345678".to_owned(), name: "+20 2 1234-5678".to_owned() });
    assert_eq!(equal(T::Phone, "\"+20 2 1234-5678\"", "\"+20 212345678\""), Equality::Same);
    assert!(fault(T::Phone, "\"02 1234 5678\"").contains("country code"));
    assert!(fault(T::Phone, "19777").contains("put it in quotation marks: `\"19777\"`"));
    assert!(!fault(T::Phone, "19777.0").contains("19777.0\""), "another number");
    assert!(!fault(T::Phone, "20212345678").contains("\"20212345678\""), "without its country code");
    assert!(fault(T::Phone, "\"٠١٢٣٤\"").contains("\"01234\""));
    assert!(fault(T::Link, "{ url = \"tel:+20212345678\" }").contains("type = \"phone\""));
}

#[test]
fn choice_and_choices() {
    assert_eq!(value(T::Choice, "\"b\""), Value::Choice("b".to_owned()));
    assert_eq!(value(T::Choices, "[\"c\", \"a\"]"), Value::Choices(vec!["a".to_owned(), "c".to_owned()]));
    assert_eq!(equal(T::Choices, "[\"c\", \"a\"]", "[\"a\", \"c\"]"), Equality::Same);
    assert!(fault(T::Choice, "\"quic\"").contains("the options are `a`, `b` and `c`"));
    assert!(fault(T::Choices, "\"a\"").contains("write [\"a\"]"));
    assert!(fault(T::Choices, "[]").contains("write `\"no\"`"));
    assert!(fault(T::Choices, "[\"a\", \"a\"]").contains("duplicate option"));
}

#[test]
fn text() {
    assert_eq!(value(T::Text, "true").phrase(T::Text, None, Notation::Standard), Message::TierText);
    assert_eq!(flat(T::Text, "\"GET / HTTP/1.1\""), "GET / HTTP/1.1");
    assert!(fault(T::Text, "false").contains("write `\"no\"`"));
    assert!(fault(T::Text, "\" \"").contains("expected"));
}

#[test]
fn units_and_compact_numbers() {
    let phrase = value(T::Number, "5").phrase(T::Number, Some("device"), Notation::Standard);
    assert_eq!(phrase, Message::Unit { n: Box::new(Message::Number(5.into())), unit: "device".to_owned() });
    let compact = value(T::Number, "5").phrase(T::Number, None, Notation::Compact);
    assert_eq!(compact, Message::Compact(5.into()));
    assert_eq!(
        value(T::Number, "\"no\"").phrase(T::Number, None, Notation::Standard),
        Message::Catalog { key: "value.none", args: vec![] }
    );
    assert_eq!(
        value(T::Support, "\"no\"").phrase(T::Support, None, Notation::Standard),
        Message::Catalog { key: "value.no", args: vec![] }
    );
}
