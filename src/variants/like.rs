//! The variants of a quote.

use crate::{
    model::{Corpus, QuoteId, QuoteKind},
    text::{self, Change},
    variants::likeness::{Likeness, Words},
};

/// How like two quotes are at least that are told of: of the words of both, the
/// share that stands in both in one order.
pub const LEAST: f32 = 0.5;

/// How much of a shorter quote stands in a longer one at least, so that it may
/// be clipped from it.
const CLIPPED: f32 = 0.9;

/// Long words of a clipped quote at least: fewer stand in many.
const WORDS: f32 = 5.0;

/// A quote that prints the same utterance in other words, or looks like it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variant {
    /// The quote.
    pub quote: QuoteId,
    /// How like it is, from 0 to 1: of the words of both, the share that stands
    /// in both in one order.
    pub likeness: f32,
    /// Whether a curator says that it is the same utterance.
    pub stated: bool,
    /// Whether another speaker is named: the same words, perhaps, and another
    /// utterance.
    pub other_speaker: bool,
}

/// Returns the variants of a quote: those that are stated, and of some others
/// those that are nearly the same; the stated ones first, then the likest. The
/// curator's own words are no variant unless that is stated.
pub fn like(
    corpus: &Corpus,
    quote: QuoteId,
    among: impl IntoIterator<Item = QuoteId>,
) -> Vec<Variant> {
    let words = Words::new(corpus.quotes.words(quote));
    let speaker = corpus.quotes.speaker(quote);
    let variant = |other: QuoteId, likeness: Likeness, stated: bool| {
        let its = corpus.quotes.speaker(other);
        Variant {
            quote: other,
            likeness: likeness.whole,
            stated,
            other_speaker: speaker.zip(its).is_some_and(|(a, b)| a != b),
        }
    };
    let stated = corpus.variants(quote);
    let mut found: Vec<Variant> = stated
        .iter()
        .map(|&other| {
            let its = Words::new(corpus.quotes.words(other));
            variant(other, words.likeness(&its), true)
        })
        .collect();
    for other in among {
        if other == quote || stated.contains(&other) {
            continue;
        }
        let its = Words::new(corpus.quotes.words(other));
        if !is_near(words.at_most(&its)) {
            continue;
        }
        let likeness = words.likeness(&its);
        if is_near(likeness) && corpus.quotes.at(other).kind != QuoteKind::Paraphrase {
            found.push(variant(other, likeness, false));
        }
    }
    found.sort_by(|a, b| {
        let stated = b.stated.cmp(&a.stated);
        let likest = b.likeness.total_cmp(&a.likeness);
        stated.then(likest).then(a.quote.cmp(&b.quote))
    });
    found.dedup_by_key(|variant| variant.quote);
    found
}

fn is_near(likeness: Likeness) -> bool {
    LEAST <= likeness.whole || CLIPPED <= likeness.part && WORDS <= likeness.long
}

/// Returns how the words of one quote become those of another; `None` where they
/// are said to be in different languages.
pub fn pair(corpus: &Corpus, first: QuoteId, second: QuoteId) -> Option<Vec<Change>> {
    let [one, other] = [first, second].map(|id| corpus.quotes.at(id).lang);
    let differ = !one.is_empty() && !other.is_empty() && one.as_str() != other.as_str();
    (!differ).then(|| text::diff(corpus.quotes.words(first), corpus.quotes.words(second)))
}

/// Returns variants under the headings that they are told under: those that are
/// stated, those of the same speaker or of nobody named, and those of another.
pub fn headed(found: &[Variant]) -> [(&'static str, Vec<&Variant>); 3] {
    let of = |fits: fn(&Variant) -> bool| found.iter().filter(|one| fits(one)).collect();
    [
        (
            "Stated to be the same utterance",
            of(|variant| variant.stated),
        ),
        (
            "Nearly the same words",
            of(|variant| !variant.stated && !variant.other_speaker),
        ),
        (
            "Nearly the same words, of another speaker",
            of(|variant| !variant.stated && variant.other_speaker),
        ),
    ]
}
