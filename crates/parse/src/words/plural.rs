//! Text with plural forms, and units.

use indexmap::IndexMap;

use crate::KeyNames;
use crate::fields::Fields;
use crate::node::{Node, NodeKind, Table};
use crate::read::{self, What};
use mizan_model::shape::{Key, Named, Shape, TableShape, join, joined};
use mizan_model::{GrammaticalCase, Plural, PluralCategory, Prose, UnitWords};
use mizan_source::diagnostics::{Applicability, Code, Diagnostic, Reported, Sink, did_you_mean, surely_meant};
use mizan_source::{Span, Spanned};

const CATEGORIES: [Key; 6] = [
    Key::new("zero", Shape::Words, "\"…\"", "The form of CLDR's category zero: in Arabic, for 0."),
    Key::new("one", Shape::Words, "\"{n} …\"", "The form of CLDR's category one: in many languages, for 1."),
    Key::new("two", Shape::Words, "\"…\"", "The form of CLDR's category two: in Arabic and Hebrew, for 2."),
    Key::new("few", Shape::Words, "\"{n} …\"", "The form of CLDR's category few: in Arabic, for 3 to 10."),
    Key::new("many", Shape::Words, "\"{n} …\"", "The form of CLDR's category many: in Arabic, for 11 to 99."),
    Key::new("other", Shape::Words, "\"{n} …\"", "The form of CLDR's category other, for all other numbers."),
];

const PER: [Key; 1] =
    [Key::new("per", Shape::Words, "\"per month\"", "The unit as a divisor, such as \"per month\" or \"a month\".")];

/// A sentence by plural category.
pub(super) const PLURAL: TableShape = TableShape { name: "a plural", keys: &CATEGORIES };

macro_rules! cases {
    ($($name:literal)*) => {
        /// The forms of each grammatical case, for languages in which a preposition changes them: the names of
        /// [`GrammaticalCase::NAMES`], each with a sentence of its own.
        const CASES: [Key; GrammaticalCase::NAMES.len()] = [$(Key::new(
            $name,
            Shape::Either(&[Shape::Words, Shape::Table(&PLURAL)]),
            "{ two = \"…\" }",
            concat!("The forms that differ in CLDR's grammatical case ", $name, ", by plural category."),
        )),*];
    };
}

cases! {
    "nominative" "genitive" "accusative" "dative" "instrumental" "locative" "ablative" "prepositional" "oblique" "vocative" "abessive" "adessive" "allative" "causal" "comitative" "delative" "elative" "ergative" "essive" "illative" "inessive" "locativecopulative" "partitive" "sociative" "sublative" "superessive" "terminative" "translative"
}

const UNIT_KEYS: [Key; joined(&[&CATEGORIES, &PER, &CASES])] = join(&[&CATEGORIES, &PER, &CASES]);

/// A unit's words.
pub(super) const UNIT: TableShape = TableShape { name: "a unit", keys: &UNIT_KEYS };

/// `[units]`, of a guide or of the site.
pub(super) const UNITS: Key = Key::new(
    "units",
    Shape::By(Named::Unit, &Shape::Either(&[Shape::Words, Shape::Table(&UNIT)])),
    "{}",
    "By unit: a form for each plural category of the language, or one string if all forms are equal; `{n}` is the number.",
);

/// Units by id: a text, or a table of plural categories, grammatical cases and `per`.
pub(super) fn units(fields: &Fields, sink: &Sink) -> IndexMap<String, UnitWords> {
    let mut units = IndexMap::new();
    for (id, node) in fields.entries("units", KeyNames::Any) {
        match read_unit(&id, node, sink) {
            Ok(unit) => drop(units.insert(id.value, unit)),
            Err(error) => fields.add_error("units", error),
        }
    }
    units
}

fn read_unit(id: &Spanned<String>, node: &Node, sink: &Sink) -> Result<UnitWords, Reported> {
    read::check_id(&id.value, id.span, "`[units]`", sink)?;
    let what = What::new(id.value.clone(), "\"{n} mm\"");
    match &node.kind {
        NodeKind::Table(table) => unit(&id.value, id.span, table, sink),
        NodeKind::String(_) => {
            let prose = read::prose(node, &what, sink)?;
            Ok(UnitWords { count: Plural::Same(prose), cases: IndexMap::new(), per: None, span: id.span })
        }
        _ => Err(read::wrong_type(node, "a string or a table of plural categories", &what, sink)),
    }
}

fn unit(id: &str, span: Span, table: &Table, sink: &Sink) -> Result<UnitWords, Reported> {
    let per = table.get("per").and_then(|node| read::prose(node, &What::new("per", "\"per month\""), sink).ok());
    let forms = forms(&format!("the unit `{id}`"), table, &UNIT, sink);
    if forms.is_empty() {
        let unparsed = table.entries.values().find_map(|entry| entry.value.error());
        return Err(table.any_unparsed().or(unparsed).unwrap_or_else(|| {
            sink.report(
                Diagnostic::error(Code::MissingPlural, format!("missing plural forms of the unit `{id}`"))
                    .at(span, "expected at least `other`")
                    .help("add `other = \"{n} …\"`, and the other plural categories of the language"),
            )
        }));
    }
    Ok(UnitWords { count: Plural::By(forms), cases: cases(id, table, sink), per, span })
}

/// The forms in grammatical cases: only those that differ need be there.
fn cases(id: &str, table: &Table, sink: &Sink) -> IndexMap<GrammaticalCase, Plural> {
    let mut cases = IndexMap::new();
    for (key, entry) in &table.entries {
        let Some(case) = GrammaticalCase::parse(key) else { continue };
        match &entry.value.kind {
            NodeKind::Table(inner) => {
                let forms = forms(&format!("`{key}` of the unit `{id}`"), inner, &PLURAL, sink);
                if !forms.is_empty() {
                    cases.insert(case, Plural::By(forms));
                }
            }
            _ => {
                let what = What::new(key.clone(), "{ two = \"…\" }");
                if let Ok(prose) = read::prose(&entry.value, &what, sink) {
                    cases.insert(case, Plural::Same(prose));
                }
            }
        }
    }
    cases
}

/// The plural forms of a table; keys that `shape` does not know are reported.
pub(super) fn forms(of: &str, table: &Table, shape: &TableShape, sink: &Sink) -> IndexMap<PluralCategory, Prose> {
    let mut forms = IndexMap::new();
    for (key, entry) in &table.entries {
        let Some(known) = shape.key(key) else {
            let names = PluralCategory::ALL.map(PluralCategory::as_str);
            let diagnostic = Diagnostic::error(Code::UnknownPlural, format!("unknown plural category `{key}` in {of}"))
                .at(entry.key, "unknown plural category");
            let known = shape.names();
            sink.push(match did_you_mean(key, known.clone()) {
                Some(meant) => {
                    let certain = !table.entries.contains_key(meant) && surely_meant(key, known) == Some(meant);
                    diagnostic.help(format!("did you mean `{meant}`?")).fix(
                        entry.key,
                        meant,
                        Applicability::safe_if(certain),
                    )
                }
                None => diagnostic.help(format!("the categories are {}", read::quoted(&names))),
            });
            continue;
        };
        // Other keys next to the forms are read elsewhere.
        if let Some(category) = PluralCategory::parse(key)
            && let Ok(prose) = read::prose(&entry.value, &What::new(key.clone(), known.example), sink)
        {
            forms.insert(category, prose);
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grammatical_case_is_a_key_of_a_unit() {
        assert_eq!(CASES.map(|key| key.name), GrammaticalCase::NAMES);
    }
}
