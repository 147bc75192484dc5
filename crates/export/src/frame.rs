//! The HTML that another site pastes into one of its pages to show a guide's table.

use super::bare::bare;

/// As high as a table of some ten rows, in pixels.
pub(crate) const HEIGHT: u32 = 640;

/// An `iframe` with the page at `url`; `title` names it for those who do not see it.
pub fn frame(url: &str, title: &str) -> String {
    let mut code = String::from("<iframe src=\"");
    attribute(&mut code, url);
    code.push_str("\" title=\"");
    attribute(&mut code, &bare(title));
    code.push_str(&format!("\" width=\"100%\" height=\"{HEIGHT}\" loading=\"lazy\"></iframe>"));
    code
}

fn attribute(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_leave_its_attribute() {
        let code = frame("https://example.org/ar/x/embed/?a&b", "\u{2067}\"><script>&\u{2069}");
        assert_eq!(
            code,
            "<iframe src=\"https://example.org/ar/x/embed/?a&amp;b\" title=\"&quot;&gt;&lt;script&gt;&amp;\" \
             width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>"
        );
    }
}
