//! The starting file of `attache new`.

/// Returns a commented briefing to fill in; `id` must be an id, `today` a date
/// such as `2026-11-24`. It reads without a fault.
pub fn template(id: &str, today: &str) -> String {
    TEMPLATE.replace("{id}", id).replace("{today}", today)
}

const TEMPLATE: &str = r#"#:schema ./briefing.schema.json
# `attache schema > briefing.schema.json` writes the schema that editors check by.
schema = 1

[briefing]
id       = "{id}"
title    = "What this is about"
question = "What should a reader know after it?"
summary  = "In a few sentences: what happened, and who stands where."
method   = "From which sources, and what was assumed."
updated  = "{today}"
authors  = ["Your name"]
lang     = "en"
status   = "draft"                # draft, review or final
# fiction = true                  # if all of it is made up, to show or to teach something

[defaults]                        # what records below need not repeat
source = "first-source"
lang   = "en"

# ── Sources: where the words can be checked ──────────────────────────────────

[source.first-source]
type        = "article-newspaper" # a CSL type: speech, report, treaty, webpage …
title       = "The title as printed"
author      = ["Family, Given"]
container   = "The newspaper"
issued      = "{today}"
reliability = "B"                 # A completely reliable … F cannot be judged
# file      = "sources/first-source.txt"   # an archived copy of the text
# sha256    = "…"                          # of that copy

# ── Actors: who speaks or acts ───────────────────────────────────────────────

[actor.some-state]
kind = "state"                    # person, state, organization, group, unnamed
name = "Some State"

# ── Issues: one sentence that one can be for or against ──────────────────────

[issue.some-proposal]
proposition = "The proposal should be adopted."
label       = "Adopt the proposal"         # at most 32 columns

# ── Events. Dates are as exact as the source: 2011-09-12, 2011-09, 2011,
#    2011~ (about), 2011? (uncertain), 2010/2011 (lasted), [..2011-09] (by) ────

[event.debate]
date    = "{today}"
title   = "The proposal is debated"
kind    = "meeting"
actors  = ["some-state"]
issues  = ["some-proposal"]
locator = "p. 1"

# ── Quotes: the words exactly as the source has them ─────────────────────────

[quote.we-support]
speaker = "some-state"
event   = "debate"
issues  = ["some-proposal"]
locator = "p. 1"
prefix  = "The delegate said:"    # the words just before: they can reverse it
text    = "we support the proposal"
# kind  = "excerpt" (the source's words about the speaker) or "paraphrase" (yours)

# ── Positions: who holds what, since when, on what evidence ──────────────────

[[position]]
actor    = "some-state"
issue    = "some-proposal"
stance   = "supports"             # leans-for, neutral, leans-against, opposes,
                                  # mixed, unclear, silent
basis    = "stated"               # voted, reported, inferred
evidence = ["we-support"]         # or "event.some-vote"
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        briefing::{Stock, check, link, read},
        text::Clean,
    };

    #[test]
    fn the_starting_file_reads_without_a_fault() {
        let text = template("my-topic", "2026-11-24");
        let reading = read(&Clean::line("my-topic.toml"), text.as_bytes());
        assert_eq!(reading.diagnostics, []);
        let mut stock = Stock::default();
        let drafts = [stock.keep(reading.draft.unwrap())];
        assert_eq!(check(&stock, &drafts, |_| None), []);
        let corpus = link(&stock, &drafts);
        assert_eq!(corpus.quotes.len(), 1);
        assert_eq!(corpus.positions.len(), 1);
    }
}
