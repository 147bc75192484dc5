//! The geometry of charts: from numbers to lengths and marks. Pure functions, independent of text, HTML and the
//! direction of the page: everything is measured from the inline start.

pub(super) mod areas;
pub(super) mod bars;
pub(super) mod marks;
