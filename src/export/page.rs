//! A record as it is read: what stands in it, in order, without a word of
//! layout. Formats are made from it.

use std::ops::Range;

use crate::{
    arena::Id,
    date::Date,
    export::words,
    model::{Corpus, Entry, Event, Position, QuoteId},
    text::joint,
};

/// A record as it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// What it is called; empty where the first block says it.
    pub title: String,
    /// The name by which commands know it.
    pub reference: String,
    /// What there is to say.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Paragraphs, `\n` between them.
    Text(String),
    /// The same, beside the matter.
    Remark(String),
    /// One thing with its name.
    Fact {
        /// The name.
        label: String,
        /// The thing; never empty.
        value: String,
        /// The record it is; may be empty.
        reference: String,
    },
    /// A heading.
    Section(String),
    /// A quote.
    Quote(Card),
    /// A record in a list.
    Item {
        /// When, or which way.
        lead: String,
        /// What.
        words: String,
        /// More about it, beside the matter; may be empty.
        rest: String,
        /// The record.
        reference: String,
    },
}

/// A quote with all that it may not be shown without.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The words just before, which can reverse it, with the blank that parts
    /// them from it; may be empty.
    pub before: String,
    /// The mark that opens it; empty for a paraphrase.
    pub open: &'static str,
    /// The words.
    pub words: String,
    /// What a search found in the words: bytes, in order.
    pub lit: Vec<Range<usize>>,
    /// The mark that closes it.
    pub close: &'static str,
    /// The words just after, with the blank before them, unless they begin with
    /// a sign that takes none; may be empty.
    pub after: String,
    /// Who, when and where.
    pub by: String,
    /// The name by which commands know it.
    pub reference: String,
}

impl Card {
    /// Returns a quote, with what a search found in it.
    pub fn new(corpus: &Corpus, id: QuoteId, lit: Vec<Range<usize>>) -> Card {
        let quote = &corpus.quotes.at(id);
        let (open, close) = words::marks(quote.kind);
        Card {
            before: before(&quote.prefix),
            open,
            words: quote.text.to_string(),
            lit,
            close,
            after: after(&quote.suffix),
            by: words::attribution(corpus, quote),
            reference: corpus.reference(Entry::Quote(id)).to_string(),
        }
    }
}

/// What the fact is called that says whether somebody looked for a quote's words.
pub(super) const CHECK: &str = "Check";

impl Page {
    /// Says what the search for a quote's words in its source came to, each with
    /// its name, where the page says that nobody looked. What is empty is left
    /// out.
    pub fn checked(&mut self, facts: Vec<(&str, String)>) {
        let is_check = |block: &Block| matches!(block, Block::Fact { label, .. } if label == CHECK);
        let Some(at) = self.blocks.iter().position(is_check) else {
            return;
        };
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
        let facts = facts.map(|(label, value)| Block::Fact {
            label: label.to_owned(),
            value,
            reference: String::new(),
        });
        self.blocks.splice(at..=at, facts);
    }

    /// Returns a page with a title and nothing on it.
    pub(super) fn new(corpus: &Corpus, entry: Entry, title: &str) -> Page {
        let reference = corpus.reference(entry).to_string();
        Page {
            title: words::marked(corpus, entry, title),
            reference,
            blocks: Vec::new(),
        }
    }

