//! Which words of the vocabulary a typed word may mean, and how likely it is
//! that one types the one for the other.

use std::borrow::Cow;

use crate::search::{
    number::{narrow, real},
    stems::Ending,
    vocabulary::{LONGEST, Vocabulary, bag, letters},
    weights::WEIGHTS,
};

/// How a word of the vocabulary answers a typed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Answer {
    /// It is the word.
    Exact,
    /// It begins with the word.
    Begins,
    /// It ends in another inflection.
    Inflected,
    /// One or two letters differ.
    Corrected,
    /// Its letters stand in order: an abbreviation.
    Shortened,
}

impl Answer {
    /// Whether it is the word as far as it is typed.
    pub(super) fn is_plain(self) -> bool {
        matches!(self, Answer::Exact | Answer::Begins)
    }
}

/// A word that may be meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Meant {
    pub(super) term: u32,
    pub(super) answer: Answer,
    /// The logarithm of how likely one types this for it.
    pub(super) ln: f32,
}

/// Returns the words a typed word may mean, in the order of the vocabulary.
/// `count` says how many quotes have a word; `begun`, whether the other words
/// are beginnings too.
pub(super) fn meant(
    vocabulary: &Vocabulary,
    count: impl Fn(usize) -> usize,
    typed: &str,
    begun: bool,
) -> Vec<Meant> {
    let range = vocabulary.begun(typed);
    let own = letters(typed);
    let mut found = Vec::with_capacity(range.len());
    for term in range.clone() {
        let missing = letters(vocabulary.words.at(term))
            .len()
            .saturating_sub(own.len());
        found.push(match missing {
            0 => Meant {
                term: narrow(term),
                answer: Answer::Exact,
                ln: WEIGHTS.exact,
            },
            _ => Meant {
                term: narrow(term),
                answer: Answer::Begins,
                ln: WEIGHTS.begun
                    + if begun { WEIGHTS.begun_all } else { 0.0 }
                    + WEIGHTS.begun_letter * real(missing.min(10)),
            },
        });
    }
    if (3..=LONGEST).contains(&own.len()) {
        let mut like = Vec::new();
        inflected(vocabulary, typed, &mut like);
        alike(vocabulary, &own, &mut like);
        like.retain(|meant| !range.contains(&(meant.term as usize)));
        for meant in &mut like {
            let quotes = real(count(meant.term as usize));
            meant.ln += (quotes / (quotes + WEIGHTS.rare)).ln();
        }
        found.extend(like);
        found.sort_by(|a, b| a.term.cmp(&b.term).then(b.ln.total_cmp(&a.ln)));
        found.dedup_by_key(|meant| meant.term);
    }
    found
}

fn inflected(vocabulary: &Vocabulary, typed: &str, found: &mut Vec<Meant>) {
    for stems in &vocabulary.stems {
        found.extend(stems.like(typed).iter().map(|&term| Meant {
            term,
            answer: Answer::Inflected,
            ln: WEIGHTS.stem,
        }));
    }
}

/// Finds the words with about the same letters.
fn alike(vocabulary: &Vocabulary, own: &[u8], found: &mut Vec<Meant>) {
    let typed = Letters::new(Cow::Borrowed(own));
    for (term, &other) in vocabulary.bags.iter().enumerate() {
        let lacks = (typed.bag & !other).count_ones();
        if typed.slips < lacks {
            continue;
        }
        let word = vocabulary.words.at(term);
        if word.len() + 2 < own.len() {
            continue;
        }
        let extra = (other & !typed.bag).count_ones();
        if let Some((answer, ln)) = typed.answer(&letters(word), lacks, extra) {
            let term = narrow(term);
            found.push(Meant { term, answer, ln });
        }
    }
}

/// A typed word, ready to be compared with the words of one quote.
pub(super) struct Likeness<'a> {
    typed: &'a str,
    stem: Ending,
    letters: Letters<'a>,
}

impl<'a> Likeness<'a> {
    /// Prepares a typed word for a quote in a language.
    pub(super) fn new(typed: &'a str, lang: &str) -> Likeness<'a> {
        Likeness {
            typed,
            stem: Ending::new(typed, lang),
            letters: Letters::new(letters(typed)),
        }
    }

    /// Returns how a word answers, if it does.
    pub(super) fn answer(&self, word: &str) -> Option<Answer> {
        if word.starts_with(self.typed) {
            let exact = word.len() == self.typed.len();
            return Some(if exact { Answer::Exact } else { Answer::Begins });
        }
        let own = &self.letters;
        if !(3..=LONGEST).contains(&own.own.len()) {
            return None;
        }
        if self.stem.is_of(word) {
            return Some(Answer::Inflected);
        }
        let other = letters(word);
        let bag = bag(&other);
        let lacks = (own.bag & !bag).count_ones();
        let extra = (bag & !own.bag).count_ones();
        let answer = (lacks <= own.slips).then(|| own.answer(&other, lacks, extra));
        answer.flatten().map(|(answer, _)| answer)
    }
}

/// A typed word, ready to be compared with many.
struct Letters<'a> {
    own: Cow<'a, [u8]>,
    bag: u32,
    /// How many slips it may have.
    slips: u32,
    distance: Distance,
}

