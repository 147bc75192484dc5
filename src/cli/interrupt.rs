//! Ctrl-C and the signal that asks a process to end (SIGTERM): a command stops, says so, and leaves nothing behind.
//!
//! While a command only reads, it ends at once. While it writes, [`Interrupt::defer`] lets it finish its change or take
//! it back first; a second signal does not wait for that.

use std::future::Future;
use std::io::{self, IsTerminal};
use std::sync::{Arc, Mutex, PoisonError};

use super::report;

/// Follows the signals of the process.
#[derive(Clone, Debug, Default)]
pub(super) struct Interrupt(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// Changes that are being made.
    deferred: usize,
    received: Option<Signal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signal {
    Interrupt,
    /// Windows has no such signal.
    #[cfg(unix)]
    Terminate,
}

impl Signal {
    /// 128 and the number of the signal, as shells report it.
    fn exit_code(self) -> i32 {
        match self {
            Signal::Interrupt => 130,
            #[cfg(unix)]
            Signal::Terminate => 143,
        }
    }
}

/// A change of files that is being made: a signal waits until this is dropped.
#[derive(Debug)]
pub(super) struct Deferred<'a>(&'a Interrupt);

impl Interrupt {
    /// Follows the signals from now on.
    ///
    /// # Errors
    /// If the system does not allow it; then a signal ends the process as it does any other.
    pub(super) fn listen() -> io::Result<Interrupt> {
        let interrupt = Interrupt::default();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let signals = {
            let _context = runtime.enter();
            signals()?
        };
        let handler = interrupt.clone();
        std::thread::Builder::new().name("mizan-signals".to_owned()).spawn(move || {
            runtime.block_on(async move {
                let mut signals = signals;
                while let Some(signal) = signals.next().await {
                    handler.receive(signal);
                }
            });
        })?;
        Ok(interrupt)
    }

    /// Begins a change of files.
    pub(super) fn defer(&self) -> Deferred<'_> {
        self.begin();
        Deferred(self)
    }

    /// As [`Interrupt::defer`], until [`Interrupt::end`].
    pub(super) fn begin(&self) {
        self.state(|state| state.deferred += 1);
    }

    /// The change is made, or taken back. Ends the process if it was to end meanwhile.
    pub(super) fn end(&self) {
        let signal = self.state(|state| {
            state.deferred = state.deferred.saturating_sub(1);
            state.received.filter(|_| state.deferred == 0)
        });
        if let Some(signal) = signal {
            exit(signal);
        }
    }

    /// Whether the process is to end.
    pub(super) fn is_received(&self) -> bool {
        self.state(|state| state.received.is_some())
    }

    fn receive(&self, signal: Signal) {
        let waits = self.state(|state| state.received.replace(signal).is_none() && state.deferred > 0);
        if !waits {
            exit(signal);
        }
    }

    fn state<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Deferred<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

fn exit(signal: Signal) -> ! {
    // The terminal has shown `^C`, or a progress bar.
    let start = if io::stderr().is_terminal() { "\n" } else { "" };
    report::stderr(&format!("{start}interrupted\n"));
    std::process::exit(signal.exit_code())
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
fn signals() -> io::Result<Signals> {
    use tokio::signal::unix::{SignalKind, signal};
    Ok(Signals { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
}

#[cfg(unix)]
impl Signals {
    /// The next signal.
    async fn next(&mut self) -> Option<Signal> {
        let (mut interrupt, mut terminate) =
            (std::pin::pin!(self.interrupt.recv()), std::pin::pin!(self.terminate.recv()));
        std::future::poll_fn(|context| {
            if let std::task::Poll::Ready(received) = interrupt.as_mut().poll(context) {
                return std::task::Poll::Ready(received.map(|()| Signal::Interrupt));
            }
            terminate.as_mut().poll(context).map(|received| received.map(|()| Signal::Terminate))
        })
        .await
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
fn signals() -> io::Result<Signals> {
    Ok(Signals(tokio::signal::windows::ctrl_c()?))
}

#[cfg(windows)]
impl Signals {
    /// The next signal.
    async fn next(&mut self) -> Option<Signal> {
        self.0.recv().await.map(|()| Signal::Interrupt)
    }
}
