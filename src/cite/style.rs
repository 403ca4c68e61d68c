//! The styles a citation may have.

use std::{fmt, sync::Arc};

use hayagriva::{
    archive::ArchivedStyle,
    citationberg::{self, IndependentStyle, LayoutRenderingElement, Name, NamesChild},
};

use crate::cite::{
    guard::guard,
    sound,
    xml::{self, Outline},
};

/// A style of citations.
#[derive(Clone)]
pub struct Style {
    /// The word for it.
    pub token: String,
    /// What it is called.
    pub name: String,
    pub(super) made: Made,
}

/// How a style's citations are made.
#[derive(Clone)]
pub(super) enum Made {
    /// By the rules of a CSL style.
    Csl(Arc<IndependentStyle>),
    /// As a source reference of ICD 206.
    Endnote,
    /// As a Markdown footnote.
    Footnote,
}

/// Why a text is no style that could be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadStyle {
    /// Where in the text, if that is known: line and column, from 1.
    pub place: Option<(usize, usize)>,
    words: String,
}

impl fmt::Display for BadStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}
impl std::error::Error for BadStyle {}

impl fmt::Debug for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Style").field(&self.token).finish()
    }
}

/// The styles that are named first, by the words people use for them.
const FIRST: &[(&str, ArchivedStyle)] = &[
    ("chicago-notes", ArchivedStyle::ChicagoNotes),
    ("chicago-author-date", ArchivedStyle::ChicagoAuthorDate),
    ("apa", ArchivedStyle::AmericanPsychologicalAssociation),
    ("mla", ArchivedStyle::ModernLanguageAssociation),
    ("harvard", ArchivedStyle::HarvardCiteThemRight),
    ("vancouver", ArchivedStyle::NlmCitationSequence),
    (
        "ieee",
        ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers,
    ),
];

/// A CSL style that is part of the program, and of no archive: the word for
/// it, what it is called, and its file, as its authors publish it.
struct Kept {
    token: &'static str,
    name: &'static str,
    csl: &'static str,
}

/// To add a style, put its file, unaltered, with its authors and its license in
/// it, into `assets/styles`, and its line here.
const KEPT: &[Kept] = &[Kept {
    token: "oscola",
    name: "OSCOLA 4th edition",
    csl: include_str!("../../assets/styles/oscola.csl"),
}];

/// The styles that are not made by CSL.
const OWN: &[(&str, &str, Made)] = &[
    (
        "icd-206",
        "Source reference after Intelligence Community Directive 206",
        Made::Endnote,
    ),
    ("footnote", "Markdown footnote", Made::Footnote),
];

impl Style {
    /// Returns the word for each style that is part of the program, and what
    /// it is called: those most asked for, then the others by their words.
    pub fn all() -> Vec<(&'static str, &'static str)> {
        let first = FIRST
            .iter()
            .map(|&(token, style)| (token, style.display_name()));
        let kept = KEPT.iter().map(|kept| (kept.token, kept.name));
        let own = OWN.iter().map(|&(token, name, _)| (token, name));
        let mut rest: Vec<_> = ArchivedStyle::all()
            .iter()
            .filter(|style| FIRST.iter().all(|(_, first)| first != *style))
            .filter_map(|style| Some((*style.names().first()?, style.display_name())))
            .collect();
        rest.sort_unstable();
        first.chain(kept).chain(own).chain(rest).collect()
    }

    /// Returns the style of this word.
    pub fn named(token: &str) -> Option<Style> {
        if let Some((token, name, made)) = OWN.iter().find(|(own, ..)| *own == token) {
            return Some(Style {
                token: (*token).to_owned(),
                name: (*name).to_owned(),
                made: made.clone(),
            });
        }
        if let Some(kept) = KEPT.iter().find(|kept| kept.token == token) {
            let read = Style::read(kept.csl).ok()?;
            return Some(Style {
                token: kept.token.to_owned(),
                name: kept.name.to_owned(),
                ..read
            });
        }
        let first = FIRST.iter().find(|(first, _)| *first == token);
        let found = first.map(|(_, style)| *style);
        let style = found.or_else(|| ArchivedStyle::by_name(token))?;
        let citationberg::Style::Independent(rules) = style.get() else {
            return None;
        };
        Some(Style {
            token: token.to_owned(),
            name: style.display_name().to_owned(),
            made: Made::Csl(Arc::new(named(rules))),
        })
    }

    /// Reads a style from the text of a `.csl` file.
    ///
    /// # Errors
    ///
    /// Where it is no CSL style, or only names another that it stands for, or
    /// is one that the processor could not come to an end with: larger than
    /// [`Style::BYTES`], nested too deeply, with a macro that uses itself.
    pub fn parse_csl(text: &str) -> Result<Style, BadStyle> {
        guard(|| Style::read(text)).unwrap_or_else(|| {
            Err(BadStyle {
                place: None,
                words: "this style could not be read".to_owned(),
            })
        })
    }

