//! A line of a bibliography in pieces that look different, and how a piece is
//! written as text, Markdown and HTML.

use crate::{export, text::Clean};

/// What a citation is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Plain text: italics are lost.
    Text,
    /// Markdown; no sign in data is markup.
    Markdown,
    /// HTML, safe to put into a page.
    Html,
}

/// How a piece looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) italic: bool,
    pub(super) bold: bool,
    pub(super) raised: bool,
}

/// A run of text of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: String,
    look: Look,
    /// Where it leads; empty for most.
    url: String,
}

/// A line in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    pieces: Vec<Piece>,
}

/// What a processor leaves where something is missing, and what is meant.
const SLIPS: &[(&str, &str)] = &[
    (",)", ")"),
    (" )", ")"),
    (".”.", ".”"),
    ("?”.", "?”"),
    ("!”.", "!”"),
    (" ;", ";"),
    (" ,", ","),
    ("  ", " "),
];

impl Line {
    /// Adds text as it stands.
    pub(super) fn plain(&mut self, text: &str) {
        self.push(text, Look::default(), "");
    }

    /// Adds text in italics.
    pub(super) fn italic(&mut self, text: &str) {
        let italic = true;
        self.push(
            text,
            Look {
                italic,
                ..Look::default()
            },
            "",
        );
    }

    /// Adds text of a look, that may lead somewhere.
    pub(super) fn push(&mut self, text: &str, look: Look, url: &str) {
        let web = url.starts_with("https://") || url.starts_with("http://");
        let url = if web { url } else { "" };
        match self.pieces.last_mut() {
            _ if text.is_empty() => (),
            Some(last) if last.look == look && last.url == url => last.text.push_str(text),
            Some(_) | None => self.pieces.push(Piece {
                text: text.to_owned(),
                look,
                url: url.to_owned(),
            }),
        }
    }

    /// Adds another line.
    pub(super) fn line(&mut self, other: &Line) {
        for piece in &other.pieces {
            self.push(&piece.text, piece.look, &piece.url);
        }
    }

    /// Returns the text without looks.
    pub(super) fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    /// Whether there is nothing in it to read.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.trim().is_empty())
    }

    /// Writes one text for another, within each piece.
    pub(super) fn replace(&mut self, from: &str, to: &str) {
        for piece in &mut self.pieces {
            piece.text = piece.text.replace(from, to);
        }
    }

    /// Mends what a processor leaves where something is missing.
    pub(super) fn mend(&mut self) {
        for (from, to) in SLIPS {
            self.replace(from, to);
        }
        // “Retrieved” without a day says nothing of an address.
        for at in 1..self.pieces.len() {
            let leads = self.pieces.get(at).is_some_and(|next| !next.url.is_empty());
            if let Some(piece) = self.pieces.get_mut(at - 1).filter(|_| leads)
                && let Some(rest) = piece.text.strip_suffix("Retrieved ")
            {
                piece.text = rest.to_owned();
            }
        }
    }

    /// Takes a sign off the beginning; tells whether it was there.
    pub(super) fn drop_first(&mut self, sign: char) -> bool {
        let first = self.pieces.first_mut();
        let rest = first
            .as_ref()
            .and_then(|piece| piece.text.strip_prefix(sign));
        match (rest.map(str::to_owned), first) {
            (Some(rest), Some(first)) => {
                first.text = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes a sign off the end; tells whether it was there.
    pub(super) fn drop_last(&mut self, sign: char) -> bool {
        let last = self.pieces.last_mut();
        let rest = last
            .as_ref()
            .and_then(|piece| piece.text.strip_suffix(sign));
        match (rest.map(str::to_owned), last) {
            (Some(rest), Some(last)) => {
                last.text = rest;
                true
            }
            _ => false,
        }
    }

    /// Adds text before a closing sign, if there is one: `)`, `]`, `.`.
    pub(super) fn within(&mut self, text: &str) {
        let mut closing = Vec::new();
        for sign in ['.', ')', ']'] {
            if self.drop_last(sign) {
                closing.push(sign);
            }
        }
        self.plain(text);
        for sign in closing.into_iter().rev() {
            self.plain(&sign.to_string());
        }
    }

    /// Writes the line; a terminal finds nothing in it to obey.
    pub(super) fn write(&self, form: Form) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            let text = clean(&piece.text);
            match form {
                Form::Text => out.push_str(&text),
                Form::Markdown => markdown(&text, piece, &mut out),
                Form::Html => html(&text, piece, &mut out),
            }
        }
        out.trim().to_owned()
    }
}

