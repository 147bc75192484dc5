//! The rows of a table: groups, features, cells, and the items of a cell.

use super::chart::BarView;
use super::guide::TierLabel;
use super::{DateView, Html, Plain, Shared};

view! {
    /// A group and its rows. A sub-group comes after its parent, with depth 1.
    pub struct GroupView {
        /// Of the group; unique in the guide.
        pub id: String,
        /// In the page's language where it has one.
        pub name: Html,
        /// For attributes.
        pub name_plain: Plain,
        /// 0, or 1 for a sub-group.
        pub depth: u32,
        /// In row order, children after their parents.
        pub rows: Vec<Shared<RowView>>,
    }
}

view! {
    /// What a row is about.
    pub struct FeatureView {
        /// Also the row's fragment.
        pub id: String,
        /// In the page's language where it has one.
        pub name: Html,
        /// For attributes.
        pub name_plain: Plain,
        /// What the feature is, for readers who want to know.
        pub help: Option<Html>,
        /// The feature's own page elsewhere, absolute.
        pub url: Option<String>,
        /// `support`, `number` …
        pub kind: &'static str,
        /// `key normal detail`
        pub importance: &'static str,
    }
}

view! {
    /// One row of the table, over the tiers shown.
    pub struct RowView {
        /// What it is about.
        pub feature: Shared<FeatureView>,
        /// 0, or deeper under a parent row.
        pub depth: u32,
        /// Equal in all tiers shown (two unknowns are not).
        pub same: bool,
        /// Not the same in all tiers, nor are any two known to differ: too little is known.
        pub undecided: bool,
        /// Where some pairs of tiers are known to differ and others not: those that do, by their indexes
        /// (from 1), as words for a `data-` attribute: `"1-2 2-3"`. What is not known differs from nothing.
        pub differs: String,
        /// In column order.
        pub cells: Vec<Shared<CellView>>,
        /// As `cells`: its numbers on one scale, by the tiers shown. Empty where the row is not drawn.
        pub bars: Vec<Option<BarView>>,
        /// As `cells`, in place of bars where a price changes with the quantity: what one costs over how many are
        /// bought, as the path of an area in a box of 1000 by 300, on scales of all tiers shown.
        pub areas: Vec<Option<String>>,
    }
}

view! {
    /// One cell. `html` is what the component of its type made: whole, isolated, with its notes.
    pub struct CellView {
        /// `yes no partial add-on planned deprecated unknown not-applicable value`
        pub state: &'static str,
        /// The feature's type.
        pub kind: &'static str,
        /// The output of the component `cell`.
        pub html: Html,
        /// The first statement alone, worded: "Yes", "5 devices".
        pub words: Html,
        /// The same without markup and isolates.
        pub text: String,
        /// The best of its row, among the tiers shown, where `better` defines what best is.
        pub best: bool,
        /// `good fair poor`
        pub grade: Option<&'static str>,
        /// All statements; the first is the one compared.
        pub items: Vec<ItemView>,
        /// Set where the cell was taken over from another tier.
        pub inherited: Option<Shared<TierLabel>>,
        /// Set where the cell repeats what is known in the row above it: that row's name.
        pub follows: Option<Html>,
    }
}

view! {
    /// One statement of a cell: what a component of a value type is given, as `item`.
    pub struct ItemView {
        /// As of a cell, of this statement alone.
        pub state: &'static str,
        /// The feature's type.
        pub kind: &'static str,
        /// The statement that is compared, and the best of its row, among the tiers shown.
        pub best: bool,
        /// In which way, where it is: "Lowest" or "Highest", of dates "Earliest" or "Latest". Not of support.
        pub best_word: Option<Html>,
        /// `good fair poor`
        pub grade: Option<&'static str>,
        /// The value in words, without bound, notes and variant: `<bdi>5</bdi> devices`.
        pub value: Html,
        /// With its bound: "more than 5 devices". What is to be printed.
        pub words: Html,
        /// The name of what it is about, where a cell has several statements.
        pub variant: Option<Html>,
        /// Of the statement, in the author's order.
        pub notes: Vec<Html>,
        /// "since 2024", "until version 3", worded.
        pub since: Option<Html>,
        /// As `since`.
        pub until: Option<Html>,
        /// Both, unless it holds now and for good.
        pub when: Option<Html>,
        /// The price of an add-on.
        pub price: Option<Html>,
        /// For steps of money, each worded: "from 51 seats: $17".
        pub steps: Vec<Html>,
        /// How they are counted, worded: all at the price reached, or each at its own.
        pub mode: Option<Html>,
        /// For choices: each option's name.
        pub options: Vec<Html>,
        /// For links.
        pub url: Option<String>,
        /// Those it names itself, else the default ones.
        pub sources: Vec<CitationView>,
        /// The sources are the guide's or tier's default ones.
        pub sources_inherited: bool,
        /// Numbers of the sources that it names itself, worded: "3 and 5".
        pub source_numbers: Option<Html>,
        /// How many numbers that are.
        pub source_count: usize,
        /// The day on which somebody compared the claim with the source.
        pub checked: Option<DateView>,
        /// The day is the guide's or tier's default one.
        pub checked_inherited: bool,
        /// Older than the site allows on its `as_of` day.
        pub stale: bool,
    }
}

view! {
    /// A source that a statement cites.
    pub struct CitationView {
        /// The source's number on the page, from 1.
        pub number: u32,
        /// `#_source-1`
        pub href: String,
        /// The source's title, with its language and direction where they are not the page's.
        pub title: Html,
        /// Of the title, where it is not the page's: BCP 47.
        pub lang: Option<String>,
        /// Of the title, where it is not the page's: `ltr` or `rtl`.
        pub dir: Option<&'static str>,
        /// The place in the source (`section-4`), with the source's URL where it has one.
        pub place: Option<Html>,
        /// The place with the source's title: what a link to it is called where it is read out by itself.
        pub place_plain: Option<Plain>,
        /// The source's URL, absolute, where it has one.
        pub url: Option<String>,
    }
}

view! {
    /// A state that occurs in the table, for the legend.
    pub struct StateView {
        /// As of a cell.
        pub state: &'static str,
        /// The theme's word for it.
        pub name: Html,
    }
}

view! {
    /// A statement in a line.
    pub struct SaidView {
        /// The value with its bound.
        pub words: Html,
        /// The name of what it is about.
        pub variant: Option<Html>,
        /// "Until version 3", where it does not hold now and for good.
        pub when: Option<Html>,
    }
}

impl From<&ItemView> for SaidView {
    fn from(item: &ItemView) -> SaidView {
        SaidView { words: item.words.clone(), variant: item.variant.clone(), when: item.when.clone() }
    }
}
