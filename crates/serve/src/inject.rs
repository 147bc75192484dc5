//! Inserts the client into a page, and changes nothing else.

/// The path of the server's own files. No page has it, because a route never begins with a dot.
pub(crate) const OWN: &str = "/.mizan/";

/// The data that the client gets about its page.
#[derive(Debug, Default)]
pub(crate) struct Injected<'a> {
    pub page: &'a str,
    pub styles: &'a str,
    /// Counts changes of files in static/ other than style sheets.
    pub files: u64,
    pub marks: &'a str,
}

/// `html` with the client in its head.
pub(crate) fn client(html: &str, injected: &Injected<'_>) -> String {
    let Injected { page, styles, files, marks } = injected;
    // These are digits and words of our own, which need no escaping.
    let tag = format!(
        "<script src=\"{OWN}client.js\" defer data-page=\"{page}\" data-styles=\"{styles}\" data-files=\"{files}\" \
         data-marks=\"{marks}\"></script>"
    );
    let at = find(html, "</head").or_else(|| find(html, "<body")).unwrap_or(html.len());
    let (before, after) = html.split_at(at);
    [before, &tag, after].concat()
}

/// The first place of an ASCII text, in any case.
fn find(html: &str, what: &str) -> Option<usize> {
    html.as_bytes().windows(what.len()).position(|window| window.eq_ignore_ascii_case(what.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_is_in_the_head_and_nothing_else_changes() {
        let injected = Injected { page: "1", ..Injected::default() };
        for html in ["<html><HEAD></HEAD><body>ع</body>", "<body>ع", "ع", "", "<title>x</title><body class=a>"] {
            let with = client(html, &injected);
            let (from, to) = (with.find("<script").expect("a tag"), with.find("</script>").expect("its end"));
            let without = [&with[..from], &with[to + "</script>".len()..]].concat();
            assert_eq!(without, html);
        }
        assert!(client("<head></head><body>", &injected).ends_with("</script></head><body>"));
    }
}
