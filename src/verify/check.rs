//! A quote looked for in the text of its source.

use std::{cell::LazyCell, collections::BTreeSet, ops::Range};

use crate::{
    text::diff,
    verify::{
        archive::{Archive, is_bound},
        context::{limits_before, limits_in, reach, stands_after, stands_before},
        finding::{Finding, Warning},
        mend::mend,
        near::near,
        paragraphs::named,
        pieces::Pieces,
        plain::{BREAK, plain},
        stitch::{LEFT_OUT, Stitched, stitch},
        tier::Tier,
    },
};

/// A quote as its curator wrote it: texts as in the file
/// ([`Clean::raw`](crate::text::Clean::raw)), not as they are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Passage<'a> {
    /// The words.
    pub text: &'a str,
    /// The words just before; may be empty, as all below.
    pub prefix: &'a str,
    /// The words just after.
    pub suffix: &'a str,
    /// Where the words are to stand; only paragraphs (`¶ 5`) are compared.
    pub locator: &'a str,
    /// What the source is called: its paragraphs are counted from where that
    /// stands on a line of its own.
    pub title: &'a str,
    /// The language of the words, a BCP 47 tag; English if it is empty.
    pub lang: &'a str,
}

/// Words that stand in the text: bytes of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Found {
    pieces: Vec<Range<usize>>,
    omitted: Vec<Range<usize>>,
    omitted_words: usize,
}

/// The most words of an edited quote's gaps at which it is still said that its
/// pieces stand in order.
const APART: usize = 300;

/// Looks for a quote in a text. The answer is the same each time.
///
/// ```
/// use attache::verify::{Archive, Passage, Tier, check};
/// let text = Archive::new("“We may not agree,” A said,\nand B agreed.");
/// let tier = |text_: &str| {
///     check(&Passage { text: text_, ..Passage::default() }, &text).tier
/// };
/// assert_eq!(tier("We may not agree"), Tier::Exact);
/// assert_eq!(tier("A said, and B agreed"), Tier::Typographic);
/// assert_eq!(tier("We … agree"), Tier::Edited);
/// assert_eq!(tier("We may agree"), Tier::Missing);
/// ```
pub fn check(passage: &Passage<'_>, archive: &Archive) -> Finding {
    let text = passage.text.trim();
    // Most quotes stand there as they are, and their typography is all one.
    let words = LazyCell::new(|| plain(text).text);
    if !text.contains(char::is_alphanumeric) && words.trim().is_empty() {
        return Finding::of(Tier::Missing);
    }
    let exact: Vec<Found> = archive.exact(text).into_iter().map(Found::at).collect();
    let fits = |found: &[Found]| {
        found
            .iter()
            .any(|found| passage.fits(found, archive) == (true, true))
    };
    if !exact.is_empty() && (passage.is_alone() || fits(&exact)) {
        return passage.choose(Tier::Exact, exact, archive);
    }
    let words = words.trim();
    let back = |at: Range<usize>| Found::at(archive.plain().original(at.start, at.end));
    let alike: Vec<Found> = archive.alike(words).into_iter().map(back).collect();
    // A place with the lead-in is meant rather than one with the same marks.
    if !exact.is_empty() && !fits(&alike) {
        return passage.choose(Tier::Exact, exact, archive);
    }
    if !alike.is_empty() {
        return passage.choose(Tier::Typographic, alike, archive);
    }
    edited(passage, words, archive)
        .or_else(|| mended(words, archive))
        .or_else(|| like(words, archive))
        .unwrap_or_else(|| missing(words, archive))
}

/// Looks for the pieces of an edited quote.
fn edited(passage: &Passage<'_>, words: &str, archive: &Archive) -> Option<Finding> {
    let found = stitched(words, archive, LEFT_OUT);
    if found.is_empty() {
        return None;
    }
    let plain = archive.plain();
    let back = |at: &Range<usize>| plain.original(at.start, at.end);
    let found = found.iter().map(|one| Found {
        pieces: one.pieces.iter().map(back).collect(),
        omitted: one.omitted.iter().map(back).collect(),
        omitted_words: one.words,
    });
    Some(passage.choose(Tier::Edited, found.collect(), archive))
}

