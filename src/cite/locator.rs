//! Where in a source, with the label that CSL has for it.

use hayagriva::citationberg::taxonomy::Locator;

/// What stands before a number, and what it counts: the first is how it is
/// written where a style does not say. To add a label, add its line.
const LABELS: &[(Locator, &[&str])] = &[
    (
        Locator::Paragraph,
        &[
            "¶",
            "¶¶",
            "para.",
            "paras.",
            "par.",
            "pars.",
            "paragraph",
            "paragraphs",
        ],
    ),
    (Locator::Page, &["p.", "pp.", "page", "pages"]),
    (
        Locator::Section,
        &["§", "§§", "sec.", "secs.", "sect.", "section", "sections"],
    ),
    (
        Locator::ArticleLocator,
        &["art.", "arts.", "article", "articles"],
    ),
    (
        Locator::Chapter,
        &["ch.", "chs.", "chap.", "chaps.", "chapter", "chapters"],
    ),
    (Locator::Line, &["l.", "ll.", "line", "lines"]),
    (Locator::Volume, &["vol.", "vols.", "volume", "volumes"]),
    (Locator::Figure, &["fig.", "figs.", "figure", "figures"]),
    (Locator::Table, &["tbl.", "tbls.", "table", "tables"]),
    (Locator::Note, &["n.", "nn.", "note", "notes"]),
    (Locator::Column, &["col.", "cols.", "column", "columns"]),
    (Locator::Folio, &["fol.", "fols.", "folio", "folios"]),
];

/// Returns what a locator counts, and the number or text that is left;
/// [`Locator::Custom`] and the whole text where it has no label.
pub(super) fn read(text: &str) -> (Locator, &str) {
    let text = text.trim();
    if is_time(text) {
        return (Locator::Timestamp, text);
    }
    for (locator, signs) in LABELS {
        for sign in *signs {
            let Some(rest) = stripped(text, sign) else {
                continue;
            };
            let parted =
                rest.starts_with(char::is_whitespace) || !sign.ends_with(char::is_alphanumeric);
            let rest = rest.trim_start();
            // “article on norms” is a text, “article 3” a place.
            let counts = rest.starts_with(|c: char| c.is_numeric() || is_roman(c));
            if parted && counts {
                return (*locator, rest);
            }
        }
    }
    (Locator::Custom, text)
}

/// Returns the text after a sign, whatever its case.
fn stripped<'a>(text: &'a str, sign: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(sign.len())?;
    head.eq_ignore_ascii_case(sign).then_some(rest)
}

/// Whether a letter may begin a Roman number.
fn is_roman(c: char) -> bool {
    matches!(
        c.to_ascii_lowercase(),
        'i' | 'v' | 'x' | 'l' | 'c' | 'd' | 'm'
    )
}

/// Whether a text is a time in a recording: `12:30`, `00:12:30`, or two of them.
fn is_time(text: &str) -> bool {
    let time = |text: &str| {
        let parts: Vec<&str> = text.trim().split(':').collect();
        let digits =
            |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        (2..=3).contains(&parts.len()) && parts.iter().all(digits)
    };
    text.split(['-', '–']).all(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_what_csl_calls_it() {
        let check = |text: &str, label: Locator, rest: &str| {
            assert_eq!(read(text), (label, rest), "{text}");
        };
        check("p. 12", Locator::Page, "12");
        check("pp. 12–14", Locator::Page, "12–14");
        check("P. 12", Locator::Page, "12");
        check("¶ 5", Locator::Paragraph, "5");
        check("¶¶ 8, 15", Locator::Paragraph, "8, 15");
        check("¶5", Locator::Paragraph, "5");
        check("§ 4", Locator::Section, "4");
        check("sec. 4", Locator::Section, "4");
        check("art. 3", Locator::ArticleLocator, "3");
        check("Article 3(2)", Locator::ArticleLocator, "3(2)");
        check("ch. iv", Locator::Chapter, "iv");
        check("l. 7", Locator::Line, "7");
        check("vol. 2", Locator::Volume, "2");
        check("00:12:30", Locator::Timestamp, "00:12:30");
        check("12:30–13:05", Locator::Timestamp, "12:30–13:05");
        check("fig. 2", Locator::Figure, "2");
        check("tbl. 2", Locator::Table, "2");
        check("n. 9", Locator::Note, "9");
        check("col. 221", Locator::Column, "221");
        check("fol. 4r", Locator::Folio, "4r");
    }

    #[test]
    fn what_has_no_label_stays_as_it_is() {
        let check = |text: &str| assert_eq!(read(text), (Locator::Custom, text));
        check("A/69/723");
        check("article on norms");
        check("preamble");
        check("p.");
        check("part 2");
        check("¶");
        check("");
    }
}
