//! Evidence that is weaker, or says less, than it looks.

use crate::{
    arena::Id,
    model::{Basis, Corpus, Entry, Position, Source, Stance},
    stances::conflicts::{
        cells::Group,
        pieces::{Piece, Pieces},
        rule::{Conflict, Rule},
    },
    text::plural,
};

/// Finds in what way the evidence of a cell is weak: each way is told once,
/// however many positions it has.
pub(super) fn weak(
    corpus: &Corpus,
    pieces: &mut Pieces<'_>,
    group: &Group,
    found: &mut Vec<Conflict>,
) {
    let mut tell = |rule: Rule, words: String| {
        let positions = group.positions.iter();
        found.push(Conflict {
            rule,
            cell: Some(group.cell()),
            places: positions.map(|&id| Entry::Position(id)).collect(),
            words,
        });
    };
    if let Some(words) = only_reported(corpus, group) {
        tell(Rule::OnlyReported, words);
    }
    let evidence = pieces.of(&group.evidence(corpus));
    if !evidence.is_empty() && evidence.iter().all(|piece| piece.is_anonymous) {
        let quotes = plural(evidence.len(), "quote", "quotes");
        tell(Rule::Anonymous, format!("{quotes}, no speaker named"));
    }
    // What the actor did or wrote itself needs no other beside it.
    let stands_alone = |piece: &Piece| piece.is_own || piece.first_hand.contains(&group.actor);
    if evidence.len() < 2 || evidence.iter().any(|piece| stands_alone(piece)) {
        return;
    }
    if let Some(source) = alone(evidence.iter().flat_map(|piece| &piece.sources)) {
        let all = plural(evidence.len(), "piece of evidence", "pieces of evidence");
        let title = pieces.title(source);
        tell(Rule::OneSource, format!("{all}, 1 source: {title}"));
    } else if let Some(origin) = alone(evidence.iter().flat_map(|piece| &piece.origins)) {
        let mut sources: Vec<_> = evidence.iter().flat_map(|piece| &piece.sources).collect();
        sources.sort_unstable();
        sources.dedup();
        let sources = plural(sources.len(), "source", "sources");
        let title = pieces.title(origin);
        tell(Rule::OneOrigin, format!("{sources}, 1 origin: {title}"));
    }
}

/// Returns the only one of some sources, if there is one and no other.
fn alone<'a>(mut sources: impl Iterator<Item = &'a Id<Source>>) -> Option<Id<Source>> {
    let first = *sources.next()?;
    sources.all(|source| *source == first).then_some(first)
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
