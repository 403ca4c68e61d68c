//! A quote that was edited: its literal pieces, and what the gaps between them
//! may stand for.

/// A quote's literal pieces, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pieces {
    /// Each with the gap before it; never empty, none without a letter or digit.
    pub(super) pieces: Vec<Piece>,
    /// The gap after the last, if there is one.
    tail: Option<Kind>,
}

/// Words that must stand in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The gap before it.
    pub(super) gap: Gap,
    /// The words.
    pub(super) text: String,
    /// The byte of the quote at which they begin.
    at: usize,
}

/// What a quote marks as not being the source's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Gap {
    /// What it may stand for.
    pub(super) kind: Kind,
    /// The mark, which may be the source's own and stand there as it is.
    pub(super) literal: String,
    /// Whether words may be left out before what it stands for.
    pub(super) skips: bool,
}

/// What a gap may stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words left out: `...`, or words of the curator in their place: `[…]`.
    #[default]
    Words,
    /// These letters in another case: `[t]o`.
    Letters(String),
    /// The end of a word: `develop[ed]`.
    Ending,
}

/// Bytes of a bracket that is taken for an insertion: a longer one is text.
const LONGEST: usize = 240;

impl Pieces {
    /// Reads the pieces of a quote without typography; `None` for a quote that
    /// marks nothing as edited. A bracket that is the source's own is text.
    pub(super) fn read(text: &str, is_own: impl Fn(&str) -> bool) -> Option<Pieces> {
        let mut made = Pieces::default();
        let mut gap = Gap::default();
        let mut words = String::new();
        let mut start = 0;
        let mut any = false;
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let after_letter = text
                .get(..at)
                .is_some_and(|before| before.ends_with(char::is_alphanumeric));
            let own =
                |mark: &Gap| mark.literal.contains(char::is_alphanumeric) && is_own(&mark.literal);
            if let Some(mark) = mark(rest, after_letter).filter(|mark| !own(mark)) {
                any = true;
                at += mark.literal.len();
                if made.push(&gap, &words, start) || made.pieces.is_empty() {
                    gap = mark;
                } else {
                    // Two marks with nothing between them but signs are one.
                    gap = Gap {
                        kind: match mark.kind {
                            Kind::Letters(letters) => Kind::Letters(letters),
                            Kind::Words | Kind::Ending => Kind::Words,
                        },
                        literal: String::new(),
                        skips: true,
                    };
                }
                words.clear();
                start = at;
            } else {
                let c = rest.chars().next().unwrap_or(' ');
                words.push(c);
                at += c.len_utf8();
            }
        }
        if !made.push(&gap, &words, start) {
            made.tail = Some(gap.kind);
        }
        (any && !made.pieces.is_empty()).then_some(made)
    }

    /// Returns the gap after a piece, if there is one.
    pub(super) fn gap_after(&self, piece: usize) -> Option<&Kind> {
        let next = self.pieces.get(piece + 1).map(|next| &next.gap.kind);
        next.or(self.tail.as_ref())
    }

    /// Returns the words of a piece without the stops beside a gap; nothing for
    /// one that is not there.
    pub(super) fn core(&self, piece: usize) -> &str {
        let has_gap_after = self.gap_after(piece).is_some();
        let piece = self.pieces.get(piece);
        piece.map_or("", |piece| piece.core(has_gap_after))
    }

    /// Returns the bytes of the quote at which these words stand.
    pub(super) fn place(&self, piece: usize) -> std::ops::Range<usize> {
        let core = self.core(piece);
        let found = self.pieces.get(piece).map(|piece| {
            let before = piece.text.find(core).unwrap_or(0);
            piece.at + before
        });
        let start = found.unwrap_or(0);
        start..start + core.len()
    }

    /// Adds a piece that begins at a byte of the quote; says if there is
    /// anything in it.
    fn push(&mut self, gap: &Gap, words: &str, at: usize) -> bool {
        let text = words.trim();
        if !text.contains(char::is_alphanumeric) {
            return false;
        }
        self.pieces.push(Piece {
            gap: gap.clone(),
            text: text.to_owned(),
            at: at + words.len() - words.trim_start().len(),
        });
        true
    }
}

