//! Timings: of the stages, which run one after the other, and of the steps of the stage "pages". These run in parallel
//! on all threads, so their times are sums.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The steps for a page, and for the guide that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RenderStep {
    /// A guide in a language: prose, cells, exports.
    Prepare,
    /// Making the context of a page's template.
    View,
    Render,
    Minify,
    Stage,
}

const STEPS: [(RenderStep, &str); 5] = [
    (RenderStep::Prepare, "prepare"),
    (RenderStep::View, "view"),
    (RenderStep::Render, "render"),
    (RenderStep::Minify, "minify"),
    (RenderStep::Stage, "stage"),
];

/// Nanoseconds of every step, summed over threads.
#[derive(Debug, Default)]
pub(super) struct Steps([AtomicU64; STEPS.len()]);

impl Steps {
    /// Does `work` and notes how long it took. What waits for other threads is not to be measured: the
    /// waiting thread takes over their work, and it would count twice.
    pub(crate) fn time<T>(&self, step: RenderStep, work: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let done = work();
        let took = u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX);
        if let Some(sum) = self.0.get(step as usize) {
            sum.fetch_add(took, Ordering::Relaxed);
        }
        done
    }

    /// As [`time`](Steps::time), of handing an artifact on.
    pub(crate) fn stage<T>(&self, work: impl FnOnce() -> T) -> T {
        self.time(RenderStep::Stage, work)
    }

    /// The sums, in the order in which a page is made.
    pub(crate) fn sums(&self) -> Vec<(&'static str, Duration)> {
        let sum = |step: RenderStep| self.0.get(step as usize).map_or(0, |sum| sum.load(Ordering::Relaxed));
        STEPS.iter().map(|(step, name)| (*name, Duration::from_nanos(sum(*step)))).collect()
    }
}

/// How long stages took, one after the other.
#[derive(Debug)]
pub(super) struct Timings {
    started: Instant,
    pub done: Vec<(&'static str, Duration)>,
}

impl Default for Timings {
    fn default() -> Timings {
        Timings { started: Instant::now(), done: Vec::new() }
    }
}

impl Timings {
    /// The stage `stage` is done; the next begins.
    pub(crate) fn end(&mut self, stage: &'static str) {
        self.done.push((stage, self.started.elapsed()));
        self.started = Instant::now();
    }
}
