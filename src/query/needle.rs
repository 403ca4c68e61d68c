//! One word, looked for in many texts.

use memchr::memchr2_iter;

use crate::{date::Date, query::words::each_word, text};

/// Letters, the commonest first: the rarest of a word is looked for.
const COMMON: &str = "etaoinsrhldcumfpgwybvkxjqz0123456789";

/// A folded word, to be found where a word begins.
#[derive(Debug, Clone)]
pub(super) struct Needle {
    word: String,
    /// Where its rarest letter is, if it is all ASCII.
    rare: Option<usize>,
}

impl Needle {
    /// Makes ready to look for a folded word.
    pub(super) fn new(word: &str) -> Needle {
        let plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let rarity = |byte: u8| COMMON.bytes().position(|known| known == byte);
        let letters = word.bytes().enumerate().filter(|_| plain);
        Needle {
            word: word.to_owned(),
            rare: letters
                .max_by_key(|(_, byte)| rarity(*byte))
                .map(|(at, _)| at),
        }
    }

    /// Whether a word of a text begins with it.
    pub(super) fn begins_in(&self, text: &str) -> bool {
        match self.rare {
            Some(rare) if text.is_ascii() => self.begins_in_ascii(rare, text.as_bytes()),
            Some(_) | None => self.begins_in_folded(&text::fold(text)),
        }
    }

    /// Whether a word of a date as written begins with it. Only what has a
    /// digit, or an `x` for one, can; the others cost nothing.
    pub(super) fn begins_in_date(&self, date: Option<&Date>) -> bool {
        let digit = |c: char| c.is_ascii_digit() || c == 'x';
        date.is_some_and(|date| {
            self.word.contains(digit) && self.begins_in_folded(&text::fold(&date.to_string()))
        })
    }

    fn begins_in_folded(&self, folded: &str) -> bool {
        let mut found = false;
        each_word(folded, |word, _, _| found |= word.starts_with(&self.word));
        found
    }

    /// The same without folding: what a keystroke asks of each event.
    fn begins_in_ascii(&self, rare: usize, text: &[u8]) -> bool {
        let word = self.word.as_bytes();
        let Some(&letter) = word.get(rare) else {
            return false;
        };
        memchr2_iter(letter, letter.to_ascii_uppercase(), text)
            .filter_map(|at| at.checked_sub(rare))
            .any(|start| {
                let here = text.get(start..start + word.len());
                here.is_some_and(|here| here.eq_ignore_ascii_case(word)) && begins(text, start)
            })
    }
}

/// Whether a word begins at a letter: apostrophes may stand inside of words.
fn begins(text: &[u8], start: usize) -> bool {
    let letter = |back: usize| {
        let at = start.checked_sub(back);
        at.and_then(|at| text.get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    let apostrophe = start.checked_sub(1).and_then(|at| text.get(at)) == Some(&b'\'');
    !(letter(1) || apostrophe && letter(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    #[test]
    fn a_word_is_found_where_one_begins() {
        let check = |word: &str, text: &str, expect: bool| {
            assert_eq!(
                Needle::new(word).begins_in(text),
                expect,
                "{word} in {text}"
            );
        };
        check("vot", "The vote", true);
        check("ote", "The vote", false);
        check("s", "China's vote", false);
        check("geneve", "à Genève", true);
        check("2011", "In 2011-09", true);
        check("中国", "在中国的", true);
    }

    proptest! {
        #[test]
        fn it_is_found_as_if_the_text_were_folded(word in "[ab1]{1,3}", text in "[aAbB1'`é’ -]{0,16}") {
            let needle = Needle::new(&word);
            prop_assert_eq!(needle.begins_in(&text), needle.begins_in_folded(&text::fold(&text)));
        }
    }
}
