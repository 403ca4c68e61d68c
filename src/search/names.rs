//! Names half typed: `wang` is Wang Qun, `ungass` is nobody.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::text;

/// Whether a name is meant by a folded value: it holds the value, or the
/// value's letters stand in it in order and close together.
pub(super) fn is_meant(value: &str, name: &str) -> bool {
    let folded = text::fold(name);
    if folded.contains(value) {
        return true;
    }
    let letters = value.chars().count();
    if !(3..=40).contains(&letters) || folded.len() > 120 {
        return false;
    }
    // Skim gives about 16 a letter, more at beginnings and in runs; what is
    // scattered over a name loses by every gap.
    let least = 18 * i64::try_from(letters).unwrap_or(i64::MAX);
    SkimMatcherV2::default()
        .fuzzy_match(&folded, value)
        .is_some_and(|score| score >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_meant_by_its_parts() {
        for (value, name, expect) in [
            ("wang", "Wang Qun", true),
            ("qun", "Wang Qun", true),
            ("unga", "UN General Assembly", true),
            ("russia", "Russia", true),
            ("iran", "Russian Federation", false),
        ] {
            assert_eq!(is_meant(value, name), expect, "{value} in {name}");
        }
    }
}