    /// Adds paragraphs, if there are any.
    pub(super) fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.blocks.push(Block::Text(text.to_owned()));
        }
    }

    /// Adds a remark, if there is one.
    pub(super) fn remark(&mut self, text: &str) {
        if !text.is_empty() {
            self.blocks.push(Block::Remark(text.to_owned()));
        }
    }

    /// Adds a fact, if it is known.
    pub(super) fn fact(&mut self, label: &str, value: &str) {
        self.linked(label, value, String::new());
    }

    /// Adds a fact that is a record.
    pub(super) fn record(&mut self, corpus: &Corpus, label: &str, entry: Entry) {
        let reference = corpus.reference(entry).to_string();
        self.linked(label, &words::name(corpus, entry), reference);
    }

    /// Adds a fact and the record it is.
    pub(super) fn linked(&mut self, label: &str, value: &str, reference: String) {
        if !value.is_empty() {
            let (label, value) = (label.to_owned(), value.to_owned());
            self.blocks.push(Block::Fact {
                label,
                value,
                reference,
            });
        }
    }

    /// Adds a heading with the number of what stands under it.
    pub(super) fn section(&mut self, title: &str, count: usize) {
        self.blocks
            .push(Block::Section(format!("{title} ({count})")));
    }

    /// Adds a quote.
    pub(super) fn quote(&mut self, corpus: &Corpus, id: QuoteId) {
        self.blocks
            .push(Block::Quote(Card::new(corpus, id, Vec::new())));
    }

    /// Adds quotes under a heading, if there are any.
    pub(super) fn quotes(&mut self, corpus: &Corpus, title: &str, ids: &[QuoteId]) {
        if !ids.is_empty() {
            self.section(title, ids.len());
        }
        for &id in ids {
            self.quote(corpus, id);
        }
    }

    /// Adds a record to a list.
    pub(super) fn item(
        &mut self,
        corpus: &Corpus,
        lead: &str,
        words: &str,
        rest: &str,
        entry: Entry,
    ) {
        self.blocks.push(Block::Item {
            lead: lead.to_owned(),
            words: words::marked(corpus, entry, words),
            rest: rest.to_owned(),
            reference: corpus.reference(entry).to_string(),
        });
    }

    /// Adds events under a heading, if there are any, in their order in time.
    pub(super) fn events(&mut self, corpus: &Corpus, title: &str, ids: &[Id<Event>]) {
        if ids.is_empty() {
            return;
        }
        self.section(title, ids.len());
        let mut ids = ids.to_vec();
        ids.sort_by_cached_key(|&id| {
            let date = corpus.events[id].date.as_ref();
            (date.is_none(), date.map(Date::sort_key))
        });
        for id in ids {
            self.event(corpus, id);
        }
    }

    /// Adds an event to a list.
    pub(super) fn event(&mut self, corpus: &Corpus, id: Id<Event>) {
        let event = &corpus.events[id];
        let date = event
            .date
            .as_ref()
            .map_or_else(|| "no date".to_owned(), Date::short);
        self.item(corpus, &date, &event.title, "", Entry::Event(id));
    }

    /// Adds positions under a heading, if there are any, each actor's on each
    /// issue in their order in time.
    pub(super) fn positions(&mut self, corpus: &Corpus, title: &str, ids: &[Id<Position>]) {
        if ids.is_empty() {
            return;
        }
        self.section(title, ids.len());
        let mut ids = ids.to_vec();
        ids.sort_by_cached_key(|&id| {
            let position = &corpus.positions[id];
            let since = position.since.as_ref().map(Date::sort_key);
            (
                position.issue,
                words::names(corpus, &position.actors),
                since,
            )
        });
        for id in ids {
            self.position(corpus, id);
        }
    }

    /// Adds a position to a list.
    pub(super) fn position(&mut self, corpus: &Corpus, id: Id<Position>) {
        let position = &corpus.positions[id];
        let issue = &corpus.issues[position.issue].label;
        let what = format!("{}: {issue}", words::names(corpus, &position.actors));
        let lead = words::phrase(position.stance);
        self.item(corpus, &lead, &what, &held(position), Entry::Position(id));
    }
}

/// Returns the words before a quote, parted from it.
fn before(prefix: &str) -> String {
    let joins = prefix.is_empty() || prefix.ends_with(['(', '[', '‘', '“', '—', '/']);
    format!("{prefix}{}", if joins { "" } else { " " })
}

/// Returns the words after a quote, parted from it.
fn after(suffix: &str) -> String {
    format!("{}{suffix}", joint(suffix))
}

/// Returns since when and until when a position is held, on what basis, and
/// how sure that is.
fn held(position: &Position) -> String {
    let mut parts = Vec::new();
    parts.extend(position.since.as_ref().map(Date::words_since));
    parts.extend(
        position
            .until
            .as_ref()
            .map(|date| format!("until {}", date.words())),
    );
    parts.extend(position.basis.map(words::phrase));
    parts.extend(
        position
            .confidence
            .map(|c| format!("{} confidence", words::phrase(c))),
    );
    parts.join(" · ")
}
