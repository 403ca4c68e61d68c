//! What is likely when somebody half remembers a quote, as natural logarithms:
//! found on half of the known-item queries, and checked on the other half.

/// Steps of an impact to a nat.
pub(super) const STEPS: f32 = 8.0;

/// The weights.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    /// Typing a word as it is.
    pub(super) exact: f32,
    /// Typing another inflection.
    pub(super) stem: f32,
    /// Typing a beginning, and for each letter that is missing.
    pub(super) begun: f32,
    pub(super) begun_letter: f32,
    /// Typing a beginning, where the other words are beginnings too.
    pub(super) begun_all: f32,
    /// One slip, two, one in a beginning; and one in the first letter.
    pub(super) slip: f32,
    pub(super) slips: f32,
    pub(super) begun_slip: f32,
    pub(super) first: f32,
    /// An abbreviation; for how unlikely just these letters are; with vowels.
    pub(super) short: f32,
    pub(super) short_letters: f32,
    pub(super) short_vowels: f32,
    /// How few quotes make a word less trusted to be what a slip was meant for.
    pub(super) rare: f32,
    /// A word that is anything else.
    pub(super) unknown: f32,
    /// What every word is worth that stands in a quote at all.
    pub(super) there: f32,
    /// How much the length of a quote tells against it.
    pub(super) length: f32,
    /// Typing one word as it is and another in part or otherwise inflected: for
    /// each of the former, two at most.
    pub(super) mixed: f32,
    /// What of the length is given back to words that stand side by side: who
    /// copies a phrase chooses where it begins, not each of its words.
    pub(super) phrase: f32,
    /// A word that is somebody's name: no other word of the quote tells against
    /// it. Such a name typed first, the rest in order.
    pub(super) named: f32,
    pub(super) name_first: f32,
    /// Words side by side, in order, near; all in order, all side by side.
    pub(super) adjacent: f32,
    pub(super) ordered: f32,
    pub(super) near: f32,
    pub(super) all_ordered: f32,
    pub(super) all_adjacent: f32,
}

/// The weights as they are.
pub(super) const WEIGHTS: Weights = Weights {
    exact: -0.2,
    stem: -2.5,
    begun: -2.0,
    begun_letter: -0.15,
    begun_all: 2.3,
    slip: -7.0,
    slips: -8.0,
    begun_slip: -8.0,
    first: -1.0,
    short: -5.0,
    short_letters: -0.7,
    short_vowels: -2.0,
    rare: 2.0,
    unknown: -14.0,
    there: 3.0,
    length: 1.1,
    mixed: -0.8,
    phrase: 0.5,
    named: -2.0,
    name_first: 1.0,
    adjacent: 1.5,
    ordered: 1.0,
    near: 0.4,
    all_ordered: 2.0,
    all_adjacent: 4.0,
};
