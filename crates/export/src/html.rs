//! Minified pages, with unchanged text.
//!
//! minify-html deletes a whole space between two elements if the element around them is one
//! that usually contains blocks (`div`, `nav`, `section`, `ul` …), and would join words there. Such a
//! space is therefore replaced by a character that the page does not contain, and put back afterwards,
//! so that text is unchanged whatever the theme does.

/// The page in fewer bytes: HTML without errors stays so, with all its end tags, and no word of it
/// is joined to another or lost. A page nested deeper than [`DEEPEST`] stays as it is: the minifier
/// descends by recursion, and a stack that overflows ends the process. So does one with more than
/// [`LONE`] signs `<` that begin no tag: each makes the minifier look through the page again.
pub fn minify(html: &str) -> Vec<u8> {
    if depth(html) > DEEPEST || lone(html) > LONE {
        return html.as_bytes().to_vec();
    }
    // A page that holds every private character is left as it is.
    let Some(keeper) = ('\u{E000}'..='\u{F8FF}').find(|c| !html.contains(*c)) else {
        return html.as_bytes().to_vec();
    };
    let kept = keep_spaces(html, keeper);
    let small = minify_html::minify(kept.as_bytes(), &settings());
    put_back(small, keeper)
}

/// Open elements around one that no page by hand or by template comes near.
pub const DEEPEST: usize = 256;

/// Signs `<` that begin neither tag nor comment; what is escaped has none.
pub const LONE: usize = 200;

fn lone(html: &str) -> usize {
    let begins = |c: u8| c.is_ascii_alphabetic() || matches!(c, b'/' | b'!');
    html.split('<').skip(1).filter(|from| !from.bytes().next().is_some_and(begins)).count()
}

/// The most tags that are open at once; elements without an end tag count as open.
fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0usize, 0usize);
    for from in html.split('<').skip(1) {
        match from.as_bytes().first() {
            Some(b'/') => open = open.saturating_sub(1),
            Some(first) if first.is_ascii_alphabetic() => {
                let name = tag_name(from);
                let closed = VOID.contains(&name) || from.split('>').next().is_some_and(|tag| tag.ends_with('/'));
                open += usize::from(!closed);
                deepest = deepest.max(open);
            }
            _ => {}
        }
    }
    deepest
}

/// The tag's name, in lower or upper case as written.
fn tag_name(from: &str) -> &str {
    &from[..from.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(from.len())]
}

/// HTML, section 13.1.2: elements that have no end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

fn settings() -> minify_html::Cfg {
    minify_html::Cfg {
        // HTML, section 13.1.2.4: they could be omitted, but readers of the source and simple tools
        // count on them.
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::default()
    }
}

/// Elements beside which a space is not seen: blocks, parts of tables, what is not shown, and shapes.
const SPACELESS: &[&str] = &[
    "!doctype",
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "template",
    "base",
    "noscript",
    "address",
    "article",
    "aside",
    "blockquote",
    "dialog",
    "div",
    "dl",
    "dt",
    "dd",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "ul",
    "details",
    "summary",
    "br",
    "table",
    "caption",
    "colgroup",
    "col",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "option",
    "optgroup",
    "source",
    "track",
    "path",
    "g",
    "circle",
    "ellipse",
    "line",
    "polygon",
    "polyline",
    "rect",
    "use",
    "defs",
    "symbol",
    "desc",
    "mask",
    "clippath",
    "pattern",
    "lineargradient",
    "radialgradient",
    "stop",
    "marker",
];

/// Elements whose content is not markup, or in which every space counts and none is touched.
const VERBATIM: &[&str] = &["script", "style", "textarea", "title", "pre", "iframe", "noembed", "xmp"];

/// Puts `keeper` in place of each run of spaces that might be taken for one that is not seen: alone
/// between two elements of running text, or at the edge of text that touches one.
fn keep_spaces(html: &str, keeper: char) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    let mut left_is_inline = false;
    while let Some(start) = rest.find('<') {
        let (text, from_tag) = rest.split_at(start);
        let (tag, name) = tag(from_tag);
        let right_is_inline = is_inline(name);
        push_text(&mut out, text, left_is_inline.then_some(keeper), right_is_inline.then_some(keeper));
        out.push_str(tag);
        rest = &from_tag[tag.len()..];
        left_is_inline = right_is_inline;
        let closes = tag.starts_with("</");
        if let Some(verbatim) = VERBATIM.iter().find(|verbatim| !closes && name.eq_ignore_ascii_case(verbatim)) {
            let (inside, after) = rest.split_at(end_of(rest, verbatim));
            out.push_str(inside);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn push_text(out: &mut String, text: &str, left: Option<char>, right: Option<char>) {
    let space = |c: char| c.is_ascii_whitespace();
    let core = text.trim_start_matches(space);
    if core.is_empty() {
        match left.and(right) {
            Some(keeper) if !text.is_empty() => out.push(keeper),
            _ => out.push_str(text),
        }
        return;
    }
    let before = &text[..text.len() - core.len()];
    let words = core.trim_end_matches(space);
    let after = &core[words.len()..];
    for (spaces, keeper) in [(before, left), (words, None), (after, right)] {
        match keeper {
            Some(keeper) if !spaces.is_empty() => out.push(keeper),
            _ => out.push_str(spaces),
        }
    }
}

/// The tag, comment or declaration with which `from` begins, and its name (`!--` for a comment). A
/// lone `<` is a tag without a name.
fn tag(from: &str) -> (&str, &str) {
    if let Some(comment) = from.strip_prefix("<!--") {
        let end = comment.find("-->").map_or(from.len(), |at| at + "<!---->".len());
        return (&from[..end], "!--");
    }
    let inner = &from[1..];
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let end = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(name.len());
    let name = &name[..end];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return (&from[..1], "");
    }
    let mut quote = None;
    for (at, byte) in from.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return (&from[..=at], name),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    (from, name)
}

fn is_inline(name: &str) -> bool {
    !name.is_empty() && !SPACELESS.iter().any(|spaceless| name.eq_ignore_ascii_case(spaceless))
}

/// Where the end tag of `name` begins in `html`, or its end.
fn end_of(html: &str, name: &str) -> usize {
    let bytes = html.as_bytes();
    html.match_indices("</")
        .map(|(at, _)| at)
        .find(|at| bytes.get(at + 2..at + 2 + name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes())))
        .unwrap_or(html.len())
}

fn put_back(html: Vec<u8>, keeper: char) -> Vec<u8> {
    let mut buffer = [0; 4];
    let keeper = keeper.encode_utf8(&mut buffer).as_bytes();
    let mut out = Vec::with_capacity(html.len());
    let mut rest = html.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(keeper) {
            out.push(b' ');
            rest = after;
        } else {
            out.push(*first);
            rest = after;
        }
    }
    out
}

#[cfg(test)]
mod tests;
