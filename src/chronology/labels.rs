//! Which titles are written, and where: beside their marks or in the rows
//! below them. What matters more is placed first.

use std::ops::Range;

/// A title that is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The column from which on it may stand beside its mark.
    pub beside: i32,
    /// The column from which on it may stand below its mark, with one column more
    /// than its width for what leads down to it.
    pub below: i32,
    /// The fewest columns that it may be cut to.
    pub least: i32,
    /// How much it matters: the greater is placed first.
    pub weight: u8,
}

/// Where a title is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Which of those wanted it is.
    pub at: usize,
    /// The row: 0 is that of the marks.
    pub row: usize,
    /// The first column.
    pub column: i32,
    /// How many columns it has; less than its width, if it is cut.
    pub width: i32,
}

/// The columns of the shortest title that is written.
const SHORTEST: i32 = 4;

/// Places titles in rows of so many columns, of which the first is taken by
/// marks in part. Two titles in a row have a blank between them. A title is
/// whole if it can be, beside its mark if it can be; one that there is no room
/// for is left out. How wide a title is, is asked only where there is room for
/// the shortest.
pub fn labels(
    wanted: &[Wanted],
    taken: &[Range<i32>],
    (rows, cols): (usize, i32),
    width: impl Fn(usize) -> i32,
) -> Vec<Written> {
    let mut free: Vec<Vec<bool>> = vec![vec![true; usize::try_from(cols).unwrap_or(0)]; rows];
    if let Some(first) = free.first_mut() {
        for range in taken {
            occupy(first, range.start, range.end);
        }
    }
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(wanted[at].weight));
    let mut written = Vec::new();
    for at in order {
        let title = wanted[at];
        let rooms = free.iter().enumerate().map(|(row, cells)| {
            let (column, elbow) = match row {
                0 => (title.beside, 0),
                _ => (title.below.max(0), 1),
            };
            (room(cells, column) - elbow, row, column, elbow)
        });
        let rooms: Vec<_> = rooms.filter(|(room, ..)| SHORTEST <= *room).collect();
        if rooms.is_empty() {
            continue;
        }
        let width = width(at);
        // Of those with the most room the first: beside before below.
        let best = rooms.into_iter().map(|(room, row, column, elbow)| {
            let width = room.min(width) + elbow;
            (
                width - elbow,
                Written {
                    at,
                    row,
                    column,
                    width,
                },
            )
        });
        let best = best.reduce(|best, next| if best.0 < next.0 { next } else { best });
        let least = title.least.min(width).max(1);
        if let Some((_, best)) = best.filter(|(room, _)| least <= *room) {
            occupy(
                &mut free[best.row],
                best.column - 1,
                best.column + best.width + 1,
            );
            written.push(best);
        }
    }
    written.sort_by_key(|label| (label.row, label.column));
    written
}

/// Returns how many columns are free from one on.
fn room(cells: &[bool], column: i32) -> i32 {
    let from = usize::try_from(column).unwrap_or(usize::MAX);
    let rest = cells.get(from..).unwrap_or_default();
    let free = rest.iter().take_while(|free| **free).count();
    i32::try_from(free).unwrap_or(0)
}

fn occupy(cells: &mut [bool], from: i32, past: i32) {
    let at = |column: i32| usize::try_from(column.max(0)).unwrap_or(0).min(cells.len());
    let (from, past) = (at(from), at(past));
    if let Some(cells) = cells.get_mut(from..past.max(from)) {
        cells.fill(false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop, prop_assert, proptest};

    fn wanted(beside: i32, weight: u8) -> Wanted {
        Wanted {
            beside,
            below: beside - 2,
            least: 6,
            weight,
        }
    }

    #[test]
    fn what_matters_more_has_the_room() {
        let two = [wanted(2, 1), wanted(12, 2)];
        let marks = [0..1, 10..11];
        let one = labels(&two, &marks, (1, 40), |_| 20);
        assert_eq!(
            one.iter().map(|l| (l.at, l.width)).collect::<Vec<_>>(),
            [(0, 8), (1, 20)]
        );
        let more = labels(&two, &marks, (2, 40), |_| 20);
        assert_eq!(
            more.iter()
                .map(|l| (l.at, l.row, l.width))
                .collect::<Vec<_>>(),
            [(1, 0, 20), (0, 1, 21)]
        );
        // Cut to less than it can be: left out.
        assert_eq!(
            labels(&[wanted(6, 1)], &vec![10..11; 1], (1, 40), |_| 20),
            []
        );
    }

    proptest! {
        #[test]
        fn titles_do_not_meet(
            of in prop::collection::vec((-20i32..220, 0i32..60, 0u8..4), 0..30),
            taken in prop::collection::vec((0i32..200, 1i32..20), 0..10),
            rows in 0usize..4, cols in 0i32..200,
        ) {
            let all: Vec<Wanted> = of.iter().map(|&(at, _, weight)| wanted(at, weight)).collect();
            let taken: Vec<_> = taken.iter().map(|&(at, len)| at..at + len).collect();
            let found = labels(&all, &taken, (rows, cols), |at| of[at].1);
            for label in &found {
                prop_assert!(0 <= label.column && label.column + label.width <= cols && label.row < rows);
                prop_assert!(label.row > 0 || taken.iter().all(|t| t.end <= label.column || label.column + label.width <= t.start));
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0].row < pair[1].row || pair[0].column + pair[0].width < pair[1].column);
            }
        }
    }
}
