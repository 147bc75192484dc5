//! Charts, each next to text of the same meaning.

use super::{CountsView, Html, Shared};

view! {
    /// A number of a row as a length, from the inline start.
    pub struct BarView {
        /// Its start, if that is not at zero: `12.5%`.
        pub start: Option<String>,
        /// Where it ends: `62.5%`; `0%` for zero.
        pub end: String,
        /// `sure`, `beyond` (at least so long), `before` (at most so long)
        pub ends: &'static str,
        /// Where the sign ends by which one that is at least so long goes on.
        pub beyond: Option<String>,
        /// The scale is a whole of which the bar is a part (percentages, ratings), not the row's largest number.
        pub share: bool,
    }
}

view! {
    /// How much of a group each tier has: over its rows of type support.
    pub struct ProfileView {
        /// Of the group.
        pub id: String,
        /// Of the group.
        pub name: Html,
        /// 1 where it is shown under the group that contains it.
        pub depth: u32,
        /// In column order.
        pub counts: Vec<Shared<CountsView>>,
    }
}

view! {
    /// Where each answer to a question leads.
    pub struct PathsView {
        /// In the page's language where it has one.
        pub question: Html,
        /// In the author's order.
        pub answers: Vec<PathView>,
    }
}

view! {
    /// Where an answer leads, taken alone.
    pub struct PathView {
        /// In the page's language where it has one.
        pub answer: Html,
        /// All tiers, in column order; none where the answer requires nothing.
        pub stops: Vec<StopView>,
        /// "Start with B.", worded.
        pub first: Html,
        /// Of the other tiers, in sentences: "Also does it: C. Falls short: A."
        pub rest: Option<Html>,
    }
}

view! {
    /// How a tier meets an answer.
    pub struct StopView {
        /// Of the tier, from 1.
        pub index: usize,
        /// `fits`, `reservation`, `unknown` or `out`
        pub effect: &'static str,
        /// The first that fits.
        pub first: bool,
    }
}
