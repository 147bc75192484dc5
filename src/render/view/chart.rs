//! Charts: what is drawn beside words that say the same.

use super::{CountsView, Html, Shared};

view! {
    /// A number of a row as a length, from the inline start.
    pub struct BarView {
        /// Where it begins, where that is not at zero: `12.5%`.
        pub start: Option<String>,
        /// Where it ends: `62.5%`; `0%` for zero.
        pub end: String,
        /// `sure`, `beyond` (at least so long), `before` (at most so long)
        pub ends: &'static str,
        /// The scale is a whole of which the bar is a part (percentages, ratings), not the row's largest number.
        pub share: bool,
    }
}

view! {
    /// How much of a group each tier has: over its rows of type support.
    pub struct ProfileView {
        /// Of the group.
        pub id: String,
        pub name: Html,
        /// 1 where it stands under the group that it is inside.
        pub depth: u32,
        /// In column order.
        pub counts: Vec<Shared<CountsView>>,
    }
}
