//! Limits for branches in a template, and for chains of templates by `include` and `extends`.

use std::collections::BTreeSet;

use mizan_source::diagnostics::{Code, Diagnostic};
use mizan_source::{SourceId, Span};

/// The longest chain. Tera recurses for each step when it renders, and the stack is limited.
const LONGEST: usize = 32;

/// The beginning of a chain that is too long. Tera reports cycles.
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
        format!("the chain of templates that include or extend each other from `{name}` is longer than {LONGEST}"),
    )
    .help("include the templates side by side, or merge some of them");
    Some(match place(name) {
        Some(id) => diagnostic.at(Span::new(id, 0..0), "the chain begins here"),
        None => diagnostic,
    })
}

/// The most branches of one template. Tera recurses for each.
const MOST_BRANCHES: usize = 500;

/// A template with too many branches.
pub(super) fn branches(id: SourceId, text: &str) -> Option<Diagnostic> {
    let (at, branch) = text.match_indices("elif").nth(MOST_BRANCHES)?;
    let message = format!("the template has more than {MOST_BRANCHES} branches (`elif`)");
    Some(
        Diagnostic::error(Code::TemplateSyntax, message)
            .at(Span::new(id, at..at + branch.len()), "the first branch over the limit")
            .help("split the template, or look up the value in a map"),
    )
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
    fn a_long_chain_is_told_and_a_circle_is_left_to_tera() {
        assert!(!told(&chain(LONGEST + 1, false)));
        assert!(told(&chain(LONGEST + 2, false)));
        assert!(told(&chain(300, false)));
        assert!(!told(&chain(300, true)));
        assert!(!told(&chain(1, true)));
    }
}
