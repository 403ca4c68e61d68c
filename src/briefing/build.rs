//! Wire types to records: names become ids, defaults fill what is silent.
//!
//! What others stand on — sources, actors, issues, events — stays even where
//! one of its references leads nowhere: the reference is told and dropped. A
//! quote, position or judgment with a reference that leads nowhere is left out.

use crate::{
    arena::Id,
    briefing::{
        draft::{Draft, Record},
        leaf::{Byline, Line, Many, Pairs, Prose, Ref, When},
        records::{
            ActorWire, AlsoWire, BriefingWire, EventWire, IssueWire, JudgmentWire, PositionWire,
            QuoteWire, SourceWire,
        },
        resolve::Names,
        wire::At,
    },
    date::Date,
    model::{
        Actor, Also, Briefing, Corpus, Entry, Event, Evidence, Importance, Issue, Judgment, Kind,
        Membership, Name, Origin, Position, Source, SourceBody, Votes,
    },
    text::Clean,
};

/// One record being made: in which draft it stands, and the names known.
pub(super) struct Making<'n, 'a> {
    pub(super) names: &'n mut Names<'a>,
    pub(super) draft: usize,
    pub(super) origin: Origin,
    /// Whether a reference of this record led nowhere.
    pub(super) lost: bool,
}

fn line(value: Option<&Line>) -> Clean {
    value.map(|line| line.0.clone()).unwrap_or_default()
}
fn prose(value: Option<&Prose>) -> Clean {
    value.map(|prose| prose.0.clone()).unwrap_or_default()
}
fn lines(values: &[Line]) -> Vec<Clean> {
    values.iter().map(|line| line.0.clone()).collect()
}
fn date(value: Option<&When>) -> Option<Date> {
    value.map(|at| at.value.clone())
}
fn many<T>(value: Option<&Many<T>>) -> &[T] {
    value.map_or(&[], |many| &many.0)
}

