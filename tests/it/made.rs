//! What properties are asked of: made at random.

use proptest::{
    prelude::{Just, Strategy, prop_oneof},
    sample::select,
};

/// Forms of date; `Y` is a year, `Z` one some years later, `M` and `D` a month
/// and a day, `N` a later month of that year.
const FORMS: &[&str] = &[
    "Y",
    "Y-M",
    "Y-M-D",
    "Y-M-D",
    "Y-M-D",
    "Y-M-DT14:05Z",
    "Y-M-DT23:30-05:00",
    "Y?",
    "Y-M~",
    "Y-M-D%",
    "Y-M-D~",
    "Y-XX",
    "Y-M-XX",
    "Y-XX-XX",
    "Y-21",
    "Y-24~",
    "Y/Z",
    "Y-M/Y-12",
    "Y-M-D/Y-M-28",
    "Y-M-D/Y-M-D",
    "Y-M/..",
    "../Y-M",
    "Y-M/",
    "/Y-M-D",
    "Y~/Z?",
    "[Y..Z]",
    "[Y-M-01..Y-M-D]",
    "[..Y-M]",
    "[Y-M-D..]",
    "[Y,Z]",
    "[Y-M-01,Y-M-14,Y-M-20..Y-M-28]",
    "[..Y,Z]",
    "[Y-M~]",
];

/// A date of any form, with years from −9999 to 9999.
pub(crate) fn date() -> impl Strategy<Value = String> {
    let year = prop_oneof![-9999i32..=9999, 1900i32..=2030, Just(-9999), Just(9999)];
    (year, 0i32..60, 1u8..=12, 1u8..=28, select(FORMS)).prop_map(
        |(year, more, month, day, form)| {
            let text = |year: i32| {
                let sign = if year < 0 { "-" } else { "" };
                format!("{sign}{:04}", year.abs())
            };
            form.replace('Y', &text(year))
                .replace("TTT", "T")
                .replace('M', &format!("{month:02}"))
                .replace('D', &format!("{day:02}"))
                // The sign of the offset is not a letter; `Z` of a time is.
                .replace("05Z", "05U")
                .replace('Z', &text((year + more).min(9999)))
                .replace("05U", "05Z")
        },
    )
}
