//! A table in prose: `{{ table(…) }}`.

use super::Html;

view! {
    /// Some rows and columns of a guide's table.
    pub struct ProseTableView {
        /// From 1, for ids: a page may have several.
        pub number: usize,
        /// Names the guide that the rows are from.
        pub caption: Html,
        /// How many columns it has, 9 where it has more.
        pub width: usize,
        /// It has more columns than a phone shows, and may have to scroll.
        pub scrolls: bool,
        /// The names of its tiers.
        pub columns: Vec<Html>,
        /// In the order in which the author names them.
        pub rows: Vec<ProseRowView>,
    }
}

view! {
    /// A row of it.
    pub struct ProseRowView {
        /// Of the feature, which is the id of its row in the guide's table.
        pub id: String,
        /// Of the feature.
        pub name: Html,
        /// One per column.
        pub cells: Vec<ProseCellView>,
    }
}

view! {
    /// A cell of it.
    pub struct ProseCellView {
        /// As the field of that name of a cell.
        pub state: &'static str,
        /// The output of the component `cell`.
        pub html: Html,
    }
}