impl Piece {
    /// Returns the words without the stops beside a gap, which may be the
    /// editor's as well as the source's.
    fn core(&self, has_gap_after: bool) -> &str {
        let stop = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.');
        let text = match self.gap.kind {
            Kind::Words => self.text.trim_start_matches(stop),
            Kind::Letters(_) | Kind::Ending => &self.text,
        };
        if has_gap_after {
            text.trim_end_matches(stop)
        } else {
            text
        }
    }
}

/// Returns the mark at the beginning of a text, if there is one.
fn mark(rest: &str, after_letter: bool) -> Option<Gap> {
    let gap = |kind, len: usize| {
        let literal = rest.get(..len)?.to_owned();
        let skips = kind == Kind::Words;
        Some(Gap {
            kind,
            literal,
            skips,
        })
    };
    for dots in ["[...]", "(...)", "[. . .]", ". . ."] {
        if rest.starts_with(dots) {
            return gap(Kind::Words, dots.len());
        }
    }
    if rest.starts_with("...") {
        // Of four, one ends the sentence.
        let dots = rest.bytes().take_while(|b| *b == b'.').count();
        return if dots == 4 {
            None
        } else {
            gap(Kind::Words, dots)
        };
    }
    let inside = rest.strip_prefix('[')?;
    let end = inside.find(['[', ']']).filter(|end| *end < LONGEST)?;
    let (inside, close) = inside.split_at_checked(end)?;
    let after = close.strip_prefix(']')?;
    let len = inside.len() + 2;
    let letters = inside.chars().all(char::is_alphabetic);
    if !inside.is_empty() && letters && !after_letter && after.starts_with(char::is_alphanumeric) {
        return gap(Kind::Letters(inside.to_owned()), len);
    }
    gap(
        if after_letter {
            Kind::Ending
        } else {
            Kind::Words
        },
        len,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, &str, &str)]) {
        let read = Pieces::read(text, |mark| mark == "[own]").unwrap_or_default();
        let found: Vec<(String, &str, &str)> = read
            .pieces
            .iter()
            .map(|piece| {
                let kind = match &piece.gap.kind {
                    Kind::Words => "words".to_owned(),
                    Kind::Letters(letters) => format!("letters {letters}"),
                    Kind::Ending => "ending".to_owned(),
                };
                (kind, piece.gap.literal.as_str(), piece.text.as_str())
            })
            .collect();
        let found: Vec<(&str, &str, &str)> = found.iter().map(|(k, l, t)| (&**k, *l, *t)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn marks_part_a_quote() {
        check("A says this.", &[]);
        check(
            "one ... two",
            &[("words", "", "one"), ("words", "...", "two")],
        );
        check(
            "one. ... two",
            &[("words", "", "one."), ("words", "...", "two")],
        );
        check(
            "one.... two",
            &[("words", "", "one."), ("words", "...", "two")],
        );
        check(
            "one [...] two",
            &[("words", "", "one"), ("words", "[...]", "two")],
        );
        check(
            "one . . . two",
            &[("words", "", "one"), ("words", ". . .", "two")],
        );
        check("[t]o reaffirm", &[("letters t", "[t]", "o reaffirm")]);
        check(
            "they develop[ed] it",
            &[("words", "", "they develop"), ("ending", "[ed]", "it")],
        );
        check(
            "apply [to it]; if",
            &[("words", "", "apply"), ("words", "[to it]", "; if")],
        );
        check("... one ...", &[("words", "...", "one")]);
        check(
            "one ... , ... two",
            &[("words", "", "one"), ("words", "", "two")],
        );
        check("...", &[]);
        check(
            "its [own] ... [o]ne",
            &[("words", "", "its [own]"), ("letters o", "", "ne")],
        );
        check("[ not closed", &[]);
        check("", &[]);
    }
}
