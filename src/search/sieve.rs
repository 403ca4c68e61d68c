//! Which quotes fit what must hold whatever the words are worth: fields, exact
//! phrases, patterns, and what must not be found. A sieve is a set of quotes,
//! made once and kept while one goes on typing.

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::{
    arena::Id,
    model::{Capacity, Corpus, Evidence, Quote, QuoteId, QuoteKind, Token},
    query::{Field, Filter, Pattern, Query, fitting_events, fitting_positions, meant, stands_in},
    search::{
        bits::{Bits, Ones},
        index::Index,
        number::narrow,
    },
    text,
};

/// Blocks of 64 quotes that are looked at one by one between two looks at
/// whether to stop.
const STRETCH: usize = 64;

/// What must hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sieve {
    /// A field fits.
    Field(Filter),
    /// Each of these phrases stands together: the words of the quote, in its own
    /// order. The last word may be still in the making. They are one sieve, since
    /// a quote without the first need not be read for the second.
    Phrases(Vec<String>),
    /// Words do not stand together, or a word does not stand at all.
    Absent(String),
    /// A pattern is found, or not.
    Pattern(Pattern),
}

impl Sieve {
    /// Returns what must hold for a query: the fields last.
    pub(super) fn all(query: &Query) -> Vec<Sieve> {
        let phrases = Some(query.phrases.clone()).filter(|phrases| !phrases.is_empty());
        let absent = query.not.iter().cloned().map(Sieve::Absent);
        let patterns = query.patterns.iter().cloned().map(Sieve::Pattern);
        let fields = query.filters.iter().cloned().map(Sieve::Field);
        phrases
            .map(Sieve::Phrases)
            .into_iter()
            .chain(absent)
            .chain(patterns)
            .chain(fields)
            .collect()
    }

    /// Whether it holds for a quote.
    fn holds(&self, corpus: &Corpus, people: &[bool], id: QuoteId) -> bool {
        match self {
            Sieve::Field(filter) => field_holds(corpus, people, &corpus.quotes.at(id), filter),
            Sieve::Phrases(phrases) => phrases
                .iter()
                .all(|phrase| stands(corpus, id, phrase, true)),
            Sieve::Absent(phrase) => stands(corpus, id, phrase, false),
            Sieve::Pattern(pattern) => pattern.regex.is_match(corpus.quotes.words(id)),
        }
    }

    fn is_turned_round(&self) -> bool {
        match self {
            Sieve::Field(filter) => filter.not,
            Sieve::Phrases(_) => false,
            Sieve::Absent(_) => true,
            Sieve::Pattern(pattern) => pattern.not,
        }
    }
}

/// A sieve being made.
#[derive(Debug)]
pub(super) struct Sifting {
    pub(super) sieve: Sieve,
    /// The quotes that fit, or may.
    pub(super) bits: Bits,
    /// Which actors are meant, where quotes are looked at for them.
    people: Vec<bool>,
    /// From which block on they have to be looked at one by one.
    next: usize,
    pub(super) done: bool,
    pub(super) used: u64,
}

impl Sifting {
    /// Begins with what can be told without looking at each quote.
    pub(super) fn new(corpus: &Corpus, index: &Index, sieve: Sieve) -> Sifting {
        let all = || (Bits::all(index.len()), true);
        let (bits, doubtful) = match &sieve {
            Sieve::Field(filter) => by_field(corpus, index, filter),
            Sieve::Phrases(phrases) => {
                let mut bits = Bits::all(index.len());
                for phrase in phrases {
                    bits.intersect(&with_words(index, phrase, true));
                }
                (bits, true)
            }
            Sieve::Absent(phrase) => (with_words(index, phrase, false), phrase.contains(' ')),
            Sieve::Pattern(_) => all(),
        };
        let people = match &sieve {
            Sieve::Field(filter) if filter.field == Field::For => actors(corpus, &filter.values),
            _ => Vec::new(),
        };
        let mut sifting = Sifting {
            people,
            next: if doubtful { 0 } else { bits.blocks() },
            sieve,
            bits,
            done: false,
            used: 0,
        };
        if !doubtful {
            sifting.finish();
        }
        sifting
    }

