//! What is wrong in the library: where, and what to write instead.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    diagnostic::Severity,
    text,
    ui::{
        action::Action,
        effect::Effect,
        theme::Role,
        widget::{
            doc::{Doc, Reading},
            frame::{self, Titles},
            line::inset,
        },
    },
    view::{
        context::{Context, Out},
        outline,
    },
};

/// The list of faults, read like a text; one of them is chosen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Faults {
    chosen: usize,
    reading: Reading,
}

impl Faults {
    /// Answers an action.
    pub fn update(&mut self, cx: &Context<'_>, area: Rect, action: Action) -> Out {
        let most = cx.library.diagnostics.len().saturating_sub(1);
        let page = usize::from(area.height / 6).max(1);
        self.chosen = match action {
            Action::Down => self.chosen + 1,
            Action::Up => self.chosen.saturating_sub(1),
            Action::HalfDown | Action::PageDown => self.chosen + page,
            Action::HalfUp | Action::PageUp => self.chosen.saturating_sub(page),
            Action::Top => 0,
            Action::Bottom => most,
            Action::Edit | Action::Open => return self.edit(cx),
            _ => self.chosen,
        }
        .min(most);
        let (_, starts) = rows(cx, area);
        if let (Some(&from), Some(&to)) = (starts.get(self.chosen), starts.get(self.chosen + 1)) {
            self.reading
                .reveal(&(from..to), usize::from(inside(area).height));
        }
        Out::Nothing
    }

    /// Returns the work of opening the chosen fault's file in an editor.
    pub fn edit(&self, cx: &Context<'_>) -> Out {
        let Some(found) = cx.library.diagnostics.get(self.chosen) else {
            return Out::Nothing;
        };
        let path = cx
            .library
            .files
            .iter()
            .find(|f| f.name == found.place.file)
            .and_then(|f| f.path.clone());
        path.map_or(Out::Nothing, |path| {
            Out::Do(Effect::Edit {
                path,
                line: found.place.line.max(1),
            })
        })
    }

    /// Draws the faults over the whole of an area.
    pub fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let count = |severity| cx.library.count(severity);
        let right = format!(
            "{} · {}",
            text::plural(count(Severity::Error), "error", "errors"),
            text::plural(count(Severity::Warning), "warning", "warnings")
        );
        frame::draw(
            &Titles {
                left: "What is wrong".to_owned(),
                right,
            },
            true,
            cx.theme,
            area,
            buf,
        );
        let (mut doc, starts) = rows(cx, area);
        if cx.library.diagnostics.is_empty() {
            doc.para("Nothing is wrong. q goes back.", cx.theme.style(Role::Good));
        }
        let inside = inside(area);
        self.reading.draw(&doc, true, cx.theme, inside, buf);
        let height = usize::from(inside.height);
        let top = self.reading.top.min(doc.rows.len().saturating_sub(height));
        if let (Some(&from), Some(&to)) = (starts.get(self.chosen), starts.get(self.chosen + 1)) {
            for y in from..to.saturating_sub(1) {
                if (top..top + height).contains(&y) {
                    let mark = cx.theme.glyph("▎", ">");
                    let y = inside.y + u16::try_from(y - top).unwrap_or(0);
                    buf.set_stringn(inside.x, y, mark, 1, cx.theme.style(Role::Gutter));
                }
            }
        }
    }
}

fn inside(area: Rect) -> Rect {
    inset(
        Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(2),
            ..area
        },
        2,
    )
}

/// Returns the faults as rows, and where each begins; the end of the last, too.
fn rows(cx: &Context<'_>, area: Rect) -> (Doc, Vec<usize>) {
    let mut doc = Doc::new(usize::from(inside(area).width).saturating_sub(2));
    let mut starts = Vec::new();
    for found in &cx.library.diagnostics {
        starts.push(doc.rows.len());
        outline::diagnostic(&mut doc, found, cx.theme);
        doc.gap();
    }
    starts.push(doc.rows.len());
    (doc, starts)
}
