//! Why no quote is shown, and the key that helps.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    text,
    ui::{
        action::Action,
        theme::Role,
        widget::line::{Row, row_of},
    },
    view::{context::Context, quotes::asked::Asked},
};

/// Says why there is nothing, and what to do about it; the keys differ where
/// the field has them.
pub(super) fn draw(cx: &Context<'_>, asked: &Asked, typing: bool, area: Rect, buf: &mut Buffer) {
    let words = if cx.corpus.quotes.is_empty() && !cx.library.progress.done {
        "Reading the library…".to_owned()
    } else if cx.corpus.quotes.is_empty() {
        "This library holds no quotes. `attache new my-topic` writes a first file to fill in."
            .to_owned()
    } else if !cx.hits.complete {
        "Searching…".to_owned()
    } else {
        nothing(cx, asked, typing)
    };
    let dim = cx.theme.style(Role::Dim);
    let rows = text::wrap(&words, usize::from(area.width));
    for (y, range) in rows.into_iter().enumerate() {
        Row::new()
            .and(words.get(range).unwrap_or_default(), dim)
            .draw(row_of(area, y), buf);
    }
}

fn nothing(cx: &Context<'_>, asked: &Asked, typing: bool) -> String {
    let filters = asked.filters().len();
    if filters > 0 {
        let (them, hide, are) = match filters {
            1 => ("it", "hides", "is"),
            _ => ("them", "hide", "are"),
        };
        let state = match cx.hits.hidden {
            0 => format!("{are} set"),
            hidden => format!("{hide} {}", text::grouped(hidden)),
        };
        let clear = cx.keys_of("quotes", Action::FilterClear);
        let keys = if typing {
            let leave = cx.keys_of("quotes_input", Action::Leave);
            format!("{leave} {clear} clears")
        } else {
            format!("{clear} clears")
        };
        let filters = text::plural(filters, "filter", "filters");
        return format!("No quote matches. {filters} {state}: {keys} {them}.");
    }
    let context = if typing { "quotes_input" } else { "quotes" };
    let clear = if typing {
        format!("{} clears the field", cx.keys_of(context, Action::DelStart))
    } else {
        format!(
            "{} goes back to the field",
            cx.keys_of(context, Action::ToInput)
        )
    };
    let mode = cx.keys_of(context, Action::SearchMode);
    if asked.mode() == Asked::default().mode() {
        format!("No quote matches. {clear}; fewer words find more.")
    } else {
        format!("No quote has it just so. {mode} takes the words in any order; {clear}.")
    }
}
