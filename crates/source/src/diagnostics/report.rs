//! What the renderings share: order, the limit of similar diagnostics, and the summary.

use std::collections::{BTreeSet, HashMap};

use super::{Code, Diagnostic, Diagnostics, Severity};
use crate::{SourceId, SourceMap};

/// The number of messages of one code about one file that are shown to people; the rest are counted. Programs get them
/// all.
pub const SHOWN: usize = 100;

/// The diagnostics by file, place and code, each once.
pub(super) fn sorted<'a>(diagnostics: &'a Diagnostics, sources: &SourceMap) -> Vec<&'a Diagnostic> {
    let mut list: Vec<&Diagnostic> = diagnostics.iter().collect();
    let key = |d: &&'a Diagnostic| {
        let place = d.primary.as_ref().map(|label| (sources.path(label.span.source), label.span.start));
        (place, d.code, d.message.as_str())
    };
    list.sort_by(|a, b| key(a).cmp(&key(b)));
    list.dedup();
    list
}

/// One entry of what is shown to people.
pub(super) enum Shown<'a> {
    One(&'a Diagnostic),
    /// More diagnostics of a code and file, which are not shown.
    More {
        code: Code,
        source: Option<SourceId>,
        count: usize,
    },
}

/// The first [`SHOWN`] of `list` for each code and file; the rest are replaced by their number.
pub(super) fn capped<'a>(list: &[&'a Diagnostic]) -> Vec<Shown<'a>> {
    let kind = |d: &Diagnostic| (d.code, d.primary.as_ref().map(|label| label.span.source));
    let mut totals: HashMap<(Code, Option<SourceId>), usize> = HashMap::new();
    for diagnostic in list {
        *totals.entry(kind(diagnostic)).or_default() += 1;
    }
    let mut seen: HashMap<(Code, Option<SourceId>), usize> = HashMap::new();
    let mut shown = Vec::new();
    for diagnostic in list {
        let (code, source) = kind(diagnostic);
        let seen = seen.entry((code, source)).or_default();
        *seen += 1;
        if *seen <= SHOWN {
            shown.push(Shown::One(diagnostic));
        }
        let total = totals.get(&(code, source)).copied().unwrap_or_default();
        if *seen == SHOWN && total > SHOWN {
            shown.push(Shown::More { code, source, count: total - SHOWN });
        }
    }
    shown
}

/// "3 errors and 1 warning in 2 files; 2 can be fixed by `mizan check --fix`"; empty if there are no diagnostics.
pub fn summary(diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    let list = sorted(diagnostics, sources);
    let errors = list.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = list.len() - errors;
    let files: BTreeSet<_> = list.iter().filter_map(|d| d.primary.as_ref().map(|label| label.span.source)).collect();
    let parts: Vec<String> = [(errors, "error"), (warnings, "warning")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, one)| counted(n, one))
        .collect();
    let mut line = parts.join(" and ");
    if !files.is_empty() && !line.is_empty() {
        line.push_str(&format!(" in {}", counted(files.len(), "file")));
    }
    let fixable = list.iter().filter(|d| d.fix.as_ref().is_some_and(|fix| fix.applicability.is_safe())).count();
    if fixable > 0 {
        line.push_str(&format!("; {} can be fixed with `mizan check --fix`", grouped(fixable)));
    }
    line
}

/// "1 file", "2,500 files".
pub(super) fn counted(n: usize, one: &str) -> String {
    format!("{} {one}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// `79900` as `79,900`.
pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        let written: Vec<String> = [0, 7, 999, 1_000, 79_900, 1_234_567].into_iter().map(grouped).collect();
        assert_eq!(written, ["0", "7", "999", "1,000", "79,900", "1,234,567"]);
    }
}