/// Returns text that is safe to show, with a blank at each end that has one.
fn clean(text: &str) -> String {
    let (before, after) = blanks(text);
    format!("{before}{}{after}", Clean::line(text))
}

/// Returns the blank before a text and the one after it.
fn blanks(text: &str) -> (&'static str, &'static str) {
    let blank = |there: bool| if there { " " } else { "" };
    let only = text.trim().is_empty();
    (
        blank(text.starts_with(char::is_whitespace)),
        blank(!only && text.ends_with(char::is_whitespace)),
    )
}

fn markdown(text: &str, piece: &Piece, out: &mut String) {
    let (before, after) = blanks(text);
    let text = text.trim();
    out.push_str(before);
    let marks = match (piece.look.italic, piece.look.bold) {
        _ if text.is_empty() => "",
        (true, true) => "***",
        (true, false) => "*",
        (false, true) => "**",
        (false, false) => "",
    };
    out.push_str(marks);
    if piece.url == text {
        out.push_str(&export::linked(text));
    } else if piece.url.is_empty() || piece.url.contains(['<', '>', ' ', '\n']) {
        out.push_str(&escaped(text, out.is_empty()));
    } else {
        let text = escaped(text, false);
        out.extend(["[", &text, "](<", &piece.url, ">)"]);
    }
    out.push_str(marks);
    out.push_str(after);
}

/// Returns text in which no sign is markup; some are so only where a line begins.
fn escaped(text: &str, first: bool) -> String {
    if first {
        return export::escaped(text);
    }
    let escaped = export::escaped(&format!("x{text}"));
    escaped.strip_prefix('x').unwrap_or(&escaped).to_owned()
}

fn html(text: &str, piece: &Piece, out: &mut String) {
    let look = piece.look;
    let marks = [(look.italic, "i"), (look.bold, "b"), (look.raised, "sup")];
    let marks = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark);
    let marks: Vec<&str> = marks.collect();
    if !piece.url.is_empty() {
        out.extend(["<a href=\"", &entities(&piece.url), "\">"]);
    }
    for mark in &marks {
        out.extend(["<", mark, ">"]);
    }
    out.push_str(&entities(text));
    for mark in marks.iter().rev() {
        out.extend(["</", mark, ">"]);
    }
    if !piece.url.is_empty() {
        out.push_str("</a>");
    }
}

fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in Clean::line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    let (before, after) = blanks(text);
    format!("{before}{out}{after}")
}

/// Returns words with a capital.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_written_in_each_form() {
        let mut line = Line::default();
        line.plain("1. “A & B”, ");
        line.italic("News <1> ");
        line.push(
            "https://a.example/b_c",
            Look::default(),
            "https://a.example/b_c",
        );
        line.plain(".");
        let check = |form, expect: &str| assert_eq!(line.write(form), expect);
        check(Form::Text, "1. “A & B”, News <1> https://a.example/b_c.");
        check(
            Form::Markdown,
            "1\\. “A \\& B”, *News \\<1\\>* <https://a.example/b_c>.",
        );
        check(
            Form::Html,
            "1. “A &amp; B”, <i>News &lt;1&gt; </i><a href=\"https://a.example/b_c\">\
             https://a.example/b_c</a>.",
        );
    }

    #[test]
    fn what_closes_a_line_stays_at_its_end() {
        let check = |text: &str, expect: &str| {
            let mut line = Line::default();
            line.plain(text);
            line.within(", ¶ 5");
            assert_eq!(line.text(), expect);
        };
        check("(Anna 2011)", "(Anna 2011, ¶ 5)");
        check("Anna, 2011.", "Anna, 2011, ¶ 5.");
        check("(Anna 2011).", "(Anna 2011, ¶ 5).");
        check("", ", ¶ 5");
    }

    #[test]
    fn nothing_is_to_be_obeyed() {
        let mut line = Line::default();
        line.push("a\u{1b}[31m\u{202e}b\n", Look::default(), "javascript:a");
        for form in [Form::Text, Form::Markdown, Form::Html] {
            let text = line.write(form);
            assert!(!text.contains(['\u{1b}', '\u{202e}', '\n']), "{text:?}");
            assert!(!text.contains("javascript"), "{text}");
        }
    }
}
