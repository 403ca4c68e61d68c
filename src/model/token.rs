//! The fixed words of the format, each an enum with its token and its meaning.
//!
//! To add a word, add a line to its enum: reading, did-you-mean, the JSON
//! Schema and the help text follow from that line.

/// One of a fixed set of words.
pub trait Token: Copy + Eq + 'static {
    /// Every value with its token in files and its meaning for people, in the
    /// order the format lists them.
    const ALL: &'static [(Self, &'static str, &'static str)];

    /// Returns the word as files write it, such as `leans-for`.
    fn token(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(value, ..)| *value == self)
            .map_or("", |(_, token, _)| token)
    }
    /// Returns what the word means, as a phrase for people.
    fn meaning(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(value, ..)| *value == self)
            .map_or("", |(.., meaning)| meaning)
    }
    /// Returns the value that files write as `token`.
    fn from_token(token: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, t, _)| *t == token)
            .map(|(value, ..)| *value)
    }
}

macro_rules! tokens {
    ($($(#[$doc:meta])* $Enum:ident { $($(#[$default:meta])? $Name:ident $token:literal $meaning:literal;)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $Enum { $(#[doc = $meaning] $Name),* }
        impl Token for $Enum {
            const ALL: &'static [(Self, &'static str, &'static str)] =
                &[$(($Enum::$Name, $token, $meaning)),*];
        }
    )*};
}

tokens! {
    /// How far a briefing has come.
    Status {
        Draft "draft" "still being written";
        Review "review" "under review";
        Final "final" "released by its curators";
    }
    /// What an actor is.
    ActorKind {
        Person "person" "a person";
        State "state" "a state";
        Organization "organization" "an organization";
        Group "group" "a group without a name of its own, such as a state's allies";
        Unnamed "unnamed" "somebody the source does not name";
    }
    /// Where an event's date comes from.
    DateBasis {
        Stated "stated" "stated by the source";
        Inferred "inferred" "inferred from the source";
        Estimated "estimated" "estimated by the curator";
    }
    /// How much an event matters to its briefing.
    Importance {
        Key "key" "one of the events the briefing turns on";
        Normal "normal" "an ordinary event";
        Minor "minor" "background";
    }
    /// Whose words a quote's text is.
    QuoteKind {
        Quotation "quotation" "the speaker's own words";
        Excerpt "excerpt" "the source's words about the speaker";
        Paraphrase "paraphrase" "the curator's words";
    }
    /// In what capacity words were said.
    Capacity {
        Official "official" "in office";
        Personal "personal" "speaking personally";
        Former "former" "a former official";
        Anonymous "anonymous" "not named by the source";
        Document "document" "a document";
    }
    /// Where an actor stands on an issue.
    Stance {
        Supports "supports" "supports";
        LeansFor "leans-for" "leans for";
        Neutral "neutral" "neutral";
        LeansAgainst "leans-against" "leans against";
        Opposes "opposes" "opposes";
        Mixed "mixed" "mixed: for in one respect, against in another";
        Unclear "unclear" "unclear";
        Silent "silent" "silent: somebody looked and found no position";
    }
    /// What a position rests on.
    Basis {
        Stated "stated" "stated by the actor";
        Voted "voted" "shown by a recorded vote";
        Reported "reported" "reported by others";
        Inferred "inferred" "inferred by the curator";
    }
    /// How sure the curator is.
    Confidence {
        Low "low" "low confidence";
        Moderate "moderate" "moderate confidence";
        High "high" "high confidence";
    }
    /// What sort of judgment it is.
    JudgmentKind {
        Assessment "assessment" "an assessment";
        Assumption "assumption" "an assumption";
        Hypothesis "hypothesis" "a hypothesis";
        Gap "gap" "a gap in what is known";
    }
    /// The seven terms of likelihood of ICD 203.
    Likelihood {
        AlmostNoChance "almost no chance" "1 to 5 percent";
        VeryUnlikely "very unlikely" "5 to 20 percent";
        Unlikely "unlikely" "20 to 45 percent";
        RoughlyEvenChance "roughly even chance" "45 to 55 percent";
        Likely "likely" "55 to 80 percent";
        VeryLikely "very likely" "80 to 95 percent";
        AlmostCertain "almost certain" "95 to 99 percent";
    }
    /// A source's reliability by the Admiralty scale.
    Reliability {
        A "A" "completely reliable";
        B "B" "usually reliable";
        C "C" "fairly reliable";
        D "D" "not usually reliable";
        E "E" "unreliable";
        F "F" "reliability cannot be judged";
    }
}

impl Stance {
    /// Returns the score from −2 (opposes) to 2 (supports); the specials
    /// mixed, unclear and silent have none and never enter an average.
    pub fn score(self) -> Option<i8> {
        match self {
            Stance::Supports => Some(2),
            Stance::LeansFor => Some(1),
            Stance::Neutral => Some(0),
            Stance::LeansAgainst => Some(-1),
            Stance::Opposes => Some(-2),
            Stance::Mixed | Stance::Unclear | Stance::Silent => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_names_its_value_and_back() {
        for (stance, token, _) in Stance::ALL {
            assert_eq!(Stance::from_token(token), Some(*stance));
            assert_eq!(stance.token(), *token);
        }
        assert_eq!(Stance::from_token("for"), None);
    }
}
