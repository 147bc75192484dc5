//! The names that templates declare, call and include, found in their text: Tera has no API for it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use mizan_source::{SourceId, SourceMap, Span};

/// The names in all templates of a theme's chain.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub components: BTreeSet<String>,
    /// What each component calls and includes in its nearest declaration, and what each template does
    /// outside of them.
    calls: BTreeMap<String, Vec<(String, Span)>>,
    pub blocks: BTreeSet<String>,
    /// Templates that others extend or include, as they are written.
    pub named: BTreeSet<String>,
    /// Templates that declare a component.
    pub declaring: BTreeSet<String>,
}

impl Names {
    /// `templates` are in the order of the chain, the nearest theme's first.
    pub(super) fn of(templates: &[(String, SourceId)], sources: &SourceMap) -> Names {
        let mut names = Names::default();
        // `parts/dates.html` → `mine/parts/dates.html`.
        let mut nearest: BTreeMap<&str, &str> = BTreeMap::new();
        for (template, id) in templates {
            nearest.entry(template).or_insert(template);
            if let Some((_, short)) = template.split_once('/') {
                nearest.entry(short).or_insert(template);
            }
            let Some(text) = sources.file(*id).text() else { continue };
            // Who calls: nobody in a component that a nearer theme has replaced.
            let mut caller = Some(template.clone());
            for Name { kind, name, range } in scan(text) {
                match kind {
                    NameKind::Component => {
                        names.declaring.insert(template.clone());
                        caller = names.components.insert(name.clone()).then_some(name);
                    }
                    NameKind::EndOfComponent => caller = Some(template.clone()),
                    NameKind::Call | NameKind::Include => {
                        if kind == NameKind::Include {
                            names.named.insert(name.clone());
                        }
                        if let Some(caller) = &caller {
                            let calls = names.calls.entry(caller.clone()).or_default();
                            calls.push((name, Span::new(*id, range)));
                        }
                    }
                    NameKind::Block => {
                        names.blocks.insert(name);
                    }
                    NameKind::Extends => {
                        names.named.insert(name);
                    }
                }
            }
        }
        for (callee, _) in names.calls.values_mut().flatten() {
            if let Some(full) = nearest.get(callee.as_str()) {
                *callee = (*full).to_owned();
            }
        }
        names
    }

    /// Components that call each other in a circle, the first such circle by name: who calls whom, where.
    pub(super) fn circle(&self) -> Option<Vec<(&str, &str, Span)>> {
        let mut done: BTreeSet<&str> = BTreeSet::new();
        for start in self.calls.keys() {
            // Callers on the way down, each with the next of its calls to follow.
            let mut way: Vec<(&str, usize)> = vec![(start.as_str(), 0)];
            while let Some((caller, next)) = way.last().copied() {
                let call = self.calls.get(caller).and_then(|calls| calls.get(next));
                let Some((callee, _)) = call else {
                    done.insert(caller);
                    way.pop();
                    continue;
                };
                if let Some(last) = way.last_mut() {
                    last.1 += 1;
                }
                if let Some(at) = way.iter().position(|(name, _)| name == callee) {
                    return Some(way[at..].iter().filter_map(|(name, next)| self.call(name, *next)).collect());
                }
                if !done.contains(callee.as_str()) && self.calls.contains_key(callee) {
                    way.push((callee, 0));
                }
            }
        }
        None
    }

