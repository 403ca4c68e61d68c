//! What the terminal sends, as messages.

use std::{
    io,
    os::fd::OwnedFd,
    process::Stdio,
    time::{Duration, Instant},
};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use rustix::{
    fs::{Mode, OFlags, open},
    io::fcntl_dupfd_cloexec,
    stdio::dup2_stdin,
    termios::ttyname,
};

use crate::{
    app::Message,
    text::Clean,
    ui::{
        key::{Code, Key, Named},
        mouse::{Mouse, Pointer},
    },
};

/// crossterm reads nothing when asked with no time at all.
const MOMENT: Duration = Duration::from_micros(200);
/// The longest time that is read without drawing.
const FRAME: Duration = Duration::from_millis(40);
/// The most notches of the wheel in a row that are taken at once.
const NOTCHES: usize = 8;
/// After this long, a paste or a key of which only the start has come is told of.
const UNFINISHED: Duration = Duration::from_secs(2);

/// What the terminal sends.
#[derive(Debug)]
pub(super) struct Input {
    /// Standard input as it was given.
    given: OwnedFd,
    /// Since when nothing has come of what was sent.
    unfinished: Option<Instant>,
}

impl Input {
    /// Begins to read standard input, which is a terminal, without waiting.
    ///
    /// crossterm reads on until it has a whole key or paste. From a terminal
    /// that waits, it would never come back from half a paste, and no signal
    /// would end the program. Not to wait is a mode of the open file, which is
    /// shared with the shell; so the terminal is opened once more, for us alone.
    pub(super) fn open() -> io::Result<Input> {
        let given = fcntl_dupfd_cloexec(io::stdin(), 3)?;
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        // Where that cannot be, as in another user's terminal, all else still works.
        if let Ok(name) = ttyname(&given, Vec::new())
            && let Ok(own) = open(name.as_c_str(), flags, Mode::empty())
        {
            dup2_stdin(own)?;
        }
        Ok(Input {
            given,
            unfinished: None,
        })
    }

    /// Returns standard input as it was given, for another program to read.
    pub(super) fn given(&self) -> io::Result<Stdio> {
        Ok(self.given.try_clone()?.into())
    }

    /// Reads what the terminal has sent so far; returns whether it stopped
    /// before the end, because it is time to draw.
    pub(super) fn drain(&mut self, inbox: &mut Vec<Message>) -> io::Result<bool> {
        let (begun, before) = (now(), inbox.len());
        // crossterm may give up too early if it is not let run for a moment:
        // only the second no is believed, lest keys wait there for the next one.
        let mut nothing = 0;
        while nothing < 2 {
            if !event::poll(MOMENT)? {
                nothing += 1;
                continue;
            }
            nothing = 0;
            if let Some(message) = message(&event::read()?) {
                take(inbox, message);
            }
            if FRAME < begun.elapsed() {
                return Ok(true);
            }
        }
        if before < inbox.len() {
            self.unfinished = None;
        } else if UNFINISHED < self.unfinished.get_or_insert(begun).elapsed() {
            let words = "A paste has begun and not ended: paste anything to end it.";
            inbox.push(Message::Notice(Clean::line(words)));
        }
        Ok(false)
    }
}

#[expect(clippy::disallowed_methods, reason = "the shell is where time is told")]
fn now() -> Instant {
    Instant::now()
}

/// Returns what an event means; sizes come with their signal instead.
fn message(event: &Event) -> Option<Message> {
    match event {
        Event::Paste(words) => Some(Message::Paste(words.clone())),
        Event::Key(pressed) if pressed.kind != KeyEventKind::Release => {
            key(pressed).map(Message::Key)
        }
        Event::Mouse(done) => mouse(*done).map(Message::Mouse),
        Event::Key(_) | Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

/// Adds a message. Of a run of drags only the last is kept, for nobody saw the
/// others; of a run of notches of the wheel no more than can be followed, for
/// a touch pad sends them by the hundred.
fn take(inbox: &mut Vec<Message>, message: Message) {
    if let Message::Mouse(mouse) = &message {
        let run = inbox.iter().rev().take(NOTCHES).take_while(|before| {
            matches!(before, Message::Mouse(before) if before.kind == mouse.kind && before.ctrl == mouse.ctrl)
        });
        match (mouse.kind, run.count()) {
            (Pointer::Drag, 1..) => drop(inbox.pop()),
            (Pointer::WheelUp | Pointer::WheelDown, NOTCHES) => return,
            (
                Pointer::Down | Pointer::Up | Pointer::Drag | Pointer::WheelUp | Pointer::WheelDown,
                _,
            ) => (),
        }
    }
    inbox.push(message);
}

/// Returns what was done with the left button or the wheel.
fn mouse(done: MouseEvent) -> Option<Mouse> {
    let kind = match done.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointer::Down,
        MouseEventKind::Drag(MouseButton::Left) => Pointer::Drag,
        MouseEventKind::Up(MouseButton::Left) => Pointer::Up,
        MouseEventKind::ScrollUp => Pointer::WheelUp,
        MouseEventKind::ScrollDown => Pointer::WheelDown,
        MouseEventKind::Down(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Mouse {
        kind,
        column: done.column,
        row: done.row,
        ctrl: done.modifiers.contains(KeyModifiers::CONTROL),
    })
}

fn key(pressed: &KeyEvent) -> Option<Key> {
    let held = |modifier| pressed.modifiers.contains(modifier);
    let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
    let (code, shift) = match pressed.code {
        KeyCode::BackTab => (Code::Named(Named::Tab), true),
        KeyCode::Char(c) => (Code::Char(c), false),
        KeyCode::F(n) => (Code::F(n), held(KeyModifiers::SHIFT)),
        code => (Code::Named(named(code)?), held(KeyModifiers::SHIFT)),
    };
    Some(Key {
        code,
        ctrl,
        alt,
        shift,
    })
}

fn named(code: KeyCode) -> Option<Named> {
    Some(match code {
        KeyCode::Enter => Named::Enter,
        KeyCode::Esc => Named::Esc,
        KeyCode::Tab => Named::Tab,
        KeyCode::Backspace => Named::Backspace,
        KeyCode::Delete => Named::Delete,
        KeyCode::Up => Named::Up,
        KeyCode::Down => Named::Down,
        KeyCode::Left => Named::Left,
        KeyCode::Right => Named::Right,
        KeyCode::PageUp => Named::PageUp,
        KeyCode::PageDown => Named::PageDown,
        KeyCode::Home => Named::Home,
        KeyCode::End => Named::End,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_run_only_what_matters_is_kept() {
        let mut inbox = Vec::new();
        let mut send = |kind, column| {
            let mouse = Mouse {
                kind,
                column,
                row: 0,
                ctrl: false,
            };
            take(&mut inbox, Message::Mouse(mouse));
        };
        send(Pointer::Down, 1);
        for column in 2..9 {
            send(Pointer::Drag, column);
        }
        send(Pointer::Up, 9);
        for column in 0..100 {
            send(Pointer::WheelDown, column);
        }
        send(Pointer::WheelUp, 0);
        let kept: Vec<(Pointer, u16)> = inbox
            .iter()
            .filter_map(|message| match message {
                Message::Mouse(mouse) => Some((mouse.kind, mouse.column)),
                _ => None,
            })
            .collect();
        assert_eq!(
            kept[..3],
            [(Pointer::Down, 1), (Pointer::Drag, 8), (Pointer::Up, 9)]
        );
        assert_eq!(kept.len(), 3 + NOTCHES + 1);
    }
}
