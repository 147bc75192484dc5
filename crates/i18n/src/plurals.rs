//! Plural categories (UTS #35, part 3, Language Plural Rules).

use icu::locale::Locale as Tag;
use icu::plurals::{PluralCategory as Icu, PluralOperands, PluralRules, PluralRulesWithRanges};

use mizan_model::{Decimal, PluralCategory};

/// The cardinal rules of one language.
#[derive(Debug)]
pub(super) struct Plurals(PluralRulesWithRanges<PluralRules>);

impl Plurals {
    pub(crate) fn new(tag: &Tag) -> Option<Plurals> {
        PluralRulesWithRanges::try_new_cardinal(tag.into()).ok().map(Plurals)
    }

    /// In CLDR's order.
    pub(crate) fn categories(&self) -> Vec<PluralCategory> {
        let mut categories: Vec<_> = self.0.rules().categories().map(from_icu).collect();
        categories.sort();
        categories
    }

    pub(crate) fn category(&self, operands: PluralOperands) -> PluralCategory {
        from_icu(self.0.rules().category_for(operands))
    }

    /// Numbers that are of the category, as people list them: `1, 21, 31, …`, `2–4, 22–24, …`.
    pub(crate) fn examples(&self, category: PluralCategory) -> String {
        /// Patterns of digits repeat within two hundred.
        const PROBED: u64 = 200;
        let is = |n: u64| self.category(PluralOperands::from(n)) == category;
        let mut ranges: Vec<(u64, u64)> = Vec::new();
        for n in (0..=PROBED).filter(|n| is(*n)) {
            match ranges.last_mut() {
                Some((_, end)) if *end + 1 == n => *end = n,
                _ => ranges.push((n, n)),
            }
        }
        let mut listed: Vec<String> = Vec::new();
        for (start, end) in ranges.iter().take(3) {
            match (*start, *end) {
                (start, PROBED) => listed.extend((start..start + 3).map(|n| n.to_string())),
                (start, end) if start == end => listed.push(start.to_string()),
                (start, end) if start + 1 == end => listed.extend([start.to_string(), end.to_string()]),
                (start, end) => listed.push(format!("{start}–{end}")),
            }
        }
        let open = ranges.len() > 3 || ranges.last().is_some_and(|(_, end)| *end == PROBED);
        if listed.is_empty() {
            listed.extend([1_000, 10_000, 100_000, 1_000_000].into_iter().find(|n| is(*n)).map(|n| format!("{n}, …")));
        } else if open {
            listed.push("…".to_owned());
        }
        if listed.is_empty() {
            let fractions = [(15, 1), (1, 1), (5, 1), (10, 1)].map(|(digits, scale)| Decimal::new(digits, scale));
            let fraction = fractions.into_iter().find(|n| self.category(super::operands(n)) == category);
            listed.extend(fraction.map(|fraction| format!("fractions such as {fraction}")));
        }
        listed.join(", ")
    }

    /// Of a range, by the categories of its ends.
    pub(crate) fn range(&self, start: PluralCategory, end: PluralCategory) -> PluralCategory {
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
