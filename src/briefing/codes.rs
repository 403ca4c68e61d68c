//! Every code a diagnostic may have: what it means, and why it matters. A new
//! code needs its line here; a test holds that each one is raised by a fixture.

use crate::diagnostic::Severity;

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code, such as `unknown-actor`.
    pub code: &'static str,
    /// Whether what is wrong is left out, or kept.
    pub severity: Severity,
    /// What it means, in one sentence.
    pub meaning: &'static str,
    /// Why it matters and what to do about it.
    pub why: &'static str,
}

const fn error(code: &'static str, meaning: &'static str, why: &'static str) -> Code {
    Code {
        code,
        severity: Severity::Error,
        meaning,
        why,
    }
}

const fn warning(code: &'static str, meaning: &'static str, why: &'static str) -> Code {
    Code {
        code,
        severity: Severity::Warning,
        meaning,
        why,
    }
}

/// Every code, in the order in which a file is read.
pub const CODES: &[Code] = &[
    error(
        "unreadable",
        "The file could not be read.",
        "The reason is the system's own; the other files are loaded without it.",
    ),
    error(
        "too-large",
        "The file is larger than 64 MiB.",
        "Split it into several briefings: a briefing is one topic.",
    ),
    error(
        "not-utf8",
        "The file is not UTF-8 text.",
        "TOML is always UTF-8. Save the file again in that encoding.",
    ),
    error(
        "too-deep",
        "Brackets are nested deeper than 32.",
        "No table of the format goes deeper than four; so much nesting is an accident or an attack.",
    ),
    error(
        "syntax",
        "The file is not TOML.",
        "Nothing of it is used until the syntax is right, because what follows a broken line may mean something else.",
    ),
    error(
        "duplicate",
        "A table or key stands twice.",
        "An id names one record. Give the second one another id, or merge them.",
    ),
    error(
        "schema",
        "The file does not say `schema = 1`.",
        "The number says which version of the format the file is written in; this program reads version 1.",
    ),
    error(
        "no-briefing",
        "The file has records that need a `[briefing]` table, and has none.",
        "Only registry files, which hold nothing but actors, issues and sources, go without.",
    ),
    error(
        "unknown-key",
        "A key or table is not part of the format.",
        "It may be a slip of the finger. A record with one is left out, because a misspelt `prefix` could turn a quote into its opposite. Foreign data goes into `x = { … }`.",
    ),
    error(
        "missing-key",
        "A record lacks a key it must have.",
        "The record cannot be shown without it.",
    ),
    error(
        "wrong-type",
        "A value is not of the kind its key takes.",
        "The message says what was expected and what was found.",
    ),
    error(
        "bad-date",
        "A value is not a date in EDTF.",
        "Dates are written 2011-09-12, 2011-09 or 2011, with `~` for about, `?` for uncertain, a/b for what lasted, [a..b] for some time within.",
    ),
    error(
        "unknown-word",
        "A value is not one of the words its key takes.",
        "The message lists them.",
    ),
    error(
        "bad-id",
        "An id has other characters than a-z, 0-9 and -.",
        "Ids are typed, linked and put in file names, so they are kept plain.",
    ),
    error(
        "too-long",
        "A string is longer than 1 MiB, or an id than 200 characters.",
        "No quotation is that long; something went wrong when the file was made.",
    ),
    error(
        "out-of-range",
        "A number is outside its scale.",
        "Credibility goes from 1 (confirmed) to 6 (cannot be judged).",
    ),
    error(
        "duplicate-briefing",
        "Two files hold briefings of the same id.",
        "References could mean either. The second is left out; give it another id.",
    ),
    error(
        "unknown-source",
        "No source has this id.",
        "It must stand in the same file or in a registry file of the library.",
    ),
    error(
        "unknown-actor",
        "No actor has this id.",
        "It must stand in some file of the library.",
    ),
    error(
        "unknown-issue",
        "No issue has this id.",
        "It must stand in some file of the library.",
    ),
    error(
        "unknown-event",
        "No event has this id.",
        "It must stand in the same file, or the reference must name its briefing: other-briefing:event.id.",
    ),
    error(
        "unknown-quote",
        "No quote has this id.",
        "It must stand in the same file, or the reference must name its briefing: other-briefing:quote.id.",
    ),
    error(
        "unknown-reference",
        "A typed reference names no record.",
        "It is written kind.id, or briefing:kind.id.",
    ),
    warning(
        "left-out",
        "A reference names a record that was left out for its own faults.",
        "The reference is dropped; mend the other record first.",
    ),
    error(
        "quote-without-source",
        "A quote has no source.",
        "A quote is the unit of trust: without a source nobody can check it. Name one, or set one in [defaults].",
    ),
    warning(
        "quote-without-locator",
        "A quote has no locator.",
        "A reader must find the words: “¶ 5”, “p. 12”, “00:12:30”.",
    ),
    warning(
        "event-without-source",
        "An event has no source.",
        "Somebody must have said that it happened.",
    ),
    error(
        "position-without-evidence",
        "A position has no evidence.",
        "A stance that rests on nothing is an opinion of the curator. Name the quote or the vote that shows it.",
    ),
    warning(
        "source-uncited",
        "Nothing cites this source.",
        "It may be left over, or a reference to it may be missing.",
    ),
    warning(
        "actor-unused",
        "Nothing uses this actor.",
        "It may be left over, or a reference to it may be missing. Registry files are exempt.",
    ),
    warning(
        "issue-unused",
        "Nothing uses this issue.",
        "It may be left over, or a reference to it may be missing. Registry files are exempt.",
    ),
    warning(
        "actor-differs",
        "An actor has different names in two files.",
        "The same id is the same actor everywhere. Move it to a registry file, or give one another id.",
    ),
    warning(
        "issue-differs",
        "An issue has different propositions in two files.",
        "The same id is the same issue everywhere. Move it to a registry file, or give one another id.",
    ),
    warning(
        "label-too-long",
        "A label is wider than 32 columns.",
        "It would be cut in every table.",
    ),
    warning(
        "date-too-precise",
        "A date is more precise than the words it rests on.",
        "`date_basis = \"estimated\"` says that the curator guessed; a guess to the day is written with `~` or as the span it may lie in.",
    ),
    warning(
        "after-cut-off",
        "A record is later than the briefing's `as_of`.",
        "`as_of` says up to when the briefing knows; one of the two is wrong.",
    ),
    warning(
        "out-of-order",
        "An event's date contradicts its `after` or `before`.",
        "One of the two is wrong.",
    ),
    error(
        "ring",
        "Events are each said to come after the other.",
        "No order can be drawn. One of the `after` or `before` is wrong.",
    ),
    warning(
        "until-before-since",
        "A position ends before it begins.",
        "One of its dates is wrong.",
    ),
    warning(
        "opposite-stances",
        "An actor is both for and against an issue at the same time.",
        "Later positions replace earlier ones, so two at once contradict each other. If the actor itself does, the stance is `mixed`.",
    ),
    warning(
        "voted-twice",
        "An actor stands in a vote more than once.",
        "One vote is one vote.",
    ),
    warning(
        "likelihood-and-confidence",
        "A judgment has both a likelihood and a confidence.",
        "ICD 203 keeps them apart: a reader cannot tell what both together mean.",
    ),
    warning(
        "bad-path",
        "A source's `file` is absolute, or leaves the library by `..`.",
        "Archived texts lie beside the briefing, so that a library can be moved.",
    ),
    warning(
        "bad-sha256",
        "A `sha256` is not 64 hexadecimal digits.",
        "Run sha256sum on the archived text and paste what it prints.",
    ),
    warning(
        "hidden-characters",
        "A text holds characters that cannot be seen.",
        "They may come from copying, or be meant to deceive. They are shown as marks; take them out.",
    ),
    error(
        "not-a-library",
        "A path is neither a file nor a folder that can be read.",
        "The other paths are loaded without it.",
    ),
    warning(
        "skipped",
        "Something in the library's folder was not followed or read.",
        "Links out of the library, devices and folders deeper than 16 are left alone.",
    ),
];

impl Code {
    /// Returns what a code means.
    pub fn of(code: &str) -> Option<&'static Code> {
        CODES.iter().find(|c| c.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_once() {
        for (at, code) in CODES.iter().enumerate() {
            assert!(
                CODES
                    .iter()
                    .skip(at + 1)
                    .all(|other| other.code != code.code),
                "{}",
                code.code
            );
        }
    }
}
