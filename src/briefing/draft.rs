//! A file read, its references still names: small, since a library has
//! thousands.

use std::{collections::HashMap, sync::Arc};

use crate::{
    briefing::{
        records::{
            ActorWire, BriefingWire, Defaults, EventWire, IssueWire, JudgmentWire, PositionWire,
            QuoteWire, SourceWire,
        },
        wire::Span,
    },
    model::{Kind, Sheaf},
    seal::{Seal, Sealer, Unsealer},
    text::Clean,
};

/// A record and its header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record<T> {
    /// Its id; empty for a position.
    pub(super) key: String,
    /// Where its id stands, or its table where it has none.
    pub(super) at: Span,
    /// The line of that, counted from one.
    pub(super) line: u32,
    /// What it says.
    pub(super) wire: T,
}

/// Everything that could be read of a file, with the place of each value: what
/// a [`Draft`] is made of, and what faults are told from.
#[derive(Debug, Clone, Default)]
pub(super) struct Wires {
    pub(super) briefing: Option<Record<BriefingWire>>,
    pub(super) defaults: Option<Defaults>,
    pub(super) sources: Vec<Record<SourceWire>>,
    pub(super) actors: Vec<Record<ActorWire>>,
    pub(super) issues: Vec<Record<IssueWire>>,
    pub(super) events: Vec<Record<EventWire>>,
    pub(super) quotes: Vec<Record<QuoteWire>>,
    pub(super) positions: Vec<Record<PositionWire>>,
    pub(super) judgments: Vec<Record<JudgmentWire>>,
    /// Records that stand in the file and were left out for their faults.
    pub(super) left_out: Vec<(Kind, String)>,
}

/// A file read, its references still names.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The file's name as shown.
    pub(super) name: Clean,
    /// What the file says, as long as it is kept: see [`Draft::forget_text`].
    pub(super) text: Option<Arc<str>>,
    pub(super) briefing: Option<Record<BriefingWire>>,
    pub(super) defaults: Option<Defaults>,
    /// What other files may define alike, as places in a [`Stock`].
    pub(super) sources: Vec<Defined>,
    pub(super) actors: Vec<Defined>,
    pub(super) issues: Vec<Defined>,
    /// Their bodies, until a stock has them.
    pub(super) bodies: Vec<Body>,
    pub(super) events: Sealed,
    pub(super) positions: Sealed,
    pub(super) judgments: Sealed,
    pub(super) quotes: Arc<Sheaf>,
    /// What the references of the quotes name.
    pub(super) names: Vec<Name>,
    /// The names that are written so, and not those of own records.
    pub(super) written: Vec<String>,
    /// Whether a quote was left out already, which is yet to be told.
    pub(super) faulty: bool,
    pub(super) left_out: Vec<(Kind, String)>,
}

/// What a reference of a quote names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Name {
    /// A record of the same file, by its place among those of its kind.
    Own(Kind, u32),
    /// A record of this kind elsewhere, by the place of what is written.
    Written(Kind, u32),
}

/// A source, actor or issue that a file defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Defined {
    /// The place of its body.
    pub(super) body: u32,
    pub(super) at: Span,
    pub(super) line: u32,
}

/// What a source, actor or issue is, wherever it is defined.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Body {
    pub(super) kind: Kind,
    pub(super) key: Box<str>,
    pub(super) bytes: Box<[u8]>,
}

/// Records in the order of their file: headers, and what they say as bytes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sealed {
    pub(super) heads: Vec<Record<()>>,
    pub(super) bytes: Vec<u8>,
}

/// The bodies of sources, actors and issues, each once however many files
/// define it alike.
#[derive(Debug, Clone, Default)]
pub struct Stock {
    pub(super) bodies: Vec<Body>,
    places: HashMap<Body, u32>,
}

