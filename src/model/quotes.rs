//! Every quote of a library, kept packed and unpacked to be looked at.

use std::{collections::HashMap, sync::Arc};

use crate::{
    arena::Id,
    date::Date,
    model::{
        record::{Actor, File, Quote, QuoteId, Source},
        sheaf::Sheaf,
        token::QuoteKind,
    },
};

/// Stands for a date that is not known.
const NONE: u32 = u32::MAX;

/// Every quote of a library, in the order of the files. A file's quotes stay
/// as its reader packed them; what their references mean here stands beside.
#[derive(Debug, Clone, Default)]
pub struct Quotes {
    parts: Vec<Part>,
    /// The first quote of each part; at the end, how many quotes there are.
    starts: Vec<u32>,
    /// The dates at which quotes were said, each once, and for each quote its place there.
    dates: Vec<Date>,
    said: Vec<u32>,
}

/// The quotes of one file.
#[derive(Debug, Clone)]
struct Part {
    file: Id<File>,
    sheaf: Arc<Sheaf>,
    /// What the sheaf's references mean; empty where they mean themselves.
    means: Arc<[u32]>,
    /// The places in the sheaf, where some are left out.
    kept: Option<Arc<[u32]>>,
}

impl Part {
    fn means(&self) -> impl Fn(u32) -> u32 + '_ {
        |raw| {
            if self.means.is_empty() {
                raw
            } else {
                self.means.get(raw as usize).copied().unwrap_or(0)
            }
        }
    }
    fn place(&self, at: usize) -> usize {
        match &self.kept {
            None => at,
            Some(kept) => kept.get(at).map_or(usize::MAX, |&place| place as usize),
        }
    }
    fn len(&self) -> usize {
        self.kept.as_ref().map_or(self.sheaf.len(), |k| k.len())
    }
}

