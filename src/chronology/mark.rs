//! How a date is drawn: what is not known is drawn as not known.

use crate::{
    chronology::{
        extent::{End, Extent, Form, is_wide},
        scale::Viewport,
        slot::{SLOTS, slot_of},
    },
    date::Date,
};

/// The cells of a date in a view. A column may lie before the view or past it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The first column.
    pub first: i32,
    /// The last column.
    pub last: i32,
    /// The column of its point: where it is selected.
    pub point: i32,
    /// What sort of mark it is.
    pub form: Form,
    /// What is known of its beginning.
    pub begins: End,
    /// What is known of its end.
    pub ends: End,
    /// Whether it is drawn a cell wider at both sides than it may be: “about”
    /// has no ends to be seen.
    pub spread: bool,
}

/// Returns the cells of a date in a view. An open end reaches the view's edge.
pub fn mark(extent: Extent, view: Viewport) -> Mark {
    let (first, last) = (view.column(extent.first), view.column(extent.last));
    let mut mark = Mark {
        first,
        last,
        point: view.column(extent.point),
        form: extent.form,
        begins: extent.begins,
        ends: extent.ends,
        spread: false,
    };
    if !is_wide(extent.slots(), view.step_slots()) {
        (mark.first, mark.last) = (mark.point, mark.point);
    }
    if mark.first == mark.last && matches!(extent.form, Form::About | Form::AboutUnsure) {
        // About a day is wider than the day, though no one can say how much.
        (mark.first, mark.last) = (mark.point - 1, mark.point + 1);
        mark.spread = true;
    }
    mark
}

/// Returns the columns of a date in which it cannot lie, between those in which
/// it may: the holes of a one-of set.
pub fn holes(date: &Date, view: Viewport) -> Vec<i32> {
    let within = |column: i32, (first, last): &(Option<_>, Option<_>)| {
        first.is_none_or(|day| view.column(slot_of(day)) <= column)
            && last.is_none_or(|day| column <= view.column(slot_of(day) + SLOTS - 1))
    };
    let stretches = date.stretches();
    if stretches.len() < 2 {
        return Vec::new();
    }
    (0..view.cols())
        .filter(|&column| !stretches.iter().any(|stretch| within(column, stretch)))
        .collect()
}

impl Mark {
    /// Whether any of it is in a view of so many columns.
    pub fn is_in(self, cols: i32) -> bool {
        0 <= self.last && self.first < cols
    }

    /// Whether it has a point to be seen, and not only a stretch.
    pub fn has_point(self) -> bool {
        self.first == self.last || glyphs(self.form, false).point != NONE
    }

    /// Returns the characters of the mark that lie in view, each with its
    /// column; in ASCII if asked for. A mark of one cell is its point alone.
    pub fn cells(self, cols: i32, ascii: bool) -> impl Iterator<Item = (i32, char)> {
        let glyphs = glyphs(self.form, ascii);
        let (from, to) = (self.first.max(0), self.last.min(cols - 1));
        (from..=to).map(move |column| (column, self.cell(column, cols, &glyphs)))
    }

    /// Returns the character of its point, or that of its only cell.
    pub fn point_char(self, ascii: bool) -> char {
        let glyphs = glyphs(self.form, ascii);
        if self.first == self.last || glyphs.point == NONE {
            glyphs.alone
        } else {
            glyphs.point
        }
    }

    fn cell(self, column: i32, cols: i32, glyphs: &Glyphs) -> char {
        let first = match self.begins {
            End::Given if self.spread => glyphs.bar,
            End::Given => glyphs.first,
            End::Open => glyphs.before,
            End::Unknown => '?',
        };
        let last = match self.ends {
            End::Given if self.spread => glyphs.bar,
            End::Given => glyphs.last,
            End::Open => glyphs.after,
            End::Unknown => '?',
        };
        if self.first == self.last {
            glyphs.alone
        } else if column == self.point && glyphs.point != NONE {
            glyphs.point
        } else if column == self.point + 1 && glyphs.beside != NONE {
            glyphs.beside
        } else if column == self.first || column == 0 && self.begins != End::Given {
            first
        } else if column == self.last || column == cols - 1 && self.ends != End::Given {
            last
        } else {
            glyphs.bar
        }
    }
}

/// Returns the one character that stands for a sort of mark, where there is no
/// room for more.
pub fn sign(form: Form, ascii: bool) -> char {
    glyphs(form, ascii).alone
}

/// No character.
const NONE: char = '\0';

struct Glyphs {
    first: char,
    bar: char,
    last: char,
    /// The end where it is open.
    before: char,
    after: char,
    /// The point among the cells.
    point: char,
    /// What stands after the point.
    beside: char,
    /// The mark when it has one cell only.
    alone: char,
}

fn glyphs(form: Form, ascii: bool) -> Glyphs {
    let make = |ends: &str, point, beside, alone| {
        let mut ends = ends.chars();
        let mut next = || ends.next().unwrap_or(' ');
        Glyphs {
            first: next(),
            bar: next(),
            last: next(),
            before: next(),
            after: next(),
            point,
            beside,
            alone,
        }
    };
    match (form, ascii) {
        (Form::Day, false) => make("├─┤◁▷", '◆', NONE, '◆'),
        (Form::Day, true) => make("|-|<>", '*', NONE, '*'),
        (Form::Hour, false) => make("├─┤◁▷", '◈', NONE, '◈'),
        (Form::Hour, true) => make("|-|<>", '@', NONE, '@'),
        (Form::Within, false) => make("├─┤◁▷", '◆', NONE, '◆'),
        (Form::Within, true) => make("|-|<>", '*', NONE, '*'),
        (Form::OneOf, false) => make("{─}◁▷", '◆', NONE, '◆'),
        (Form::OneOf, true) => make("{-}<>", '*', NONE, '*'),
        (Form::About, false) => make("├╌┤◁▷", '◇', NONE, '◇'),
        (Form::About, true) => make("|.|<>", 'o', NONE, 'o'),
        (Form::Unsure, false) => make("├╌┤◁▷", '?', NONE, '?'),
        (Form::Unsure, true) => make("|.|<>", '?', NONE, '?'),
        (Form::AboutUnsure, false) => make("├╌┤◁▷", '◇', '?', '?'),
        (Form::AboutUnsure, true) => make("|.|<>", 'o', '?', '?'),
        (Form::Lasted, false) => make("┣━┫◀▶", NONE, NONE, '━'),
        (Form::Lasted, true) => make("[=]<>", NONE, NONE, '='),
        (Form::LastedAbout, false) => make("┣╍┫◀▶", NONE, NONE, '╍'),
        (Form::LastedAbout, true) => make("[~]<>", NONE, NONE, '~'),
        (Form::LastedUnsure, false) => make("┣╍┫◀▶", NONE, '?', '╍'),
        (Form::LastedUnsure, true) => make("[~]<>", NONE, '?', '~'),
        (Form::Unspecified, false) => make("├┄┤◁▷", NONE, NONE, '◌'),
        (Form::Unspecified, true) => make("|_|<>", NONE, NONE, '_'),
        (Form::Placed, false) => make("(┄)??", NONE, NONE, '◌'),
        (Form::Placed, true) => make("(_)??", NONE, NONE, '_'),
    }
}
