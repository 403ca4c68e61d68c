//! What differs between two texts, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::clean::Clean;

/// What became of a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// It stands in both texts.
    Same,
    /// It stands in the first alone.
    Removed,
    /// It stands in the second alone.
    Added,
}

/// A run of words of which one thing became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub edit: Edit,
    /// The words, with the white space and the marks among them; those of the
    /// first text where both have them.
    pub text: String,
}

impl Change {
    /// Returns the words on one line, safe to show, between signs that need no
    /// color: `[-…-]` what the first text alone has, `{+…+}` the second. White
    /// space at their ends is left outside, where it is not all there is.
    ///
    /// ```
    /// use attache::text::{Change, Edit};
    /// let run = |edit, text: &str| Change { edit, text: text.to_owned() };
    /// assert_eq!(run(Edit::Removed, " not").marked(), " [-not-]");
    /// assert_eq!(run(Edit::Added, "\n").marked(), "{+ +}");
    /// assert_eq!(run(Edit::Same, "a\tb ").marked(), "a b ");
    /// ```
    pub fn marked(&self) -> String {
        let (open, close) = match self.edit {
            Edit::Same => ("", ""),
            Edit::Removed => ("[-", "-]"),
            Edit::Added => ("{+", "+}"),
        };
        let words = self.text.trim();
        if words.is_empty() {
            return format!("{open} {close}");
        }
        let blank = |is_there: bool| if is_there { " " } else { "" };
        format!(
            "{}{open}{}{close}{}",
            blank(self.text.starts_with(char::is_whitespace)),
            Clean::verbatim_line(words),
            blank(self.text.ends_with(char::is_whitespace)),
        )
    }
}

/// Returns how one text becomes another, in runs of words. White space equals
/// white space, however long; nothing else is folded. The runs that are not
/// [`Edit::Added`] make the first text again, letter by letter.
///
/// ```
/// use attache::text::{Change, Edit, diff};
/// let run = |edit, text: &str| Change { edit, text: text.to_owned() };
/// assert_eq!(
///     diff("We may agree.", "We may not agree."),
///     [
///         run(Edit::Same, "We may "),
///         run(Edit::Added, "not "),
///         run(Edit::Same, "agree."),
///     ]
/// );
/// ```
pub fn diff(first: &str, second: &str) -> Vec<Change> {
    let (before, after): (Vec<_>, Vec<_>) = (words(first), words(second));
    let mut out: Vec<Change> = Vec::new();
    let mut add = |edit, words: &[&str]| match out.last_mut() {
        Some(last) if last.edit == edit => last.text.extend(words.iter().copied()),
        _ if words.is_empty() => (),
        _ => out.push(Change {
            edit,
            text: words.concat(),
        }),
    };
    for op in capture_diff_slices(Algorithm::Myers, &keys(&before), &keys(&after)) {
        let (old, new) = (op.old_range(), op.new_range());
        let (old, new) = (
            before.get(old).unwrap_or_default(),
            after.get(new).unwrap_or_default(),
        );
        match op {
            DiffOp::Equal { .. } => add(Edit::Same, old),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                add(Edit::Removed, old);
                add(Edit::Added, new);
            }
        }
    }
    out
}

/// Returns words as they are compared.
fn keys<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let blank = |word: &str| word.trim().is_empty();
    words
        .iter()
        .map(|&word| if blank(word) { " " } else { word })
        .collect()
}

/// Returns words, white space and marks, each apart.
fn words(text: &str) -> Vec<&str> {
    text.split_word_bounds().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn only(changes: &[Change], but: Edit) -> String {
        let kept = changes.iter().filter(|c| c.edit != but);
        kept.map(|c| c.text.as_str()).collect()
    }

    #[test]
    fn white_space_is_alike_and_case_is_not() {
        assert_eq!(
            diff("one  two\nthree", "one two three"),
            [Change {
                edit: Edit::Same,
                text: "one  two\nthree".to_owned()
            }]
        );
        let changes = diff("The code", "the code");
        assert_eq!(only(&changes, Edit::Removed), "the code");
        assert_eq!(changes.len(), 3);
        assert_eq!(diff("", ""), []);
    }

    proptest! {
        #[test]
        fn each_text_is_made_again(
            first in "[a-c .,“”\u{e9}]{0,24}",
            second in "[a-c .,“”\u{e9}]{0,24}",
        ) {
            let squeezed = |t: &str| t.split_whitespace().collect::<String>();
            let changes = diff(&first, &second);
            prop_assert_eq!(only(&changes, Edit::Added), first);
            prop_assert_eq!(squeezed(&only(&changes, Edit::Removed)), squeezed(&second));
            let runs = changes.windows(2).all(|w| w[0].edit != w[1].edit);
            prop_assert!(runs && changes.iter().all(|c| !c.text.is_empty()));
        }
    }
}
