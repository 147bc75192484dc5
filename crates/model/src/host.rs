//! The host of a URL as readers see it: `مثال.إختبار`, and not `xn--mgbh0fb.xn--kgbechtv`.
//!
//! Links keep the host in ASCII (RFC 5891). It is shown in its own letters by UTS #46, label by label, unless a label
//! could pass for another: then it is shown as it is written in links.

use unicode_script::{Script, ScriptExtension, UnicodeScript};

/// The host of a URL in its own letters, without `www.`; `None` where it is no URL with a host.
pub fn shown_host(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let host = in_letters(url.host_str()?);
    Some(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
}

/// A host in the letters that it was registered with.
fn in_letters(host: &str) -> String {
    let decoded = url::quirks::domain_to_unicode(host);
    // An IP address has no letters.
    if decoded.is_empty() || decoded.split('.').count() != host.split('.').count() {
        return host.to_owned();
    }
    let top_is_ascii = host.rsplit('.').next().is_some_and(|top| !top.starts_with("xn--"));
    let labels = host.split('.').zip(decoded.split('.'));
    let shown: Vec<&str> =
        labels.map(|(ascii, letters)| if is_plain(letters, top_is_ascii) { letters } else { ascii }).collect();
    shown.join(".")
}

/// Whether a label can be taken for nothing but itself: all of it in one script, or in those that Chinese, Japanese or
/// Korean is written in (UTS #39, section 5.1, Mixed-Script Detection), and not made of letters alone that are drawn as Latin ones, under a domain that is Latin.
fn is_plain(label: &str, top_is_ascii: bool) -> bool {
    const WRITTEN_TOGETHER: [&[Script]; 3] = [
        &[Script::Han, Script::Hiragana, Script::Katakana],
        &[Script::Han, Script::Hangul],
        &[Script::Han, Script::Bopomofo],
    ];
    let together = |scripts: &[Script]| {
        label.chars().all(|c| {
            let of = c.script_extension();
            of.is_common() || of.is_inherited() || scripts.iter().any(|script| of.contains_script(*script))
        })
    };
    let one = !ScriptExtension::for_str(label).is_empty() || WRITTEN_TOGETHER.into_iter().any(together);
    // What UTS #46 could not decode.
    let broken = label.contains(char::REPLACEMENT_CHARACTER) || label.starts_with("xn--");
    one && !broken && !(top_is_ascii && is_latin_in_looks(label))
}

/// Whether all letters are Cyrillic or Greek ones that look as Latin letters do: «аррӏе». The letters are those of
/// Unicode's confusables.txt (UTS #39, section 4) whose prototype is a small Latin letter.
fn is_latin_in_looks(label: &str) -> bool {
    let mut letters = label.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(|c| match c.script() {
            Script::Cyrillic => "асԁеһіјӏорԛѕԝхуъьҽпгѵѡёї".contains(c),
            Script::Greek => "αικνρυωηοτϲϳγσ".contains(c),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(host: &str) -> String {
        shown_host(&format!("https://{host}/a?b#c")).expect("a host")
    }

    #[test]
    fn a_host_is_shown_in_its_own_letters() {
        assert_eq!(shown("xn--mgbh0fb.xn--kgbechtv"), "مثال.إختبار");
        assert_eq!(shown("مثال.إختبار"), "مثال.إختبار");
        assert_eq!(shown("www.xn--mgbh0fb.com"), "مثال.com");
        assert_eq!(shown("xn--bcher-kva.example"), "bücher.example");
        assert_eq!(shown("xn--r8jz45g.jp"), "例え.jp");
        assert_eq!(shown("пример.рф"), "пример.рф");
        assert_eq!(shown("xn--9dbq2a.example"), "קום.example");
    }

    #[test]
    fn a_host_without_such_letters_stays() {
        for host in ["example.org", "en.wikipedia.org", "127.0.0.1", "[::1]", "a-b.c_d.example", "xn--.example"] {
            let url = format!("https://{host}/");
            assert_eq!(shown_host(&url).unwrap_or(host.to_owned()), host);
        }
        assert_eq!(shown_host("no url"), None);
        assert_eq!(shown_host("tel:+20212345678"), None);
    }

    #[test]
    fn a_label_that_could_pass_for_another_stays_in_ascii() {
        // Cyrillic letters among Latin ones, and alone where they look Latin.
        assert_eq!(shown("xn--pple-43d.com"), "xn--pple-43d.com");
        assert_eq!(shown("xn--80ak6aa92e.com"), "xn--80ak6aa92e.com");
        assert!(shown("οικοτ.com").starts_with("xn--"));
        // Latin and Greek in one label.
        assert!(shown("abcβ.com").starts_with("xn--"));
    }
}
