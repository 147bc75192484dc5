//! Numbers, percentages and CLDR's compact numbers, in the digits of a numbering system
//! (UTS #35, part 3).

use icu::decimal::input::Decimal as Fixed;
use icu::decimal::{CompactDecimalFormatter, DecimalFormatter};
use icu::experimental::dimension::percent::formatter::PercentFormatter;
use icu::locale::Locale as Tag;
use icu::plurals::PluralOperands;

use super::affixes::{Affixes, replace_mark};
use mizan_model::Decimal;

/// CLDR's numbering systems that have ten digits each, the frequent ones first.
pub(super) const NUMBERING_SYSTEMS: &[&str] = &[
    "latn", "arab", "arabext", "deva", "beng", "thai", "mymr", "adlm", "ahom", "bali", "bhks", "brah", "cakm", "cham",
    "diak", "fullwide", "gara", "gong", "gonm", "gujr", "gukh", "guru", "hanidec", "hmng", "hmnp", "java", "kali",
    "kawi", "khmr", "knda", "krai", "lana", "lanatham", "laoo", "lepc", "limb", "mathbold", "mathdbl", "mathmono",
    "mathsanb", "mathsans", "mlym", "modi", "mong", "mroo", "mtei", "mymrepka", "mymrpao", "mymrshan", "mymrtlng",
    "nagm", "newa", "nkoo", "olck", "onao", "orya", "osma", "outlined", "rohg", "saur", "segment", "shrd", "sind",
    "sinh", "sora", "sund", "sunu", "takr", "talu", "tamldec", "telu", "tibt", "tirh", "tnsa", "tols", "vaii", "wara",
    "wcho",
];

/// The formatters of one language.
#[derive(Debug)]
pub(super) struct Numbers {
    decimal: DecimalFormatter,
    compact: CompactDecimalFormatter,
    /// Around the digits of a percentage, and of one below zero.
    percent: [Affixes; 2],
    pub digits: [char; 10],
    /// Between groups of digits, and before a fraction.
    pub separators: Separators,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Separators {
    pub group: String,
    pub decimal: String,
}

impl Numbers {
    pub(crate) fn new(tag: &Tag, numbering_system: &str) -> Option<Numbers> {
        let decimal = DecimalFormatter::try_new(tag.into(), Default::default()).ok()?;
        let compact = CompactDecimalFormatter::try_new_long(tag.into(), Default::default()).ok()?;
        let percent = PercentFormatter::try_new(tag.into(), Default::default()).ok()?;
        let digits = digits(&decimal)?;
        let minus = Affixes::of(&decimal.format(&Fixed::from(-1)).to_string(), &digits).before;
        // icu picks the signs of a percentage by locale, not by digits; CLDR has them by numbering system.
        let percent = [1, -1].map(|sample| {
            let affixes = Affixes::of(&percent.format(&Fixed::from(sample)).to_string(), &digits);
            affixes.map(|text| {
                let text = replace_mark(text, &['-', '\u{2212}'], &minus);
                match numbering_system {
                    "arab" => replace_mark(&text, &['%', '\u{66a}'], "\u{66a}\u{61c}"),
                    "arabext" => replace_mark(&text, &['%', '\u{66a}'], "\u{66a}"),
                    _ => text,
                }
            })
        });
        let between = |sample: Fixed| Affixes::inside(&decimal.format(&sample).to_string(), &digits);
        let mut half = Fixed::from(5);
        half.multiply_pow10(-1);
        let separators = Separators { group: between(Fixed::from(1_234_567)), decimal: between(half) };
        Some(Numbers { decimal, compact, percent, digits, separators })
    }

    pub(crate) fn number(&self, number: &Decimal) -> String {
        self.decimal.format(&fixed(number)).to_string()
    }

    pub(crate) fn percent(&self, number: &Decimal) -> String {
        self.percent[usize::from(number.is_sign_negative() && !number.is_zero())].around(&self.number(&number.abs()))
    }

    /// Rounded as ECMA-402 rounds compact numbers: to whole ones, below ten to two digits.
    pub(crate) fn compact(&self, number: &Decimal) -> String {
        let (significand, exponent) = self.compacted(number);
        match self.compact.format_with_exponent(&significand, exponent) {
            Ok(text) => text.to_string(),
            // Too great for the exponents that CLDR has words for.
            Err(_) => self.compact.format(&fixed(number)).to_string(),
        }
    }

    /// What decides the plural of a compact number: the digits that are shown, and their exponent.
    pub(crate) fn compact_operands(&self, number: &Decimal) -> PluralOperands {
        let (significand, exponent) = self.compacted(number);
        PluralOperands::from_significand_and_exponent(&significand.absolute, exponent)
    }

    fn compacted(&self, number: &Decimal) -> (Fixed, u8) {
        let mut rounded = fixed(number);
        let mut exponent = 0;
        // Rounding may add a digit (999.9 thousand), and with it reach the next exponent.
        for _ in 0..2 {
            let magnitude = rounded.absolute.nonzero_magnitude_start();
            exponent = self.compact.compact_exponent_for_magnitude(magnitude);
            let last = if magnitude > i16::from(exponent) { i16::from(exponent) } else { magnitude - 1 };
            // Half away from zero, as ECMA-402; icu's own rounding goes to the even digit.
            if rounded.absolute.digit_at(last - 1) >= 5 {
                rounded.expand(last);
            } else {
                rounded.trunc(last);
            }
        }
        rounded.multiply_pow10(-i16::from(exponent));
        rounded.trim_end();
        (rounded, exponent)
    }
}

/// The number as icu takes it, with every digit that was written.
pub(super) fn fixed(number: &Decimal) -> Fixed {
    let mut fixed = Fixed::from(number.mantissa());
    fixed.multiply_pow10(-i16::try_from(number.scale()).unwrap_or(0));
    fixed
}

/// The ten digits that a formatter writes.
pub(super) fn digits(decimal: &DecimalFormatter) -> Option<[char; 10]> {
    let mut digits = ['0'; 10];
    for (n, digit) in (0i32..).zip(&mut digits) {
        *digit = decimal.format(&Fixed::from(n)).to_string().chars().find(|c| c.is_numeric())?;
    }
    Some(digits)
}
