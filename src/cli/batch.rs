//! `attache search --batch`: many queries, each answered in a line, for scripts
//! and for measuring.

use std::io;

use serde_json::json;

use crate::{
    cli::answer::{Answer, Status},
    library::Library,
    model::Entry,
    query::Query,
    search::{Ask, Memory, Order, Pass},
    text::Clean,
};

/// Reads a query a line and answers each in a line as soon as it is read; with
/// `keys`, each as a person would type it, key by key.
pub(super) fn run(
    library: &Library,
    limit: usize,
    keys: bool,
    answer: &mut Answer<'_>,
) -> io::Result<Status> {
    let mut memory = Memory::default();
    let mut line = Vec::new();
    let mut status = Status::Nothing;
    loop {
        line.clear();
        if answer.input.read_until(b'\n', &mut line)? == 0 {
            return Ok(status);
        }
        let query = String::from_utf8_lossy(&line);
        let query = query.trim_end_matches(['\n', '\r']);
        let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
        for end in ends.filter(|&end| keys || end == query.len()) {
            let typed = query.get(..end).unwrap_or_default();
            if 0 < one(library, &mut memory, typed, limit, answer)? {
                status = Status::Fine;
            }
        }
        if query.is_empty() {
            one(library, &mut memory, query, limit, answer)?;
        }
    }
}

/// Answers one query; returns how many quotes there are.
fn one(
    library: &Library,
    memory: &mut Memory,
    typed: &str,
    limit: usize,
    answer: &mut Answer<'_>,
) -> io::Result<usize> {
    let corpus = &library.corpus;
    let begun = (answer.clock)();
    let ask = Ask {
        query: Query::parse(typed),
        order: Order::Relevance,
    };
    let mut pass = Pass::new(corpus, &library.index, memory, &ask);
    while pass.find_best(|| false) {}
    let mut hits = pass.hits();
    // More than the best are wanted: then all the others in order, too.
    if hits.found.len() < limit.min(hits.total) {
        while pass.step(|| false) {}
        hits = pass.hits();
    }
    let micros = (answer.clock)().saturating_sub(begun).as_micros();
    let most = if limit == 0 { hits.found.len() } else { limit };
    let found = hits.found.iter().take(most).map(|hit| {
        json!({
            "ref": corpus.reference(Entry::Quote(hit.quote)).to_string(),
            "score": (f64::from(hit.score) * 1000.0).round() / 1000.0,
            "how": hit.how.name(),
        })
    });
    let object = json!({
        "query": Clean::verbatim_line(typed),
        "total": hits.total,
        "us": u64::try_from(micros).unwrap_or(u64::MAX),
        "hits": found.collect::<Vec<_>>(),
    });
    writeln!(answer.out, "{object}")?;
    answer.out.flush()?;
    Ok(hits.total)
}
