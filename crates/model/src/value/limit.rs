//! `limit`: a number, or no limit at all.

use std::cmp::Ordering;

use super::raw::Raw;
use super::read::Declaration;
use super::{Decimal, Machine};
use mizan_source::diagnostics::{Code, Diagnostics, did_you_mean};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Number(Decimal),
    Unlimited,
}

impl Limit {
    /// The word for no limit.
    pub const UNLIMITED: &'static str = "unlimited";

    /// `5` or `"unlimited"`.
    pub fn read(raw: &Raw, of: &Declaration<'_>, faults: &mut Diagnostics) -> Option<Limit> {
        match raw.as_str() {
            Some(Limit::UNLIMITED) => Some(Limit::Unlimited),
            Some(word)
                if did_you_mean(word, [Limit::UNLIMITED]).is_some() || word.eq_ignore_ascii_case(Limit::UNLIMITED) =>
            {
                faults.push(of.misfit(raw, "a number or \"unlimited\"").help("did you mean \"unlimited\"?").fix(
                    raw.span,
                    "\"unlimited\"",
                    word.trim().eq_ignore_ascii_case("unlimited"),
                ));
                None
            }
            _ => {
                let number = of.number(raw, None, faults)?;
                if number < Decimal::ZERO {
                    faults.push(
                        of.fault(
                            Code::OutOfRange,
                            raw.span,
                            "a limit is never below zero",
                            format!("{number} stands here"),
                        )
                        .help("write the number that is the most, or \"unlimited\""),
                    );
                    return None;
                }
                Some(Limit::Number(number))
            }
        }
    }

    /// Unlimited is highest.
    pub fn order(&self, other: &Limit) -> Ordering {
        match (self, other) {
            (Limit::Unlimited, Limit::Unlimited) => Ordering::Equal,
            (Limit::Unlimited, _) => Ordering::Greater,
            (_, Limit::Unlimited) => Ordering::Less,
            (Limit::Number(a), Limit::Number(b)) => a.cmp(b),
        }
    }

    pub fn machine(&self) -> Machine {
        match self {
            Limit::Unlimited => Machine::Text("unlimited".to_owned()),
            Limit::Number(number) => Machine::Number(*number),
        }
    }
}
