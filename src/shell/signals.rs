//! Signals: each sets a mark and rings the bell; the loop does the rest.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use nix::unistd::{getppid, getsid};
use rustix::process::{Signal, kill_current_process_group};
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

    /// Forgets what was meant for another program: what the keyboard sends goes
    /// to all that run in the terminal, the editor first of all.
    pub(super) fn forget_the_keyboard(&self) {
        for signal in [SIGINT, SIGQUIT] {
            let number = usize::try_from(signal).unwrap_or_default();
            let _other =
                self.ended
                    .compare_exchange(number, 0, Ordering::Relaxed, Ordering::Relaxed);
        }
        self.forget_the_stop();
    }
    /// Forgets that the program was stopped and continued, when that is done.
    pub(super) fn forget_the_stop(&self) {
        self.stopped();
        self.continued();
    }
}

/// Whether somebody would notice that the program has stopped, and could
/// continue it: a shell, not the terminal itself.
///
/// A session that was begun outside of the container has number 0, which
/// rustix takes for impossible; hence nix.
pub(super) fn has_a_shell() -> bool {
    match (getsid(Some(getppid())), getsid(None)) {
        (Ok(shell), Ok(own)) => shell == own,
        _ => false,
    }
}

/// Stops the program and all that runs with it, as Ctrl-Z does: whoever started
/// it and waits, such as `cargo run`, must stop as well or the shell never
/// learns of it. Returns when it is continued.
pub(super) fn stop_all() -> io::Result<()> {
    kill_current_process_group(Signal::TSTP)?;
    stop()
}

/// Stops the program alone; returns when it is continued.
pub(super) fn stop() -> io::Result<()> {
    low_level::emulate_default_handler(SIGTSTP)
}

/// Returns the name of a signal that ends the program.
pub(super) fn name(signal: u8) -> &'static str {
    low_level::signal_name(i32::from(signal)).unwrap_or("a signal")
}
