//! Help: every key that works here, made from the live keymap, to be searched
//! and run.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use crate::{
    text,
    ui::{
        action::Action,
        keymap::{Keymap, Step},
        theme::Role,
        widget::{
            field::Field,
            frame::{self, Titles},
            item::Item,
            line::{Row, inset, row_of},
            list::Cursor,
        },
    },
    view::context::Context,
};

/// A key and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    keys: Vec<String>,
    action: Action,
    /// Whether it can be run from here: not if it waits for one more key.
    whole: bool,
}

/// The list of keys, narrowed by what is typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Help {
    field: Field,
    cursor: Cursor,
    context: String,
    entries: Vec<Entry>,
}

impl Help {
    /// Returns the help of a context of the keymap.
    pub fn new(keymap: &Keymap, context: &str) -> Help {
        let mut entries: Vec<Entry> = Vec::new();
        for binding in keymap.bindings(context) {
            let whole = !binding.keys.contains(&Step::Any);
            match entries
                .iter_mut()
                .find(|entry| entry.action == binding.action)
            {
                Some(entry) => entry.keys.push(binding.pretty()),
                None => entries.push(Entry {
                    keys: vec![binding.pretty()],
                    action: binding.action,
                    whole,
                }),
            }
        }
        Help {
            context: context.to_owned(),
            entries,
            ..Help::default()
        }
    }

    /// Types a character.
    pub fn insert(&mut self, c: char) {
        self.field.insert(c);
        self.cursor = Cursor::default();
    }

    /// Answers an action; returns the action to run, if one was chosen.
    pub fn update(&mut self, area: Rect, action: Action) -> Option<Action> {
        let found = self.found();
        if action == Action::Accept {
            return found
                .get(self.cursor.row)
                .filter(|entry| entry.whole)
                .map(|entry| entry.action);
        }
        let height = usize::from(area.height.saturating_sub(4));
        if !self.cursor.act(action, found.len(), height) && self.field.act(action) {
            self.cursor = Cursor::default();
        }
        self.cursor.settle(self.found().len(), height);
        None
    }

    /// Returns the entries that hold every word typed.
    fn found(&self) -> Vec<&Entry> {
        let typed = text::fold(self.field.value());
        let words: Vec<&str> = typed.split_whitespace().collect();
        self.entries
            .iter()
            .filter(|entry| {
                let whole = text::fold(&format!("{} {}", entry.action.doc(), entry.action.name()));
                words.iter().all(|word| {
                    whole.contains(word) || entry.keys.iter().any(|key| text::fold(key) == *word)
                })
            })
            .collect()
    }

    /// Draws the help over an area; returns where the text cursor belongs.
    pub fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let titles = Titles {
            left: format!("Keys · {}", self.context),
            right: "type to find · ⏎ runs".to_owned(),
        };
        let inside = inset(frame::draw(&titles, true, cx.theme, area, buf), 1);
        let prompt = Row::new().and(cx.theme.glyph("❯ ", "> "), cx.theme.style(Role::Focus));
        prompt.draw(row_of(inside, 0), buf);
        let line = row_of(inside, 0);
        let line = Rect {
            x: line.x + 2.min(line.width),
            width: line.width.saturating_sub(2),
            ..line
        };
        let at = self
            .field
            .draw(&[(self.field.value(), Style::new())], line, buf);
        let found = self.found();
        if found.is_empty() {
            let words = "No key does that. ^u clears what was typed.";
            Row::new()
                .and(words, cx.theme.style(Role::Dim))
                .draw(row_of(inside, 2), buf);
        }
        let height = usize::from(inside.height.saturating_sub(2));
        for (y, row) in self.cursor.shown(found.len(), height).enumerate() {
            let place = row_of(inside, y + 2);
            let item = Item::new(cx.theme, row == self.cursor.row, place, buf);
            let entry = found[row];
            let keys = text::pad(&entry.keys.join("  "), 18);
            let words = Row::new()
                .and(keys, item.style(Role::Head))
                .and(entry.action.doc(), item.style(Role::Text));
            item.draw(&words, &Row::new(), buf);
        }
        at
    }
}
