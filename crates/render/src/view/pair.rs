//! `pair`: two tiers, compared.

use super::guide::{PairLink, TierLabel, TierView};
use super::row::{CellView, FeatureView, GroupView};
use super::{Html, Shared};

view! {
    /// `pair`
    pub struct PairView {
        /// The tier of the left column.
        pub a: Shared<TierView>,
        /// The tier of the right column.
        pub b: Shared<TierView>,
        /// Of the pair's page, with the base path.
        pub url: String,
        /// "A vs B", worded.
        pub name: Html,
        /// What differs, by group; every row has two cells.
        pub different: Vec<Shared<GroupView>>,
        /// What is the same in both, by group.
        pub same: Vec<Shared<GroupView>>,
        /// Both are known, and whether they differ is not, by group.
        pub incomparable: Vec<Shared<GroupView>>,
        /// At least one of the two is unknown.
        pub unknown: Vec<Shared<GroupView>>,
        /// How many rows differ.
        pub different_count: usize,
        /// How many rows are the same.
        pub same_count: usize,
        /// How many rows cannot be compared, though both are known.
        pub incomparable_count: usize,
        /// How many rows are not known of at least one of the two.
        pub unknown_count: usize,
        /// How many rows the table has.
        pub total: usize,
        /// How many rows of each kind, in a sentence.
        pub summary: Html,
        /// What only one of them has, and what is cheaper, in sentences.
        pub gist: Html,
        /// The reasons for `a`, and those for `b`.
        pub sides: Vec<SideView>,
    }
}

view! {
    /// The reasons for one of two tiers.
    pub struct SideView {
        /// The tier in favor of which they are.
        pub tier: Shared<TierView>,
        /// The tier against which they are.
        pub other: Shared<TierLabel>,
        /// Answers of the chooser that it meets, and the other does not.
        pub answers: Vec<ChosenView>,
        /// Rows in its favor; key rows first.
        pub reasons: Vec<AheadView>,
        /// The tier's pairs with others.
        pub pairs: Vec<Shared<PairLink>>,
    }
}

view! {
    /// An answer of the chooser with its question.
    pub struct ChosenView {
        /// In the page's language where it has one.
        pub question: Html,
        /// In the page's language where it has one.
        pub answer: Html,
    }
}

view! {
    /// A row in favor of one tier and against another.
    pub struct AheadView {
        /// What the row is about.
        pub feature: Shared<FeatureView>,
        /// `has` (and the other lacks it) or `better` (by the row's `better`).
        pub why: &'static str,
        /// The value of the one; `other` has that of the other.
        pub cell: Shared<CellView>,
        /// The other tier's value there.
        pub other: Shared<CellView>,
    }
}
