//! Days, months and years as authors know them.

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
