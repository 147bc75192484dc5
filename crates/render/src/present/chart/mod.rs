//! The geometry of charts: from numbers to lengths and marks. Pure functions, which know neither words, nor HTML,
//! nor which way a page runs: everything is measured from the inline start.

pub(super) mod areas;
pub(super) mod bars;
pub(super) mod marks;
