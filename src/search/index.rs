//! Which words stand in which quotes, made anew or brought up to date.

use std::{collections::HashMap, ops::Range, sync::Arc};

use crate::{
    model::{Corpus, Sheaf},
    search::{
        build::{self, Place, Source},
        facts::Facts,
        number::narrow,
        postings::Postings,
        reach::Names,
        stems::{MOST, Spoken, Stems},
        vocabulary::Vocabulary,
        words::Words,
    },
};

/// An inverted index of a corpus: for each word of its quotes, the quotes it
/// stands in; and the names that lead to them.
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub(super) vocabulary: Vocabulary,
    pub(super) postings: Postings,
    /// For each quote, how many different words of some length it has.
    pub(super) lengths: Vec<u8>,
    /// For each quote, its kind and its capacity.
    pub(super) kinds: Vec<u8>,
    spoken: Spoken,
    pub(super) names: Names,
    pub(super) facts: Facts,
    /// For each word of a name, how many quotes have it among their own; and for
    /// each of these words, to how many quotes it leads as a name.
    pub(super) shared: (Vec<u32>, Vec<u32>),
    /// Which index this is: what is remembered of one is no good for another.
    pub(super) identity: Arc<()>,
}

/// Two indexes are the same if they answer the same of the same corpus.
impl PartialEq for Index {
    fn eq(&self, other: &Index) -> bool {
        self.vocabulary.words == other.vocabulary.words
            && self.vocabulary.stems == other.vocabulary.stems
            && self.postings == other.postings
            && self.lengths == other.lengths
            && self.kinds == other.kinds
            && self.spoken == other.spoken
    }
}

impl Index {
    /// Makes the index of a corpus.
    pub fn new(corpus: &Corpus) -> Index {
        Index::grown(None, corpus)
    }

    /// Brings an index up to date: what stands in the same sheaves is taken
    /// over, the rest is read, on every core. It is the same as one made anew.
    pub fn grown(old: Option<(&Corpus, &Index)>, corpus: &Corpus) -> Index {
        let none = (&Corpus::default(), &Index::default());
        let (was, index) = old
            .filter(|(was, index)| was.quotes.len() == index.len())
            .unwrap_or(none);
        let kept = Kept::new(was, corpus);
        let pieces = build::pieces(corpus, &kept.fresh);
        let place = kept.place(index.len());
        let mut sources = vec![Source {
            words: &index.vocabulary.words,
            postings: &index.postings,
            place: &place,
        }];
        sources.extend(pieces.iter().map(|piece| Source {
            words: &piece.words,
            postings: &piece.postings,
            place: &piece.ids,
        }));
        let merged = build::merge(&sources);
        let mut lengths = vec![0; corpus.quotes.len()];
        let mut kinds = lengths.clone();
        for (from, to) in &kept.runs {
            let (from, to) = (places(from), places(to));
            lengths[to.clone()].copy_from_slice(&index.lengths[from.clone()]);
            kinds[to].copy_from_slice(&index.kinds[from]);
        }
        let gone = build::spoken(was, &kept.gone);
        let mut spoken = index.spoken;
        for language in 0..MOST {
            let new: u32 = pieces.iter().map(|piece| piece.spoken[language]).sum();
            spoken[language] = spoken[language]
                .saturating_sub(gone[language])
                .saturating_add(new);
        }
        for piece in &pieces {
            piece.scatter(&mut lengths, &piece.lengths);
            piece.scatter(&mut kinds, &piece.kinds);
        }
        let vocabulary = vocabulary(index, &spoken, merged.words, &merged.first);
        Index {
            vocabulary,
            postings: merged.postings,
            lengths,
            kinds,
            spoken,
            ..Index::default()
        }
        .named(corpus)
    }

    /// Whether it is of as many quotes as a corpus has.
    pub fn fits(&self, corpus: &Corpus) -> bool {
        self.len() == corpus.quotes.len()
    }