impl Draft {
    /// Returns the file's name as shown.
    pub fn name(&self) -> &Clean {
        &self.name
    }
    /// Whether the file holds a briefing, rather than a registry.
    pub fn is_briefing(&self) -> bool {
        self.briefing.is_some()
    }
    /// Whether it holds a briefing that says of itself that it is made up.
    pub fn is_fiction(&self) -> bool {
        let briefing = self.briefing.as_ref();
        briefing.is_some_and(|record| record.wire.fiction == Some(true))
    }
    /// Returns its quotes, packed.
    pub fn sheaf(&self) -> &Arc<Sheaf> {
        &self.quotes
    }
    /// Lets go of what the file says: whoever wants a fault told must be able
    /// to read it again.
    pub fn forget_text(&mut self) {
        self.text = None;
    }
    /// Returns the same file without its records.
    pub(super) fn emptied(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            text: self.text.clone(),
            ..Draft::default()
        }
    }
    /// Returns the id of its briefing.
    pub(super) fn briefing_key(&self) -> Option<&str> {
        self.briefing
            .as_ref()
            .map(|record| record.wire.id.value.as_str())
    }
}

impl Stock {
    /// Takes over the bodies of a draft, which belongs to this stock from then on.
    pub fn keep(&mut self, mut draft: Draft) -> Arc<Draft> {
        let places: Vec<u32> = std::mem::take(&mut draft.bodies)
            .into_iter()
            .map(|body| self.place(body))
            .collect();
        for list in [&mut draft.sources, &mut draft.actors, &mut draft.issues] {
            for defined in list.iter_mut() {
                defined.body = places.get(defined.body as usize).copied().unwrap_or(0);
            }
            list.shrink_to_fit();
        }
        Arc::new(draft)
    }

    fn place(&mut self, body: Body) -> u32 {
        if let Some(&place) = self.places.get(&body) {
            return place;
        }
        let place = u32::try_from(self.bodies.len()).unwrap_or(u32::MAX);
        self.bodies.push(body.clone());
        self.places.insert(body, place);
        place
    }

    /// Returns the body of a definition; `None` for one of another stock.
    pub(super) fn body(&self, defined: Defined) -> Option<&Body> {
        self.bodies.get(defined.body as usize)
    }
}

impl Sealed {
    /// Keeps records as bytes.
    pub(super) fn new<T: Seal>(records: Vec<Record<T>>) -> Sealed {
        let mut out = Sealer::default();
        let heads = records
            .into_iter()
            .map(|record| {
                record.wire.seal(&mut out);
                Record {
                    key: record.key,
                    at: record.at,
                    line: record.line,
                    wire: (),
                }
            })
            .collect();
        out.bytes.shrink_to_fit();
        Sealed {
            heads,
            bytes: out.bytes,
        }
    }

    /// Returns the records, without the places of their values.
    pub(super) fn records<T: Seal>(&self) -> impl Iterator<Item = Record<T>> + '_ {
        let mut from = Unsealer::new(&self.bytes);
        self.heads.iter().map_while(move |head| {
            Some(Record {
                key: head.key.clone(),
                at: head.at,
                line: head.line,
                wire: T::unseal(&mut from)?,
            })
        })
    }
}

impl Body {
    /// Returns what it says, without the places of its values.
    pub(super) fn wire<T: Seal>(&self) -> Option<T> {
        T::unseal(&mut Unsealer::new(&self.bytes))
    }
}

impl Seal for Draft {
    fn seal(&self, out: &mut Sealer) {
        self.name.seal(out);
        self.briefing.seal(out);
        self.defaults.seal(out);
        self.sources.seal(out);
        self.actors.seal(out);
        self.issues.seal(out);
        self.events.seal(out);
        self.positions.seal(out);
        self.judgments.seal(out);
        self.quotes.seal(out);
        self.names.seal(out);
        self.written.seal(out);
        out.size(usize::from(self.faulty));
        self.left_out.seal(out);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        Some(Draft {
            name: Seal::unseal(from)?,
            text: None,
            briefing: Seal::unseal(from)?,
            defaults: Seal::unseal(from)?,
            sources: Seal::unseal(from)?,
            actors: Seal::unseal(from)?,
            issues: Seal::unseal(from)?,
            bodies: Vec::new(),
            events: Sealed::unseal(from).filter(Sealed::holds::<EventWire>)?,
            positions: Sealed::unseal(from).filter(Sealed::holds::<PositionWire>)?,
            judgments: Sealed::unseal(from).filter(Sealed::holds::<JudgmentWire>)?,
            quotes: Arc::new(Seal::unseal(from)?),
            names: Seal::unseal(from)?,
            written: Seal::unseal(from)?,
            faulty: 0 < from.number()?,
            left_out: Seal::unseal(from)?,
        })
    }
}

