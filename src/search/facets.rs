//! What the quotes found have in common, counted for narrowing.

use std::collections::BTreeMap;

use crate::{
    arena::Id,
    date::Date,
    model::{Corpus, QuoteKind, Token},
    query::{Field, quoted},
    search::{
        bits::Bits,
        hits::{Facet, FacetValue},
        index::Index,
        number::narrow,
    },
};

/// The most values of a facet.
const MOST: usize = 50;

/// Counts, as far as they are.
#[derive(Debug, Default)]
pub(super) struct Counting {
    voices: Vec<u32>,
    works: Vec<u32>,
    dates: Vec<u32>,
    kinds: Vec<u32>,
}

impl Counting {
    /// Begins to count.
    pub(super) fn new(corpus: &Corpus, index: &Index) -> Counting {
        Counting {
            voices: vec![0; index.facts.voice_count()],
            works: vec![0; index.facts.works.len()],
            dates: vec![0; corpus.quotes.dates().len()],
            kinds: vec![0; QuoteKind::ALL.len()],
        }
    }

    /// Counts some blocks of the quotes found.
    pub(super) fn count(
        &mut self,
        corpus: &Corpus,
        index: &Index,
        found: &Bits,
        blocks: std::ops::Range<usize>,
    ) {
        let facts = &index.facts;
        for id in found.within(blocks) {
            let at = id as usize;
            self.voices[facts.voices[at] as usize] += 1;
            self.works[facts.of_work[at] as usize] += 1;
            if let Some(place) = corpus.quotes.date_place(Id::from_raw(id)) {
                self.dates[place] += 1;
            }
            if let Some(kind) = self.kinds.get_mut(usize::from(index.kinds[at] & 15)) {
                *kind += 1;
            }
        }
    }

    /// Returns the facets that have a value.
    pub(super) fn finish(self, corpus: &Corpus, index: &Index, found: &Bits) -> Vec<Facet> {
        let facts = &index.facts;
        let issues = corpus.issues.iter().map(|(id, issue)| {
            let quotes = corpus.quotes_about.of(id).iter();
            let about = quotes.filter(|quote| found.holds(**quote)).count();
            (about, issue.label.as_str())
        });
        let voice = |at: usize| facts.voice_name(corpus, narrow(at));
        let title = |at: usize| facts.title(corpus, narrow(at));
        let kind = |at: usize| QuoteKind::ALL[at].1;
        let all = [
            facet(Field::Speaker, named(&self.voices, voice)),
            facet(Field::Issue, issues.collect()),
            years(corpus, &self.dates),
            facet(Field::Source, named(&self.works, title)),
            facet(Field::Kind, named(&self.kinds, kind)),
        ];
        let some = all.into_iter().filter(|facet| !facet.values.is_empty());
        some.collect()
    }
}

fn named<'a>(counts: &[u32], name: impl Fn(usize) -> &'a str) -> Vec<(usize, &'a str)> {
    let some = counts.iter().enumerate().filter(|(_, count)| 0 < **count);
    some.map(|(at, &count)| (count as usize, name(at)))
        .collect()
}

/// Makes a facet: those with the same name are one value, the commonest first.
fn facet(field: Field, mut counts: Vec<(usize, &str)>) -> Facet {
    counts.retain(|(count, name)| 0 < *count && !name.is_empty());
    counts.sort_unstable_by(|a, b| a.1.cmp(b.1));
    counts.dedup_by(|next, first| {
        let same = next.1 == first.1;
        first.0 += if same { next.0 } else { 0 };
        same
    });
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let distinct = counts.len();
    let values = counts.into_iter().take(MOST);
    Facet {
        field,
        values: values
            .map(|(count, label)| value(field, label, count))
            .collect(),
        distinct,
    }
}

/// Makes the facet of years, the latest first.
fn years(corpus: &Corpus, counts: &[u32]) -> Facet {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for (date, &count) in corpus.quotes.dates().iter().zip(counts) {
        if 0 < count
            && let Some(day) = Date::first_day(date)
        {
            *years.entry(day.ymd().0).or_default() += count as usize;
        }
    }
    let values = years.iter().rev().take(MOST);
    Facet {
        field: Field::Date,
        distinct: years.len(),
        values: values
            .map(|(year, &count)| value(Field::Date, &year.to_string(), count))
            .collect(),
    }
}

fn value(field: Field, label: &str, count: usize) -> FacetValue {
    FacetValue {
        label: label.to_owned(),
        term: quoted(field, label),
        count,
    }
}
