//! The schemas as data: every key has a description, every reference is valid, and nothing is unsupported by
//! editors. What they accept is tested in tests/editors, with two validators and a language server.

use std::collections::BTreeMap;

use mizan_model::FeatureType;
use mizan_model::shape::{Shape, TableShape};
use mizan_parse::guide::{GUIDE, TIER};
use mizan_parse::schema::{FOLDER, Kind, Known, directive, schema};
use mizan_parse::{CONFIG, GUIDE_WORDS, LABELS, PAGE_WORDS, SITE_WORDS, THEME, TIER_WORDS};
use serde_json::Value;

use crate::run::{Workplace, mizan};

fn below(shape: &Shape, tables: &mut BTreeMap<&'static str, TableShape>) {
    match shape {
        Shape::Table(table) | Shape::Typed(table) => gather(table, tables),
        Shape::List(inner)
        | Shape::Several(inner, ..)
        | Shape::Entries(inner)
        | Shape::Ids(inner)
        | Shape::By(_, inner) => {
            below(inner, tables);
        }
        Shape::Either(shapes) => shapes.iter().for_each(|shape| below(shape, tables)),
        _ => {}
    }
}

fn gather(table: &TableShape, tables: &mut BTreeMap<&'static str, TableShape>) {
    tables.insert(table.name, *table);
    for key in table.keys {
        below(&key.shape, tables);
    }
}

#[test]
fn every_key_is_explained_by_a_sentence() {
    let mut tables = BTreeMap::new();
    for root in [CONFIG, GUIDE, TIER, LABELS, SITE_WORDS, THEME, GUIDE_WORDS, TIER_WORDS, PAGE_WORDS] {
        gather(&root, &mut tables);
    }
    for (_, kind) in FeatureType::ALL {
        kind.table().iter().for_each(|table| gather(table, &mut tables));
    }
    assert!(tables.len() > 25, "{:?}", tables.keys());
    for table in tables.values() {
        let mut docs: Vec<&str> = Vec::new();
        for key in table.keys {
            let place = format!("`{}` of {}", key.name, table.name);
            assert!(key.doc.ends_with('.') && key.doc.len() > 12, "{place}: {}", key.doc);
            assert!(key.doc.starts_with(|c: char| c.is_uppercase()), "{place}: {}", key.doc);
            let bare = key.doc.to_lowercase().replace([' ', '.'], "_");
            assert!(bare.trim_matches('_') != key.name, "{place} is explained by its name alone");
            // The grammatical cases of CLDR, of which a language has a few, differ by their names alone.
            let is_case = mizan_model::GrammaticalCase::NAMES.contains(&key.name);
            assert!(is_case || !docs.contains(&key.doc), "{place} says what another key says: {}", key.doc);
            assert!(!key.example.is_empty(), "{place} has no example");
            docs.push(key.doc);
        }
    }
}

/// Every schema within a schema.
fn each(schema: &Value, see: &mut dyn FnMut(&Value)) {
    see(schema);
    match schema {
        Value::Object(keywords) => keywords.values().for_each(|inner| each(inner, see)),
        Value::Array(items) => items.iter().for_each(|inner| each(inner, see)),
        _ => {}
    }
}

#[test]
fn references_lead_somewhere_and_every_key_has_its_sentence() {
    for (name, kind) in Kind::ALL {
        let whole = schema(*kind, &Known::default());
        assert_eq!(whole["$schema"], "http://json-schema.org/draft-07/schema#");
        each(&whole, &mut |part| {
            if let Some(reference) = part.get("$ref").and_then(Value::as_str) {
                let path = reference.strip_prefix('#').expect("references stay in the file");
                assert!(whole.pointer(path).is_some(), "{name}: {reference}");
            }
            // Language servers show nothing of what is under it.
            assert!(part.get("allOf").is_none(), "{name}: {part}");
        });
        for (key, property) in whole["properties"].as_object().expect("a file is a table") {
            assert!(property["description"].as_str().is_some_and(|doc| doc.contains('.')), "{name}: {key}");
        }
    }
}

#[test]
fn schemas_are_written_once_and_renewed_when_the_site_changes() {
    let site = Workplace::of("german");
    let root = site.path().to_string_lossy().into_owned();
    let write = ["schema", "--write", "--site", root.as_str()];
    let ran = mizan(&write, &[]).ends_with(0);
    assert!(ran.out.starts_with("9 schemas in ") && ran.out.contains(", 9 of them new"), "{}", ran.out);
    let ran = mizan(&write, &[]).ends_with(0);
    assert!(ran.out.contains(", 0 of them new"), "{}", ran.out);
    let guide = "content/guides/libraries/guide.toml";
    let text = std::fs::read_to_string(site.path().join(guide)).expect("the site has it");
    site.file(guide, &format!("{text}\n[[groups]]\nid = \"late\"\nfeatures = [{{ id = \"night-desk\" }}]\n"));
    let ran = mizan(&write, &[]).ends_with(0);
    assert!(ran.out.contains(", 3 of them new or changed"), "{}", ran.out);
    let tier = std::fs::read_to_string(site.path().join(FOLDER).join("guides/libraries/tier.json")).expect("written");
    assert!(tier.contains("night-desk"));
    // A build does not see them.
    let ran = site.build(&["--deny", "warnings"]);
    assert!(!ran.err.contains(".mizan"), "{}", ran.err);
}

#[test]
fn files_are_linked_to_their_schemas_without_losing_anything() {
    let site = Workplace::of("german");
    let config = std::fs::read_to_string(site.path().join("config.toml")).expect("the site has it");
    site.file("config.toml", &format!("\u{feff}{}", config.replace('\n', "\r\n")));
    let before = std::fs::read_to_string(site.path().join("config.toml")).expect("the site has it");
    let root = site.path().to_string_lossy().into_owned();
    mizan(&["schema", "--write", "--link", "--site", &root], &[]).ends_with(0);
    let after = std::fs::read_to_string(site.path().join("config.toml")).expect("the site has it");
    let line = directive("config.toml").expect("config.toml has a schema");
    assert_eq!(after, before.replacen('\u{feff}', &format!("\u{feff}{line}\r\n"), 1));
    let ran = mizan(&["schema", "--write", "--link", "--site", &root], &[]).ends_with(0);
    assert!(ran.out.contains("to 0 files"), "{}", ran.out);
    let ran = mizan(&["schema", "--link", "--site", &root], &[]).ends_with(0);
    assert!(ran.out.contains("to 0 files"), "{}", ran.out);
    site.build(&[]).ends_with(0);
}

#[test]
fn what_cannot_be_asked_for_is_told() {
    let site = Workplace::of("german");
    let root = site.path().to_string_lossy().into_owned();
    let ran = mizan(&["schema", "config", "--guide", "libraries", "--site", &root], &[]).ends_with(2);
    assert!(ran.err.contains("config.toml belongs to the whole site"), "{}", ran.err);
    let ran = mizan(&["schema", "tier", "--guide", "nothing-like-it", "--site", &root], &[]).ends_with(2);
    assert!(ran.err.contains("the guides are libraries"), "{}", ran.err);
    let ran = mizan(&["schema", "config", "--link"], &[]).ends_with(2);
    assert!(ran.err.contains("cannot be used with"), "{}", ran.err);
    let ran = mizan(&["schema"], &[]).ends_with(2);
    assert!(ran.err.contains("Usage"), "{}", ran.err);
    site.file("config.toml", "");
    let ran = mizan(&["schema", "--write", "--site", &root], &[]).ends_with(1);
    assert!(ran.err.contains("MZ0011"), "{}", ran.err);
}
