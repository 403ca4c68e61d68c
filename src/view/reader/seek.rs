//! Words found in an archived text.

use std::ops::Range;

use crate::{
    library::Opened,
    text,
    ui::needle::{How, Needle},
    view::{
        context::Direction,
        reader::rows::{Rows, Spot},
    },
};

/// How words are looked for, the strictest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    /// As they were typed.
    Phrase,
    /// All of them in a paragraph, in any order.
    Words,
    /// The same, but for slips.
    Slips,
}

/// What was looked for last, and the row where it was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hit {
    pub(super) needle: Needle,
    pub(super) sought: Sought,
    pub(super) spot: Spot,
}

/// The most bytes that are looked through for words with a slip: it takes a
/// hundred times as long as to look for those typed.
const SLIPS: usize = 1 << 16;

/// Returns the next row that has what is looked for, going round; and whether
/// it went round.
pub(super) fn next(
    rows: Rows<'_>,
    needle: &Needle,
    from: Spot,
    direction: Direction,
) -> Option<(Hit, bool)> {
    let sorts = [Sought::Phrase, Sought::Words, Sought::Slips].into_iter();
    let mut found = sorts.filter_map(|sought| {
        let (spot, is_round) = next_of(rows, needle, sought, from, direction)?;
        let needle = needle.clone();
        let hit = Hit {
            needle,
            sought,
            spot,
        };
        Some((hit, is_round))
    });
    found.next()
}

fn next_of(
    rows: Rows<'_>,
    needle: &Needle,
    sought: Sought,
    from: Spot,
    direction: Direction,
) -> Option<(Spot, bool)> {
    let len = rows.opened.parts.len();
    let mut looked = 0;
    let mut spots = |part: usize| {
        looked += rows.opened.folded(part).len();
        if sought == Sought::Slips && SLIPS < looked {
            return Vec::new();
        }
        spots(rows, needle, sought, part)
    };
    let first = from.part.min(len);
    if direction == Direction::Back {
        let before = |spots: Vec<Spot>| spots.into_iter().rfind(|spot| *spot < from);
        let mut here = (0..len.min(first + 1)).rev();
        if let Some(spot) = here.find_map(|part| before(spots(part))) {
            return Some((spot, false));
        }
        let round = (first..len).rev().find_map(|part| spots(part).pop());
        return round.map(|spot| (spot, true));
    }
    let after = |spot: &Spot| from < *spot || (direction == Direction::Here && from == *spot);
    let mut here = first..len;
    if let Some(spot) = here.find_map(|part| spots(part).into_iter().find(after)) {
        return Some((spot, false));
    }
    let round = (0..len.min(first + 1)).find_map(|part| spots(part).into_iter().next());
    round.map(|spot| (spot, true))
}

/// Returns the rows of a part that have what is looked for, in order.
fn spots(rows: Rows<'_>, needle: &Needle, sought: Sought, part: usize) -> Vec<Spot> {
    let found = hits(rows.opened, needle, sought, part);
    if found.is_empty() {
        return Vec::new();
    }
    let lines = rows.of(part).into_iter().enumerate();
    let has = |line: &Range<usize>| found.iter().any(|hit| line.contains(&hit.start));
    lines
        .filter(|(_, line)| has(&line.at))
        .map(|(row, _)| Spot { part, row })
        .collect()
}

/// Returns where a part has what is looked for: bytes of the text, in order.
pub(super) fn hits(
    opened: &Opened,
    needle: &Needle,
    sought: Sought,
    part: usize,
) -> Vec<Range<usize>> {
    let folded = opened.folded(part);
    let found = match sought {
        Sought::Phrase => needle.phrases(folded),
        Sought::Words => needle.words_in(folded, How::Typed),
        Sought::Slips => needle.words_in(folded, How::Slips),
    };
    let (Some(part), false) = (opened.parts.get(part), found.is_empty()) else {
        return Vec::new();
    };
    let back = text::folded(opened.raw().get(part.at.clone()).unwrap_or_default());
    let found = found.into_iter().map(|at| back.original(at));
    found
        .map(|at| part.at.start + at.start..part.at.start + at.end)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::reader::rows::tests::opened;

    /// What stands in the rows that are found one after the other, from a row on.
    fn check(raw: &str, typed: &str, direction: Direction, from: &str, expect: (&str, bool)) {
        let opened = opened(raw);
        let rows = Rows {
            opened: &opened,
            cols: 12,
        };
        let from = rows.spot(raw.find(from).expect("a row"));
        let needle = Needle::new(typed);
        let (hit, is_round) = next(rows, &needle, from, direction).expect(typed);
        let line = &rows.of(hit.spot.part)[hit.spot.row];
        assert_eq!(
            (raw.get(line.at.clone()).unwrap(), is_round),
            expect,
            "{typed} from {from:?}"
        );
    }

    #[test]
    fn the_first_row_counts_and_past_the_last_it_goes_round() {
        let raw = "The ferry is\nlate today.\n\nThe toll is\nhigh.\n\nThe ferry\nsinks now.\n";
        let here = Direction::Here;
        check(raw, "ferry", here, "The ferry is", ("The ferry is", false));
        check(
            raw,
            "ferry",
            Direction::Forward,
            "The ferry is",
            ("The ferry", false),
        );
        check(
            raw,
            "FERRY",
            Direction::Forward,
            "The ferry\ns",
            ("The ferry is", true),
        );
        check(
            raw,
            "ferry",
            Direction::Back,
            "The ferry is",
            ("The ferry", true),
        );
        check(
            raw,
            "ferry",
            Direction::Back,
            "The toll",
            ("The ferry is", false),
        );
        // Over the end of a row, and words in any order.
        check(
            raw,
            "is late",
            here,
            "The ferry is",
            ("The ferry is", false),
        );
        check(
            raw,
            "sinks ferry",
            here,
            "The ferry is",
            ("The ferry", false),
        );
        check(raw, "fefry", here, "The toll", ("The ferry", false));
    }

    #[test]
    fn what_is_found_are_bytes_of_the_text() {
        let raw = "Éa says “ﬁne”.\n\nB says é.";
        let opened = opened(raw);
        let found = |typed: &str, sought, part| {
            let found = hits(&opened, &Needle::new(typed), sought, part).into_iter();
            found.map(|at| raw.get(at).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(found("ea says", Sought::Phrase, 0), ["Éa says"]);
        assert_eq!(found("fine", Sought::Words, 0), ["ﬁne"]);
        assert_eq!(found("e", Sought::Phrase, 1), ["é"]);
        assert!(found("ferry", Sought::Slips, 1).is_empty());
    }
}