fn stitched(words: &str, archive: &Archive, left_out: usize) -> Vec<Stitched> {
    let mut found = readings(words, archive).map(|pieces| stitch(&pieces, archive, left_out));
    found.find(|found| !found.is_empty()).unwrap_or_default()
}

/// Returns the pieces of an edited quote: brackets may be the source's own; if
/// that leads nowhere, the curator's.
fn readings(words: &str, archive: &Archive) -> impl Iterator<Item = Pieces> {
    let is_own = |mark: &str| !archive.alike(mark).is_empty();
    let first = Pieces::read(words, is_own);
    let second = Pieces::read(words, |_| false).filter(|pieces| Some(pieces) != first.as_ref());
    first.into_iter().chain(second)
}

/// Looks for what is like an edited quote, piece by piece.
fn mended(words: &str, archive: &Archive) -> Option<Finding> {
    let mut found = readings(words, archive);
    let found = found.find_map(|pieces| mend(words, &pieces, archive))?;
    let plain = archive.plain();
    let back = |at: &Range<usize>| plain.original(at.start, at.end);
    let [words, stands] = [words, &found.words].map(|text| text.replace(BREAK, ""));
    Some(Finding {
        pieces: found.stitched.pieces.iter().map(back).collect(),
        omitted: found.stitched.omitted.iter().map(back).collect(),
        omitted_words: found.stitched.words,
        diff: diff(&words, &stands),
        distance: found.distance,
        ..Finding::of(Tier::Near)
    })
}

/// Looks for what is like a quote.
fn like(words: &str, archive: &Archive) -> Option<Finding> {
    let found = near(words, archive)?;
    let plain = archive.plain();
    let stands = plain.text.get(found.at.clone()).unwrap_or_default();
    let [words, stands] = [words, stands].map(|text| text.replace(BREAK, ""));
    Some(Finding {
        pieces: vec![plain.original(found.at.start, found.at.end)],
        diff: diff(&words, &stands),
        distance: found.distance,
        ..Finding::of(Tier::Near)
    })
}

fn missing(words: &str, archive: &Archive) -> Finding {
    let apart = stitched(words, archive, APART);
    let apart = apart.iter().map(|one| one.words).min();
    Finding {
        warnings: apart
            .map(|words| Warning::Apart { words })
            .into_iter()
            .collect(),
        ..Finding::of(Tier::Missing)
    }
}

impl Found {
    fn at(at: Range<usize>) -> Found {
        Found {
            pieces: vec![at],
            ..Found::default()
        }
    }

    fn start(&self) -> usize {
        self.pieces.first().map_or(0, |first| first.start)
    }

    fn end(&self) -> usize {
        self.pieces.last().map_or(0, |last| last.end)
    }
}

