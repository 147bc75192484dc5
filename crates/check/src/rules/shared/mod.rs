//! What several rules have in common.

pub(super) mod chooser_effect;
pub(super) mod claim_dates;
pub(super) mod confusables;
pub(super) mod link_words;
pub(super) mod page_place;
pub(super) mod text_length;

use mizan_model::{Guide, Statement};

/// Every statement of a guide: of its stats, then of its tiers.
pub(super) fn statements(guide: &Guide) -> impl Iterator<Item = &Statement> {
    let cells = guide.cells();
    guide.stats.iter().map(|stat| &stat.cell).chain(cells).flat_map(|cell| &cell.statements)
}

/// Different words of two letters or more that begin with a small one.
pub(super) fn sentence_words(words: &[&str]) -> usize {
    let small = |word: &&&str| word.chars().next().is_some_and(char::is_lowercase) && word.chars().nth(1).is_some();
    words.iter().filter(small).collect::<std::collections::BTreeSet<_>>().len()
}
