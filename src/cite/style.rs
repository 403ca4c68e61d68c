//! The styles a citation may have.

use std::{fmt, sync::Arc};

use hayagriva::{
    archive::ArchivedStyle,
    citationberg::{self, IndependentStyle, LayoutRenderingElement, Name, NamesChild},
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
pub struct BadStyle(String);

impl fmt::Display for BadStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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

/// The styles that are not made by CSL.
const OWN: &[(&str, &str, Made)] = &[
    (
        "icd-206",
        "Source reference as in Intelligence Community Directive 206",
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
        let own = OWN.iter().map(|&(token, name, _)| (token, name));
        let mut rest: Vec<_> = ArchivedStyle::all()
            .iter()
            .filter(|style| FIRST.iter().all(|(_, first)| first != *style))
            .filter_map(|style| Some((*style.names().first()?, style.display_name())))
            .collect();
        rest.sort_unstable();
        first.chain(own).chain(rest).collect()
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
    /// Where it is no CSL style, or only names another that it stands for.
    pub fn parse_csl(text: &str) -> Result<Style, BadStyle> {
        let read = citationberg::Style::from_xml(text)
            .map_err(|err| BadStyle(format!("this is not a CSL style: {err}")))?;
        match read {
            citationberg::Style::Independent(rules) => Ok(Style {
                token: rules.info.id.clone(),
                name: rules.info.title.value.clone(),
                made: Made::Csl(Arc::new(named(rules))),
            }),
            citationberg::Style::Dependent(other) => {
                let parent = other.parent_link.href;
                Err(BadStyle(format!(
                    "this CSL style only stands for another: give the file of {parent}"
                )))
            }
        }
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

    #[test]
    fn what_is_no_style_is_told() {
        let why = |text: &str| Style::parse_csl(text).unwrap_err().to_string();
        assert!(why("").starts_with("this is not a CSL style: "));
        assert!(why("<style>").starts_with("this is not a CSL style: "));
    }
}
