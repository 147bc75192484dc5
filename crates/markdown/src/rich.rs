//! Labels and values: text that is not Markdown, with everything isolated that could be misread.

use unicode_bidi::{BidiClass, bidi_class};

use super::bidi::is_rtl;
use super::flow::{Finished, Flow, Links, Nature, PDI, isolated_as, opening};
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

/// Runs as plain text for files that people read, in which isolates are the exception: around what is in another
/// order without them wherever the line begins, a series of numbers and a telephone number on right-to-left pages.
pub fn rich_copy(rich: &StyledText, env: &Env) -> String {
    let mut out = String::new();
    copy_runs(&rich.runs, env.dir, &mut out);
    out
}

fn copy_runs(runs: &[Run], dir: Dir, out: &mut String) {
    let clean = |text: &str, out: &mut String| out.extend(text.chars().filter(|c| !escape::is_forbidden(*c)));
    for run in runs {
        match run {
            Run::Words(text) | Run::Value(text) | Run::Code(text) | Run::Time { text, .. } => clean(text, out),
            Run::Link { url, text } if dir == Dir::Rtl && url.starts_with("tel:") => {
                out.push_str(&isolated_as(text, Some(Dir::Ltr), dir));
            }
            Run::Link { text, .. } => clean(text, out),
            Run::Series { numbers, between } if dir == Dir::Rtl => {
                out.push_str(&series_isolated(numbers, between, dir));
            }
            Run::Series { numbers, between } => clean(&numbers.join(between), out),
            Run::Foreign { runs, .. } | Run::Name(runs) => copy_runs(runs, dir, out),
        }
    }
}

pub(super) fn flow(rich: &StyledText, env: &Env) -> Flow {
    let mut flow = Flow::default();
    push_runs(&mut flow, &rich.runs, env);
    flow
}

fn push_runs(flow: &mut Flow, runs: &[Run], env: &Env) {
    for run in runs {
        match run {
            Run::Words(text) => flow.push(text),
            Run::Foreign { lang, runs } if lang == env.lang => push_runs(flow, runs, env),
            Run::Foreign { lang, runs } => {
                let own = (env.direction_of)(lang);
                let mut inner = Flow::default();
                push_runs(&mut inner, runs, &env.with_text_in(lang, own));
                let finished = Finished {
                    html: in_language(&inner.html(own, Links::Keep), lang, own, None),
                    linkless: in_language(&inner.html(own, Links::Omit), lang, own, None),
                    isolated: isolated_as_built(inner.isolated(own), own, env.dir),
                    bare: inner.bare(),
                };
                flow.finished(Nature::Isolate, finished);
            }
            Run::Name(runs) => name(flow, runs, env),
            Run::Value(text) => {
                let html = value(text, env.dir);
                flow.finished(Nature::Isolate, finished_value(html.clone(), html, text, env.dir));
            }
            Run::Series { numbers, between } => {
                let html = series(numbers, between, env.dir);
                let finished = Finished {
                    linkless: html.clone(),
                    html,
                    isolated: series_isolated(numbers, between, env.dir),
                    bare: numbers.join(between),
                };
                flow.finished(Nature::Isolate, finished);
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
}

/// A name: in one isolate where it runs against the text around it, and else a part of that text.
fn name(flow: &mut Flow, runs: &[Run], env: &Env) {
    let own = env.dir.other();
    let mut inner = Flow::default();
    push_runs(&mut inner, runs, &Env { dir: own, ..*env });
    let is_code = matches!(runs, [Run::Code(_)]);
    if is_code || !inner.is_contrary(env.dir) {
        return push_runs(flow, runs, env);
    }
    let isolate = |html: String| format!("<bdi dir=\"{}\">{html}</bdi>", own.as_str());
    let finished = Finished {
        html: isolate(inner.html(own, Links::Keep)),
        linkless: isolate(inner.html(own, Links::Omit)),
        isolated: format!("{}{}{PDI}", opening(own), inner.isolated(own)),
        bare: inner.bare(),
    };
    flow.finished(Nature::Isolate, finished);
}

/// Numbers in the direction of the text around them, each an isolate of its own: its signs stay on its side.
fn series(numbers: &[String], between: &str, dir: Dir) -> String {
    let mut inner = String::new();
    for (at, number) in numbers.iter().enumerate() {
        if at > 0 {
            escape::text(&mut inner, &unbroken(between));
        }
        inner.push_str(&value(number, dir));
    }
    if dir == Dir::Ltr && !numbers.iter().any(|number| number.chars().any(is_rtl)) {
        return inner;
    }
    format!("<bdi dir=\"{}\">{inner}</bdi>", dir.as_str())
}

fn series_isolated(numbers: &[String], between: &str, dir: Dir) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| isolated_as(number, value_dir(number, dir), dir)).collect();
    isolated_as_built(numbers.join(between), dir, dir)
}

/// A sign between two numbers, before which no line ends: a line that begins with a sign reads as a negative number. A
/// line may end after it, where a column is narrower than the whole: browsers would break within a number otherwise. The
/// space before it is a no-break space, or U+2060 if there is none.
fn unbroken(between: &str) -> String {
    let sign = between.trim();
    let (before, after) = between.split_once(sign).unwrap_or((between, ""));
    let space: String = match before {
        "" => "\u{2060}".to_owned(),
        text => text.chars().map(|c| if c == '\u{2009}' { '\u{202f}' } else { '\u{a0}' }).collect(),
    };
    let after = after.replace('\u{a0}', " ").replace('\u{202f}', "\u{2009}");
    format!("{space}{sign}{after}")
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
