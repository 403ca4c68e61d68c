//! The terminal's modes, and frames written to it whole.

use std::{
    fmt,
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use crossterm::{
    Command,
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute, queue,
    terminal::{
        self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen,
    },
};
use ratatui::{
    TerminalOptions, Viewport,
    backend::CrosstermBackend,
    layout::{Position, Rect, Size},
};
use rustix::termios::tcgetwinsize;

use crate::app::{self, State};

/// Whether the modes are set; a static, so that a panic in any thread can undo
/// them. Changed and acted on only while standard output is locked, so that no
/// frame is written to a screen that was given back.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is taken while they are set. Changed under the same lock.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// The most cells that are drawn: a terminal that says it has more gets its
/// upper part filled, rather than all memory.
const CELLS: u32 = 1 << 19;

/// The terminal, in the modes of the browser. Dropping it undoes them.
pub(super) struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<Output>>,
    /// Keeps the modes no longer than the terminal, however making one ends.
    _modes: Modes,
}

impl Terminal {
    /// Sets the modes: raw, other screen, pastes in brackets, no cursor, and
    /// the mouse if it is to be taken.
    pub(super) fn enter(mouse: bool) -> io::Result<Terminal> {
        let modes = Modes;
        MOUSE.store(mouse, Ordering::SeqCst);
        set_modes()?;
        // A fixed viewport never asks the terminal for its size or its cursor
        // by itself: the loop says when the size has changed.
        let viewport = Viewport::Fixed(area(size()?));
        let backend = CrosstermBackend::new(Output::default());
        let inner = ratatui::Terminal::with_options(backend, TerminalOptions { viewport })?;
        Ok(Terminal {
            inner,
            _modes: modes,
        })
    }

    /// Sets the modes again after [`leave`], or after somebody else had the
    /// terminal, and makes the next frame a whole one of the size it has now.
    pub(super) fn enter_again(&mut self) -> io::Result<Size> {
        set_modes()?;
        let size = size()?;
        self.resize(size)?;
        Ok(size)
    }

    /// Makes the next frame a whole one, of this size. Never `clear`, which
    /// would ask the terminal for its cursor and wait for the answer.
    pub(super) fn resize(&mut self, size: Size) -> io::Result<()> {
        self.inner.resize(area(size))
    }

    /// Draws a state in one write, between marks that keep a terminal from
    /// showing half of it.
    pub(super) fn draw(&mut self, state: &State) -> io::Result<()> {
        queue!(self.inner.backend_mut(), BeginSynchronizedUpdate)?;
        self.inner.draw(|frame| {
            if let Some(at) = app::draw(state, frame.buffer_mut()) {
                frame.set_cursor_position(at);
            }
        })?;
        queue!(self.inner.backend_mut(), EndSynchronizedUpdate)?;
        Write::flush(self.inner.backend_mut())
    }
}

/// What every frame ends with.
const END: &[u8] = b"\x1b[?2026l";

/// What is written for a frame, kept until it is whole.
#[derive(Debug, Default)]
struct Output {
    frame: Vec<u8>,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    /// Writes the frame if it is whole, for ratatui also flushes in the middle
    /// of one; and unless the screen was given back meanwhile.
    fn flush(&mut self) -> io::Result<()> {
        if !self.frame.ends_with(END) {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        if ENTERED.load(Ordering::SeqCst) {
            out.write_all(&self.frame)?;
            out.flush()?;
        }
        self.frame.clear();
        Ok(())
    }
}

fn set_modes() -> io::Result<()> {
    let mut out = io::stdout().lock();
    ENTERED.store(true, Ordering::SeqCst);
    // Whoever had the terminal while this program was stopped may have left it
    // cooked, of which crossterm would know nothing.
    terminal::disable_raw_mode()?;
    terminal::enable_raw_mode()?;
    execute!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if MOUSE.load(Ordering::SeqCst) {
        execute!(out, Mouse::Taken)?;
    }
    Ok(())
}

/// Takes the mouse, or leaves it to the terminal.
pub(super) fn take_mouse(taken: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    MOUSE.store(taken, Ordering::SeqCst);
    if !ENTERED.load(Ordering::SeqCst) {
        return Ok(());
    }
    execute!(out, if taken { Mouse::Taken } else { Mouse::Left })
}

/// Whose the mouse is. Not crossterm's command, which has every move of the
/// mouse told (mode 1003): that would wake a program that has nothing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mouse {
    /// Ours: buttons (1000) and moves while one is pressed (1002) are told, in
    /// numbers that any screen has room for (1006).
    Taken,
    /// The terminal's.
    Left,
}

impl Command for Mouse {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str(match self {
            Mouse::Taken => "\x1b[?1000h\x1b[?1002h\x1b[?1006h",
            Mouse::Left => "\x1b[?1006l\x1b[?1002l\x1b[?1000l",
        })
    }
}

/// Undoes the modes when it is dropped.
struct Modes;

impl Drop for Modes {
    fn drop(&mut self) {
        leave();
    }
}

/// Undoes the modes, in reverse. Does so once however often it is called, from
/// any thread, and cannot fail: there is nobody left to tell.
pub(super) fn leave() {
    let mut out = io::stdout().lock();
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    if MOUSE.load(Ordering::SeqCst) {
        let _gone = execute!(out, Mouse::Left);
    }
    let _gone = execute!(
        out,
        EndSynchronizedUpdate,
        Show,
        DisableBracketedPaste,
        LeaveAlternateScreen
    );
    let _gone = terminal::disable_raw_mode();
}

/// Returns the terminal's columns and rows; 80 × 24 where it does not know them.
pub(super) fn size() -> io::Result<Size> {
    let told = tcgetwinsize(io::stdout())?;
    Ok(fitting(told.ws_col, told.ws_row))
}

fn fitting(width: u16, height: u16) -> Size {
    if width == 0 || height == 0 {
        return Size {
            width: 80,
            height: 24,
        };
    }
    let most = u16::try_from(CELLS / u32::from(width)).unwrap_or(u16::MAX);
    Size {
        width,
        height: height.min(most),
    }
}

fn area(size: Size) -> Rect {
    Rect::from((Position::ORIGIN, size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_drawn_that_fits_into_memory() {
        for ((width, height), expect) in [
            ((80, 24), (80, 24)),
            ((0, 0), (80, 24)),
            ((1, 1), (1, 1)),
            ((65535, 1), (65535, 1)),
            ((65535, 65535), (65535, 8)),
        ] {
            let size = fitting(width, height);
            assert_eq!((size.width, size.height), expect);
        }
    }

    #[test]
    fn a_frame_is_not_written_to_a_screen_that_is_not_ours() {
        let mut output = Output::default();
        output.write_all(b"half of a frame").unwrap();
        output.flush().unwrap();
        assert_eq!(output.frame, b"half of a frame");
        queue!(output, EndSynchronizedUpdate).unwrap();
        output.flush().unwrap();
        assert!(output.frame.is_empty());
    }
}
