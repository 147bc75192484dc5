use super::*;

#[test]
fn every_kind_of_file_finds_its_schema_by_a_relative_path() {
    for (path, line) in [
        ("config.toml", "#:schema .mizan/schemas/config.json"),
        ("content/site/ar.toml", "#:schema ../../.mizan/schemas/site.json"),
        ("content/guides/phones/guide.toml", "#:schema ../../../.mizan/schemas/guides/phones/guide.json"),
        ("content/guides/phones/tiers/pro.toml", "#:schema ../../../../.mizan/schemas/guides/phones/tier.json"),
        ("content/guides/phones/ar/labels.toml", "#:schema ../../../../.mizan/schemas/guides/phones/labels.json"),
        ("themes/mine/theme.toml", "#:schema ../../.mizan/schemas/theme.json"),
    ] {
        assert_eq!(directive(path).as_deref(), Some(line));
    }
    assert_eq!(directive("content/site/ar.translated.toml"), None);
    for path in ["content/guides/phones/ar/guide.md", "themes/mine/i18n/ar.toml", "static/config.toml"] {
        assert_eq!(directive(path), None, "{path}");
    }
}

#[test]
fn the_same_site_has_the_same_schemas() {
    let known = Known::default();
    for (_, kind) in Kind::ALL {
        assert_eq!(schema(*kind, &known), schema(*kind, &known));
    }
}
