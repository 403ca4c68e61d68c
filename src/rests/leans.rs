//! What leans directly on a record, and how. To add a way, add its line to
//! `How::ALL`, and to what it is seen by.

use std::collections::HashMap;

use crate::{
    arena::Id,
    model::{Corpus, Entry, Event, Evidence, Name, Provenance, Quote, Source},
};

/// How a record leans on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// It is words that stand in a source, or a judgment made there.
    StandsIn,
    /// It stands in that source, too.
    AlsoIn,
    /// It was first said or printed there.
    FirstIn,
    /// It came through it.
    Through,
    /// A translation of it stands there.
    TranslatedIn,
    /// It is an event that a source reports.
    ReportedBy,
    /// That source reports it, too.
    AlsoReportedBy,
    /// It is a source that is known only through another.
    KnownThrough,
    /// It is a source that an actor wrote, edited or translated.
    MadeBy,
    /// It is words that an actor spoke.
    SpokenBy,
    /// It is a judgment that an actor made.
    JudgedBy,
    /// It is a position that has it as evidence.
    ShownBy,
    /// It is a judgment for which it speaks.
    SpokenFor,
    /// It is a judgment against which it speaks.
    SpokenAgainst,
    /// It is a judgment about it.
    About,
}

impl How {
    /// Every way with its word and what is said of what leans, in the order in
    /// which they are looked for.
    pub const ALL: &'static [(How, &'static str, &'static str)] = &[
        (How::StandsIn, "stands-in", "stands in it"),
        (How::AlsoIn, "also-in", "stands in it, too"),
        (How::FirstIn, "first-in", "was first said or printed in it"),
        (How::Through, "through", "came through it"),
        (
            How::TranslatedIn,
            "translated-in",
            "has a translation that stands in it",
        ),
        (How::ReportedBy, "reported-by", "is reported by it"),
        (
            How::AlsoReportedBy,
            "also-reported-by",
            "is reported by it, too",
        ),
        (
            How::KnownThrough,
            "known-through",
            "is known only through it",
        ),
        (
            How::MadeBy,
            "made-by",
            "was written, edited or translated by it",
        ),
        (How::SpokenBy, "spoken-by", "was spoken by it"),
        (How::JudgedBy, "judged-by", "is its judgment"),
        (How::ShownBy, "shown-by", "has it as evidence"),
        (How::SpokenFor, "spoken-for", "has it speak for it"),
        (
            How::SpokenAgainst,
            "spoken-against",
            "has it speak against it",
        ),
        (How::About, "about", "is about it"),
    ];

    /// Returns its word, such as `stands-in`.
    pub fn token(self) -> &'static str {
        self.line().1
    }

    /// Returns what is said of what leans: “it” is what is leant on.
    pub fn words(self) -> &'static str {
        self.line().2
    }

    fn line(self) -> (How, &'static str, &'static str) {
        let mut lines = How::ALL.iter().copied();
        lines
            .find(|(how, ..)| *how == self)
            .unwrap_or((self, "", ""))
    }
}

/// Knows what leans on what in a corpus, beyond what the corpus has ready.
pub(super) struct Leans<'a> {
    corpus: &'a Corpus,
    pub(super) provenance: Provenance,
    /// The sources that are the same as another, by the first of them.
    alike: HashMap<Id<Source>, Vec<Id<Source>>>,
    judged: HashMap<Entry, Vec<(How, Entry)>>,
}

