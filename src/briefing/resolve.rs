//! What a name in a file means.

use std::{collections::HashMap, sync::Arc};

use crate::{
    arena::Id,
    briefing::{
        codes::Code,
        draft::{Defined, Draft, Sealed, Stock},
        leaf::Ref,
        wire::{Span, short},
    },
    model::{Actor, Entry, Event, Issue, Kind, QuoteId, Source},
    text,
};

/// The most faults of linking and checking that are told of one library.
const MOST: usize = 5000;

/// What is wrong between records, by places in a file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The draft.
    pub(super) draft: usize,
    pub(super) code: &'static str,
    pub(super) at: Span,
    /// The key under that place whose value is at fault, if it is not the
    /// place itself.
    pub(super) key: Option<&'static str>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// What becomes of a fault of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// Nothing: files are still to come, and what it names may be in them.
    Nothing,
    /// Its file is marked, to be read again: drafts do not know where their
    /// values stand.
    Mark,
    /// It is told.
    Tell,
}

/// The ids of a library's records, by their names, and what is wrong so far.
pub(super) struct Names<'a> {
    pub(super) stock: &'a Stock,
    pub(super) drafts: &'a [Arc<Draft>],
    pub(super) telling: Telling,
    pub(super) found: Vec<Fault>,
    /// The drafts of which there is something to tell.
    pub(super) marked: Vec<bool>,
    /// For each draft, the first of its ids.
    pub(super) first: Vec<First>,
    /// For each draft, the places of the quotes that are kept, if some are not.
    pub(super) kept: Vec<Option<Arc<[u32]>>>,
    /// For each draft, its records by kind and name, once somebody asks.
    own: Vec<Option<HashMap<(Kind, &'a str), u32>>>,
    registries: Vec<usize>,
    briefings: HashMap<&'a str, usize>,
    pub(super) actors: HashMap<&'a str, Id<Actor>>,
    pub(super) issues: HashMap<&'a str, Id<Issue>>,
    /// For each body of the stock, the actor or issue it is.
    pub(super) of_body: Vec<u32>,
}

/// The first ids of a draft's records.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct First {
    pub(super) source: usize,
    pub(super) event: usize,
    pub(super) quote: usize,
    pub(super) judgment: usize,
}

/// A reference in its parts.
struct Parts<'r> {
    briefing: Option<&'r str>,
    kind: Option<&'r str>,
    id: &'r str,
}

fn parts(name: &str) -> Parts<'_> {
    let (briefing, rest) = match name.split_once(':') {
        Some((briefing, rest)) => (Some(briefing), rest),
        None => (None, name),
    };
    match rest.split_once('.') {
        Some((kind, id)) => Parts {
            briefing,
            kind: Some(kind),
            id,
        },
        None => Parts {
            briefing,
            kind: None,
            id: rest,
        },
    }
}

