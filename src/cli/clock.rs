//! The current day: the only place where the clock is read. Only diagnostics depend on it.

use mizan_model::Date;

/// `--today`, else SOURCE_DATE_EPOCH (reproducible-builds.org: seconds since 1970, UTC), else the
/// day in UTC.
///
/// # Errors
/// A message if SOURCE_DATE_EPOCH is not a number of seconds.
pub(super) fn today(given: Option<Date>) -> Result<Date, String> {
    if let Some(date) = given {
        return Ok(date);
    }
    let timestamp = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            text.trim().parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()).ok_or_else(
                || format!("expected SOURCE_DATE_EPOCH to be a number of seconds since 1970, found `{text}`"),
            )?
        }
        Err(std::env::VarError::NotPresent) => jiff::Timestamp::now(),
        Err(std::env::VarError::NotUnicode(_)) => {
            return Err(
                "expected SOURCE_DATE_EPOCH to be a number of seconds since 1970, found bytes that are not UTF-8"
                    .to_owned(),
            );
        }
    };
    let day = timestamp.to_zoned(jiff::tz::TimeZone::UTC).date();
    Ok(Date { year: day.year(), month: u8::try_from(day.month()).ok(), day: u8::try_from(day.day()).ok() })
}
