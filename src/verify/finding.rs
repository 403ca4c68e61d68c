//! What was found of a quote, and the words in which it is told: the same on
//! the screen and in reports.

use std::ops::Range;

use crate::{
    model::Token,
    text::{Change, Clean, grouped, plural},
    verify::{stitch::LEFT_OUT, tier::Tier},
};

/// What was found of a quote in the text of its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What the search came to.
    pub tier: Tier,
    /// The same, or, where the text is stale, what a search in it came to.
    pub in_text: Tier,
    /// Where the words stand: bytes of the archived text, in order. One range,
    /// or one for each piece of an edited quote; for a near one where the words
    /// stand that are like it; for an ambiguous one the first place. Empty where
    /// nothing stands.
    pub pieces: Vec<Range<usize>>,
    /// Where else the words stand, if they do in several places: the pieces of
    /// each place, in order; at most a thousand places.
    pub elsewhere: Vec<Vec<Range<usize>>>,
    /// What an edited quote leaves out between its pieces: bytes, in order.
    pub omitted: Vec<Range<usize>>,
    /// How many words that is.
    pub omitted_words: usize,
    /// What could turn the passage round, or does not fit.
    pub warnings: Vec<Warning>,
    /// For a near quote: how its words become those of the text, in both without
    /// typography. Clean before showing.
    pub diff: Vec<Change>,
    /// For a near quote: letters and signs that are to be changed for that.
    pub distance: usize,
}

/// What could turn a passage round, or does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// A word such as “not” is among the four before the passage.
    Before {
        /// The word, without case.
        word: String,
        /// Whether the quote's lead-in has it, so that readers see it.
        in_lead_in: bool,
        /// Whether its sentence ends before the passage begins.
        is_apart: bool,
    },
    /// Such a word is among what was left out.
    LeftOut {
        /// The word, without case.
        word: String,
    },
    /// The lead-in stands elsewhere, or nowhere.
    LeadIn,
    /// What is to follow stands elsewhere, or nowhere.
    Following,
    /// The passage begins or ends within a word.
    InsideWord,
    /// The locator names another paragraph.
    Paragraph {
        /// The paragraph in which the words stand, counted from one.
        stands: usize,
    },
    /// The pieces stand in order, but with too many words between them.
    Apart {
        /// How many words are between them.
        words: usize,
    },
}

impl Warning {
    /// Every sort of warning: its token, and what it says.
    pub const ALL: &'static [(&'static str, &'static str)] = &[
        (
            "before",
            "one of the four words before the quote can turn it round",
        ),
        ("left-out", "a word that was left out can turn it round"),
        ("lead-in", "the lead-in does not stand before it"),
        ("following", "the words after it do not follow it"),
        ("inside-word", "it begins or ends within a word"),
        ("paragraph", "the locator names another paragraph"),
        ("apart", "its pieces stand too far apart to be one passage"),
    ];

    /// Returns the sort of warning, as files and filters write it.
    pub fn token(&self) -> &'static str {
        let at = match self {
            Warning::Before { .. } => 0,
            Warning::LeftOut { .. } => 1,
            Warning::LeadIn => 2,
            Warning::Following => 3,
            Warning::InsideWord => 4,
            Warning::Paragraph { .. } => 5,
            Warning::Apart { .. } => 6,
        };
        Self::ALL.get(at).map_or("", |(token, _)| token)
    }

    /// Returns it in words, safe to show.
    pub fn words(&self) -> String {
        match self {
            Warning::Before {
                word,
                in_lead_in,
                is_apart,
            } => {
                let word = Clean::line(word);
                let shown = match (in_lead_in, is_apart) {
                    (true, _) => "; the lead-in has it",
                    (false, true) => ", in a sentence that ends there",
                    (false, false) => ", and the lead-in does not have it",
                };
                format!("“{word}” stands just before{shown}")
            }
            Warning::LeftOut { word } => {
                format!("“{}” is among the words left out", Clean::line(word))
            }
            Warning::LeadIn => "the lead-in does not stand before it".to_owned(),
            Warning::Following => "the words after it do not follow it there".to_owned(),
            Warning::InsideWord => "it begins or ends within a word".to_owned(),
            Warning::Paragraph { stands } => {
                format!("it stands in ¶ {stands}, not where the locator says")
            }
            Warning::Apart { words } => format!(
                "its pieces stand in order, but {} apart; {LEFT_OUT} may be left out",
                plural(*words, "word", "words")
            ),
        }
    }

    /// Whether readers should look twice: not at a word that the lead-in shows
    /// anyway, nor at one whose sentence has ended.
    pub fn is_grave(&self) -> bool {
        match self {
            Warning::Before {
                in_lead_in,
                is_apart,
                ..
            } => !in_lead_in && !is_apart,
            Warning::LeftOut { .. }
            | Warning::LeadIn
            | Warning::Following
            | Warning::InsideWord
            | Warning::Paragraph { .. }
            | Warning::Apart { .. } => true,
        }
    }
}