impl<'a> Leans<'a> {
    /// Looks through the sources and the judgments of a corpus, once.
    pub(super) fn new(corpus: &'a Corpus) -> Leans<'a> {
        let provenance = Provenance::new(corpus);
        let mut alike: HashMap<Id<Source>, Vec<Id<Source>>> = HashMap::new();
        for (id, _) in corpus.sources.iter() {
            let first = provenance.first(id);
            if first != id {
                alike.entry(first).or_default().push(id);
            }
        }
        let mut judged: HashMap<Entry, Vec<(How, Entry)>> = HashMap::new();
        for (id, judgment) in corpus.judgments.iter() {
            let lists = [
                (How::SpokenFor, &judgment.supporting),
                (How::SpokenAgainst, &judgment.against),
                (How::About, &judgment.about),
            ];
            for (how, entries) in lists {
                for &entry in entries {
                    let judgments = judged.entry(entry).or_default();
                    judgments.push((how, Entry::Judgment(id)));
                }
            }
        }
        Leans {
            corpus,
            provenance,
            alike,
            judged,
        }
    }

    /// Returns what leans directly on a record, in the order of [`How::ALL`], then
    /// of the library; a record may stand there twice, in two ways.
    pub(super) fn on(&self, entry: Entry) -> Vec<(How, Entry)> {
        let mut found = match entry {
            Entry::Source(id) => self.on_source(self.provenance.first(id)),
            Entry::Actor(_) => self.on_actor(entry),
            Entry::Quote(id) => {
                let positions = self.corpus.positions_on.of(id).iter();
                let position = |&id| (How::ShownBy, Entry::Position(id));
                positions.map(position).collect()
            }
            Entry::Event(id) => self.on_event(id),
            Entry::Position(_) | Entry::Judgment(_) | Entry::Issue(_) | Entry::Briefing(_) => {
                Vec::new()
            }
        };
        found.extend(self.judged.get(&entry).into_iter().flatten());
        let place = |how: How| How::ALL.iter().position(|(other, ..)| *other == how);
        found.sort_by_key(|(how, _)| place(*how));
        found
    }

    fn on_source(&self, first: Id<Source>) -> Vec<(How, Entry)> {
        let corpus = self.corpus;
        let alike = self.alike.get(&first).into_iter().flatten();
        let mut found = Vec::new();
        for source in std::iter::once(&first).chain(alike).copied() {
            for &id in corpus.quotes_in.of(source) {
                let how = how_in(&corpus.quotes.at(id), source);
                found.push((how, Entry::Quote(id)));
            }
            for &id in corpus.events_in.of(source) {
                let is_main = corpus.events[id].source == Some(source);
                let how = [How::AlsoReportedBy, How::ReportedBy][usize::from(is_main)];
                found.push((how, Entry::Event(id)));
            }
            let judgments = corpus.judgments_in.of(source).iter();
            found.extend(judgments.map(|&id| (How::StandsIn, Entry::Judgment(id))));
            let sources = corpus.sources_in.of(source).iter();
            found.extend(sources.map(|&id| (How::KnownThrough, Entry::Source(id))));
        }
        found
    }

    fn on_event(&self, event: Id<Event>) -> Vec<(How, Entry)> {
        let corpus = self.corpus;
        let positions = corpus.positions_at.of(event).iter().copied();
        // A quote said there shows positions by itself.
        let shown = positions.filter(|&id| {
            let evidence = &corpus.positions[id].evidence;
            evidence.contains(&Evidence::Event(event))
        });
        shown
            .map(|id| (How::ShownBy, Entry::Position(id)))
            .collect()
    }

    fn on_actor(&self, entry: Entry) -> Vec<(How, Entry)> {
        let (corpus, Entry::Actor(actor)) = (self.corpus, entry) else {
            return Vec::new();
        };
        let sources = corpus.sources.iter();
        let made = sources.filter(|(id, source)| {
            self.provenance.first(*id) == *id && source.makers().any(|maker| maker == actor)
        });
        let made = made.map(|(id, _)| (How::MadeBy, Entry::Source(id)));
        let quotes = corpus.quotes_of.of(actor).iter().copied();
        let spoken = quotes.filter(|&id| corpus.quotes.speaker(id) == Some(actor));
        let spoken = spoken.map(|id| (How::SpokenBy, Entry::Quote(id)));
        let judgments = corpus.judgments.iter();
        let own = judgments.filter(|(_, judgment)| judgment.by == Some(Name::Actor(actor)));
        let own = own.map(|(id, _)| (How::JudgedBy, Entry::Judgment(id)));
        made.chain(spoken).chain(own).collect()
    }
}

/// Returns how a quote leans on a source that it names.
fn how_in(quote: &Quote<'_>, source: Id<Source>) -> How {
    if quote.source == source {
        How::StandsIn
    } else if quote.also.iter().any(|also| also.source == source) {
        How::AlsoIn
    } else if quote.first_source == Some(source) {
        How::FirstIn
    } else if quote.via.contains(&source) {
        How::Through
    } else {
        How::TranslatedIn
    }
}
