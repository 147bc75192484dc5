//! The registry, the files and the pages agree.

use std::path::Path;

use mizan_source::diagnostics::Code;

use super::ALL;

/// `UnusedSource` → `unused_source`.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// MZ074x are reported by `mizan check --external`, which asks other sites.
fn is_of_rules(code: &Code) -> bool {
    code.id().starts_with("MZ07") && !code.id().starts_with("MZ074")
}

#[test]
fn every_code_of_rules_has_one_rule_in_the_order_of_codes() {
    let listed: Vec<Code> = ALL.iter().map(|rule| rule.code).collect();
    let known: Vec<Code> = Code::ALL.iter().copied().filter(is_of_rules).collect();
    assert_eq!(listed, known);
}

#[test]
fn every_rule_has_a_file_of_its_name_with_the_page_of_its_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    for rule in ALL {
        let name = format!("{:?}", rule.code);
        let path = folder.join(format!("{}.rs", snake_case(&name)));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let page = format!("docs/diagnostics/{}.md\")]\npub(super) struct {name};", rule.code.id());
        assert!(text.contains(&page), "{}: no doc comment from docs/diagnostics", path.display());
        assert_eq!(text.matches("impl LintRule for ").count(), 1, "{}: one rule per file", path.display());
    }
}
