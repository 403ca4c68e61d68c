//! The terminal's modes, and frames written to it whole.

use std::{
    io::{self, BufWriter, Stdout, Write as _},
    sync::atomic::{AtomicBool, Ordering},
};

use crossterm::{
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
    layout::{Rect, Size},
};

use crate::app::{self, State};

/// Whether the modes are set; a static, so that a panic in any thread can undo them.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// One write a frame needs a buffer that holds it.
const BUFFER: usize = 1 << 16;

/// The terminal, in the modes of the browser. Dropping it undoes them.
pub(super) struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Terminal {
    /// Sets the modes: raw, other screen, pastes in brackets, no cursor.
    pub(super) fn enter() -> io::Result<Terminal> {
        set_modes()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(BUFFER, io::stdout()));
        // A fixed viewport never asks the terminal for its size or its cursor
        // by itself: the loop says when the size has changed.
        let viewport = Viewport::Fixed(Rect::from((ratatui::layout::Position::ORIGIN, size()?)));
        let inner = ratatui::Terminal::with_options(backend, TerminalOptions { viewport })?;
        Ok(Terminal { inner })
    }

    /// Sets the modes again after [`leave`], and makes the next frame a whole one.
    pub(super) fn enter_again(&mut self) -> io::Result<()> {
        set_modes()?;
        self.resize(size()?)
    }

    /// Makes the next frame a whole one, of this size. Never `clear`, which
    /// would ask the terminal for its cursor and wait for the answer.
    pub(super) fn resize(&mut self, size: Size) -> io::Result<()> {
        self.inner
            .resize(Rect::from((ratatui::layout::Position::ORIGIN, size)))
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
        io::Write::flush(self.inner.backend_mut())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// Returns the terminal's columns and rows.
pub(super) fn size() -> io::Result<Size> {
    terminal::size().map(|(width, height)| Size { width, height })
}

fn set_modes() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        Hide
    )
}

/// Undoes the modes, in reverse. Does so once however often it is called, from
/// any thread, and cannot fail: there is nobody left to tell.
pub(super) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _gone = execute!(
        out,
        EndSynchronizedUpdate,
        Show,
        DisableBracketedPaste,
        LeaveAlternateScreen
    );
    let _gone = out.flush();
    let _gone = terminal::disable_raw_mode();
}
