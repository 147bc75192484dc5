//! A bar on a terminal, nothing elsewhere: the closing lines say it all.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far the build has come.
pub(super) struct Bar(ProgressBar);

impl Default for Bar {
    /// Draws on standard error, if that is a terminal.
    fn default() -> Bar {
        Bar::of("{bar:32} {pos}/{len} pages, {eta} left")
    }
}

impl Bar {
    /// Of links that are asked for.
    pub(super) fn of_links() -> Bar {
        Bar::of("{bar:32} {pos}/{len} links asked for, {elapsed}")
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
