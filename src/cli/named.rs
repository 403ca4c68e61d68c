//! The record that a reference on the command line names.

use crate::{
    cli::answer::Answer,
    export,
    model::{Corpus, Entry, Kind, Reference},
    text,
};

/// Returns the record of a reference; `None` where there is none or several,
/// which is said, with what may have been meant.
pub(super) fn record(corpus: &Corpus, typed: &str, answer: &mut Answer<'_>) -> Option<Entry> {
    let found = match typed.parse::<Reference>() {
        Ok(reference) => corpus.find(&reference),
        Err(bad) => {
            answer.say(&bad.to_string());
            suggest(corpus, typed, answer);
            return None;
        }
    };
    match *found.as_slice() {
        [] => {
            answer.say(&format!("there is no `{typed}` in the library"));
            suggest(corpus, typed, answer);
            None
        }
        [entry] => Some(entry),
        [..] => {
            answer.say(&format!("`{typed}` may be any of these:"));
            for entry in found {
                answer.more(&format!("  {}", corpus.reference(entry)));
            }
            None
        }
    }
}

/// Says what may have been meant: records of that id of any kind, else the
/// nearest name.
fn suggest(corpus: &Corpus, typed: &str, answer: &mut Answer<'_>) {
    let all: Vec<Reference> = Kind::ALL
        .iter()
        .flat_map(|&kind| export::entries(corpus, kind))
        .map(|entry| corpus.reference(entry))
        .collect();
    let id = typed.rsplit([':', '.']).next().unwrap_or_default();
    let meant: Vec<&Reference> = all.iter().filter(|other| other.id == id).collect();
    if !meant.is_empty() {
        let names: Vec<String> = meant
            .iter()
            .take(8)
            .map(|other| format!("`{other}`"))
            .collect();
        answer.say(&format!("did you mean {}?", names.join(" or ")));
        return;
    }
    let whole: Vec<String> = all.iter().map(Reference::to_string).collect();
    let short = all
        .iter()
        .map(|other| format!("{}.{}", other.kind.name(), other.id));
    let names: Vec<String> = whole.iter().cloned().chain(short).collect();
    match text::nearest(typed, names.iter().map(String::as_str)) {
        Some(name) => answer.say(&format!("did you mean `{name}`?")),
        None => {
            answer
                .say("`attache list briefings`, or quotes, events, actors …, names what there is");
        }
    }
}
