//! Everything loaded, immutable, with the links between its records.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use crate::{
    arena::{Arena, Id},
    date::Date,
    model::{
        links::Links,
        quotes::Quotes,
        record::{
            Actor, Briefing, Entry, Event, Evidence, File, Issue, Judgment, Name, Origin, Position,
            Quote, QuoteId, Source,
        },
        sheaf::Sheaf,
    },
};

/// Everything loaded.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The files, in the order they were given.
    pub files: Arena<File>,
    /// The briefings, in file order. So for the rest.
    pub briefings: Arena<Briefing>,
    /// Where words were published.
    pub sources: Arena<Source>,
    /// Who.
    pub actors: Arena<Actor>,
    /// On what.
    pub issues: Arena<Issue>,
    /// What happened.
    pub events: Arena<Event>,
    /// What was said.
    pub quotes: Quotes,
    /// Who stands where.
    pub positions: Arena<Position>,
    /// What somebody makes of it.
    pub judgments: Arena<Judgment>,
    /// The quotes said at an event.
    pub quotes_at: Links<Event, Quote<'static>>,
    /// The positions that an event shows, itself or by a quote said there.
    pub positions_at: Links<Event, Position>,
    /// The positions that a quote shows.
    pub positions_on: Links<Quote<'static>, Position>,
    /// The quotes a source has: printed in it, or first said in it, or passed on by it.
    pub quotes_in: Links<Source, Quote<'static>>,
    /// The events a source reports.
    pub events_in: Links<Source, Event>,
    /// The sources known only through a source.
    pub sources_in: Links<Source, Source>,
    /// The judgments a source makes.
    pub judgments_in: Links<Source, Judgment>,
    /// The quotes an actor speaks, or that state its position.
    pub quotes_of: Links<Actor, Quote<'static>>,
    /// The events an actor took part in or voted at.
    pub events_of: Links<Actor, Event>,
    /// The positions of an actor.
    pub positions_of: Links<Actor, Position>,
    /// The quotes on an issue.
    pub quotes_about: Links<Issue, Quote<'static>>,
    /// The events on an issue.
    pub events_about: Links<Issue, Event>,
    /// The positions on an issue.
    pub positions_about: Links<Issue, Position>,
    /// The quotes that are stated to print the same utterance, for those that are
    /// and both ways.
    variants: HashMap<QuoteId, Vec<QuoteId>>,
    actor_ids: HashMap<Arc<str>, Id<Actor>>,
    issue_ids: HashMap<Arc<str>, Id<Issue>>,
}

impl Corpus {
    /// Returns the actor of this id.
    pub fn actor(&self, key: &str) -> Option<Id<Actor>> {
        self.actor_ids.get(key).copied()
    }
    /// Returns the issue of this id.
    pub fn issue(&self, key: &str) -> Option<Id<Issue>> {
        self.issue_ids.get(key).copied()
    }
    /// Returns the quotes that are stated to print the same utterance as one, in
    /// other words, itself left out; in the order of the library. What is stated
    /// of two holds of all that are joined by it.
    pub fn variants(&self, quote: QuoteId) -> Vec<QuoteId> {
        let mut found = BTreeSet::from([quote]);
        let mut next = vec![quote];
        while let Some(one) = next.pop() {
            let joined = self.variants.get(&one).into_iter().flatten();
            next.extend(joined.filter(|&&other| found.insert(other)));
        }
        found.remove(&quote);
        found.into_iter().collect()
    }
    /// Adds the packed quotes of a file, while a corpus is being made: what
    /// their references mean (nothing where they mean themselves), and the
    /// places of those that are kept if some are not.
    pub fn add_quotes(
        &mut self,
        file: Id<File>,
        sheaf: Arc<Sheaf>,
        means: Arc<[u32]>,
        kept: Option<Arc<[u32]>>,
    ) {
        let ids = self.quotes.add(file, sheaf, means, kept);
        self.files.edit(file, |file| file.quotes = ids);
    }
    /// Dates the quotes that were added: each by its own date, else its event's,
    /// else that of its first source, else that of its source.
    pub fn date_quotes(&mut self) {
        let mut quotes = std::mem::take(&mut self.quotes);
        quotes.date_all(|facts| {
            let event = |id| self.events[id].date.as_ref();
            let issued = |id| self.sources[id].issued.as_ref();
            let more = || {
                let quote = facts.more()?;
                let event = quote.event.and_then(event);
                event.or_else(|| quote.first_source.and_then(issued))
            };
            let date = facts.own_date().or_else(more);
            date.or_else(|| issued(facts.source)).cloned()
        });
        self.quotes = quotes;
    }
    /// Returns where a record first stands.
    pub fn origin(&self, entry: Entry) -> Origin {
        match entry {
            Entry::Briefing(id) => self.briefings[id].origin,
            Entry::Source(id) => self.sources[id].origin,
            Entry::Actor(id) => self.actors[id].origin,
            Entry::Issue(id) => self.issues[id].origin,
            Entry::Event(id) => self.events[id].origin,
            Entry::Quote(id) => self.quotes.at(id).origin,
            Entry::Position(id) => self.positions[id].origin,
            Entry::Judgment(id) => self.judgments[id].origin,
        }
    }
    /// Returns the briefing a record first stands in; `None` for what stands
    /// in a registry file.
    pub fn briefing_of(&self, entry: Entry) -> Option<Id<Briefing>> {
        self.files[self.origin(entry).file].briefing
    }
    /// Whether a record first stands in a briefing that is made up.
    pub fn is_fiction(&self, entry: Entry) -> bool {
        let briefing = self.briefing_of(entry);
        briefing.is_some_and(|id| self.briefings[id].fiction)
    }
}

