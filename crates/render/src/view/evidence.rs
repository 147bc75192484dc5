//! Sources, and what they are cited for.

use super::row::FeatureView;
use super::{DateView, Html, Shared};

view! {
    /// A source of the guide, as the list of sources has it.
    pub struct SourceView {
        /// As the guide's facts name it; a plain URL is its own id.
        pub id: String,
        /// From 1, the same on every page of the guide.
        pub number: u32,
        /// In the page's language where it has one.
        pub title: Html,
        /// Of the title.
        pub lang: Option<String>,
        /// Of the title: `ltr` or `rtl`, where it is not the page's.
        pub dir: Option<&'static str>,
        /// Who wrote it.
        pub author: Option<Html>,
        /// Who published it.
        pub publisher: Option<Html>,
        /// Absolute.
        pub url: Option<String>,
        /// The host of the URL.
        pub host: Option<String>,
        /// The day on which it was read.
        pub accessed: Option<DateView>,
        /// The URL of a copy in an archive.
        pub archived: Option<String>,
        /// How many claims in cells name it themselves, how many figures do, and how many claims rest on it by default;
        /// worded.
        pub own: u32,
        /// Figures of the guide that name it.
        pub figures: u32,
        /// Claims that rest on it by default.
        pub inherited: u32,
        /// These three counts, worded.
        pub supports: Html,
        /// The rows of the claims that name it, in order.
        pub rows: Vec<Shared<FeatureView>>,
    }
}

view! {
    /// `evidence`, on the pages of a guide: what the claims there are based on.
    pub struct EvidenceView {
        /// Set where every claim rests on one and the same source.
        pub only_source: Option<u32>,
        /// Numbers of the sources that claims without a number of their own rest on.
        pub default_sources: Vec<u32>,
        /// When the oldest of the key claims (of all claims, where none is key) and of the figures on the page was checked,
        /// in a sentence.
        pub checked: Option<Html>,
        /// How many of these claims have no date, in a sentence; `None` if all have one.
        pub undated: Option<Html>,
        /// How many claims are older than the site allows, in a sentence; `None` if it sets no limit.
        pub stale: Option<Html>,
        /// On the guide's page all sources, elsewhere those that something on the page rests on.
        pub sources: Vec<SourceView>,
        /// The guide's other sources, numbered as they are there.
        pub others: Vec<SourceView>,
    }
}
