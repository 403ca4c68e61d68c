//! A filter being typed, with the values that records have to choose from.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    model::Entry,
    query::{self, Field, Value},
    text,
    ui::{
        action::Action,
        theme::Role,
        widget::{
            field::Field as Typed,
            line::{Row, row_of},
            list::Cursor,
        },
    },
    view::context::Context,
};

/// A filter being typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Panel {
    field: Typed,
    /// The values of the records that fit what stands before the last part.
    values: Vec<Value>,
    base: Option<String>,
    /// The value under the cursor; none until one goes down to them.
    chosen: Option<Cursor>,
}

/// What a key in the panel came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// It goes on.
    Typing,
    /// The filter is as typed.
    Taken,
    /// The filter is as before.
    Left,
}

impl Panel {
    /// Opens the panel on a filter, for more to be typed.
    pub(super) fn new(filter: &str) -> Panel {
        let mut panel = Panel::default();
        let blank = if filter.is_empty() { "" } else { " " };
        panel.field.set(&format!("{filter}{blank}"));
        panel
    }

    /// Returns the filter as typed so far.
    pub(super) fn typed(&self) -> &str {
        self.field.value().trim()
    }

    /// Types a character.
    pub(super) fn insert(&mut self, c: char) {
        self.field.insert(c);
        self.chosen = None;
    }

    /// Moves, edits, or takes the value under the cursor.
    pub(super) fn act(&mut self, action: Action, height: usize) -> Done {
        let len = self.offered().count();
        match (action, self.chosen) {
            (Action::Leave | Action::Abort | Action::Cancel | Action::Close, _) => {
                return Done::Left;
            }
            (Action::Accept | Action::Open, None) => return Done::Taken,
            (Action::Accept | Action::Open, Some(cursor)) => {
                let query = self
                    .offered()
                    .nth(cursor.row)
                    .map(|value| value.query.clone());
                if let Some(query) = query {
                    self.take(&query);
                }
            }
            (Action::Down | Action::PageDown, None) => {
                self.chosen = (0 < len).then(Cursor::default);
            }
            (Action::Up, Some(Cursor { row: 0, .. })) => self.chosen = None,
            (_, chosen) => {
                let mut cursor = chosen.unwrap_or_default();
                if chosen.is_some() && cursor.act(action, len, height) {
                    cursor.settle(len, height);
                    self.chosen = Some(cursor);
                } else if self.field.act(action) {
                    self.chosen = None;
                }
            }
        }
        Done::Typing
    }

    /// Takes the value in a row of the list, which is so high.
    pub(super) fn click(&mut self, row: usize, height: u16) {
        let shown = self.chosen.unwrap_or_default();
        let shown = shown.shown(self.offered().count(), usize::from(height));
        let query = self
            .offered()
            .nth(shown.start + row)
            .map(|v| v.query.clone());
        if let Some(query) = query {
            self.take(&query);
        }
    }

    /// Puts a value in the place of the part being typed.
    fn take(&mut self, query: &str) {
        let (base, _) = split(self.field.value());
        let blank = if base.is_empty() || base.ends_with(' ') {
            ""
        } else {
            " "
        };
        self.field.set(&format!("{base}{blank}{query} "));
        self.chosen = None;
    }

    /// Brings the values up to date with what is typed: those of the records
    /// that fit a filter.
    pub(super) fn settle(&mut self, values: impl FnOnce(&str) -> Vec<Value>) {
        let (base, _) = split(self.field.value());
        if self.base.as_deref() != Some(base) {
            self.values = values(base);
            self.base = Some(base.to_owned());
        }
    }

    /// Returns the values that the part being typed may mean.
    fn offered(&self) -> impl Iterator<Item = &Value> {
        let (_, part) = split(self.field.value());
        let part = text::fold(part.trim_start_matches('-').trim_matches(['"', '“', '”']));
        let (field, words) = match part.split_once(':') {
            Some((field, words)) => (field.to_owned(), words.trim_matches('"').to_owned()),
            None => (String::new(), part),
        };
        self.values.iter().filter(move |value| {
            let name = value.field.name();
            let fits = text::fold(&value.label).contains(&words);
            if field.is_empty() {
                fits || name.starts_with(&words)
            } else {
                name == field && fits
            }
        })
    }

