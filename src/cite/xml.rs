//! The shape of a style's file: which element stands in which, and where, so
//! that what is wrong with it can be pointed at. What elements mean is not known
//! here.

/// An element of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Element<'a> {
    name: &'a str,
    /// Its attributes, as they stand.
    attributes: &'a str,
    /// The byte at which it begins.
    start: usize,
    /// The element it stands in.
    parent: Option<usize>,
}

/// The elements of a well-formed file, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outline<'a> {
    all: Vec<Element<'a>>,
}

/// What is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The byte at which it is.
    pub(super) at: usize,
    /// What is wrong, as a phrase.
    pub(super) words: String,
}

/// How deep elements may be nested: 19 is the most of 2851 published styles, and
/// what reads them calls itself at each level.
const DEEP: usize = 64;

/// How many bytes the attributes of an element may have, as what is printed for
/// each source is among them: 411 is the most of those styles.
const LONG: usize = 2048;

impl<'a> Outline<'a> {
    /// Reads the elements of a file.
    pub(super) fn read(text: &'a str) -> Result<Outline<'a>, Fault> {
        let mut all: Vec<Element<'a>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(start) = find(text, at, "<") {
            let mark = Mark::read(text, start)?;
            at = mark.end;
            match mark.kind {
                Kind::Aside => (),
                Kind::Closing => {
                    let begun = open.pop().and_then(|last| all.get(last));
                    let words = match begun.map(|begun| begun.name) {
                        Some(begun) if begun == mark.name => continue,
                        Some(begun) => {
                            format!("`</{}>` stands where `<{begun}>` is open", mark.name)
                        }
                        None => format!("`</{}>` closes nothing", mark.name),
                    };
                    return Err(Fault { at: start, words });
                }
                Kind::Opening { is_empty } => {
                    if !is_empty {
                        open.push(all.len());
                    }
                    let inner = open.len() + usize::from(is_empty);
                    if DEEP < inner {
                        let words = format!("elements are nested deeper than {DEEP}");
                        return Err(Fault { at: start, words });
                    }
                    let above = inner.checked_sub(2).and_then(|above| open.get(above));
                    if LONG < mark.attributes.len() {
                        let words = format!("the attributes of `<{}>` are too long", mark.name);
                        return Err(Fault { at: start, words });
                    }
                    all.push(Element {
                        name: mark.name,
                        attributes: mark.attributes,
                        start,
                        parent: above.copied(),
                    });
                }
            }
        }
        match open.last().and_then(|&last| all.get(last)) {
            Some(begun) => Err(Fault {
                at: begun.start,
                words: format!("`<{}>` is not closed", begun.name),
            }),
            None => Ok(Outline { all }),
        }
    }

    /// Returns the name of the outermost element, and where it begins.
    pub(super) fn root(&self) -> Option<(&'a str, usize)> {
        self.all.first().map(|root| (root.name, root.start))
    }

    /// Returns the byte at which the first element of a name begins that has an
    /// attribute with this value.
    pub(super) fn having(&self, name: &str, attribute: &str, value: &str) -> Option<usize> {
        let has = |element: &&Element<'_>| {
            let value_of = |quote: char| format!("{attribute}={quote}{value}{quote}");
            let attributes = element.attributes;
            element.name == name
                && ['"', '\'']
                    .iter()
                    .any(|q| attributes.contains(&value_of(*q)))
        };
        self.all.iter().find(has).map(|element| element.start)
    }

    /// Returns the byte at which the element begins that a path names, as the
    /// reader of styles writes paths: `macro[2].$value[0].text.@variable`. What
    /// it cannot follow it leaves out.
    pub(super) fn follow(&self, path: &str) -> Option<usize> {
        let mut here = 0;
        self.all.first()?;
        let mut by_place = false;
        for step in path.split('.') {
            let (name, n) = match step.split_once('[') {
                Some((name, n)) => (name, n.trim_end_matches(']').parse().unwrap_or(0)),
                None => (step, 0_usize),
            };
            let stays = by_place && self.all.get(here).is_some_and(|own| own.name == name);
            by_place = name == "$value";
            if stays {
                continue;
            }
            let mut inside = self.all.iter().enumerate().filter(|(_, element)| {
                element.parent == Some(here) && (by_place || element.name == name)
            });
            match inside.nth(n) {
                Some((at, _)) => here = at,
                None => break,
            }
        }
        self.all.get(here).map(|element| element.start)
    }
}

/// Returns the line and the column of a byte, from 1; columns are characters.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let last = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, last.chars().count() + 1)
}

/// What stands between `<` and `>`.
struct Mark<'a> {
    kind: Kind,
    name: &'a str,
    attributes: &'a str,
    /// The byte after it.
    end: usize,
}

