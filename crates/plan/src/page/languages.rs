//! `/`: the list of languages.

use super::super::{PageKey, Route};
use super::Draft;

pub(super) fn plan(draft: &mut Draft) {
    if !draft.site.config.default_at_root {
        draft.add_for_all(PageKey::Languages, Route::root());
    }
}
