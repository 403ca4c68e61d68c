//! How records are named outside their file: `cyber-code-2011:quote.wang-open-process`.

use std::{fmt, str};

use crate::{
    arena::Id,
    model::{
        corpus::Corpus,
        record::{Briefing, Entry, File, Kind},
    },
};

/// The name of a record: `briefing:kind.id`; without `briefing:`, whatever in
/// the library has that kind and id. A briefing's own name is its id alone; a
/// position is named by its number in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The briefing it stands in, if named.
    pub briefing: Option<String>,
    /// The kind of record.
    pub kind: Kind,
    /// The record's id.
    pub id: String,
}

/// Why a text is no reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadReference(String);

impl str::FromStr for Reference {
    type Err = BadReference;
    fn from_str(text: &str) -> Result<Self, BadReference> {
        let bad = || BadReference(text.chars().take(80).collect());
        let (briefing, rest) = match text.split_once(':') {
            Some((briefing, rest)) if !briefing.is_empty() => (Some(briefing.to_owned()), rest),
            Some(_) => return Err(bad()),
            None => (None, text),
        };
        match rest.split_once('.') {
            Some((kind, id)) if !id.is_empty() => Ok(Reference {
                briefing,
                kind: Kind::from_name(kind).ok_or_else(bad)?,
                id: id.to_owned(),
            }),
            None if briefing.is_none() && !rest.is_empty() => Ok(Reference {
                briefing: None,
                kind: Kind::Briefing,
                id: rest.to_owned(),
            }),
            _ => Err(bad()),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(briefing) = &self.briefing {
            write!(f, "{briefing}:")?;
        }
        match self.kind {
            Kind::Briefing => f.write_str(&self.id),
            kind => write!(f, "{}.{}", kind.name(), self.id),
        }
    }
}

impl fmt::Display for BadReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a reference: write briefing:quote.id, or actor.id",
            self.0
        )
    }
}

impl std::error::Error for BadReference {}

impl Corpus {
    /// Returns every record that a reference may mean, in library order: one
    /// where the briefing is named, perhaps several where it is not.
    pub fn find(&self, reference: &Reference) -> Vec<Entry> {
        let id = reference.id.as_str();
        let briefing = reference.briefing.as_deref();
        let files = || {
            self.files
                .iter()
                .map(|(_, file)| file)
                .filter(move |file| briefing.is_none_or(|key| self.briefing_key(file) == key))
        };
        match reference.kind {
            Kind::Briefing => self
                .briefings
                .iter()
                .filter(|(_, b)| b.key.as_str() == id)
                .map(|(at, _)| Entry::Briefing(at))
                .collect(),
            // Actors and issues belong to the whole library.
            Kind::Actor => self.actor(id).map(Entry::Actor).into_iter().collect(),
            Kind::Issue => self.issue(id).map(Entry::Issue).into_iter().collect(),
            Kind::Source => files()
                .flat_map(|f| f.sources.clone().map(Id::new))
                .filter(|&at| self.sources[at].key.as_str() == id)
                .map(Entry::Source)
                .collect(),
            Kind::Event => files()
                .flat_map(|f| f.events.clone().map(Id::new))
                .filter(|&at| self.events[at].key.as_str() == id)
                .map(Entry::Event)
                .collect(),
            Kind::Quote => files()
                .flat_map(|f| f.quotes.clone().map(Id::new))
                .filter(|&at| self.quotes.at(at).key.as_str() == id)
                .map(Entry::Quote)
                .collect(),
            Kind::Position => files()
                .flat_map(|f| f.positions.clone().map(Id::new))
                .filter(|&at| self.positions[at].number.to_string() == id)
                .map(Entry::Position)
                .collect(),
            Kind::Judgment => files()
                .flat_map(|f| f.judgments.clone().map(Id::new))
                .filter(|&at| self.judgments[at].key.as_str() == id)
                .map(Entry::Judgment)
                .collect(),
        }
    }

    /// Returns the name of a record; [`Corpus::find`] answers it with the record.
    pub fn reference(&self, entry: Entry) -> Reference {
        let (file, id) = match entry {
            Entry::Briefing(at) => (None, self.briefings[at].key.to_string()),
            Entry::Actor(at) => (None, self.actors[at].key.to_string()),
            Entry::Issue(at) => (None, self.issues[at].key.to_string()),
            Entry::Source(at) => in_file(self.sources[at].origin.file, &self.sources[at].key),
            Entry::Event(at) => in_file(self.events[at].origin.file, &self.events[at].key),
            Entry::Quote(at) => {
                let quote = self.quotes.at(at);
                in_file(quote.origin.file, &quote.key)
            }
            Entry::Judgment(at) => in_file(self.judgments[at].origin.file, &self.judgments[at].key),
            Entry::Position(at) => {
                let position = &self.positions[at];
                (Some(position.origin.file), position.number.to_string())
            }
        };
        let briefing = file
            .map(|file| self.briefing_key(&self.files[file]).to_owned())
            .filter(|key| !key.is_empty());
        Reference {
            briefing,
            kind: entry.kind(),
            id,
        }
    }

    /// Returns the id of the briefing in a file; empty for a registry file.
    pub fn briefing_key(&self, file: &File) -> &str {
        file.briefing
            .map_or("", |id: Id<Briefing>| self.briefings[id].key.as_str())
    }
}

fn in_file(file: Id<File>, key: &str) -> (Option<Id<File>>, String) {
    (Some(file), key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_read_as_they_are_written() {
        for text in [
            "a:quote.b",
            "actor.china",
            "cyber-code-2011",
            "a:position.3",
            "b:event.x",
        ] {
            let read: Reference = text.parse().unwrap();
            assert_eq!(read.to_string(), text);
        }
        for text in ["", ":quote.x", "a:b", "quotes.x", "a:quote.", "a:"] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }
}
