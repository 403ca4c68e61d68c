//! Signals: each sets a mark and rings the bell; the loop does the rest.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    flag, low_level,
};

use crate::shell::wake::Rope;

/// What signals have come.
#[derive(Debug, Default)]
pub(super) struct Signals {
    ended: Arc<AtomicUsize>,
    resized: Arc<AtomicBool>,
    stopped: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
}

impl Signals {
    /// Begins to take signals.
    pub(super) fn take(rope: &Rope) -> io::Result<Signals> {
        let signals = Signals::default();
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&signals.ended), number)?;
        }
        flag::register(SIGWINCH, Arc::clone(&signals.resized))?;
        flag::register(SIGTSTP, Arc::clone(&signals.stopped))?;
        flag::register(SIGCONT, Arc::clone(&signals.continued))?;
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT] {
            low_level::pipe::register(signal, rope.pipe()?)?;
        }
        Ok(signals)
    }

    /// Returns the number of the signal that asks to end, if one came.
    pub(super) fn ended(&self) -> Option<u8> {
        u8::try_from(self.ended.load(Ordering::Relaxed))
            .ok()
            .filter(|&number| number > 0)
    }
    /// Whether the terminal's size changed since last asked.
    pub(super) fn resized(&self) -> bool {
        self.resized.swap(false, Ordering::Relaxed)
    }
    /// Whether the program was asked to stop since last asked.
    pub(super) fn stopped(&self) -> bool {
        self.stopped.swap(false, Ordering::Relaxed)
    }
    /// Whether the program was continued since last asked.
    pub(super) fn continued(&self) -> bool {
        self.continued.swap(false, Ordering::Relaxed)
    }
}

/// Stops the program as Ctrl-Z does; returns when it is continued.
pub(super) fn stop() -> io::Result<()> {
    low_level::emulate_default_handler(SIGTSTP)
}
