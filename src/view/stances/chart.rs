//! How a stance moved, drawn: time to the right, stances in rows.

use crate::{
    date::{Date, Day},
    model::{Position, Stance, Token},
    text,
    ui::{
        theme::{Role, Theme},
        widget::{doc::Doc, line::Row},
    },
};

/// Columns of the stance before each row.
const LABEL: usize = 17;

/// The rows of a chart, from the top: those with a score, then those without.
const ROWS: [Stance; 8] = [
    Stance::Supports,
    Stance::LeansFor,
    Stance::Neutral,
    Stance::LeansAgainst,
    Stance::Opposes,
    Stance::Mixed,
    Stance::Unclear,
    Stance::Silent,
];

/// A stance held for a time: the columns of its first and last possible
/// beginning, and of its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    stance: Stance,
    first: usize,
    begun: usize,
    end: usize,
}

/// The days of a chart, and the columns they are drawn in.
#[derive(Debug, Clone, Copy)]
struct Span {
    from: i32,
    to: i32,
    cols: usize,
}

impl Span {
    fn column(self, day: i32) -> usize {
        let days = usize::try_from(self.to - self.from).unwrap_or(0).max(1);
        let at = usize::try_from((day - self.from).max(0)).unwrap_or(0);
        (at * (self.cols - 1) / days).min(self.cols - 1)
    }
}

/// Adds the chart of positions in the order they began, until a day; those
/// without any date are not drawn. Returns whether there was anything to draw.
pub(super) fn show(
    doc: &mut Doc,
    theme: &Theme,
    positions: &[&Position],
    until: Option<Day>,
) -> bool {
    let cols = doc.cols.saturating_sub(LABEL);
    let dated: Vec<(Stance, i32, i32, Option<i32>)> = positions
        .iter()
        .filter_map(|position| {
            let (first, last) = position.since.as_ref()?.beginning();
            let (first, last) = (first.day(), last.day());
            let begun = last.or(first)?.number();
            let end = position.until.as_ref().and_then(Date::last_day);
            let first = first.map_or(begun, Day::number);
            Some((position.stance, first, begun, end.map(Day::number)))
        })
        .collect();
    let (Some(from), Some(last)) = (
        dated.iter().map(|held| held.1).min(),
        dated.iter().map(|held| held.3.unwrap_or(held.2)).max(),
    ) else {
        return false;
    };
    if cols < 12 {
        return false;
    }
    // A day more, so that the last stance is a line and not a point.
    let to = until.map_or(last, Day::number).max(last) + 1;
    let span = Span { from, to, cols };
    let next = dated.iter().skip(1).map(|held| held.1);
    let ends = next.map(Some).chain([None]);
    let held: Vec<Held> = dated
        .iter()
        .zip(ends)
        .map(|(&(stance, first, begun, until), next)| {
            let end = next.into_iter().chain(until).min().unwrap_or(to);
            let first = span.column(first);
            Held {
                stance,
                first,
                begun: span.column(begun),
                end: span.column(end).max(first),
            }
        })
        .collect();
    axis(doc, theme, span);
    let lines = lines(&held, cols, theme.ascii);
    for (stance, line) in ROWS.iter().zip(lines) {
        let scored = stance.score().is_some();
        if !scored && held.iter().all(|held| held.stance != *stance) {
            continue;
        }
        let word = stance.meaning().split(':').next().unwrap_or_default();
        let line: String = line.into_iter().collect();
        doc.row(
            Row::new()
                .and(theme.stance_glyph(*stance), theme.stance(*stance))
                .and(
                    format!(" {}", text::pad(word, LABEL - 3)),
                    theme.style(Role::Dim),
                )
                .and(line.trim_end().to_owned(), theme.style(Role::Text)),
        );
    }
    true
}

/// Adds the years above their first days.
fn axis(doc: &mut Doc, theme: &Theme, span: Span) {
    let mut words = " ".repeat(LABEL);
    let year = |day: i32| Day::from_number(day).ymd().0;
    let (from, to) = (year(span.from), year(span.to));
    words.push_str(&from.to_string());
    for year in from.saturating_add(1)..=to {
        let Some(day) = Day::from_ymd(year, 1, 1) else {
            continue;
        };
        let at = LABEL + span.column(day.number());
        if text::width(&words) + 2 <= at && at + 4 <= LABEL + span.cols {
            words = format!("{}{year}", text::pad(&words, at));
        }
    }
    doc.row(Row::new().and(words, theme.style(Role::Date)));
}

/// Returns the lines of a chart, as [`ROWS`] has them.
fn lines(held: &[Held], cols: usize, ascii: bool) -> Vec<Vec<char>> {
    let pick = |unicode, plain| if ascii { plain } else { unicode };
    let mut lines = vec![vec![' '; cols]; ROWS.len()];
    let row = |stance| ROWS.iter().position(|row| *row == stance).unwrap_or(0);
    let mut put = |row: usize, at: usize, c: char| {
        if let Some(cell) = lines.get_mut(row).and_then(|line| line.get_mut(at)) {
            *cell = c;
        }
    };
    for (nth, one) in held.iter().enumerate() {
        let here = row(one.stance);
        for at in one.first..=one.end {
            let c = if at < one.begun {
                pick('╍', '.')
            } else {
                pick('━', '-')
            };
            put(here, at, c);
        }
        let before = nth.checked_sub(1).and_then(|nth| held.get(nth));
        // Stances without a score are on no scale: no line leads to them.
        if let Some(before) = before.filter(|before| {
            before.stance != one.stance
                && before.stance.score().is_some()
                && one.stance.score().is_some()
                && before.end == one.first
        }) {
            let from = row(before.stance);
            for between in from.min(here) + 1..from.max(here) {
                put(between, one.first, pick('┃', '|'));
            }
            let down = from < here;
            put(from, one.first, pick(if down { '┓' } else { '┛' }, '+'));
            put(here, one.first, pick(if down { '┗' } else { '┏' }, '+'));
        }
        if nth + 1 == held.len() {
            put(here, one.end, pick('◆', '*'));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(held: &[Held], ascii: bool) -> Vec<String> {
        lines(held, 10, ascii)
            .into_iter()
            .map(|line| line.into_iter().collect::<String>().trim_end().to_owned())
            .collect()
    }

    fn held(stance: Stance, first: usize, begun: usize, end: usize) -> Held {
        Held {
            stance,
            first,
            begun,
            end,
        }
    }

    #[test]
    fn a_stance_steps_where_it_changed() {
        let two = [
            held(Stance::LeansAgainst, 0, 0, 6),
            held(Stance::Opposes, 6, 6, 9),
        ];
        assert_eq!(drawn(&two, false)[3..5], ["━━━━━━┓", "      ┗━━◆"]);
        assert_eq!(drawn(&two, true)[3..5], ["------+", "      +--*"]);
    }

    #[test]
    fn an_uncertain_beginning_is_dashed() {
        let one = [held(Stance::Supports, 0, 4, 9)];
        assert_eq!(drawn(&one, false)[0], "╍╍╍╍━━━━━◆");
    }

    #[test]
    fn no_line_leads_to_what_is_on_no_scale() {
        let two = [
            held(Stance::Supports, 0, 0, 5),
            held(Stance::Silent, 5, 5, 9),
        ];
        let drawn = drawn(&two, false);
        assert_eq!((&*drawn[0], &*drawn[7]), ("━━━━━━", "     ━━━━◆"));
        assert!(drawn[1..7].iter().all(String::is_empty));
    }
}
