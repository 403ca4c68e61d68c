//! One word, looked for in many texts.

use memchr::memchr2_iter;

use crate::{
    date::{Date, Day},
    query::words::each_word,
    text,
};

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
            Some(rare) if text.is_ascii() || is_plain(text.as_bytes()) => {
                self.begins_in_plain(rare, text.as_bytes())
            }
            Some(_) | None => self.begins_in_folded(&text::fold(text)),
        }
    }

    /// Whether a word of a date as written begins with it. Only what has a
    /// digit, or an `x` for one, can; the others cost nothing.
    pub(super) fn begins_in_date(&self, date: Option<&Date>) -> bool {
        let digit = |c: char| c.is_ascii_digit() || c == 'x';
        date.is_some_and(|date| {
            self.word.contains(digit)
                && self.may_begin_year_of(date)
                && self.begins_in_folded(&text::fold(&date.to_string()))
        })
    }

    /// Whether it may begin a year, where it can begin nothing else: told
    /// without writing the date, since most are of other years.
    fn may_begin_year_of(&self, date: &Date) -> bool {
        let longer = 3 <= self.word.len() && self.word.bytes().all(|byte| byte.is_ascii_digit());
        let year = |day: Day| day.ymd().0;
        let years = date.first_day().map(year).zip(date.last_day().map(year));
        match years.filter(|(first, last)| longer && first == last) {
            Some((year, _)) => format!("{:04}", year.unsigned_abs()).starts_with(&self.word),
            None => true,
        }
    }

    fn begins_in_folded(&self, folded: &str) -> bool {
        let mut found = false;
        each_word(folded, |word, _, _| found |= word.starts_with(&self.word));
        found
    }

    /// The same without folding: what a keystroke asks of each event.
    fn begins_in_plain(&self, rare: usize, text: &[u8]) -> bool {
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

/// Whether a word begins at a letter of a plain text: apostrophes, straight and
/// curly, may stand inside of words.
fn begins(text: &[u8], start: usize) -> bool {
    let Some((before, _)) = text.split_at_checked(start) else {
        return false;
    };
    let ends_in_letter = |text: &[u8]| text.last().is_some_and(u8::is_ascii_alphanumeric);
    let inside = match before {
        [rest @ .., b'\''] | [rest @ .., 0xe2, 0x80, 0x98..=0x9b | 0xb2] => ends_in_letter(rest),
        _ => ends_in_letter(before),
    };
    !inside
}

/// Whether all that is not ASCII in a text are signs such as “ – …, which are
/// no letters however they are folded.
fn is_plain(text: &[u8]) -> bool {
    let others = text.iter().filter(|byte| !byte.is_ascii()).count();
    let signs = memchr2_iter(0xe2, 0xc2, text).map(|at| match text.get(at..) {
        // General punctuation, U+2000 to U+206F.
        Some([0xe2, 0x80, _, ..] | [0xe2, 0x81, 0x80..=0xaf, ..]) => 3,
        // A blank that is not broken, §, «, ·, ».
        Some([0xc2, 0xa0 | 0xa7 | 0xab | 0xb7 | 0xbb, ..]) => 2,
        Some(_) | None => 0,
    });
    signs.sum::<usize>() == others
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
        check("re", "They’re — yet", false);
        check("yet", "They’re—yet", true);
    }

    #[test]
    fn a_date_is_found_as_it_is_written() {
        let check = |word: &str, date: &str, expect: bool| {
            let date: Date = date.parse().unwrap();
            let found = Needle::new(word).begins_in_date(Some(&date));
            assert_eq!(found, expect, "{word} in {date}");
        };
        check("2011", "2011-09-12", true);
        check("201", "2011-09-12", true);
        check("2011", "2010/2012", false);
        check("2012", "2010/2012", true);
        check("2011", "1911-09", false);
        check("0043", "-0043", true);
        check("09", "2011-09-12", true);
        check("9", "2011-09-12", false);
        check("201x", "201X", true);
        check("sept", "2011-09", false);
    }

    proptest! {
        #[test]
        fn it_is_found_as_if_the_text_were_folded(word in "[ab1]{1,3}", text in "[aAbB1'`é’ -]{0,16}|[ab1'’′‴“… -]{0,16}|[ab’\u{2000}-\u{206f}«»·§\u{a0}]{0,12}") {
            let needle = Needle::new(&word);
            prop_assert_eq!(needle.begins_in(&text), needle.begins_in_folded(&text::fold(&text)));
        }
    }
}