impl<'a> Names<'a> {
    /// Gives ids to the sources, events and judgments of the drafts, in order.
    pub(super) fn new(stock: &'a Stock, drafts: &'a [Arc<Draft>], telling: Telling) -> Names<'a> {
        let mut names = Names {
            stock,
            drafts,
            telling,
            found: Vec::new(),
            marked: vec![false; drafts.len()],
            first: Vec::with_capacity(drafts.len()),
            kept: vec![None; drafts.len()],
            own: Vec::new(),
            registries: Vec::new(),
            briefings: HashMap::new(),
            actors: HashMap::new(),
            issues: HashMap::new(),
            of_body: vec![0; stock.bodies.len()],
        };
        names.own.resize_with(drafts.len(), || None);
        let mut next = First::default();
        for (at, draft) in drafts.iter().enumerate() {
            names.first.push(next);
            next.source += draft.sources.len();
            next.event += draft.events.heads.len();
            next.judgment += draft.judgments.heads.len();
            match draft.briefing_key() {
                Some(key) => drop(names.briefings.insert(key, at)),
                None => names.registries.push(at),
            }
        }
        names
    }

    /// Tells of a fault between records.
    pub(super) fn fault(
        &mut self,
        draft: usize,
        code: &'static str,
        at: Span,
        message: &str,
        help: Option<String>,
    ) {
        if self.telling != Telling::Nothing && self.found.len() < MOST && Code::of(code).is_some() {
            self.found.push(Fault {
                draft,
                code,
                at,
                key: None,
                message: message.to_owned(),
                help,
            });
        }
    }

    /// Says that the last fault is of the value of a key under its place.
    pub(super) fn under(&mut self, key: &'static str) {
        if let Some(last) = self.found.last_mut() {
            last.key = Some(key);
        }
    }

    /// Tells of a fault of a reference, if its place is known; else marks the file.
    pub(super) fn tell(
        &mut self,
        draft: usize,
        code: &'static str,
        at: Span,
        message: &str,
        help: Option<String>,
    ) {
        match self.telling {
            Telling::Nothing => (),
            Telling::Mark => self.marked[draft] = true,
            Telling::Tell => self.fault(draft, code, at, message, help),
        }
    }

    /// Returns the id of a draft's own record.
    fn own(&mut self, draft: usize, kind: Kind, key: &str) -> Option<usize> {
        let place = *self.own_places(draft).get(&(kind, key))?;
        self.id_of(draft, kind, place)
    }

    /// Returns the id of the record in a place of a draft; `None` where it is
    /// left out.
    pub(super) fn id_of(&self, draft: usize, kind: Kind, place: u32) -> Option<usize> {
        let first = self.first[draft];
        let at = place as usize;
        match kind {
            Kind::Source => Some(first.source + at),
            Kind::Event => Some(first.event + at),
            Kind::Judgment => Some(first.judgment + at),
            Kind::Quote => match &self.kept[draft] {
                None => Some(first.quote + at),
                Some(kept) => kept.binary_search(&place).ok().map(|at| first.quote + at),
            },
            Kind::Actor => self.meant(self.drafts[draft].actors.get(at)?),
            Kind::Issue => self.meant(self.drafts[draft].issues.get(at)?),
            Kind::Briefing | Kind::Position => None,
        }
    }

    /// Returns the actor or issue that a definition is of.
    fn meant(&self, defined: &Defined) -> Option<usize> {
        let id = self.of_body.get(defined.body as usize)?;
        Some(*id as usize)
    }

    fn own_places(&mut self, draft: usize) -> &HashMap<(Kind, &'a str), u32> {
        let (stock, drafts) = (self.stock, self.drafts);
        self.own[draft].get_or_insert_with(|| {
            let draft = &drafts[draft];
            let sources = draft.sources.iter().map(|defined| {
                let key = stock.body(*defined).map_or("", |body| &*body.key);
                (Kind::Source, key)
            });
            let quotes = (0..draft.quotes.len()).map(|at| (Kind::Quote, draft.quotes.key(at).0));
            let heads = |kind, sealed: &'a Sealed| {
                sealed
                    .heads
                    .iter()
                    .map(move |head| (kind, head.key.as_str()))
            };
            let mut places = HashMap::new();
            places.extend(sources.zip(0..));
            places.extend(quotes.zip(0..));
            places.extend(heads(Kind::Event, &draft.events).zip(0..));
            places.extend(heads(Kind::Judgment, &draft.judgments).zip(0..));
            places
        })
    }

    /// Returns the source a name means in a draft; `Err` if it means none, which is told.
    pub(super) fn source(&mut self, draft: usize, name: &Ref) -> Result<Option<Id<Source>>, ()> {
        self.at(draft, Kind::Source, name).map(|at| at.map(Id::new))
    }
    /// The same for events.
    pub(super) fn event(&mut self, draft: usize, name: &Ref) -> Result<Option<Id<Event>>, ()> {
        self.at(draft, Kind::Event, name).map(|at| at.map(Id::new))
    }
    /// The same for quotes.
    pub(super) fn quote(&mut self, draft: usize, name: &Ref) -> Result<Option<QuoteId>, ()> {
        self.at(draft, Kind::Quote, name).map(|at| at.map(Id::new))
    }
    /// The same for actors.
    pub(super) fn actor(&mut self, draft: usize, name: &Ref) -> Result<Option<Id<Actor>>, ()> {
        self.at(draft, Kind::Actor, name).map(|at| at.map(Id::new))
    }
    /// The same for issues.
    pub(super) fn issue(&mut self, draft: usize, name: &Ref) -> Result<Option<Id<Issue>>, ()> {
        self.at(draft, Kind::Issue, name).map(|at| at.map(Id::new))
    }

    /// Returns the record that a typed reference means; `plain` is its kind
    /// where it does not say one.
    pub(super) fn entry(
        &mut self,
        draft: usize,
        name: &Ref,
        plain: Option<Kind>,
    ) -> Result<Option<Entry>, ()> {
        let split = parts(&name.value);
        let kind = match split.kind {
            Some(kind) => Kind::from_name(kind),
            None => plain,
        };
        let Some(kind) = kind else {
            let message = format!("`{}` does not say what it names", short(&name.value));
            let help = "write the kind before it: event.id, quote.id, source.id".to_owned();
            self.tell(draft, "unknown-reference", name.span, &message, Some(help));
            return Err(());
        };
        let at = match kind {
            Kind::Briefing => self.briefings.get(split.id).copied(),
            Kind::Position => None,
            Kind::Source
            | Kind::Actor
            | Kind::Issue
            | Kind::Event
            | Kind::Quote
            | Kind::Judgment => {
                return Ok(self.at(draft, kind, name)?.map(|at| entry(kind, at)));
            }
        };
        at.map(|at| Some(entry(kind, at))).ok_or_else(|| {
            let message = format!("`{}` names no record", short(&name.value));
            self.tell(draft, "unknown-reference", name.span, &message, None);
        })
    }

    /// Returns the id that a name means: in its own file, then in registries,
    /// or in the briefing it names. `Ok(None)` where the record was left out,
    /// which is told.
    fn at(&mut self, draft: usize, kind: Kind, name: &Ref) -> Result<Option<usize>, ()> {
        let split = parts(&name.value);
        if split.kind.is_some_and(|said| said != kind.name()) {
            let message = format!(
                "here stands the id of a {}, not `{}`",
                kind.name(),
                short(&name.value)
            );
            self.tell(draft, unknown(kind), name.span, &message, None);
            return Err(());
        }
        let home = match split.briefing {
            Some(key) => match self.briefings.get(key) {
                Some(&at) => at,
                None => {
                    let message = format!("no briefing here is called `{}`", short(key));
                    let help = nearest(key, self.briefings.keys().copied());
                    return self.lost(draft, kind, name, &message, help);
                }
            },
            None => draft,
        };
        let found = match kind {
            Kind::Actor => self.actors.get(split.id).map(|id| id.index()),
            Kind::Issue => self.issues.get(split.id).map(|id| id.index()),
            Kind::Briefing
            | Kind::Source
            | Kind::Event
            | Kind::Quote
            | Kind::Position
            | Kind::Judgment => match self.own(home, kind, split.id) {
                Some(id) => Some(id),
                None => (0..self.registries.len())
                    .find_map(|at| self.own(self.registries[at], kind, split.id)),
            },
        };
        if found.is_some() {
            return Ok(found);
        }
        let mut files = std::iter::once(home).chain(self.registries.iter().copied());
        let left_out = files.any(|at| {
            self.drafts[at]
                .left_out
                .iter()
                .any(|(k, id)| *k == kind && id == split.id)
        });
        if left_out || self.stands_in(home, kind, split.id) {
            let message = format!("`{}` was left out for its own faults", short(&name.value));
            self.tell(
                draft,
                "left-out",
                name.span,
                &message,
                Some("mend that record first".to_owned()),
            );
            return Ok(None);
        }
        if self.telling != Telling::Tell {
            return self.lost(draft, kind, name, "", None);
        }
        let help = self.near(home, kind, split.id);
        let message = format!("no {} is called `{}`", kind.name(), short(split.id));
        self.lost(draft, kind, name, &message, help)
    }

    /// Whether a draft holds a record that was not given an id.
    fn stands_in(&mut self, draft: usize, kind: Kind, id: &str) -> bool {
        self.own_places(draft).contains_key(&(kind, id))
    }

    fn lost(
        &mut self,
        draft: usize,
        kind: Kind,
        name: &Ref,
        message: &str,
        help: Option<String>,
    ) -> Result<Option<usize>, ()> {
        if self.telling != Telling::Nothing {
            self.tell(draft, unknown(kind), name.span, message, help);
        }
        Err(())
    }

    fn near(&mut self, draft: usize, kind: Kind, id: &str) -> Option<String> {
        match kind {
            Kind::Actor => nearest(id, sorted(self.actors.keys().copied())),
            Kind::Issue => nearest(id, sorted(self.issues.keys().copied())),
            Kind::Briefing
            | Kind::Source
            | Kind::Event
            | Kind::Quote
            | Kind::Position
            | Kind::Judgment => {
                let files = std::iter::once(draft).chain(self.registries.clone());
                let mut known = Vec::new();
                for at in files {
                    let places = self.own_places(at);
                    known.extend(places.keys().filter(|(k, _)| *k == kind).map(|(_, id)| *id));
                }
                nearest(id, sorted(known.into_iter()))
            }
        }
    }
}

