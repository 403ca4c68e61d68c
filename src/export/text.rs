//! A page as text to read.

use std::{io, mem};

use crate::{
    export::{
        page::{Block, Card, Page},
        paper::{Ink, Paper},
    },
    text::{pad, width},
};

/// Columns of the names before facts, with the blanks after them.
const LABEL_COLS: usize = 13;

/// Writes a page to read.
///
/// # Errors
///
/// As the writer's.
pub fn text(page: &Page, paper: &mut Paper<'_>) -> io::Result<()> {
    let mut last: Option<&Block> = None;
    if !page.title.is_empty() {
        paper.wrapped("", &[(Ink::Strong, &page.title)])?;
        paper.line(&[(Ink::Dim, &page.reference)])?;
    }
    for block in &page.blocks {
        let alike = last.is_some_and(|last| mem::discriminant(last) == mem::discriminant(block));
        let apart = matches!(block, Block::Quote(_) | Block::Text(_)) || !alike;
        if apart && !(last.is_none() && page.title.is_empty()) {
            paper.gap()?;
        }
        put(block, paper)?;
        last = Some(block);
    }
    Ok(())
}

fn put(block: &Block, paper: &mut Paper<'_>) -> io::Result<()> {
    match block {
        Block::Text(text) => paragraphs(text, Ink::Plain, paper),
        Block::Remark(text) => paragraphs(text, Ink::Dim, paper),
        Block::Fact {
            label,
            value,
            reference,
        } => {
            let label = match LABEL_COLS - 2 {
                cols if cols < width(label) => format!("{label}  "),
                _ => pad(label, LABEL_COLS),
            };
            paper.named(&label, &[(Ink::Plain, value)], reference)
        }
        Block::Section(title) => paper.line(&[(Ink::Strong, title)]),
        Block::Quote(quote) => card(quote, "", paper),
        Block::Item {
            lead,
            words,
            rest,
            reference,
        } => {
            let lead = if lead.is_empty() {
                "  ".to_owned()
            } else {
                format!("  {}", pad(lead, LABEL_COLS))
            };
            let rest = if rest.is_empty() {
                String::new()
            } else {
                format!(" ({rest})")
            };
            paper.named(&lead, &[(Ink::Plain, words), (Ink::Dim, &rest)], reference)
        }
    }
}

/// Writes paragraphs with an empty line between them.
fn paragraphs(text: &str, ink: Ink, paper: &mut Paper<'_>) -> io::Result<()> {
    for (at, paragraph) in text.split('\n').enumerate() {
        if 0 < at {
            paper.gap()?;
        }
        paper.wrapped("", &[(ink, paragraph)])?;
    }
    Ok(())
}

/// Writes a quote: its words with those around them, then who, when and where,
/// then the name by which commands know it. `first` stands before its words.
///
/// # Errors
///
/// As the writer's.
pub fn card(card: &Card, first: &str, paper: &mut Paper<'_>) -> io::Result<()> {
    let mut pieces = vec![(Ink::Dim, card.before.as_str()), (Ink::Plain, card.open)];
    let mut at = 0;
    for range in &card.lit {
        // What overlaps or lies outside is shown plain rather than twice or not at all.
        let (Some(plain), Some(lit)) = (
            card.words.get(at..range.start),
            card.words.get(range.clone()),
        ) else {
            continue;
        };
        pieces.extend([(Ink::Plain, plain), (Ink::Lit, lit)]);
        at = range.end;
    }
    pieces.push((Ink::Plain, card.words.get(at..).unwrap_or_default()));
    pieces.extend([(Ink::Plain, card.close), (Ink::Dim, card.after.as_str())]);
    paper.wrapped(first, &pieces)?;
    let indent = " ".repeat(width(first));
    paper.wrapped(&format!("{indent}  — "), &[(Ink::Dim, &card.by)])?;
    paper.line(&[
        (Ink::Plain, &indent),
        (Ink::Plain, "  "),
        (Ink::Dim, &card.reference),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::Look;

    #[test]
    fn a_quote_has_its_lead_in_and_its_source() {
        let quote = Card {
            before: "would not ".to_owned(),
            open: "“",
            words: "use technologies".to_owned(),
            lit: vec![4..16, 0..99],
            close: "”",
            by: "Code · 2011 · ¶ 3".to_owned(),
            reference: "a:quote.b".to_owned(),
            ..Card::default()
        };
        let mut out = Vec::new();
        card(&quote, "", &mut Paper::new(&mut out, Look::default())).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "would not “use technologies”\n  — Code · 2011 · ¶ 3\n  a:quote.b\n"
        );
    }
}
