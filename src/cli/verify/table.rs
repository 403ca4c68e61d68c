//! What was found of quotes, as a table to paste.

use std::io::{self, Write};

use crate::{
    cli::verify::report::Report,
    model::Token,
    text::plural,
    verify::{Tier, Warning},
};

/// Writes the report.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| quotes | found |\n|--:|---|")?;
    for (tier, _, meaning) in Tier::ALL.iter().rev() {
        let count = report.verdicts.count(*tier);
        if 0 < count {
            writeln!(out, "| {count} | {meaning} |")?;
        }
    }
    let own = report.verdicts.own_words();
    if 0 < own {
        writeln!(out, "| {own} | in the curator's words |")?;
    }
    for (why, quotes) in report.lacking() {
        let quotes = plural(quotes, "quote", "quotes");
        writeln!(out, "\n{}: {quotes}.", cell(&why))?;
    }
    let mut listed = report.listed().peekable();
    if listed.peek().is_some() {
        writeln!(
            out,
            "\n| quote | tier | where | what there is to say |\n|---|---|---|---|"
        )?;
    }
    for id in listed {
        let told = report.told(id);
        let warnings = told.finding.iter().flat_map(|finding| &finding.warnings);
        let warnings = warnings.filter(|warning| report.is_whole || warning.is_grave());
        let omitted = told.omitted().into_iter();
        let said: Vec<String> = [told.words(report.corpus)]
            .into_iter()
            .chain(omitted.map(|stretch| format!("left out: {stretch}")))
            .chain(warnings.map(Warning::words))
            .collect();
        let tier = told.tier().map_or("", Token::token);
        let place = told.place_words(report.corpus).unwrap_or_default();
        writeln!(
            out,
            "| {} | {tier} | {} | {} |",
            cell(&told.reference),
            cell(&place),
            cell(&said.join("; "))
        )?;
    }
    Ok(())
}

/// Escapes what Markdown would take for more than words.
fn cell(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(
            c,
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