    /// Adds what is made from the corpus each time: names, and the columns that
    /// are counted and sorted by.
    #[must_use]
    pub fn named(mut self, corpus: &Corpus) -> Index {
        self.facts = Facts::new(corpus);
        self.names = Names::new(corpus, &self.facts);
        let words = &self.names.vocabulary.words;
        let mut shared = (vec![0; words.len()], vec![0; self.vocabulary.words.len()]);
        for (name, word) in words.iter().enumerate() {
            if let Some(own) = self.vocabulary.find(word) {
                shared.0[name] = narrow(self.postings.count(own as usize));
                shared.1[own as usize] = narrow(self.names.count(name));
            }
        }
        self.shared = shared;
        self
    }

    /// Returns how many quotes there are.
    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Returns how many words there are, and how many places they stand at.
    pub fn extent(&self) -> (usize, usize) {
        (self.vocabulary.words.len(), self.postings.total())
    }

    /// Returns the bytes it takes in memory.
    pub fn size(&self) -> usize {
        self.vocabulary.size()
            + self.postings.size()
            + self.lengths.len()
            + self.kinds.len()
            + self.facts.size()
            + self.names.size()
    }
}

fn places(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// Makes the vocabulary; stems that were known are taken over.
fn vocabulary(old: &Index, spoken: &Spoken, words: Words, first: &[Option<u32>]) -> Vocabulary {
    Vocabulary::new(words, spoken, |language, term| {
        let was = first.get(term).copied().flatten()?;
        let stems = &old.vocabulary.stems;
        let stems = stems.iter().find(|stems| stems.language() == language)?;
        stems.of(was as usize)
    })
}

/// What of an old corpus is in a new one.
#[derive(Debug, Default)]
struct Kept {
    /// Runs of quotes: where they were, where they are.
    runs: Vec<(Range<u32>, Range<u32>)>,
    /// Quotes of the new corpus that are not in the old one.
    fresh: Vec<Range<u32>>,
    /// Quotes of the old corpus that are not in the new one.
    gone: Vec<Range<u32>>,
}

impl Kept {
    fn new(was: &Corpus, corpus: &Corpus) -> Kept {
        let whole = |sheaf: &Arc<Sheaf>, range: &Range<u32>| range.len() == sheaf.len();
        let mut kept = Kept::default();
        let mut old: HashMap<*const Sheaf, Range<u32>> = HashMap::new();
        for (sheaf, range) in was.quotes.sheaves() {
            if whole(sheaf, &range) && !old.contains_key(&Arc::as_ptr(sheaf)) {
                old.insert(Arc::as_ptr(sheaf), range);
            } else {
                kept.gone.push(range);
            }
        }
        for (sheaf, range) in corpus.quotes.sheaves() {
            let known = whole(sheaf, &range).then(|| old.remove(&Arc::as_ptr(sheaf)));
            match known.flatten() {
                Some(from) => match kept.runs.last_mut() {
                    Some((last, to)) if last.end == from.start && to.end == range.start => {
                        last.end = from.end;
                        to.end = range.end;
                    }
                    _ => kept.runs.push((from, range)),
                },
                None => match kept.fresh.last_mut() {
                    Some(last) if last.end == range.start => last.end = range.end,
                    _ => kept.fresh.push(range),
                },
            }
        }
        kept.gone.extend(old.into_values());
        kept
    }

    /// Returns where so many old quotes are now.
    fn place(&self, old: usize) -> Place {
        if let [(from, to)] = self.runs.as_slice()
            && from.start == 0
            && from.len() == old
        {
            return Place::From(to.start);
        }
        let mut runs = self.runs.clone();
        runs.sort_by_key(|(from, _)| from.start);
        Place::Runs(runs)
    }
}

impl build::Piece {
    /// Puts what is known of each quote of the piece where the quote is.
    fn scatter(&self, whole: &mut [u8], own: &[u8]) {
        match &self.ids {
            Place::From(start) => {
                let start = *start as usize;
                whole[start..start + own.len()].copy_from_slice(own);
            }
            Place::Runs(runs) => {
                for (from, to) in runs {
                    whole[places(to)].copy_from_slice(&own[places(from)]);
                }
            }
            Place::Map(map) => {
                for (&id, &byte) in map.iter().zip(own) {
                    if let Some(id) = id {
                        whole[id as usize] = byte;
                    }
                }
            }
        }
    }
}

/// The number of the layout that [`Index::write`] writes: another one is not read.
pub const LAYOUT: u32 = 1;

impl Index {
    /// Writes what takes long to make: little-endian numbers, each list after
    /// its length. What is made from names is not in it.
    pub fn write(&self, out: &mut Vec<u8>) {
        let (pool, ends) = self.vocabulary.words.parts();
        let (bytes, [byte_ends, counts, lasts]) = self.postings.parts();
        out.reserve(pool.len() + bytes.len() + 16 * ends.len() + 2 * self.len() + 4096);
        out.extend(LAYOUT.to_le_bytes());
        put_bytes(out, pool.as_bytes());
        put_numbers(out, ends);
        put_bytes(out, bytes);
        put_numbers(out, byte_ends);
        put_numbers(out, counts);
        put_numbers(out, lasts);
        put_bytes(out, &self.lengths);
        put_bytes(out, &self.kinds);
        put_numbers(out, &self.spoken);
        out.extend(narrow(self.vocabulary.stems.len()).to_le_bytes());
        for stems in &self.vocabulary.stems {
            let (language, of) = stems.parts();
            out.extend(language.to_le_bytes());
            put_numbers(out, of);
        }
    }

    /// Reads what was written, for the corpus it was made of; `None` if it is
    /// another layout, is not whole, or cannot be of this corpus. Whatever the
    /// bytes are, a search in what comes out ends well.
    pub fn read(bytes: &[u8], corpus: &Corpus) -> Option<Index> {
        let bare = Index::read_bare(bytes, corpus.quotes.len())?;
        Some(bare.named(corpus))
    }

    /// Reads what was written of so many quotes, without their names: no good for
    /// searching until [`Index::named`], or [`Index::grown`] from it.
    pub fn read_bare(bytes: &[u8], quotes: usize) -> Option<Index> {
        let mut reader = Reader(bytes);
        if reader.number()? != LAYOUT {
            return None;
        }
        let pool = std::str::from_utf8(reader.bytes()?).ok()?.to_owned();
        let words = Words::from_parts(pool, reader.numbers()?)?;
        let run = reader.bytes()?.to_vec();
        let tables = [reader.numbers()?, reader.numbers()?, reader.numbers()?];
        let postings = Postings::from_parts(run, tables, quotes)?;
        let lengths = reader.bytes()?.to_vec();
        let kinds = reader.bytes()?.to_vec();
        let spoken: Spoken = reader.numbers()?.try_into().ok()?;
        let mut stems = Vec::new();
        for _ in 0..reader.number()?.min(narrow(MOST)) {
            let language = reader.number()?;
            stems.push(Stems::from_parts(language, reader.numbers()?, words.len())?);
        }
        let fits = postings.len() == words.len()
            && lengths.len() == quotes
            && kinds.len() == quotes
            && reader.0.is_empty();
        fits.then(|| Index {
            vocabulary: Vocabulary::with_stems(words, stems),
            postings,
            lengths,
            kinds,
            spoken,
            ..Index::default()
        })
    }
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(narrow(bytes.len()).to_le_bytes());
    out.extend_from_slice(bytes);
}

fn put_numbers(out: &mut Vec<u8>, numbers: &[u32]) {
    out.extend(narrow(numbers.len()).to_le_bytes());
    for number in numbers {
        out.extend_from_slice(&number.to_le_bytes());
    }
}

/// The rest of what is read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        let bytes = self.take(4)?.try_into().ok()?;
        Some(u32::from_le_bytes(bytes))
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.number()? as usize;
        self.take(len)
    }

    fn numbers(&mut self) -> Option<Vec<u32>> {
        let len = self.number()? as usize;
        let bytes = self.take(len.checked_mul(4)?)?;
        let four = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes);
        Some(bytes.chunks_exact(4).map(four).collect())
    }
}
