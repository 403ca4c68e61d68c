//! Words without their endings, in the languages a library is written in. To
//! add a language, add its line to the table: its codes, and who knows its endings.

use rust_stemmers::{Algorithm, Stemmer};

use crate::{
    model::{Corpus, QuoteId},
    search::{
        number::narrow,
        words::{Words, hash},
    },
};

/// The languages whose endings are known: the BCP 47 code, and the stemmer. A
/// quote that does not say its language is in the first.
const LANGUAGES: &[(&str, Algorithm)] = &[
    ("en", Algorithm::English),
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nb", Algorithm::Norwegian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// How many languages there are.
pub(super) const MOST: usize = LANGUAGES.len();

/// How many quotes are in each language, in the order of the table.
pub(super) type Spoken = [u32; MOST];

/// Adds the languages of a quote to those that are spoken.
pub(super) fn count(corpus: &Corpus, id: QuoteId, spoken: &mut Spoken) {
    let quote = corpus.quotes.at(id);
    let mut add = |lang: &str| {
        if let Some(place) = language(lang) {
            spoken[place] += 1;
        }
    };
    add(&quote.lang);
    quote.translations.iter().for_each(|t| add(&t.lang));
}

fn language(lang: &str) -> Option<usize> {
    if lang.is_empty() {
        return Some(0);
    }
    let code = lang.split('-').next().unwrap_or_default();
    LANGUAGES
        .iter()
        .position(|(known, _)| known.eq_ignore_ascii_case(code))
}

/// The stems of a vocabulary in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stems {
    language: usize,
    /// For each word, its stem, as a hash: two stems in a billion are mistaken
    /// for one another, and that is no worse than what stems do.
    of: Vec<u32>,
    /// The words in the order of their stems.
    sorted: Vec<u32>,
}

impl Stems {
    /// Finds the stems of words in every language that is spoken; `known` says
    /// which are in no need of it.
    pub(super) fn all(
        words: &Words,
        spoken: &Spoken,
        known: impl Fn(usize, usize) -> Option<u32>,
    ) -> Vec<Stems> {
        let languages = (0..MOST).filter(|&language| 0 < spoken[language]);
        languages
            .map(|language| {
                let stemmer = Stemmer::create(LANGUAGES[language].1);
                let of = (0..words.len()).map(|term| {
                    known(language, term).unwrap_or_else(|| stem(&stemmer, words.at(term)))
                });
                Stems::sort(language, of.collect())
            })
            .collect()
    }

    fn sort(language: usize, of: Vec<u32>) -> Stems {
        let mut sorted: Vec<u32> = (0..narrow(of.len())).collect();
        sorted.sort_unstable_by_key(|&term| (of[term as usize], term));
        Stems {
            language,
            of,
            sorted,
        }
    }

    /// Returns the stem of a word of the vocabulary.
    pub(super) fn of(&self, term: usize) -> Option<u32> {
        self.of.get(term).copied()
    }

    /// Returns the place of the language in the table.
    pub(super) fn language(&self) -> usize {
        self.language
    }

    /// Returns the words with the same stem as a typed one.
    pub(super) fn like(&self, typed: &str) -> &[u32] {
        let stem = stem(&Stemmer::create(LANGUAGES[self.language].1), typed);
        let of = |&term: &u32| self.of.get(term as usize).copied().unwrap_or(0);
        let from = self.sorted.partition_point(|term| of(term) < stem);
        let to = self.sorted.partition_point(|term| of(term) <= stem);
        self.sorted.get(from..to).unwrap_or_default()
    }

    /// Returns what is kept of it: language and stems.
    pub(super) fn parts(&self) -> (u32, &[u32]) {
        (narrow(self.language), &self.of)
    }

    /// Puts it together again.
    pub(super) fn from_parts(language: u32, of: Vec<u32>, terms: usize) -> Option<Stems> {
        let language = usize::try_from(language).ok()?;
        (language < MOST && of.len() == terms).then(|| Stems::sort(language, of))
    }

    /// Returns the bytes it takes.
    pub(super) fn size(&self) -> usize {
        8 * self.of.len()
    }
}

/// The stem of a typed word, to be compared with words of one language.
pub(super) struct Ending {
    stemmer: Option<Stemmer>,
    stem: u32,
}

impl Ending {
    /// Finds the stem of a typed word.
    pub(super) fn new(typed: &str, lang: &str) -> Ending {
        let stemmer = language(lang).map(|place| Stemmer::create(LANGUAGES[place].1));
        Ending {
            stem: stemmer.as_ref().map_or(0, |stemmer| stem(stemmer, typed)),
            stemmer,
        }
    }

    /// Whether a word has the same.
    pub(super) fn is_of(&self, word: &str) -> bool {
        let stemmer = self.stemmer.as_ref();
        stemmer.is_some_and(|stemmer| stem(stemmer, word) == self.stem)
    }
}

/// Returns the stem of a word as a hash.
fn stem(stemmer: &Stemmer, word: &str) -> u32 {
    // Stemmers are for words; what is longer is none, and they take their time over it.
    if word.len() < 3 || 48 < word.len() {
        return hash(word.as_bytes());
    }
    hash(stemmer.stem(word).as_bytes())
}