/// Makes a [`Corpus`] from records whose references are ids already: the
/// caller gives ids out in the order in which it will push.
#[derive(Debug, Default)]
pub struct Builder {
    /// The tables as they grow. Links are made by [`Builder::build`].
    pub corpus: Corpus,
}

impl Builder {
    /// Makes the links and finishes.
    pub fn build(self) -> Corpus {
        let mut corpus = self.corpus;
        corpus.actor_ids = corpus
            .actors
            .iter()
            .map(|(id, a)| (Arc::from(a.key.as_str()), id))
            .collect();
        corpus.issue_ids = corpus
            .issues
            .iter()
            .map(|(id, i)| (Arc::from(i.key.as_str()), id))
            .collect();
        link_quotes(&mut corpus);
        link_events(&mut corpus);
        link_positions(&mut corpus);
        let judged: Vec<_> = corpus
            .judgments
            .iter()
            .filter_map(|(id, j)| Some((j.source?, id)))
            .collect();
        corpus.judgments_in = Links::new(corpus.sources.len(), &judged);
        let cited: Vec<_> = corpus
            .sources
            .iter()
            .filter_map(|(id, s)| Some((s.cited_in?, id)))
            .collect();
        corpus.sources_in = Links::new(corpus.sources.len(), &cited);
        corpus
    }
}

fn link_quotes(corpus: &mut Corpus) {
    let (mut at, mut inside, mut of, mut about) = (vec![], vec![], vec![], vec![]);
    let mut variants: HashMap<QuoteId, Vec<QuoteId>> = HashMap::new();
    corpus.quotes.each(|id, facts| {
        inside.push((facts.source, id));
        of.extend(facts.speaker.map(|actor| (actor, id)));
        // Only few quotes name more than who said it and where it stands.
        let Some(quote) = facts.more() else { return };
        at.extend(quote.event.map(|event| (event, id)));
        let others = quote
            .via
            .iter()
            .copied()
            .chain(quote.also.iter().map(|a| a.source));
        let translated = quote.translations.iter().filter_map(|t| t.source);
        inside.extend(
            quote
                .first_source
                .into_iter()
                .chain(others)
                .chain(translated)
                .map(|s| (s, id)),
        );
        of.extend(quote.stated_for.iter().map(|&actor| (actor, id)));
        about.extend(quote.issues.iter().map(|&issue| (issue, id)));
        if let Some(other) = quote.variant_of {
            variants.entry(id).or_default().push(other);
            variants.entry(other).or_default().push(id);
        }
    });
    corpus.variants = variants;
    corpus.quotes_at = Links::new(corpus.events.len(), &at);
    corpus.quotes_in = Links::new(corpus.sources.len(), &inside);
    corpus.quotes_of = Links::new(corpus.actors.len(), &of);
    corpus.quotes_about = Links::new(corpus.issues.len(), &about);
}

fn link_events(corpus: &mut Corpus) {
    let (mut inside, mut of, mut about) = (vec![], vec![], vec![]);
    for (id, event) in corpus.events.iter() {
        let sources = event
            .source
            .into_iter()
            .chain(event.also.iter().map(|a| a.source));
        inside.extend(sources.map(|source| (source, id)));
        let voters = event
            .votes
            .iter()
            .flat_map(|v| [&v.yes, &v.no, &v.abstain, &v.absent])
            .flatten();
        of.extend(event.actors.iter().chain(voters).map(|&actor| (actor, id)));
        about.extend(event.issues.iter().map(|&issue| (issue, id)));
    }
    corpus.events_in = Links::new(corpus.sources.len(), &inside);
    corpus.events_of = Links::new(corpus.actors.len(), &of);
    corpus.events_about = Links::new(corpus.issues.len(), &about);
}

fn link_positions(corpus: &mut Corpus) {
    let (mut at, mut on, mut of, mut about) = (vec![], vec![], vec![], vec![]);
    for (id, position) in corpus.positions.iter() {
        about.push((position.issue, id));
        of.extend(position.actors.iter().map(|&actor| (actor, id)));
        for evidence in &position.evidence {
            match *evidence {
                Evidence::Event(event) => at.push((event, id)),
                Evidence::Quote(quote) => {
                    on.push((quote, id));
                    at.extend(corpus.quotes.at(quote).event.map(|event| (event, id)));
                }
            }
        }
    }
    corpus.positions_at = Links::new(corpus.events.len(), &at);
    corpus.positions_on = Links::new(corpus.quotes.len(), &on);
    corpus.positions_of = Links::new(corpus.actors.len(), &of);
    corpus.positions_about = Links::new(corpus.issues.len(), &about);
}

impl Evidence {
    /// Returns when it is from.
    pub fn date(self, corpus: &Corpus) -> Option<&Date> {
        match self {
            Evidence::Quote(id) => corpus.quotes.date(id),
            Evidence::Event(id) => corpus.events.get(id)?.date.as_ref(),
        }
    }
    /// Returns the record it is.
    pub fn entry(self) -> Entry {
        match self {
            Evidence::Quote(id) => Entry::Quote(id),
            Evidence::Event(id) => Entry::Event(id),
        }
    }
}

impl Corpus {
    /// Returns a name as shown: an actor's, or the text itself.
    pub fn name<'a>(&'a self, name: &'a Name) -> &'a str {
        match name {
            Name::Actor(id) => &self.actors[*id].name,
            Name::Text(text) => text,
        }
    }
    /// Returns who a quote is by, for people: its speaker; else the authors of
    /// the document that speaks; else whom it speaks for.
    pub fn voice(&self, quote: &Quote<'_>) -> String {
        if let Some(speaker) = quote.speaker {
            return self.actors[speaker].name.to_string();
        }
        let document = &self.sources[quote.first_source.unwrap_or(quote.source)];
        document.title.to_string()
    }
}
