//! What a name in a file means.

use std::{collections::HashMap, ops::Range, sync::Arc};

use crate::{
    arena::Id,
    briefing::{
        codes::Code,
        draft::Draft,
        leaf::Ref,
        wire::{Span, diagnostic, short},
    },
    diagnostic::{Diagnostic, Place},
    model::{Actor, Entry, Event, Issue, Kind, QuoteId, Source},
    text,
};

/// The most diagnostics of linking and checking in one library.
const MOST: usize = 5000;

/// The ids of a library's records, by their names, and what is wrong so far.
pub(super) struct Names<'a> {
    pub(super) drafts: &'a [Arc<Draft>],
    pub(super) found: Vec<(usize, Diagnostic)>,
    /// Whether all files are here: until then a name that leads nowhere may
    /// still come to mean something.
    complete: bool,
    /// For each draft, the ids of its records by kind and name.
    own: Vec<HashMap<(Kind, &'a str), usize>>,
    registries: Vec<usize>,
    briefings: HashMap<&'a str, usize>,
    pub(super) actors: HashMap<&'a str, Id<Actor>>,
    pub(super) issues: HashMap<&'a str, Id<Issue>>,
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
    /// Gives ids to the sources and events of the drafts, in order.
    pub(super) fn new(drafts: &'a [Arc<Draft>], complete: bool) -> Names<'a> {
        let mut names = Names {
            drafts,
            found: Vec::new(),
            complete,
            own: Vec::with_capacity(drafts.len()),
            registries: Vec::new(),
            briefings: HashMap::new(),
            actors: HashMap::new(),
            issues: HashMap::new(),
        };
        let (mut sources, mut events) = (0, 0);
        for (at, draft) in drafts.iter().enumerate() {
            let mut own = HashMap::new();
            for record in &draft.sources {
                own.insert((Kind::Source, record.key.as_str()), sources);
                sources += 1;
            }
            for record in &draft.events {
                own.insert((Kind::Event, record.key.as_str()), events);
                events += 1;
            }
            names.own.push(own);
            match draft.briefing_key() {
                Some(key) => drop(names.briefings.insert(key, at)),
                None => names.registries.push(at),
            }
        }
        names
    }

    /// Gives an id to a quote or judgment once it is known to stay.
    pub(super) fn give(&mut self, draft: usize, kind: Kind, key: &'a str, id: usize) {
        self.own[draft].insert((kind, key), id);
    }

    /// Tells of a fault in a draft.
    pub(super) fn fault(
        &mut self,
        draft: usize,
        code: &'static str,
        at: Span,
        message: &str,
        help: Option<String>,
    ) {
        if self.found.len() < MOST && Code::of(code).is_some() {
            let file = &self.drafts[draft];
            let range: Range<usize> = at.into();
            let place = Place::span(file.name.clone(), &file.text, range);
            self.found
                .push((draft, diagnostic(code, place, message, help)));
        }
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
            self.fault(draft, "unknown-reference", name.span, &message, Some(help));
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
            self.fault(draft, "unknown-reference", name.span, &message, None);
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
            self.fault(draft, unknown(kind), name.span, &message, None);
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
            | Kind::Judgment => std::iter::once(home)
                .chain(self.registries.iter().copied())
                .find_map(|at| self.own[at].get(&(kind, split.id)).copied()),
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
            self.fault(
                draft,
                "left-out",
                name.span,
                &message,
                Some("mend that record first".to_owned()),
            );
            return Ok(None);
        }
        let help = self.near(home, kind, split.id);
        let message = format!("no {} is called `{}`", kind.name(), short(split.id));
        self.lost(draft, kind, name, &message, help)
    }

    /// Whether a draft holds a record that was not given an id.
    fn stands_in(&self, draft: usize, kind: Kind, id: &str) -> bool {
        match kind {
            Kind::Quote => self.drafts[draft]
                .quotes
                .iter()
                .any(|record| record.key == id),
            Kind::Judgment => self.drafts[draft]
                .judgments
                .iter()
                .any(|record| record.key == id),
            Kind::Briefing
            | Kind::Source
            | Kind::Actor
            | Kind::Issue
            | Kind::Event
            | Kind::Position => false,
        }
    }

    fn lost(
        &mut self,
        draft: usize,
        kind: Kind,
        name: &Ref,
        message: &str,
        help: Option<String>,
    ) -> Result<Option<usize>, ()> {
        if self.complete {
            self.fault(draft, unknown(kind), name.span, message, help);
        }
        Err(())
    }

    fn near(&self, draft: usize, kind: Kind, id: &str) -> Option<String> {
        match kind {
            Kind::Actor => nearest(id, sorted(self.actors.keys().copied())),
            Kind::Issue => nearest(id, sorted(self.issues.keys().copied())),
            Kind::Briefing
            | Kind::Source
            | Kind::Event
            | Kind::Quote
            | Kind::Position
            | Kind::Judgment => {
                let files = std::iter::once(draft).chain(self.registries.iter().copied());
                let known = files.flat_map(|at| {
                    self.own[at]
                        .keys()
                        .filter(|(k, _)| *k == kind)
                        .map(|(_, id)| *id)
                });
                nearest(id, sorted(known))
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
