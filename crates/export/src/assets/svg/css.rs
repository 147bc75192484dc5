//! What CSS inside of an image loads, determined by its tokens (CSS Syntax 3, section 4), in which escapes are resolved:
//! `@\69mport` is an import.

use cssparser::{Parser, ParserInput, Token};

use super::is_own;

/// Deeper than any style nests.
const MAX_DEPTH: usize = 64;

/// Functions whose strings are URLs (CSS Values 5, section 3; CSS Images 4, sections 2 and 3).
const LOADING: [&str; 6] = ["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"];

/// Whether a stylesheet or the value of an attribute loads a file. What cannot be known, such as a URL that is not
/// closed or blocks nested deeper than anybody writes them, is taken for one.
pub(super) fn fetches(css: &str) -> bool {
    // Most attributes are numbers and names.
    if !css.contains(['(', '@', '\\']) {
        return false;
    }
    block_fetches(&mut Parser::new(&mut ParserInput::new(css)), false, 0)
}

/// Whether a block loads a file; in a function that loads, strings are URLs.
fn block_fetches(parser: &mut Parser<'_, '_>, strings_load: bool, depth: usize) -> bool {
    loop {
        let inner = match parser.next() {
            Ok(Token::AtKeyword(name)) if name.eq_ignore_ascii_case("import") => return true,
            Ok(Token::UnquotedUrl(url)) if !is_own(url) => return true,
            Ok(Token::QuotedString(url)) if strings_load && !is_own(url) => return true,
            Ok(Token::BadUrl(_)) => return true,
            Ok(Token::Function(name)) => {
                Some(strings_load || LOADING.iter().any(|known| name.eq_ignore_ascii_case(known)))
            }
            Ok(Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock) => Some(strings_load),
            Ok(_) => None,
            Err(_) => return false,
        };
        let Some(strings_load) = inner else { continue };
        if depth == MAX_DEPTH {
            return true;
        }
        let found = parser.parse_nested_block(|block| {
            Ok::<bool, cssparser::ParseError<'_, ()>>(block_fetches(block, strings_load, depth + 1))
        });
        if found != Ok(false) {
            return true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fetches;

    #[test]
    fn what_loads_is_found_however_it_is_written() {
        for css in [
            "@import 'a.css';",
            "@IMPORT url(a.css);",
            r"@\69mport 'a.css';",
            r"@\000069mport 'a.css';",
            r"@im\port 'a.css';",
            "b{fill:url(https://example.com/a)}",
            "b{fill:URL( 'https://example.com/a' )}",
            r"b{fill:u\72l(https://example.com/a)}",
            r"b{fill:\75 rl('https://example.com/a')}",
            "b{background:image-set('a.png' 1x)}",
            "b{background:-webkit-image-set(url(a.png) 1x)}",
            "b{background:src('a.png')}",
            "b{--x:(url(a.png))}",
            "@media print{b{fill:url(a.svg#b)}}",
            "@font-face{src:url(a.woff2)}",
            "b{fill:url(a b)}",
            "b{fill:url(data:image/svg+xml;base64,PHN2Zz4=)}",
            "url(/* */a.png)",
        ] {
            assert!(fetches(css), "{css}");
        }
        for css in [
            "b{fill:url(#a)}",
            "url( '#a' )",
            "url(data:image/png;base64,AAAA)",
            "b::after{content:'@import url(a.png)'}",
            "/* @import 'a.css'; */ b{fill:red}",
            r"b{font-family:'\66 oo';width:calc(1px + 2px)}",
            "translate(3 4) rotate(-30)",
            "M0 0L1 1",
            "@media (width>1px){b{fill:red}}",
        ] {
            assert!(!fetches(css), "{css}");
        }
    }

    #[test]
    fn depth_and_length_are_no_matter() {
        assert!(fetches(&"(".repeat(100_000)));
        assert!(!fetches(&"b{fill:url(#a)}".repeat(100_000)));
        assert!(fetches(&format!("{}{}", "b{fill:url(#a)}".repeat(1000), "b{fill:url(a)}")));
    }
}
