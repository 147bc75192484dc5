//! JSON (RFC 8259) with numbers as they were written: `7.80` stays `7.80`, and no price is converted to
//! a floating-point number.

use std::borrow::Cow;

use super::bare::bare;
use mizan_model::Decimal;

pub(crate) enum Json<'a> {
    Null,
    Number(Decimal),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    /// In order.
    Object(Vec<(&'static str, Json<'a>)>),
}

impl<'a> Json<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Json<'a> {
        Json::Text(text.into())
    }

    /// The outer two levels over several lines, so that a row is a line and changes can be read.
    pub(crate) fn write(&self) -> String {
        let mut out = String::new();
        self.put(&mut out, 0);
        out.push('\n');
        out
    }

    fn put(&self, out: &mut String, depth: usize) {
        match self {
            Json::Null => out.push_str("null"),
            // As JSON's grammar has it: no exponent, no leading plus, a digit before the point.
            Json::Number(number) => out.push_str(&number.to_string()),
            Json::Text(text) => string(&bare(text), out),
            Json::List(items) => series(out, depth, ['[', ']'], items, |out, item| item.put(out, depth + 1)),
            Json::Object(parts) => series(out, depth, ['{', '}'], parts, |out, (key, value)| {
                string(key, out);
                out.push(':');
                value.put(out, depth + 1);
            }),
        }
    }
}

fn series<T>(out: &mut String, depth: usize, [open, close]: [char; 2], items: &[T], put: impl Fn(&mut String, &T)) {
    let lines = depth < 2 && !items.is_empty();
    let line = |out: &mut String, depth: usize| {
        if lines {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', depth));
        }
    };
    out.push(open);
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        line(out, depth + 1);
        put(out, item);
    }
    line(out, depth);
    out.push(close);
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_comes_back_without_isolates(text in any::<String>()) {
            let written = Json::Object(vec![("a", Json::text(text.as_str()))]).write();
            let read: serde_json::Value = serde_json::from_str(&written).expect("JSON");
            prop_assert_eq!(read["a"].as_str(), Some(&*bare(&text)));
        }

        #[test]
        fn any_number_is_a_json_number(mantissa in any::<i64>(), scale in 0u32..20) {
            let number = Decimal::new(mantissa, scale);
            let written = Json::Number(number).write();
            prop_assert_eq!(written.trim(), number.to_string());
            prop_assert!(serde_json::from_str::<serde_json::Number>(written.trim()).is_ok(), "{}", written);
        }
    }

    #[test]
    fn a_row_is_a_line() {
        let row = || Json::Object(vec![("n", Json::Number(Decimal::new(780, 2))), ("m", Json::Null)]);
        let table = Json::Object(vec![("rows", Json::List(vec![row(), row()])), ("none", Json::List(Vec::new()))]);
        let want = "{\n \"rows\":[\n  {\"n\":7.80,\"m\":null},\n  {\"n\":7.80,\"m\":null}\n ],\n \"none\":[]\n}\n";
        assert_eq!(table.write(), want);
    }
}