/// Returns names in an order that does not change from run to run.
fn sorted<'n>(names: impl Iterator<Item = &'n str>) -> impl Iterator<Item = &'n str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.into_iter()
}

fn nearest<'n>(id: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    text::nearest(id, known).map(|meant| format!("did you mean `{meant}`?"))
}

fn entry(kind: Kind, at: usize) -> Entry {
    match kind {
        Kind::Briefing => Entry::Briefing(Id::new(at)),
        Kind::Source => Entry::Source(Id::new(at)),
        Kind::Actor => Entry::Actor(Id::new(at)),
        Kind::Issue => Entry::Issue(Id::new(at)),
        Kind::Event => Entry::Event(Id::new(at)),
        Kind::Quote => Entry::Quote(Id::new(at)),
        Kind::Position => Entry::Position(Id::new(at)),
        Kind::Judgment => Entry::Judgment(Id::new(at)),
    }
}

fn unknown(kind: Kind) -> &'static str {
    match kind {
        Kind::Source => "unknown-source",
        Kind::Actor => "unknown-actor",
        Kind::Issue => "unknown-issue",
        Kind::Event => "unknown-event",
        Kind::Quote => "unknown-quote",
        Kind::Briefing | Kind::Position | Kind::Judgment => "unknown-reference",
    }
}
