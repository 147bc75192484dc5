//! `mizan lang`: a language is added, translated, tracked and accepted.

use std::collections::BTreeMap;
use std::path::Path;

use mizan_i18n::Locale;
use mizan_model::{PluralCategory, State};
use mizan_source::diagnostics::{Diagnostics, Severity};
use mizan_source::{self, SourceMap};
use mizan_translate::{self, Catalog, Refusal, Request};
use serde_json::Value;

use crate::run::{Ran, Workplace, mizan};
use crate::site::{judge, shown};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(of: &Path) -> SourceMap {
    let (mut sources, diagnostics) = mizan_source::load(of).expect("the site is a folder");
    assert!(!diagnostics.has_errors());
    mizan::THEME.add_to(&mut sources);
    sources
}

fn lang(site: &Workplace, arguments: &[&str]) -> Ran {
    let path = site.path().to_str().expect("folders for tests have plain names");
    mizan(&[&["lang"], arguments, &["--site", path]].concat(), &[])
}

fn read(site: &Workplace, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

fn change(site: &Workplace, path: &str, from: &str, to: &str) {
    let text = read(site, path);
    assert!(text.contains(from), "{path} has no {from}");
    site.file(path, &text.replacen(from, to, 1));
}

/// The site's files as `lang add` would leave them.
fn with_language(sources: &SourceMap, id: &str) -> SourceMap {
    let request = Request { id: id.to_owned(), ..Request::default() };
    let addition = mizan_translate::add(sources, &request).unwrap_or_else(|refusal| panic!("{id}: {refusal:?}"));
    let mut all = sources.clone();
    for edit in addition.config.iter().chain(&addition.records) {
        all.insert(&edit.path, edit.new.clone());
    }
    for file in &addition.files {
        all.insert(&file.path, file.text.clone().into_bytes());
    }
    all
}

/// Takes every `#` away that a translator would, and the marks of the comments around prose.
fn uncomment(sources: &mut SourceMap, id: &str) {
    let inside = |path: &str| {
        path == format!("content/site/{id}.toml")
            || path.contains(&format!("/{id}/"))
            || path.ends_with(&format!("/{id}.md"))
    };
    let files: Vec<(String, String)> = sources
        .under("content/")
        .filter(|(path, _)| inside(path) && !path.ends_with("translated.toml"))
        .map(|(path, file)| (path.to_owned(), sources.file(file).text().expect("it is text").to_owned()))
        .collect();
    assert!(files.len() > 10, "{files:?}");
    for (path, text) in files {
        let line = |line: &str| {
            let start = line.trim_start();
            match start.strip_prefix('#') {
                _ if start.starts_with("<!-- ") || start == "-->" => None,
                // Headings of prose have a space behind their marks.
                Some(rest) if !rest.is_empty() && !rest.starts_with([' ', '#']) => Some(rest.to_owned()),
                _ => Some(line.to_owned()),
            }
        };
        let text: Vec<String> = text.lines().filter_map(line).collect();
        sources.insert(&path, (text.join("\n") + "\n").into_bytes());
    }
}

fn of_words(diagnostics: &Diagnostics) -> usize {
    diagnostics.iter().filter(|fault| fault.code.id().starts_with("MZ03")).count()
}

fn states(sources: &SourceMap, id: &str) -> BTreeMap<State, usize> {
    let (book, diagnostics) = Catalog::read(sources);
    assert!(!diagnostics.has_errors(), "{}", shown(&diagnostics, sources));
    let book = book.expect("it is a site");
    let lang = book.site.config.language(id).expect("the language is there");
    let mut states = BTreeMap::new();
    for part in book.parts(lang) {
        part.strings.iter().for_each(|string| *states.entry(string.state).or_default() += 1);
    }
    states
}

const LANGUAGES: [&str; 8] = ["fr", "he", "ja", "ru", "zh-Hant", "fa", "pt-BR", "cy"];

#[test]
fn a_language_that_has_begun_is_no_error_and_one_that_is_done_lacks_nothing() {
    let site = sources(repository());
    for id in LANGUAGES {
        let mut begun = with_language(&site, id);
        let diagnostics = judge(&begun);
        assert!(!diagnostics.has_errors(), "{id}: {}", shown(&diagnostics, &begun));
        let open = states(&begun, id);
        assert_eq!(open.keys().collect::<Vec<_>>(), [&State::Missing], "{id}");

        uncomment(&mut begun, id);
        let diagnostics = judge(&begun);
        let faults = diagnostics.iter().filter(|fault| fault.severity == Severity::Error).count();
        assert_eq!((faults, of_words(&diagnostics)), (0, 0), "{id}: {}", shown(&diagnostics, &begun));
        // The records contain the source of each translation: what was begun here need not be accepted.
        let done = states(&begun, id);
        assert_eq!(done, BTreeMap::from([(State::Current, open[&State::Missing])]), "{id}");
    }
}

#[test]
fn every_string_waits_with_its_sources_words() {
    let site = sources(repository());
    let begun = with_language(&site, "ru");
    let (book, _) = Catalog::read(&begun);
    let book = book.expect("it is a site");
    let russian = book.site.config.language("ru").expect("it was added");
    let mut strings = 0;
    for string in book.parts(russian).iter().flat_map(|part| &part.strings) {
        let file = begun.find(&string.file).unwrap_or_else(|| panic!("{} is not there", string.file));
        let text = begun.file(file).text().expect("it is text");
        for line in string.now.lines() {
            // A form of a plural is listed without its category.
            let words = line.split_once(": ").filter(|(name, _)| PluralCategory::parse(name).is_some());
            let words = words.map_or(line, |(_, words)| words);
            assert!(text.contains(words), "{}: {words} is not in {}", string.key, string.file);
        }
        assert!(string.place(&begun).1.is_some(), "no line offers {} in {}", string.key, string.file);
        strings += 1;
    }
    assert!(strings > 400, "{strings}");
}

#[test]
fn plurals_are_those_of_the_language() {
    let site = sources(repository());
    // CLDR's categories for whole numbers and fractions.
    for (id, categories, example) in [
        ("fr", "one many other", "one: 0, 1 · many: 1000000, … · other: 2, 3, 4, …"),
        ("he", "one two other", "one: 1 · two: 2 · other: 0, 3, 4, 5, …"),
        ("ja", "other", "other: 0, 1, 2, …"),
        ("ru", "one few many other", "few: 2–4, 22–24, 32–34, …"),
        ("zh-Hant", "other", "other: 0, 1, 2, …"),
        ("cy", "zero one two few many other", "zero: 0 · one: 1 · two: 2 · few: 3 · many: 6 · other: 4, 5, 7, 8, 9, …"),
    ] {
        let begun = with_language(&site, id);
        for (path, unit) in [
            (format!("content/guides/whatsapp/{id}/labels.toml"), "user"),
            (format!("content/guides/http/{id}/labels.toml"), "octet"),
            (format!("content/site/{id}.toml"), "count"),
        ] {
            let text = begun.file(begun.find(&path).expect("it was made")).text().expect("it is text");
            // The theme has its own words in French and Hebrew.
            if path.contains("/site/") && ["fr", "he"].contains(&id) {
                assert!(!text.contains("#count"), "{path}");
                continue;
            }
            let offered = text.lines().find_map(|line| line.strip_prefix(&format!("#{unit} = {{ "))).expect("a unit");
            let keys = offered.trim_end_matches(" }").split("\", ").filter_map(|form| form.split(" = ").next());
            let keys: Vec<&str> = keys.filter(|key| PluralCategory::parse(key).is_some()).collect();
            assert_eq!(keys.join(" "), categories, "{path}");
            assert!(text.contains(example), "{path}: {example}");
        }
    }
}

/// Every number that is given as an example is one.
#[test]
fn examples_of_plurals_are_right() {
    for id in ["ar", "en", "fr", "he", "ja", "ru", "pl", "cs", "ga", "cy", "lv", "sl", "mt", "br", "gv", "kw", "ig"] {
        let locale = Locale::new(id, id, None).expect("CLDR knows it");
        for category in locale.plural_categories() {
            let examples = locale.plural_examples(category);
            assert!(!examples.is_empty(), "{id}: {category:?}");
            for part in examples.split(", ").filter(|part| *part != "…") {
                let part = part.trim_start_matches("fractions such as ");
                for number in part.split('–') {
                    let n = number.parse().unwrap_or_else(|_| panic!("{id}: {number}"));
                    assert_eq!(locale.plural_category(&n), category, "{id}: {number}");
                }
            }
        }
    }
}

#[test]
fn from_begun_to_accepted() {
    let site = Workplace::copy(repository());
    let ran = lang(&site, &["add", "fr"]).ends_with(0);
    assert!(ran.out.contains("mizan serve") && ran.out.contains("mizan lang status fr"), "{}", ran.out);
    let ran = site.build(&[]).ends_with(0);
    assert!(ran.err.contains("MZ0302"), "{}", ran.err);
    assert!(!site.public().join("fr/http").exists());

    let guide = "content/guides/http/fr/guide.md";
    change(
        &site,
        guide,
        "#title = \"HTTP/1.1, HTTP/2 and HTTP/3: which one, and when?\"",
        "title = \"HTTP/1.1, HTTP/2 ou HTTP/3 : lequel, et quand ?\"",
    );
    change(&site, guide, "#description", "description");
    change(
        &site,
        "content/guides/http/fr/labels.toml",
        "#transport = \"Transport\"",
        "transport = \"Couche de transport\"",
    );
    site.build(&[]).ends_with(0);
    let page = std::fs::read_to_string(site.public().join("fr/http/index.html")).expect("the guide has a page now");
    assert!(page.contains("lequel, et quand") && page.contains("Couche de transport"), "{page}");
    // What is not translated is marked with its language.
    assert!(page.contains("lang=en") || page.contains("lang=\"en\""), "{page}");

    // What was begun here is known to be current; a change of the source makes just that string outdated.
    let count = |site: &Workplace| {
        let ran = lang(site, &["status", "fr", "--guide", "http", "--format", "json"]).ends_with(0);
        let said: Value = serde_json::from_str(&ran.out).expect("JSON");
        let counts = &said["languages"][0]["counts"];
        ["current", "unrecorded", "outdated"].map(|state| counts[state]["strings"].as_u64().expect("a number"))
    };
    assert_eq!(count(&site), [3, 0, 0]);
    change(
        &site,
        "content/guides/http/en/labels.toml",
        "transport = \"Transport\"",
        "transport = \"Transport protocol\"",
    );
    assert_eq!(count(&site), [2, 0, 1]);
    let ran = lang(&site, &["status", "fr", "--list"]).ends_with(0);
    for part in ["labels.toml:", "labels.features.transport", "then: Transport\n", "now:  Transport protocol\n"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    lang(&site, &["status", "fr", "--deny", "outdated"]).ends_with(1);
    let ran = site.build(&[]).ends_with(0);
    assert!(ran.err.contains("1 warning about outdated translations into `fr`"), "{}", ran.err);
    let ran = site.build(&["--verbose"]).ends_with(0);
    assert!(ran.err.contains("MZ0309") && ran.err.contains("labels.features.transport"), "{}", ran.err);

    // Only what is named is accepted.
    lang(&site, &["accept", "fr", "guide.title"]).ends_with(0);
    assert_eq!(count(&site), [2, 0, 1]);
    let ran = lang(&site, &["accept", "fr", "labels.features", "--dry-run"]).ends_with(0);
    assert!(ran.out.contains("accepted 1 string"), "{}", ran.out);
    assert_eq!(count(&site), [2, 0, 1]);
    lang(&site, &["accept", "content/guides/http/fr/labels.toml"]).ends_with(0);
    assert_eq!(count(&site), [3, 0, 0]);
    let ran = lang(&site, &["accept", "fr"]).ends_with(0);
    assert!(ran.out.contains("Nothing to accept"), "{}", ran.out);
    // Several languages at once: the Arabic words are beside the English ones that changed, the French are accepted.
    let ran = lang(&site, &["accept", "fr", "ar", "--dry-run"]).ends_with(0);
    assert!(ran.out.contains("Arabic, guides/http: accepted 1 string") && !ran.out.contains("French"), "{}", ran.out);
    lang(&site, &["status", "fr", "--deny", "outdated"]).ends_with(0);
    lang(&site, &["status", "fr", "--deny", "missing"]).ends_with(1);
}

#[test]
fn of_prose_only_the_paragraphs_that_changed_are_shown() {
    let site = Workplace::copy(repository());
    change(
        &site,
        "content/guides/http/en/guide.md",
        "> The round trips in this guide",
        "> All round trips in this guide",
    );
    let ran = lang(&site, &["status", "ar", "--list", "--guide", "http"]).ends_with(0);
    let said: Vec<&str> = ran.out.lines().skip_while(|line| !line.contains("guide.body")).collect();
    let [_, now, place, gone] = said.as_slice() else { panic!("{}", ran.out) };
    assert!(now.contains("All round trips"), "{now}");
    let line = read(&site, "content/guides/http/en/guide.md").lines().position(|line| line == "> [!NOTE]");
    let line = line.expect("it has a note") + 1;
    assert_eq!(place.trim(), format!("content/guides/http/en/guide.md:{line}"));
    assert!(gone.contains("1 paragraph was removed"), "{gone}");
}

#[test]
fn words_without_a_record_are_not_called_outdated() {
    let site = Workplace::of("german");
    let ran = lang(&site, &["status", "en"]).ends_with(0);
    assert!(ran.out.contains("not recorded") && ran.out.contains("mizan lang accept"), "{}", ran.out);
    let before = site.build(&[]).ends_with(0);
    let tree = site.tree();
    lang(&site, &["accept"]).ends_with(0);
    // Records change no page, and are not unrecognized files.
    assert_eq!(site.build(&[]).ends_with(0).err, before.err);
    assert!(site.tree() == tree);
    let ran = lang(&site, &["status", "en", "--deny", "outdated"]).ends_with(0);
    assert!(!ran.out.contains("If they are up to date"), "{}", ran.out);
}

#[test]
fn nothing_is_overwritten_and_the_rest_is_made() {
    let site = Workplace::copy(repository());
    let mine = "+++\ntitle = \"À propos\"\ndescription = \"Qui nous sommes.\"\n+++\n\nBonjour.\n";
    site.file("content/pages/about/fr.md", mine);
    let ran = lang(&site, &["add", "fr", "--guide", "http"]).ends_with(0);
    assert!(ran.out.contains("1 file exists already"), "{}", ran.out);
    assert_eq!(read(&site, "content/pages/about/fr.md"), mine);
    assert!(!site.path().join("content/guides/whatsapp/fr").exists());
    let config = read(&site, "config.toml");
    // What is missing is made on the next request.
    let ran = lang(&site, &["add", "fr"]).ends_with(0);
    assert!(ran.out.contains("already") && ran.out.contains("content/guides/whatsapp/fr/"), "{}", ran.out);
    assert_eq!(read(&site, "config.toml"), config);
    let everything = crate::run::tree(site.path());
    let ran = lang(&site, &["add", "fr"]).ends_with(0);
    assert!(ran.out.contains("has already been added"), "{}", ran.out);
    assert!(crate::run::tree(site.path()) == everything);
}

#[test]
fn what_cannot_be_is_refused_with_the_way_out() {
    let site = Workplace::copy(repository());
    let before = crate::run::tree(site.path());
    for (arguments, help) in [
        (&["add", "french"][..], "mizan lang add fr"),
        (&["add", "Hebrew"], "mizan lang add he"),
        (&["add", "pt-br"], "mizan lang add pt-BR"),
        (&["add", "iw"], "mizan lang add he"),
        (&["add", "fr", "--guide", "htpp"], "`http`"),
        (&["add", "fr", "--beside", "englsh"], "`en`"),
        (&["add", "fr", "--locale", "de-CH"], "fr"),
        (&["add", "fr", "--digits", "latin"], "latn"),
        (&["add", "../x"], "BCP 47"),
        (&["add", "Farsi"], "mizan lang add fa"),
        (&["add", "عبري"], "mizan lang add he"),
        (&["accept", "en", "labels.featurs"], "`labels.features`"),
        (&["status", "fr"], "mizan lang add"),
        (&["accept", "en", "guide.titel"], "guide.title"),
        (&["accept", "english"], "`en`"),
    ] {
        let ran = lang(&site, arguments).ends_with(2);
        assert!(ran.err.contains(help), "{arguments:?}: {}", ran.err);
    }
    let ran = lang(&site, &["add", "fr", "--beside", "zz"]).ends_with(2);
    assert!(ran.err.contains("the languages are `") && !ran.err.contains("`fr`"), "{}", ran.err);
    let ran = lang(&site, &["add", "fr", "--dry-run"]).ends_with(0);
    assert!(ran.out.contains("Nothing was written"), "{}", ran.out);
    site.prepend("content/guides/http/guide.toml", "nonsense = 1\n");
    for arguments in [&["add", "fr"][..], &["accept", "en"]] {
        let ran = lang(&site, arguments).ends_with(1);
        assert!(ran.err.contains("MZ0009") && ran.err.contains("Nothing was"), "{}", ran.err);
    }
    lang(&site, &["status"]).ends_with(0);
    change(&site, "content/guides/http/guide.toml", "nonsense = 1\n", "");
    assert!(crate::run::tree(site.path()) == before);
}

#[test]
fn config_keeps_every_byte_and_its_line_ends() {
    let site = Workplace::copy(repository());
    let old =
        read(&site, "config.toml").replace('\n', "\r\n").replace("locale = \"en-GB\"", "locale = \"en-GB\" # ours");
    site.file("config.toml", &old);
    lang(&site, &["add", "fa"]).ends_with(0);
    let new = read(&site, "config.toml");
    let at = old.find("[people").expect("it is there");
    let added =
        new.strip_prefix(&old[..at]).and_then(|rest| rest.strip_suffix(&old[at..])).expect("nothing else changed");
    assert!(
        added.starts_with("[[languages]]\r\nid = \"fa\"\r\n") && added.contains("# digits = \"latn\"\r\n"),
        "{added:?}"
    );
    assert_eq!(added.matches('\n').count(), added.matches("\r\n").count());
    site.build(&[]).ends_with(0);
}

#[test]
fn programs_are_told_everything() {
    let site = Workplace::of_case("MZ0309-older-than-its-source");
    let path = site.path().to_string_lossy();
    let ran = mizan(&["lang", "status", "--format", "json", "--site", &path], &[]);
    insta::assert_snapshot!(ran.ends_with(0).out);
}

#[test]
fn readers_are_told_where_the_author_wants_it() {
    let site = Workplace::of_case("MZ0309-older-than-its-source");
    let page = |site: &Workplace, path: &str| {
        site.build(&[]).ends_with(0);
        std::fs::read_to_string(site.public().join(path)).expect("it was built")
    };
    let notice = "تغيّر الأصل بعد هذه الترجمة";
    for path in ["ar/lamps/index.html", "ar/lamps/desk/index.html"] {
        assert!(!page(&site, path).contains(notice));
    }
    change(&site, "config.toml", "id = \"ar\"", "id = \"ar\"\noutdated_notice = true");
    for (path, original) in [
        ("ar/lamps/index.html", "/en/lamps/"),
        ("ar/lamps/desk/index.html", "/en/lamps/desk/"),
        ("ar/lamps/desk-vs-wall/index.html", "/en/lamps/desk-vs-wall/"),
    ] {
        let text = page(&site, path);
        let (_, after) = text.split_once(notice).unwrap_or_else(|| panic!("{path}: {text}"));
        assert!(after.split("</p>").next().is_some_and(|said| said.contains(original)), "{path}: {after}");
    }
    // A home page without outdated words has no notice.
    assert!(!page(&site, "ar/index.html").contains(notice));
    lang(&site, &["accept", "ar"]).ends_with(0);
    assert!(!page(&site, "ar/lamps/index.html").contains(notice));
}

#[test]
fn a_site_with_errors_is_refused_in_the_library_too() {
    let mut site = sources(repository());
    site.insert("content/guides/http/guide.toml", b"x = ".to_vec());
    let request = Request { id: "fr".to_owned(), ..Request::default() };
    assert!(
        matches!(mizan_translate::add(&site, &request), Err(Refusal::Content { faults, .. }) if faults.has_errors())
    );
}

/// How code that puts words on a page, or marks them there, finds out whether they are outdated.
#[test]
fn outdated_words_are_found_by_key_and_by_place() {
    let site = sources(Workplace::of_case("MZ0309-older-than-its-source").path());
    let (book, _) = Catalog::read(&site);
    let book = book.expect("it is a site");
    let arabic = book.site.config.language("ar").expect("it is there");
    let guide = book.site.guides.get(0).expect("a guide");
    let translation = &guide.translations[&arabic];
    let keys: Vec<&str> = translation.outdated.keys().map(String::as_str).collect();
    assert_eq!(keys, ["guide.body", "guide.title", "labels.features.dimmer"]);
    let words = &guide.words[&arabic];
    assert!(translation.is_outdated_at(words.title.span) && translation.is_outdated_at(words.body.span));
    assert!(!translation.is_outdated_at(words.description.span));
}
