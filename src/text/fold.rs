//! Text folded so that what is typed meets what is printed.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Returns text without case, accents, or the shapes of quotation marks and dashes.
///
/// ```
/// use attache::text::fold;
/// assert_eq!(fold("“Souveraineté” – ﬁn"), "\"souverainete\" - fin");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Adds text to `out` as [`fold`] returns it: for those who fold a million
/// texts and keep none.
pub fn fold_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // Most text is ASCII, and a run of it is folded at once.
        let run = rest.bytes().position(|b| !b.is_ascii());
        let (ascii, more) = rest.split_at(run.unwrap_or(rest.len()));
        if ascii.is_empty() {
            fold_char(first, &mut |c| out.push(c));
            rest = more.split_at(first.len_utf8()).1;
        } else {
            let from = out.len();
            out.push_str(ascii);
            if let Some(added) = out.get_mut(from..) {
                added.make_ascii_lowercase();
            }
            rest = more;
        }
    }
}

/// Text folded, with the way back to the original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each character of the original, where it ends: in the folded text
    /// and in the original, in bytes.
    ends: Vec<(usize, usize)>,
}

/// Folds text and keeps the way back.
pub fn folded(text: &str) -> Folded {
    let mut out = Folded::default();
    for (at, c) in text.char_indices() {
        fold_char(c, &mut |c| out.text.push(c));
        out.ends.push((out.text.len(), at + c.len_utf8()));
    }
    out
}

impl Folded {
    /// Returns the bytes of the original that a range of the folded text came
    /// from, on character boundaries, with the accents that follow.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let first = self.ends.partition_point(|&(end, _)| end <= range.start);
        let start = first.checked_sub(1).map_or(0, |at| self.ends[at].1);
        let last = self.ends.partition_point(|&(end, _)| end < range.end);
        let reach = self.ends.get(last).map_or(0, |&(end, _)| end);
        // Characters that fold to nothing, such as accents, belong to what they follow.
        let last = self
            .ends
            .iter()
            .skip(last)
            .take_while(|&&(end, _)| end == reach)
            .last();
        start..last.map_or(start, |&(_, end)| end.max(start))
    }
}

fn fold_char(c: char, push: &mut dyn FnMut(char)) {
    if c.is_ascii() {
        push(c.to_ascii_lowercase());
        return;
    }
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' | '\u{60}' | '\u{b4}' => push('\''),
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => push('-'),
        'ß' | 'ẞ' => "ss".chars().for_each(push),
        'æ' | 'Æ' => "ae".chars().for_each(push),
        'œ' | 'Œ' => "oe".chars().for_each(push),
        'ø' | 'Ø' => push('o'),
        'ł' | 'Ł' => push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => push('d'),
        'ı' => push('i'),
        _ => std::iter::once(c)
            .nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .filter(|c| !is_combining_mark(*c))
            .for_each(push),
    }
}

/// Returns the words of folded text as byte ranges: runs of letters and digits,
/// with apostrophes inside; a possessive `'s` is left out; a CJK character is
/// a word of its own.
///
/// ```
/// use attache::text::words;
/// let text = "the states' right to china's 1st";
/// let found: Vec<&str> = words(text).map(|w| &text[w]).collect();
/// assert_eq!(found, ["the", "states", "right", "to", "china", "1st"]);
/// ```
pub fn words(folded: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = first_letter(folded, at)?;
        at = end_of_word(folded, start);
        let found = folded.as_bytes().get(start..at)?;
        let possessive = if found.ends_with(b"'s") { 2 } else { 0 };
        Some(start..at - possessive)
    })
}

/// Returns where the first letter or digit from a byte on stands.
fn first_letter(folded: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match folded.as_bytes().get(at)? {
            byte if byte.is_ascii_alphanumeric() => return Some(at),
            byte if byte.is_ascii() => at += 1,
            _ => {
                let c = char_at(folded, at)?;
                if c.is_alphanumeric() {
                    return Some(at);
                }
                at += c.len_utf8();
            }
        }
    }
}

fn end_of_word(folded: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = folded.as_bytes().get(at) {
        match byte {
            byte if byte.is_ascii_alphanumeric() => at += 1,
            b'\'' if char_at(folded, at + 1).is_some_and(char::is_alphanumeric) => at += 1,
            byte if byte.is_ascii() => break,
            _ => match char_at(folded, at) {
                Some(c) if is_cjk(c) && at == start => return at + c.len_utf8(),
                Some(c) if c.is_alphanumeric() && !is_cjk(c) => at += c.len_utf8(),
                Some(_) | None => break,
            },
        }
    }
    at
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Whether a character belongs to a script that does not write words apart.
pub fn is_cjk(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3fffd)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, proptest};

    #[test]
    fn a_match_in_folded_text_is_found_in_the_original() {
        let text = "Die Straße: “Ja” e\u{301}te\u{301}!";
        let folded = folded(text);
        for (typed, printed) in [
            ("strasse", "Straße"),
            ("\"ja\"", "“Ja”"),
            ("ete", "e\u{301}te\u{301}"),
        ] {
            let at = folded.text.find(typed).unwrap();
            assert_eq!(
                text.get(folded.original(at..at + typed.len())),
                Some(printed)
            );
        }
    }

    /// What [`words`] says, said as plainly as possible.
    fn plain_words(folded: &str) -> Vec<String> {
        let letters: Vec<char> = folded.chars().collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            let start = at;
            let follows = |at: usize| letters.get(at + 1).is_some_and(|c| c.is_alphanumeric());
            let inside = |at: usize| match letters.get(at) {
                Some('\'') => start < at && follows(at),
                Some(&c) => c.is_alphanumeric() && !is_cjk(c),
                None => false,
            };
            at += usize::from(is_cjk(letters[at]));
            while at == start || !is_cjk(letters[start]) && inside(at) {
                if !inside(at) {
                    break;
                }
                at += 1;
            }
            if start == at {
                at += 1;
                continue;
            }
            let word: String = letters[start..at].iter().collect();
            found.push(word.strip_suffix("'s").unwrap_or(&word).to_owned());
        }
        found
    }

    proptest! {
        #[test]
        fn the_quick_way_is_the_plain_way(text in "[ -~a-z'’s中国é“ß—]{0,40}") {
            let mut plain = String::new();
            text.chars().for_each(|c| fold_char(c, &mut |c| plain.push(c)));
            assert_eq!(fold(&text), plain);
            let quick: Vec<&str> = words(&plain).filter_map(|word| plain.get(word)).collect();
            assert_eq!(quick, plain_words(&plain));
        }

        #[test]
        fn ranges_of_folded_text_lie_on_boundaries(text in any::<String>(), a in 0usize..40, b in 0usize..40) {
            let folded = folded(&text);
            assert_eq!(folded.text, fold(&text));
            let range = folded.original(a.min(b)..a.max(b));
            assert!(text.get(range).is_some());
            for word in words(&folded.text) {
                assert!(folded.text.get(word).is_some_and(|word| !word.is_empty()));
            }
        }
    }
}
