//! Changes to a text, with positions in the original text.

use std::ops::Range;

/// Replacements in a text, in order, none touching another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits(Vec<Edit>);

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// Of the text as it was first.
    pub range: Range<usize>,
    pub with: String,
}

impl Edits {
    /// Whether the file stays as it was read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.0.iter()
    }

    /// The original place of what is at `at` now.
    pub fn origin(&self, at: usize) -> usize {
        let mut shift = Shift::default();
        for edit in &self.0 {
            let now = shift.now(&edit.range, edit);
            if at < now.start {
                break;
            }
            if at < now.end {
                return edit.range.start;
            }
            shift.pass(edit);
        }
        shift.first(at)
    }

    /// Replaces what is at `range` now.
    pub fn add(&mut self, range: Range<usize>, with: &str) {
        let mut merged = Edit { range: 0..0, with: with.to_owned() };
        let mut start = None;
        let mut kept = Vec::new();
        let mut after = Vec::new();
        let mut shift = Shift::default();
        for edit in std::mem::take(&mut self.0) {
            let now = shift.now(&edit.range, &edit);
            if now.end < range.start {
                shift.pass(&edit);
                kept.push(edit);
            } else if now.start > range.end {
                after.push(edit);
            } else {
                if start.is_none() {
                    start = Some(if now.start <= range.start { edit.range.start } else { shift.first(range.start) });
                    if now.start < range.start {
                        merged.with.insert_str(0, &edit.with[..range.start - now.start]);
                    }
                }
                shift.pass(&edit);
                if now.end > range.end {
                    merged.with.push_str(&edit.with[range.end - now.start..]);
                }
                // The last one that is touched decides where the replaced text ends.
                merged.range.end = if now.end >= range.end { edit.range.end } else { shift.first(range.end) };
            }
        }
        match start {
            Some(start) => merged.range.start = start,
            None => merged.range = shift.first(range.start)..shift.first(range.end),
        }
        kept.push(merged);
        kept.extend(after);
        self.0 = kept;
    }

    /// The text as it is now.
    pub fn apply(&self, first: &str) -> String {
        let mut now = first.to_owned();
        for edit in self.0.iter().rev() {
            now.replace_range(edit.range.clone(), &edit.with);
        }
        now
    }
}

/// How far what follows the edits so far has moved.
#[derive(Clone, Copy, Default)]
struct Shift {
    removed: usize,
    added: usize,
}

impl Shift {
    /// The current place of the replacement of an edit.
    fn now(self, first: &Range<usize>, edit: &Edit) -> Range<usize> {
        let start = first.start + self.added - self.removed;
        start..start + edit.with.len()
    }

    fn first(self, now: usize) -> usize {
        now + self.removed - self.added
    }

    fn pass(&mut self, edit: &Edit) {
        self.removed += edit.range.len();
        self.added += edit.with.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_that_touch_become_one() {
        let mut edits = Edits::default();
        edits.add(2..3, "XYZ");
        edits.add(5..5, "!");
        edits.add(1..3, "-");
        assert_eq!(edits.apply("abcdef"), "a-YZ!def");
        assert_eq!(edits.0.len(), 1);
        assert_eq!(edits.0[0], Edit { range: 1..3, with: "-YZ!".to_owned() });
    }

    #[test]
    fn places_are_led_back() {
        let mut edits = Edits::default();
        edits.add(4..6, "");
        edits.add(1..1, "xx");
        let back: Vec<usize> = (0..8).map(|at| edits.origin(at)).collect();
        assert_eq!(back, [0, 1, 1, 1, 2, 3, 6, 7]);
    }

    proptest! {
        #[test]
        fn together_they_are_what_each_did(
            first in "[a-f]{0,30}",
            changes in proptest::collection::vec((any::<usize>(), 0..6usize, "[A-F]{0,4}"), 0..12),
        ) {
            let mut now = first.clone();
            let mut edits = Edits::default();
            for (at, length, with) in changes {
                let start = at % (now.len() + 1);
                let end = (start + length).min(now.len());
                edits.add(start..end, &with);
                now.replace_range(start..end, &with);
                prop_assert_eq!(edits.apply(&first), now.clone());
                let apart = edits.0.windows(2).all(|two| two[0].range.end < two[1].range.start);
                prop_assert!(apart, "{edits:?}");
            }
        }
    }
}
