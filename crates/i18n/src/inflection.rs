//! The form of a unit's words that fits the words around them: «جهازان», and after a preposition «جهازين».
//!
//! CLDR has the forms of units by grammatical case (UTS #35, part 6, Grammatical Features), and so do authors: a unit may
//! have a table for a case beside its plural forms, and a message names the case of a placeholder, `{value:genitive}`.
//! icu knows neither, so this is done here.

use icu::plurals::PluralOperands;

use super::messages::{form, has_place};
use super::plurals::Plurals;
use mizan_model::{GrammaticalCase, Plural, PluralCategory, Prose};

/// The case that a text requires of a value in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Government {
    /// None: the value is in the nominative.
    #[default]
    Free,
    /// A case that the text names.
    Case(GrammaticalCase),
    /// Words before the value may require one, and the text does not name it.
    Unclear,
}

/// What the text around a value requires of its form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Inflection {
    pub government: Government,
    /// A bound is around the value: 0 is a digit there, for no language has "more than no devices".
    pub bounded: bool,
}

impl Inflection {
    /// In the case of this name; the nominative where it is none.
    pub(crate) fn in_case(self, case: Option<GrammaticalCase>) -> Inflection {
        match case {
            Some(GrammaticalCase::NOMINATIVE) => Inflection { government: Government::Free, ..self },
            Some(case) => Inflection { government: Government::Case(case), ..self },
            None => self,
        }
    }
}

/// A unit's words, and those that differ in a case.
#[derive(Clone, Copy)]
pub(super) struct Forms<'a> {
    pub nominative: &'a Plural,
    pub in_case: Option<&'a Plural>,
    pub rules: &'a Plurals,
    /// The language of the words is Arabic.
    pub arabic: bool,
}

impl<'a> Forms<'a> {
    /// The words for one number.
    ///
    /// A number that is in the words ("two devices" in one) has no other case than theirs, so where a case is required
    /// and has no form, the number is written in digits instead: «أكثر من 2 جهاز» is plain, «أكثر من جهازان» is wrong.
    pub(crate) fn counted(self, count: Option<PluralOperands>, inflection: Inflection) -> Option<&'a Prose> {
        let prose = form(self.nominative, self.rules, count)?;
        let category = count.map_or(PluralCategory::Other, |count| self.rules.category(count));
        let in_digits = || form(self.nominative, self.rules, None).filter(|other| has_place(other)).or(Some(prose));
        let governed = inflection.government != Government::Free;
        if !has_place(prose) && (inflection.bounded || governed) && count == Some(PluralOperands::from(0_u64)) {
            return in_digits();
        }
        match inflection.government {
            Government::Free => Some(prose),
            Government::Case(case) => match self.in_case.and_then(|forms| forms.exact(category)) {
                Some(form) if has_place(form) || !has_place(prose) => Some(form),
                _ if has_place(prose) || self.is_same_in(case, category) => Some(prose),
                _ => in_digits(),
            },
            Government::Unclear if self.arabic && category == PluralCategory::Two && !has_place(prose) => in_digits(),
            Government::Unclear => Some(prose),
        }
    }

    /// The words for a range whose ends are of these categories; `None` for words that have a number in them.
    pub(crate) fn range(
        self,
        ends: Option<(PluralOperands, PluralOperands)>,
        inflection: Inflection,
    ) -> Option<&'a Prose> {
        let category = ends.map_or(PluralCategory::Other, |(min, max)| {
            self.rules.range(self.rules.category(min), self.rules.category(max))
        });
        let in_case = match inflection.government {
            Government::Case(_) => self.in_case.and_then(|forms| forms.exact(category)),
            _ => None,
        };
        let prose = in_case.filter(|prose| has_place(prose)).or_else(|| self.nominative.form(category))?;
        // Neither a range nor what is below zero can be in the words ("a year").
        if has_place(prose) { Some(prose) } else { form(self.nominative, self.rules, None).or(Some(prose)) }
    }

    /// Whether the words in the nominative are those of another case too. Unvocalized, the Arabic singular has one
    /// form in the nominative and the genitive («جهاز واحد»); the dual has not.
    fn is_same_in(self, case: GrammaticalCase, category: PluralCategory) -> bool {
        self.arabic && case == GrammaticalCase::GENITIVE && category != PluralCategory::Two
    }
}
