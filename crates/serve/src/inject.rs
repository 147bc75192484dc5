//! Puts the client into a page, and nothing else: what a reader will see stays as it is.

/// Where the server's own files lie. No page can: a route never begins with a dot.
pub(crate) const OWN: &str = "/.mizan/";

/// What the client is told of the page that it stands in.
#[derive(Debug, Default)]
pub(crate) struct Injected<'a> {
    pub page: &'a str,
    pub styles: &'a str,
    /// Of files that pages use by names of their own.
    pub files: u64,
    pub marks: &'a str,
}

/// `html` with the client in its head.
pub(crate) fn client(html: &str, told: &Injected<'_>) -> String {
    let Injected { page, styles, files, marks } = told;
    // All of these are digits and words of ours.
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
    fn the_client_stands_in_the_head_and_the_page_stays() {
        let told = Injected { page: "1", ..Injected::default() };
        for html in ["<html><HEAD></HEAD><body>ع</body>", "<body>ع", "ع", "", "<title>x</title><body class=a>"] {
            let with = client(html, &told);
            let (from, to) = (with.find("<script").expect("a tag"), with.find("</script>").expect("its end"));
            let without = [&with[..from], &with[to + "</script>".len()..]].concat();
            assert_eq!(without, html);
        }
        assert!(client("<head></head><body>", &told).ends_with("</script></head><body>"));
    }
}
