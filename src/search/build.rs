//! An index made of pieces: each of some quotes, made on whichever core is
//! free, and all brought together term by term.

use std::ops::Range;

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::{
    arena::Id,
    model::{Capacity, Corpus, QuoteId, QuoteKind, Token},
    query::each_word,
    search::{
        number::narrow,
        postings::Postings,
        stems::{self, MOST, Spoken},
        words::{Interner, Words},
    },
    text,
};

/// The most quotes of a piece. Small pieces are done at once, big ones find
/// more words they know.
const PIECE: usize = 32_768;

/// The words of some quotes: sorted, where they stand, how long the quotes are.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) words: Words,
    pub(super) postings: Postings,
    /// For each quote, how many different words of some length it has.
    pub(super) lengths: Vec<u8>,
    /// For each quote, its kind and its capacity.
    pub(super) kinds: Vec<u8>,
    pub(super) spoken: Spoken,
    /// Where its quotes are in the whole.
    pub(super) ids: Place,
}

/// Where the quotes of a piece are in the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// One after the other, from this one on.
    From(u32),
    /// Each where it says; `None` where it is gone.
    Map(Vec<Option<u32>>),
    /// In runs, by where they were: there, and where they are. What is in none
    /// is gone.
    Runs(Vec<(Range<u32>, Range<u32>)>),
}

impl Default for Place {
    fn default() -> Place {
        Place::From(0)
    }
}

/// A part of what is to be brought together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) words: &'a Words,
    pub(super) postings: &'a Postings,
    pub(super) place: &'a Place,
}

/// Makes the pieces of some quotes, in order.
pub(super) fn pieces(corpus: &Corpus, fresh: &[Range<u32>]) -> Vec<Piece> {
    let mut tasks: Vec<Vec<Range<u32>>> = vec![Vec::new()];
    let mut room = PIECE;
    for range in fresh {
        let mut rest = range.clone();
        while !rest.is_empty() {
            let end = rest.end.min(rest.start + narrow(room));
            if let Some(task) = tasks.last_mut() {
                task.push(rest.start..end);
            }
            room -= (end - rest.start) as usize;
            rest.start = end;
            if room == 0 {
                tasks.push(Vec::new());
                room = PIECE;
            }
        }
    }
    tasks.retain(|task| !task.is_empty());
    tasks
        .into_par_iter()
        .map(|task| piece(corpus, &task))
        .collect()
}

fn piece(corpus: &Corpus, ranges: &[Range<u32>]) -> Piece {
    let mut reading = Reading::default();
    let mut ids = Vec::new();
    for id in ranges.iter().cloned().flatten() {
        reading.quote(corpus, Id::from_raw(id));
        ids.push(Some(id));
    }
    let mut piece = reading.sorted();
    piece.ids = match ranges {
        [one] => Place::From(one.start),
        _ => Place::Map(ids),
    };
    piece
}

/// The quotes of a piece as they are read.
#[derive(Debug, Default)]
struct Reading {
    interner: Interner,
    /// For each word, one more than the last quote it stood in.
    seen: Vec<u32>,
    /// For each word, how many quotes it stands in.
    counts: Vec<u32>,
    /// The words of all quotes, and where each quote's end.
    stream: Vec<u32>,
    ends: Vec<u32>,
    lengths: Vec<u8>,
    kinds: Vec<u8>,
    spoken: Spoken,
    folded: String,
}

impl Reading {
    fn quote(&mut self, corpus: &Corpus, id: QuoteId) {
        let quote = corpus.quotes.at(id);
        let mut length = 0_u8;
        self.text(&quote.text, &mut length);
        self.text(&quote.prefix, &mut length);
        self.text(&quote.suffix, &mut length);
        for translation in &quote.translations {
            self.text(&translation.text, &mut length);
        }
        stems::count(corpus, id, &mut self.spoken);
        self.ends.push(narrow(self.stream.len()));
        self.lengths.push(length);
        self.kinds.push(kind_byte(quote.kind, quote.capacity));
    }

    fn text(&mut self, words: &str, length: &mut u8) {
        if words.is_empty() {
            return;
        }
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        text::fold_into(words, &mut folded);
        let now = narrow(self.ends.len()) + 1;
        each_word(&folded, |word, _, _| {
            let (term, new) = self.interner.number(word);
            if new {
                self.seen.push(0);
                self.counts.push(0);
            }
            let term_at = term as usize;
            if self.seen[term_at] != now {
                self.seen[term_at] = now;
                self.counts[term_at] += 1;
                self.stream.push(term);
                *length = length.saturating_add(u8::from(is_long(word)));
            }
        });
        self.folded = folded;
    }

    /// Sorts the words, and turns words by quote into quotes by word.
    fn sorted(self) -> Piece {
        let words = &self.interner.words;
        let mut order: Vec<u32> = (0..narrow(words.len())).collect();
        order.sort_unstable_by_key(|&term| words.bytes(term as usize));
        let mut starts = vec![0; words.len()];
        let mut at = 0;
        for &term in &order {
            starts[term as usize] = at;
            at += self.counts[term as usize] as usize;
        }
        let mut flat = vec![0; self.stream.len()];
        let mut from = 0;
        for (&end, quote) in self.ends.iter().zip(0..) {
            for &term in &self.stream[from..end as usize] {
                let at = &mut starts[term as usize];
                flat[*at] = quote;
                *at += 1;
            }
            from = end as usize;
        }
        let mut piece = Piece {
            postings: Postings::with_room(flat.len() * 3 / 2, words.len()),
            lengths: self.lengths,
            kinds: self.kinds,
            spoken: self.spoken,
            ..Piece::default()
        };
        let mut rest = flat.as_slice();
        for &term in &order {
            let (ids, more) = rest.split_at(self.counts[term as usize] as usize);
            piece.words.push(words.at(term as usize));
            piece.postings.push(ids);
            rest = more;
        }
        piece
    }
}

