//! What stands beside every quote: whether its words were found in the archived
//! text of its source. What was not found cannot look like what was.

use crate::{
    library::Verdict,
    model::QuoteId,
    ui::{theme::Role, widget::line::Row},
    verify::Tier,
    view::context::Context,
};

/// How a verdict is shown: a sign, the same in ASCII, a few words, and its role.
struct Tick {
    sign: &'static str,
    ascii: &'static str,
    words: &'static str,
    role: Role,
}

fn tick(verdict: Verdict) -> Option<Tick> {
    let (sign, ascii, words, role) = match verdict {
        Verdict::OwnWords => return None,
        Verdict::Open => ("·", ".", "not checked yet", Role::Dim),
        Verdict::Looked { tier, is_warned } => match (tier, is_warned) {
            (Tier::Exact, false) => ("✓", "=", "word for word", Role::Good),
            (Tier::Typographic, false) => ("✓", "=", "but for marks and spaces", Role::Good),
            (Tier::Edited, false) => ("✓", "=", "with words left out or put in", Role::Good),
            (Tier::Exact, true) => ("!", "!", "word for word, but look twice", Role::Warn),
            (Tier::Typographic, true) => {
                ("!", "!", "but for marks and spaces; look twice", Role::Warn)
            }
            (Tier::Edited, true) => ("!", "!", "with words left out; look twice", Role::Warn),
            (Tier::Ambiguous, _) => ("?", "?", "in several places", Role::Warn),
            (Tier::Near, _) => ("✗", "x", "not found, only something like it", Role::Bad),
            (Tier::Missing, _) => ("✗", "x", "not found", Role::Bad),
            (Tier::Stale, _) => ("✗", "x", "the text is another", Role::Bad),
            (Tier::NoArchive, _) => ("○", "o", "not checked: no text", Role::Dim),
        },
    };
    Some(Tick {
        sign,
        ascii,
        words,
        role,
    })
}

/// Returns the sign of a quote, with a blank after it; two blanks for one in the
/// curator's words.
pub(super) fn sign(cx: &Context<'_>, id: QuoteId) -> Row {
    let theme = cx.theme;
    match tick(cx.checked.of(id)) {
        Some(tick) => Row::new()
            .and(theme.glyph(tick.sign, tick.ascii), theme.style(tick.role))
            .and(" ", theme.style(Role::Dim)),
        None => Row::new().and("  ", theme.style(Role::Dim)),
    }
}

/// Returns the sign of a quote and what it says, in a few words; empty for one
/// in the curator's words.
pub(super) fn words(cx: &Context<'_>, id: QuoteId) -> Option<(String, Role)> {
    let tick = tick(cx.checked.of(id))?;
    let sign = cx.theme.glyph(tick.sign, tick.ascii);
    Some((format!("{sign} {}", tick.words), tick.role))
}
