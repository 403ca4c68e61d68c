//! The passage that is most like an edited quote of which pieces differ.

use std::ops::Range;

use crate::verify::{
    archive::{Archive, is_bound},
    near::{near, near_in},
    pieces::{Kind, Piece, Pieces},
    stitch::{LEFT_OUT, Stitched, WIDEST, stitch},
};

/// A passage that is like an edited quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mended {
    /// Where its pieces stand, or what is like them.
    pub(super) stitched: Stitched,
    /// The quote with its marks, its pieces as they stand there.
    pub(super) words: String,
    /// Letters and signs of the pieces to add, take away or replace.
    pub(super) distance: usize,
}

/// Places of a piece around which the others are looked for.
const PLACES: usize = 4;

/// Returns the passage that is most like an edited quote (without typography):
/// its pieces stand there in order, but for at most a tenth of the letters of
/// all pieces, and at most half of those of any.
pub(super) fn mend(words: &str, pieces: &Pieces, archive: &Archive) -> Option<Mended> {
    let letters = |piece: usize| pieces.core(piece).chars().count();
    let most = (0..pieces.pieces.len()).map(letters).sum::<usize>() / 10;
    if most == 0 {
        return None;
    }
    let found = anchors(pieces, archive).into_iter().filter_map(|anchor| {
        let mending = Mending {
            pieces,
            archive,
            around: around(pieces, anchor),
        };
        mending.mend(words, most)
    });
    found.min_by_key(|mended| (mended.distance, mended.stitched.words))
}

/// Returns where the longest piece stands that does, or what is like the
/// longest of all.
fn anchors(pieces: &Pieces, archive: &Archive) -> Vec<Range<usize>> {
    let mut cores: Vec<&str> = (0..pieces.pieces.len()).map(|at| pieces.core(at)).collect();
    cores.sort_by_key(|core| std::cmp::Reverse(core.len()));
    let Some((longest, rest)) = cores.split_first() else {
        return Vec::new();
    };
    // What is short stands anywhere.
    let tells = |core: &&&str| longest.len() <= 2 * core.len();
    let mut found = archive.alike(longest);
    if found.is_empty() {
        found = near(longest, archive)
            .into_iter()
            .map(|near| near.at)
            .collect();
    }
    for core in rest.iter().filter(tells) {
        if found.is_empty() {
            found = archive.alike(core);
        }
    }
    found.truncate(PLACES);
    found
}

/// Returns the bytes around a piece in which all others stand, wherever it is
/// among them.
fn around(pieces: &Pieces, anchor: Range<usize>) -> Range<usize> {
    let all: usize = pieces.pieces.iter().map(|piece| 2 * piece.text.len()).sum();
    let reach = all + WIDEST;
    anchor.start.saturating_sub(reach)..anchor.end.saturating_add(reach)
}

struct Mending<'a> {
    pieces: &'a Pieces,
    archive: &'a Archive,
    /// Bytes of the text without typography.
    around: Range<usize>,
}