    fn finish(&mut self) {
        if self.sieve.is_turned_round() {
            self.bits.invert();
        }
        self.done = true;
    }

    /// Looks at some more quotes. Returns whether there is more to do.
    pub(super) fn advance(&mut self, corpus: &Corpus) -> bool {
        if self.done {
            return false;
        }
        let end = (self.next + STRETCH).min(self.bits.blocks());
        let (sieve, bits, people) = (&self.sieve, &self.bits, &self.people);
        let out: Vec<(usize, u64)> = (self.next..end)
            .into_par_iter()
            .filter(|&block| bits.block(block) != 0)
            .map(|block| {
                let wrong = Ones(bits.block(block)).filter(|bit| {
                    let id = Id::from_raw(narrow(block * 64) + bit);
                    !sieve.holds(corpus, people, id)
                });
                (block, wrong.fold(0, |wrong, bit| wrong | 1 << bit))
            })
            .collect();
        for (block, wrong) in out {
            for bit in Ones(wrong) {
                self.bits.clear(narrow(block * 64) + bit);
            }
        }
        self.next = end;
        if end == self.bits.blocks() {
            self.finish();
        }
        !self.done
    }
}

/// Returns the quotes that have all words of a phrase, the last of them perhaps
/// only begun.
fn with_words(index: &Index, phrase: &str, begun: bool) -> Bits {
    let mut all = Bits::all(index.len());
    let mut words = phrase.split(' ').peekable();
    while let Some(word) = words.next() {
        let mut bits = Bits::none(index.len());
        let terms = if begun && words.peek().is_none() {
            index.vocabulary.begun(word)
        } else {
            let at = index.vocabulary.find(word).map(|at| at as usize);
            at.map_or(0..0, |at| at..at + 1)
        };
        for term in terms {
            index.postings.each(term, |id| bits.set(id));
        }
        all.intersect(&bits);
    }
    all
}

/// Whether the words of a phrase stand together in a quote's own words.
fn stands(corpus: &Corpus, id: QuoteId, phrase: &str, begun: bool) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    let quote = corpus.quotes.at(id);
    let in_text = |own: &str| !own.is_empty() && stands_in(own, &phrase, begun);
    // The words before, the text and the words after are one run of words.
    let around = !quote.prefix.is_empty() || !quote.suffix.is_empty();
    if around {
        let whole = format!("{} {} {}", quote.prefix, quote.text, quote.suffix);
        in_text(&whole) || quote.translations.iter().any(|t| in_text(&t.text))
    } else {
        in_text(&quote.text) || quote.translations.iter().any(|t| in_text(&t.text))
    }
}

/// Returns the quotes that a field fits, or, if they have to be looked at one by
/// one still (`true`), those it may fit.
fn by_field(corpus: &Corpus, index: &Index, filter: &Filter) -> (Bits, bool) {
    let len = index.len();
    match filter.field {
        Field::Speaker => (spoken_by(corpus, index, filter), false),
        Field::Actor => (of_actors(corpus, len, filter), false),
        Field::For => (of_actors(corpus, len, filter), true),
        Field::Issue => (on_issues(corpus, len, filter), false),
        Field::Source => (from_sources(corpus, index, filter), false),
        Field::Briefing => (in_briefings(corpus, len, filter), false),
        Field::Date => (in_span(corpus, len, filter), false),
        Field::Kind => {
            let meant = tokens::<QuoteKind>(&filter.values);
            let kinds = &index.kinds;
            let kind = |at: u32| usize::from(kinds[at as usize] & 15);
            (
                Bits::of(len, |at| meant.get(kind(at)) == Some(&true)),
                false,
            )
        }
        Field::Capacity => {
            let meant = tokens::<Capacity>(&filter.values);
            let kinds = &index.kinds;
            let capacity = |at: u32| usize::from(kinds[at as usize] >> 4).checked_sub(1);
            let holds = |at| capacity(at).and_then(|at| meant.get(at)) == Some(&true);
            (Bits::of(len, holds), false)
        }
        Field::Basis | Field::Stance | Field::Confidence => {
            (of_positions(corpus, len, filter), false)
        }
        // Nothing is checked yet.
        Field::Verified => {
            let no = filter
                .values
                .iter()
                .any(|value| "no".starts_with(value.as_str()));
            (if no { Bits::all(len) } else { Bits::none(len) }, false)
        }
        Field::Place | Field::Importance => (at_events(corpus, len, filter), false),
        Field::Lang | Field::Tag | Field::Rating => (Bits::all(len), true),
    }
}

