//! A page as Markdown (`CommonMark`) to paste into a memo.

use std::io::{self, Write};

use crate::export::page::{Block, Card, Page};

/// Writes a page as Markdown. Nothing in a record can become markup: its signs
/// are escaped.
///
/// # Errors
///
/// As the writer's.
pub fn markdown(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    if !page.title.is_empty() {
        writeln!(out, "# {}\n\n`{}`", escaped(&page.title), page.reference)?;
    }
    let mut listing = false;
    for (at, block) in page.blocks.iter().enumerate() {
        let item = matches!(block, Block::Fact { .. } | Block::Item { .. });
        if !(item && listing || at == 0 && page.title.is_empty()) {
            writeln!(out)?;
        }
        listing = item;
        put(block, out)?;
    }
    Ok(())
}

fn put(block: &Block, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Text(text) => writeln!(out, "{}", paragraphs(text)),
        Block::Remark(text) => {
            let marked: Vec<String> = text
                .split('\n')
                .map(|line| format!("*{}*", escaped(line)))
                .collect();
            writeln!(out, "{}", marked.join("\n\n"))
        }
        Block::Fact {
            label,
            value,
            reference,
        } => {
            let label = if label.is_empty() {
                String::new()
            } else {
                format!("**{}:** ", escaped(label))
            };
            writeln!(out, "- {label}{}{}", linked(value), code(reference))
        }
        Block::Section(title) => writeln!(out, "## {}", escaped(title)),
        Block::Quote(quote) => card(quote, out),
        Block::Item {
            lead,
            words,
            rest,
            reference,
        } => {
            let lead = if lead.is_empty() {
                String::new()
            } else {
                format!("**{}** ", escaped(lead))
            };
            let rest = if rest.is_empty() {
                String::new()
            } else {
                format!(" ({})", escaped(rest))
            };
            writeln!(out, "- {lead}{}{rest}{}", escaped(words), code(reference))
        }
    }
}

/// Writes a block quote. The words around the quote stand outside its marks;
/// where they are known and where there are none, the reader can tell.
fn card(card: &Card, out: &mut dyn Write) -> io::Result<()> {
    let Card {
        before,
        open,
        words,
        close,
        after,
        ..
    } = card;
    let words = format!("{before}{open}{words}{close}{after}");
    for line in words.split('\n') {
        writeln!(out, "> {}\n>", escaped(line))?;
    }
    writeln!(out, "> — {}{}", escaped(&card.by), code(&card.reference))
}

fn code(reference: &str) -> String {
    if reference.is_empty() {
        String::new()
    } else {
        format!(" `{reference}`")
    }
}

fn paragraphs(text: &str) -> String {
    text.split('\n')
        .map(escaped)
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// Returns an address as an autolink where it is one, else escaped text.
pub fn linked(value: &str) -> String {
    let address = value.starts_with("https://") || value.starts_with("http://");
    if address && !value.contains([' ', '<', '>', '\n']) {
        return format!("<{value}>");
    }
    escaped(value)
}

/// Returns one line of text in which no sign is markup.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let always = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '!'
        );
        let first = at == 0 && matches!(c, '#' | '+' | '-' | '=');
        // `1.` and `1)` begin a list.
        let begins = text.get(..at).unwrap_or_default();
        let number = matches!(c, '.' | ')')
            && !begins.is_empty()
            && begins.bytes().all(|b| b.is_ascii_digit());
        if always || first || number {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_in_data_is_markup() {
        let check = |text: &str, expect: &str| assert_eq!(escaped(text), expect);
        check("a*b_c", "a\\*b\\_c");
        check("# no heading", "\\# no heading");
        check("1945. no list", "1945\\. no list");
        check("in 1945. No", "in 1945. No");
        check("<script>", "\\<script\\>");
        check("[t]o", "\\[t\\]o");
    }

    #[test]
    fn an_address_is_a_link_and_nothing_else_is() {
        assert_eq!(
            linked("https://example.org/a_b"),
            "<https://example.org/a_b>"
        );
        assert_eq!(linked("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(linked("https://a b"), "https://a b");
    }
}
