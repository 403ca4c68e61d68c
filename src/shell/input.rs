//! What the terminal sends, as messages.

use std::{io, time::Duration};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::Size;

use crate::{
    app::Message,
    ui::key::{Code, Key, Named},
};

/// crossterm reads nothing when asked with no time at all.
const MOMENT: Duration = Duration::from_micros(500);

/// Reads everything the terminal has sent so far.
pub(super) fn drain(inbox: &mut Vec<Message>) -> io::Result<()> {
    while event::poll(MOMENT)? {
        inbox.extend(message(&event::read()?));
    }
    Ok(())
}

fn message(event: &Event) -> Option<Message> {
    match event {
        Event::Resize(width, height) => Some(Message::Resize(Size {
            width: *width,
            height: *height,
        })),
        Event::Paste(words) => Some(Message::Paste(words.clone())),
        Event::Key(pressed) if pressed.kind != KeyEventKind::Release => {
            key(pressed).map(Message::Key)
        }
        Event::Key(_) | Event::FocusGained | Event::FocusLost | Event::Mouse(_) => None,
    }
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
