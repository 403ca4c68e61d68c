//! The records of a corpus. Fields are named as in the file format.

use std::{
    ops::{Deref, Range},
    path::Path,
    sync::Arc,
};

use crate::{
    arena::Id,
    date::Date,
    model::token::{
        ActorKind, Basis, Capacity, Confidence, DateBasis, Importance, JudgmentKind, Likelihood,
        QuoteKind, Reliability, Stance, Status,
    },
    seal::{Seal, Sealer, Unsealer},
    text::{Clean, Shown},
};

/// A file of the library and what it holds. A file's records stand side by
/// side in each arena, in file order.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// The file's name as shown: relative to the library where that is possible.
    pub name: Clean,
    /// Where it lies on disk; `None` for a file that is part of the program.
    pub path: Option<Arc<Path>>,
    /// The briefing it holds; `None` for a registry file.
    pub briefing: Option<Id<Briefing>>,
    /// Its sources, as positions in the arena. So for the rest.
    pub sources: Range<usize>,
    /// Its events.
    pub events: Range<usize>,
    /// Its quotes.
    pub quotes: Range<usize>,
    /// Its positions.
    pub positions: Range<usize>,
    /// Its judgments.
    pub judgments: Range<usize>,
}

/// Where a record stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: Id<File>,
    /// The line of the record's header, counted from one.
    pub line: u32,
}

/// One topic, curated: what happened, who said what, who stands where.
#[derive(Debug, Clone)]
pub struct Briefing {
    /// The id, unique in the library.
    pub key: Clean,
    /// Where it stands.
    pub origin: Origin,
    /// The title; of fiction it begins so.
    pub title: Clean,
    /// Whether all of it is made up.
    pub fiction: bool,
    /// The question it answers; may be empty. So may every text below.
    pub question: Clean,
    /// What it says, in short; paragraphs.
    pub summary: Clean,
    /// How it was made; paragraphs.
    pub method: Clean,
    /// The information cut-off.
    pub as_of: Option<Date>,
    /// When it was last worked on.
    pub updated: Option<Date>,
    /// Who wrote it.
    pub authors: Vec<Clean>,
    /// Its language, BCP 47.
    pub lang: Clean,
    /// How it may be shared, such as `TLP:CLEAR`.
    pub marking: Clean,
    /// How far it has come.
    pub status: Option<Status>,
    /// Free words to find it by.
    pub tags: Vec<Clean>,
    /// The licence of the coding.
    pub licence: Clean,
}

impl Briefing {
    /// What the title of fiction begins with, and what is put before other words
    /// that are shown of it.
    pub const FICTION: &'static str = "[Fiction]";
}

/// A name on a title page: an actor of the corpus, or a “Family, Given”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// An actor.
    Actor(Id<Actor>),
    /// A name that is no actor here.
    Text(Clean),
}

/// Where words were published and can be checked: where its definition stands,
/// and, through [`Deref`], what it is. Thousands of files may define the same
/// source alike; what it is is then kept once.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it stands.
    pub origin: Origin,
    /// What it is.
    pub body: Arc<SourceBody>,
}

/// What a source is, wherever it is defined.
#[derive(Debug, Clone)]
pub struct SourceBody {
    /// The id, unique in its file.
    pub key: Clean,
    /// The CSL type, such as `article-magazine`.
    pub kind: Clean,
    /// The title; in `[…]` where the curator supplied it.
    pub title: Clean,
    /// Who wrote it.
    pub author: Vec<Name>,
    /// Who edited it.
    pub editor: Vec<Name>,
    /// Who translated it.
    pub translator: Vec<Name>,
    /// What it appeared in.
    pub container: Clean,
    /// When it was issued.
    pub issued: Option<Date>,
    /// When its original appeared.
    pub original_date: Option<Date>,
    /// When it was looked at.
    pub accessed: Option<Date>,
    /// The rest of what a citation may need: CSL variable and value, in the
    /// order of the format; the free `csl` table last.
    pub fields: Vec<(Clean, Clean)>,
    /// Where it stands on the web.
    pub url: Clean,
    /// Where a copy of that page is kept.
    pub archive_url: Clean,
    /// Its language, BCP 47.
    pub lang: Clean,
    /// The Admiralty letter.
    pub reliability: Option<Reliability>,
    /// Its quality, access and bias, in words (ICD 206).
    pub descriptor: Clean,
    /// The source through which alone it is known.
    pub cited_in: Option<Id<Source>>,
    /// Its archived text, relative to the briefing's folder; may be empty.
    pub file: Clean,
    /// The SHA-256 of that text, in hexadecimal; may be empty.
    pub sha256: Clean,
    /// How it may be shared.
    pub marking: Clean,
    /// Who holds rights in it.
    pub rights: Clean,
    /// A remark of the curator.
    pub note: Clean,
    /// Free words to find it by.
    pub tags: Vec<Clean>,
}

