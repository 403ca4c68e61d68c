//! Sources as entries of a BibLaTeX file.

use crate::{
    arena::Id,
    cite::{csl, own},
    date::{Date, Kind},
    model::{Corpus, Name, Source},
    text::Clean,
};

/// A CSL type, the entry it is, and what else says of what kind it is.
const TYPES: &[(&str, &str, &str)] = &[
    ("article", "article", ""),
    ("article-journal", "article", ""),
    ("article-magazine", "article", "entrysubtype = {magazine}"),
    ("article-newspaper", "article", "entrysubtype = {newspaper}"),
    ("bill", "legislation", ""),
    ("book", "book", ""),
    ("broadcast", "audio", ""),
    ("chapter", "incollection", ""),
    ("collection", "collection", ""),
    ("dataset", "dataset", ""),
    ("entry", "inreference", ""),
    ("entry-dictionary", "inreference", ""),
    ("entry-encyclopedia", "inreference", ""),
    ("hearing", "misc", "type = {hearing}"),
    ("interview", "misc", "type = {interview}"),
    ("legal_case", "jurisdiction", ""),
    ("legislation", "legal", ""),
    ("manuscript", "unpublished", ""),
    ("motion_picture", "video", ""),
    ("pamphlet", "booklet", ""),
    ("paper-conference", "inproceedings", ""),
    ("patent", "patent", ""),
    ("periodical", "periodical", ""),
    ("personal_communication", "letter", ""),
    ("post", "online", ""),
    ("post-weblog", "online", ""),
    ("regulation", "legal", ""),
    ("report", "report", ""),
    ("review", "review", ""),
    ("review-book", "review", ""),
    ("software", "software", ""),
    ("song", "music", ""),
    ("speech", "unpublished", ""),
    ("standard", "standard", ""),
    ("thesis", "thesis", ""),
    ("treaty", "legal", ""),
    ("webpage", "online", ""),
];

/// A key of the format and the field of an entry.
const FIELDS: &[(&str, &str)] = &[
    ("publisher", "publisher"),
    ("place", "location"),
    ("event_place", "venue"),
    ("volume", "volume"),
    ("number", "number"),
    ("issue", "issue"),
    ("pages", "pages"),
    ("section", "chapter"),
    ("edition", "edition"),
    ("genre", "type"),
    ("authority", "institution"),
    ("archive", "library"),
    ("archive_location", "library"),
];

/// Returns sources as a BibLaTeX file, in UTF-8. An entry's key is the
/// source's id after its briefing's, or what it came with from another program.
pub fn bibtex(corpus: &Corpus, sources: &[Id<Source>]) -> String {
    let entries = sources.iter().map(|&id| entry(corpus, id));
    entries.collect::<Vec<_>>().join("\n")
}

fn entry(corpus: &Corpus, id: Id<Source>) -> String {
    let source = &corpus.sources[id];
    let found = TYPES.iter().find(|(csl, ..)| *csl == source.kind.as_str());
    let (_, kind, more) = found.unwrap_or(&("", "misc", ""));
    let mut rows = Rows(Vec::new());
    rows.add("title", &escaped(&source.title));
    for (key, names) in [
        ("author", &source.author),
        ("editor", &source.editor),
        ("translator", &source.translator),
    ] {
        let names: Vec<String> = names.iter().map(|name| person(corpus, name)).collect();
        rows.add(key, &names.join(" and "));
    }
    let container = match *kind {
        "article" | "review" => "journaltitle",
        "incollection" | "inproceedings" | "inreference" => "booktitle",
        "online" => "organization",
        "book" | "collection" => "maintitle",
        _ => "howpublished",
    };
    rows.add(container, &escaped(&source.container));
    rows.date("date", source.issued.as_ref());
    rows.date("origdate", source.original_date.as_ref());
    if let Some((key, value)) = more.split_once(" = ") {
        rows.add(key, value.trim_matches(['{', '}']));
    }
    for (key, theirs) in FIELDS {
        rows.add(
            theirs,
            &escaped(own::field(corpus, id, key).unwrap_or_default()),
        );
    }
    for key in ["doi", "isbn", "issn"] {
        rows.add(
            key,
            &verbatim(own::field(corpus, id, key).unwrap_or_default()),
        );
    }
    let url = if source.url.is_empty() {
        &source.archive_url
    } else {
        &source.url
    };
    rows.add("url", &verbatim(url));
    rows.date("urldate", source.accessed.as_ref());
    rows.add("langid", &escaped(&source.lang));
    let tags: Vec<&str> = source.tags.iter().map(Clean::as_str).collect();
    rows.add("keywords", &escaped(&tags.join(", ")));
    rows.add("note", &note(corpus, id));
    let key = key(&csl::citation_key(corpus, id, ["citation-key", "id"]));
    let rows = rows.0.iter();
    let rows: Vec<String> = rows
        .map(|(key, value)| format!("  {key} = {{{value}}},\n"))
        .collect();
    let rows = rows.concat();
    format!("@{kind}{{{key},\n{rows}}}\n")
}

