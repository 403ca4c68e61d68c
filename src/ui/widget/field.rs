//! A line of text being typed, with readline's editing.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    text::{self, Clean},
    ui::{action::Action, widget::line::Row},
};

/// The most characters a field takes.
const MOST: usize = 256;

/// A line of text being typed.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
}

impl Field {
    /// Returns what was typed.
    pub fn value(&self) -> &str {
        self.input.value()
    }
    /// Puts other text in its place, the cursor at its end.
    pub fn set(&mut self, value: &str) {
        self.input = Input::new(value.chars().take(MOST).collect());
    }
    /// Types a character.
    pub fn insert(&mut self, c: char) {
        if self.value().chars().count() < MOST && !c.is_control() {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }
    /// Types a pasted text, as one line.
    pub fn paste(&mut self, pasted: &str) {
        for c in Clean::line(pasted).chars().take(MOST) {
            self.insert(c);
        }
    }
    /// Edits as an action asks; returns whether it was one that edits.
    pub fn act(&mut self, action: Action) -> bool {
        let request = match action {
            Action::Left => InputRequest::GoToPrevChar,
            Action::Right => InputRequest::GoToNextChar,
            Action::WordLeft => InputRequest::GoToPrevWord,
            Action::WordRight => InputRequest::GoToNextWord,
            Action::Start => InputRequest::GoToStart,
            Action::End => InputRequest::GoToEnd,
            Action::DelChar => InputRequest::DeleteNextChar,
            Action::DelBack => InputRequest::DeletePrevChar,
            Action::DelWord => InputRequest::DeletePrevWord,
            Action::DelStart => InputRequest::DeleteFromStart,
            Action::DelEnd => InputRequest::DeleteTillEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }
    /// Draws the field in one row, its pieces styled as given (in order, and
    /// together the whole value), and returns where the cursor belongs.
    pub fn draw(&self, pieces: &[(&str, Style)], area: Rect, buf: &mut Buffer) -> Option<Position> {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return None;
        }
        let before: String = self.value().chars().take(self.input.cursor()).collect();
        let at = text::width(&before);
        // The cursor needs a column of its own past the end.
        let scroll = (at + 1).saturating_sub(usize::from(area.width));
        let mut row = Row::new();
        let mut passed = 0;
        for (words, style) in pieces {
            let mut kept = String::new();
            for cluster in words.graphemes(true) {
                let start = passed;
                passed += text::width(cluster);
                if scroll <= start {
                    kept.push_str(cluster);
                } else {
                    // What is cut in its middle leaves its second half blank.
                    kept.extend(std::iter::repeat_n(' ', passed.saturating_sub(scroll)));
                }
            }
            row.push(kept, *style);
        }
        row.draw(area, buf);
        let x = area.x + u16::try_from(at - scroll).unwrap_or(0).min(area.width - 1);
        Some(Position::new(x, area.y))
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.value() == other.value() && self.input.cursor() == other.input.cursor()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_scroll_by_columns() {
        let mut field = Field::default();
        field.paste("日本語のe\u{301}");
        let area = Rect::new(0, 0, 6, 1);
        let mut buf = Buffer::empty(area);
        let at = field.draw(&[(field.value(), Style::new())], area, &mut buf);
        assert_eq!(at, Some(Position::new(5, 0)));
        let shown: String = buf
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(shown, "語 の é ");
        field.act(Action::Start);
        let at = field.draw(&[(field.value(), Style::new())], area, &mut buf);
        assert_eq!(at, Some(Position::new(0, 0)));
    }
}
