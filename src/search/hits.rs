//! What a search answers.

use crate::{
    model::QuoteId,
    query::{Field, Query},
};

/// What is asked: what for, and in which order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ask {
    /// What for.
    pub query: Query,
    /// In which order the quotes come.
    pub order: Order,
}

/// The order in which quotes come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The likeliest to be meant first; where nothing is typed, as the files have them.
    #[default]
    Relevance,
    /// The earliest first; those without a date last.
    Date,
    /// By the name of who speaks.
    Speaker,
}

/// How a quote answers a query, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The words stand in it together, as typed.
    Verbatim,
    /// All words stand in it, or words that begin with them.
    AllWords,
    /// All do, in another inflection or spelling.
    Corrected,
    /// Some do.
    SomeWords,
    /// No word was asked for.
    Filter,
}

impl How {
    /// Returns its name in the output of commands.
    pub fn name(self) -> &'static str {
        match self {
            How::Verbatim => "verbatim",
            How::AllWords => "all-words",
            How::Corrected => "corrected",
            How::SomeWords => "some-words",
            How::Filter => "filter",
        }
    }
}

/// A quote that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The quote.
    pub quote: QuoteId,
    /// How good it is; only to be compared with those of the same search.
    pub score: f32,
    /// How it answers.
    pub how: How,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// The quotes, in the order asked for: at first the best of them, all of
    /// them once the answer is complete.
    pub found: Vec<Hit>,
    /// How many there are.
    pub total: usize,
    /// How many of these have all words.
    pub whole: usize,
    /// How many more there would be without the fields.
    pub hidden: usize,
    /// Words that stand nowhere as typed, and what was taken for each.
    pub corrections: Vec<Correction>,
    /// What the quotes found have in common, for narrowing; empty until the
    /// answer is complete.
    pub facets: Vec<Facet>,
    /// Whether all quotes were looked at.
    pub complete: bool,
}

/// A word that stands nowhere as typed, and the likeliest that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The word as typed, folded.
    pub typed: String,
    /// The word of the library that it was taken for.
    pub meant: String,
}

/// The commonest values of a field among the quotes found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field: speaker, issue, date (by year), source or kind.
    pub field: Field,
    /// The values, the commonest first (years: the latest first), at most fifty.
    pub values: Vec<FacetValue>,
    /// How many values there are, those not named included.
    pub distinct: usize,
}

/// A value of a field, and how many of the quotes found have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value as shown.
    pub label: String,
    /// What narrows to it, as one would type it: `speaker:"Wang Qun"`.
    pub term: String,
    /// How many quotes have it.
    pub count: usize,
}
