//! Labels and values: text that is not Markdown, with everything isolated that could be misread.

use unicode_bidi::{BidiClass, bidi_class};

use super::bidi::is_rtl;
use super::flow::{Finished, Flow, Links, Nature, isolated_as};
use super::{Dir, Env, Mark, escape};
use mizan_model::{Run, StyledText};

/// `text` (in the language of `env`) as HTML, its foreign runs isolated.
pub fn plain_html(text: &str, env: &Env) -> String {
    let inner = match env.dir {
        // By far the commonest label, and nothing in it can turn.
        Dir::Ltr if text.is_ascii() => {
            let mut out = String::with_capacity(text.len());
            escape::text(&mut out, text);
            out
        }
        _ => Flow::text(text).html(env.dir, Links::Keep),
    };
    env.wrapped_html(inner)
}

/// `text` as plain text, its foreign runs in isolates: for titles, descriptions, `alt`, `aria-label`.
pub fn plain_isolated(text: &str, env: &Env) -> String {
    env.wrapped_isolated(Flow::text(text).isolated(env.dir))
}

/// Runs as HTML.
pub fn rich_html(rich: &StyledText, env: &Env) -> String {
    env.wrapped_html(flow(rich, env).html(env.dir, Links::Keep))
}

/// Runs as plain text with isolates. [`StyledText::bare`] is the same without.
pub fn rich_isolated(rich: &StyledText, env: &Env) -> String {
    env.wrapped_isolated(flow(rich, env).isolated(env.dir))
}

pub(super) fn flow(rich: &StyledText, env: &Env) -> Flow {
    let mut flow = Flow::default();
    for run in &rich.runs {
        match run {
            Run::Words(text) => flow.push(text),
            Run::Foreign { lang, text } if lang == env.lang => flow.push(text),
            Run::Foreign { lang, text } => {
                let own = (env.direction_of)(lang);
                let inner = Flow::text(text);
                let html = in_language(&inner.html(own, Links::Keep), lang, own, None);
                let isolated = isolated_as_built(inner.isolated(own), own, env.dir);
                flow.finished(Nature::Isolate, Finished { linkless: html.clone(), html, isolated, bare: text.clone() });
            }
            Run::Value(text) => {
                let html = value(text, env.dir);
                flow.finished(Nature::Isolate, finished_value(html.clone(), html, text, env.dir));
            }
            Run::Code(text) => flow.code(text, env.dir),
            Run::Time { iso, text } => {
                let mut html = String::from("<time datetime=\"");
                escape::attribute(&mut html, iso);
                html.push_str("\">");
                html.push_str(&value(text, env.dir));
                html.push_str("</time>");
                flow.finished(Nature::Isolate, finished_value(html.clone(), html, text, env.dir));
            }
            Run::Link { url, text } => {
                let shown = value(text, env.dir);
                let mut html = super::link::start_tag(url, "", env);
                html.push_str(&shown);
                html.push_str("</a>");
                flow.finished(Nature::Isolate, finished_value(html, shown, text, env.dir));
            }
        }
    }
    flow
}

fn finished_value(html: String, linkless: String, text: &str, dir: Dir) -> Finished {
    Finished { html, linkless, isolated: isolated_as(text, value_dir(text, dir), dir), bare: text.to_owned() }
}

/// A formatted value in an isolate that takes the direction of its first letter, or none where
/// neither value nor text has anything that could turn.
fn value(text: &str, dir: Dir) -> String {
    let mut out = String::with_capacity(text.len() + 24);
    if dir == Dir::Ltr && !text.chars().any(is_rtl) {
        escape::text(&mut out, text);
        return out;
    }
    out.push_str(match value_dir(text, dir) {
        Some(Dir::Rtl) => "<bdi dir=\"rtl\">",
        _ => "<bdi>",
    });
    escape::text(&mut out, text);
    out.push_str("</bdi>");
    out
}

/// Arabic digits without a letter have no direction of their own, and an isolate would take them for
/// left-to-right: ٢٠٪ would turn its sign about.
fn value_dir(text: &str, around: Dir) -> Option<Dir> {
    let letterless = !text.chars().any(|c| matches!(bidi_class(c), BidiClass::L | BidiClass::R | BidiClass::AL));
    (around == Dir::Rtl && letterless && text.chars().any(is_rtl)).then_some(Dir::Rtl)
}

/// Finished HTML in another language.
pub(super) fn in_language(html: &str, lang: &str, dir: Dir, mark: Option<Mark>) -> String {
    let mut out = String::with_capacity(html.len() + 32);
    out.push_str("<bdi lang=\"");
    escape::attribute(&mut out, lang);
    out.push_str("\" dir=\"");
    out.push_str(dir.as_str());
    if let Some(mark) = mark {
        out.push_str("\" data-mizan=\"");
        out.push_str(mark.as_str());
    }
    out.push_str("\">");
    out.push_str(html);
    out.push_str("</bdi>");
    out
}

/// Like [`isolated_as`], for text whose own isolates come from Mizan.
pub(super) fn isolated_as_built(text: String, own: Dir, around: Dir) -> String {
    if text.is_empty() || (around == Dir::Ltr && own == Dir::Ltr && !text.chars().any(is_rtl)) {
        return text;
    }
    let open = if own == Dir::Ltr { '\u{2066}' } else { '\u{2067}' };
    format!("{open}{text}\u{2069}")
}
