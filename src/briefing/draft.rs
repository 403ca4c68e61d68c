//! A file read, its references still names.

use std::sync::Arc;

use crate::{
    briefing::{
        records::{
            ActorWire, BriefingWire, Defaults, EventWire, IssueWire, JudgmentWire, PositionWire,
            QuoteWire, SourceWire,
        },
        wire::Span,
    },
    model::Kind,
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

/// A file read, its references still names. It keeps the file's text, so that
/// what is found wrong while linking can be shown with its line.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The file's name as shown.
    pub(super) name: Clean,
    pub(super) text: Arc<str>,
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

impl Draft {
    /// Returns the file's name as shown.
    pub fn name(&self) -> &Clean {
        &self.name
    }
    /// Whether the file holds a briefing, rather than a registry.
    pub fn is_briefing(&self) -> bool {
        self.briefing.is_some()
    }
    /// Returns the same file without its records.
    pub(super) fn emptied(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            text: Arc::clone(&self.text),
            briefing: None,
            defaults: None,
            sources: Vec::new(),
            actors: Vec::new(),
            issues: Vec::new(),
            events: Vec::new(),
            quotes: Vec::new(),
            positions: Vec::new(),
            judgments: Vec::new(),
            left_out: Vec::new(),
        }
    }
    /// Returns the id of its briefing.
    pub(super) fn briefing_key(&self) -> Option<&str> {
        self.briefing
            .as_ref()
            .map(|record| record.wire.id.value.as_str())
    }
}
