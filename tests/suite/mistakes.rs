//! One mistake typed into the project's own site: how much is reported for it, and what is reported first.

use mizan_model::Date;
use mizan_source::diagnostics::{Code, Diagnostic, Diagnostics};
use mizan_source::{self, SourceMap};

use crate::site::options;

fn own_site() -> SourceMap {
    let (mut sources, faults) =
        mizan_source::load(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project is a site");
    assert!(faults.is_empty(), "the project's own site can be read");
    mizan::THEME.add_to(&mut sources);
    sources
}

/// All that is reported after the day on which its claims were checked.
fn judge(sources: &SourceMap) -> Diagnostics {
    mizan_engine::check(sources, &mizan_engine::Options { today: Date::day(2026, 11, 23), ..options() })
}

/// What is reported once `from` is `to` in the file at `path`; the messages alone.
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
    assert_eq!(said, ["MZ0210 missing value for `users` of `api`"]);
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
    assert_eq!(said, ["MZ0010 `audience` and 26 more of `api` must be under [features]"]);
}

#[test]
fn what_an_unclosed_list_swallows_is_not_told_of() {
    let said = said(GUIDE, "\"api\"]", "\"api\"");
    assert_eq!(said, ["MZ0006 unclosed bracket: missing `]`"]);
}

/// One mistake each, and the beginning of all that is reported for it.
const SINGLE: &[(&str, &str, &str, &str)] = &[
    (GUIDE, "[defaults]\nsources", "[defaults]\ndefault_source", "MZ0009 unknown key `default_source` in [defaults]"),
    (GUIDE, "[defaults]", "[default]", "MZ0009 unknown key `default` in guide.toml"),
    (
        GUIDE,
        "sources = [\"article\"]",
        "sources = [\"artcle\"]",
        "MZ0204 unknown source `artcle` in `[defaults]` of the guide",
    ),
    (GUIDE, "[sources.article]", "[sorces.article]", "MZ0009 unknown key `sorces` in guide.toml"),
    (GUIDE, "[sources.article]", "[sources.article", "MZ0006 unclosed bracket"),
    ("config.toml", "id = \"ar\"", "id = \"arabic!\"", "MZ0103 `arabic!`"),
    (GUIDE, "value = 98", "value = \"many\"", "MZ0212 expected a number for the stat `open-rate`"),
    (GUIDE, "id = \"open-rate\"", "id = \"Open Rate\"", "MZ0014 `Open Rate`"),
    (GUIDE, "{ id = \"chats\"", "{ id = \"Chats\"", "MZ0014 `Chats`"),
    (GUIDE, "{ id = \"chats\"", "{ idd = \"chats\"", "MZ0009 unknown key `idd` in a feature"),
    (GUIDE, "{ id = \"chats\", ", "{ id = \"chats\" ", "MZ0006 "),
    (GUIDE, "features = [", "featurs = [", "MZ0009 unknown key `featurs` in a group"),
    (GUIDE, "[\"messenger\", \"business\", \"api\"]", "[]", "MZ0221 the guide has fewer than two tiers"),
    ("content/guides/whatsapp/en/guide.md", "title = ", "title: ", "MZ0006 expected `=` between key and value"),
    ("content/guides/whatsapp/ar/guide.md", "+++", "++", "MZ0007 `content/guides/whatsapp/ar/guide.md`"),
    ("content/guides/whatsapp/ar/tiers/api.md", "+++", "++", "MZ0007 `content/guides/whatsapp/ar/tiers/api.md`"),
    ("content/pages/about/ar.md", "+++", "++", "MZ0007 `content/pages/about/ar.md`"),
    ("content/guides/whatsapp/ar/labels.toml", "chats = ", "chatz = ", "MZ0202 unknown feature `chatz`"),
    ("content/guides/whatsapp/en/labels.toml", "chats = ", "chats = 5 # ", "MZ0012 expected a name"),
    ("content/site/ar.toml", "\n", "\0\n", "MZ0407 `content/site/ar.toml`"),
    (GUIDE, "\n", "\0\n", "MZ0407 `content/guides/whatsapp/guide.toml`"),
    (API, "\n", "\0\n", "MZ0407 `content/guides/whatsapp/tiers/api.toml`"),
];

