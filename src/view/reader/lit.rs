//! Where the quotes from an archived text stand in it, to be asked for row by
//! row: of a text there may be a thousand quotes, and each in many places.

use std::ops::Range;

use crate::{model::QuoteId, verify::Finding};

/// A stretch of the text that a quote has, or leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the text.
    pub(super) at: Range<usize>,
    /// Which quote, counted from zero.
    pub(super) quote: usize,
    /// Which of the places where its words stand, counted from zero.
    pub(super) place: usize,
    /// Whether the quote leaves it out.
    pub(super) is_left_out: bool,
}

/// All of them, by their beginnings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marks {
    marks: Vec<Mark>,
    /// For each, the farthest end so far.
    reach: Vec<usize>,
}

impl Marks {
    /// Returns the marks of quotes, in their order.
    pub(super) fn new(quotes: &[(QuoteId, Finding)]) -> Marks {
        let mut marks: Vec<Mark> = Vec::new();
        for (quote, (_, finding)) in quotes.iter().enumerate() {
            for place in 0..places(finding) {
                let mark = |at: &Range<usize>, is_left_out| Mark {
                    at: at.clone(),
                    quote,
                    place,
                    is_left_out,
                };
                let pieces = pieces(finding, place);
                marks.extend(pieces.iter().map(|at| mark(at, false)));
                let between = pieces.windows(2).map(|two| two[0].end..two[1].start);
                let between = between.filter(|at| !at.is_empty());
                marks.extend(between.map(|at| mark(&at, true)));
            }
        }
        marks.sort_by_key(|mark| (mark.at.start, mark.at.end, mark.quote));
        let reach = marks.iter().scan(0, |reach, mark| {
            *reach = mark.at.end.max(*reach);
            Some(*reach)
        });
        Marks {
            reach: reach.collect(),
            marks,
        }
    }

    /// Returns the marks that reach into a stretch of the text.
    pub(super) fn within(&self, at: &Range<usize>) -> impl Iterator<Item = &Mark> {
        let (start, end) = (at.start, at.end);
        let before = self.marks.partition_point(|mark| mark.at.start < end);
        let near = self.marks.iter().zip(&self.reach).take(before).rev();
        near.take_while(move |(_, reach)| start < **reach)
            .map(|(mark, _)| mark)
            .filter(move |mark| start < mark.at.end)
    }
}

/// Returns in how many places the words of a quote stand; for one that is not
/// found at all it is one, of nothing.
pub(super) fn places(finding: &Finding) -> usize {
    1 + finding.elsewhere.len()
}

/// Returns where a quote stands at one of its places.
pub(super) fn pieces(finding: &Finding, place: usize) -> &[Range<usize>] {
    match place.checked_sub(1) {
        None => &finding.pieces,
        Some(at) => finding.elsewhere.get(at).map_or(&[], Vec::as_slice),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::reader::rows::tests::opened;

    #[test]
    fn every_place_of_a_quote_is_marked() {
        // The example has a quote of this sentence, with nothing to tell places apart.
        let raw =
            "A said: \"The light must not go out again.\"\n\nB: The light must not go out again.\n";
        let opened = opened(raw);
        let (_, finding) = opened.quotes.first().expect("a quote");
        assert_eq!(places(finding), 2);
        let marks = Marks::new(&opened.quotes);
        let found = |at: Range<usize>| -> Vec<(usize, &str)> {
            let within = marks.within(&at);
            within
                .map(|mark| (mark.place, raw.get(mark.at.clone()).unwrap()))
                .collect()
        };
        let words = "The light must not go out again.";
        assert_eq!(found(0..10), [(0, words)]);
        assert_eq!(found(44..99), [(1, words)]);
        assert!(found(0..9).is_empty() && found(41..47).is_empty());
        assert_eq!(found(0..99).len(), 2);
    }

    #[test]
    fn what_is_left_out_is_marked_as_such() {
        let raw = "She said: A due on every sail that passes is a due on Ostrel, for it is our sails that pass";
        let opened = opened(raw);
        let marks = Marks::new(&opened.quotes);
        let all = 0..raw.len();
        let within = marks.within(&all);
        let mut found: Vec<(bool, &str)> = within
            .map(|mark| (mark.is_left_out, raw.get(mark.at.clone()).unwrap().trim()))
            .collect();
        found.sort_unstable();
        assert_eq!(found[2], (true, "that passes"), "{found:?}");
    }
}