impl Deref for Source {
    type Target = SourceBody;
    fn deref(&self) -> &SourceBody {
        &self.body
    }
}

/// A role in an organization or state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// In what; `None` where the source names only the role.
    pub actor: Option<Id<Actor>>,
    /// As what; may be empty.
    pub role: Clean,
    /// When the source says so.
    pub date: Option<Date>,
}

/// A person, state or organization that speaks or acts. The same id in two
/// briefings is the same actor.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The id, unique in the library.
    pub key: Clean,
    /// Where it first stands.
    pub origin: Origin,
    /// What it is.
    pub kind: ActorKind,
    /// The name to show.
    pub name: Clean,
    /// Other names.
    pub aliases: Vec<Clean>,
    /// Names in other languages: BCP 47 tag and name.
    pub names: Vec<(Clean, Clean)>,
    /// What it belongs to.
    pub member_of: Vec<Membership>,
    /// The same actor elsewhere, as URIs.
    pub same_as: Vec<Clean>,
    /// A colour the curator wants for it; may be empty.
    pub color: Clean,
    /// A remark of the curator.
    pub note: Clean,
    /// Free words to find it by.
    pub tags: Vec<Clean>,
}

/// A proposition that one can be for or against. The same id in two briefings
/// is the same issue.
#[derive(Debug, Clone)]
pub struct Issue {
    /// The id, unique in the library.
    pub key: Clean,
    /// Where it first stands.
    pub origin: Origin,
    /// The proposition, one sentence.
    pub proposition: Clean,
    /// The same in at most 32 columns; the proposition where none was given.
    pub label: Clean,
    /// The question behind it.
    pub question: Clean,
    /// The wider issue.
    pub parent: Option<Id<Issue>>,
    /// What being against and being for mean, in words.
    pub poles: Option<(Clean, Clean)>,
    /// A remark of the curator.
    pub note: Clean,
    /// Free words to find it by.
    pub tags: Vec<Clean>,
}

/// Another place that says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Also {
    /// The source.
    pub source: Id<Source>,
    /// Where in it; may be empty.
    pub locator: Clean,
}

/// A recorded vote. Each list is in file order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Votes {
    /// Who voted for.
    pub yes: Vec<Id<Actor>>,
    /// Who voted against.
    pub no: Vec<Id<Actor>>,
    /// Who abstained.
    pub abstain: Vec<Id<Actor>>,
    /// Who did not vote.
    pub absent: Vec<Id<Actor>>,
}