impl Quotes {
    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |&end| end as usize)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns a quote.
    ///
    /// # Panics
    ///
    /// Panics for an id of another library that is past the end of this one.
    pub fn at(&self, id: QuoteId) -> Quote<'_> {
        let (part, place) = self.find(id);
        let mut quote = part.sheaf.unpack(place, part.file, &part.means());
        quote.date = self.date(id);
        quote
    }

    /// Returns every quote with its id, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (QuoteId, Quote<'_>)> {
        (0..self.len()).map(|at| (QuoteId::new(at), self.at(QuoteId::new(at))))
    }

    /// Returns a quote's words, and nothing else of it.
    pub fn words(&self, id: QuoteId) -> &str {
        let (part, place) = self.find(id);
        part.sheaf.words(place)
    }

    /// Returns who said it.
    pub fn speaker(&self, id: QuoteId) -> Option<Id<Actor>> {
        let (part, place) = self.find(id);
        let (_, speaker, _) = part.sheaf.facts(place);
        speaker.map(|raw| Id::from_raw(part.means()(raw)))
    }

    /// Returns whether its words are the speaker's.
    pub fn kind(&self, id: QuoteId) -> QuoteKind {
        let (part, place) = self.find(id);
        part.sheaf.kind(place)
    }

    /// Returns where it can be checked.
    pub fn source(&self, id: QuoteId) -> Id<Source> {
        let (part, place) = self.find(id);
        let (source, ..) = part.sheaf.facts(place);
        Id::from_raw(part.means()(source))
    }

    /// Returns when it was said.
    pub fn date(&self, id: QuoteId) -> Option<&Date> {
        let place = self.said.get(id.index())?;
        self.dates.get(*place as usize)
    }

    /// Returns the dates at which quotes were said, each once, in no order.
    pub fn dates(&self) -> &[Date] {
        &self.dates
    }

    /// Returns the place of a quote's date in [`Quotes::dates`].
    pub fn date_place(&self, id: QuoteId) -> Option<usize> {
        let place = *self.said.get(id.index())?;
        (place != NONE).then_some(place as usize)
    }

    /// Returns where a quote is packed: its sheaf, and its place there.
    pub fn packed(&self, id: QuoteId) -> (&Sheaf, usize) {
        let (part, place) = self.find(id);
        (&part.sheaf, place)
    }

    /// Returns the packed quotes of each file that has any, with the range of
    /// ids they have here: the same sheaf in two libraries has the same words.
    pub fn sheaves(&self) -> impl ExactSizeIterator<Item = (&Arc<Sheaf>, std::ops::Range<u32>)> {
        self.parts
            .iter()
            .zip(self.starts.windows(2))
            .map(|(part, ends)| (&part.sheaf, ends[0]..ends[1]))
    }

    /// Returns the source and the speaker of the quotes of a range, in order,
    /// without looking each of them up.
    pub fn grounds(
        &self,
        ids: std::ops::Range<usize>,
    ) -> impl Iterator<Item = (Id<Source>, Option<Id<Actor>>)> {
        let before = self
            .starts
            .partition_point(|&start| start as usize <= ids.start);
        let parts = self.parts.iter().zip(self.starts.windows(2));
        parts
            .skip(before.saturating_sub(1))
            .take_while(move |(_, ends)| (ends[0] as usize) < ids.end)
            .flat_map(move |(part, ends)| {
                let start = ends[0] as usize;
                let first = ids.start.max(start) - start;
                let last = ids.end.min(ends[1] as usize) - start;
                (first..last).map(move |at| {
                    let (source, speaker, _) = part.sheaf.facts(part.place(at));
                    let means = part.means();
                    let speaker = speaker.map(|raw| Id::from_raw(means(raw)));
                    (Id::from_raw(means(source)), speaker)
                })
            })
    }

    fn find(&self, id: QuoteId) -> (&Part, usize) {
        let raw = id.raw();
        let part = self.starts.partition_point(|&start| start <= raw) - 1;
        let part_of = &self.parts[part];
        (part_of, part_of.place((raw - self.starts[part]) as usize))
    }

    /// Adds the quotes of a file: packed, what their references mean, and the
    /// places of those that are kept if some are not. Returns their ids.
    pub(super) fn add(
        &mut self,
        file: Id<File>,
        sheaf: Arc<Sheaf>,
        means: Arc<[u32]>,
        kept: Option<Arc<[u32]>>,
    ) -> std::ops::Range<usize> {
        let first = self.len();
        let part = Part {
            file,
            sheaf,
            means,
            kept,
        };
        let last = first + part.len();
        if first < last {
            if self.starts.is_empty() {
                self.starts.push(0);
            }
            self.starts.push(QuoteId::new(last).raw());
            self.parts.push(part);
        }
        first..last
    }

    /// Dates the quotes that were added and not dated yet: each as `said` says.
    pub(super) fn date_all(&mut self, said: impl Fn(&Facts<'_>) -> Option<Date>) {
        let mut dates = std::mem::take(&mut self.dates);
        let mut places = std::mem::take(&mut self.said);
        let mut known: HashMap<Date, u32> = HashMap::new();
        let mut place = |date: Date| {
            *known.entry(date).or_insert_with_key(|date| {
                dates.push(date.clone());
                QuoteId::new(dates.len() - 1).raw()
            })
        };
        for part in &self.parts {
            // A file has few dates: each is looked for once.
            let mut own: Vec<Option<u32>> = vec![None; part.sheaf.dates.len()];
            for facts in part.facts() {
                let date = facts.own_date.and_then(|at| own.get_mut(at as usize));
                places.push(match date {
                    Some(Some(known)) => *known,
                    Some(unknown) => {
                        let date = said(&facts).map_or(NONE, &mut place);
                        *unknown = Some(date);
                        date
                    }
                    None => said(&facts).map_or(NONE, &mut place),
                });
            }
        }
        self.dates = dates;
        self.said = places;
    }

    /// Calls with the facts of each quote, in order.
    pub(super) fn each(&self, mut each: impl FnMut(QuoteId, &Facts<'_>)) {
        let facts = self.parts.iter().flat_map(Part::facts);
        for (at, facts) in facts.enumerate() {
            each(QuoteId::new(at), &facts);
        }
    }
}

/// What is known of a quote without unpacking it.
pub(super) struct Facts<'a> {
    part: &'a Part,
    place: usize,
    pub(super) source: Id<Source>,
    pub(super) speaker: Option<Id<Actor>>,
    /// The place of its own date among those of its sheaf.
    own_date: Option<u32>,
}

impl<'a> Facts<'a> {
    /// Returns the quote, if it names more than source and speaker.
    pub(super) fn more(&self) -> Option<Quote<'a>> {
        let sheaf = &self.part.sheaf;
        sheaf.names_more(self.place).then(|| self.quote())
    }
    /// Returns the quote; its date is its own.
    pub(super) fn quote(&self) -> Quote<'a> {
        let part = self.part;
        part.sheaf.unpack(self.place, part.file, &part.means())
    }
    /// Returns its own date, if it has one.
    pub(super) fn own_date(&self) -> Option<&'a Date> {
        self.part.sheaf.own_date(self.place)
    }
}

impl Part {
    /// Returns the facts of its quotes, in order.
    fn facts(&self) -> impl Iterator<Item = Facts<'_>> {
        (0..self.len()).map(|at| {
            let place = self.place(at);
            let (source, speaker, own_date) = self.sheaf.facts(place);
            let means = self.means();
            Facts {
                part: self,
                place,
                source: Id::from_raw(means(source)),
                speaker: speaker.map(|raw| Id::from_raw(means(raw))),
                own_date,
            }
        })
    }
}
