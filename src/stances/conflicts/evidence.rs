//! Evidence that is weaker, or says less, than it looks.

use std::collections::{BTreeSet, HashMap};

use crate::{
    arena::Id,
    model::{
        Actor, ActorKind, Basis, Capacity, Corpus, Entry, Evidence, Issue, Name, Position, QuoteId,
        Source, Stance,
    },
    stances::conflicts::{
        cells::{Group, opposed, ways},
        rule::{Conflict, Rule},
    },
    text::plural,
};

/// The most steps from a source to the one through which alone it is known.
const STEPS: usize = 16;

/// Finds in what way the evidence of a cell is weak: each way is told once,
/// however many positions it has.
pub(super) fn weak(corpus: &Corpus, group: &Group, found: &mut Vec<Conflict>) {
    let positions = group.positions.iter().map(|&id| Entry::Position(id));
    let places: Vec<Entry> = positions.collect();
    let mut tell = |rule: Rule, words: String| {
        found.push(Conflict {
            rule,
            cell: Some(group.cell()),
            places: places.clone(),
            words,
        });
    };
    if let Some(words) = only_reported(corpus, group) {
        tell(Rule::OnlyReported, words);
    }
    let evidence = group.evidence(corpus);
    if let Some(words) = anonymous(corpus, &evidence) {
        tell(Rule::Anonymous, words);
    }
    if evidence.len() < 2 {
        return;
    }
    let first_hand = |piece: &Evidence| is_first_hand(corpus, group.actor, *piece);
    if evidence.iter().any(first_hand) {
        return;
    }
    let sources: BTreeSet<Named<'_>> = evidence
        .iter()
        .flat_map(|&piece| sources(corpus, piece))
        .map(|source| named(corpus, source))
        .collect();
    let origins: BTreeSet<Named<'_>> = evidence
        .iter()
        .flat_map(|&piece| origins(corpus, piece))
        .map(|source| named(corpus, source))
        .collect();
    if let Some((title, _)) = alone(&sources) {
        let pieces = plural(evidence.len(), "piece of evidence", "pieces of evidence");
        tell(Rule::OneSource, format!("{pieces}, 1 source: {title}"));
    } else if let Some((title, _)) = alone(&origins) {
        let sources = plural(sources.len(), "source", "sources");
        tell(Rule::OneOrigin, format!("{sources}, 1 origin: {title}"));
    }
}

/// Whether a piece of evidence needs no other beside it: a vote that names the
/// actor, or words in what the actor, or who speaks for it, wrote.
fn is_first_hand(corpus: &Corpus, actor: Id<Actor>, piece: Evidence) -> bool {
    match piece {
        Evidence::Event(id) => {
            let votes = corpus.events[id].votes.as_ref();
            votes.is_some_and(|votes| votes.actors().any(|voter| voter == actor))
        }
        Evidence::Quote(id) => {
            let quote = corpus.quotes.at(id);
            let authors = corpus.sources[quote.source].author.iter();
            let mut authors = authors.filter_map(|name| match name {
                Name::Actor(author) => Some(*author),
                Name::Text(_) => None,
            });
            authors.any(|author| author == actor || Some(author) == quote.speaker)
        }
    }
}

/// Finds records that are evidence of being for and of being against: of one
/// actor, or, if they are quotes, of any two. Two actors may well vote opposite
/// ways at one event.
pub(super) fn both_ways(corpus: &Corpus, positions: &[Id<Position>], found: &mut Vec<Conflict>) {
    let mut shown: HashMap<(Evidence, Id<Issue>), Vec<Id<Position>>> = HashMap::new();
    for &id in positions {
        let position = &corpus.positions[id];
        for &piece in &position.evidence {
            let held = shown.entry((piece, position.issue)).or_default();
            if held.last() != Some(&id) {
                held.push(id);
            }
        }
    }
    for ((piece, issue), positions) in shown {
        let own = of_one_actor(corpus, issue, &positions);
        if own.is_empty() && matches!(piece, Evidence::Event(_)) {
            continue;
        }
        let cells = own
            .into_iter()
            .map(|(actor, pair)| (Some((actor, issue)), pair));
        let mut cells: Vec<_> = cells.collect();
        if cells.is_empty() {
            cells.extend(first_opposed(corpus, &positions).map(|pair| (None, pair)));
        }
        for (cell, [one, other]) in cells {
            let (what, entry) = match piece {
                Evidence::Quote(id) => ("quote", Entry::Quote(id)),
                Evidence::Event(id) => ("event", Entry::Event(id)),
            };
            let ways = ways(corpus, &positions);
            found.push(Conflict {
                rule: Rule::BothWays,
                cell,
                places: vec![Entry::Position(one), Entry::Position(other), entry],
                words: format!("1 {what} is evidence of opposite stances: {ways}"),
            });
        }
    }
}

type Pair = [Id<Position>; 2];