impl Votes {
    /// Returns all who are named: those for, against, abstaining, absent.
    pub fn actors(&self) -> impl Iterator<Item = Id<Actor>> + '_ {
        let lists = [&self.yes, &self.no, &self.abstain, &self.absent];
        lists.into_iter().flatten().copied()
    }

    /// Returns how many are named for, against and abstaining: `13–4–2`. A
    /// briefing may name only some of those who voted.
    pub fn tally(&self) -> String {
        let (yes, no, abstain) = (self.yes.len(), self.no.len(), self.abstain.len());
        format!("{yes}–{no}–{abstain}")
    }
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    /// The id, unique in its file.
    pub key: Clean,
    /// Where it stands.
    pub origin: Origin,
    /// What happened, in one line.
    pub title: Clean,
    /// When, as exactly as is known; `None` stands in the undated tray.
    pub date: Option<Date>,
    /// Where the date comes from.
    pub date_basis: Option<DateBasis>,
    /// A remark on the date.
    pub date_note: Clean,
    /// Events it came after.
    pub after: Vec<Id<Event>>,
    /// Events it came before.
    pub before: Vec<Id<Event>>,
    /// What happened, in paragraphs.
    pub summary: Clean,
    /// What sort of event, in the curator's own word; may be empty.
    pub kind: Clean,
    /// Who took part.
    pub actors: Vec<Id<Actor>>,
    /// As what some of them took part.
    pub roles: Vec<(Id<Actor>, Clean)>,
    /// How they voted.
    pub votes: Option<Votes>,
    /// What it was about.
    pub issues: Vec<Id<Issue>>,
    /// Where; may be empty.
    pub place: Clean,
    /// How much it matters.
    pub importance: Importance,
    /// Who says so.
    pub source: Option<Id<Source>>,
    /// Where in the source; may be empty.
    pub locator: Clean,
    /// Who else says so.
    pub also: Vec<Also>,
    /// Credibility by the Admiralty scale, 1 (confirmed) to 6 (cannot be judged).
    pub credibility: Option<u8>,
    /// A remark of the curator.
    pub note: Clean,
    /// Free words to find it by.
    pub tags: Vec<Clean>,
}

/// A quote in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// Into which language, BCP 47.
    pub lang: Clean,
    /// The words.
    pub text: Clean,
    /// Who translated; may be empty.
    pub by: Clean,
    /// Where the translation stands.
    pub source: Option<Id<Source>>,
}

/// Which quote: a place in [`Quotes`](crate::model::Quotes).
pub type QuoteId = Id<Quote<'static>>;

/// Words, who said them, and where they can be checked. Quotes are kept packed
/// in [`Quotes`](crate::model::Quotes); this is one of them, unpacked to be
/// looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote<'a> {
    /// The id, unique in its file.
    pub key: Shown<'a>,
    /// Where it stands.
    pub origin: Origin,
    /// The words; [`Clean::raw`] has them as the file writes them.
    pub text: Shown<'a>,
    /// Whose words the text is.
    pub kind: QuoteKind,
    /// Who said it; `None` where a document speaks.
    pub speaker: Option<Id<Actor>>,
    /// Whose position it states.
    pub stated_for: Vec<Id<Actor>>,
    /// In what capacity.
    pub capacity: Option<Capacity>,
    /// Where it can be checked.
    pub source: Id<Source>,
    /// Where in the source; may be empty.
    pub locator: Shown<'a>,
    /// The words just before, which can reverse it.
    pub prefix: Shown<'a>,
    /// The words just after.
    pub suffix: Shown<'a>,
    /// Where it was first said or printed.
    pub first_source: Option<Id<Source>>,
    /// Links between the first source and this one.
    pub via: Vec<Id<Source>>,
    /// Who else has it.
    pub also: Vec<Also>,
    /// Where it was said.
    pub event: Option<Id<Event>>,
    /// When it was said: its own date, else its event's, else that of its first
    /// source, else that of its source.
    pub date: Option<&'a Date>,
    /// What it is about.
    pub issues: Vec<Id<Issue>>,
    /// Its language, BCP 47.
    pub lang: Shown<'a>,
    /// The language it was translated from.
    pub translated_from: Shown<'a>,
    /// The same in other languages.
    pub translations: Vec<Translation>,
    /// The quote that prints the same utterance in other words.
    pub variant_of: Option<QuoteId>,
    /// Credibility by the Admiralty scale, 1 (confirmed) to 6 (cannot be judged).
    pub credibility: Option<u8>,
    /// How it may be shared.
    pub marking: Shown<'a>,
    /// A remark of the curator.
    pub note: Shown<'a>,
    /// Free words to find it by.
    pub tags: Vec<Clean>,
}

/// What shows a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// Words.
    Quote(QuoteId),
    /// A deed, such as a vote.
    Event(Id<Event>),
}

