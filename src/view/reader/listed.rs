//! A leaf that lists records: what rests on one, or what is like a quote. One
//! goes from record to record; the pane beside tells all of the one chosen.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    model::Entry,
    text,
    ui::{
        action::Action,
        mouse::{Mouse, Pointer},
        needle::Needle,
        place::{Leaf, Selection},
        theme::Role,
        widget::{
            doc::{Doc, Reading},
            frame::{self, Titles},
            line::inset,
        },
    },
    view::{
        card,
        context::{Context, Detail, Direction, Out},
        leaf::Found,
        outline,
        reader::{rests, variants},
    },
};

/// The widest page, in columns: two quotes side by side, and a little more.
const WIDEST: u16 = 130;

/// A leaf that lists records, wrapped to the pane.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Listed {
    doc: Doc,
    made_for: Option<Made>,
    reading: Reading,
}

/// What a page was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Made {
    version: u64,
    leaf: Leaf,
    cols: usize,
    /// Whether what stands on it was found.
    is_found: bool,
    /// Whether quotes were looked for in their sources.
    is_checked: bool,
}

/// Whether such a leaf is read.
pub(super) fn is_read(cx: &Context<'_>) -> bool {
    matches!(cx.place.leaf, Some(Leaf::Rests(_) | Leaf::Variants(_)))
}

impl Listed {
    /// Makes the page anew where anything that it depends on is another.
    pub(super) fn settle(&mut self, cx: &Context<'_>) {
        let Some(leaf) = cx.place.leaf else { return };
        let wanted = Made {
            version: cx.version,
            leaf,
            cols: area(cx).width.into(),
            is_found: cx.leaf.is_some(),
            is_checked: cx.checked.is_there(),
        };
        if self.made_for == Some(wanted) {
            return;
        }
        let is_same = self.made_for.is_some_and(|made| {
            (made.version, made.leaf, made.is_found) == (wanted.version, leaf, wanted.is_found)
        });
        self.doc = page(cx, leaf, wanted.cols);
        self.made_for = Some(wanted);
        if is_same {
            self.reading.scroll(0, &self.doc, height(cx));
            return;
        }
        self.reading = Reading::default();
        self.arrive(cx);
    }

    /// Chooses the record that is selected.
    pub(super) fn arrive(&mut self, cx: &Context<'_>) {
        let links = self.doc.links();
        let wanted = cx.place.selection;
        let at = links.iter().position(|(_, link)| Some(*link) == wanted);
        if let Some(at) = at {
            self.reading.link = Some(at);
            self.reading.reveal(&links[at].0, height(cx));
        }
    }

    /// Answers an action.
    pub(super) fn update(&mut self, cx: &Context<'_>, action: Action) -> Out {
        let height = height(cx);
        let page = isize::try_from(height.max(3) - 2).unwrap_or(1);
        match action {
            Action::Down => return self.step(true, height),
            Action::Up => return self.step(false, height),
            Action::HalfDown => self.reading.scroll(page / 2, &self.doc, height),
            Action::HalfUp => self.reading.scroll(-page / 2, &self.doc, height),
            Action::PageDown => self.reading.scroll(page, &self.doc, height),
            Action::PageUp => self.reading.scroll(-page, &self.doc, height),
            Action::Top => return self.end(false, height),
            Action::Bottom => return self.end(true, height),
            Action::NextSection => self.jump(true, height),
            Action::PrevSection => self.jump(false, height),
            Action::Open => {
                let chosen = self.reading.chosen(&self.doc);
                return chosen.map_or_else(|| self.step(true, height), Out::Show);
            }
            _ => (),
        }
        Out::Nothing
    }

    /// Chooses the record that is clicked; the one chosen is gone to.
    pub(super) fn mouse(&mut self, cx: &Context<'_>, mouse: Mouse) -> Out {
        let area = area(cx);
        if mouse.kind != Pointer::Down || !mouse.is_in(area) {
            return Out::Pass;
        }
        let row = usize::from(mouse.row - area.y);
        let Some(at) = self.reading.link_at(&self.doc, row, height(cx)) else {
            return Out::Pass;
        };
        if self.reading.link == Some(at) && cx.main_focused() {
            return self.update(cx, Action::Open);
        }
        self.reading.link = Some(at);
        self.selected()
    }

    /// Scrolls to the next row that answers a needle.
    pub(super) fn find(
        &mut self,
        cx: &Context<'_>,
        needle: &Needle,
        direction: Direction,
    ) -> Option<Out> {
        let back = direction == Direction::Back;
        let found = self.reading.find(&self.doc, needle, back, height(cx));
        found.then_some(Out::Nothing)
    }

    /// Returns all that is known of the record selected.
    pub(super) fn detail(cx: &Context<'_>, cols: usize) -> Detail {
        let mut doc = Doc::new(cols);
        let mut left = "Nothing selected".to_owned();
        match cx.place.selection {
            Some(Selection::Entry(entry)) => {
                outline::record(&mut doc, cx, entry);
                let kind = entry.kind().name();
                left = kind.get(..1).unwrap_or_default().to_uppercase();
                left.push_str(kind.get(1..).unwrap_or_default());
            }
            Some(Selection::Cell(actor, issue)) => {
                let positions = cx.corpus.positions_of.of(actor).iter();
                let own = positions.filter(|id| cx.corpus.positions[**id].issue == issue);
                for &id in own {
                    outline::record(&mut doc, cx, Entry::Position(id));
                    doc.gap();
                }
                "Cell".clone_into(&mut left);
            }
            None => (),
        }
        Detail {
            titles: Titles {
                left,
                right: String::new(),
            },
            doc,
        }
    }

