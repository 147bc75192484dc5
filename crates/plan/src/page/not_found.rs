//! 404 pages: one in all languages for the host, and one per language.

use super::super::{PageKey, Route};
use super::{Draft, PlannedPage, language_root};
use mizan_model::LangIx;

pub(super) fn plan(draft: &mut Draft, lang: LangIx) {
    let root = language_root(draft.site, lang);
    if root != Route::root() {
        draft.add(PlannedPage { indexed: false, ..PlannedPage::new(PageKey::NotFound, lang, root.file("404.html")) });
    }
}

pub(super) fn plan_root(draft: &mut Draft) {
    draft.add_for_all(PageKey::NotFound, Route::root().file("404.html"));
}