#[test]
fn one_mistake_is_one_message() {
    for (path, from, to, first) in SINGLE {
        let said = said(path, from, to);
        assert_eq!(said.len(), 1, "{to}: {said:#?}");
        assert!(said[0].starts_with(first), "{to}: {said:#?}");
    }
}

/// `messaging` is a word of guide.toml, and no feature; `web` is a file of a tier that guide.toml does not list.
#[test]
fn an_error_hides_no_unrelated_one() {
    const LABELS: &str = "content/guides/whatsapp/ar/labels.toml";
    let mut sources = own_site();
    for (path, from, to) in
        [(GUIDE, "kind = \"", "kind = \"x"), (LABELS, "[features]\n", "[features]\nmessaging = \"x\"\n")]
    {
        let id = sources.find(path).expect("the file is there");
        let text = sources.file(id).text().expect("it is text").to_owned();
        assert!(text.contains(from), "{path} holds no {from}");
        sources.insert(path, text.replacen(from, to, 1).into_bytes());
    }
    sources.insert("content/guides/whatsapp/tiers/web.toml", b"[features]\n".to_vec());
    let found = judge(&sources);
    let mut codes: Vec<Code> = found.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_by_key(|code| code.id());
    assert_eq!(codes, [Code::StrayFile, Code::BadChoice, Code::UnknownFeature], "{found:#?}");
}

#[test]
fn a_tier_that_says_nothing_is_one_message_with_the_lines_to_add() {
    let (all, header) = ("[features]", "# nothing here\n");
    for text in [header.to_owned(), format!("{header}{all}\n"), String::new()] {
        let mut sources = own_site();
        sources.insert(API, text.clone().into_bytes());
        let said = judge(&sources).into_vec();
        assert_eq!(said.len(), 1, "{text}: {said:#?}");
        assert!(said[0].message.starts_with("missing values for 22 features of `api`"), "{}", said[0].message);
        let fix = said[0].fix.as_ref().expect("there are lines to add");
        assert!(!fix.applicability.is_safe(), "nobody may say for the author that something is unknown");
        let mut mended = text.clone();
        mended.replace_range(fix.span.range(), &fix.replacement);
        sources.insert(API, mended.into_bytes());
        let left: Vec<String> = judge(&sources).iter().map(|d| d.message.clone()).collect();
        assert!(!left.iter().any(|said| said.contains("missing value")), "{left:#?}");
    }
}

#[test]
fn a_name_that_is_no_language_is_told_once() {
    let mut sources = own_site();
    for path in ["content/site/xx.toml", "content/guides/http/xx/guide.md", "content/pages/about/xx.md"] {
        sources.insert(path, b"x".to_vec());
    }
    let said = judge(&sources).into_vec();
    assert_eq!(said.len(), 1, "{said:#?}");
    assert_eq!(
        said[0].message,
        "`content/site/xx.toml` and 2 more are named after `xx`, which is not a language of this site"
    );
}

/// What is there and cannot be read is not missing.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_not_called_missing() {
    for path in [API, GUIDE, "content/guides/whatsapp/ar/guide.md", "content/site/ar.toml", "config.toml"] {
        let site = crate::run::Workplace::copy(std::path::Path::new(env!("CARGO_MANIFEST_DIR")));
        let file = site.path().join(path);
        std::fs::remove_file(&file).expect("the site has the file");
        // A plain user may be kept from reading; for root, only this makes it fail.
        std::os::unix::fs::symlink("/nowhere/at/all", &file).expect("the folder is ours");
        let (mut sources, mut said) = mizan_source::load(site.path()).expect("the site is a folder");
        mizan::THEME.add_to(&mut sources);
        said.append(judge(&sources));
        let said: Vec<String> = said.iter().map(|d| format!("{} {}", d.code, d.message)).collect();
        assert_eq!(said.len(), 1, "{path}: {said:#?}");
        assert!(said[0].contains(path), "{said:#?}");
    }
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
    assert_eq!(said, ["`content/guides/whatsapp/en/` has no guide.md, so all text in it is ignored"]);
}

