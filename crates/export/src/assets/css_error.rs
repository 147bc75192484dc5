//! Errors of lightningcss in the words of Mizan's messages.

use lightningcss::error::{MinifyErrorKind, ParserError, PrinterErrorKind, SelectorError};

/// An error that has a description for people who write CSS.
pub(super) trait CssError {
    /// What is invalid, in lower case: "unexpected `}`". `written` is the text at the place of the error.
    fn description(&self, written: &str) -> String;
}

impl CssError for ParserError<'_> {
    fn description(&self, written: &str) -> String {
        match self {
            ParserError::AtRuleBodyInvalid => "invalid body of an at-rule".to_owned(),
            ParserError::AtRulePreludeInvalid => "invalid condition or name of an at-rule".to_owned(),
            ParserError::AtRuleInvalid(name) => format!("unknown at-rule `@{name}`"),
            ParserError::EndOfInput => "unexpected end of the stylesheet".to_owned(),
            ParserError::InvalidDeclaration => "invalid declaration".to_owned(),
            ParserError::InvalidMediaQuery => "invalid media query".to_owned(),
            ParserError::EmptyBracketInCondition => "empty brackets in a condition".to_owned(),
            ParserError::InvalidNesting => "invalid nesting".to_owned(),
            ParserError::DeprecatedNestRule => "`@nest` is not part of CSS".to_owned(),
            ParserError::DeprecatedCssModulesValueRule => "`@value` is not part of CSS".to_owned(),
            ParserError::InvalidPageSelector => "invalid selector of `@page`".to_owned(),
            ParserError::InvalidValue => "invalid value".to_owned(),
            ParserError::QualifiedRuleInvalid => "invalid rule".to_owned(),
            ParserError::SelectorError(error) => selector(error),
            ParserError::UnexpectedImportRule => "`@import` after other rules".to_owned(),
            ParserError::UnexpectedNamespaceRule => "`@namespace` after other rules".to_owned(),
            ParserError::UnexpectedToken(_) => unexpected(written),
            ParserError::MaximumNestingDepth => "too many levels of nesting".to_owned(),
        }
    }
}

impl CssError for MinifyErrorKind {
    fn description(&self, _: &str) -> String {
        match self {
            MinifyErrorKind::CircularCustomMedia { name } => format!("`@custom-media {name}` refers to itself"),
            MinifyErrorKind::CustomMediaNotDefined { name } => format!("`@custom-media {name}` is not defined"),
            MinifyErrorKind::UnsupportedCustomMediaBooleanLogic { .. } => {
                "a media type in the condition of a `@custom-media`".to_owned()
            }
            MinifyErrorKind::ImpureCSSModuleSelector => "a selector without a class or an id".to_owned(),
        }
    }
}

impl CssError for PrinterErrorKind {
    fn description(&self, _: &str) -> String {
        match self {
            PrinterErrorKind::AmbiguousUrlInCustomProperty { url } => {
                format!("the relative URL `{url}` in a custom property")
            }
            _ => "this stylesheet cannot be written".to_owned(),
        }
    }
}

fn selector(error: &SelectorError<'_>) -> String {
    match error {
        SelectorError::DanglingCombinator => "a selector that ends in a combinator".to_owned(),
        SelectorError::EmptySelector => "empty selector".to_owned(),
        SelectorError::ExpectedNamespace(name) => format!("undeclared namespace `{name}` in a selector"),
        SelectorError::UnexpectedIdent(name) => format!("unexpected `{name}` in a selector"),
        SelectorError::UnsupportedPseudoClass(name) => format!("unknown pseudo-class `:{name}`"),
        SelectorError::UnsupportedPseudoElement(name) => format!("unknown pseudo-element `::{name}`"),
        _ => "invalid selector".to_owned(),
    }
}

fn unexpected(written: &str) -> String {
    match written.trim() {
        "" => "unexpected end of a line".to_owned(),
        written => format!("unexpected `{written}`"),
    }
}