/// Returns a kind and a capacity in one byte, each by its place in its list.
pub(super) fn kind_byte(kind: QuoteKind, capacity: Option<Capacity>) -> u8 {
    let capacity = capacity.map_or(0, |capacity| place(capacity) + 1);
    place(kind) | capacity << 4
}

fn place<T: Token>(token: T) -> u8 {
    let place = T::ALL.iter().position(|(known, ..)| *known == token);
    place
        .and_then(|place| u8::try_from(place).ok())
        .unwrap_or(0)
}

/// Whether a word is long enough to say something.
pub(super) fn is_long(word: &str) -> bool {
    4 <= word.len()
}

/// A word of a source: the word, the source, its place there.
type Stray<'a> = (&'a str, u32, u32);

/// What was brought together.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) words: Words,
    pub(super) postings: Postings,
    /// For each word, its place in the first source, if it has one there.
    pub(super) first: Vec<Option<u32>>,
}

/// Brings sources together; what stands in no quote any more is left out.
pub(super) fn merge(sources: &[Source<'_>]) -> Merged {
    let ordered = in_order(sources);
    let mut found: Vec<Stray<'_>> = Vec::new();
    for (source, at) in sources.iter().zip(0..) {
        let words = source.words.iter().zip(0..);
        found.extend(words.map(|(word, term)| (word, at, term)));
    }
    // Each source is sorted already, which a stable sort makes use of.
    found.sort_by(|a, b| a.0.cmp(b.0));
    let groups: Vec<&[Stray<'_>]> = found.chunk_by(|a, b| a.0 == b.0).collect();
    let size = groups.len().div_ceil(64).max(1);
    let tasks: Vec<&[&[Stray<'_>]]> = groups.chunks(size).collect();
    let parts: Vec<Merged> = tasks
        .par_iter()
        .map(|groups| merge_groups(sources, groups, ordered))
        .collect();
    let mut whole = Merged::default();
    for part in &parts {
        part.words.iter().for_each(|word| whole.words.push(word));
        whole.first.extend_from_slice(&part.first);
    }
    let bytes = parts.iter().map(|part| part.postings.parts().0.len()).sum();
    whole.postings = Postings::with_room(bytes, whole.words.len());
    for part in parts {
        whole.postings.append(&part.postings);
    }
    whole
}

/// Whether all quotes of each source come after all of the one before.
fn in_order(sources: &[Source<'_>]) -> bool {
    let start = |source: &Source<'_>| match source.place {
        Place::From(start) => Some(*start),
        Place::Map(_) | Place::Runs(_) => None,
    };
    let starts: Option<Vec<u32>> = sources.iter().map(start).collect();
    starts.is_some_and(|starts| starts.is_sorted())
}

#[expect(
    clippy::stable_sort_primitive,
    reason = "a few sorted runs, one after the other: a stable sort only joins them"
)]
fn merge_groups(sources: &[Source<'_>], groups: &[&[Stray<'_>]], ordered: bool) -> Merged {
    let mut merged = Merged::default();
    let (mut runs, mut ids) = (Vec::new(), Vec::new());
    for group in groups {
        if ordered {
            runs.clear();
            runs.extend(group.iter().map(|&(_, at, term)| {
                let source = &sources[at as usize];
                let up = match source.place {
                    Place::From(start) => *start,
                    Place::Map(_) | Place::Runs(_) => 0,
                };
                (source.postings, term as usize, up)
            }));
            merged.postings.join(&runs);
        } else {
            ids.clear();
            for &(_, at, term) in *group {
                moved(&sources[at as usize], term as usize, &mut ids);
            }
            ids.sort();
            if ids.is_empty() {
                continue;
            }
            merged.postings.push(&ids);
        }
        let Some(&(word, at, term)) = group.first() else {
            continue;
        };
        merged.words.push(word);
        merged.first.push((at == 0).then_some(term));
    }
    merged
}

/// Adds the quotes of a term where they are now.
fn moved(source: &Source<'_>, term: usize, ids: &mut Vec<u32>) {
    match source.place {
        Place::From(start) => source
            .postings
            .each(term, |id| ids.push(id.wrapping_add(*start))),
        Place::Map(map) => source.postings.each(term, |id| {
            ids.extend(map.get(id as usize).copied().flatten());
        }),
        Place::Runs(runs) => {
            let mut runs = runs.iter();
            let mut run = runs.next();
            source.postings.each(term, |id| {
                while let Some((was, _)) = run
                    && was.end <= id
                {
                    run = runs.next();
                }
                let here = run.filter(|(was, _)| was.start <= id);
                ids.extend(here.map(|(was, is)| id - was.start + is.start));
            });
        }
    }
}

/// Returns how many quotes of each language there are, of those in some ranges.
pub(super) fn spoken(corpus: &Corpus, ranges: &[Range<u32>]) -> Spoken {
    let mut spoken = [0; MOST];
    for id in ranges.iter().cloned().flatten() {
        stems::count(corpus, Id::from_raw(id), &mut spoken);
    }
    spoken
}
