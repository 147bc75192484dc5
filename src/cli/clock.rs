//! What day it is: the one place where a clock is read, and only diagnostics ever see the answer.

use mizan_model::Date;

/// `--today`, else SOURCE_DATE_EPOCH (reproducible-builds.org: seconds since 1970, UTC), else the
/// day in UTC.
///
/// # Errors
/// A sentence where SOURCE_DATE_EPOCH is no number of seconds.
pub(super) fn today(given: Option<Date>) -> Result<Date, String> {
    if let Some(date) = given {
        return Ok(date);
    }
    let timestamp = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .trim()
            .parse()
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .ok_or_else(|| {
                format!("SOURCE_DATE_EPOCH is `{text}`, which is no number of seconds since 1970; unset it or mend it")
            })?,
        Err(std::env::VarError::NotPresent) => jiff::Timestamp::now(),
        Err(std::env::VarError::NotUnicode(_)) => {
            return Err("SOURCE_DATE_EPOCH is no text; unset it, or write a number of seconds since 1970".to_owned());
        }
    };
    let day = timestamp.to_zoned(jiff::tz::TimeZone::UTC).date();
    Ok(Date { year: day.year(), month: u8::try_from(day.month()).ok(), day: u8::try_from(day.day()).ok() })
}
