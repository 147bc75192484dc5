//! Plural categories (UTS #35, part 3, Language Plural Rules).

use icu::locale::Locale as Tag;
use icu::plurals::{PluralCategory as Icu, PluralOperands, PluralRules, PluralRulesWithRanges};

use crate::model::PluralCategory;

/// The cardinal rules of one language.
#[derive(Debug)]
pub(super) struct Plurals(PluralRulesWithRanges<PluralRules>);

impl Plurals {
    pub fn new(tag: &Tag) -> Option<Plurals> {
        PluralRulesWithRanges::try_new_cardinal(tag.into()).ok().map(Plurals)
    }

    /// In CLDR's order.
    pub fn categories(&self) -> Vec<PluralCategory> {
        let mut categories: Vec<_> = self.0.rules().categories().map(from_icu).collect();
        categories.sort();
        categories
    }

    pub fn category(&self, operands: PluralOperands) -> PluralCategory {
        from_icu(self.0.rules().category_for(operands))
    }

    /// Of a range, by the categories of its ends.
    pub fn range(&self, start: PluralCategory, end: PluralCategory) -> PluralCategory {
        from_icu(self.0.resolve_range(to_icu(start), to_icu(end)))
    }
}

fn from_icu(category: Icu) -> PluralCategory {
    match category {
        Icu::Zero => PluralCategory::Zero,
        Icu::One => PluralCategory::One,
        Icu::Two => PluralCategory::Two,
        Icu::Few => PluralCategory::Few,
        Icu::Many => PluralCategory::Many,
        Icu::Other => PluralCategory::Other,
    }
}

fn to_icu(category: PluralCategory) -> Icu {
    match category {
        PluralCategory::Zero => Icu::Zero,
        PluralCategory::One => Icu::One,
        PluralCategory::Two => Icu::Two,
        PluralCategory::Few => Icu::Few,
        PluralCategory::Many => Icu::Many,
        PluralCategory::Other => Icu::Other,
    }
}
