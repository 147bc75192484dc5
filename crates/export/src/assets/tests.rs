use super::*;

/// A PNG as far as it is looked at: its size, `width` × `height`, something drawn, and its end.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0\0\0\0\0");
    bytes.extend(b"\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\0\0\0\0");
    bytes
}

fn sources(files: &[(&str, &[u8])]) -> SourceMap {
    let mut map = SourceMap::default();
    for (path, bytes) in files {
        map.insert(path, bytes.to_vec());
    }
    map
}

fn build(sources: &SourceMap) -> (Assets, Vec<Diagnostic>) {
    let base = BasePath::new(&url::Url::parse("https://example.org/g/").expect("a URL"));
    let (assets, diagnostics) = Assets::build(sources, &["mine", "mizan"], &["ar", "en"], &base);
    (assets, diagnostics.into_vec())
}

fn sound(files: &[(&str, &[u8])]) -> (SourceMap, Assets) {
    let sources = sources(files);
    let (assets, mut diagnostics) = build(&sources);
    // References to other sites are kept as they are.
    diagnostics.retain(|told| told.code != Code::ForeignFile);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    (sources, assets)
}

fn output(assets: &Assets, sources: &SourceMap, url: &str) -> String {
    let path = url.strip_prefix("/g/").expect("under the base path");
    let artifact = assets.artifacts(sources).find(|artifact| artifact.path == path);
    String::from_utf8(artifact.unwrap_or_else(|| panic!("{path} is not written")).bytes).expect("UTF-8")
}

#[test]
fn the_nearer_themes_file_hides_the_other() {
    let (sources, assets) = sound(&[
        ("themes/mizan/static/a.txt", b"far"),
        ("themes/mizan/static/b.txt", b"b"),
        ("themes/mine/static/a.txt", b"near"),
    ]);
    let url = assets.url("a.txt").expect("there");
    assert_eq!(output(&assets, &sources, url), "near");
    assert!(url.starts_with("/g/assets/a.") && url.len() == "/g/assets/a.0123456789.txt".len(), "{url}");
    assert!(assets.url("b.txt").is_ok());
    assert_eq!(assets.url("a.text").expect_err("not there").suggestion.as_deref(), Some("a.txt"));
    assert_eq!(assets.artifacts(&sources).count(), 2);
}

#[test]
fn a_name_changes_with_the_bytes_only() {
    let url = |text: &[u8]| sound(&[("themes/mizan/static/a.txt", text)]).1.url("a.txt").expect("there").to_owned();
    assert_eq!(url(b"a"), url(b"a"));
    assert_ne!(url(b"a"), url(b"b"));
}

#[test]
fn stylesheets_are_small_and_name_fingerprinted_files() {
    let css = b"@import \"parts/table.css\" print;\n@import url('parts/table.css');\n\
        @font-face { font-family: X; src: url(fonts/x.woff2) format('woff2'), url(\"fonts/x.woff2?#iefix\"); }\n\
        a:dir(rtl) { margin-inline-start: 10px; background: url(#f), url(/root.png), url(https://e.example/x.png) }\n\
        @media (prefers-color-scheme: dark) { b { content: url('parts/../icon.svg') } }";
    let part = b"/* note */ td { background: url(\"../icon.svg\"); mask: url('data:image/svg+xml,<svg/>') }";
    let (sources, assets) = sound(&[
        ("themes/mizan/static/style.css", css),
        ("themes/mizan/static/parts/table.css", part),
        ("themes/mizan/static/fonts/x.woff2", b"font"),
        ("themes/mizan/static/icon.svg", b"<svg/>"),
    ]);
    let style = output(&assets, &sources, assets.url("style.css").expect("there"));
    let name = |url: &str| assets.url(url).expect("there").trim_start_matches("/g/assets/").to_owned();
    let table = output(&assets, &sources, assets.url("parts/table.css").expect("there"));
    for wanted in [
        format!("@import \"{}\" print;", name("parts/table.css")),
        format!("@import \"{}\";", name("parts/table.css")),
        format!("url(\"{}\")", name("fonts/x.woff2")),
        format!("url(\"{}?#iefix\")", name("fonts/x.woff2")),
        format!("url(\"{}\")", name("icon.svg")),
        "a:dir(rtl)".to_owned(),
        "margin-inline-start:10px".to_owned(),
        "url(\"#f\")".to_owned(),
        "url(\"/root.png\")".to_owned(),
        "url(\"https://e.example/x.png\")".to_owned(),
    ] {
        assert!(style.contains(&wanted), "{wanted} is not in {style}");
    }
    assert!(table.contains(&format!("url(\"../{}\")", name("icon.svg"))), "{table}");
    assert!(!table.contains("note"));
    assert!(assets.has_data_images());
    assert!(!sound(&[("themes/mizan/static/a.css", b"a{color:red}")]).1.has_data_images());
}

