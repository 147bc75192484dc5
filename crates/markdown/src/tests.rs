//! The output for prose and labels, including text of mixed directions.

mod bidi;
mod blocks;
mod faults;
mod labels;
mod robust;
mod unsupported;

use super::*;
use mizan_source::diagnostics::Severity;
use mizan_source::{SourceId, Span};

/// The directions that these tests need.
fn direction_of(lang: &str) -> Dir {
    if matches!(lang, "ar" | "he" | "fa") { Dir::Rtl } else { Dir::Ltr }
}

fn env(lang: &'static str) -> Env<'static> {
    Env::new(lang, direction_of(lang), &direction_of)
}

fn prose(text: &str) -> Prose {
    // Not at the file's start, so that offsets are seen to be added.
    Prose { text: text.to_owned(), span: Span::new(SourceId(3), 100..100 + text.len()), verbatim: true }
}

/// A site with two facts, one image and one guide.
struct House;

impl Resolver for House {
    fn fact(&self, reference: &str, _: Option<GrammaticalCase>) -> Result<StyledText, Missing> {
        match reference {
            "monthly-users" | "whatsapp/monthly-users" => Ok(StyledText::value("3.3 مليار")),
            "link" => Ok(StyledText {
                runs: vec![mizan_model::Run::Link { url: "https://a.example/".into(), text: "a".into() }],
            }),
            _ => Err(Missing::new(Code::BadReference, format!("there is no fact `{reference}`"))
                .help("name a fact")
                .instead(mizan_source::diagnostics::did_you_mean(reference, ["monthly-users"]))),
        }
    }

    fn value(&self, reference: &str, case: Option<GrammaticalCase>) -> Result<StyledText, Missing> {
        match reference {
            "business.screens" => Ok(StyledText::words(if case.is_some() { "شاشتين" } else { "شاشتان" })),
            "business.range" => Ok(StyledText {
                runs: vec![mizan_model::Run::Series { numbers: vec!["3".into(), "8".into()], between: "–".into() }],
            }),
            "business.devices" => Ok(StyledText::value("5")),
            _ => Err(Missing::new(Code::BadReference, format!("there is no value `{reference}`")).help("name a cell")),
        }
    }

    fn table(&self, features: &[String], tiers: &[String]) -> Result<String, Missing> {
        Ok(format!("<table><tbody><tr><td>{} × {}</td></tr></tbody></table>", features.join("+"), tiers.join("+")))
    }

    fn link(&self, path: &str, fragment: Option<&str>) -> Result<String, Missing> {
        match (path, fragment) {
            ("/guides/whatsapp", None) => Ok("/ar/whatsapp/".to_owned()),
            ("/guides/whatsapp", Some(row)) => Ok(format!("/ar/whatsapp/#{row}")),
            ("", Some("auto-replies")) => Ok("#auto-replies".to_owned()),
            _ => Err(Missing::new(Code::DeadLink, format!("there is no page `{path}`")).help("name a page")),
        }
    }

    fn image(&self, path: &str) -> Result<Image, Missing> {
        match path {
            "images/x.png" => Ok(Image { src: "/whatsapp/x.png".to_owned(), width: 640, height: 360 }),
            _ => Err(Missing::new(Code::MissingImage, format!("there is no picture `{path}`")).help("name a file")),
        }
    }

    fn word(&self, word: Word) -> String {
        match word {
            Word::Callout(callout) => format!("«{}»", callout.as_str()),
            Word::Footnotes => "Footnotes".to_owned(),
            Word::BackToText => "Back".to_owned(),
            Word::Table => "Table".to_owned(),
            Word::Number(number) => number.to_string(),
        }
    }
}

/// A document that nothing is wrong with.
fn html(lang: &'static str, text: &str) -> String {
    let (document, diagnostics) = doc(lang, text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    document.html
}

fn doc(lang: &'static str, text: &str) -> (Document, Diagnostics) {
    document(&prose(text), &env(lang), &House, Options::default(), &mut Ids::default())
}

fn inline_html(lang: &'static str, text: &str) -> String {
    let (inline, diagnostics) = inline(&prose(text), &env(lang), &House);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    inline.html
}

/// What cannot be seen, made visible.
fn visible(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c != '\n' && escape::is_forbidden(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out
}

/// Every diagnostic in a line: severity, code, message, the text pointed at, help, fix.
fn told(text: &str, diagnostics: &Diagnostics) -> String {
    let at = |span: Span| text.get(span.start as usize - 100..span.end as usize - 100).unwrap_or("OUT OF BOUNDS");
    let mut out = String::new();
    for d in diagnostics.iter() {
        let severity = if d.severity == Severity::Error { "error" } else { "warning" };
        out.push_str(&format!("{severity} {:?}: {}", d.code, d.message));
        if let Some(label) = &d.primary {
            out.push_str(&format!("\n  at ⟦{}⟧ {}", at(label.span), label.text));
        }
        for help in &d.help {
            out.push_str(&format!("\n  help: {help}"));
        }
        if let Some(fix) = &d.fix {
            out.push_str(&format!("\n  fix: ⟦{}⟧ → ⟦{}⟧", at(fix.span), fix.replacement));
        }
        out.push('\n');
    }
    visible(&out)
}
