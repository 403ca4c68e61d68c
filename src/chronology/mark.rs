//! How a date is drawn: what is not known is drawn as not known.

use crate::{
    chronology::scale::Viewport,
    date::{Bound, Date, Kind, Precision, Qualifier},
};

/// What sort of mark a date has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// That day: `◆`.
    Day,
    /// Some day within: thin, solid, with a mark.
    Within,
    /// About then: dashed, hollow.
    About,
    /// Then, if the source is right: dashed, with `?`.
    Unsure,
    /// It lasted: heavy.
    Lasted,
    /// Some time within, no part of it likelier: dotted, no mark.
    Unspecified,
}

/// The cells of a date in a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The first column; may lie before the view.
    pub first: i32,
    /// The last column; may lie past it.
    pub last: i32,
    /// The column of its point: where it is selected.
    pub point: i32,
    /// What sort of mark it is.
    pub form: Form,
    /// Whether its beginning is open.
    pub open_first: bool,
    /// Whether its end is open.
    pub open_last: bool,
}

/// Returns the cells of a date in a view. An open end reaches the view's edge.
pub fn mark(date: &Date, view: Viewport) -> Mark {
    let edge = |bound: Bound, far: i32, column: &dyn Fn(crate::date::Day) -> i32| match bound {
        Bound::Day(day) => (column(day), false),
        Bound::Open | Bound::Unknown => (far, true),
    };
    let (first, open_first) = edge(date.earliest(), i32::MIN / 4, &|day| view.column(day));
    let (last, open_last) = edge(date.latest(), i32::MAX / 4, &|day| view.last_column(day));
    // A span of two cells is less than the reader can see: it is its point.
    let last = if !open_first && !open_last && last - first == 1 {
        first
    } else {
        last
    };
    let point = match (open_first, open_last) {
        (true, true) => view.cols() / 2,
        (true, false) => last,
        (false, true) => first,
        (false, false) => i32::midpoint(first, last),
    };
    Mark {
        first,
        last,
        point,
        form: form(date),
        open_first,
        open_last,
    }
}

fn form(date: &Date) -> Form {
    match (date.kind(), date.qualifier()) {
        (Kind::Period, _) => Form::Lasted,
        (_, Qualifier::Approximate | Qualifier::Both) => Form::About,
        (_, Qualifier::Uncertain) => Form::Unsure,
        (Kind::OneOf, Qualifier::Exact) => Form::Within,
        (Kind::Instant, Qualifier::Exact) if date.is_unspecified() => Form::Unspecified,
        (Kind::Instant, Qualifier::Exact) => match date.precision() {
            Precision::Time | Precision::Day => Form::Day,
            Precision::Month | Precision::Season | Precision::Year => Form::Within,
            Precision::Decade | Precision::Century => Form::Unspecified,
        },
    }
}

impl Mark {
    /// Returns the characters of the mark that lie in view, each with its
    /// column; in ASCII if asked for. A mark of one cell is its point alone.
    pub fn cells(self, cols: i32, ascii: bool) -> Vec<(i32, char)> {
        let glyphs = glyphs(self.form, ascii);
        let mut cells = Vec::new();
        let (from, to) = (self.first.max(0), self.last.min(cols - 1));
        for column in from..=to {
            let c = if self.first == self.last || (column == self.point && glyphs.point != '\0') {
                glyphs.alone
            } else if column == from && self.open_first {
                glyphs.before
            } else if column == to && self.open_last {
                glyphs.after
            } else if column == self.first {
                glyphs.first
            } else if column == self.last {
                glyphs.last
            } else {
                glyphs.bar
            };
            cells.push((column, c));
        }
        cells
    }
}

struct Glyphs {
    first: char,
    bar: char,
    last: char,
    before: char,
    after: char,
    /// The point among the cells; `\0` for none.
    point: char,
    /// The mark when it has one cell only.
    alone: char,
}

fn glyphs(form: Form, ascii: bool) -> Glyphs {
    let make = |[first, bar, last, before, after]: [char; 5], point, alone| Glyphs {
        first,
        bar,
        last,
        before,
        after,
        point,
        alone,
    };
    match (form, ascii) {
        (Form::Day, false) => make(['├', '─', '┤', '◀', '▶'], '◆', '◆'),
        (Form::Day, true) => make(['|', '-', '|', '<', '>'], '*', '*'),
        (Form::Within, false) => make(['├', '─', '┤', '◁', '▷'], '◆', '◆'),
        (Form::Within, true) => make(['|', '-', '|', '<', '>'], '*', '*'),
        (Form::About, false) => make(['├', '╌', '┤', '◁', '▷'], '◇', '◇'),
        (Form::About, true) => make(['|', '.', '|', '<', '>'], 'o', 'o'),
        (Form::Unsure, false) => make(['├', '╌', '┤', '◁', '▷'], '?', '?'),
        (Form::Unsure, true) => make(['|', '.', '|', '<', '>'], '?', '?'),
        (Form::Lasted, false) => make(['┣', '━', '┫', '◀', '▶'], '\0', '━'),
        (Form::Lasted, true) => make(['[', '=', ']', '<', '>'], '\0', '='),
        (Form::Unspecified, false) => make(['├', '┄', '┤', '◁', '▷'], '\0', '◌'),
        (Form::Unspecified, true) => make(['|', '.', '|', '<', '>'], '\0', '.'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;

    /// Draws a date over the months of 2011, one column about three days.
    fn drawn(text: &str, ascii: bool) -> String {
        let day = |m, d| Day::from_ymd(2011, m, d).unwrap();
        let view = Viewport::fit(day(5, 1), day(7, 31), 40);
        let mark = mark(&text.parse().unwrap(), view);
        let mut row = vec![' '; 40];
        for (column, c) in mark.cells(40, ascii) {
            row[usize::try_from(column).unwrap()] = c;
        }
        row.into_iter().collect::<String>().trim().to_owned()
    }

    #[test]
    fn each_sort_of_date_has_its_own_mark() {
        for (text, unicode, ascii) in [
            ("2011-06-12", "◆", "*"),
            ("2011-06", "├────◆────┤", "|----*----|"),
            ("2011-06~", "├╌╌╌╌◇╌╌╌╌┤", "|....o....|"),
            ("2011-06?", "├╌╌╌╌?╌╌╌╌┤", "|....?....|"),
            ("2011-06-01/2011-06-30", "┣━━━━━━━━━┫", "[=========]"),
            ("[2011-06-01..2011-06-30]", "├────◆────┤", "|----*----|"),
            ("2011-06-XX", "├┄┄┄┄┄┄┄┄┄┤", "|.........|"),
        ] {
            assert_eq!(drawn(text, false), unicode, "{text}");
            assert_eq!(drawn(text, true), ascii, "{text}");
        }
        assert!(drawn("2011-06/..", false).ends_with('▶'));
        assert!(drawn("../2011-06", false).starts_with('◀'));
        assert!(drawn("[..2011-06]", false).starts_with('◁'));
    }
}