    /// The call that was followed last: `next` already points behind it.
    fn call(&self, caller: &str, next: usize) -> Option<(&str, &str, Span)> {
        let (caller, calls) = self.calls.get_key_value(caller)?;
        let (callee, span) = calls.get(next.checked_sub(1)?)?;
        Some((caller, callee, *span))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NameKind {
    /// `{% component NAME(…) %}`
    Component,
    EndOfComponent,
    /// `<NAME …`
    Call,
    /// `{% block NAME %}`
    Block,
    /// `{% extends "NAME" %}`
    Extends,
    /// `{% include "NAME" %}`
    Include,
}

#[derive(Debug, PartialEq, Eq)]
struct Name {
    kind: NameKind,
    name: String,
    range: Range<usize>,
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') || !byte.is_ascii()
}

/// The names in a template, in order. Of a template that cannot be parsed, those before its error.
fn scan(text: &str) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{') {
        let open = at + open;
        let inner = open + 2;
        at = match text.as_bytes().get(open + 1) {
            Some(b'#') => text[inner..].find("#}").map_or(text.len(), |end| inner + end + 2),
            Some(b'%') => tag(text, inner, b'%', &mut names),
            Some(b'{') => tag(text, inner, b'}', &mut names),
            _ => open + 1,
        };
    }
    names
}

/// Reads one tag from `at` to its end, `%}` or `}}`; returns where the text goes on.
fn tag(text: &str, mut at: usize, end: u8, names: &mut Vec<Name>) -> usize {
    let bytes = text.as_bytes();
    // What the next name or string denotes.
    let mut wanted = None;
    let mut first = end == b'%';
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' | b'`' => {
                let close = text[at + 1..].find(char::from(byte)).map_or(text.len(), |close| at + 1 + close);
                if let Some(kind) = wanted.take_if(|kind| matches!(kind, NameKind::Extends | NameKind::Include)) {
                    names.push(Name { kind, name: text[at + 1..close].to_owned(), range: at + 1..close });
                }
                at = close + 1;
            }
            _ if byte == end && bytes.get(at + 1) == Some(&b'}') => return at + 2,
            b'<' => {
                let range = word(bytes, at + 1);
                if bytes.get(range.start).is_some_and(u8::is_ascii_alphabetic) {
                    names.push(Name {
                        kind: NameKind::Call,
                        name: text[range.clone()].to_owned(),
                        range: range.clone(),
                    });
                }
                at = range.end;
            }
            _ if is_name(byte) => {
                let range = word(bytes, at);
                let found = &text[range.clone()];
                if std::mem::take(&mut first) {
                    wanted = match found {
                        "component" => Some(NameKind::Component),
                        "block" => Some(NameKind::Block),
                        "extends" => Some(NameKind::Extends),
                        "include" => Some(NameKind::Include),
                        _ => None,
                    };
                    if found == "endcomponent" {
                        names.push(Name { kind: NameKind::EndOfComponent, name: String::new(), range: range.clone() });
                    }
                } else if let Some(kind @ (NameKind::Component | NameKind::Block)) = wanted {
                    names.push(Name { kind, name: found.to_owned(), range: range.clone() });
                    wanted = None;
                }
                at = range.end;
            }
            _ => at += 1,
        }
    }
    text.len()
}

fn word(bytes: &[u8], start: usize) -> Range<usize> {
    let length = bytes[start.min(bytes.len())..].iter().take_while(|byte| is_name(**byte)).count();
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(NameKind, String)> {
        scan(text).into_iter().map(|name| (name.kind, name.name)).collect()
    }

    fn names(templates: &[(&str, &str)]) -> Names {
        let mut sources = SourceMap::default();
        let mut list = Vec::new();
        for (name, text) in templates {
            list.push(((*name).to_owned(), sources.insert(name, text.as_bytes().to_vec())));
        }
        Names::of(&list, &sources)
    }

    #[test]
    fn names_are_read_off_tags_alone() {
        let text = "{% extends \"base.html\" %}{# {% block no %} #}<b {%- block yes -%}{{ <mark x={a} /> }}'{{ \"<no\" }}{% include 'p.html' %}\n{% component c(a, b=1) %}{% if a < b %}{% <d> %}{% </d> %}{% endif %}{% endcomponent c %}";
        assert_eq!(
            found(text),
            [
                (NameKind::Extends, "base.html".to_owned()),
                (NameKind::Block, "yes".to_owned()),
                (NameKind::Call, "mark".to_owned()),
                (NameKind::Include, "p.html".to_owned()),
                (NameKind::Component, "c".to_owned()),
                (NameKind::Call, "d".to_owned()),
                (NameKind::EndOfComponent, String::new()),
            ]
        );
    }

    #[test]
    fn a_template_may_end_anywhere() {
        let whole = "{% extends \"ب.html\" %}{# x #}{{ <mark x={\"é\"} /> }}{% component c(a) %}";
        for end in (0..=whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            scan(&whole[..end]);
        }
    }

    #[test]
    fn circles_are_found() {
        let of = |text: &str| {
            names(&[("t", text)]).circle().map(|way| way.iter().map(|call| call.1.to_owned()).collect::<Vec<_>>())
        };
        let plain = "{% component a() %}{{ <b /> }}{{ <b /> }}{% endcomponent a %}{% component b() %}{% endcomponent b %}{{ <a /> }}";
        assert_eq!(of(plain), None);
        assert_eq!(of("{% component a() %}{{ <a /> }}{% endcomponent a %}"), Some(vec!["a".to_owned()]));
        let two = "{% component x() %}{{ <y /> }}{% endcomponent x %}{% component y() %}{{ <z /> }}{{ <x /> }}{% endcomponent y %}";
        assert_eq!(of(two), Some(vec!["y".to_owned(), "x".to_owned()]));
    }

    #[test]
    fn a_circle_may_lead_through_a_template() {
        let list = [
            ("mine/a.html", "{% component a() %}{% include \"p/x.html\" %}{% endcomponent a %}"),
            ("mine/p/x.html", "{{ <a /> }}"),
            ("mizan/p/x.html", ""),
        ];
        let names = names(&list);
        let circle = names.circle().expect("there is one");
        let callees: Vec<&str> = circle.iter().map(|call| call.1).collect();
        assert_eq!(callees, ["mine/p/x.html", "a"]);
    }

    #[test]
    fn the_nearest_declaration_counts() {
        let near = "{% component a() %}{% endcomponent a %}";
        let far = "{% component a() %}{{ <a /> }}{% endcomponent a %}";
        assert!(names(&[("near", near), ("far", far)]).circle().is_none());
        assert!(names(&[("far", far), ("near", near)]).circle().is_some());
    }
}