fn tokens<T: Token>(values: &[String]) -> Vec<bool> {
    let names = T::ALL.iter().map(|(_, token, _)| *token).enumerate();
    meant(values, T::ALL.len(), names)
}

/// Returns which actors are meant, of those that have quotes.
fn actors(corpus: &Corpus, values: &[String]) -> Vec<bool> {
    let names = corpus.actors.iter();
    let names = names.filter(|(id, _)| !corpus.quotes_of.of(*id).is_empty());
    let names = names.flat_map(|(id, actor)| {
        let names = [&actor.name, &actor.key].into_iter().chain(&actor.aliases);
        names.map(move |name| (id.index(), name.as_str()))
    });
    meant(values, corpus.actors.len(), names)
}

fn spoken_by(corpus: &Corpus, index: &Index, filter: &Filter) -> Bits {
    let facts = &index.facts;
    let mut speaks = vec![false; facts.voice_count()];
    for &voice in &facts.voices {
        speaks[voice as usize] = true;
    }
    let people = corpus.actors.len();
    let documents = (people..facts.voice_count()).filter(|&voice| speaks[voice]);
    let documents = documents.map(|voice| (voice, facts.voice_name(corpus, narrow(voice))));
    let names = corpus.actors.iter().filter(|(id, _)| speaks[id.index()]);
    let names = names.flat_map(|(id, actor)| {
        let names = [&actor.name, &actor.key].into_iter().chain(&actor.aliases);
        names.map(move |name| (id.index(), name.as_str()))
    });
    let meant = meant(&filter.values, speaks.len(), names.chain(documents));
    Bits::of(index.len(), |at| meant[facts.voices[at as usize] as usize])
}

fn of_actors(corpus: &Corpus, len: usize, filter: &Filter) -> Bits {
    let meant = actors(corpus, &filter.values);
    let mut bits = Bits::none(len);
    for (id, _) in corpus.actors.iter().filter(|(id, _)| meant[id.index()]) {
        corpus
            .quotes_of
            .of(id)
            .iter()
            .for_each(|id| bits.set(id.raw()));
    }
    bits
}

fn on_issues(corpus: &Corpus, len: usize, filter: &Filter) -> Bits {
    let names = corpus.issues.iter().flat_map(|(id, issue)| {
        let names = [&issue.label, &issue.key, &issue.proposition];
        names
            .into_iter()
            .map(move |name| (id.index(), name.as_str()))
    });
    let meant = meant(&filter.values, corpus.issues.len(), names);
    let mut bits = Bits::none(len);
    for (id, _) in corpus.issues.iter().filter(|(id, _)| meant[id.index()]) {
        corpus
            .quotes_about
            .of(id)
            .iter()
            .for_each(|id| bits.set(id.raw()));
    }
    bits
}

