//! Formats a page of the documentation for a terminal: the subset of Markdown that these pages use.

/// How a page is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TerminalStyle {
    /// Whether text is styled; without it backticks and asterisks are kept.
    pub color: bool,
    /// The width of prose in columns.
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
/// Precedes each line of code.
const INDENT: &str = "    ";

/// Makes headings bold, wraps prose, indents code.
pub(super) fn format(markdown: &str, terminal: TerminalStyle) -> String {
    let mut out = String::new();
    let mut prose = String::new();
    let mut fenced = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            flush(&mut prose, terminal, &mut out);
            fenced = !fenced;
        } else if fenced {
            let code = format!("{INDENT}{line}");
            out.push_str(code.trim_end());
            out.push('\n');
        } else if let Some(title) = line.strip_prefix('#') {
            flush(&mut prose, terminal, &mut out);
            let title = title.trim_start_matches('#').trim();
            let styled: Vec<(char, Style)> = title.chars().map(|c| (c, Style::Bold)).collect();
            wrap(&styled, "", terminal, &mut out);
        } else if line.trim().is_empty() {
            flush(&mut prose, terminal, &mut out);
            out.push('\n');
        } else {
            if line.starts_with("- ") {
                flush(&mut prose, terminal, &mut out);
            }
            if !prose.is_empty() {
                prose.push(' ');
            }
            prose.push_str(line.trim());
        }
    }
    flush(&mut prose, terminal, &mut out);
    out
}

fn flush(prose: &mut String, terminal: TerminalStyle, out: &mut String) {
    if prose.is_empty() {
        return;
    }
    let hang = if prose.starts_with("- ") { "  " } else { "" };
    wrap(&styled(prose, terminal.color), hang, terminal, out);
    prose.clear();
}

/// The visible characters, each with its style.
fn styled(prose: &str, color: bool) -> Vec<(char, Style)> {
    if !color {
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
fn wrap(text: &[(char, Style)], hang: &str, terminal: TerminalStyle, out: &mut String) {
    let mut used = 0;
    let mut style = Style::Plain;
    let turn = |to: Style, style: &mut Style, out: &mut String| {
        if terminal.color && *style != to {
            out.push_str(if *style == Style::Plain { "" } else { END });
            out.push_str(to.begin());
        }
        *style = to;
    };
    for word in text.split(|(c, _)| *c == ' ').filter(|word| !word.is_empty()) {
        if used > 0 && used + 1 + word.len() > terminal.width {
            turn(Style::Plain, &mut style, out);
            out.push('\n');
            out.push_str(hang);
            used = hang.len();
        } else if used > 0 {
            // The space is styled where both its neighbours are, so that code keeps its terminal.
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
    fn without_color_prose_is_wrapped_and_code_indented() {
        let plain = format(PAGE, TerminalStyle { color: false, width: 20 });
        assert_eq!(
            plain,
            "MZ1: a title\n\nError.\n\nSome `code of two`\nand **bold words**\nhere.\n\n- a point that is\n  longer\n- b\n\n    key = \"a very long line that stays\"\n\n    [x]\n"
        );
    }

    #[test]
    fn in_color_every_line_ends_in_plain_style() {
        let colored = format(PAGE, TerminalStyle { color: true, width: 12 });
        assert!(colored.starts_with("\u{1b}[1mMZ1: a title\u{1b}[0m\n"), "{colored:?}");
        assert!(colored.contains("\u{1b}[36mcode of\u{1b}[0m\n\u{1b}[36mtwo\u{1b}[0m"), "{colored:?}");
        assert!(!colored.contains('`') && !colored.contains("**"), "{colored:?}");
        for line in colored.lines() {
            let open = line.rfind("\u{1b}[").map(|at| &line[at..]);
            assert!(open.is_none_or(|rest| rest.starts_with(END)), "{line:?}");
        }
    }

    #[test]
    fn a_width_of_zero_does_not_panic() {
        assert!(format(PAGE, TerminalStyle { color: true, width: 0 }).contains("Error."));
    }
}
