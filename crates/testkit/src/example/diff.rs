//! Changes to a few lines of a file, as `diff` writes them, without numbers.

/// `old` with the changes of `diff`.
pub(super) fn apply(old: &str, diff: &str) -> Result<String, String> {
    let mut text = old.to_owned();
    for hunk in hunks(diff)? {
        // Whole lines only: what is looked for begins where a line does.
        let places: Vec<usize> =
            line_starts(&text).filter(|start| text[*start..].starts_with(hunk.before.as_str())).collect();
        match places.as_slice() {
            [start] => text.replace_range(*start..*start + hunk.before.len(), &hunk.after),
            places => return Err(format!("these lines are in the file {} times:\n{}", places.len(), hunk.before)),
        }
    }
    Ok(text)
}

/// Lines, and what takes their place.
#[derive(Default)]
struct Hunk {
    before: String,
    after: String,
}

fn hunks(diff: &str) -> Result<Vec<Hunk>, String> {
    let mut hunks = vec![Hunk::default()];
    for line in diff.split_inclusive('\n') {
        if line.trim_end() == "@@" {
            hunks.push(Hunk::default());
            continue;
        }
        let Some(hunk) = hunks.last_mut() else { continue };
        if let Some(line) = line.strip_prefix('-') {
            hunk.before.push_str(line);
        } else if let Some(line) = line.strip_prefix('+') {
            hunk.after.push_str(line);
        } else if let Some(line) = line.strip_prefix(' ').or((line == "\n").then_some(line)) {
            // Editors take the space from an empty line.
            hunk.before.push_str(line);
            hunk.after.push_str(line);
        } else {
            return Err(format!("a line of a diff begins with `-`, `+` or a space, not as in: {line}"));
        }
    }
    Ok(hunks)
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).filter(|start| *start < text.len())
}

#[cfg(test)]
mod tests {
    use super::apply;

    #[test]
    fn lines_are_replaced_where_their_context_is() {
        let old = "a\nb\n\na\nc\n";
        assert_eq!(apply(old, "-b\n+B\n@@\n a\n-c\n"), Ok("a\nB\n\na\n".to_owned()));
        assert_eq!(apply(old, " b\n+x\n\n a\n"), Ok("a\nb\nx\n\na\nc\n".to_owned()));
    }

    #[test]
    fn lines_that_are_not_there_once_are_refused() {
        for diff in ["-a\n", "-d\n", "+new\n", "-\nb\n", "b\n"] {
            assert!(apply("a\nb\n\na\nc\n", diff).is_err(), "{diff}");
        }
    }
}