    /// Draws the page.
    pub(super) fn draw(&self, cx: &Context<'_>, buf: &mut Buffer) {
        if cx.panes.bordered {
            let (left, right) = titles(cx);
            let titles = Titles {
                left: left.to_owned(),
                right,
            };
            frame::draw(&titles, cx.main_focused(), cx.theme, cx.panes.main, buf);
        }
        // The chosen record is marked beside it.
        let area = area(cx);
        let area = Rect {
            x: area.x.saturating_sub(1),
            width: area.width + 1,
            ..area
        };
        self.reading.draw(&self.doc, true, cx.theme, area, buf);
    }

    /// Returns which record of how many is chosen.
    pub(super) fn status(&self) -> String {
        let all = self.doc.links().len();
        let all = text::plural(all, "record", "records");
        match self.reading.link {
            Some(at) => format!("{} of {all}", text::grouped(at + 1)),
            None => all,
        }
    }

    /// Chooses the first record, or the last.
    fn end(&mut self, last: bool, height: usize) -> Out {
        let links = self.doc.links();
        let at = if last {
            self.reading.scroll(isize::MAX, &self.doc, height);
            links.len().checked_sub(1)
        } else {
            self.reading.top = 0;
            (!links.is_empty()).then_some(0)
        };
        self.reading.link = at;
        self.selected()
    }

    /// Chooses the next record, or the one before; from one that is out of sight,
    /// the nearest that is in sight.
    fn step(&mut self, forward: bool, height: usize) -> Out {
        let links = self.doc.links();
        let shown = self.reading.top..self.reading.top + height;
        let in_sight = |rows: &Range<usize>| rows.start < shown.end && shown.start < rows.end;
        let chosen = self.reading.link.and_then(|at| links.get(at));
        if chosen.is_some_and(|(rows, _)| !in_sight(rows)) {
            let mut all = links.iter();
            let nearest = if forward {
                all.position(|(rows, _)| in_sight(rows))
            } else {
                all.rposition(|(rows, _)| in_sight(rows))
            };
            if let Some(at) = nearest {
                self.reading.link = Some(at);
                return self.selected();
            }
        }
        if self.reading.step(&self.doc, forward, height) {
            return self.selected();
        }
        self.reading
            .scroll(if forward { 1 } else { -1 }, &self.doc, height);
        Out::Nothing
    }

    fn selected(&self) -> Out {
        let chosen = self.reading.chosen(&self.doc);
        chosen.map_or(Out::Nothing, Out::Select)
    }

    fn jump(&mut self, forward: bool, height: usize) {
        let is_heading = |at: &usize| {
            let row = self.doc.rows.get(*at);
            row.is_some_and(|row| row.heading.is_some())
        };
        let (top, len) = (self.reading.top, self.doc.rows.len());
        let found = if forward {
            (top + 1..len).find(is_heading)
        } else {
            (0..top.min(len)).rev().find(is_heading)
        };
        if let Some(at) = found {
            self.reading.top = at;
            self.reading.scroll(0, &self.doc, height);
        }
    }
}

/// Returns the words on the border.
fn titles(cx: &Context<'_>) -> (&'static str, String) {
    let left = match cx.place.leaf {
        Some(Leaf::Variants(_)) => "In other words",
        Some(Leaf::Rests(_) | Leaf::Text(_)) | None => "What rests on it",
    };
    let right = match cx.leaf {
        Some(Found::Rests(rests)) => text::plural(rests.items.len(), "record", "records"),
        Some(Found::Variants(found)) => text::plural(found.len(), "quote", "quotes"),
        Some(Found::Text(_)) | None => String::new(),
    };
    (left, right)
}

fn page(cx: &Context<'_>, leaf: Leaf, cols: usize) -> Doc {
    match (leaf, cx.leaf) {
        (Leaf::Rests(entry), Some(Found::Rests(found))) => rests::page(cx, entry, found, cols),
        (Leaf::Variants(quote), Some(Found::Variants(found))) => {
            variants::page(cx, quote, found, cols)
        }
        (Leaf::Rests(Entry::Quote(quote)) | Leaf::Variants(quote), _) => {
            let mut doc = Doc::new(cols);
            card::quote(&mut doc, cx, quote);
            doc.gap();
            doc.para("Looking…", cx.theme.style(Role::Dim));
            doc
        }
        (Leaf::Rests(_) | Leaf::Text(_), _) => {
            let mut doc = Doc::new(cols);
            doc.para("Looking…", cx.theme.style(Role::Dim));
            doc
        }
    }
}

fn area(cx: &Context<'_>) -> Rect {
    let main = cx.panes.main;
    let inside = if cx.panes.bordered {
        frame::inside(main)
    } else {
        main
    };
    let inside = inset(inside, if inside.width > 50 { 2 } else { 1 });
    Rect {
        width: inside.width.min(WIDEST),
        ..inside
    }
}

fn height(cx: &Context<'_>) -> usize {
    usize::from(area(cx).height)
}