#[test]
fn an_imported_stylesheet_changes_the_name_of_the_one_that_imports_it() {
    let url = |part: &[u8]| {
        let files: [(&str, &[u8]); 2] =
            [("themes/mizan/static/a.css", b"@import 'b.css';"), ("themes/mizan/static/b.css", part)];
        sound(&files).1.url("a.css").expect("there").to_owned()
    };
    assert_ne!(url(b"a{color:red}"), url(b"a{color:blue}"));
}

#[test]
fn a_part_is_put_where_it_is_imported() {
    let css = b"@layer base, parts; @import 'https://e.example/x.css'; @import 'parts/_table.css' layer(parts);\n\
        @import \"parts/_table.css\" supports(display: grid) print; a { color: red }";
    let (sources, assets) = sound(&[
        ("themes/mizan/static/style.css", css),
        ("themes/mizan/static/parts/_table.css", b"@import '_cell.css'; td { background: url(../icon.svg) }"),
        ("themes/mizan/static/parts/_cell.css", b"th { background: url(../icon.svg) }"),
        ("themes/mizan/static/icon.svg", b"<svg/>"),
    ]);
    let style = output(&assets, &sources, assets.url("style.css").expect("there"));
    let icon = assets.url("icon.svg").expect("there").trim_start_matches("/g/assets/");
    let part = format!("th{{background:url(\"{icon}\")}}td{{background:url(\"{icon}\")}}");
    assert_eq!(
        style,
        format!(
            "@layer base,parts;@import \"https://e.example/x.css\";@layer parts{{{part}}}\
             @media print{{@supports (display: grid){{{part}}}}}a{{color:red}}"
        )
    );
    assert!(assets.url("parts/_table.css").expect_err("no file of its own").message.contains("part"));
    let files: Vec<_> = assets.theme_urls().map(|(name, _)| name).collect();
    assert_eq!(files, ["icon.svg", "style.css"]);
}

