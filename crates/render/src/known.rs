//! The filters, tests and functions of templates: those of Tera, and ours.

/// Filters of Tera.
pub(super) const FILTERS: &[&str] = &[
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];

/// Tests of Tera: `{% if x is NAME %}`.
pub(super) const TESTS: &[&str] = &[
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// Functions: our three, and Tera's.
pub(super) const FUNCTIONS: &[&str] = &["t", "url", "asset", "range", "throw", "super"];

/// What the first argument is called, where it is clear which one is intended.
const FIRST_ARGUMENT: &[(&str, &str)] = &[
    ("t", "key"),
    ("url", "path"),
    ("asset", "path"),
    ("range", "end"),
    ("throw", "message"),
    ("default", "value"),
    ("join", "sep"),
    ("split", "pat"),
    ("trim", "pat"),
    ("trim_start", "pat"),
    ("trim_end", "pat"),
    ("replace", "from"),
    ("truncate", "length"),
    ("indent", "width"),
    ("round", "precision"),
    ("nth", "n"),
    ("sort", "attribute"),
    ("group_by", "attribute"),
    ("get", "key"),
    ("divisible_by", "divisor"),
    ("starting_with", "pat"),
    ("ending_with", "pat"),
    ("containing", "pat"),
];

/// The name of the argument that somebody means who gives one without a name.
pub(super) fn first_argument(of: &str) -> Option<&'static str> {
    FIRST_ARGUMENT.iter().find(|(name, _)| *name == of).map(|(_, argument)| *argument)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(template: &str) -> bool {
        let mut tera = tera::Tera::new();
        for name in ["t", "url", "asset"] {
            tera.register_function(name, |_: tera::Kwargs, _: &tera::State| tera::Value::none());
        }
        tera.add_raw_template("x", template).is_ok()
    }

    #[test]
    fn tera_has_what_is_listed() {
        for name in FILTERS {
            assert!(reads(&format!("{{{{ a | {name} }}}}")), "{name}");
        }
        for name in TESTS {
            assert!(reads(&format!("{{% if a is {name} %}}{{% endif %}}")), "{name}");
        }
        for name in FUNCTIONS.iter().filter(|name| **name != "super") {
            assert!(reads(&format!("{{{{ {name}() }}}}")), "{name}");
        }
        assert!(!reads("{{ a | shout }}"));
        for (name, _) in FIRST_ARGUMENT {
            assert!([FILTERS, TESTS, FUNCTIONS].iter().any(|list| list.contains(name)), "{name}");
        }
    }
}
