//! A key press, as written in a keymap: `j`, `C-f`, `A-Left`, `Enter`.

use std::{fmt, str};

/// What was pressed, without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, as typed: `G` is not `g` with shift.
    Char(char),
    /// A key with a name.
    Named(Named),
    /// A function key, F1 and up.
    F(u8),
}

macro_rules! named {
    ($($Name:ident)*) => {
        /// A key with a name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each is what it says")]
        pub enum Named { $($Name),* }
        const NAMED: &[(&str, Named)] = &[$((stringify!($Name), Named::$Name)),*];
    };
}
named! { Enter Esc Tab Backspace Delete Up Down Left Right PageUp PageDown Home End }

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// What.
    pub code: Code,
    /// With control held.
    pub ctrl: bool,
    /// With alt held.
    pub alt: bool,
    /// With shift held; only of keys with names, a shifted character is another character.
    pub shift: bool,
}

impl Key {
    /// Returns the plain key of a character.
    pub fn char(c: char) -> Key {
        Key {
            code: Code::Char(c),
            ctrl: false,
            alt: false,
            shift: false,
        }
    }
    /// Returns the character, if it is one that is typed into a text field.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            Code::Char(_) | Code::Named(_) | Code::F(_) => None,
        }
    }
}

impl str::FromStr for Key {
    type Err = String;
    fn from_str(text: &str) -> Result<Key, String> {
        let mut key = Key::char(' ');
        let mut rest = text;
        loop {
            let (held, after) = match rest.split_at_checked(2) {
                Some(("C-", after)) if !after.is_empty() => (&mut key.ctrl, after),
                Some(("A-", after)) if !after.is_empty() => (&mut key.alt, after),
                Some(("S-", after)) if !after.is_empty() => (&mut key.shift, after),
                _ => break,
            };
            *held = true;
            rest = after;
        }
        let mut chars = rest.chars();
        key.code = match (chars.next(), chars.next()) {
            (Some(c), None) => Code::Char(c),
            (Some('F'), Some(_)) if rest.len() <= 3 => match chars_to_number(rest) {
                Some(n) => Code::F(n),
                None => return Err(not_a_key(text)),
            },
            _ if rest == "Space" => Code::Char(' '),
            _ => match NAMED.iter().find(|(name, _)| *name == rest) {
                Some(&(_, named)) => Code::Named(named),
                None => return Err(not_a_key(text)),
            },
        };
        Ok(key)
    }
}

fn chars_to_number(text: &str) -> Option<u8> {
    text.strip_prefix('F')?.parse().ok()
}

fn not_a_key(text: &str) -> String {
    format!("`{text}` is not a key: write j, C-f, A-Left, F1, Enter or Space")
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, mark) in [(self.ctrl, "C-"), (self.alt, "A-"), (self.shift, "S-")] {
            if held {
                f.write_str(mark)?;
            }
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            Code::Named(n) => f.write_str(
                NAMED
                    .iter()
                    .find(|(_, m)| *m == n)
                    .map_or("", |(name, _)| name),
            ),
        }
    }
}

impl Key {
    /// Returns the key as help shows it: `^f`, `⏎`, `→`, `Alt-←`.
    pub fn pretty(self) -> String {
        let mut out = String::new();
        if self.ctrl {
            out.push('^');
        }
        if self.alt {
            out.push_str("Alt-");
        }
        if self.shift {
            out.push_str("Shift-");
        }
        out.push_str(match self.code {
            Code::Named(Named::Enter) => "⏎",
            Code::Named(Named::Up) => "↑",
            Code::Named(Named::Down) => "↓",
            Code::Named(Named::Left) => "←",
            Code::Named(Named::Right) => "→",
            Code::Named(_) | Code::F(_) | Code::Char(_) => {
                let plain = Key {
                    ctrl: false,
                    alt: false,
                    shift: false,
                    ..self
                };
                out.push_str(&plain.to_string());
                return out;
            }
        });
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_they_are_written() {
        for text in [
            "j", "G", "C-f", "A-Left", "S-Tab", "F1", "F12", "Enter", "Space", "C-_", "-", "C--",
        ] {
            let key: Key = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
        }
        for text in ["", "ctrl-f", "Foo", "C-"] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
    }
}