#[test]
fn faults_of_parts_are_told_once_and_end() {
    let mut files = vec![
        (
            "themes/mizan/static/a.css".to_owned(),
            "@import '_bad.css'; @import 'late.css'; @import '_p0.css';".to_owned(),
        ),
        (
            "themes/mizan/static/b.css".to_owned(),
            "@import '_bad.css'; @import '_gone.css'; @import '_round.css';".to_owned(),
        ),
        ("themes/mizan/static/late.css".to_owned(), "a{color:red}".to_owned()),
        ("themes/mizan/static/_bad.css".to_owned(), ".b { background: url(none.png) }".to_owned()),
        ("themes/mizan/static/_round.css".to_owned(), "@import '_round.css';".to_owned()),
        ("themes/mizan/static/_alone.css".to_owned(), "x:y:::z { }".to_owned()),
        ("themes/mizan/static/_p12.css".to_owned(), "p{color:red}".to_owned()),
    ];
    // Each imports the next twice.
    for n in 0..12 {
        let next = format!("@import '_p{m}.css'; @import '_p{m}.css';", m = n + 1);
        files.push((format!("themes/mizan/static/_p{n}.css"), next));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let map = sources(&files);
    let (_, diagnostics) = build(&map);
    let mut told: Vec<String> = diagnostics.iter().map(|d| d.message.clone()).collect();
    told.sort();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn what_is_wrong_with_a_stylesheet_is_told_with_its_place() {
    let css = "/* واتساب */\n.a { color: red }\n.b { background: url(fonts/y.woff2) }\n@import 'a.css';\nx:y:::z { }\n.c { width: }";
    let map = sources(&[
        ("themes/mizan/static/a.css", css.as_bytes()),
        ("themes/mizan/static/fonts/x.woff2", b"font"),
        ("themes/mizan/static/c.css", b"@import 'd.css'; @import '../e.css';"),
        ("themes/mizan/static/d.css", b"@import 'c.css';"),
        ("themes/mizan/static/latin.css", b"a::before{content:'\xE9'}"),
    ]);
    let (assets, diagnostics) = build(&map);
    let told: Vec<String> = diagnostics
        .iter()
        .map(|d| {
            let span = d.primary.as_ref().expect("a place").span;
            let text = String::from_utf8_lossy(&map.file(span.source).bytes[span.range()]).into_owned();
            format!("{} {} [{}] {}: {text}", d.code, d.message, d.help.join(" "), map.path(span.source))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
    for name in ["a.css", "c.css", "d.css", "latin.css"] {
        assert!(assets.url(name).is_ok(), "{name} is missed for its errors' sake");
    }
}

/// What is reported for a theme's stylesheets: each with what it points at.
fn told_of(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(String, &[u8])> =
        files.iter().map(|(name, text)| (format!("themes/mizan/static/{name}"), text.as_bytes())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let map = sources(&files);
    let told = build(&map).1.into_iter().map(|d| {
        let span = d.primary.expect("a place").span;
        let text = String::from_utf8_lossy(&map.file(span.source).bytes[span.range()]).into_owned();
        format!("{} {} | {text}", d.code, d.message)
    });
    told.collect()
}

#[test]
fn what_is_newer_than_the_minifier_is_kept() {
    // Each with what must be in the output, as written but for spaces.
    for (css, kept) in [
        ("@function --twice(--a <length>) returns <length> { result: calc(var(--a) * 2); }", "@function--twice(--a"),
        ("@foo;", "@foo"),
        ("@media (width > 1px) { @foo x { a: b } }", "@foox{a:b}"),
        (".a { @apply b; color: red }", "@applyb"),
        (".a::scroll-button(left) { color: red }", ".a::scroll-button(left){color:red}"),
        (".a:has-slotted, .b { color: red }", ".a:has-slotted,.b{color:red}"),
        (".a:unknown(x y) { color: red }", ".a:unknown(xy){color:red}"),
        ("@custom-selector :--head h1, h2;", "@custom-selector:--headh1,h2"),
    ] {
        let map = sources(&[("themes/mizan/static/a.css", css.as_bytes())]);
        let (assets, diagnostics) = build(&map);
        let told: Vec<String> = diagnostics.iter().map(|d| format!("{} {:?}", d.code, d.severity)).collect();
        assert_eq!(told, ["MZ0608 Warning"], "{css}");
        let made = output(&assets, &map, assets.url("a.css").expect("there")).replace(' ', "");
        assert!(made.contains(kept), "{css} became {made}");
    }
}

#[test]
fn an_import_ends_where_its_statement_ends() {
    let (sources, assets) = sound(&[
        ("themes/mizan/static/m.css", b"@import url(_b.css) supports(content: \";)}\"); i { color: red }"),
        ("themes/mizan/static/_b.css", b"b { color: red }"),
    ]);
    let css = output(&assets, &sources, assets.url("m.css").expect("there"));
    assert!(css.ends_with("{b{color:red}}i{color:red}") && css.matches("content").count() == 1, "{css}");
}

#[test]
fn what_a_stylesheet_asks_other_sites_for_is_told() {
    let elsewhere = "blocked by the Content-Security-Policy";
    let css = "@import \"https://e.example/_x.css\"; @import '//e.example/y.css'; a { background: url(http://e.example/p.png) }";
    let mut told = told_of(&[("m.css", css)]);
    told.sort();
    assert_eq!(
        told,
        ["//e.example/y.css", "http://e.example/p.png", "https://e.example/_x.css"]
            .map(|url| format!("MZ0607 `{url}` is on another site and {elsewhere} | {url}"))
    );
    // It is a stylesheet of its own, whatever its name: after rules no browser heeds it.
    let told =
        told_of(&[("m.css", "@import \"_b.css\"; @import \"https://e.example/_x.css\";"), ("_b.css", "b{top:0}")]);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[1].starts_with("MZ0606 `https://e.example/_x.css` has an import after rules"), "{told:#?}");
    for (source, fits) in [
        ("https://e.example", true),
        ("e.example", true),
        ("https:", true),
        ("*", true),
        ("*.example", true),
        ("https://e.example/fonts/", true),
        ("'self'", false),
        ("data:", false),
        ("*.e.example", false),
        ("https://e.example.org", false),
    ] {
        let url = url::Url::parse("https://e.example/fonts/x.woff2").expect("a URL");
        assert_eq!(stylesheet::allows(source, &url), fits, "{source}");
    }
}

#[test]
fn an_import_that_leads_nowhere_is_one_fault() {
    let told = told_of(&[("m.css", "@import '_b.css'; @import '../../x.css';"), ("_b.css", "b{top:0}")]);
    assert_eq!(told, ["MZ0605 `../../x.css` is outside of the theme's static folder | ../../x.css"]);
    let told = told_of(&[
        ("m.css", "@import '_b.css'; @import '_a.css';"),
        ("_a.css", "@import 'm.css';"),
        ("_b.css", "b{top:0}"),
    ]);
    assert_eq!(told, ["MZ0606 the stylesheet `m.css` imports itself | m.css"]);
}

#[test]
fn a_namespace_after_rules_is_told() {
    let namespace = "@namespace svg url(http://www.w3.org/2000/svg);";
    assert_eq!(told_of(&[("m.css", &format!("{namespace} svg|a {{ top: 0 }}"))]), [""; 0]);
    let late = "MZ0606 `@namespace` comes after rules, where browsers ignore it | @namespace";
    assert_eq!(told_of(&[("m.css", "@import '_a.css';"), ("_a.css", namespace)]), [late]);
    let own = format!("@import '_b.css'; {namespace}");
    assert_eq!(told_of(&[("m.css", &own), ("_b.css", "b{top:0}")]), [late]);
}

#[test]
fn a_language_may_have_its_own_picture() {
    let (small, large) = (png(20, 10), png(40, 30));
    let (_, assets) = sound(&[
        ("content/guides/whatsapp/images/cover.png", &small),
        ("content/guides/whatsapp/ar/images/cover.png", &large),
        ("content/guides/whatsapp/images/deep/er.png", &small),
        ("content/pages/about/images/us.png", &small),
        ("content/guides/whatsapp/fr/images/cover.png", &small),
    ]);
    let image = |lang: &str, path: &str| assets.image(Owner::Guide("whatsapp"), lang, path).cloned();
    let arabic = image("ar", "images/cover.png").expect("there");
    assert_eq!((arabic.width, arabic.height, arabic.mime), (40, 30, "image/png"));
    assert!(arabic.url.starts_with("/g/assets/ar/whatsapp/cover."), "{}", arabic.url);
    assert_eq!(arabic.absolute, format!("https://example.org{}", arabic.url));
    assert_eq!(image("en", "./images/cover.png").expect("there").width, 20);
    assert!(image("en", "images/deep/er.png").is_ok());
    assert!(assets.image(Owner::Page("about"), "ar", "images/us.png").is_ok());
    for (written, meant) in [
        ("images/cuver.png", "images/cover.png"),
        ("cover.png", "images/cover.png"),
        ("images/cover", "images/cover.png"),
    ] {
        assert_eq!(image("en", written).expect_err("not there").suggestion.as_deref(), Some(meant));
    }
    assert_eq!(image("en", "images/nothing-like-it.png").expect_err("not there").suggestion, None);
    assert_eq!(assets.pictures_under("content/guides/whatsapp/images/").count(), 2);
    assert!(assets.picture("content/guides/whatsapp/fr/images/cover.png").is_none(), "not a language of the site");
}

#[test]
fn names_in_other_letters_are_encoded_in_urls_and_not_on_disk() {
    let image = png(1, 1);
    let (sources, assets) = sound(&[("content/guides/g/images/صورة 1.png", &image)]);
    let info = assets.image(Owner::Guide("g"), "ar", "images/صورة 1.png").expect("there");
    assert!(info.url.contains("%D8%B5") && !info.url.contains(' '), "{}", info.url);
    let path = assets.artifacts(&sources).next().expect("written").path;
    assert!(path.starts_with("assets/g/صورة 1."), "{path}");
}

#[test]
fn pictures_that_cannot_be_shown_are_told() {
    let (image, none) = (png(2, 3), png(0, 3));
    let map = sources(&[
        ("content/guides/g/images/empty.png", b""),
        ("content/guides/g/images/text.png", b"this is no picture at all"),
        ("content/guides/g/images/cut.png", &image[..18]),
        ("content/guides/g/images/none.png", &none),
        ("content/guides/g/images/wrong.jpg", &image),
        ("content/guides/g/images/old.gif", b"GIF89a\x01\0\x01\0\0\0\0"),
        ("content/guides/g/images/open.svg", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><g>"),
        ("content/guides/g/images/sizeless.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='100%'/>"),
        ("content/guides/g/images/nameless.svg", b"<svg width='1' height='1'/>"),
        ("content/guides/g/images/html.svg", b"<html/>"),
        (
            "content/guides/g/images/entity.svg",
            b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>&a;</svg>",
        ),
    ]);
    let (assets, diagnostics) = build(&map);
    assert_eq!(diagnostics.len(), map.len());
    assert!(diagnostics.iter().all(|d| d.code == Code::BadImage && !d.help.is_empty() && d.primary.is_some()));
    insta::assert_snapshot!(
        diagnostics.iter().map(|d| format!("{} [{}]", d.message, d.help.join(" "))).collect::<Vec<_>>().join("\n")
    );
    assert_eq!(assets.artifacts(&map).count(), 0);
    assert!(assets.image(Owner::Guide("g"), "ar", "images/text.png").is_ok(), "told once, not missed again");
}

fn clean(svg: &str) -> (String, (u32, u32), Vec<String>) {
    let image = svg::read(svg.as_bytes()).unwrap_or_else(|fault| panic!("{}", fault.message));
    let text = String::from_utf8(image.cleaned.expect("cleaned")).expect("UTF-8");
    (text, (image.width, image.height), image.removed.into_iter().collect())
}

#[test]
fn a_plain_svg_stays_what_it_is() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 40 20\">\
        <style>.a{fill:url(#g);stroke:#000}</style><defs><linearGradient id=\"g\"><stop offset=\"0\"/></linearGradient></defs>\
        <a href=\"#x\"><path class=\"a\" d=\"M0 0h9\" fill=\"url(#g)\"/></a><use xlink:href=\"#y\"/>\
        <text direction=\"rtl\" xml:lang=\"ar\">واتساب &amp; &#60;b&gt;</text></svg>";
    let (cleaned, size, removed) = clean(svg);
    assert_eq!(cleaned, svg);
    assert_eq!(size, (40, 20));
    assert!(removed.is_empty(), "{removed:?}");
}

#[test]
fn what_comes_out_is_well_formed() {
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\">{inner}</svg>");
    for (inner, becomes) in [
        ("<style>a<g>b</g></style>", "<style>a</style>"),
        ("<style>a<style>b</style>c</style>", "<style>ac</style>"),
        ("<style>a<style/></style>", "<style>a</style>"),
        ("<style>a&lt;![CDATA[<b/>]]></style>", "<style>a&lt;![CDATA[]]&gt;</style>"),
        ("<title>a<![CDATA[<g>]]></title>", "<title>a&lt;g&gt;</title>"),
        ("<style>@\\69mport 'a.css';</style>", ""),
    ] {
        assert_eq!(clean(&svg(inner)).0, svg(becomes), "{inner}");
    }
    // A document has one root, characters that XML knows, and names that are names.
    let after = format!("{}<![CDATA[a]]>&#65; text <!-- a -->", svg(""));
    assert_eq!(clean(&after).0, svg(""));
    for (damaged, why) in [
        (svg("<text>&#0;</text>"), "0x0"),
        (svg("<text>&#x1F;</text>"), "U+001F"),
        (svg("<text id='&#x1F;'/>"), "U+001F"),
        (svg("<text>\u{1F}</text>"), "U+001F"),
        (svg("<text>\u{FFFF}</text>"), "U+FFFF"),
        (format!("{0}{0}", svg("")), "more than one root"),
        (format!("{}<script/>", svg("")), "more than one root"),
        (svg("<1:g xmlns:1='http://www.w3.org/2000/svg'/>"), "is not XML"),
        (svg("<g id='a' b<c='d'/>"), "is not XML"),
        (svg(&"<g>".repeat(300)), "levels deep"),
        (svg(&"<g/>".repeat(100_001)), "draws more than 100000 elements, with all copies"),
    ] {
        let told = svg::read(damaged.as_bytes()).err().map_or_else(|| "nothing".to_owned(), |fault| fault.message);
        assert!(told.contains(why), "{damaged}: {told}");
    }
}

#[test]
fn what_runs_or_fetches_is_left_out_and_told() {
    let svg = r##"<?xml version="1.0"?><?xml-stylesheet href="https://evil.example/a.css"?><!DOCTYPE svg>
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml"
          xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="l" width="10" height="5" onload="evil()">
        <script>evil()</script><h:script src="https://evil.example/"/><foreignObject><h:body>evil</h:body></foreignObject>
        <style>@import url(https://evil.example/);</style><style>a{fill:url( 'https://evil.example/#a')}</style>
        <style><![CDATA[b{background:u\72l(evil.png)}]]></style>
        <a x:href="java&#x0A;script:evil()"><rect width="1" style="fill:url(//evil.example/)" ONCLICK="evil()"/></a>
        <a href=" JavaScript:evil()"><circle r="1"/></a>
        <image href="https://evil.example/a.png"/><image href="data:image/svg+xml;base64,AAAA"/><image href="data:image/png;base64,AAAA"/>
        <use href="other.svg#evil"/><set attributeName="href" to="javascript:evil()"/><animate attributeName="x:href" values="evil"/>
        <g xml:base="https://evil.example/"><inkscape:grid/><!-- evil --><path d="M0 0"/></g>
        <evil/></svg>"##;
    let (cleaned, size, removed) = clean(svg);
    assert!(!cleaned.contains("evil"), "{cleaned}");
    assert!(cleaned.contains("data:image/png;base64,AAAA") && cleaned.contains("<path d=\"M0 0\"/>"));
    assert_eq!(size, (10, 5));
    insta::assert_snapshot!(removed.join("\n"));
    // What was cleaned once is clean.
    assert_eq!(clean(&cleaned).0, cleaned);

    let map = sources(&[("content/guides/g/images/x.svg", svg.as_bytes())]);
    let (assets, diagnostics) = build(&map);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].severity, mizan_source::diagnostics::Severity::Warning);
    assert!(diagnostics[0].message.contains("<script>"), "{}", diagnostics[0].message);
    let written = assets.artifacts(&map).next().expect("written");
    assert_eq!(written.bytes, cleaned.as_bytes());
}

#[test]
fn an_svgs_size_is_in_css_pixels() {
    let size = |attributes: &str| clean(&format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>")).1;
    assert_eq!(size("width='1in' height='2.54cm'"), (96, 96));
    assert_eq!(size("width='10px' height='15pt'"), (10, 20));
    assert_eq!(size("width='1e2' height='5'"), (100, 5));
    assert_eq!(size("width='100%' height='100%' viewBox='0,0 , 30.4 20'"), (30, 20));
    assert_eq!(size("width='60' viewBox='0 0 30 20'"), (60, 40));
}

#[test]
fn static_files_are_copied_as_they_are() {
    let map =
        sources(&[("static/CNAME", b"example.org"), ("static/.well-known/x", b"\0\xFF"), ("themes/t/static/a", b"")]);
    let copied: Vec<Artifact> = copied(&map).collect();
    let want = [(".well-known/x", b"\0\xFF".as_slice()), ("CNAME", b"example.org")];
    assert_eq!(copied.len(), 2);
    for (artifact, (path, bytes)) in copied.iter().zip(want) {
        assert_eq!((artifact.path.as_str(), artifact.bytes.as_slice()), (path, bytes));
    }
}

proptest::proptest! {
    #[test]
    fn nothing_in_a_file_panics(name in "[a-z]{1,3}\\.(png|jpg|webp|avif|svg|css)", bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
        let map = sources(&[
            (&format!("content/guides/g/images/{name}"), &bytes),
            (&format!("themes/mizan/static/{name}"), &bytes),
        ]);
        build(&map);
    }

    #[test]
    fn no_css_or_svg_panics(css in "[@a-z{}();:'\"\\\\ \n0-9.#,/*ع-]{0,60}", svg in "[<>/a-z=\"'&;! :?-]{0,60}") {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>{svg}</svg>");
        let map = sources(&[
            ("content/guides/g/images/a.svg", svg.as_bytes()),
            ("themes/mizan/static/a.css", css.as_bytes()),
        ]);
        for diagnostic in build(&map).1 {
            let span = diagnostic.primary.expect("a place").span;
            proptest::prop_assert!(map.file(span.source).bytes.get(span.range()).is_some(), "{:?}", span);
        }
    }
}

#[test]
fn a_stylesheet_without_end_is_refused_and_does_not_end_the_process() {
    for css in ["a{".repeat(60_000), format!("a{{width:{}}}", "calc(".repeat(60_000))] {
        let sources = sources(&[("themes/mizan/static/a.css", css.as_bytes())]);
        let (_, diagnostics) = build(&sources);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code, Code::BadStylesheet);
    }
    let braces =
        format!("a::before{{content:\"{0}\"}}/*{0}*/b{{background:url(data:,{1})}}", "{".repeat(99), "[".repeat(99));
    assert!(build(&sources(&[("themes/mizan/static/a.css", braces.as_bytes())])).1.is_empty());
}