impl<'a> Making<'_, 'a> {
    fn draft(&self) -> &'a Draft {
        &self.names.drafts[self.draft]
    }

    fn source(&mut self, name: &Ref) -> Option<Id<Source>> {
        let found = self.names.source(self.draft, name);
        self.lost |= found.is_err();
        found.ok().flatten()
    }
    fn event(&mut self, name: &Ref) -> Option<Id<Event>> {
        let found = self.names.event(self.draft, name);
        self.lost |= found.is_err();
        found.ok().flatten()
    }
    fn actor(&mut self, name: &Ref) -> Option<Id<Actor>> {
        let found = self.names.actor(self.draft, name);
        self.lost |= !matches!(found, Ok(Some(_)));
        found.ok().flatten()
    }
    fn issue(&mut self, name: &Ref) -> Option<Id<Issue>> {
        let found = self.names.issue(self.draft, name);
        self.lost |= !matches!(found, Ok(Some(_)));
        found.ok().flatten()
    }
    fn actors(&mut self, names: &[Ref]) -> Vec<Id<Actor>> {
        names.iter().filter_map(|name| self.actor(name)).collect()
    }
    fn issues(&mut self, names: &[Ref]) -> Vec<Id<Issue>> {
        names.iter().filter_map(|name| self.issue(name)).collect()
    }
    fn entries(&mut self, names: &[Ref]) -> Vec<Entry> {
        let mut found = Vec::new();
        for name in names {
            let entry = self.names.entry(self.draft, name, None);
            self.lost |= entry.is_err();
            found.extend(entry.ok().flatten());
        }
        found
    }

    fn name(&mut self, byline: &Byline, plain_is_actor: bool) -> Name {
        let At { value, span } = &byline.0;
        let typed = value.strip_prefix("actor.");
        let id = match typed {
            Some(id) => Some(id),
            None if plain_is_actor && self.names.actors.contains_key(value.as_str()) => {
                Some(value.as_str())
            }
            None => None,
        };
        let actor = id.and_then(|id| {
            self.actor(&At {
                value: id.to_owned(),
                span: *span,
            })
        });
        actor.map_or_else(|| Name::Text(value.clone()), Name::Actor)
    }

    fn bylines(&mut self, names: Option<&Many<Byline>>) -> Vec<Name> {
        many(names)
            .iter()
            .map(|byline| self.name(byline, false))
            .collect()
    }

    fn also(&mut self, wires: &[AlsoWire]) -> Vec<Also> {
        let mut found = Vec::new();
        for wire in wires {
            found.extend(self.source(&wire.source).map(|source| Also {
                source,
                locator: line(wire.locator.as_ref()),
            }));
        }
        found
    }

    /// Returns a record's source: its own, else the file's default.
    fn own_or_default_source(&mut self, own: Option<&Ref>) -> Option<Id<Source>> {
        let default = self
            .draft()
            .defaults
            .as_ref()
            .and_then(|defaults| defaults.source.as_ref());
        match own {
            Some(own) => self.source(own),
            None => default.and_then(|name| self.source(name)),
        }
    }

    fn default_grade(&self) -> Option<u8> {
        self.draft()
            .defaults
            .as_ref()
            .and_then(|d| d.credibility)
            .map(|grade| grade.0)
    }

    pub(super) fn source_record(&mut self, record: &Record<SourceWire>) -> SourceBody {
        let wire = &record.wire;
        let named = [
            ("publisher", &wire.publisher),
            ("place", &wire.place),
            ("event_place", &wire.event_place),
            ("volume", &wire.volume),
            ("number", &wire.number),
            ("issue", &wire.issue),
            ("pages", &wire.pages),
            ("section", &wire.section),
            ("edition", &wire.edition),
            ("genre", &wire.genre),
            ("authority", &wire.authority),
            ("archive", &wire.archive),
            ("archive_location", &wire.archive_location),
            ("doi", &wire.doi),
            ("isbn", &wire.isbn),
            ("issn", &wire.issn),
        ];
        let fields = named
            .into_iter()
            .filter_map(|(name, value)| Some((Clean::line(name), value.as_ref()?.0.clone())));
        let csl = wire.csl.iter().flat_map(|Pairs(pairs)| pairs);
        let fields = fields
            .chain(csl.map(|(key, value)| (key.value.clone(), value.0.clone())))
            .collect();
        let defaults = self.draft().defaults.as_ref();
        let marking = wire
            .marking
            .as_ref()
            .or(defaults.and_then(|d| d.marking.as_ref()));
        SourceBody {
            key: Clean::line(&record.key),
            kind: wire.kind.0.0.clone(),
            title: wire.title.0.0.clone(),
            author: self.bylines(wire.author.as_ref()),
            editor: self.bylines(wire.editor.as_ref()),
            translator: self.bylines(wire.translator.as_ref()),
            container: line(wire.container.as_ref()),
            issued: date(wire.issued.as_ref()),
            original_date: date(wire.original_date.as_ref()),
            accessed: date(wire.accessed.as_ref()),
            fields,
            url: line(wire.url.as_ref()),
            archive_url: line(wire.archive_url.as_ref()),
            lang: line(wire.lang.as_ref()),
            reliability: wire.reliability,
            descriptor: prose(wire.descriptor.as_ref()),
            cited_in: wire.cited_in.as_ref().and_then(|name| self.source(name)),
            file: line(wire.file.as_ref()),
            sha256: line(wire.sha256.as_ref()),
            marking: line(marking),
            rights: line(wire.rights.as_ref()),
            note: prose(wire.note.as_ref()),
            tags: lines(&wire.tags),
        }
    }

    pub(super) fn actor_record(&mut self, record: &Record<ActorWire>) -> Actor {
        let wire = &record.wire;
        let mut member_of = Vec::new();
        for member in &wire.member_of {
            let actor = member.actor.as_ref().and_then(|name| self.actor(name));
            member_of.push(Membership {
                actor,
                role: line(member.role.as_ref()),
                date: date(member.date.as_ref()),
            });
        }
        let names = wire.names.iter().flat_map(|Pairs(pairs)| pairs);
        Actor {
            key: Clean::line(&record.key),
            origin: self.origin,
            kind: wire.kind.0,
            name: wire.name.0.0.clone(),
            aliases: lines(&wire.aliases),
            names: names
                .map(|(lang, name)| (lang.value.clone(), name.0.clone()))
                .collect(),
            member_of,
            same_as: lines(&wire.same_as),
            color: line(wire.color.as_ref()),
            note: prose(wire.note.as_ref()),
            tags: lines(&wire.tags),
        }
    }

    pub(super) fn issue_record(&mut self, record: &Record<IssueWire>) -> Issue {
        let wire = &record.wire;
        let proposition = wire.proposition.0.0.clone();
        let poles = match wire.poles.as_slice() {
            [against, for_it] => Some((against.0.clone(), for_it.0.clone())),
            _ => None,
        };
        Issue {
            key: Clean::line(&record.key),
            origin: self.origin,
            label: wire
                .label
                .as_ref()
                .map_or_else(|| proposition.clone(), |label| label.0.clone()),
            proposition,
            question: line(wire.question.as_ref()),
            parent: wire.parent.as_ref().and_then(|name| self.issue(name)),
            poles,
            note: prose(wire.note.as_ref()),
            tags: lines(&wire.tags),
        }
    }

    pub(super) fn event_record(&mut self, record: &Record<EventWire>) -> Event {
        let wire = &record.wire;
        let votes = wire.votes.as_ref().map(|votes| Votes {
            yes: self.actors(&votes.yes),
            no: self.actors(&votes.no),
            abstain: self.actors(&votes.abstain),
            absent: self.actors(&votes.absent),
        });
        let mut roles = Vec::new();
        for (key, role) in wire.roles.iter().flat_map(|Pairs(pairs)| pairs) {
            let name = At {
                value: key.value.to_string(),
                span: key.span,
            };
            roles.extend(self.actor(&name).map(|actor| (actor, role.0.clone())));
        }
        Event {
            key: Clean::line(&record.key),
            origin: self.origin,
            title: wire.title.0.0.clone(),
            date: date(wire.date.as_ref()),
            date_basis: wire.date_basis,
            date_note: prose(wire.date_note.as_ref()),
            after: many(wire.after.as_ref())
                .iter()
                .filter_map(|name| self.event(name))
                .collect(),
            before: many(wire.before.as_ref())
                .iter()
                .filter_map(|name| self.event(name))
                .collect(),
            summary: prose(wire.summary.as_ref()),
            kind: line(wire.kind.as_ref()),
            actors: self.actors(many(wire.actors.as_ref())),
            roles,
            votes,
            issues: self.issues(many(wire.issues.as_ref())),
            place: line(wire.place.as_ref()),
            importance: wire.importance.unwrap_or(Importance::Normal),
            source: self.own_or_default_source(wire.source.as_ref()),
            locator: line(wire.locator.as_ref()),
            also: self.also(&wire.also),
            credibility: wire
                .credibility
                .map(|grade| grade.0)
                .or_else(|| self.default_grade()),
            note: prose(wire.note.as_ref()),
            tags: lines(&wire.tags),
        }
    }

    /// Tells what is wrong with the references of a quote.
    pub(super) fn quote_faults(&mut self, record: &Record<QuoteWire>) {
        let wire = &record.wire;
        let source = self.own_or_default_source(wire.source.as_ref());
        if source.is_none() && !self.lost {
            let help = "add source = \"…\", or set one in [defaults]".to_owned();
            let message = format!("`{}` has no source", record.key);
            self.names.tell(
                self.draft,
                "quote-without-source",
                record.at,
                &message,
                Some(help),
            );
        }
        if source.is_none() {
            return;
        }
        for (_, translation) in wire.translations.iter().flat_map(|Pairs(pairs)| pairs) {
            translation.source.as_ref().map(|name| self.source(name));
        }
        wire.event.as_ref().map(|name| self.event(name));
        wire.origin.as_ref().map(|name| self.source(name));
        wire.speaker.as_ref().map(|name| self.actor(name));
        self.actors(many(wire.stated_for.as_ref()));
        for via in many(wire.via.as_ref()) {
            self.source(via);
        }
        self.also(&wire.also);
        self.issues(many(wire.issues.as_ref()));
        if let Some(name) = &wire.variant_of {
            // Whether or not it names a quote, this one stays.
            self.names.quote(self.draft, name).ok();
        }
    }

    /// Returns a position; `None` where it is left out.
    pub(super) fn position_record(
        &mut self,
        record: &Record<PositionWire>,
        number: u32,
        corpus: &Corpus,
    ) -> Option<Position> {
        let wire = &record.wire;
        let actors = self.actors(&wire.actor.0.0);
        let issue = self.issue(&wire.issue.0);
        let mut evidence = Vec::new();
        for name in many(wire.evidence.as_ref()) {
            let entry = self.names.entry(self.draft, name, Some(Kind::Quote));
            self.lost |= entry.is_err();
            match entry.ok().flatten() {
                Some(Entry::Quote(id)) => evidence.push(Evidence::Quote(id)),
                Some(Entry::Event(id)) => evidence.push(Evidence::Event(id)),
                Some(_) => {
                    let message = "evidence is a quote or an event".to_owned();
                    self.names
                        .tell(self.draft, "unknown-reference", name.span, &message, None);
                    self.lost = true;
                }
                None => (),
            }
        }
        if evidence.is_empty() && !self.lost {
            let help = "add evidence = [\"quote-id\"], or \"event.id\" of a vote".to_owned();
            self.names.tell(
                self.draft,
                "position-without-evidence",
                record.at,
                "nothing shows this position",
                Some(help),
            );
            return None;
        }
        let dates = evidence.iter().filter_map(|evidence| match *evidence {
            Evidence::Quote(id) => corpus.quotes.date(id),
            Evidence::Event(id) => corpus.events[id].date.as_ref(),
        });
        let earliest = dates.min_by_key(|date| date.sort_key()).cloned();
        let position = Position {
            number,
            origin: self.origin,
            actors,
            issue: issue?,
            stance: wire.stance.0,
            since: date(wire.date.as_ref()).or(earliest),
            until: date(wire.until.as_ref()),
            basis: wire.basis,
            confidence: wire.confidence,
            evidence,
            note: prose(wire.note.as_ref()),
            tags: lines(&wire.tags),
        };
        (!self.lost).then_some(position)
    }

    /// Returns a judgment, what it is about still empty.
    pub(super) fn judgment_record(&mut self, record: &Record<JudgmentWire>) -> Judgment {
        let wire = &record.wire;
        Judgment {
            key: Clean::line(&record.key),
            origin: self.origin,
            kind: wire.kind.0,
            text: wire.text.0.0.clone(),
            by: wire.by.as_ref().map(|by| self.name(by, true)),
            hedge: line(wire.hedge.as_ref()),
            likelihood: wire.likelihood,
            confidence: wire.confidence,
            about: self.entries(many(wire.about.as_ref())),
            supporting: self.entries(many(wire.supporting.as_ref())),
            against: self.entries(many(wire.against.as_ref())),
            date: date(wire.date.as_ref()),
            source: self.own_or_default_source(wire.source.as_ref()),
            locator: line(wire.locator.as_ref()),
            note: prose(wire.note.as_ref()),
        }
    }
}

/// Returns a briefing.
pub(super) fn briefing(record: &Record<BriefingWire>, origin: Origin) -> Briefing {
    let wire = &record.wire;
    let fiction = wire.fiction == Some(true);
    Briefing {
        key: Clean::line(&wire.id.value),
        origin,
        title: titled(&wire.title.0.0, fiction),
        fiction,
        question: line(wire.question.as_ref()),
        summary: prose(wire.summary.as_ref()),
        method: prose(wire.method.as_ref()),
        as_of: date(wire.as_of.as_ref()),
        updated: date(wire.updated.as_ref()),
        authors: lines(&wire.authors),
        lang: line(wire.lang.as_ref()),
        marking: line(wire.marking.as_ref()),
        status: wire.status,
        tags: lines(&wire.tags),
        licence: line(wire.licence.as_ref()),
    }
}

/// Returns a title; of fiction, one that says so wherever it is shown.
fn titled(title: &Clean, fiction: bool) -> Clean {
    if !fiction || title.starts_with(Briefing::FICTION) {
        return title.clone();
    }
    Clean::line(&format!("{} {}", Briefing::FICTION, title.raw()))
}
