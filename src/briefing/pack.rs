//! What was read of a file, made small enough to keep.

use std::{collections::HashMap, sync::Arc};

use crate::{
    arena::Id,
    briefing::{
        draft::{Body, Defined, Draft, Name, Record, Sealed, Wires},
        leaf::{Line, Many, Pairs, Ref},
        records::QuoteWire,
    },
    model::{Also, Kind, Origin, Quote, QuoteKind, Sheaf, Translation},
    seal::{Seal, Sealer},
    text::{Clean, Shown},
};

/// Makes a draft of everything that was read of a file.
pub(super) fn draft(name: &Clean, text: &str, wires: Wires) -> Draft {
    let mut bodies = Vec::new();
    let mut packing = Packing::new(&wires);
    for record in &wires.quotes {
        packing.quote(record, &wires);
    }
    let Packing {
        mut sheaf,
        mut names,
        written,
        left_out,
        ..
    } = packing;
    sheaf.shrink();
    names.shrink_to_fit();
    Draft {
        name: name.clone(),
        text: Some(Arc::from(text)),
        sources: defined(Kind::Source, wires.sources, &mut bodies),
        actors: defined(Kind::Actor, wires.actors, &mut bodies),
        issues: defined(Kind::Issue, wires.issues, &mut bodies),
        bodies,
        events: Sealed::new(wires.events),
        positions: Sealed::new(wires.positions),
        judgments: Sealed::new(wires.judgments),
        quotes: Arc::new(sheaf),
        names,
        written,
        faulty: !left_out.is_empty(),
        left_out: wires.left_out.into_iter().chain(left_out).collect(),
        briefing: wires.briefing,
        defaults: wires.defaults,
    }
}

fn defined<T: Seal>(kind: Kind, records: Vec<Record<T>>, bodies: &mut Vec<Body>) -> Vec<Defined> {
    let mut found = Vec::with_capacity(records.len());
    for record in records {
        let mut out = Sealer::default();
        record.wire.seal(&mut out);
        found.push(Defined {
            body: place(bodies.len()),
            at: record.at,
            line: record.line,
        });
        bodies.push(Body {
            kind,
            key: record.key.into_boxed_str(),
            bytes: out.bytes.into_boxed_slice(),
        });
    }
    found
}