impl Finding {
    /// Whether its pieces are what is like the quote in the text, and not it.
    pub fn is_only_like(&self) -> bool {
        matches!(self.in_text, Tier::Near | Tier::Missing)
    }

    /// Returns what there is to say without a text to look in.
    pub fn without_a_text() -> Finding {
        Finding::of(Tier::NoArchive)
    }

    /// Returns a finding of nothing.
    pub(super) fn of(tier: Tier) -> Finding {
        Finding {
            tier,
            in_text: tier,
            pieces: Vec::new(),
            elsewhere: Vec::new(),
            omitted: Vec::new(),
            omitted_words: 0,
            warnings: Vec::new(),
            diff: Vec::new(),
            distance: 0,
        }
    }

    /// Returns the same for a text that is not the one that was quoted from.
    #[must_use]
    pub fn stale(self) -> Finding {
        Finding {
            tier: Tier::Stale,
            ..self
        }
    }

    /// Returns what was found in words, without a full stop. `name` is what the
    /// source is called, `sha256` the digest of the text that was looked in, in
    /// hexadecimal.
    pub fn words(&self, name: &str, sha256: &str) -> String {
        let name = Clean::line(name);
        let digest = Clean::line(sha256.get(..8).unwrap_or(sha256));
        let text = if digest.is_empty() {
            name.to_string()
        } else {
            format!("{name} (sha256 {digest}…)")
        };
        if self.tier == Tier::Stale {
            let now = self.place_words("there");
            return format!("the text of {text} is not the one that was quoted from; {now}");
        }
        self.place_words(&format!("in {text}"))
    }

    fn place_words(&self, text: &str) -> String {
        match self.in_text {
            Tier::Exact => format!("found word for word {text}"),
            Tier::Typographic => format!("found {text} but for marks, spaces and line breaks"),
            Tier::Edited if self.omitted_words == 0 => {
                format!("found {text} but for what the quote marks as edited")
            }
            Tier::Edited => {
                let words = plural(self.omitted_words, "word", "words");
                format!("found {text} with {words} left out")
            }
            Tier::Ambiguous => {
                let places = grouped(self.elsewhere.len() + 1);
                format!("found {text} in {places} places, and nothing says which is meant")
            }
            Tier::Near => {
                let letters = plural(self.distance, "letter", "letters");
                format!("not found {text}; what is nearest differs in {letters}")
            }
            Tier::Missing | Tier::Stale => format!("not found {text}"),
            Tier::NoArchive => Tier::NoArchive.meaning().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_says_where_words_stand_and_no_more() {
        let check = |finding: &Finding, expect: &str| {
            assert_eq!(finding.words("act-2011-11", "677df9e45668"), expect);
        };
        let mut found = Finding::of(Tier::Exact);
        check(
            &found,
            "found word for word in act-2011-11 (sha256 677df9e4…)",
        );
        check(
            &found.clone().stale(),
            "the text of act-2011-11 (sha256 677df9e4…) is not the one that was quoted from; found word for word there",
        );
        found = Finding::of(Tier::Edited);
        found.omitted_words = 3;
        check(
            &found,
            "found in act-2011-11 (sha256 677df9e4…) with 3 words left out",
        );
        check(
            &Finding::without_a_text(),
            "not checked: there is no text to look in",
        );
        assert_eq!(
            Finding::of(Tier::Exact).words("\u{1b}s", ""),
            "found word for word in ␛s"
        );
    }

    #[test]
    fn every_warning_has_its_own_token() {
        let all = [
            Warning::Before {
                word: "not".to_owned(),
                in_lead_in: true,
                is_apart: false,
            },
            Warning::LeftOut {
                word: "not".to_owned(),
            },
            Warning::LeadIn,
            Warning::Following,
            Warning::InsideWord,
            Warning::Paragraph { stands: 5 },
            Warning::Apart { words: 61 },
        ];
        let tokens: Vec<&str> = all.iter().map(Warning::token).collect();
        let listed: Vec<&str> = Warning::ALL.iter().map(|(token, _)| *token).collect();
        assert_eq!(tokens, listed);
    }
}
