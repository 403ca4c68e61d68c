//! “Did you mean …?”

/// Returns the candidate nearest to a word, if one is near enough to be meant:
/// at most a third of its letters differ (one letter more or less, another, or
/// two swapped), or one is the beginning of the other. The first of equals.
///
/// ```
/// use attache::text::nearest;
/// let keys = ["speaker", "source", "suffix"];
/// assert_eq!(nearest("speeker", keys.iter().copied()), Some("speaker"));
/// assert_eq!(nearest("zebra", keys.iter().copied()), None);
/// ```
pub fn nearest<'a>(word: &str, of: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = word.chars().take(64).flat_map(char::to_lowercase).collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in of {
        let meant: Vec<char> = candidate
            .chars()
            .take(64)
            .flat_map(char::to_lowercase)
            .collect();
        let most = (typed.len().max(meant.len()) / 3).max(1);
        let begins = typed.len().min(meant.len()) >= 3
            && (meant.starts_with(&typed) || typed.starts_with(&meant));
        let apart = if meant == typed {
            0
        } else {
            distance(&typed, &meant)
        };
        let apart = if begins { apart.min(most) } else { apart };
        if apart <= most && !meant.is_empty() && best.is_none_or(|(least, _)| apart < least) {
            best = Some((apart, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Returns the edits between two words, a swap of neighbors being one.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(x != y))
                .min(above[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_a_guess_is_not_made() {
        let keys = ["text", "speaker", "source", "locator", "issues"];
        for (typed, meant) in [
            ("txet", Some("text")),
            ("speakr", Some("speaker")),
            ("Speaker", Some("speaker")),
            ("loc", Some("locator")),
            ("issue", Some("issues")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, keys.iter().copied()), meant, "{typed}");
        }
    }
}
