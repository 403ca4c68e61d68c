//! Where the pieces of an edited quote stand in one passage, in order.

use std::{collections::BTreeMap, ops::Range};

use crate::verify::{
    archive::{Archive, is_bound},
    limits::count,
    pieces::{Kind, Pieces},
};

/// The most words that may be left out of a passage, all gaps together.
pub(super) const LEFT_OUT: usize = 60;

/// The most steps that are tried for a quote.
const STEPS: usize = 20_000;

/// The most bytes of the words that may be left out, and of what is between.
pub(super) const WIDEST: usize = 4096;

/// The pieces of a quote where they stand: bytes of the text without
/// typography.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stitched {
    /// The pieces, in order.
    pub(super) pieces: Vec<Range<usize>>,
    /// The stretches left out between them, those with words in them.
    pub(super) omitted: Vec<Range<usize>>,
    /// The words left out.
    pub(super) words: usize,
}

/// Returns every passage in which the pieces stand in order, with at most so
/// many words left out.
pub(super) fn stitch(pieces: &Pieces, archive: &Archive, left_out: usize) -> Vec<Stitched> {
    let all = 0..pieces.pieces.len();
    let cores: Vec<&str> = all.map(|at| pieces.core(at)).collect();
    let mut search = Search {
        archive,
        text: &archive.plain().text,
        pieces,
        cores: &cores,
        steps: STEPS,
    };
    // By where the last piece ends: of passages that end alike, the shortest is
    // the one that was meant.
    let mut found: BTreeMap<usize, Stitched> = BTreeMap::new();
    for at in starts(&cores, archive) {
        let Some(at) = search.first(at) else {
            continue;
        };
        let mut so_far = Stitched {
            pieces: vec![at],
            ..Stitched::default()
        };
        if search.go_on(&mut so_far, left_out) {
            let end = so_far.pieces.last().map_or(0, |last| last.end);
            let best = found.entry(end).or_insert_with(|| so_far.clone());
            if so_far.words < best.words {
                *best = so_far;
            }
        }
    }
    found.into_values().collect()
}

/// Returns where the first piece stands and the longest may follow.
fn starts(cores: &[&str], archive: &Archive) -> Vec<Range<usize>> {
    let longest = cores.iter().enumerate().max_by_key(|(_, core)| core.len());
    let (Some(first), Some((place, longest))) = (cores.first(), longest) else {
        return Vec::new();
    };
    let anchors = archive.alike_anywhere(longest);
    if place == 0 {
        return anchors;
    }
    // What is before the longest, with what may be left out there.
    let before: usize = cores.iter().take(place).map(|core| 2 * core.len()).sum();
    let mut found: Vec<Range<usize>> = anchors
        .iter()
        .flat_map(|anchor| {
            let from = anchor.start.saturating_sub(before + WIDEST);
            archive.alike_in(from..anchor.start, first)
        })
        .collect();
    found.sort_unstable_by_key(|at| (at.start, at.end));
    found.dedup();
    found
}

struct Search<'a> {
    archive: &'a Archive,
    text: &'a str,
    pieces: &'a Pieces,
    cores: &'a [&'a str],
    steps: usize,
}

