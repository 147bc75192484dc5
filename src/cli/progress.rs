//! A progress bar, if standard error is a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

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

impl mizan_engine::Progress for Bar {
    fn pages(&self, total: usize) {
        self.0.set_length(total as u64);
    }

    fn page(&self) {
        self.0.inc(1);
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
