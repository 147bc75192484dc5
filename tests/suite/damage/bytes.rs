//! What editors, mail programs and broken disks do to the bytes of a file.

use std::collections::BTreeMap;

use mizan_source::SourceMap;
use mizan_source::diagnostics::{Code, Diagnostics};
use proptest::prelude::*;

use super::{LIMIT, SITE, count, files, judged, lines, well_formed, with, within};
use crate::properties::{in_bounds, spans_of};
use crate::site::{Gathered, options, read};

/// More than one mistake earns.
const FLOOD: usize = 14;

fn is_text(path: &str) -> bool {
    !path.ends_with(".png")
}

/// Copied as it is, so that it may hold anything.
fn is_copied(path: &str) -> bool {
    path.starts_with("static/") || path.contains("/static/") && !path.ends_with(".css")
}

fn reversed_pairs(bytes: &[u8]) -> Vec<u8> {
    bytes.chunks(2).flat_map(|pair| pair.iter().rev().copied().collect::<Vec<_>>()).collect()
}

fn utf16_le(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// As old editors save Arabic (Windows-1256) and western text (Latin-1): the letters differ, the problem is the same.
fn one_byte_a_letter(text: &str, arabic: bool) -> Vec<u8> {
    let letter = |c: char| match u32::from(c) {
        code @ 0..=0x7F => code as u8,
        code @ 0x0621..=0x0652 if arabic => 0xC1_u8.wrapping_add((code - 0x0621) as u8),
        code @ 0x80..=0xFF => code as u8,
        _ => 0xE9,
    };
    text.chars().map(letter).collect()
}

/// The files of the fixture that are each read by a reader of its own.
fn one_of_each_kind() -> impl Iterator<Item = (String, Vec<u8>)> {
    let others = [
        "site/en.toml",
        "home/ar.md",
        "home/en.md",
        "about/ar.md",
        "steel.toml",
        "en/labels.toml",
        "ar/guide.md",
        "en/tiers/glass.md",
        "en/tiers/steel.md",
        "ar/tiers/glass.md",
        "i18n/ar.toml",
        "ar/images/cover.png",
        "security.txt",
        "scale.svg",
    ];
    files().into_iter().filter(move |(path, _)| !others.iter().any(|end| path.ends_with(end)))
}

/// The name of a damage, what it makes of a text, and whether it must be reported, except in copied files.
type Damage = (&'static str, fn(&str) -> Vec<u8>, bool);

const DAMAGES: &[Damage] = &[
    ("UTF-16 LE", |text| utf16_le(text), true),
    ("UTF-16 BE", |text| reversed_pairs(&utf16_le(text)), true),
    ("UTF-16 without its mark", |text| utf16_le(text)[2..].to_vec(), true),
    ("Latin-1", |text| one_byte_a_letter(&format!("{text}é"), false), true),
    ("Windows-1256", |text| one_byte_a_letter(&format!("{text}ع"), true), true),
    ("a NUL at the end", |text| [text.as_bytes(), b"\0"].concat(), true),
    ("a NUL at the start", |text| [b"\0", text.as_bytes()].concat(), true),
    ("NULs", |text| vec![0; text.len()], true),
    ("half of it NULs", |text| [&text.as_bytes()[..text.len() / 2], &*vec![0; text.len() / 2]].concat(), true),
    ("a cut character", |text| [text.as_bytes(), &[0xD8]].concat(), true),
    ("a surrogate", |text| [text.as_bytes(), &[0xED, 0xA0, 0x80]].concat(), true),
    ("another program's file", |_| b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xFF\xFE".to_vec(), true),
    ("CR only", |text| text.replace('\n', "\r").into_bytes(), false),
    ("mixed line ends", |text| text.replacen('\n', "\r\n", 3).into_bytes(), false),
    ("marks of order all over", |text| text.replace('\n', "\n\u{FEFF}").into_bytes(), false),
    ("twice", |text| format!("{text}{text}").into_bytes(), false),
    ("backwards", |text| text.chars().rev().collect::<String>().into_bytes(), false),
    ("line separators", |text| text.replace('\n', "\u{2028}").into_bytes(), false),
    ("spaces that do not break", |text| text.replace(' ', "\u{A0}").into_bytes(), false),
    ("curly quotation marks", |text| text.replace('"', "”").into_bytes(), false),
    ("a merge conflict", |text| format!("<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n").into_bytes(), false),
    ("form feeds", |text| text.replace('\n', "\n\u{c}").into_bytes(), false),
    ("controls of direction", |text| text.replace(' ', " \u{202E}").into_bytes(), false),
];

#[test]
fn wrong_encodings_and_stray_bytes_are_told_of() {
    let mut faults = Vec::new();
    for (path, bytes) in one_of_each_kind().filter(|(path, _)| is_text(path)) {
        let text = String::from_utf8(bytes).expect("the fixture is UTF-8");
        for (name, damage, told) in DAMAGES {
            let what = format!("{path}: {name}");
            let found = judged(&what, with(&path, damage(&text)));
            if *told && !is_copied(&path) && found.is_empty() {
                faults.push(format!("nothing is said of {what}"));
            }
            // Where every line has an error, every line is reported.
            if *told && count(&found) > FLOOD {
                faults.push(format!("{what}: {} messages\n  {}", found.len(), lines(&found).join("\n  ")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// May be empty: hooks, files that are copied, words that are all optional.
fn may_be_empty(path: &str) -> bool {
    is_copied(path) || ["_end.html", ".css", "dot.svg"].iter().any(|end| path.ends_with(end)) || path.contains("/i18n/")
}

#[test]
fn an_empty_file_is_told_of() {
    let mut faults = Vec::new();
    for (path, _) in files() {
        for (name, bytes) in
            [("empty", &b""[..]), ("a line end", b"\n"), ("blanks", b" \t\n \n"), ("only a mark", b"\xEF\xBB\xBF")]
        {
            let what = format!("{path}: {name}");
            let found = judged(&what, with(&path, bytes.to_vec()));
            if found.is_empty() && !may_be_empty(&path) {
                faults.push(format!("nothing is said of {what}"));
            }
            if count(&found) > FLOOD {
                faults.push(format!("{what}: {} messages\n  {}", found.len(), lines(&found).join("\n  ")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Everything that a site is made into.
fn made(sources: &SourceMap) -> (BTreeMap<String, Vec<u8>>, Diagnostics) {
    let gathered = Gathered::default();
    let (_, diagnostics) = mizan_engine::make(sources, &options(), &gathered).expect("memory takes everything");
    (gathered.files(), diagnostics)
}

#[test]
fn a_mark_of_order_and_windows_line_ends_change_nothing() {
    let (good, _) = made(&read(SITE).0);
    let words = |path: &str| path.starts_with("content/") || path == "config.toml" || path.ends_with("theme.toml");
    for (path, bytes) in files().into_iter().filter(|(path, _)| is_text(path) && words(path) && !path.ends_with(".svg"))
    {
        let text = String::from_utf8(bytes).expect("the fixture is UTF-8");
        for (name, damaged) in [
            ("byte order mark", format!("\u{FEFF}{text}")),
            ("CRLF", text.replace('\n', "\r\n")),
            ("both", format!("\u{FEFF}{}", text.replace('\n', "\r\n"))),
            ("no line end at the end", text.trim_end().to_owned()),
        ] {
            let (files, diagnostics) = made(&with(&path, damaged.into_bytes()));
            assert!(diagnostics.is_empty(), "{path}: {name}: {:?}", lines(&diagnostics));
            let differ: Vec<&String> =
                files.iter().filter(|(name, bytes)| good.get(*name) != Some(*bytes)).map(|(name, _)| name).collect();
            assert!(differ.is_empty() && files.len() == good.len(), "{path}: {name}: {differ:?}");
        }
    }
    for (path, bytes) in files().into_iter().filter(|(path, _)| is_text(path) && !words(path)) {
        let text = String::from_utf8(bytes).expect("the fixture is UTF-8");
        for damaged in [format!("\u{FEFF}{text}"), text.replace('\n', "\r\n")] {
            let (_, diagnostics) = made(&with(&path, damaged.into_bytes()));
            assert!(diagnostics.is_empty(), "{path}: {:?}", lines(&diagnostics));
        }
    }
}

/// Reads without making pages, which is what truncation at every single byte has time for.
fn understood(sources: &SourceMap) -> Diagnostics {
    let (config, found) = mizan_parse::config(sources);
    let mut diagnostics = found.diagnostics;
    if let Some(config) = config {
        diagnostics.append(mizan_parse::site(sources, config, found.suppressions).1.diagnostics);
    }
    diagnostics
}

#[test]
fn cut_off_at_any_byte() {
    for (path, bytes) in one_of_each_kind().filter(|(path, _)| path.ends_with(".toml") || path.ends_with(".md")) {
        let name = path.clone();
        within(LIMIT, &path, move || {
            let (mut sources, _) = read(SITE);
            for end in 0..bytes.len() {
                sources.insert(&name, bytes[..end].to_vec());
                let found = understood(&sources);
                spans_of(&found).into_iter().for_each(|span| in_bounds(span, &sources));
            }
        });
    }
}

#[test]
fn cut_off_at_any_line_and_within() {
    let mut faults = Vec::new();
    for (path, bytes) in one_of_each_kind() {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
        // Now after a line, now within one; every byte is tried above, as far as reading goes.
        let mut cuts: Vec<usize> =
            ends.enumerate().map(|(n, end)| if n % 3 == 0 { end + 1 } else { end - end.min(n % 3) }).collect();
        cuts.truncate(24);
        cuts.extend((0..bytes.len()).step_by(bytes.len() / 5 + 1));
        cuts.retain(|cut| *cut < bytes.len());
        for cut in cuts {
            let what = format!("{path} up to byte {cut}");
            let found = judged(&what, with(&path, bytes[..cut].to_vec()));
            // Half a file of facts is half a guide; what refers to the missing half is reported piece by piece.
            if count(&found) > 4 * FLOOD {
                faults.push(format!("{what}: {} messages\n  {}", found.len(), lines(&found).join("\n  ")));
            }
            let picture = path.ends_with(".png") || path.ends_with(".svg") && path.starts_with("content/");
            if picture && cut < 24 && found.is_empty() {
                faults.push(format!("nothing is said of {what}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn pictures_that_lie() {
    let cover = "content/guides/kettles/images/cover.png";
    let (_, good) = files().into_iter().find(|(path, _)| path == cover).expect("the fixture has a picture");
    let sized = |width: u32, height: u32| {
        let mut bytes = good.clone();
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        bytes
    };
    for (name, bytes) in [
        ("no width", sized(0, 10)),
        ("a width beyond measure", sized(u32::MAX, 10)),
        ("a bomb", sized(1 << 20, (1 << 20) + 1)),
        ("a PNG that is a GIF", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec()),
        ("a PNG that is a page", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("a PNG that is an SVG", b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>".to_vec()),
        ("a mark and nothing else", good[..8].to_vec()),
        ("a JPEG whose parts never end", [&b"\xFF\xD8\xFF\xE0"[..], &[0xFF; 4000]].concat()),
        ("a JPEG of empty parts", [&b"\xFF\xD8"[..], &b"\xFF\xE0\0\x02".repeat(100_000)].concat()),
        (
            "an AVIF whose box holds itself",
            [
                &b"\0\0\0\x18ftypavif\0\0\0\0avifmif1\0\0\0\x08meta"[..],
                &b"\0\0\0\x01meta\0\0\0\0\0\0\0\x01".repeat(1000),
            ]
            .concat(),
        ),
        ("a WebP without a size", b"RIFF\xFF\xFF\xFF\xFFWEBPVP8X\0\0\0\0".to_vec()),
    ] {
        let found = judged(name, with(cover, bytes));
        assert!(found.iter().any(|d| matches!(d.code, Code::BadImage)), "{name}: {:?}", lines(&found));
        assert!(found.len() <= 2, "{name}: {:?}", lines(&found));
    }
    for name in ["cover.jpg", "cover.webp", "cover.avif"] {
        for size in [0, 1, 2, 11, 12, 30, 64] {
            let path = format!("content/guides/kettles/images/{name}");
            let found = judged(name, with(&path, good.iter().copied().cycle().take(size).collect()));
            assert!(found.iter().any(|d| d.code == Code::BadImage), "{name} of {size} bytes: {:?}", lines(&found));
        }
    }
}

#[test]
fn drawings_that_reach_outside() {
    let path = "content/guides/kettles/images/steel.svg";
    let svg = |inner: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\">{inner}</svg>"
        )
    };
    for (name, drawing) in [
        ("script", svg("<script>alert(1)</script>")),
        ("handler", svg("<rect onload=\"alert(1)\" width=\"1\" height=\"1\"/>")),
        ("foreign object", svg("<foreignObject><iframe src=\"https://evil.example\"/></foreignObject>")),
        ("outside picture", svg("<image href=\"https://evil.example/x.png\"/>")),
        ("outside style", svg("<style>@import url(https://evil.example/x.css);</style>")),
        ("link", svg("<a xlink:href=\"javascript:alert(1)\"><text>x</text></a>")),
        (
            "outside entity",
            format!("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}", svg("<text>&x;</text>")),
        ),
        (
            "laughs",
            format!(
                "<!DOCTYPE svg [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>{}",
                svg("<text>&c;</text>")
            ),
        ),
    ] {
        let sources = with(path, drawing.into_bytes());
        let found = judged(name, sources.clone());
        assert!(!found.is_empty(), "nothing is said of {name}");
        let (files, _) = made(&sources);
        for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".svg")) {
            let text = String::from_utf8_lossy(bytes);
            for evil in ["evil.example", "alert", "script", "passwd", "hahaha"] {
                assert!(!text.contains(evil), "{name}: {file} holds {evil}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// A sector of the disk is gone, or another file's sector is there.
    #[test]
    fn a_hole_in_any_file(
        file in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        length in 1..600usize,
        with_bytes in prop_oneof![Just(None), any::<u8>().prop_map(Some)],
        other in any::<prop::sample::Index>(),
    ) {
        let files = files();
        let (path, bytes) = &files[file.index(files.len())];
        let start = from.index(bytes.len());
        let end = (start + length).min(bytes.len());
        let filler: Vec<u8> = match with_bytes {
            Some(byte) => vec![byte; end - start],
            None => files[other.index(files.len())].1.iter().copied().cycle().take(end - start).collect(),
        };
        let damaged = [&bytes[..start], &filler, &bytes[end..]].concat();
        let sources = with(path, damaged);
        let found = crate::site::judge(&sources).once();
        well_formed(path, &found, &sources);
    }
}