impl Mending<'_> {
    fn mend(&self, words: &str, most: usize) -> Option<Mended> {
        let mut mended = self.pieces.clone();
        let mut stands = String::new();
        let (mut so_far, mut distance) = (0, 0);
        for (at, piece) in mended.pieces.iter_mut().enumerate() {
            let place = self.pieces.place(at);
            let mut core = words.get(place.clone())?.to_owned();
            if !self.stands(at, &core) {
                let left = most.checked_sub(distance)?;
                let (text, more) = self.like(piece, &core, left)?;
                distance += more;
                piece.text.clone_from(&text);
                core = text;
            }
            stands.push_str(words.get(so_far..place.start)?);
            stands.push_str(&core);
            so_far = place.end;
        }
        stands.push_str(words.get(so_far..)?);
        let found = stitch(&mended, self.archive, LEFT_OUT).into_iter();
        let stitched = found.min_by_key(|one| one.words)?;
        (0 < distance).then_some(Mended {
            stitched,
            words: stands,
            distance,
        })
    }

    /// Whether a piece stands hereabouts as it is.
    fn stands(&self, at: usize, core: &str) -> bool {
        let text = &self.archive.plain().text;
        let begins = |piece: &Piece| matches!(piece.gap.kind, Kind::Letters(_));
        let may_begin_within = self.pieces.pieces.get(at).is_some_and(begins);
        let may_end_within = matches!(self.pieces.gap_after(at), Some(Kind::Ending));
        let mut places = self.archive.alike_in(self.around.clone(), core).into_iter();
        places.any(|at| {
            (may_begin_within || is_bound(text, at.start))
                && (may_end_within || is_bound(text, at.end))
        })
    }

    /// Returns what is most like a piece hereabouts, and the letters in which it
    /// differs, at most so many.
    fn like(&self, piece: &Piece, core: &str, most: usize) -> Option<(String, usize)> {
        let letters = match &piece.gap.kind {
            Kind::Letters(letters) => letters.as_str(),
            Kind::Words | Kind::Ending => "",
        };
        let sought = format!("{letters}{core}");
        let half = core.chars().count() / 2;
        // The letters that were put in may be in another case.
        let most = most.min(half) + letters.chars().count();
        let found = near_in(&sought, most, self.around.clone(), self.archive)?;
        let stands = self.archive.plain().text.get(found.at)?;
        let end = letters.chars().zip(stands.char_indices());
        let other = end.clone().filter(|(put, (_, c))| put != c).count();
        let len = end.last().map_or(0, |(_, (at, c))| at + c.len_utf8());
        let (head, rest) = stands.split_at_checked(len)?;
        let distance = found.distance.checked_sub(other)?;
        (head.to_lowercase() == letters.to_lowercase() && distance <= most.min(half))
            .then(|| (rest.to_owned(), distance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Nobody spoke. To settle it, the old council of the lake may not grant the \
        ferry of Upton a wharf below the mill. We hold it in trust, B said.";

    fn check(quote: &str, expect: Option<(&[&str], &str, usize)>) {
        let archive = Archive::new(TEXT);
        let found = mend(quote, &Pieces::read(quote, |_| false).unwrap(), &archive);
        let cut = |at: &Range<usize>| TEXT.get(at.clone()).unwrap();
        let found = found.map(|mended| {
            let pieces: Vec<&str> = mended.stitched.pieces.iter().map(cut).collect();
            (pieces, mended.words, mended.distance)
        });
        let found = found.as_ref();
        let found = found.map(|(pieces, words, distance)| (&**pieces, words.as_str(), *distance));
        assert_eq!(found, expect, "{quote}");
    }

    #[test]
    fn the_piece_that_differs_is_found_as_it_stands() {
        // The longer piece stands; of the shorter one word is another.
        check(
            "the old council of the lake may not grant ... a wharf behind the mill",
            Some((
                &[
                    "the old council of the lake may not grant",
                    "a wharf below the mill",
                ],
                "the old council of the lake may not grant ... a wharf below the mill",
                4,
            )),
        );
        // The longer one is another; a word put in stays what it is.
        check(
            "the old council of a lake may not grant [it] a wharf",
            Some((
                &["the old council of the lake may not grant", "a wharf"],
                "the old council of the lake may not grant [it] a wharf",
                3,
            )),
        );
        // A letter in another case is no difference.
        check(
            "[t]o settle this, the old council of the lake ... hold it in trust",
            Some((
                &[
                    "To settle it, the old council of the lake",
                    "hold it in trust",
                ],
                "[t]o settle it, the old council of the lake ... hold it in trust",
                3,
            )),
        );
        // A “not” that was dropped.
        check(
            "the old council of the lake may grant ... a wharf below the mill",
            Some((
                &[
                    "the old council of the lake may not grant",
                    "a wharf below the mill",
                ],
                "the old council of the lake may not grant ... a wharf below the mill",
                4,
            )),
        );
    }

    #[test]
    fn what_differs_more_or_stands_in_another_order_is_not_like_it() {
        check(
            "the old council of the lake ... a new bridge below the mill",
            None,
        );
        check(
            "a wharf behind the mill ... the old council of the lake",
            None,
        );
        check("the old council of the lake may not grant ... a boat", None);
        check("zebra ... quagga", None);
        // What stands there is no less.
        check(
            "the old council of the lake ... a wharf below the mill",
            None,
        );
    }
}
