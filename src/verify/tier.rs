//! What a search for a quote's words comes to.

use crate::model::Token;

/// What a search for a quote's words in the text of its source comes to. The
/// order is that of reports: what needs no second look last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// The text is not the one whose digest the source gives.
    Stale,
    /// The words do not stand there.
    Missing,
    /// Words that look like them stand there: not found.
    Near,
    /// There is no text to look in.
    NoArchive,
    /// The words stand in several places.
    Ambiguous,
    /// Their pieces stand in one passage, in order.
    Edited,
    /// They stand there but for marks, spaces and line breaks.
    Typographic,
    /// They stand there word for word.
    Exact,
}

impl Token for Tier {
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (
            Tier::Stale,
            "stale",
            "the text is not the one that was quoted from: its SHA-256 is another",
        ),
        (
            Tier::Missing,
            "missing",
            "not found, and nothing there is like it",
        ),
        (
            Tier::Near,
            "near",
            "not found; what is like it there differs by at most a tenth of its letters",
        ),
        (
            Tier::NoArchive,
            "no-archive",
            "not checked: there is no text to look in",
        ),
        (
            Tier::Ambiguous,
            "ambiguous",
            "found in several places, and nothing says which is meant",
        ),
        (
            Tier::Edited,
            "edited",
            "found with words left out or put in where the quote marks it",
        ),
        (
            Tier::Typographic,
            "typographic",
            "found but for marks, spaces and line breaks",
        ),
        (Tier::Exact, "exact", "found word for word"),
    ];
}

impl Tier {
    /// Whether the words stand in the source at a place that is known. Words in
    /// several places do stand there, but what goes before them and is left out
    /// of them cannot be looked at: [`Tier::Ambiguous`] is not found.
    pub fn is_found(self) -> bool {
        match self {
            Tier::Exact | Tier::Typographic | Tier::Edited => true,
            Tier::Ambiguous | Tier::Near | Tier::Missing | Tier::NoArchive | Tier::Stale => false,
        }
    }
}