impl<'a> Letters<'a> {
    fn new(letters: Cow<'a, [u8]>) -> Letters<'a> {
        Letters {
            bag: bag(&letters),
            slips: match letters.len() {
                0..=3 => 0,
                4..=6 => 1,
                _ => 2,
            },
            distance: Distance::new(&letters),
            own: letters,
        }
    }

    /// Returns how a word with the typed letters but `lacks` and with `extra`
    /// others answers, and how likely that is.
    fn answer(&self, word: &[u8], lacks: u32, extra: u32) -> Option<(Answer, f32)> {
        let own = &*self.own;
        let first = word.first() == own.first();
        let near = word.len().abs_diff(own.len()) <= self.slips as usize;
        if 0 < self.slips && extra <= self.slips && near {
            let apart = self.distance.to(word);
            if (1..=self.slips).contains(&apart) {
                let ln = if apart == 1 {
                    WEIGHTS.slip
                } else {
                    WEIGHTS.slips
                };
                let elsewhere = if first { 0.0 } else { WEIGHTS.first };
                return Some((Answer::Corrected, ln + elsewhere));
            }
        }
        if !first || word.len() <= own.len() {
            return None;
        }
        if 5 <= own.len() && lacks <= 1 {
            let beginning = word.get(..=own.len()).unwrap_or(word);
            if self.distance.to_beginning(beginning) == 1 {
                return Some((Answer::Corrected, WEIGHTS.begun_slip));
            }
        }
        (lacks == 0).then(|| shortened(own, word)).flatten()
    }
}

/// Returns how likely one shortens a word so.
fn shortened(own: &[u8], word: &[u8]) -> Option<(Answer, f32)> {
    let share = skeleton(own, word);
    if 0.0 < share {
        let ln = WEIGHTS.short - WEIGHTS.short_letters * share.ln();
        return Some((Answer::Shortened, ln));
    }
    let mut rest = own.iter().peekable();
    for letter in word {
        rest.next_if_eq(&letter);
    }
    let missing = real(word.len() - own.len());
    rest.peek().is_none().then_some((
        Answer::Shortened,
        WEIGHTS.short + WEIGHTS.short_vowels - 0.25 * missing,
    ))
}

/// Returns how likely what is left of a word's consonants, the first letter
/// kept and some of the others dropped at random, is what was typed.
fn skeleton(own: &[u8], word: &[u8]) -> f32 {
    let is_vowel = |letter: &u8| b"aeiou".contains(letter);
    let kept = own.len() - 1;
    if 7 < kept || own.iter().skip(1).any(is_vowel) {
        return 0.0;
    }
    let mut ways = [0.0_f32; 8];
    ways[0] = 1.0;
    let mut consonants = 0;
    for letter in word.iter().skip(1).filter(|letter| !is_vowel(letter)) {
        consonants += 1;
        for at in (0..kept).rev() {
            if own[at + 1] == *letter {
                ways[at + 1] += ways[at];
            }
        }
    }
    let all = (0..kept).fold(1.0, |all, at| {
        all * (real(consonants) - real(at)) / real(at + 1)
    });
    if 0.0 < ways[kept] {
        ways[kept] / all
    } else {
        0.0
    }
}

/// How many slips lie between a word and others, a swap of neighbors being one:
/// optimal string alignment, 64 letters at once (Hyyrö 2003).
struct Distance {
    places: Box<[u64; 256]>,
    len: u32,
    top: u64,
}

impl Distance {
    /// Prepares a word of 1 to 64 letters.
    fn new(letters: &[u8]) -> Distance {
        let mut places = Box::new([0_u64; 256]);
        for (at, &letter) in letters.iter().take(64).enumerate() {
            places[usize::from(letter)] |= 1 << at;
        }
        let len = letters.len().clamp(1, 64);
        Distance {
            places,
            len: narrow(len),
            top: 1 << (len - 1),
        }
    }

    fn to(&self, word: &[u8]) -> u32 {
        self.both(word).0
    }

    /// Returns the least distance to any beginning of a word.
    fn to_beginning(&self, word: &[u8]) -> u32 {
        self.both(word).1
    }

    fn both(&self, word: &[u8]) -> (u32, u32) {
        let (mut up, mut down, mut same, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let (mut now, mut least) = (self.len, self.len);
        for &letter in word {
            let here = self.places[usize::from(letter)];
            let swapped = ((!same & here) << 1) & before;
            same = ((here & up).wrapping_add(up) ^ up) | here | down | swapped;
            let more = down | !(same | up);
            let less = same & up;
            if more & self.top != 0 {
                now += 1;
            } else if less & self.top != 0 {
                now -= 1;
            }
            least = least.min(now);
            let more = more << 1 | 1;
            up = less << 1 | !(same | more);
            down = same & more;
            before = here;
        }
        (now, least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        for (typed, word, apart) in [
            ("soveriegnty", "sovereignty", 1),
            ("norm", "form", 1),
            ("abcd", "abcd", 0),
            ("kitten", "sitting", 3),
        ] {
            let distance = Distance::new(typed.as_bytes());
            assert_eq!(distance.to(word.as_bytes()), apart, "{typed} {word}");
        }
        assert_eq!(Distance::new(b"sovre").to_beginning(b"sovereignty"), 1);
    }

    #[test]
    fn abbreviations_are_understood() {
        assert!(skeleton(b"cybrsec", b"cybersecurity") == 0.0);
        assert!(shortened(b"cybrsec", b"cybersecurity").is_some());
        assert!(0.0 < skeleton(b"wshf", b"wishful"));
        assert!(shortened(b"wshx", b"wishful").is_none());
    }
}