/// Returns what an entry has no field for: through what it is known, the words
/// of a date that BibLaTeX cannot read, and the remark.
fn note(corpus: &Corpus, id: Id<Source>) -> String {
    let source = &corpus.sources[id];
    let mut parts = Vec::new();
    let dates = [
        ("Issued", &source.issued),
        ("First issued", &source.original_date),
        ("Accessed", &source.accessed),
    ];
    for (what, date) in dates {
        let date = date.as_ref().filter(|date| date.kind() == Kind::OneOf);
        parts.extend(date.map(|date| format!("{what}: {}", date.words())));
    }
    let through = source
        .cited_in
        .map(|id| format!("Cited in: {}", corpus.sources[id].title));
    parts.extend(through);
    parts.push(source.note.replace('\n', " "));
    parts.retain(|part| !part.is_empty());
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim_end_matches('.'))
        .collect();
    escaped(&parts.join(". "))
}

/// The fields of an entry, each once.
struct Rows(Vec<(String, String)>);

impl Rows {
    fn add(&mut self, key: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        match self.0.iter_mut().find(|(own, _)| own == key) {
            Some((_, own)) if own == value => (),
            Some((_, own)) => {
                own.push_str(", ");
                own.push_str(value);
            }
            None => self.0.push((key.to_owned(), value.to_owned())),
        }
    }

    /// Adds a date as EDTF, which BibLaTeX reads but for sets.
    fn date(&mut self, key: &str, date: Option<&Date>) {
        let date = date.filter(|date| date.kind() != Kind::OneOf);
        self.add(key, &date.map_or(String::new(), Date::to_string));
    }
}

/// Returns a name; one that is not to be taken apart stands in braces.
fn person(corpus: &Corpus, name: &Name) -> String {
    let text = match name {
        Name::Actor(id) => return format!("{{{}}}", escaped(&corpus.actors[*id].name)),
        Name::Text(text) => text,
    };
    let part = |text: &str| {
        let text = escaped(text);
        // “and” parts one name from the next.
        let parts = text
            .split_whitespace()
            .any(|word| word.eq_ignore_ascii_case("and"));
        if parts || text.contains(',') {
            format!("{{{text}}}")
        } else {
            text
        }
    };
    match text.split_once(", ") {
        Some((family, given)) => format!("{}, {}", part(family), part(given)),
        None => format!("{{{}}}", escaped(text)),
    }
}

/// Returns a key without what would end it.
fn key(text: &str) -> String {
    let signs = |c: &char| !c.is_whitespace() && !"{}(),=%#\\\"'~".contains(*c);
    text.chars().filter(signs).collect()
}

/// Returns text in which no sign is a command.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '%' | '&' | '#' | '$' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Returns an address for a field that is taken as it stands: only what would
/// end it is written otherwise.
fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            ' ' | '\n' => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_in_data_is_a_command() {
        let check = |text: &str, expect: &str| assert_eq!(escaped(text), expect);
        check("R&D: 100% {of} #1", "R\\&D: 100\\% \\{of\\} \\#1");
        check(
            "a_b^c~d\\e$",
            "a\\_b\\textasciicircum{}c\\textasciitilde{}d\\textbackslash{}e\\$",
        );
        check("Souveraineté — “là”", "Souveraineté — “là”");
        assert_eq!(
            verbatim("https://a.example/{b}_c%20d&e"),
            "https://a.example/%7Bb%7D_c%20d&e"
        );
    }
}