/// Returns each actor who has opposite ones among some positions, and two that are.
fn of_one_actor(
    corpus: &Corpus,
    issue: Id<Issue>,
    positions: &[Id<Position>],
) -> Vec<(Id<Actor>, Pair)> {
    if first_opposed(corpus, positions).is_none() {
        return Vec::new();
    }
    let actors = positions
        .iter()
        .flat_map(|&id| &corpus.positions[id].actors);
    let actors: BTreeSet<Id<Actor>> = actors.copied().collect();
    let of = |actor: Id<Actor>| {
        let own = positions.iter().copied();
        let own = own.filter(|&id| {
            let position = &corpus.positions[id];
            position.issue == issue && position.actors.contains(&actor)
        });
        let own: Vec<Id<Position>> = own.collect();
        Some((actor, first_opposed(corpus, &own)?))
    };
    actors.into_iter().filter_map(of).collect()
}

fn first_opposed(corpus: &Corpus, positions: &[Id<Position>]) -> Option<Pair> {
    let (&first, rest) = positions
        .iter()
        .enumerate()
        .map(|(at, id)| (id, positions.split_at(at + 1).1))
        .find(|(first, rest)| rest.iter().any(|&id| opposed(corpus, **first, id)))?;
    let other = rest.iter().find(|&&id| opposed(corpus, first, id))?;
    Some([first, *other])
}

fn only_reported(corpus: &Corpus, group: &Group) -> Option<String> {
    let positions = group.positions.iter().map(|&id| &corpus.positions[id]);
    // That nothing was found is nobody's to state.
    let positions: Vec<&Position> = positions
        .filter(|position| position.stance != Stance::Silent)
        .collect();
    let count = |basis: Basis| {
        let bases = positions.iter().map(|position| position.basis);
        bases.filter(|own| *own == Some(basis)).count()
    };
    let (reported, inferred) = (count(Basis::Reported), count(Basis::Inferred));
    if positions.is_empty() || reported + inferred < positions.len() {
        return None;
    }
    let all = plural(positions.len(), "position", "positions");
    Some(match (reported, inferred) {
        (0, _) => format!("{all}, inferred by the curator"),
        (_, 0) => format!("{all}, reported by others"),
        (reported, inferred) => format!("{all}: {reported} reported, {inferred} inferred"),
    })
}

fn anonymous(corpus: &Corpus, evidence: &[Evidence]) -> Option<String> {
    let unnamed = |id: QuoteId| {
        let quote = corpus.quotes.at(id);
        let speaker = quote.speaker.map(|speaker| corpus.actors[speaker].kind);
        speaker == Some(ActorKind::Unnamed) || quote.capacity == Some(Capacity::Anonymous)
    };
    let all = evidence.iter().all(|piece| match *piece {
        Evidence::Quote(id) => unnamed(id),
        Evidence::Event(_) => false,
    });
    (all && !evidence.is_empty()).then(|| {
        let quotes = plural(evidence.len(), "quote", "quotes");
        format!("{quotes}, no speaker named")
    })
}

/// What tells a source from another: its title and its id. Several files may
/// define the same.
type Named<'a> = (&'a str, &'a str);

fn named(corpus: &Corpus, source: Id<Source>) -> Named<'_> {
    let source = &corpus.sources[source];
    (&source.title, &source.key)
}

/// Returns the only one of some sources.
fn alone<'a>(sources: &BTreeSet<Named<'a>>) -> Option<Named<'a>> {
    sources.first().copied().filter(|_| sources.len() == 1)
}

/// Returns where a piece of evidence stands; one may come twice.
fn sources(corpus: &Corpus, piece: Evidence) -> Vec<Id<Source>> {
    match piece {
        Evidence::Quote(id) => {
            let quote = corpus.quotes.at(id);
            let also = quote.also.iter().map(|also| also.source);
            std::iter::once(quote.source).chain(also).collect()
        }
        Evidence::Event(id) => {
            let event = &corpus.events[id];
            let also = event.also.iter().map(|also| also.source);
            event.source.into_iter().chain(also).collect()
        }
    }
}

/// Returns where a piece of evidence comes from, as far back as it is told: where
/// it was first said, else the first it passed through, else where it stands;
/// and where that is known only through another, that one.
fn origins(corpus: &Corpus, piece: Evidence) -> Vec<Id<Source>> {
    let first = match piece {
        Evidence::Quote(id) => {
            let quote = corpus.quotes.at(id);
            quote.first_source.or(quote.via.first().copied())
        }
        Evidence::Event(_) => None,
    };
    let ends = first.map_or_else(|| sources(corpus, piece), |first| vec![first]);
    let back = |mut source: Id<Source>| {
        for _ in 0..STEPS {
            match corpus.sources[source].cited_in {
                Some(through) => source = through,
                None => break,
            }
        }
        source
    };
    ends.into_iter().map(back).collect()
}