    /// Draws the field, with what the filter lets through; returns where the
    /// text cursor belongs.
    pub(super) fn draw_field(
        &self,
        cx: &Context<'_>,
        hint: Option<&str>,
        counted: &str,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let theme = cx.theme;
        let label = Row::new().and("filter ", theme.style(Role::Head));
        let taken = label.draw(area, buf);
        let count = match hint {
            Some(hint) => Row::new().and(format!(" {hint}"), theme.style(Role::Warn)),
            None => Row::new().and(format!(" {counted}"), theme.style(Role::Dim)),
        };
        let right = count.draw_right(area, buf);
        let place = Rect {
            x: area.x + taken,
            width: area.width.saturating_sub(taken + right),
            ..area
        };
        let words = self.field.value();
        self.field
            .draw(&[(words, theme.style(Role::Text))], place, buf)
    }

    /// Draws the values: what sort, what, and how many records have it; `none`
    /// says what else words are looked for in.
    pub(super) fn draw_values(&self, cx: &Context<'_>, none: &str, area: Rect, buf: &mut Buffer) {
        let theme = cx.theme;
        let offered: Vec<&Value> = self.offered().collect();
        if offered.is_empty() {
            Row::new().and(none, theme.style(Role::Dim)).draw(area, buf);
        }
        let cursor = self.chosen.unwrap_or_default();
        let shown = cursor.shown(offered.len(), usize::from(area.height));
        for (y, at) in shown.enumerate() {
            let (row, value) = (row_of(area, y), offered[at]);
            let chosen = self.chosen.is_some_and(|cursor| cursor.row == at);
            let style = |role| {
                if chosen {
                    ratatui::style::Style::new()
                } else {
                    theme.style(role)
                }
            };
            if chosen {
                buf.set_style(row, theme.style(Role::Selected));
            }
            let count =
                Row::new().and(format!(" {}", text::grouped(value.count)), style(Role::Dim));
            let right = count.draw_right(row, buf);
            let room = Rect {
                width: row.width.saturating_sub(right),
                ..row
            };
            Row::new()
                .and(text::pad(value.field.name(), 12), style(Role::Field))
                .and(value.label.as_str(), style(Role::Text))
                .draw(room, buf);
        }
    }
}

/// Returns the part of a filter that narrows to a record, if it can be one.
pub(super) fn part_of(cx: &Context<'_>, entry: Entry) -> Option<String> {
    let corpus = cx.corpus;
    let (field, name) = match entry {
        Entry::Actor(id) => (Field::Actor, &corpus.actors[id].name),
        Entry::Issue(id) => (Field::Issue, &corpus.issues[id].label),
        Entry::Source(id) => (Field::Source, &corpus.sources[id].title),
        Entry::Briefing(id) => (Field::Briefing, &corpus.briefings[id].key),
        Entry::Event(_) | Entry::Quote(_) | Entry::Position(_) | Entry::Judgment(_) => return None,
    };
    Some(query::quoted(field, name))
}

/// Returns what is typed without its last part, and that part: what stands
/// after the last blank outside of quotation marks.
fn split(typed: &str) -> (&str, &str) {
    let mut quoted = false;
    let mut at = 0;
    for (place, c) in typed.char_indices() {
        quoted ^= matches!(c, '"' | '“' | '”');
        if c == ' ' && !quoted {
            at = place + 1;
        }
    }
    typed.split_at_checked(at).unwrap_or((typed, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_is_what_is_being_typed() {
        assert_eq!(split("actor:china ki"), ("actor:china ", "ki"));
        assert_eq!(split("actor:\"United Na"), ("", "actor:\"United Na"));
        assert_eq!(split("kind:vote "), ("kind:vote ", ""));
        assert_eq!(split(""), ("", ""));
    }
}
