//! Days, months and years.

use std::fmt;

/// A day, or a month, or a year of the Gregorian calendar, as precise as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Gregorian, 1 to 9999.
    pub year: i16,
    /// 1–12.
    pub month: Option<u8>,
    /// 1–31, only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// A full date.
    pub fn day(year: i16, month: u8, day: u8) -> Date {
        Date { year, month: Some(month), day: Some(day) }
    }

    /// Reads `2026-12-31`, `2026-12` or `2026`; `None` if it is not a valid date.
    pub fn parse(text: &str) -> Option<Date> {
        let digits = |part: &str, len: usize| -> Option<i16> {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2).ok_or(())).transpose().ok()?;
        let day = parts.next().map(|part| digits(part, 2).ok_or(())).transpose().ok()?;
        if parts.next().is_some() || year == 0 {
            return None;
        }
        let narrow = |n: i16| u8::try_from(n).ok();
        let date = Date { year, month: month.and_then(narrow), day: day.and_then(narrow) };
        date.first_day()?;
        Some(date)
    }

    /// The day that is meant by a date in another notation: `29.11.2026`, `2026/11/29`, `2026-1-5`. `None` if there is
    /// no such day, or if day and month could be either: `3/4/2026`.
    pub fn from_other_notation(text: &str) -> Option<Date> {
        let (separator, parts) = numeric_parts(text)?;
        let [first, second, third] = parts;
        let (year, month, day) = if parts[0].len() == 4 {
            (first, second, third)
        } else {
            let over_twelve = |part: &str| part.parse::<u8>().is_ok_and(|number| number > 12);
            match (over_twelve(first), over_twelve(second)) {
                _ if separator == '.' || first == second => (third, second, first),
                (true, false) => (third, second, first),
                (false, true) => (third, first, second),
                _ => return None,
            }
        };
        Date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
    }

    /// Whether a text has the form of a day in any notation: `2026-13-40`, `29.11.2026`, `3/4/2026`.
    pub fn looks_like_day(text: &str) -> bool {
        numeric_parts(text).is_some()
    }

    /// Whether `day` is in the month or year that this is, or is this day.
    pub fn covers(self, day: Date) -> bool {
        self.year == day.year
            && (self.month.is_none() || self.month == day.month)
            && (self.day.is_none() || self.day == day.day)
    }

    /// The first of the days that this is, in full.
    pub fn first(self) -> Date {
        Date::day(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last of the days that this is, in full.
    pub fn last(self) -> Date {
        let month = self.month.unwrap_or(12);
        let end = (28..=31).rev().map(|day| Date::day(self.year, month, day)).find(|day| day.first_day().is_some());
        self.day.map_or(end.unwrap_or(self.first()), |day| Date::day(self.year, month, day))
    }

    fn first_day(self) -> Option<jiff::civil::Date> {
        let narrow = |n: u8| i8::try_from(n).ok();
        jiff::civil::Date::new(self.year, narrow(self.month.unwrap_or(1))?, narrow(self.day.unwrap_or(1))?).ok()
    }

    /// Days from `self` to `later`, each taken at its first day; negative where `later` is earlier.
    pub fn days_until(self, later: Date) -> i64 {
        match (self.first_day(), later.first_day()) {
            (Some(a), Some(b)) => i64::from((b - a).get_days()),
            _ => 0,
        }
    }
}

/// The separator and the three numbers of what has the form of a day: four digits for a year, first or last.
fn numeric_parts(text: &str) -> Option<(char, [&str; 3])> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: [&str; 3] = text.split(separator).collect::<Vec<_>>().try_into().ok()?;
    let [first, second, third] = parts.map(str::len);
    let lengths = (1..=2).contains(&second) && matches!((first, third), (4, 1..=2) | (1..=2, 4));
    (lengths && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))).then_some((separator, parts))
}

/// ISO 8601, as precise as the date is: what `<time datetime>`, JSON and CSV hold.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// Since or until when something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// A day, a month or a year.
    Date(Date),
    /// Any text that is not a date: `2.4`, `iOS 18`.
    Version(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_other_notations_are_recognized() {
        let day = |text| Date::from_other_notation(text).map(|date| date.to_string());
        for text in ["29.11.2026", "29/11/2026", "11/29/2026", "2026/11/29", "2026.11.29", "29-11-2026"] {
            assert_eq!(day(text).as_deref(), Some("2026-11-29"), "{text}");
        }
        assert_eq!(day("2026-1-5").as_deref(), Some("2026-01-05"));
        assert_eq!(day("5.1.2026").as_deref(), Some("2026-01-05"));
        for text in ["3/4/2026", "2026-13-01", "31.2.2026", "4.2.1", "2026-11", "1.2.3.2026", "29.11/2026", ""] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
