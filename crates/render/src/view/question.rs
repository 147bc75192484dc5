//! The chooser: questions, answers, and the reasons for a result.

use super::Html;
use super::row::SaidView;

view! {
    /// A question of the chooser.
    pub struct QuestionView {
        /// Unique in the guide.
        pub id: String,
        /// In the page's language where it has one.
        pub text: Html,
        /// Several answers may be ticked.
        pub multiple: bool,
        /// In the author's order.
        pub answers: Vec<AnswerView>,
    }
}

view! {
    /// An answer of the chooser, and what ticking it does to each tier.
    pub struct AnswerView {
        /// Unique in the question.
        pub id: String,
        /// In the page's language where it has one.
        pub text: Html,
        /// From 1, over all questions of the guide and what may be needed: ties an answer to its reasons.
        pub number: usize,
        /// Indexes (from 1) of tiers that it rules out, as words: `"1 2"`.
        pub rules_out: String,
        /// Indexes of tiers that fit with a reservation.
        pub reservation: String,
        /// Indexes of tiers of which it is not known whether they fit.
        pub unknown: String,
        /// It requires something. Where no ticked answer does, nothing is proven of any tier.
        pub requires: bool,
        /// What it requires, by tier: the rows that decide.
        pub reasons: Vec<ReasonView>,
    }
}

view! {
    /// A row that decides how a tier meets an answer.
    pub struct ReasonView {
        /// Of the tier, from 1 in column order.
        pub tier: usize,
        /// `fits`, `reservation`, `unknown` or `out`
        pub effect: &'static str,
        /// The cell's state.
        pub state: &'static str,
        /// The row's id, which is its fragment on the guide's page.
        pub id: String,
        /// The row's name.
        pub row: Html,
        /// The tier's value there: its first statement.
        pub cell: Html,
        /// For a reservation, and for what rules it out: all statements, any of which may be the cause.
        pub said: Vec<SaidView>,
    }
}