/// Where actors stand on an issue, since when, and what shows it.
#[derive(Debug, Clone)]
pub struct Position {
    /// Its number in its file, counted from one: positions have no ids.
    pub number: u32,
    /// Where it stands.
    pub origin: Origin,
    /// Who; never empty.
    pub actors: Vec<Id<Actor>>,
    /// On what.
    pub issue: Id<Issue>,
    /// Which way.
    pub stance: Stance,
    /// Since when: its own date, else that of the earliest dated evidence.
    pub since: Option<Date>,
    /// Until when, where the curator says so; else until the next position of
    /// the same actor on the same issue.
    pub until: Option<Date>,
    /// What it rests on.
    pub basis: Option<Basis>,
    /// How sure the curator is.
    pub confidence: Option<Confidence>,
    /// What shows it; never empty.
    pub evidence: Vec<Evidence>,
    /// A remark of the curator.
    pub note: Clean,
    /// Free words to find it by.
    pub tags: Vec<Clean>,
}

/// What somebody makes of it all, kept apart from what was said and done.
#[derive(Debug, Clone)]
pub struct Judgment {
    /// The id, unique in its file.
    pub key: Clean,
    /// Where it stands.
    pub origin: Origin,
    /// What sort of judgment it is.
    pub kind: JudgmentKind,
    /// The judgment.
    pub text: Clean,
    /// Whose it is.
    pub by: Option<Name>,
    /// The words that weaken it, as the source has them.
    pub hedge: Clean,
    /// How likely.
    pub likelihood: Option<Likelihood>,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// What it is about.
    pub about: Vec<Entry>,
    /// What speaks for it.
    pub supporting: Vec<Entry>,
    /// What speaks against it.
    pub against: Vec<Entry>,
    /// When it was made.
    pub date: Option<Date>,
    /// Where it stands.
    pub source: Option<Id<Source>>,
    /// Where in the source; may be empty.
    pub locator: Clean,
    /// A remark of the curator.
    pub note: Clean,
}

/// Any one record: what a selection holds and what a typed reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A briefing.
    Briefing(Id<Briefing>),
    /// A source.
    Source(Id<Source>),
    /// An actor.
    Actor(Id<Actor>),
    /// An issue.
    Issue(Id<Issue>),
    /// An event.
    Event(Id<Event>),
    /// A quote.
    Quote(QuoteId),
    /// A position.
    Position(Id<Position>),
    /// A judgment.
    Judgment(Id<Judgment>),
}

/// The kinds of record, in the order of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Briefings.
    Briefing,
    /// Sources.
    Source,
    /// Actors.
    Actor,
    /// Issues.
    Issue,
    /// Events.
    Event,
    /// Quotes.
    Quote,
    /// Positions.
    Position,
    /// Judgments.
    Judgment,
}

impl Kind {
    /// Every kind, in the order of the format.
    pub const ALL: &'static [Kind] = &[
        Kind::Briefing,
        Kind::Source,
        Kind::Actor,
        Kind::Issue,
        Kind::Event,
        Kind::Quote,
        Kind::Position,
        Kind::Judgment,
    ];
    /// Returns the kind's name in files and references, such as `quote`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Briefing => "briefing",
            Kind::Source => "source",
            Kind::Actor => "actor",
            Kind::Issue => "issue",
            Kind::Event => "event",
            Kind::Quote => "quote",
            Kind::Position => "position",
            Kind::Judgment => "judgment",
        }
    }
    /// Returns the kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

impl Seal for Kind {
    fn seal(&self, out: &mut Sealer) {
        let place = Kind::ALL.iter().position(|kind| kind == self);
        out.size(place.unwrap_or(0));
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        Kind::ALL.get(from.small()? as usize).copied()
    }
}

impl Entry {
    /// Returns what kind of record it is.
    pub fn kind(self) -> Kind {
        match self {
            Entry::Briefing(_) => Kind::Briefing,
            Entry::Source(_) => Kind::Source,
            Entry::Actor(_) => Kind::Actor,
            Entry::Issue(_) => Kind::Issue,
            Entry::Event(_) => Kind::Event,
            Entry::Quote(_) => Kind::Quote,
            Entry::Position(_) => Kind::Position,
            Entry::Judgment(_) => Kind::Judgment,
        }
    }
}
