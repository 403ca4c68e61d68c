//! Where a command's answer goes, and what may be done to it there.

use std::{
    fmt,
    io::{self, BufRead, Write},
    time::{Duration, SystemTime},
};

use crate::{
    cli::options::Colors,
    date::Day,
    export::{Ink, Look, Paper},
    library::Environment,
    text::{self, Clean},
};

/// The widest a line of text is made: readers tire over longer ones.
const MOST_COLS: usize = 100;

/// Where a command's answer goes.
pub struct Answer<'a> {
    /// The answer itself.
    pub out: &'a mut dyn Write,
    /// What is said beside it.
    pub err: &'a mut dyn Write,
    /// The columns of the terminal that `out` is; `None` for a file or a pipe.
    pub terminal: Option<usize>,
    /// Whether what is said beside it is seen as it is said, so that a line may
    /// be written over.
    pub watched: bool,
    /// The user's environment.
    pub environment: &'a Environment,
    /// What is written to the command, for those that read it.
    pub input: &'a mut dyn BufRead,
    /// The time since some moment, for those that say how long they took.
    pub clock: &'a dyn Fn() -> Duration,
    /// The day it is, for files that say when they were made.
    pub today: Day,
    /// The time it is.
    pub now: SystemTime,
}

/// What a command came to: the exit status of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Found, or in order.
    Fine,
    /// Nothing found, or faults.
    Nothing,
}

impl From<Status> for u8 {
    fn from(status: Status) -> u8 {
        match status {
            Status::Fine => 0,
            Status::Nothing => 1,
        }
    }
}

/// Whether the environment asks for no colors.
pub fn no_color(environment: &Environment) -> bool {
    environment.get("NO_COLOR").is_some() || environment.get("TERM") == Some("dumb")
}

/// Columns of a progress bar.
const BAR: usize = 30;

/// Returns a bar as long as the share of things that are done, and how many
/// that is.
pub(super) fn bar(done: usize, all: usize, things: &str) -> String {
    let full = BAR * done / all.max(1);
    let (full, rest) = ("━".repeat(full), "─".repeat(BAR.saturating_sub(full)));
    let (done, all) = (text::grouped(done), text::grouped(all));
    format!("{full}{rest} {done} of {all} {things}")
}

impl Answer<'_> {
    /// Returns paper to write the answer on.
    pub(super) fn paper(&mut self, colors: Colors) -> Paper<'_> {
        let look = self.look(colors);
        Paper::new(self.out, look)
    }

    fn look(&self, colors: Colors) -> Look {
        let ink = match colors {
            Colors::Auto => self.terminal.is_some() && !no_color(self.environment),
            Colors::None => false,
            Colors::Ansi16 | Colors::Ansi256 | Colors::True => true,
        };
        Look {
            cols: self.terminal.map(|cols| cols.min(MOST_COLS)),
            ink,
        }
    }

    /// Says one line beside the answer. Whoever closed that channel does not
    /// want to hear it; the answer and its status do not depend on it.
    pub(super) fn say(&mut self, words: &str) {
        self.more(&format!("attache: {words}"));
    }

    /// Shows how far something has come, in place of what was shown before.
    pub(super) fn progress(&mut self, words: &str) {
        if self.watched {
            let words = Clean::verbatim_line(words);
            drop(write!(self.err, "\r\x1b[K{words}"));
            drop(self.err.flush());
        }
    }

    /// Says another line of the same.
    pub(super) fn more(&mut self, words: &str) {
        drop(writeln!(self.err, "{}", Clean::verbatim_line(words)));
    }

    /// Writes pieces in one line.
    pub(super) fn line(&mut self, colors: Colors, pieces: &[(Ink, &str)]) -> io::Result<()> {
        self.paper(colors).line(pieces)
    }
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("terminal", &self.terminal)
            .finish_non_exhaustive()
    }
}