#[test]
fn two_guides_on_one_url_are_one_mistake() {
    let said = said("content/guides/whatsapp/en/guide.md", "title =", "slug = \"HTTP\"\ntitle =");
    assert_eq!(said, ["MZ0501 the guide `http` (en) and the guide `whatsapp` (en) have the same URL, `/en/http/`"]);
}

#[test]
fn a_link_that_names_a_language_is_told_without_it() {
    let said = said("content/guides/whatsapp/en/guide.md", "(/guides/whatsapp/api)", "(/en/guides/whatsapp/api)");
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].contains("begins with a language"), "{said:#?}");
}

#[test]
fn a_theme_without_a_base_says_so_once() {
    let sources = in_theme("mizan = \">=0.1\"\n");
    let said: Vec<String> = judge(&sources).iter().map(|d| d.message.clone()).collect();
    let about_templates = said.iter().filter(|said| said.contains("template")).count();
    assert_eq!(about_templates, 1, "{said:#?}");
}

/// The site of the repository, in a theme of its own with this description.
fn in_theme(description: &str) -> SourceMap {
    let mut sources = own_site();
    let config = sources.find("config.toml").expect("it is there");
    let text = sources.file(config).text().expect("it is text").replace("theme = \"mizan\"", "theme = \"mine\"");
    sources.insert("config.toml", text.into_bytes());
    sources.insert("themes/mine/theme.toml", description.as_bytes().to_vec());
    sources
}

#[test]
fn a_theme_behind_that_is_missing_hides_nothing_that_is_certain() {
    let sources =
        in_theme("extends = \"nope\"\nstylesheets = [\"../x.css\", \"a.css\", \"_b.css\"]\nfonts = [\"no.woff2\"]\n");
    let said = judge(&sources);
    let told: Vec<String> = said.iter().map(|d| d.message.clone()).collect();
    assert_eq!(
        told,
        [
            "unknown theme `nope`",
            "cannot find `static/../x.css` in the theme",
            "`_b.css` is a partial stylesheet, which pages cannot link to"
        ]
    );
    let help = &said.iter().next().expect("there is one").help;
    assert_eq!(*help, ["create the folder themes/nope, or use one of: mizan"], "not itself, which would be a circle");
}

#[test]
fn what_no_theme_has_is_told_where_another_could_be_named() {
    let sources = in_theme("mizan = \">=0.1\"\n");
    let said = judge(&sources);
    let place = |d: &Diagnostic| d.primary.as_ref().map(|label| sources.path(label.span.source).to_owned());
    for code in [Code::ThemeFile, Code::MissingMessage] {
        let told: Vec<_> = said.iter().filter(|d| d.code == code).map(place).collect();
        assert!(!told.is_empty(), "{code:?}");
        assert!(told.iter().all(|place| place.as_deref() == Some("themes/mine/theme.toml")), "{code:?}: {told:?}");
    }
}

#[test]
fn an_option_keeps_the_type_that_the_theme_behind_gives_it() {
    let sources = in_theme(
        "extends = \"mizan\"\n[options]\nprofile = \"maybe\"\ntitle_lines = 2\nchooser = [\"no\"]\nown = \"x\"\n",
    );
    let told: Vec<String> = judge(&sources).iter().map(|d| d.message.clone()).collect();
    let fault =
        |name: &str| format!("expected true or false for the option `{name}`, as in the theme that this one extends");
    assert_eq!(told, [fault("profile"), fault("chooser")]);
}

#[test]
fn a_title_that_nobody_can_see_is_none() {
    for hidden in ["\\u200B\\u200B", "\u{200B}", "\u{FEFF} \u{2060}"] {
        let mut sources = own_site();
        let path = "content/site/en.toml";
        let id = sources.find(path).expect("the file is there");
        let text = sources.file(id).text().expect("it is text");
        let title = text.lines().find(|line| line.starts_with("title")).expect("a site has a title").to_owned();
        let text = text.replace(&title, &format!("title = \"{hidden}\""));
        sources.insert(path, text.into_bytes());
        let found: Vec<String> = judge(&sources).iter().map(|fault| fault.message.clone()).collect();
        assert!(
            found.iter().any(|message| message == "`title` contains only invisible characters"),
            "{hidden:?}: {found:?}"
        );
    }
}
