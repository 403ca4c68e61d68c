//! The words of a text that turn what follows them round, or limit it: what is
//! read without them may say the opposite, or more.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::text::{
    fold::{fold, folded, words},
    limiters::Limiters,
};

/// What a word does to the words after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// It turns them round: `not`, `never`, `without`, whatever ends in `n't`.
    Negation,
    /// It limits them: `unless`, `except`, `only`, `if`.
    Condition,
}

/// The most words of a wording, such as *es sei denn*.
const MOST: usize = 3;

/// Returns the words of a text that turn round or limit what follows them, in
/// order: where each stands, in bytes of the text, and what it does. `lang` is
/// the language of the text, a BCP 47 tag; English if it is empty. In a language
/// without [`Limiters`] nothing is found.
///
/// ```
/// use attache::text::{Limit, limits};
/// let found = |text: &'static str, lang| -> Vec<(&str, Limit)> {
///     limits(text, lang).map(|(at, limit)| (&text[at], limit)).collect()
/// };
/// assert_eq!(
///     found("States don’t agree, unless asked", "en"),
///     [("don’t", Limit::Negation), ("unless", Limit::Condition)]
/// );
/// assert_eq!(found("Ja, aber ohne uns", "de-AT"), [
///     ("aber", Limit::Condition),
///     ("ohne", Limit::Negation)
/// ]);
/// ```
pub fn limits(text: &str, lang: &str) -> impl Iterator<Item = (Range<usize>, Limit)> {
    let limiters = Limiters::of(lang);
    let words = limiters.map(|_| words_of(text)).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((limiters, rest)) = limiters.zip(words.get(at..).filter(|rest| !rest.is_empty()))
    {
        let longest = longest(text, rest, limiters);
        at += longest.as_ref().map_or(1, |(n, ..)| *n);
        found.extend(longest.map(|(_, range, limit)| (range, limit)));
    }
    found.into_iter()
}

/// Returns the words of a text as it is printed.
fn words_of(text: &str) -> Vec<Range<usize>> {
    // Folded, a word keeps its accents and an apostrophe of any shape.
    let as_is = |c: char| c.is_ascii() || c.is_alphabetic() && !is_combining_mark(c);
    if text.chars().all(as_is) {
        return words(text).collect();
    }
    let folded = folded(text);
    words(&folded.text)
        .map(|range| folded.original(range))
        .collect()
}

/// Returns the longest wording of a table that some words begin with: of how
/// many words, where it stands, and what it does.
fn longest(
    text: &str,
    words: &[Range<usize>],
    limiters: &Limiters,
) -> Option<(usize, Range<usize>, Limit)> {
    let start = words.first()?.start;
    let mut wording = String::new();
    let mut end = start;
    let mut found = None;
    for (n, word) in (1..=MOST).zip(words) {
        let between = text.get(end..word.start)?;
        match fold(between).as_str() {
            // At the end of a line as well.
            blank if !blank.is_empty() && blank.trim().is_empty() => wording.push(' '),
            joined @ ("" | "-") => wording.push_str(joined),
            _ => break,
        }
        end = word.end;
        wording.push_str(&printed(text.get(word.clone())?));
        if let Some(limit) = limiters.says(&wording) {
            found = Some((n, start..end, limit));
        }
        if !limiters.begins(&wording) {
            break;
        }
    }
    found
}

/// Returns a word without case, its accents kept; without the vowels that
/// Arabic may leave out.
fn printed(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let word: String = word.nfkc().collect();
    let letters = word.to_lowercase();
    let letters = letters.chars().filter(|c| !is_combining_mark(*c));
    letters
        .filter(|c| *c != TATWEEL)
        .map(|c| if is_apostrophe(c) { '\'' } else { c })
        .collect()
}

/// Stretches an Arabic word, and is no letter of it.
const TATWEEL: char = '\u{640}';

fn is_apostrophe(c: char) -> bool {
    fold(c.encode_utf8(&mut [0; 4])) == "'"
}

/// Ends a word of two, and makes it a negation.
const CONTRACTED: &str = "n't";

impl Limiters {
    /// Returns what a wording does, if it is in the table or made with a word
    /// that is.
    fn says(&self, wording: &str) -> Option<Limit> {
        if wording.ends_with(CONTRACTED) && self.negations().any(|own| own == CONTRACTED) {
            return Some(Limit::Negation);
        }
        self.has(wording).or_else(|| {
            // French *n'est*, *qu'aucun*.
            let (_, tail) = wording.split_once('\'')?;
            let head = wording.strip_suffix(tail)?;
            self.has(head).or_else(|| self.has(tail))
        })
    }

    fn has(&self, wording: &str) -> Option<Limit> {
        if self.negations().any(|own| own == wording) {
            return Some(Limit::Negation);
        }
        let limits = self.conditions().any(|own| own == wording);
        limits.then_some(Limit::Condition)
    }

    /// Whether a longer wording begins with this one.
    fn begins(&self, wording: &str) -> bool {
        let longer = |own: &str| wording.len() < own.len() && own.starts_with(wording);
        self.negations().chain(self.conditions()).any(longer)
    }
}

