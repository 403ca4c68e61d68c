//! The rules, and what one of them found.

use crate::{
    arena::Id,
    model::{Actor, Entry, Issue, Token},
};

/// What records can have that does not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// For and against at the same time.
    Opposite,
    /// One record shows both that somebody is for and that somebody is against.
    BothWays,
    /// Voted alike and recorded otherwise, or not named in the vote.
    VoteApart,
    /// Nobody states it and no vote shows it.
    OnlyReported,
    /// All evidence stands in one source.
    OneSource,
    /// Nobody who says it is named.
    Anonymous,
    /// Several sources, which all have it from one.
    OneOrigin,
    /// The words before a quote turn it round or limit it.
    NegatedLead,
    /// How likely and how sure in one sentence.
    OddsAndConfidence,
}

impl Token for Rule {
    /// Every rule, what contradicts first, what is weak after it, what is worded
    /// so that it misleads last. To add one, add its line.
    const ALL: &'static [(Rule, &'static str, &'static str)] = &[
        (
            Rule::Opposite,
            "opposite",
            "an actor is for and against at the same time, or possibly so",
        ),
        (
            Rule::BothWays,
            "both-ways",
            "one quote or event is evidence for opposite stances on an issue",
        ),
        (
            Rule::VoteApart,
            "vote-apart",
            "actors voted alike and are recorded as opposed, or are not in the vote",
        ),
        (
            Rule::OnlyReported,
            "only-reported",
            "a cell rests on what others report or the curator infers",
        ),
        (
            Rule::OneSource,
            "one-source",
            "all evidence of a cell is from one source, none of it a vote or own words",
        ),
        (
            Rule::Anonymous,
            "anonymous",
            "all evidence of a cell comes from people who are not named",
        ),
        (
            Rule::OneOrigin,
            "one-origin",
            "the evidence of a cell stands in several sources that have it from one",
        ),
        (
            Rule::NegatedLead,
            "negated-lead",
            "a negation or a limit stands just before the words of a quote",
        ),
        (
            Rule::OddsAndConfidence,
            "odds-and-confidence",
            "one sentence says how likely and how sure (ICD 203 asks for two)",
        ),
    ];
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The rule.
    pub rule: Rule,
    /// The actor and the issue it is about; `None` where it is about several, or
    /// about none.
    pub cell: Option<(Id<Actor>, Id<Issue>)>,
    /// The records to look at, each once: where two differ, those two first.
    /// Never empty.
    pub places: Vec<Entry>,
    /// What was found, for people: counts, dates, bases and titles only.
    pub words: String,
}