impl Passage<'_> {
    /// Whether there is nothing around it by which a place could be told.
    fn is_alone(&self) -> bool {
        self.prefix.trim().is_empty() && self.suffix.trim().is_empty()
    }

    /// Whether what is to stand before and after words does.
    fn fits(&self, found: &Found, archive: &Archive) -> (bool, bool) {
        (
            stands_before(archive.raw(), found.start(), self.prefix),
            stands_after(archive.raw(), found.end(), self.suffix),
        )
    }

    /// Chooses the place that is meant: the only one, or the only one that fits.
    fn choose(&self, tier: Tier, all: Vec<Found>, archive: &Archive) -> Finding {
        let fits: Vec<(bool, bool)> = all.iter().map(|one| self.fits(one, archive)).collect();
        // One that fits before and after, else before or after.
        let most = |(before, after): &(bool, bool)| usize::from(*before) + usize::from(*after);
        let best = if self.is_alone() {
            0
        } else {
            fits.iter().map(most).max().unwrap_or(0)
        };
        let mut meant: Vec<(Found, (bool, bool))> = all
            .into_iter()
            .zip(fits)
            .filter(|(_, fits)| best <= most(fits))
            .collect();
        if meant.is_empty() {
            return Finding::of(Tier::Missing);
        }
        let (found, fits) = meant.remove(0);
        let mut warnings = self.around(&found, fits, archive);
        for (other, fits) in &meant {
            warnings.extend(self.around(other, *fits, archive));
        }
        let elsewhere: Vec<_> = meant.into_iter().map(|(other, _)| other.pieces).collect();
        let tier = if elsewhere.is_empty() {
            tier
        } else {
            Tier::Ambiguous
        };
        // Of several places, one where the locator says is enough.
        let misplaced = |warning: &Warning| matches!(warning, Warning::Paragraph { .. });
        if warnings.iter().filter(|warning| misplaced(warning)).count() <= elsewhere.len() {
            warnings.retain(|warning| !misplaced(warning));
        }
        let mut told = BTreeSet::new();
        warnings.retain(|warning| told.insert(warning.words()));
        Finding {
            pieces: found.pieces,
            elsewhere,
            omitted: found.omitted,
            omitted_words: found.omitted_words,
            warnings,
            ..Finding::of(tier)
        }
    }

    /// Returns what could turn words round that were found, or does not fit.
    fn around(&self, found: &Found, fits: (bool, bool), archive: &Archive) -> Vec<Warning> {
        let raw = archive.raw();
        let reach = if fits.0 { reach(self.prefix) } else { 0 };
        let mut warnings: Vec<Warning> = limits_before(raw, found.start(), self.lang)
            .into_iter()
            .map(|(limit, is_apart)| Warning::Before {
                in_lead_in: limit.distance <= reach,
                word: limit.word,
                is_apart,
            })
            .collect();
        for stretch in &found.omitted {
            let words = limits_in(raw.get(stretch.clone()).unwrap_or_default(), self.lang);
            warnings.extend(
                words
                    .into_iter()
                    .map(|limit| Warning::LeftOut { word: limit.word }),
            );
        }
        warnings.extend((!fits.0).then_some(Warning::LeadIn));
        warnings.extend((!fits.1).then_some(Warning::Following));
        let whole = is_bound(raw, found.start()) && is_bound(raw, found.end());
        warnings.extend((!whole).then_some(Warning::InsideWord));
        warnings.extend(self.misplaced(found, archive));
        warnings
    }

    /// Says if the locator names other paragraphs than those the words stand in.
    fn misplaced(&self, found: &Found, archive: &Archive) -> Option<Warning> {
        let named = named(self.locator);
        if named.is_empty() {
            return None;
        }
        let numbers = |at| archive.paragraph_numbers(at, self.title);
        let stands = numbers(found.start());
        let last = found.pieces.last().map_or(0, |last| last.start);
        let last = numbers(last);
        let agrees = stands.iter().chain(&last).any(|n| named.contains(n));
        let first = stands.first().filter(|_| !agrees)?;
        Some(Warning::Paragraph { stands: *first })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Edit;

    /// The words left out between two halves of a made-up sentence.
    fn gap(words: usize) -> String {
        let all: Vec<String> = (0..words).map(|n| format!("word{n}")).collect();
        all.join(" ")
    }

    fn source() -> String {
        format!(
            "A motto of the house.\n\nThe Ferry Talks\n\nThe council of Upton met on Monday. It said that it              would not “open the river to every ferry that carries salt.”\n\nA heading\n\nB said: “The              wharf isn’t ours — we hold it in trust, and we will not sell it while the lake is low.” C              said that the toll [of the lake] is fair.\n\nIt began {} and ended. It started {} and              stopped. It rose {} and fell. Both sides will meet again. D said: both sides will meet again.              C may not. He may, B said. The fee is five offices and a nego-\ntiation by a well-\nknown hand.\n",
            gap(3),
            gap(59),
            gap(61)
        )
    }

    fn found(text: &str, prefix: &str, suffix: &str, locator: &str) -> (Archive, Finding) {
        let archive = Archive::new(source());
        let title = "The Ferry Talks";
        let passage = Passage {
            text,
            prefix,
            suffix,
            locator,
            title,
            lang: "",
        };
        let finding = super::check(&passage, &archive);
        (archive, finding)
    }

    fn check(text: &str, around: (&str, &str), tier: Tier, warnings: &[&str]) -> Finding {
        let (_, finding) = found(text, around.0, around.1, "");
        let told: Vec<&str> = finding.warnings.iter().map(Warning::token).collect();
        assert_eq!((finding.tier, &*told), (tier, warnings), "{text}");
        finding
    }

    const ALONE: (&str, &str) = ("", "");

    #[test]
    fn every_change_of_a_quote_has_its_tier() {
        let sale = "we hold it in trust, and we will not sell it while the lake is low";
        check(sale, ALONE, Tier::Exact, &["before"]);
        // One word changed; “not” dropped; another case.
        let near = check(&sale.replace("trust", "debt"), ALONE, Tier::Near, &[]);
        assert_eq!(near.distance, 4);
        let words = |edit| {
            near.diff
                .iter()
                .find(|c| c.edit == edit)
                .map(|c| c.text.as_str())
        };
        assert_eq!(
            (words(Edit::Removed), words(Edit::Added)),
            (Some("debt"), Some("trust"))
        );
        check(&sale.replace("not ", ""), ALONE, Tier::Near, &[]);
        check(&sale.replace("we hold", "We hold"), ALONE, Tier::Near, &[]);
        check(&sale.to_uppercase(), ALONE, Tier::Missing, &[]);
        check("we will sell it", ALONE, Tier::Missing, &[]);
        // A negation before it.
        let ferry = "open the river to every ferry that carries salt";
        check(ferry, ALONE, Tier::Exact, &["before"]);
        let shown = check(ferry, ("it would not", ""), Tier::Exact, &["before"]);
        assert!(!shown.warnings[0].is_grave());
        check(ferry, ("it would", ""), Tier::Exact, &["before", "lead-in"]);
        // One in a sentence that has ended is no reason to look twice.
        let next = check("He may, B said", ALONE, Tier::Exact, &["before"]);
        assert!(!next.warnings[0].is_grave());
        // Typography.
        check(
            "The wharf isn't ours - we hold",
            ALONE,
            Tier::Typographic,
            &[],
        );
        check(
            "The\n  wharf isn’t\u{a0}ours — we",
            ALONE,
            Tier::Typographic,
            &[],
        );
        check("The wh\u{ad}arf isn’t ours", ALONE, Tier::Typographic, &[]);
        check("ﬁve oﬃces and a negotiation", ALONE, Tier::Typographic, &[]);
        check(
            "a negotiation by a well-known hand",
            ALONE,
            Tier::Typographic,
            &[],
        );
        check(
            "a negotiation by a wellknown hand",
            ALONE,
            Tier::Typographic,
            &[],
        );
        check(
            "a nego-tiation by a wellknown hand",
            ALONE,
            Tier::Typographic,
            &[],
        );
        check("The wharf is-n’t ours", ALONE, Tier::Near, &[]);
        check(
            "\n  The council of Upton met on Monday.\n",
            ALONE,
            Tier::Exact,
            &[],
        );
    }

    #[test]
    fn what_is_left_out_is_counted_and_looked_at() {
        let edited = check("It began … and ended", ALONE, Tier::Edited, &[]);
        assert_eq!(edited.omitted_words, 3);
        check("It started ... and stopped", ALONE, Tier::Edited, &[]);
        let apart = check("It rose [...] and fell", ALONE, Tier::Missing, &["apart"]);
        assert_eq!(
            apart.warnings[0].words(),
            "its pieces stand in order, but 61 words apart; 60 may be left out"
        );
        check("we will … sell it", ALONE, Tier::Edited, &["left-out"]);
        check(
            "we hold [the wharf] in trust",
            ALONE,
            Tier::Edited,
            &["before"],
        );
        check(
            "we hold it in trust … while the lake is low …",
            ALONE,
            Tier::Edited,
            &["before", "left-out"],
        );
        check("[o]pen the river", ALONE, Tier::Edited, &["before"]);
        check("the toll [of the lake] is fair", ALONE, Tier::Exact, &[]);
        check(
            "said that … toll [of the lake] is",
            ALONE,
            Tier::Edited,
            &[],
        );
        check("…", ALONE, Tier::Missing, &[]);
        check("", ALONE, Tier::Missing, &[]);
    }

    #[test]
    fn an_edited_quote_is_near_if_its_pieces_are() {
        let quote = "we hold it in trust, and we will … sell it while the lake is low";
        check(quote, ALONE, Tier::Edited, &["before", "left-out"]);
        let near = check(&quote.replace("trust", "debt"), ALONE, Tier::Near, &[]);
        let differs: Vec<(Edit, &str)> = near
            .diff
            .iter()
            .filter(|change| change.edit != Edit::Same)
            .map(|change| (change.edit, change.text.as_str()))
            .collect();
        assert_eq!(differs, [(Edit::Removed, "debt"), (Edit::Added, "trust")]);
        assert_eq!(
            (near.distance, near.pieces.len(), near.omitted_words),
            (4, 2, 1)
        );
        // The distance is that of the whole, and the order is that of the text.
        let far = quote.replace("trust", "debt").replace("low", "high");
        check(&far, ALONE, Tier::Missing, &[]);
        let turned = "sell it while the lake is low … we hold it in debt, and we will";
        check(turned, ALONE, Tier::Missing, &[]);
        // With words put in.
        let put = "we hold [the wharf] in debt, and we will not sell it while the lake is low";
        check(put, ALONE, Tier::Near, &[]);
    }

    #[test]
    fn a_place_is_told_by_what_stands_around_it() {
        let meet = "both sides will meet again";
        check(meet, ALONE, Tier::Exact, &[]);
        let again = "sides will meet again";
        let both = check(again, ALONE, Tier::Ambiguous, &[]);
        assert_eq!(both.elsewhere.len(), 1);
        let first = check(again, ("and fell. Both", ""), Tier::Exact, &[]);
        let second = check(again, ("D said: both", ""), Tier::Exact, &[]);
        let third = check(again, ("", "C may not"), Tier::Exact, &[]);
        assert!(first.pieces[0].start < second.pieces[0].start);
        assert_eq!(second.pieces, third.pieces);
        check(again, ("E said", ""), Tier::Ambiguous, &["lead-in"]);
        // A lead-in chooses between words that differ in typography alone.
        let archive = Archive::new("A says: don't go. B says: don’t go.");
        let passage = Passage {
            text: "don't go",
            prefix: "B says",
            ..Passage::default()
        };
        let finding = super::check(&passage, &archive);
        assert_eq!(
            (finding.tier, finding.pieces[0].start),
            (Tier::Typographic, 26)
        );
        // The end of another word.
        check(
            "pen the river",
            ALONE,
            Tier::Exact,
            &["before", "inside-word"],
        );
    }

    #[test]
    fn a_locator_is_compared_with_the_paragraph() {
        let toll = |locator| {
            let (_, finding) = found("the toll", "", "", locator);
            finding
                .warnings
                .iter()
                .map(Warning::words)
                .collect::<Vec<_>>()
        };
        assert!(toll("¶ 2").is_empty() && toll("¶¶ 1-2").is_empty() && toll("p. 9").is_empty());
        assert_eq!(
            toll("¶ 3"),
            ["it stands in ¶ 2, not where the locator says"]
        );
    }

    /// A text of words that differ, each sentence with one “not”.
    fn text_of(seed: &[u8]) -> Vec<String> {
        let word = |at: usize, byte: u8| {
            let ends = ["a", "ing", "’s", "é", "e\u{301}", "国", "ed,", "ness."];
            format!("w{at}{}", ends[usize::from(byte) % ends.len()])
        };
        let words = seed.iter().enumerate();
        words.map(|(at, byte)| word(at, *byte)).collect()
    }

    proptest! {
        #[test]
        fn a_slice_is_found_at_its_place(
            text in "[a-c国é\u{301}’“.…\\[\\] \n\u{a0}-]{1,60}", from in 0usize..60, len in 1usize..30,
        ) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at)
                .filter(|at| is_bound(&text, *at)).chain([text.len()]).collect();
            let from = bounds[from % bounds.len()];
            let to = bounds.iter().copied().filter(|at| from < *at).nth(len);
            let cut = text.get(from..to.unwrap_or(text.len())).unwrap();
            prop_assume!(!plain(cut).text.trim().is_empty() && !cut.trim().is_empty());
            let archive = Archive::new(&*text);
            let passage = Passage { text: cut, ..Passage::default() };
            let finding = super::check(&passage, &archive);
            let start = from + cut.len() - cut.trim_start().len();
            prop_assert!(matches!(finding.tier, Tier::Exact | Tier::Ambiguous), "{finding:?}");
            let is_at = |pieces: &Vec<Range<usize>>| pieces[0].start == start;
            let is_there = is_at(&finding.pieces) || finding.elsewhere.iter().any(is_at);
            prop_assert!(is_there, "{finding:?}");
            prop_assert_eq!(super::check(&passage, &Archive::new(&*text)), finding);
        }

        #[test]
        fn typography_changes_no_place(seed in prop::collection::vec(any::<u8>(), 6..40), how in 0usize..6) {
            let words = text_of(&seed);
            let text = words.join(" ");
            let quote = words[2..words.len() - 2].join(" ");
            let other = match how {
                0 => quote.replace('’', "'"),
                1 => quote.replace(' ', "\n   "),
                2 => quote.replace(' ', "\u{a0}"),
                3 => quote.replacen("w3", "w\u{ad}3", 1),
                4 => quote.replace("e\u{301}", "é").replace('a', "a\u{200b}"),
                _ => quote.replacen("w3", "w3\u{feff}", 1),
            };
            let archive = Archive::new(&*text);
            let of = |text| super::check(&Passage { text, ..Passage::default() }, &archive);
            let (first, second) = (of(&quote), of(&other));
            let tier = if other == quote { Tier::Exact } else { Tier::Typographic };
            prop_assert_eq!((first.tier, second.tier), (Tier::Exact, tier));
            prop_assert_eq!(first.pieces, second.pieces);
        }

        #[test]
        fn a_dropped_not_is_never_found(seed in prop::collection::vec(any::<u8>(), 8..40), at in 3usize..5) {
            let mut words = text_of(&seed);
            let quote = words[1..words.len() - 1].join(" ");
            words.insert(at, "not".to_owned());
            let archive = Archive::new(words.join(" "));
            let finding = super::check(&Passage { text: &quote, ..Passage::default() }, &archive);
            prop_assert!(matches!(finding.tier, Tier::Near | Tier::Missing), "{:?}", finding);
            // With the gap marked, it is found and told.
            let marked = format!("{} … {}", words[1..at].join(" "), words[at + 1..words.len() - 1].join(" "));
            let finding = super::check(&Passage { text: &marked, ..Passage::default() }, &archive);
            prop_assert_eq!(finding.tier, Tier::Edited);
            prop_assert_eq!(finding.warnings, [Warning::LeftOut { word: "not".to_owned() }]);
        }

        #[test]
        fn any_text_is_answered(
            text in "(\\PC|[a-c. \n\u{301}…\\[\\]国’-]){0,60}",
            quote in "(\\PC|[a-c. \n\u{301}…\\[\\]国’-]){0,24}",
            around in "[a-c .…]{0,9}",
        ) {
            let archive = Archive::new(&*text);
            let passage = Passage { text: &quote, prefix: &around, suffix: &around, locator: "¶ 1", title: "a", lang: "" };
            let finding = super::check(&passage, &archive);
            let ranges = finding.pieces.iter().chain(&finding.omitted);
            for at in ranges.clone() {
                prop_assert!(text.get(at.clone()).is_some(), "{:?}", finding);
            }
            let ordered = finding.pieces.windows(2).all(|w| w[0].end <= w[1].start);
            prop_assert!(ordered, "{:?}", finding);
            for at in ranges {
                prop_assert!(archive.place(at.start, "a").line > 0);
            }
        }
    }
}
