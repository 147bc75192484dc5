//! Rules that need a whole site, written down here.

mod facts;
mod properties;

use mizan_i18n::Locale;
use mizan_model::Site;
use mizan_source::SourceMap;
use mizan_source::diagnostics::{Code, Diagnostics, Suppressions};

/// A guide without a date whose price is per a unit; `unit` are the unit's words in labels.toml.
fn site(unit: &str, facts: &str) -> Site {
    let mut sources = SourceMap::default();
    let mut put = |path: &str, text: &str| sources.insert(path, text.as_bytes().to_vec());
    put("config.toml", "base_url = \"https://example.org/\"\n[[languages]]\nid = \"en\"\n");
    put("content/site/en.toml", "title = \"Post\"\ndescription = \"Post\"\n");
    let guide = format!(
        "tiers = [\"a\", \"b\"]\n{facts}\n[[groups]]\nid = \"all\"\nfeatures = [{{ id = \"price\", type = \"money\" }}]\n"
    );
    put("content/guides/mail/guide.toml", &guide);
    put("content/guides/mail/en/guide.md", "+++\ntitle = \"Mail\"\ndescription = \"Mail\"\n+++\n");
    let labels = format!("[groups]\nall = \"All\"\n[features]\nprice = \"Price\"\n[units]\n{unit}\n");
    put("content/guides/mail/en/labels.toml", &labels);
    for tier in ["a", "b"] {
        let price = "[features]\nprice = { amount = \"5\", currency = \"USD\", per = [\"box\", \"month\"] }\n";
        put(&format!("content/guides/mail/tiers/{tier}.toml"), price);
        put(&format!("content/guides/mail/en/tiers/{tier}.md"), &format!("+++\nname = \"{tier}\"\n+++\n"));
    }
    let (config, found) = mizan_parse::config(&sources);
    assert!(found.diagnostics.is_empty(), "{found:?}");
    let (site, found) = mizan_parse::site(&sources, config.unwrap(), found.suppressions);
    assert!(found.diagnostics.is_empty(), "{found:?}");
    site
}

fn told(faults: Diagnostics) -> Vec<(Code, String)> {
    faults.into_vec().into_iter().map(|fault| (fault.code, fault.message)).collect()
}

#[test]
fn a_unit_that_prices_are_per_says_itself_as_divisor() {
    let en = [Locale::new("en", "en", None).unwrap()].into();
    let judge = |unit: &str| told(super::words::check(&site(unit, ""), &Suppressions::default(), &en, true));
    let count = "one = \"{n} box\", other = \"{n} boxes\"";
    assert_eq!(judge(&format!("box = {{ {count}, per = \"per box\" }}")), []);
    let faults = judge(&format!("box = {{ {count} }}"));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].0, Code::MissingWords);
    assert!(faults[0].1.contains("the unit as divisor `box`"), "{faults:?}");
    assert_eq!(judge("").iter().map(|fault| fault.0).collect::<Vec<_>>(), [Code::UnknownUnit]);
}

#[test]
fn a_guide_without_a_date_is_missed_in_the_feed() {
    let faults = told(super::dates::check(&site("", ""), &Suppressions::default()));
    assert_eq!(faults.iter().map(|fault| fault.0).collect::<Vec<_>>(), [Code::NoDate]);
    for facts in ["published = 2026-05-04", "updated = 2026-05-04", "draft = true"] {
        assert_eq!(told(super::dates::check(&site("", facts), &Suppressions::default())), []);
    }
}
