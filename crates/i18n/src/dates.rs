//! Dates of the Gregorian calendar, as precise as they were written, with the month's long name.

use icu::calendar::{Date as IcuDate, Gregorian};
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{Y, YM, YMD};
use icu::locale::Locale as Tag;

use mizan_model::Date;

#[derive(Debug)]
pub(super) struct Dates {
    year: FixedCalendarDateTimeFormatter<Gregorian, Y>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
}

impl Dates {
    pub(crate) fn new(tag: &Tag) -> Option<Dates> {
        Some(Dates {
            year: FixedCalendarDateTimeFormatter::try_new(tag.into(), Y::long()).ok()?,
            month: FixedCalendarDateTimeFormatter::try_new(tag.into(), YM::long()).ok()?,
            day: FixedCalendarDateTimeFormatter::try_new(tag.into(), YMD::long()).ok()?,
        })
    }

    pub(crate) fn format(&self, date: Date) -> String {
        let first = IcuDate::try_new_gregorian(date.year.into(), date.month.unwrap_or(1), date.day.unwrap_or(1));
        match (first, date.month, date.day) {
            (Ok(first), Some(_), Some(_)) => self.day.format(&first).to_string(),
            (Ok(first), Some(_), None) => self.month.format(&first).to_string(),
            (Ok(first), None, _) => self.year.format(&first).to_string(),
            // No such day: its numbers say more than nothing.
            (Err(_), ..) => date.to_string(),
        }
    }
}
