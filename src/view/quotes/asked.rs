//! What is typed into the search field, and the query it makes.

use std::ops::Range;

use ratatui::style::Style;

use crate::{
    query::{Part, Query},
    ui::{
        theme::{Role, Theme},
        widget::field::Field,
    },
};

/// A way to take the words typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mode {
    /// Its name.
    pub(super) name: &'static str,
    /// What stands around the words in the query.
    around: &'static str,
}

/// Every mode, in the order of the key that goes round. To add one, add its line.
const MODES: &[Mode] = &[
    Mode {
        name: "words",
        around: "",
    },
    Mode {
        name: "exact",
        around: "\"",
    },
    Mode {
        name: "regex",
        around: "/",
    },
];

/// What is typed, how it is to be taken, and the query it makes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Asked {
    pub(super) field: Field,
    mode: usize,
    /// The query, kept because every card shown is lit by it.
    query: Query,
}

impl Asked {
    /// Returns the query.
    pub(super) fn query(&self) -> &Query {
        &self.query
    }
    /// Returns how words are taken.
    pub(super) fn mode(&self) -> Mode {
        MODES[self.mode % MODES.len()]
    }
    /// Whether nothing is typed.
    pub(super) fn is_empty(&self) -> bool {
        self.field.value().trim().is_empty()
    }
    /// Types a character.
    pub(super) fn insert(&mut self, c: char) {
        self.field.insert(c);
        self.read();
    }
    /// Puts a query in the place of what is typed.
    pub(super) fn set(&mut self, query: &str) {
        self.field.set(query);
        self.mode = 0;
        self.read();
    }
    /// Goes on to the next mode.
    pub(super) fn next_mode(&mut self) {
        self.mode = (self.mode + 1) % MODES.len();
        self.read();
    }
    /// Reads the query anew, after the field was edited.
    pub(super) fn read(&mut self) {
        self.query = Query::parse(&self.text());
    }

    /// Returns the text of the query: what is typed, its words between the
    /// marks of the mode, its fields as they are.
    pub(super) fn text(&self) -> String {
        let typed = self.field.value();
        let around = self.mode().around;
        if around.is_empty() {
            return typed.to_owned();
        }
        let mut words = Vec::new();
        let mut fields = String::new();
        let mut at = 0;
        for range in filters(typed) {
            words.push(typed.get(at..range.start).unwrap_or_default().trim());
            fields.push(' ');
            fields.push_str(typed.get(range.clone()).unwrap_or_default());
            at = range.end;
        }
        words.push(typed.get(at..).unwrap_or_default().trim());
        words.retain(|words| !words.is_empty());
        let words = words.join(" ");
        // A phrase knows no marks inside it.
        let words = if around == "\"" {
            words.replace(['"', '“', '”', '„'], " ")
        } else {
            words
        };
        match words.trim() {
            "" => fields,
            words => format!("{around}{words}{around}{fields}"),
        }
    }

    /// Returns the filters typed: each as it stands, such as `speaker:wang`.
    pub(super) fn filters(&self) -> Vec<&str> {
        let typed = self.field.value();
        filters(typed)
            .into_iter()
            .filter_map(|range| typed.get(range))
            .collect()
    }

    /// Takes a filter out if it is typed, else adds it at the end. Returns
    /// whether there was room for it.
    pub(super) fn toggle(&mut self, term: &str) -> bool {
        let typed = self.field.value();
        let there = filters(typed)
            .into_iter()
            .find(|range| typed.get(range.clone()) == Some(term));
        let wanted = match there {
            Some(range) => without(typed, &range),
            None => format!("{} {term}", typed.trim_end()),
        };
        self.field.set(wanted.trim_start());
        let fits = self.field.value() == wanted.trim_start();
        self.read();
        fits
    }

    /// Takes every filter out; returns whether there was one.
    pub(super) fn clear_filters(&mut self) -> bool {
        let mut text = self.field.value().to_owned();
        let found = filters(&text);
        for range in found.iter().rev() {
            text = without(&text, range);
        }
        self.field.set(&text);
        self.read();
        !found.is_empty()
    }

