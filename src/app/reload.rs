//! What becomes of places when the library was read again: ids belong to one
//! corpus, names to all.

use crate::{
    arena::Id,
    model::{Corpus, Entry, Event},
    ui::place::{Leaf, Place, Selection},
};

/// Returns a record of one corpus in another, if it is there.
pub(super) fn entry(entry: Entry, from: &Corpus, to: &Corpus) -> Option<Entry> {
    to.find(&from.reference(entry)).first().copied()
}

/// Returns a place of one corpus in another: what is no longer there is
/// selected no longer.
pub(super) fn carry(place: &Place, from: &Corpus, to: &Corpus) -> Place {
    let entry = |old: Entry| entry(old, from, to);
    let selection = place.selection.and_then(|selection| match selection {
        Selection::Entry(old) => entry(old).map(Selection::Entry),
        Selection::Cell(actor, issue) => {
            let actor = to.actor(&from.actors[actor].key)?;
            let issue = to.issue(&from.issues[issue].key)?;
            Some(Selection::Cell(actor, issue))
        }
    });
    let scope = place.scope.and_then(|id| match entry(Entry::Briefing(id)) {
        Some(Entry::Briefing(id)) => Some(id),
        _ => None,
    });
    let event = |id: Option<Id<Event>>| match entry(Entry::Event(id?)) {
        Some(Entry::Event(id)) => Some(id),
        _ => None,
    };
    let leaf = place.leaf.and_then(|leaf| match leaf {
        Leaf::Text(id) => match entry(Entry::Source(id)) {
            Some(Entry::Source(id)) => Some(Leaf::Text(id)),
            _ => None,
        },
        Leaf::Rests(old) => entry(old).map(Leaf::Rests),
        Leaf::Variants(id) => match entry(Entry::Quote(id)) {
            Some(Entry::Quote(id)) => Some(Leaf::Variants(id)),
            _ => None,
        },
    });
    Place {
        view: place.view,
        selection,
        scope,
        as_of: place.as_of.clone(),
        event: event(place.event),
        zero: event(place.zero),
        leaf,
    }
}