    fn read(text: &str) -> Result<Style, BadStyle> {
        let bad = |at: Option<usize>, words: String| BadStyle {
            place: at.map(|at| xml::place(text, at)),
            words,
        };
        if Style::BYTES < text.len() {
            return Err(bad(None, Style::too_large()));
        }
        let outline = Outline::read(text).map_err(|fault| {
            bad(
                Some(fault.at),
                format!("this is not a CSL style: {}", fault.words),
            )
        })?;
        match outline.root() {
            Some(("style", _)) => (),
            Some((other, at)) => {
                let words =
                    format!("this is not a CSL style: `<{other}>` stands where `<style>` belongs");
                return Err(bad(Some(at), words));
            }
            None => return Err(bad(None, "this is not a CSL style: it is empty".to_owned())),
        }
        let read = citationberg::Style::from_xml(text).map_err(|err| {
            let at = err.path.and_then(|path| outline.follow(&path.to_string()));
            let why = err.source.to_string();
            // What is said of the reader's own types helps nobody.
            let why = if why.contains("untagged enum") {
                "a value here is none that CSL has"
            } else {
                &why
            };
            bad(at, format!("this is not a CSL style: {why}"))
        })?;
        match read {
            citationberg::Style::Independent(rules) => {
                sound::check(&rules).map_err(|fault| {
                    let within = fault.within.as_deref();
                    let at = within.and_then(|name| outline.having("macro", "name", name));
                    bad(at, format!("this style cannot be used: {}", fault.words))
                })?;
                Ok(Style {
                    token: rules.info.id.clone(),
                    name: rules.info.title.value.clone(),
                    made: Made::Csl(Arc::new(named(rules))),
                })
            }
            citationberg::Style::Dependent(other) => {
                let parent = other.parent_link.href;
                let words =
                    format!("this CSL style only stands for another: give the file of {parent}");
                Err(bad(None, words))
            }
        }
    }

    /// The most bytes of a style's file: the largest of 2851 published ones has
    /// 246 000.
    pub const BYTES: usize = 4 << 20;

    /// Returns what is said of a larger file.
    pub fn too_large() -> String {
        let mebibytes = Style::BYTES >> 20;
        format!("this is not a CSL style: it is larger than {mebibytes} MiB")
    }
}

/// Returns a style whose lists of names say how a name is written. The
/// processor takes a list that has a label and nothing on its names for one
/// without names, and leaves authors out.
fn named(mut rules: IndependentStyle) -> IndependentStyle {
    for part in &mut rules.macros {
        part.children.iter_mut().for_each(name);
    }
    rules.citation.layout.elements.iter_mut().for_each(name);
    if let Some(bibliography) = &mut rules.bibliography {
        bibliography.layout.elements.iter_mut().for_each(name);
    }
    rules
}

fn name(element: &mut LayoutRenderingElement) {
    match element {
        LayoutRenderingElement::Names(names) => {
            let told = |child: &NamesChild| matches!(child, NamesChild::Name(_));
            if !names.children.is_empty() && !names.children.iter().any(told) {
                names.children.insert(0, NamesChild::Name(Name::default()));
            }
        }
        LayoutRenderingElement::Group(group) => group.children.iter_mut().for_each(name),
        LayoutRenderingElement::Choose(choose) => {
            let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
            let children = branches.flat_map(|branch| &mut branch.children);
            let otherwise = choose.otherwise.iter_mut();
            children
                .chain(otherwise.flat_map(|branch| &mut branch.children))
                .for_each(name);
        }
        LayoutRenderingElement::Text(_)
        | LayoutRenderingElement::Date(_)
        | LayoutRenderingElement::Number(_)
        | LayoutRenderingElement::Label(_) => (),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_that_is_named_is_there() {
        let all = Style::all();
        for (token, name) in &all {
            let style = Style::named(token).unwrap_or_else(|| panic!("{token}"));
            assert_eq!((style.token.as_str(), style.name.as_str()), (*token, *name));
        }
        let tokens: std::collections::HashSet<_> = all.iter().map(|(token, _)| token).collect();
        assert_eq!(tokens.len(), all.len());
        assert!(Style::named("apa-7th").is_none());
    }

    /// A style that is one, if `layout` is a layout.
    fn style(layout: &str) -> String {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"note\" version=\"1.0\">\n\
             <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>\n\
             <macro name=\"a\"><text macro=\"a\"/></macro>\n\
             <citation><layout>\n{layout}\n</layout></citation></style>"
        )
    }

    #[test]
    fn what_is_no_style_is_told_with_its_place() {
        let check = |text: &str, place: Option<(usize, usize)>, words: &str| {
            let bad = Style::parse_csl(text).unwrap_err();
            assert_eq!((bad.place, bad.to_string().as_str()), (place, words));
        };
        let fine = style("<text variable=\"title\"/>");
        assert!(Style::parse_csl(&fine).is_ok());
        check("", None, "this is not a CSL style: it is empty");
        check(
            "<html></html>",
            Some((1, 1)),
            "this is not a CSL style: `<html>` stands where `<style>` belongs",
        );
        check(
            &style("<group><text variable=\"title\"/>"),
            Some((6, 1)),
            "this is not a CSL style: `</layout>` stands where `<group>` is open",
        );
        check(
            &style(" <text macro=\"a\"/>"),
            Some((3, 1)),
            "this style cannot be used: the macro `a` uses itself",
        );
        check(
            &style("<text variable=\"title\"/>\n <number variable=\"tittle\"/>"),
            Some((6, 2)),
            "this is not a CSL style: a value here is none that CSL has",
        );
        check(
            &" ".repeat(Style::BYTES + 1),
            None,
            "this is not a CSL style: it is larger than 4 MiB",
        );
    }
}
