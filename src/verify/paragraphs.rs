//! The paragraphs of an archived text, numbered as people number them.

use std::ops::Range;

/// A run of lines without an empty one between them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    /// Bytes of the text.
    at: Range<usize>,
    /// How many paragraphs there are up to here.
    number: usize,
    /// Whether it is one: it ends as a sentence does. Headings, bylines and
    /// captions have no number.
    is_prose: bool,
    /// The number it gives itself: `5.` or `(5)` at its beginning.
    own: Option<usize>,
}

/// The paragraphs of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraphs {
    blocks: Vec<Block>,
}

impl Paragraphs {
    /// Finds the paragraphs: blocks between empty lines that end with a full
    /// stop, a question or an exclamation mark, whatever closes after it. A text
    /// without empty lines has none.
    pub(super) fn new(text: &str) -> Paragraphs {
        let mut blocks: Vec<Block> = Vec::new();
        let mut open: Option<usize> = None;
        let mut at = 0;
        let mut number = 0;
        let mut close = |range: Range<usize>| {
            let words = text.get(range.clone()).unwrap_or_default();
            let is_prose = ends_a_sentence(words);
            number += usize::from(is_prose);
            blocks.push(Block {
                at: range,
                number,
                is_prose,
                own: own(words),
            });
        };
        for line in text.split_inclusive('\n') {
            match (line.trim().is_empty(), open) {
                (true, Some(start)) => {
                    close(start..at);
                    open = None;
                }
                (false, None) => open = Some(at),
                (true, None) | (false, Some(_)) => (),
            }
            at += line.len();
        }
        if let Some(start) = open {
            close(start..at);
        }
        if blocks.len() < 2 {
            blocks.clear();
        }
        Paragraphs { blocks }
    }

    /// Returns the numbers that a place may be given: that of its paragraph, and
    /// the one the paragraph gives itself. They are counted from a title on, which
    /// has none itself. Empty for what stands in no paragraph.
    pub(super) fn numbers(&self, at: usize, title: &Range<usize>) -> Vec<usize> {
        let Some(block) = self.block(at).filter(|block| block.is_prose) else {
            return Vec::new();
        };
        // A title with its text below it, without an empty line, is in the first.
        let before = self.block(title.start).map_or(0, |first| {
            let is_first = first.is_prose && title.len() + 2 < first.at.len();
            first.number - usize::from(is_first)
        });
        let counted = block.number.checked_sub(before).filter(|n| 0 < *n);
        counted.into_iter().chain(block.own).collect()
    }

    /// Returns the bytes of each block, in order.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &Range<usize>> {
        self.blocks.iter().map(|block| &block.at)
    }

    fn block(&self, at: usize) -> Option<&Block> {
        let after = self.blocks.partition_point(|block| block.at.start <= at);
        self.blocks
            .get(after.checked_sub(1)?)
            .filter(|block| block.at.contains(&at))
    }
}

fn ends_a_sentence(words: &str) -> bool {
    let closing = |c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_')
    };
    words
        .trim_end_matches(closing)
        .ends_with(['.', '!', '?', '…', '。', '！', '？', ';', ':'])
}

/// Returns the number that a paragraph begins with.
fn own(words: &str) -> Option<usize> {
    let words = words.trim_start().trim_start_matches('(');
    let end = words.find(|c: char| !c.is_ascii_digit())?;
    let (digits, rest) = words.split_at_checked(end)?;
    rest.starts_with(['.', ')']).then(|| digits.parse().ok())?
}

/// Returns the paragraphs that a locator names: `¶ 5`, `¶¶ 2, 7`, `paras. 3–4`;
/// empty for locators of another sort.
pub(super) fn named(locator: &str) -> Vec<usize> {
    let text = locator.trim();
    let word = [
        "¶¶",
        "¶",
        "paragraphs",
        "paragraph",
        "paras.",
        "paras",
        "para.",
        "para",
    ];
    let Some(rest) = word.iter().find_map(|word| text.strip_prefix(word)) else {
        return Vec::new();
    };
    let mut found: Vec<usize> = Vec::new();
    for part in rest.split([',', ';']) {
        let ends: Option<Vec<usize>> = part
            .split(['-', '–'])
            .map(|n| n.trim().parse().ok())
            .collect();
        match ends.as_deref() {
            Some([one]) => found.push(*one),
            Some([from, to]) if from <= to && to - from < 1000 => found.extend(*from..=*to),
            _ => return Vec::new(),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_numbered_from_the_title_on() {
        let text = "A motto.\n\nThe title\n\nBy A.N. Other\n\nOne is said.\nOn two lines.\n\nA heading\n\n“Two,” he said (a while ago.)\n\n7. Three!\n";
        let made = Paragraphs::new(text);
        let from = text.find("The title").unwrap();
        let check = |word: &str, from: usize, expect: &[usize]| {
            let title = from..from + if from == 0 { 0 } else { 9 };
            assert_eq!(
                made.numbers(text.find(word).unwrap(), &title),
                expect,
                "{word}"
            );
        };
        check("One", from, &[1]);
        check("On two", from, &[1]);
        check("heading", from, &[]);
        check("Two", from, &[2]);
        check("Three", from, &[3, 7]);
        check("motto", 0, &[1]);
        check("One", 0, &[2]);
        assert!(
            Paragraphs::new("One.\nTwo.\n")
                .numbers(2, &(0..0))
                .is_empty()
        );
        assert!(Paragraphs::new("").numbers(0, &(0..0)).is_empty());
    }

    #[test]
    fn a_title_is_no_paragraph() {
        let apart = Paragraphs::new("Who rules?\n\nOne.\n\nTwo.\n");
        assert_eq!(apart.numbers(12, &(0..10)), [1]);
        assert!(apart.numbers(0, &(0..10)).is_empty());
        let joined = Paragraphs::new("Who rules?\nOne.\n\nTwo.\n");
        assert_eq!(joined.numbers(11, &(0..10)), [1]);
        assert_eq!(joined.numbers(17, &(0..10)), [2]);
    }

    #[test]
    fn locators_name_paragraphs() {
        for (locator, expect) in [
            ("¶ 5", &[5][..]),
            ("¶¶ 2, 7", &[2, 7]),
            ("¶¶ 6-9", &[6, 7, 8, 9]),
            ("paras. 3–4", &[3, 4]),
            ("p. 5", &[]),
            ("¶ five", &[]),
            ("above the title", &[]),
            ("", &[]),
        ] {
            assert_eq!(named(locator), expect, "{locator}");
        }
    }
}
