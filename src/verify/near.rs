//! The words of a text that are most like a quote which does not stand there.

use std::ops::Range;

use crate::verify::archive::{Archive, boundary, is_bound};

/// What is most like a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Near {
    /// Its bytes in the text without typography, in whole words.
    pub(super) at: Range<usize>,
    /// Letters and signs to add, take away or replace.
    pub(super) distance: usize,
}

/// Characters of a quote up to which something like it is looked for: the work
/// grows with the square of them.
const LONGEST: usize = 6000;

/// Returns what is most like a quote (without typography) and differs in at
/// most a tenth of its letters.
pub(super) fn near(words: &str, archive: &Archive) -> Option<Near> {
    let most = words.chars().count() / 10;
    near_in(words, most, 0..usize::MAX, archive)
}

/// Returns what is most like words (without typography) about a stretch of the
/// text, and differs in at most so many letters.
pub(super) fn near_in(
    words: &str,
    most: usize,
    stretch: Range<usize>,
    archive: &Archive,
) -> Option<Near> {
    let sought: Vec<char> = words.chars().collect();
    if most == 0 || LONGEST < sought.len() {
        return None;
    }
    let text = &archive.plain().text;
    let spots = archive.seeds().spots(words, most, stretch);
    let found = spots.iter().flat_map(|spot| {
        // A place is known as exactly as what was edited before it allows.
        let slack = 4 * (2 * most + 8);
        let from = boundary(text, spot.start.saturating_sub(slack));
        let to = boundary(text, spot.start + words.len() + slack);
        let window = text.get(from..to).unwrap_or_default();
        let ways = align(&sought, window, spot.start - from.min(spot.start), most);
        let ways = ways.unwrap_or_default().into_iter();
        ways.map(move |(at, cost)| {
            let best = from + at.start..from + at.end;
            let at = whole(text, best.clone());
            let letters = |at: Range<usize>| text.get(at).map_or(0, |text| text.chars().count());
            let more = letters(at.start..best.start) + letters(best.end..at.end);
            Near {
                at,
                distance: cost + more,
            }
        })
    });
    // Of several that differ as much, one that ends as the quote does, and in
    // which most of it stands.
    found
        .filter(|near| near.distance <= most)
        .min_by_key(|near| {
            let stands = text.get(near.at.clone()).unwrap_or_default();
            let ends_alike = stands.chars().next_back() == sought.last().copied();
            let len = std::cmp::Reverse(stands.len());
            (near.distance, !ends_alike, len, near.at.start)
        })
}

/// Returns a range made longer to whole words.
fn whole(text: &str, at: Range<usize>) -> Range<usize> {
    let mut chars = text
        .get(..at.start)
        .unwrap_or_default()
        .char_indices()
        .rev();
    let start = if is_bound(text, at.start) {
        at.start
    } else {
        let start = chars.find(|(at, _)| is_bound(text, *at));
        start.map_or(0, |(at, _)| at)
    };
    let rest = text.get(at.end..).unwrap_or_default();
    let ends = rest.char_indices().map(|(more, _)| at.end + more);
    let end = ends.into_iter().find(|end| is_bound(text, *end));
    start..end.unwrap_or(text.len())
}

/// One way to a cell of the table: its cost, and where in the window it began.
type Way = (u32, u32);
const FAR: Way = (u32::MAX / 2, 0);

/// Returns the bytes of a window that a text may be aligned with, the best for
/// each end, and the letters in which they differ, at most `most`; `None` where
/// there are none. The text begins about `near` bytes into the window. (Sellers:
/// the edit distance with free ends, near the diagonal.)
fn align(
    sought: &[char],
    window: &str,
    near: usize,
    most: usize,
) -> Option<Vec<(Range<usize>, usize)>> {
    let chars: Vec<(usize, char)> = window.char_indices().collect();
    let near = chars.partition_point(|(at, _)| *at < near);
    let reach = 3 * most + 16;
    let limit = u32::try_from(most).ok()?;
    let band = |row: usize| {
        let middle = near + row;
        middle.saturating_sub(reach)..=(middle + reach).min(chars.len())
    };
    let mut before: Vec<Way> = (0..=chars.len())
        .map(|at| (0, u32::try_from(at).unwrap_or(0)))
        .collect();
    let mut row = vec![FAR; chars.len() + 1];
    // The columns of the row before with a cost that may still do (Ukkonen);
    // what stands in others is of earlier rows.
    let mut alive = 0..=chars.len();
    for (at, letter) in sought.iter().enumerate() {
        let columns = band(at + 1);
        let mut left = FAR;
        let mut next: Option<(usize, usize)> = None;
        let mut column = *columns.start().max(alive.start());
        while column <= *columns.end() && (column <= alive.end() + 1 || left.0 < limit) {
            let of = |column: usize| {
                let way = alive.contains(&column).then(|| before.get(column));
                way.flatten().copied().unwrap_or(FAR)
            };
            let (cost, from) = of(column);
            let mut way = (cost + 1, from);
            if let Some(diagonal) = column.checked_sub(1) {
                let (cost, from) = of(diagonal);
                let same = chars.get(diagonal).is_some_and(|(_, c)| c == letter);
                way = way.min((cost + u32::from(!same), from));
                way = way.min((left.0 + 1, left.1));
            }
            *row.get_mut(column)? = way;
            if way.0 <= limit {
                next = Some((next.map_or(column, |(first, _)| first), column));
            }
            left = way;
            column += 1;
        }
        let (first, last) = next?;
        alive = first..=last;
        std::mem::swap(&mut before, &mut row);
    }
    let byte = |at: usize| chars.get(at).map_or(window.len(), |(at, _)| *at);
    let ways = alive.filter_map(|end| {
        let (cost, start) = *before.get(end)?;
        let range = byte(start as usize)..byte(end);
        (cost <= limit).then_some((range, cost as usize))
    });
    Some(ways.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, text: &str, expect: Option<(&str, usize)>) {
        let archive = Archive::new(text);
        let found = near(words, &archive);
        let found = found.map(|near| (text.get(near.at).unwrap(), near.distance));
        assert_eq!(found, expect, "{words}");
    }

    #[test]
    fn what_is_like_it_is_found_in_whole_words() {
        let text = "Nobody spoke. The council may not grant the ferry a wharf at dusk. They left.";
        let granted = "The council may not grant the ferry a wharf at dusk";
        check(
            "The council may grant the ferry a wharf at dusk",
            text,
            Some((granted, 4)),
        );
        check(
            "the council may not grant the ferry a wharf at dusk",
            text,
            Some((granted, 1)),
        );
        check(
            "The council may not grant the ferry the wharf at dusk",
            text,
            Some((granted, 3)),
        );
        check(
            "The council may not grant a ferryboat some wharf at dusk",
            text,
            None,
        );
        check(
            "THE COUNCIL MAY NOT GRANT THE FERRY A WHARF AT DUSK",
            text,
            None,
        );
        // An end within a word would cost less.
        check("Nobody spoke. The council may grant", text, None);
        check(
            "Nobody spoke. The council of the lake may grant",
            "Nobody spoke. The council of the lake may not grant it.",
            Some(("Nobody spoke. The council of the lake may not grant", 4)),
        );
        check("zebra", text, None);
        check("", text, None);
        check("The council may not grant the ferry", "", None);
    }

    #[test]
    fn the_place_is_the_best_of_several() {
        let text = "the tide of the river is low now; the tide of the rivers is low now";
        check(
            "a tide of the rivers is low now",
            text,
            Some(("the tide of the rivers is low now", 3)),
        );
    }
}
