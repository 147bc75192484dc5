//! One mistake typed into the project's own site: how much is said of it, and what is said first.

use mizan::build;
use mizan::diagnostics::Diagnostics;
use mizan::model::Date;
use mizan::source::{self, SourceMap};

use crate::site::options;

fn own_site() -> SourceMap {
    let (mut sources, faults) =
        source::load(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project is a site");
    assert!(faults.is_empty(), "the project's own site can be read");
    source::add_builtin_theme(&mut sources);
    sources
}

/// All that is said of it after the day on which its claims were checked.
fn judge(sources: &SourceMap) -> Diagnostics {
    build::check(sources, &build::Options { today: Date::day(2026, 11, 23), ..options() })
}

/// What is said once `from` is `to` in the file at `path`; the messages alone.
fn said(path: &str, from: &str, to: &str) -> Vec<String> {
    let mut sources = own_site();
    let id = sources.find(path).expect("the file is there");
    let text = sources.file(id).text().expect("it is text").to_owned();
    assert!(text.contains(from), "{path} holds no {from}");
    sources.insert(path, text.replacen(from, to, 1).into_bytes());
    let found = judge(&sources);
    found.iter().map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.message)).collect()
}

const API: &str = "content/guides/whatsapp/tiers/api.toml";
const GUIDE: &str = "content/guides/whatsapp/guide.toml";

#[test]
fn a_missing_cell_is_not_told_again_where_prose_mentions_it() {
    let said = said(API, "users = \"unlimited\"\n", "");
    assert_eq!(said, ["MZ0210 `api` says nothing about `users`"]);
}

#[test]
fn a_misspelt_id_is_told_in_the_source_language_alone() {
    for (path, from, to) in [
        (API, "note = \"closing-sentence\"", "note = \"closing-sentense\""),
        (GUIDE, "unit = \"user\", better", "unit = \"usr\", better"),
        (GUIDE, "\"messaging\"", "\"mesaging\""),
    ] {
        let said = said(path, from, to);
        assert_eq!(said.len(), 1, "{to}: {said:#?}");
        assert!(said[0].contains("the source language"), "{said:#?}");
    }
}

#[test]
fn lines_without_their_header_are_one_mistake() {
    let said = said(API, "[features]\n", "");
    assert_eq!(said, ["MZ0010 `audience` and 26 more of `api` must stand under [features]"]);
}

#[test]
fn what_an_unclosed_list_swallows_is_not_told_of() {
    let said = said(GUIDE, "\"api\"]", "\"api\"");
    let syntax: Vec<&String> = said.iter().filter(|said| said.starts_with("MZ0006")).collect();
    assert_eq!(syntax.len(), 1, "{said:#?}");
    assert!(said.len() < 25, "{} messages: {said:#?}", said.len());
}

#[test]
fn words_without_a_guide_are_told_of() {
    let mut words = SourceMap::default();
    let own = own_site();
    for (path, id) in own.under("") {
        if path != "content/guides/whatsapp/en/guide.md" {
            words.insert(path, own.file(id).bytes.clone());
        }
    }
    let said: Vec<String> = judge(&words).iter().map(|d| d.message.clone()).collect();
    assert_eq!(said, ["`content/guides/whatsapp/en/` has no guide.md, so all its words are left out"]);
}

#[test]
fn two_guides_on_one_url_are_one_mistake() {
    let said = said("content/guides/whatsapp/en/guide.md", "title =", "slug = \"HTTP\"\ntitle =");
    assert_eq!(
        said,
        ["MZ0501 the guide `http` (en) and the guide `whatsapp` (en) would both be `/en/http/index.html`"]
    );
}

#[test]
fn a_link_that_names_a_language_is_told_without_it() {
    let said = said("content/guides/whatsapp/en/guide.md", "(/guides/whatsapp/api)", "(/en/guides/whatsapp/api)");
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].contains("names a language"), "{said:#?}");
}

#[test]
fn a_theme_without_a_base_says_so_once() {
    let mut sources = own_site();
    let config = sources.find("config.toml").expect("it is there");
    let text = sources.file(config).text().expect("it is text").replace("theme = \"mizan\"", "theme = \"mine\"");
    sources.insert("config.toml", text.into_bytes());
    sources.insert("themes/mine/theme.toml", b"mizan = \">=0.1\"\n".to_vec());
    let said: Vec<String> = judge(&sources).iter().map(|d| d.message.clone()).collect();
    let about_templates = said.iter().filter(|said| said.contains("template")).count();
    assert_eq!(about_templates, 1, "{said:#?}");
}
