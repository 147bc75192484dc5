//! Which templates lead to which, by `include` and `extends`: how far, and to which none leads.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::{SourceId, Span};

/// Steps beyond which nobody follows them. Tera descends for each when it renders, and the stack is not endless.
const LONGEST: usize = 32;

/// The beginning of a chain that is too long. Circles are Tera's to tell.
pub(super) fn too_long(
    themes: &[String],
    texts: &[(&str, &str)],
    place: impl Fn(&str) -> Option<SourceId>,
) -> Option<Diagnostic> {
    let names: BTreeSet<&str> = texts.iter().map(|(name, _)| *name).collect();
    let resolve = |wanted: &str| {
        let near = themes.iter().find_map(|theme| names.get(format!("{theme}/{wanted}").as_str()));
        near.or_else(|| names.get(wanted)).copied()
    };
    let edges: Vec<(&str, BTreeSet<&str>)> =
        texts.iter().map(|(name, text)| (*name, leads_to(text).filter_map(resolve).collect())).collect();
    // Templates from which a chain of so many steps begins.
    let mut far: BTreeSet<&str> = names.clone();
    let mut first = None;
    for steps in 1..=names.len() {
        far = edges.iter().filter(|(_, to)| !to.is_disjoint(&far)).map(|(name, _)| *name).collect();
        if far.is_empty() {
            break;
        }
        if steps == LONGEST + 1 {
            first = far.first().copied();
        }
    }
    // What leads on after as many steps as there are templates leads in a circle.
    if !far.is_empty() {
        return None;
    }
    let name = first?;
    let diagnostic = Diagnostic::error(
        Code::TemplateSyntax,
        format!("from `{name}` on, more than {LONGEST} templates include or extend each other, one the next"),
    )
    .help("include the templates side by side, or join some of them");
    Some(match place(name) {
        Some(id) => diagnostic.at(Span::new(id, 0..0), "the chain begins here"),
        None => diagnostic,
    })
}

/// Templates that no page is made with and no other template asks for: most often a name that is misspelt.
/// Components are called by other names than their files'.
pub(super) fn unasked(
    pages: &[&str],
    texts: &[(&str, &str)],
    place: impl Fn(&str) -> Option<SourceId>,
) -> Vec<Diagnostic> {
    let own = |name: &'_ str| name.split_once('/').map_or("", |(_, own)| own).to_owned();
    let mut asked: BTreeSet<String> = pages.iter().map(|page| format!("{page}.html")).collect();
    for wanted in texts.iter().flat_map(|(_, text)| leads_to(text)) {
        asked.insert(wanted.to_owned());
        // A theme's name before it: `mizan/base.html`.
        asked.insert(own(wanted));
    }
    let stray = |name: &str| !own(name).starts_with("components/") && !asked.contains(&own(name));
    let strays = texts.iter().filter(|(name, _)| stray(name));
    strays
        .map(|(name, _)| {
            let file = own(name);
            let diagnostic = Diagnostic::warning(
                Code::StrayFile,
                format!("no page is made with the template `{name}`, and no other template asks for it"),
            );
            let diagnostic = match place(name) {
                Some(id) => diagnostic.at(Span::new(id, 0..0), "this file"),
                None => diagnostic,
            };
            match did_you_mean(&file, asked.iter().map(String::as_str)) {
                Some(meant) => diagnostic.help(format!("did you mean `{meant}`? Then rename the file")),
                None => diagnostic.help(format!("pages are made with {}; remove the file", pages.join(", "))),
            }
        })
        .collect()
}

/// The names after `include` and `extends` in a template.
fn leads_to(text: &str) -> impl Iterator<Item = &str> {
    let words = ["include", "extends"].into_iter().flat_map(|word| text.split(word).skip(1));
    words.filter_map(|after| {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        after[1..].split(quote).next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: usize, close: bool) -> Vec<(String, String)> {
        let last = if close { "{% include \"0.html\" %}" } else { "x" };
        let next = |n: usize| {
            if n + 1 < length { format!("{{% include '{}.html' %}}", n + 1) } else { last.to_owned() }
        };
        (0..length).map(|n| (format!("mine/{n}.html"), next(n))).collect()
    }

    fn told(templates: &[(String, String)]) -> bool {
        let texts: Vec<(&str, &str)> = templates.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        too_long(&["mine".to_owned()], &texts, |_| None).is_some()
    }

    #[test]
    fn a_template_that_nobody_asks_for_is_told() {
        let texts = [
            ("mine/teir.html", ""),
            ("mine/tier.html", "{% extends \"mizan/base.html\" %}{% include \"parts/a.html\" %}"),
            ("mine/parts/a.html", ""),
            ("mine/components/x.html", ""),
            ("mizan/base.html", ""),
        ];
        let told = unasked(&["tier"], &texts, |_| None);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].message.contains("`mine/teir.html`") && told[0].help[0].contains("`tier.html`"), "{told:?}");
    }

    #[test]
    fn a_long_chain_is_told_and_a_circle_is_left_to_tera() {
        assert!(!told(&chain(LONGEST + 1, false)));
        assert!(told(&chain(LONGEST + 2, false)));
        assert!(told(&chain(300, false)));
        assert!(!told(&chain(300, true)));
        assert!(!told(&chain(1, true)));
    }
}