impl Search<'_> {
    /// Returns the place of the first piece, with the letters before it that
    /// stand there in another case; `None` where it may not begin or end.
    fn first(&self, at: Range<usize>) -> Option<Range<usize>> {
        let start = match &self.pieces.pieces.first()?.gap.kind {
            Kind::Words | Kind::Ending => at.start,
            Kind::Letters(letters) => self.letters(letters, at.start)?,
        };
        (is_bound(self.text, start) && self.may_end(0, at.end)).then_some(start..at.end)
    }

    /// Finds the pieces that are still to be found, the nearest first; says if
    /// all are.
    fn go_on(&mut self, so_far: &mut Stitched, left: usize) -> bool {
        let piece = so_far.pieces.len();
        let (Some(core), Some(last)) = (self.cores.get(piece), so_far.pieces.last()) else {
            return true;
        };
        let end = last.end;
        if let Some(at) = self.literally(piece, end) {
            so_far.pieces.push(at);
            if self.go_on(so_far, left) {
                return true;
            }
            so_far.pieces.pop();
        }
        self.steps = self.steps.saturating_sub(1);
        if self.steps == 0 {
            return false;
        }
        let reach = end + WIDEST + 2 * core.len();
        for at in self.archive.alike_in(end..reach, core) {
            let Some((start, between)) = self.gap(piece, end, &at) else {
                continue;
            };
            let words = count(self.text.get(between.clone()).unwrap_or_default());
            if left < words {
                return false;
            }
            let omitted = so_far.omitted.len();
            so_far.pieces.push(start..at.end);
            so_far.omitted.extend((0 < words).then_some(between));
            so_far.words += words;
            if self.go_on(so_far, left - words) {
                return true;
            }
            so_far.pieces.pop();
            so_far.omitted.truncate(omitted);
            so_far.words -= words;
        }
        false
    }

    /// Returns where a piece stands if the mark before it is the source's own.
    fn literally(&self, piece: usize, end: usize) -> Option<Range<usize>> {
        let sought = self.pieces.pieces.get(piece)?;
        if sought.gap.literal.is_empty() {
            return None;
        }
        let rest = self.text.get(end..)?;
        let stop = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':');
        let after = rest
            .trim_start_matches(stop)
            .strip_prefix(&*sought.gap.literal)?;
        let after = after.trim_start_matches(|c: char| stop(c) || c == '.');
        let core = self.cores.get(piece)?;
        let start = self.text.len() - after.len();
        let at = start..start + core.len();
        (after.starts_with(*core) && self.may_end(piece, at.end)).then_some(at)
    }

    /// Returns where a piece begins that was found at a place, and the stretch
    /// between it and the one before; `None` if the gap may not stand for it.
    fn gap(&self, piece: usize, end: usize, at: &Range<usize>) -> Option<(usize, Range<usize>)> {
        if !self.may_end(piece, at.end) {
            return None;
        }
        let gap = &self.pieces.pieces.get(piece)?.gap;
        match &gap.kind {
            Kind::Words => is_bound(self.text, at.start).then_some((at.start, end..at.start)),
            Kind::Letters(letters) => {
                let start = self.letters(letters, at.start)?;
                let between = self.text.get(end..start)?;
                let nothing = !between.contains(char::is_alphanumeric);
                ((nothing || gap.skips) && is_bound(self.text, start))
                    .then_some((start, end..start))
            }
            Kind::Ending => {
                let between = self.text.get(end..at.start)?.trim_end();
                let one_word = between.chars().all(char::is_alphanumeric);
                (one_word && is_bound(self.text, at.start))
                    .then_some((at.start, at.start..at.start))
            }
        }
    }

    /// Returns where letters stand, in any case, just before a byte.
    fn letters(&self, letters: &str, at: usize) -> Option<usize> {
        let before = self.text.get(..at)?;
        let count = letters.chars().count();
        let (start, _) = before.char_indices().rev().nth(count.checked_sub(1)?)?;
        let stands = before.get(start..)?;
        (stands.to_lowercase() == letters.to_lowercase()).then_some(start)
    }

    /// Whether a piece may end at a byte: with a word, unless its end was put in.
    fn may_end(&self, piece: usize, at: usize) -> bool {
        matches!(self.pieces.gap_after(piece), Some(Kind::Ending)) || is_bound(self.text, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(quote: &str, text: &str, expect: &[(&[&str], usize)]) {
        let archive = Archive::new(text);
        let pieces = Pieces::read(quote, |mark| !archive.alike(mark).is_empty()).unwrap();
        let found = stitch(&pieces, &archive, LEFT_OUT);
        let cut = |at: &Range<usize>| text.get(at.clone()).unwrap();
        let found: Vec<(Vec<&str>, usize)> = found
            .iter()
            .map(|one| (one.pieces.iter().map(cut).collect(), one.words))
            .collect();
        let found: Vec<(&[&str], usize)> = found.iter().map(|(p, w)| (&**p, *w)).collect();
        assert_eq!(found, expect, "{quote}");
    }

    #[test]
    fn pieces_stand_in_one_passage() {
        let text =
            "To settle it, the old council may not grant the ferry [of Upton] a wharf. To end.";
        check(
            "the old council ... a wharf",
            text,
            &[(&["the old council", "a wharf"], 7)],
        );
        check("the council ... a wharf", text, &[]);
        check("[t]o settle it", text, &[(&["To settle it"], 0)]);
        check("the [elder] council", text, &[(&["the", "council"], 1)]);
        check(
            "may not grant[ed] the ferry",
            text,
            &[(&["may not grant", "the ferry"], 0)],
        );
        check(
            "not gran[ted] the ferry",
            text,
            &[(&["not gran", "the ferry"], 0)],
        );
        check(
            "the ferry [of Upton] ... wharf",
            text,
            &[(&["the ferry [of Upton]", "wharf"], 1)],
        );
        check("... the ferry ...", text, &[(&["the ferry"], 0)]);
        check("a wharf ... council", text, &[]);
        check("[un]settle it", text, &[]);
        check(
            "settle it ... [T]he old",
            text,
            &[(&["settle it", "the old"], 0)],
        );
        check("settle ... [T]he old", text, &[(&["settle", "the old"], 1)]);
        check("settle [T]he old", text, &[]);
    }

    #[test]
    fn hyphens_at_ends_of_lines_part_no_piece() {
        let archive = Archive::new("The ferry was a nego-\ntiation, said by a well-\nknown hand.");
        let pieces = Pieces::read("ferry ... a negotiation ... a well-known hand", |_| false);
        assert_eq!(stitch(&pieces.unwrap(), &archive, LEFT_OUT).len(), 1);
    }

    #[test]
    fn the_nearest_pieces_are_meant() {
        let text = "We say so. We did agree. We then agree.";
        check(
            "We ... agree",
            text,
            &[(&["We", "agree"], 1), (&["We", "agree"], 1)],
        );
    }
}
