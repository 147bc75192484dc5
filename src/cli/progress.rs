//! A bar on a terminal, nothing elsewhere: the closing lines say it all.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far the build has come.
pub struct Bar(ProgressBar);

impl Bar {
    /// Draws on standard error, if that is a terminal, and only once a second has passed.
    pub fn new(pages: u64) -> Bar {
        let bar = ProgressBar::with_draw_target(Some(pages), ProgressDrawTarget::stderr_with_hz(10));
        if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} pages, {eta} left") {
            bar.set_style(style.progress_chars("━━╌"));
        }
        Bar(bar)
    }

    pub fn advance(&self) {
        self.0.inc(1);
    }

    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