/// The quotes whose own source is meant: by its title, by what it appeared in,
/// by its id.
fn from_sources(corpus: &Corpus, index: &Index, filter: &Filter) -> Bits {
    let facts = &index.facts;
    let works = facts.works.len();
    let titles = facts.works.iter().enumerate().flat_map(|(work, &first)| {
        let source = &corpus.sources[first];
        [
            (work, source.title.as_str()),
            (work, source.container.as_str()),
        ]
    });
    let keys = corpus.sources.iter();
    let keys = keys.map(|(id, source)| (works + id.index(), source.key.as_str()));
    let things = works + corpus.sources.len();
    let meant = meant(&filter.values, things, titles.chain(keys));
    let grounds = corpus.quotes.grounds(0..index.len());
    let mut bits = Bits::none(index.len());
    for (((source, _), &work), at) in grounds.zip(&facts.of_work).zip(0..) {
        if meant[work as usize] || meant[works + source.index()] {
            bits.set(at);
        }
    }
    bits
}

fn in_briefings(corpus: &Corpus, len: usize, filter: &Filter) -> Bits {
    let names = corpus.briefings.iter().flat_map(|(id, briefing)| {
        let names = [&briefing.key, &briefing.title];
        names
            .into_iter()
            .map(move |name| (id.index(), name.as_str()))
    });
    let meant = meant(&filter.values, corpus.briefings.len(), names);
    let mut bits = Bits::none(len);
    for (_, file) in corpus.files.iter() {
        if file.briefing.is_some_and(|id| meant[id.index()]) {
            bits.set_range(file.quotes.clone());
        }
    }
    bits
}

/// The quotes that may have been said within the dates asked for.
fn in_span(corpus: &Corpus, len: usize, filter: &Filter) -> Bits {
    let dates = corpus.quotes.dates().iter();
    let fits: Vec<bool> = dates.map(|date| filter.may_hold(date)).collect();
    Bits::of(len, |at| {
        let place = corpus.quotes.date_place(Id::from_raw(at));
        place.is_some_and(|place| fits[place])
    })
}

/// The quotes said at an event that is as asked for.
fn at_events(corpus: &Corpus, len: usize, filter: &Filter) -> Bits {
    let fits = fitting_events(corpus, filter);
    let mut bits = Bits::none(len);
    for (id, _) in corpus.events.iter().filter(|(id, _)| fits[id.index()]) {
        let quotes = corpus.quotes_at.of(id).iter();
        quotes.for_each(|id| bits.set(id.raw()));
    }
    bits
}

/// The quotes that show a position that is as asked for.
fn of_positions(corpus: &Corpus, len: usize, filter: &Filter) -> Bits {
    let fits = fitting_positions(corpus, filter);
    let mut bits = Bits::none(len);
    let positions = corpus.positions.iter();
    for (_, position) in positions.filter(|(id, _)| fits[id.index()]) {
        for evidence in &position.evidence {
            if let Evidence::Quote(id) = evidence {
                bits.set(id.raw());
            }
        }
    }
    bits
}

/// Whether a field that has to be looked at quote by quote fits.
fn field_holds(corpus: &Corpus, people: &[bool], quote: &Quote<'_>, filter: &Filter) -> bool {
    let any = |holds: &dyn Fn(&str) -> bool| filter.values.iter().any(|value| holds(value));
    match filter.field {
        Field::For => quote.stated_for.iter().any(|id| people[id.index()]),
        Field::Lang => any(&|value| {
            let lang = quote.lang.to_ascii_lowercase();
            let rest = lang.strip_prefix(value);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        }),
        Field::Tag => any(&|value| quote.tags.iter().any(|tag| text::fold(tag).contains(value))),
        Field::Rating => any(&|value| {
            let reliability = corpus.sources[quote.source].reliability;
            reliability.is_some_and(|letter| letter.token().eq_ignore_ascii_case(value))
                || quote
                    .credibility
                    .is_some_and(|grade| value == grade.to_string())
        }),
        // These are told without looking at the quote.
        Field::Speaker
        | Field::Actor
        | Field::Issue
        | Field::Source
        | Field::Briefing
        | Field::Date
        | Field::Kind
        | Field::Capacity
        | Field::Verified
        | Field::Place
        | Field::Importance
        | Field::Basis
        | Field::Stance
        | Field::Confidence => true,
    }
}