fn place(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The quotes of a file while they are packed. References become places in
/// the table of names.
struct Packing<'a> {
    sheaf: Sheaf,
    names: Vec<Name>,
    written: Vec<String>,
    /// Quotes without a source.
    left_out: Vec<(Kind, String)>,
    /// The places of the file's own records, and those of names.
    own: HashMap<(Kind, &'a str), u32>,
    known: HashMap<(Kind, &'a str), u32>,
}

impl<'a> Packing<'a> {
    fn new(wires: &'a Wires) -> Packing<'a> {
        let mut own = HashMap::new();
        let keys = |kind, keys: &mut dyn Iterator<Item = &'a String>| -> Vec<_> {
            keys.enumerate()
                .map(|(at, key)| ((kind, key.as_str()), place(at)))
                .collect()
        };
        own.extend(keys(
            Kind::Source,
            &mut wires.sources.iter().map(|r| &r.key),
        ));
        own.extend(keys(Kind::Actor, &mut wires.actors.iter().map(|r| &r.key)));
        own.extend(keys(Kind::Issue, &mut wires.issues.iter().map(|r| &r.key)));
        own.extend(keys(Kind::Event, &mut wires.events.iter().map(|r| &r.key)));
        Packing {
            sheaf: Sheaf::default(),
            names: Vec::new(),
            written: Vec::new(),
            left_out: Vec::new(),
            own,
            known: HashMap::new(),
        }
    }

    fn name<T>(&mut self, kind: Kind, name: &'a Ref) -> Id<T> {
        let text = name.value.as_str();
        if let Some(&known) = self.known.get(&(kind, text)) {
            return Id::from_raw(known);
        }
        let id = place(self.names.len());
        self.names.push(match self.own.get(&(kind, text)) {
            Some(&at) => Name::Own(kind, at),
            None => {
                self.written.push(text.to_owned());
                Name::Written(kind, place(self.written.len() - 1))
            }
        });
        self.known.insert((kind, text), id);
        Id::from_raw(id)
    }

    fn one<T>(&mut self, kind: Kind, name: Option<&'a Ref>) -> Option<Id<T>> {
        name.map(|name| self.name(kind, name))
    }

    fn many<T>(&mut self, kind: Kind, names: Option<&'a Many<Ref>>) -> Vec<Id<T>> {
        let names = names.into_iter().flat_map(|Many(names)| names);
        names.map(|name| self.name(kind, name)).collect()
    }

    /// Packs a quote; one without a source is left out.
    fn quote(&mut self, record: &'a Record<QuoteWire>, wires: &'a Wires) {
        let wire = &record.wire;
        let defaults = wires.defaults.as_ref();
        let source = wire
            .source
            .as_ref()
            .or(defaults.and_then(|d| d.source.as_ref()));
        let Some(source) = source else {
            self.left_out.push((Kind::Quote, record.key.clone()));
            return;
        };
        let lang = wire.lang.as_ref();
        let marking = wire.marking.as_ref();
        let quote = Quote {
            key: Shown::plain(&record.key),
            origin: Origin {
                file: Id::new(0),
                line: record.line,
            },
            text: wire.text.0.0.shown(),
            kind: wire.kind.unwrap_or(QuoteKind::Quotation),
            speaker: self.one(Kind::Actor, wire.speaker.as_ref()),
            stated_for: self.many(Kind::Actor, wire.stated_for.as_ref()),
            capacity: wire.capacity,
            source: self.name(Kind::Source, source),
            locator: line(wire.locator.as_ref()),
            prefix: line(wire.prefix.as_ref()),
            suffix: line(wire.suffix.as_ref()),
            first_source: self.one(Kind::Source, wire.origin.as_ref()),
            via: self.many(Kind::Source, wire.via.as_ref()),
            also: self.also(wire),
            event: self.one(Kind::Event, wire.event.as_ref()),
            date: wire.date.as_ref().map(|at| &at.value),
            issues: self.many(Kind::Issue, wire.issues.as_ref()),
            lang: line(lang.or(defaults.and_then(|d| d.lang.as_ref()))),
            translated_from: line(wire.translated_from.as_ref()),
            translations: self.translations(wire),
            variant_of: self.one::<Quote<'static>>(Kind::Quote, wire.variant_of.as_ref()),
            credibility: wire
                .credibility
                .or(defaults.and_then(|d| d.credibility))
                .map(|grade| grade.0),
            marking: line(marking.or(defaults.and_then(|d| d.marking.as_ref()))),
            note: wire
                .note
                .as_ref()
                .map(|note| note.0.shown())
                .unwrap_or_default(),
            tags: wire.tags.iter().map(|tag| tag.0.clone()).collect(),
        };
        self.sheaf.push(&quote, record.at.start());
    }

    fn also(&mut self, wire: &'a QuoteWire) -> Vec<Also> {
        let also = wire.also.iter().map(|also| Also {
            source: self.name(Kind::Source, &also.source),
            locator: line(also.locator.as_ref()).to_clean(),
        });
        also.collect()
    }

    fn translations(&mut self, wire: &'a QuoteWire) -> Vec<Translation> {
        let pairs = wire.translations.iter().flat_map(|Pairs(pairs)| pairs);
        pairs
            .map(|(lang, translation)| Translation {
                lang: lang.value.clone(),
                text: translation.text.0.0.clone(),
                by: line(translation.by.as_ref()).to_clean(),
                source: self.one(Kind::Source, translation.source.as_ref()),
            })
            .collect()
    }
}

fn line(value: Option<&Line>) -> Shown<'_> {
    value.map(|line| line.0.shown()).unwrap_or_default()
}