enum Kind {
    Opening {
        is_empty: bool,
    },
    Closing,
    /// A comment, a declaration, an instruction.
    Aside,
}

impl<'a> Mark<'a> {
    /// Reads what begins with a `<`.
    fn read(text: &'a str, start: usize) -> Result<Mark<'a>, Fault> {
        let rest = text.get(start..).unwrap_or_default();
        for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
            if rest.starts_with(opening) {
                let end = find(text, start + opening.len(), closing);
                let end = end.ok_or_else(|| Fault {
                    at: start,
                    words: format!("`{opening}` is not closed by `{closing}`"),
                })?;
                return Ok(Mark {
                    kind: Kind::Aside,
                    name: "",
                    attributes: "",
                    end: end + closing.len(),
                });
            }
        }
        let end = end_of_tag(rest).ok_or_else(|| Fault {
            at: start,
            words: "the file ends within `<…>`".to_owned(),
        })?;
        let inner = rest.get(1..end).unwrap_or_default();
        if inner.starts_with('!') {
            let words = "`<!…>` of this kind has no place in it".to_owned();
            return Err(Fault { at: start, words });
        }
        let (kind, inner) = match inner.strip_prefix('/') {
            Some(inner) => (Kind::Closing, inner),
            None => {
                let inside = inner.strip_suffix('/');
                let is_empty = inside.is_some();
                (Kind::Opening { is_empty }, inside.unwrap_or(inner))
            }
        };
        let name = inner.split(char::is_whitespace).next().unwrap_or_default();
        if name.is_empty() {
            let words = "`<` stands where no element begins".to_owned();
            return Err(Fault { at: start, words });
        }
        Ok(Mark {
            kind,
            name,
            attributes: inner.get(name.len()..).unwrap_or_default(),
            end: start + end + 1,
        })
    }
}

/// Returns where the `>` of a tag stands that is in no quotation marks.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quoted = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quoted, byte) {
            (None, b'"' | b'\'') => quoted = Some(byte),
            (None, b'>') => return Some(at),
            (Some(quote), byte) if byte == quote => quoted = None,
            (None | Some(_), _) => (),
        }
    }
    None
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    Some(from + text.get(from..)?.find(what)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_well_formed_is_pointed_at() {
        let check = |text: &str, line: usize, column: usize, words: &str| {
            let fault = Outline::read(text).unwrap_err();
            assert_eq!(place(text, fault.at), (line, column), "{text}");
            assert_eq!(fault.words, words, "{text}");
        };
        check("<a>\n  <b>é</a>", 2, 7, "`</a>` stands where `<b>` is open");
        check("<a/></b>", 1, 5, "`</b>` closes nothing");
        check("<a>\n<b></b>", 1, 1, "`<a>` is not closed");
        check("<a b='>", 1, 1, "the file ends within `<…>`");
        check("<a><!-- <b>", 1, 4, "`<!--` is not closed by `-->`");
        check(
            "<!DOCTYPE html>",
            1,
            1,
            "`<!…>` of this kind has no place in it",
        );
        check("<a>1 < 2></a>", 1, 6, "`<` stands where no element begins");
        let long = format!("<a b='{}'/>", "c".repeat(2050));
        check(&long, 1, 1, "the attributes of `<a>` are too long");
        let deep = "<a>".repeat(100_000);
        check(&deep, 1, 193, "elements are nested deeper than 64");
    }

    #[test]
    fn an_element_is_found_by_its_path() {
        let text = "<?xml?><!-- <x> --><s>\n<m n='a>'/>\n<m n=\"b\"><t/><c><i/><i/></c></m></s>";
        let outline = Outline::read(text).unwrap();
        let found = |path| outline.follow(path).and_then(|at| text.get(at..at + 3));
        assert_eq!(outline.root(), Some(("s", 19)));
        assert_eq!(found("m[1].$value[1].c.i[1].@x"), Some("<i/"));
        assert_eq!(outline.follow("m[1].$value[1].c.i[1]"), text.rfind("<i/>"));
        assert_eq!(found("m[1].$value[0].t"), Some("<t/"));
        assert_eq!(found("m[7].t"), Some("<s>"));
        assert_eq!(outline.having("m", "n", "b"), text.find("<m n=\"b"));
        assert_eq!(place(text, text.find("<m n=\"b").unwrap()), (3, 1));
        assert_eq!(outline.having("m", "n", "c"), None);
    }

    proptest! {
        #[test]
        fn no_text_stops_it(text in "([<>/!'\"= a-c\\n-]|<a>|</a>|<!--|é){0,40}") {
            match Outline::read(&text) {
                Ok(outline) => prop_assert!(outline.follow("a.$value[1].b").is_none_or(|at| at < text.len())),
                Err(fault) => prop_assert!(fault.at < text.len()),
            }
        }
    }
}