    /// Returns what is typed in pieces, colored by what each part means.
    pub(super) fn colored(&self, theme: &Theme) -> Vec<(&str, Style)> {
        let typed = self.field.value();
        let plain = Query::parse(typed);
        let whole = !self.mode().around.is_empty();
        let plainly = theme.style(Role::Text);
        let mut pieces = Vec::new();
        let mut at = 0;
        for (range, part) in plain.spans() {
            let style = theme.style(match part {
                Part::FieldName => Role::Field,
                Part::FieldValue => Role::Text,
                Part::Not | Part::Phrase | Part::Word if whole => Role::Good,
                Part::Not => Role::Bad,
                Part::Phrase => Role::Good,
                Part::Word => Role::Text,
            });
            if let (Some(before), Some(words)) =
                (typed.get(at..range.start), typed.get(range.clone()))
            {
                pieces.extend([(before, plainly), (words, style)]);
                at = range.end;
            }
        }
        pieces.push((typed.get(at..).unwrap_or_default(), plainly));
        pieces
    }
}

/// Returns where filters stand in a typed text: names with their values.
fn filters(typed: &str) -> Vec<Range<usize>> {
    let query = Query::parse(typed);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut name: Option<Range<usize>> = None;
    for (range, part) in query.spans() {
        match (part, name.take()) {
            (Part::FieldValue, Some(name)) if name.end == range.start => {
                let filter = name.start..range.end;
                let text = typed.get(filter.clone()).unwrap_or_default();
                // One that is not understood was taken as words.
                if !Query::parse(text).filters.is_empty() {
                    found.push(filter);
                }
            }
            (Part::FieldName | Part::Not, _) => name = Some(range),
            (Part::FieldValue | Part::Word | Part::Phrase, _) => (),
        }
    }
    found
}

fn without(text: &str, range: &Range<usize>) -> String {
    let before = text.get(..range.start).unwrap_or_default().trim_end();
    let after = text.get(range.end..).unwrap_or_default().trim_start();
    let joint = if before.is_empty() || after.is_empty() {
        ""
    } else {
        " "
    };
    format!("{before}{joint}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Asked {
        let mut asked = Asked::default();
        asked.set(text);
        asked
    }

    #[test]
    fn a_filter_goes_in_and_out_again() {
        let mut asked = asked("norms \"a b\" date:2011 -x");
        assert_eq!(asked.filters(), ["date:2011"]);
        assert!(asked.toggle("speaker:\"Wang Qun\""));
        let typed = "norms \"a b\" date:2011 -x speaker:\"Wang Qun\"";
        assert_eq!(asked.field.value(), typed);
        assert_eq!(asked.query().filters.len(), 2);
        assert!(asked.toggle("date:2011"));
        assert_eq!(asked.filters(), ["speaker:\"Wang Qun\""]);
        assert!(asked.clear_filters());
        assert_eq!(asked.field.value(), "norms \"a b\" -x");
        assert!(!asked.clear_filters());
        assert!(!asked.toggle(&"x".repeat(400)));
    }

    #[test]
    fn in_exact_mode_all_words_are_one_phrase() {
        let mut asked = asked("arms \"race in\" speaker:wang space");
        asked.next_mode();
        assert_eq!(asked.mode().name, "exact");
        assert_eq!(asked.query().phrases, ["arms race in space"]);
        assert_eq!(asked.query().filters[0].values, ["wang"]);
        assert!(asked.query().words.is_empty());
        asked.next_mode();
        assert_eq!(asked.text(), "/arms \"race in\" space/ speaker:wang");
        asked.next_mode();
        assert_eq!(asked.mode().name, "words");
        asked.set("");
        asked.next_mode();
        assert_eq!(asked.text(), "");
        assert_eq!(Query::parse("-speaker:wang").filters.len(), 1);
        let asked = self::asked("-speaker:wang -not x");
        assert_eq!(asked.filters(), ["-speaker:wang"]);
        assert!(self::asked("date:2011-13").filters().is_empty());
    }
}
