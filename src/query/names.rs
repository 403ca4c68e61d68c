//! Names half typed: `wang` is Wang Qun, `ungass` is nobody.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::text;

/// How well a name answers a value, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Equal,
    Holds,
}

/// Returns a name or a typed value folded, without the quotation marks around
/// it and inside it: a value is read up to its closing one.
pub fn plain(name: &str) -> String {
    let mut folded = text::fold(name);
    folded.retain(|c| c != '"');
    folded
}

/// Returns which of some things are meant by any of some folded values. Each
/// value means those of whose names one is it; if there are none, those with a
/// name that holds it; if there are none, those with a name in which its
/// letters stand in order and close together.
pub fn meant<'a>(
    values: &[String],
    things: usize,
    names: impl Iterator<Item = (usize, &'a str)>,
) -> Vec<bool> {
    let names: Vec<(usize, String)> = names.map(|(thing, name)| (thing, plain(name))).collect();
    let mut chosen = vec![false; things];
    for value in values {
        let fit = |name: &str| match name {
            name if name == value => Some(Fit::Equal),
            name if name.contains(value.as_str()) => Some(Fit::Holds),
            _ => None,
        };
        let best = names.iter().filter_map(|(_, name)| fit(name)).min();
        for (thing, name) in &names {
            let is_meant = match best {
                Some(best) => fit(name) == Some(best),
                None => is_about(value, name),
            };
            if is_meant && let Some(chosen) = chosen.get_mut(*thing) {
                *chosen = true;
            }
        }
    }
    chosen
}

/// Whether a value's letters stand in a folded name, in order and together.
fn is_about(value: &str, name: &str) -> bool {
    let letters = value.chars().count();
    if !(3..=40).contains(&letters) || 120 < name.len() {
        return false;
    }
    // Skim gives about 16 a letter, more at beginnings and in runs; what is
    // scattered over a name loses by every gap.
    let least = 18 * i64::try_from(letters).unwrap_or(i64::MAX);
    SkimMatcherV2::default()
        .fuzzy_match(name, value)
        .is_some_and(|score| score >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_marks_in_it_is_meant_without_them() {
        let names = ["The “Arms” Race", "Arms Race"];
        let value = [plain("the \"arms\" race")];
        let found = meant(&value, 2, names.into_iter().enumerate());
        assert_eq!(found, [true, false]);
    }

    #[test]
    fn a_name_is_meant_by_its_parts() {
        let names = [
            "Wang Qun",
            "Wang",
            "UN General Assembly",
            "Russia",
            "Russian Federation",
        ];
        for (value, expect) in [
            ("wang", &["Wang"][..]),
            ("qun", &["Wang Qun"]),
            ("unga", &["UN General Assembly"]),
            ("russia", &["Russia"]),
            ("russi", &["Russia", "Russian Federation"]),
            ("iran", &[]),
        ] {
            let found = meant(&[value.to_owned()], 5, names.into_iter().enumerate());
            let found: Vec<&str> = names
                .into_iter()
                .zip(found)
                .filter_map(|(name, meant)| meant.then_some(name))
                .collect();
            assert_eq!(found, expect, "{value}");
        }
    }
}
