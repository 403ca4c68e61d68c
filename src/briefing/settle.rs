//! What the references of packed quotes mean in a library, and which quotes
//! are left out because one means nothing.

use std::{cell::Cell, sync::Arc};

use crate::{
    arena::Id,
    briefing::{
        draft::{Draft, Name},
        resolve::Names,
        wire::{At, Span},
    },
    model::{Corpus, Kind},
};

/// A reference that may be missing.
const NONE: u32 = u32::MAX;
/// A reference without which the quote is left out.
const LOST: u32 = u32::MAX - 1;

/// Settles what the references of every draft's quotes mean, and adds the
/// quotes to the corpus.
pub(super) fn quotes(names: &mut Names<'_>, corpus: &mut Corpus) {
    let drafts = names.drafts;
    let mut meanings: Vec<Vec<u32>> = Vec::with_capacity(drafts.len());
    let mut next = 0;
    for (at, draft) in drafts.iter().enumerate() {
        let means: Vec<u32> = draft
            .names
            .iter()
            .map(|&name| meaning(at, name, names))
            .collect();
        names.kept[at] = kept(draft, &means);
        names.first[at].quote = next;
        next += names.kept[at]
            .as_ref()
            .map_or(draft.quotes.len(), |kept| kept.len());
        if draft.faulty {
            names.tell(at, "quote-without-source", Span::default(), "", None);
        }
        meanings.push(means);
    }
    for (at, (draft, mut means)) in drafts.iter().zip(meanings).enumerate() {
        // Quotes may name quotes anywhere: only now all have ids.
        for (name, means) in draft.names.iter().zip(&mut means) {
            if let Name::Written(Kind::Quote, place) = name {
                let found = names.quote(at, &written(draft, *place)).ok().flatten();
                *means = found.map_or(NONE, Id::raw);
            }
        }
        corpus.add_quotes(
            Id::new(at),
            Arc::clone(&draft.quotes),
            Arc::from(means),
            names.kept[at].clone(),
        );
    }
}

/// Returns a name as a reference whose place in the file is not known.
fn written(draft: &Draft, place: u32) -> At<String> {
    let text = draft.written.get(place as usize);
    At {
        value: text.cloned().unwrap_or_default(),
        span: Span::default(),
    }
}

/// Returns what a name means; for a quote, nothing yet.
fn meaning(at: usize, name: Name, names: &mut Names<'_>) -> u32 {
    let (kind, text) = match name {
        Name::Own(kind, place) => {
            let id = names.id_of(at, kind, place);
            return id.and_then(|id| u32::try_from(id).ok()).unwrap_or(LOST);
        }
        Name::Written(kind, place) => (kind, written(&names.drafts[at], place)),
    };
    let raw = |id: Option<u32>, absent: u32| id.unwrap_or(absent);
    let found = match kind {
        Kind::Source => names.source(at, &text).map(|id| raw(id.map(Id::raw), NONE)),
        Kind::Event => names.event(at, &text).map(|id| raw(id.map(Id::raw), NONE)),
        // Nobody stands for a speaker, or an issue, that was left out.
        Kind::Actor => names.actor(at, &text).map(|id| raw(id.map(Id::raw), LOST)),
        Kind::Issue => names.issue(at, &text).map(|id| raw(id.map(Id::raw), LOST)),
        Kind::Quote | Kind::Briefing | Kind::Position | Kind::Judgment => Ok(NONE),
    };
    found.unwrap_or(LOST)
}

/// Returns the places of the quotes that stay; `None` if all do.
fn kept(draft: &Draft, means: &[u32]) -> Option<Arc<[u32]>> {
    let sound = draft.names.iter().zip(means).all(|(name, &means)| {
        let quote = matches!(name, Name::Written(Kind::Quote, _));
        quote || means != LOST && means != NONE
    });
    if sound {
        return None;
    }
    let lost = Cell::new(false);
    let look = |raw: u32| {
        let means = means.get(raw as usize).copied().unwrap_or(LOST);
        lost.set(lost.get() || means == LOST);
        means
    };
    let places = (0..draft.quotes.len()).filter(|&place| {
        lost.set(false);
        let quote = draft.quotes.unpack(place, Id::new(0), &look);
        !lost.get() && quote.source.raw() != NONE
    });
    Some(
        places
            .filter_map(|place| u32::try_from(place).ok())
            .collect(),
    )
}
