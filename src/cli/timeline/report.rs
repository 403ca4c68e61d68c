//! A timeline to paste into a report: a list with the source of each event.

use std::io;

use crate::{
    arena::Id,
    cli::{
        answer::Answer,
        timeline::chosen::{Chosen, Part},
    },
    date::Date,
    export::{self, Block, Page},
    model::{Entry, Event, Votes},
};

/// Writes events as a Markdown list, under headings where there are lanes.
pub(super) fn write(chosen: &Chosen<'_>, answer: &mut Answer<'_>) -> io::Result<()> {
    let mut page = Page::default();
    page.blocks.extend(chosen.counts().map(Block::Text));
    for part in &chosen.parts {
        page.blocks.extend(part.title.clone().map(Block::Section));
        for &id in &part.order.dated {
            page.blocks.push(item(chosen, part, id));
        }
        if !part.order.undated.is_empty() && part.title.is_none() {
            page.blocks
                .push(Block::Section("Without a date".to_owned()));
        }
        for &id in &part.order.undated {
            page.blocks.push(item(chosen, part, id));
        }
    }
    export::markdown(&page, answer.out)
}

fn item(chosen: &Chosen<'_>, part: &Part, id: Id<Event>) -> Block {
    let event = &chosen.corpus.events[id];
    let mut rest = vec![chosen.who(event)];
    let votes = event.votes.as_ref().map(Votes::tally);
    rest.extend(votes.map(|tally| format!("voted {tally}")));
    rest.extend(chosen.shown_by(id));
    rest.push(part.beside(chosen.corpus, id));
    if part.is_unsure(chosen.corpus, id) {
        rest.push("its order with the next is not known".to_owned());
    }
    let source = event.source;
    rest.extend(source.map(|source| export::where_in(chosen.corpus, source, &event.locator)));
    rest.retain(|words| !words.is_empty());
    let date = event.date.as_ref();
    Block::Item {
        lead: date.map_or_else(|| "no date".to_owned(), Date::words),
        words: event.title.to_string(),
        rest: rest.join("; "),
        reference: chosen.corpus.reference(Entry::Event(id)).to_string(),
    }
}
