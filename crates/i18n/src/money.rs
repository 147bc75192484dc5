//! Amounts of money. The place of the currency, its symbol and its separators are CLDR's; the digits
//! are those that were written: a price is never rounded, and never gets cents that were not written.

use icu::decimal::input::Decimal as Fixed;
use icu::experimental::dimension::currency::CurrencyType;
use icu::experimental::dimension::currency::formatter::CurrencyFormatter;
use icu::locale::Locale as Tag;

use super::affixes::{Affixes, split};
use super::numbers::{Numbers, Separators};
use mizan_model::Decimal;

/// How one language writes one currency.
#[derive(Clone, Debug)]
pub(super) struct Currency {
    /// Around the digits of an amount, and of one below zero.
    affixes: [Affixes; 2],
    separators: Separators,
}

impl Currency {
    /// `None` if `code` is not a currency code at all (three letters).
    pub(crate) fn new(tag: &Tag, code: &str, numbers: &Numbers) -> Option<Currency> {
        let currency = CurrencyType::try_from_str(code).ok()?;
        let formatter = CurrencyFormatter::try_new_symbol(tag.into(), currency, Default::default()).ok()?;
        let sample = |n: i32| formatter.format_fixed_decimal(&Fixed::from(n)).to_string();
        let own = |found: String, general: &str| if found.is_empty() { general.to_owned() } else { found };
        let group = if numbers.separators.group.is_empty() {
            String::new()
        } else {
            own(Affixes::inside(&sample(1_234_567), &numbers.digits), &numbers.separators.group)
        };
        // Empty for a currency without a fraction, such as the yen.
        let decimal = own(Affixes::inside(&sample(1), &numbers.digits), &numbers.separators.decimal);
        let affixes = [1, -1].map(|n| Affixes::of(&sample(n), &numbers.digits)).map(held_together);
        Some(Currency { affixes, separators: Separators { group, decimal } })
    }

    pub(crate) fn format(&self, amount: &Decimal, numbers: &Numbers) -> String {
        let text = numbers.number(&amount.abs());
        let (_, number, _) = split(&text, &numbers.digits);
        let affixes = &self.affixes[usize::from(amount.is_sign_negative() && !amount.is_zero())];
        if self.separators == numbers.separators {
            return affixes.around(number);
        }
        let general = &numbers.separators;
        // The fraction first: in some languages both separators are the same sign somewhere.
        let (whole, fraction) = match (amount.scale(), number.rsplit_once(general.decimal.as_str())) {
            (1.., Some((whole, fraction))) => (whole, Some(fraction)),
            _ => (number, None),
        };
        let mut own = match general.group.as_str() {
            "" => whole.to_owned(),
            group => whole.replace(group, &self.separators.group),
        };
        if let Some(fraction) = fraction {
            own.push_str(&self.separators.decimal);
            own.push_str(fraction);
        }
        affixes.around(&own)
    }
}

/// In a right-to-left line the sign of a symbol such as `US$` takes the line's direction, and moves before its own
/// letters: `$US`. A left-to-right mark after it keeps it where it belongs (UAX #9, N1), and changes nothing elsewhere.
fn held_together(mut affixes: Affixes) -> Affixes {
    let after = &mut affixes.after;
    let torn = after.chars().last().is_some_and(is_sign) && after.trim_end_matches(is_sign).ends_with(latin);
    if torn {
        after.push('\u{200e}');
    }
    affixes
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// Whether CLDR names a currency of this ISO 4217 code, in capitals.
pub(super) fn is_currency(code: &str) -> bool {
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) || code == "XXX" {
        return false;
    }
    let english = Tag::from(icu::locale::langid!("en"));
    let Ok(currency) = CurrencyType::try_from_str(code) else {
        return false;
    };
    // A currency without a name is written by its code.
    CurrencyFormatter::try_new_name((&english).into(), currency)
        .is_ok_and(|formatter| !formatter.format_fixed_decimal(&Fixed::from(1)).to_string().contains(code))
}
