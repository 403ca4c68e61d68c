//! Words of a text, and whether some of them stand together.

use std::ops::Range;

use crate::text;

/// Calls with every word of a folded text: the word, its bytes, and its place
/// counted in words. Characters of scripts that do not write words apart are
/// words, and so is each pair of neighbors among them.
pub fn each_word(folded: &str, mut found: impl FnMut(&str, Range<usize>, u32)) {
    let mut last: Option<Range<usize>> = None;
    for (range, place) in text::words(folded).zip(0..) {
        let Some(word) = folded.get(range.clone()) else {
            continue;
        };
        found(word, range.clone(), place);
        if word.len() < 3 || !word.chars().next().is_some_and(text::is_cjk) {
            last = None;
            continue;
        }
        if let Some(before) = last.filter(|before| before.end == range.start) {
            let pair = before.start..range.end;
            if let Some(word) = folded.get(pair.clone()) {
                found(word, pair, place - 1);
            }
        }
        last = Some(range);
    }
}

/// Returns the words of a text; where words are not written apart, neighbors
/// in pairs, which are rarer.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    let folded = text::fold(text);
    let mut found: Vec<(String, u32)> = Vec::new();
    each_word(&folded, |word, _, place| {
        let pair = word.chars().count() == 2 && word.chars().all(text::is_cjk);
        if pair {
            // Its second, read alone just before, and its first, if no other
            // pair has that.
            found.pop();
            found.pop_if(|(before, at)| *at == place && before.chars().count() == 1);
        }
        found.push((word.to_owned(), place));
    });
    found.into_iter().map(|(word, _)| word).collect()
}

/// Whether the words of a phrase stand together in a text; the last may be
/// only begun. The same as asking [`phrase_ranges`] for any, in one go over the
/// words.
pub fn stands_in(own: &str, phrase: &[&str], begun: bool) -> bool {
    let folded = text::fold(own);
    let Some(last) = phrase.len().checked_sub(1).filter(|&last| last < 127) else {
        return !phrase_ranges(&folded, phrase, begun).is_empty();
    };
    // Bit n says that the first n words stand up to the place before, or up to here.
    let (mut before, mut here, mut place) = (0_u128, 0_u128, None);
    let mut found = false;
    each_word(&folded, |_, range, at| {
        if place != Some(at) {
            let next = place.is_some_and(|place: u32| place + 1 == at);
            before = if next { here } else { 0 };
            (here, place) = (0, Some(at));
        }
        let word = folded.get(range).unwrap_or_default();
        for (n, wanted) in phrase.iter().enumerate() {
            let reached = n == 0 || before >> n & 1 == 1;
            if reached && (word == *wanted || begun && n == last && word.starts_with(wanted)) {
                here |= 1 << (n + 1);
            }
        }
        found |= here >> (last + 1) & 1 == 1;
    });
    found
}

/// Returns where a phrase stands in a folded text: for each time, the bytes of
/// each of its words.
pub fn phrase_ranges(folded: &str, phrase: &[&str], begun: bool) -> Vec<Vec<Range<usize>>> {
    let mut words: Vec<(&str, Range<usize>, u32)> = Vec::new();
    each_word(folded, |_, range, place| {
        words.push((folded.get(range.clone()).unwrap_or_default(), range, place));
    });
    // Where words are not written apart, a pair stands at the place of its first.
    let at = |place: u32, word: &str, begins: bool| {
        let from = words.partition_point(|&(.., known)| known + 1 < place);
        words.iter().skip(from).take(6).find(|(known, _, here)| {
            *here == place && (*known == word || begins && known.starts_with(word))
        })
    };
    let Some((&last, rest)) = phrase.split_last() else {
        return Vec::new();
    };
    let places = words.last().map_or(0, |&(.., place)| place + 1);
    let first = phrase.first().copied().unwrap_or_default();
    let starts = words
        .iter()
        .filter(|(word, ..)| *word == first || rest.is_empty() && begun && word.starts_with(first));
    let mut found = Vec::new();
    for &(.., start) in starts {
        let mut ranges = Vec::new();
        for (place, word) in (start..places).zip(rest) {
            ranges.extend(at(place, word, false).map(|(_, range, _)| range.clone()));
        }
        let end = start + u32::try_from(rest.len()).unwrap_or(u32::MAX);
        ranges.extend(at(end, last, begun).map(|(_, range, _)| range.clone()));
        if ranges.len() == phrase.len() {
            found.push(ranges);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop, prop_assert_eq, proptest};

    proptest! {
        /// What is let through is what is lit.
        #[test]
        fn a_phrase_stands_where_it_can_be_lit(
            text in "([ab]{1,2}[ ,'中国]{1,2}){0,12}",
            phrase in prop::collection::vec("[ab]{1,2}", 1..4),
            begun in prop::bool::ANY,
        ) {
            let words: Vec<&str> = phrase.iter().map(String::as_str).collect();
            let lit = !phrase_ranges(&text::fold(&text), &words, begun).is_empty();
            prop_assert_eq!(stands_in(&text, &words, begun), lit);
        }
    }

    #[test]
    fn neighbors_are_words_where_words_are_not_written_apart() {
        let mut found = Vec::new();
        each_word("a 中国人 b", |word, _, place| {
            found.push(format!("{word}{place}"));
        });
        assert_eq!(found, ["a0", "中1", "国2", "中国1", "人3", "国人2", "b4"]);
    }
}