/// Returns the end of a text from the `n`-th last word on, with all that
/// stands among the words and after them; the whole text if it has fewer.
///
/// ```
/// use attache::text::last_words;
/// assert_eq!(last_words("they agreed that they would not “", 2), "would not “");
/// ```
pub fn last_words(text: &str, n: usize) -> &str {
    let folded = folded(text);
    let starts: Vec<usize> = words(&folded.text).map(|range| range.start).collect();
    let Some(from) = n
        .checked_sub(1)
        .map(|before| starts.iter().rev().nth(before))
    else {
        return "";
    };
    let from = from.map_or(0, |&start| folded.original(start..start + 1).start);
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::limiters::LIMITERS;

    fn check(lang: &str, text: &str, expect: &[&str]) {
        let found = limits(text, lang).filter_map(|(at, _)| text.get(at));
        let found: Vec<&str> = found.collect();
        assert_eq!(found, expect, "{lang}: {text:?}");
    }

    #[test]
    fn whole_words_count_however_they_are_printed() {
        check("", "They would NOT agree", &["NOT"]);
        check("en", "notable: it is known of a knot", &[]);
        check("en-GB", "It shouldn't and can’t", &["shouldn't", "can’t"]);
        check(
            "en",
            "“only if” asked, without more",
            &["only", "if", "without"],
        );
        check("en", "", &[]);
    }

    /// A language, words in it, and those of them that turn round or limit.
    const SAID: &[(&str, &str, &[&str])] = &[
        ("ar", "نحن لا نوافق إلا إذا طلبوا", &["لا", "إلا", "إذا"]),
        ("ar", "لَمْ يوافق أبداً ما لم", &["لَمْ", "أبداً", "ما لم"]),
        ("da", "A er ikke enig, men kun B", &["ikke", "men", "kun"]),
        (
            "de",
            "Wir werden NICHT zustimmen, es sei denn, A fragt",
            &["NICHT", "es sei denn"],
        ),
        (
            "de-CH",
            "keine Note außer dieser, ausser jener",
            &["keine", "außer", "ausser"],
        ),
        ("de", "A says not if, noch heute", &[]),
        (
            "el",
            "Δεν συμφωνούμε ποτέ, αλλά πότε",
            &["Δεν", "ποτέ", "αλλά"],
        ),
        (
            "es",
            "No, a menos que sí; si A, sin embargo sin B",
            &["No", "a menos que", "si", "sin embargo", "sin"],
        ),
        ("fi", "Emme hyväksy, ellei A hyväksy", &["Emme", "ellei"]),
        (
            "fr",
            "Il n’est pas dit qu'aucun accord, s’il existe, à moins",
            &["n’est", "pas", "qu'aucun", "s’il", "à moins"],
        ),
        ("fr", "une personne de plus, l’accord d’ailleurs", &[]),
        ("hu", "Nem csak A, hanem B", &["Nem", "csak", "hanem"]),
        (
            "it",
            "Non ne parla nessun’altra, né A; se B",
            &["Non", "nessun’altra", "né", "se"],
        ),
        ("nl", "A stemt niet in, tenzij B", &["niet", "tenzij"]),
        (
            "nn",
            "A er ikkje einig, med mindre B",
            &["ikkje", "med mindre"],
        ),
        ("nb", "Vi er aldri enige", &["aldri"]),
        (
            "pt",
            "NÃO se trata disso, a não ser só A",
            &["NÃO", "a não ser", "só"],
        ),
        ("ro", "Nu, A n-a spus fără B", &["Nu", "n-a", "fără"]),
        (
            "ru",
            "Мы не согласны, если только",
            &["не", "если", "только"],
        ),
        (
            "sv",
            "Vi är inte eniga om det, endast A",
            &["inte", "endast"],
        ),
        (
            "tr",
            "A DEĞİL, HAYIR; yalnızca hayır",
            &["DEĞİL", "HAYIR", "yalnızca", "hayır"],
        ),
        ("uk", "Ми не згодні, якщо A", &["не", "якщо"]),
        ("zh-Hant", "我們絕不同意，除非甲未來要求", &["不", "除非"]),
        (
            "zh",
            "我们不会同意，除非甲要求，但非洲并非",
            &["不", "除非", "但", "并非"],
        ),
        ("ja", "同意しない", &[]),
        ("xx", "not, unless", &[]),
    ];

    #[test]
    fn each_language_has_its_own_words() {
        for (lang, text, expect) in SAID {
            check(lang, text, expect);
        }
    }

    #[test]
    fn every_word_of_a_table_is_found_as_it_stands() {
        for limiters in LIMITERS {
            let lang = limiters.codes[0];
            let negations = limiters.negations().map(|word| (word, Limit::Negation));
            let conditions = limiters.conditions().map(|word| (word, Limit::Condition));
            let mut seen = std::collections::BTreeSet::new();
            for (word, limit) in negations.chain(conditions) {
                assert!(seen.insert(word), "{lang}: {word} stands twice");
                let text = format!("{word}{}", if word.ends_with('\'') { "a" } else { "" });
                let found: Vec<_> = limits(&text, lang).collect();
                assert_eq!(found, [(0..text.len(), limit)], "{lang}: {word}");
            }
        }
    }

    #[test]
    fn the_last_words_are_counted_from_the_end() {
        let check = |text, n, expect| assert_eq!(last_words(text, n), expect);
        check("one two – three ", 2, "two – three ");
        check("É one", 2, "É one");
        check("é", 5, "é");
        check("one two", 0, "");
        check("… “", 1, "… “");
    }

    proptest! {
        #[test]
        fn what_is_found_stands_in_the_text(text in any::<String>(), n in 0..6_usize, lang in 0..LIMITERS.len()) {
            prop_assert!(text.ends_with(last_words(&text, n)));
            for (at, _) in limits(&text, LIMITERS[lang].codes[0]) {
                prop_assert!(text.get(at).is_some_and(|word| !word.is_empty()));
            }
        }
    }
}
