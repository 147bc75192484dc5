//! A page of the documentation, set for a terminal: the few forms of Markdown that these pages have.

/// How a page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether styles are written; without them backticks and asterisks stay.
    pub colour: bool,
    /// Columns that prose may fill.
    pub width: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Bold,
    Code,
}

impl Style {
    /// The sequence that begins it (ECMA-48, Select Graphic Rendition).
    fn begin(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Bold => "\u{1b}[1m",
            Style::Code => "\u{1b}[36m",
        }
    }
}

const END: &str = "\u{1b}[0m";
/// What stands before a line of code.
const INDENT: &str = "    ";

/// Headings bold, prose wrapped, code indented.
pub(super) fn set(markdown: &str, look: Look) -> String {
    let mut out = String::new();
    let mut prose = String::new();
    let mut fenced = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            flush(&mut prose, look, &mut out);
            fenced = !fenced;
        } else if fenced {
            let code = format!("{INDENT}{line}");
            out.push_str(code.trim_end());
            out.push('\n');
        } else if let Some(title) = line.strip_prefix('#') {
            flush(&mut prose, look, &mut out);
            let title = title.trim_start_matches('#').trim();
            let styled: Vec<(char, Style)> = title.chars().map(|c| (c, Style::Bold)).collect();
            wrap(&styled, "", look, &mut out);
        } else if line.trim().is_empty() {
            flush(&mut prose, look, &mut out);
            out.push('\n');
        } else {
            if line.starts_with("- ") {
                flush(&mut prose, look, &mut out);
            }
            if !prose.is_empty() {
                prose.push(' ');
            }
            prose.push_str(line.trim());
        }
    }
    flush(&mut prose, look, &mut out);
    out
}

fn flush(prose: &mut String, look: Look, out: &mut String) {
    if prose.is_empty() {
        return;
    }
    let hang = if prose.starts_with("- ") { "  " } else { "" };
    wrap(&styled(prose, look.colour), hang, look, out);
    prose.clear();
}

/// The characters that are shown, each with its style.
fn styled(prose: &str, colour: bool) -> Vec<(char, Style)> {
    if !colour {
        return prose.chars().map(|c| (c, Style::Plain)).collect();
    }
    let mut styled = Vec::new();
    let mut style = Style::Plain;
    let mut chars = prose.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, style) {
            ('`', Style::Code) => style = Style::Plain,
            ('`', _) => style = Style::Code,
            ('*', Style::Plain | Style::Bold) if chars.peek() == Some(&'*') => {
                chars.next();
                style = if style == Style::Bold { Style::Plain } else { Style::Bold };
            }
            _ => styled.push((c, style)),
        }
    }
    styled
}

/// Fills lines with words, every line but the first after `hang`.
fn wrap(text: &[(char, Style)], hang: &str, look: Look, out: &mut String) {
    let mut used = 0;
    let mut style = Style::Plain;
    let turn = |to: Style, style: &mut Style, out: &mut String| {
        if look.colour && *style != to {
            out.push_str(if *style == Style::Plain { "" } else { END });
            out.push_str(to.begin());
        }
        *style = to;
    };
    for word in text.split(|(c, _)| *c == ' ').filter(|word| !word.is_empty()) {
        if used > 0 && used + 1 + word.len() > look.width {
            turn(Style::Plain, &mut style, out);
            out.push('\n');
            out.push_str(hang);
            used = hang.len();
        } else if used > 0 {
            // The space is styled where both its neighbours are, so that code keeps its look.
            if word.first().is_none_or(|(_, next)| *next != style) {
                turn(Style::Plain, &mut style, out);
            }
            out.push(' ');
            used += 1;
        }
        for (c, next) in word {
            turn(*next, &mut style, out);
            out.push(*c);
        }
        used += word.len();
    }
    turn(Style::Plain, &mut style, out);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# MZ1: a title\n\nError.\n\nSome `code of two` and **bold\nwords** here.\n\n- a point that is longer\n- b\n\n```toml\nkey = \"a very long line that stays\"\n\n[x]\n```\n";

    #[test]
    fn without_colour_prose_is_wrapped_and_code_indented() {
        let plain = set(PAGE, Look { colour: false, width: 20 });
        assert_eq!(
            plain,
            "MZ1: a title\n\nError.\n\nSome `code of two`\nand **bold words**\nhere.\n\n- a point that is\n  longer\n- b\n\n    key = \"a very long line that stays\"\n\n    [x]\n"
        );
    }

    #[test]
    fn in_colour_every_line_ends_in_plain_style() {
        let coloured = set(PAGE, Look { colour: true, width: 12 });
        assert!(coloured.starts_with("\u{1b}[1mMZ1: a title\u{1b}[0m\n"), "{coloured:?}");
        assert!(coloured.contains("\u{1b}[36mcode of\u{1b}[0m\n\u{1b}[36mtwo\u{1b}[0m"), "{coloured:?}");
        assert!(!coloured.contains('`') && !coloured.contains("**"), "{coloured:?}");
        for line in coloured.lines() {
            let open = line.rfind("\u{1b}[").map(|at| &line[at..]);
            assert!(open.is_none_or(|rest| rest.starts_with(END)), "{line:?}");
        }
    }

    #[test]
    fn a_width_of_nothing_is_no_trouble() {
        assert!(set(PAGE, Look { colour: true, width: 0 }).contains("Error."));
    }
}
