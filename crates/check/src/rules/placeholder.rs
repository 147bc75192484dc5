//! Placeholder text such as `TODO`.

use crate::lint::{Check, LanguageProfile, LintRule, LintText, Role};
use mizan_source::diagnostics::{Code, Diagnostics};

#[doc = include_str!("../../../../docs/diagnostics/MZ0728.md")]
pub(super) struct Placeholder;

impl LintRule for Placeholder {
    const CODE: Code = Code::Placeholder;
    const CHECK: Check = Check::Text(check);
}

fn check(text: &LintText<'_>, _: &LanguageProfile<'_>) -> Diagnostics {
    if matches!(text.role, Role::Pattern | Role::Quoted) {
        return Diagnostics::default();
    }
    let left = text.outline.blocks.iter().find_map(|block| Some((block, placeholder(&block.text)?)));
    let Some((block, found)) = left else { return Diagnostics::default() };
    let start = block.text.find(found).unwrap_or_default();
    let (span, _) = block.place(start..start + found.len());
    let diagnostic = Placeholder::warning(format!("{} is placeholder text", text.what))
        .at(span, format!("`{found}` would be published"))
        .help("write the text, or remove the line; with `draft = true` the whole page is not published");
    Diagnostics::from(vec![diagnostic])
}

fn placeholder(text: &str) -> Option<&str> {
    let text = text.trim();
    if matches!(text, "…" | "..." | "TODO" | "TBD" | "FIXME" | "XXX" | "???") {
        return Some(text);
    }
    let lorem = text.get(..11).filter(|start| start.eq_ignore_ascii_case("lorem ipsum"));
    // Not without the colon: `TODO` is a word in Spanish.
    lorem.or_else(|| ["TODO:", "FIXME:", "TBD:"].into_iter().find(|mark| text.contains(mark)))
}