/// A stock is kept whole; what was read is a stock only if all of it can be
/// used, and a draft belongs to it only if it defines nothing else.
impl Seal for Stock {
    fn seal(&self, out: &mut Sealer) {
        self.bodies.seal(out);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        let mut stock = Stock::default();
        for body in Vec::<Body>::unseal(from)? {
            let sound = match body.kind {
                Kind::Source => body.wire::<SourceWire>().is_some(),
                Kind::Actor => body.wire::<ActorWire>().is_some(),
                Kind::Issue => body.wire::<IssueWire>().is_some(),
                Kind::Briefing | Kind::Event | Kind::Quote | Kind::Position | Kind::Judgment => {
                    false
                }
            };
            if !sound {
                return None;
            }
            stock.place(body);
        }
        Some(stock)
    }
}

impl Stock {
    /// Whether everything that a draft defines is here.
    pub fn has_all_of(&self, draft: &Draft) -> bool {
        let has = |defined: &[Defined], kind: Kind| {
            let body = |defined: &Defined| self.bodies.get(defined.body as usize);
            defined
                .iter()
                .all(|d| body(d).is_some_and(|b| b.kind == kind))
        };
        has(&draft.sources, Kind::Source)
            && has(&draft.actors, Kind::Actor)
            && has(&draft.issues, Kind::Issue)
    }
}

impl Sealed {
    /// Whether its bytes are those of as many records as it has headers.
    fn holds<T: Seal>(&self) -> bool {
        self.records::<T>().count() == self.heads.len()
    }
}

impl Seal for Sealed {
    fn seal(&self, out: &mut Sealer) {
        self.heads.seal(out);
        out.size(self.bytes.len());
        out.bytes.extend_from_slice(&self.bytes);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        let heads = Seal::unseal(from)?;
        let len = from.size()?;
        let bytes = from.bytes(len)?.to_owned();
        Some(Sealed { heads, bytes })
    }
}

impl<T: Seal> Seal for Record<T> {
    fn seal(&self, out: &mut Sealer) {
        self.key.seal(out);
        self.at.seal(out);
        self.line.seal(out);
        self.wire.seal(out);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        Some(Record {
            key: Seal::unseal(from)?,
            at: Seal::unseal(from)?,
            line: Seal::unseal(from)?,
            wire: Seal::unseal(from)?,
        })
    }
}

impl Seal for Defined {
    fn seal(&self, out: &mut Sealer) {
        self.body.seal(out);
        self.at.seal(out);
        self.line.seal(out);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        Some(Defined {
            body: Seal::unseal(from)?,
            at: Seal::unseal(from)?,
            line: Seal::unseal(from)?,
        })
    }
}

impl Seal for Body {
    fn seal(&self, out: &mut Sealer) {
        self.kind.seal(out);
        out.text(&self.key);
        out.size(self.bytes.len());
        out.bytes.extend_from_slice(&self.bytes);
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        let kind = Seal::unseal(from)?;
        let key = Box::from(from.text()?);
        let len = from.size()?;
        let bytes = Box::from(from.bytes(len)?);
        Some(Body { kind, key, bytes })
    }
}

impl Seal for Name {
    fn seal(&self, out: &mut Sealer) {
        match self {
            Name::Own(kind, place) => {
                out.size(0);
                kind.seal(out);
                place.seal(out);
            }
            Name::Written(kind, place) => {
                out.size(1);
                kind.seal(out);
                place.seal(out);
            }
        }
    }
    fn unseal(from: &mut Unsealer<'_>) -> Option<Self> {
        match from.number()? {
            0 => Some(Name::Own(Seal::unseal(from)?, Seal::unseal(from)?)),
            1 => Some(Name::Written(Seal::unseal(from)?, Seal::unseal(from)?)),
            _ => None,
        }
    }
}
