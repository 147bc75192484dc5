//! Changes as a unified diff, as `patch` and `git apply` read it.

use std::ops::Range;

use super::edits::Edits;
use crate::diagnostics::printable_lines;

/// Unchanged lines around a change.
const AROUND: usize = 3;

/// Some lines of the original text, and their replacement.
struct Block<'a> {
    /// Lines, from 0.
    old: Range<usize>,
    removed: Vec<&'a str>,
    added: Vec<String>,
}

/// The changes that `edits` make to the file `path`, which reads `first`; empty where there are none.
pub fn diff(path: &str, first: &str, edits: &Edits) -> String {
    let lines: Vec<&str> = first.split_inclusive('\n').collect();
    let blocks = blocks(first, &lines, edits);
    let mut out = String::new();
    if blocks.is_empty() {
        return out;
    }
    let path = printable_lines(path);
    out.push_str(&format!("--- a/{path}\n+++ b/{path}\n"));
    let mut rest = blocks.as_slice();
    // Lines that the changes so far put in, less those they took out.
    let mut grown: isize = 0;
    while let Some(start) = rest.first() {
        let near = rest.windows(2).take_while(|two| two[1].old.start - two[0].old.end <= 2 * AROUND).count();
        let (hunk, others) = rest.split_at(near + 1);
        rest = others;
        let end = hunk.last().map_or(start.old.end, |last| last.old.end);
        let old = start.old.start.saturating_sub(AROUND)..(end + AROUND).min(lines.len());
        let growth: isize = hunk.iter().map(|block| block.added.len() as isize - block.removed.len() as isize).sum();
        let new_start = old.start.saturating_add_signed(grown);
        let new_length = old.len().saturating_add_signed(growth);
        out.push_str(&format!("@@ -{} +{} @@\n", numbers(old.start, old.len()), numbers(new_start, new_length)));
        let mut at = old.start;
        for block in hunk {
            lines[at..block.old.start].iter().for_each(|line| push(&mut out, ' ', line));
            block.removed.iter().for_each(|line| push(&mut out, '-', line));
            block.added.iter().for_each(|line| push(&mut out, '+', line));
            at = block.old.end;
        }
        lines[at..old.end].iter().for_each(|line| push(&mut out, ' ', line));
        grown += growth;
    }
    out
}

/// `12,3`: from which line on, and how many. Of none, the line before is named.
fn numbers(start: usize, length: usize) -> String {
    match length {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        _ => format!("{},{length}", start + 1),
    }
}

fn push(out: &mut String, sign: char, line: &str) {
    out.push(sign);
    out.push_str(&printable_lines(line.strip_suffix('\n').unwrap_or(line)));
    out.push('\n');
    if !line.ends_with('\n') {
        out.push_str("\\ No newline at end of file\n");
    }
}

fn blocks<'a>(first: &'a str, lines: &[&'a str], edits: &Edits) -> Vec<Block<'a>> {
    let mut starts = Vec::with_capacity(lines.len() + 1);
    let mut at = 0;
    for line in lines {
        starts.push(at);
        at += line.len();
    }
    starts.push(at);
    let line_of = |at: usize| starts.partition_point(|start| *start <= at).max(1) - 1;
    // Whole lines, with the edits that touch them.
    let mut touched: Vec<(Range<usize>, Vec<&super::edits::Edit>)> = Vec::new();
    for edit in edits.iter() {
        let start = line_of(edit.range.start).min(lines.len().saturating_sub(1));
        let end = (line_of(edit.range.end) + 1).min(lines.len()).max(start);
        match touched.last_mut() {
            Some((lines, edits)) if start < lines.end => {
                lines.end = lines.end.max(end);
                edits.push(edit);
            }
            _ => touched.push((start..end, vec![edit])),
        }
    }
    touched
        .into_iter()
        .filter_map(|(old, edits)| {
            let (from, to) = (starts[old.start], starts[old.end]);
            let mut now = first[from..to].to_owned();
            for edit in edits.into_iter().rev() {
                now.replace_range(edit.range.start - from..edit.range.end - from, &edit.with);
            }
            Some(trimmed(old.clone(), lines.get(old)?, &now)).filter(|b| !b.removed.is_empty() || !b.added.is_empty())
        })
        .collect()
}

/// Without the lines at both ends that are the same.
fn trimmed<'a>(old: Range<usize>, before: &[&'a str], now: &str) -> Block<'a> {
    let after: Vec<&str> = now.split_inclusive('\n').collect();
    let head = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let most = before.len().min(after.len()) - head;
    let tail = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    Block {
        old: old.start + head..old.end - tail,
        removed: before[head..before.len() - tail].to_vec(),
        added: after[head..after.len() - tail].iter().map(|line| (*line).to_owned()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(first: &str, changes: &[(Range<usize>, &str)]) -> String {
        let mut edits = Edits::default();
        for (range, with) in changes.iter().rev() {
            edits.add(range.clone(), with);
        }
        diff("a.toml", first, &edits)
    }

    #[test]
    fn changes_far_apart_have_a_hunk_each() {
        let first: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let at = |n: usize| first.find(&format!("line {n}\n")).expect("it is there");
        let said = of(&first, &[(at(2)..at(2) + 4, "LINE"), (at(4)..at(5), ""), (at(18)..at(18), "new\n")]);
        assert_eq!(
            said,
            "--- a/a.toml\n+++ b/a.toml\n@@ -1,7 +1,6 @@\n line 1\n-line 2\n+LINE 2\n line 3\n-line 4\n line 5\n line 6\n line 7\n\
             @@ -15,6 +14,7 @@\n line 15\n line 16\n line 17\n+new\n line 18\n line 19\n line 20\n"
        );
    }

    #[test]
    fn the_end_of_a_file_is_told_of() {
        let said = of("a = 1", &[(4..5, "2")]);
        assert_eq!(
            said,
            "--- a/a.toml\n+++ b/a.toml\n@@ -1 +1 @@\n-a = 1\n\\ No newline at end of file\n+a = 2\n\\ No newline at end of file\n"
        );
        assert_eq!(of("", &[(0..0, "x\n")]), "--- a/a.toml\n+++ b/a.toml\n@@ -0,0 +1 @@\n+x\n");
        assert_eq!(of("a\n", &[]), "");
    }
}
