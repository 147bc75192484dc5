//! A progress bar, if standard error is a terminal.

use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::interrupt::Interrupt;

/// A progress bar.
pub(super) struct Bar(ProgressBar);

impl Default for Bar {
    /// The progress of a build.
    fn default() -> Bar {
        Bar::of("{bar:32} {pos}/{len} pages, {eta} left")
    }
}

impl Bar {
    /// The progress of link checks.
    pub(super) fn of_links() -> Bar {
        Bar::of("{bar:32} {pos}/{len} links, {elapsed}")
    }

    fn of(template: &str) -> Bar {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━━╌"));
        }
        Bar(bar)
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// A build that shows its progress, and stops when it is interrupted.
pub(super) struct BuildProgress<'a> {
    bar: &'a Bar,
    interrupt: &'a Interrupt,
    /// Files are being written.
    writing: AtomicBool,
}

impl BuildProgress<'_> {
    pub(super) fn new<'a>(bar: &'a Bar, interrupt: &'a Interrupt) -> BuildProgress<'a> {
        BuildProgress { bar, interrupt, writing: AtomicBool::new(false) }
    }
}

impl mizan_engine::Progress for BuildProgress<'_> {
    fn pages(&self, total: usize) {
        self.bar.0.set_length(total as u64);
    }

    fn page(&self) {
        self.bar.0.inc(1);
    }

    fn writing(&self) {
        if !self.writing.swap(true, Ordering::Relaxed) {
            self.interrupt.begin();
        }
    }

    fn is_interrupted(&self) -> bool {
        self.interrupt.is_received()
    }
}

impl Drop for BuildProgress<'_> {
    fn drop(&mut self) {
        if *self.writing.get_mut() {
            self.interrupt.end();
        }
    }
}

impl mizan_links::Progress for Bar {
    fn links(&self, total: usize) {
        self.0.set_length(total as u64);
    }

    fn link(&self) {
        self.0.inc(1);
    }
}
