//! Where diagnostics are collected, and the proof that an error is among them.
//!
//! A value that cannot be read carries a [`Reported`] in place of its content. Code that meets one stays silent: the
//! error is already in the list. Only a sink makes the token, so no value can be invalid without a message.

use std::cell::RefCell;

use super::{Diagnostic, Diagnostics, Severity, Suppressions};

/// Proof that an error was reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reported(());

impl Diagnostics {
    /// Adds `diagnostic` as an error.
    pub fn report(&mut self, diagnostic: Diagnostic) -> Reported {
        self.push(Diagnostic { severity: Severity::Error, ..diagnostic });
        Reported(())
    }
}

/// The diagnostics and suppressions of reading, in addition to the value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "diagnostics that are dropped are never shown"]
pub struct Findings {
    /// The errors and warnings that were met, in order.
    pub diagnostics: Diagnostics,
    /// The parts that could not be read, which the diagnostics explain.
    pub suppressions: Suppressions,
}

impl Findings {
    /// Adds what another part found: its diagnostics at the end.
    pub fn append(&mut self, other: Findings) {
        self.diagnostics.append(other.diagnostics);
        self.suppressions.append(other.suppressions);
    }
}

/// Where the stages of one file put what they find; not shared between threads.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: RefCell<Diagnostics>,
    suppressions: RefCell<Suppressions>,
}

impl Sink {
    /// Adds `diagnostic`, of whatever severity.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    /// Adds `diagnostic` as an error, for a value that cannot be used because of it.
    pub fn report(&self, diagnostic: Diagnostic) -> Reported {
        self.diagnostics.borrow_mut().report(diagnostic)
    }

    /// Adds `diagnostics`; the proof, if there is an error among them.
    pub fn append(&self, diagnostics: Diagnostics) -> Option<Reported> {
        let reported = diagnostics.has_errors().then_some(Reported(()));
        self.diagnostics.borrow_mut().append(diagnostics);
        reported
    }

    /// Notes what could not be read.
    pub fn suppress(&self, note: impl FnOnce(&mut Suppressions)) {
        note(&mut self.suppressions.borrow_mut());
    }

    /// Queries what could not be read so far.
    pub fn unread<T>(&self, ask: impl FnOnce(&Suppressions) -> T) -> T {
        ask(&self.suppressions.borrow())
    }

    /// The diagnostics, without what they suppress.
    pub fn into_diagnostics(self) -> Diagnostics {
        self.diagnostics.into_inner()
    }

    /// Everything that was found: the diagnostics, and what they suppress.
    pub fn into_findings(self) -> Findings {
        Findings { diagnostics: self.diagnostics.into_inner(), suppressions: self.suppressions.into_inner() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn a_reported_diagnostic_is_an_error() {
        let sink = Sink::default();
        sink.report(Diagnostic::warning(Code::StrayFile, "a"));
        assert!(sink.into_diagnostics().has_errors());
    }

    #[test]
    fn warnings_prove_no_error() {
        let sink = Sink::default();
        assert_eq!(sink.append(vec![Diagnostic::warning(Code::StrayFile, "a")].into()), None);
        assert!(sink.append(vec![Diagnostic::error(Code::DeadLink, "a")].into()).is_some());
    }
}
