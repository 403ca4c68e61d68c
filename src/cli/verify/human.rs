//! What was found of quotes, to read: the counts, then what to look at.

use std::io;

use crate::{
    cli::{
        answer::Answer,
        options::Colors,
        verify::report::{Report, Told},
    },
    export::Ink,
    model::Token,
    text::{Edit, grouped, plural},
    verify::{Finding, Tier},
};

/// Writes the report.
pub(super) fn write(
    report: &Report<'_>,
    colors: Colors,
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    counts(report, colors, answer)?;
    let lacking = report.lacking();
    if !lacking.is_empty() {
        answer.paper(colors).gap()?;
    }
    for (why, quotes) in lacking {
        let quotes = plural(quotes, "quote", "quotes");
        let mut paper = answer.paper(colors);
        paper.wrapped(
            "",
            &[(Ink::Plain, &why), (Ink::Dim, &format!("  {quotes}"))],
        )?;
    }
    for id in report.listed() {
        one(report, &report.told(id), colors, answer)?;
    }
    Ok(())
}

fn counts(report: &Report<'_>, colors: Colors, answer: &mut Answer<'_>) -> io::Result<()> {
    let all = plural(report.corpus.quotes.len(), "quote", "quotes");
    answer.line(colors, &[(Ink::Strong, &all)])?;
    let tiers = Tier::ALL.iter().rev();
    let tiers =
        tiers.map(|(tier, token, meaning)| (report.verdicts.count(*tier), *token, *meaning));
    let own = (
        report.verdicts.own_words(),
        "paraphrase",
        "in the curator's words",
    );
    for (count, token, meaning) in tiers.chain([own]) {
        if count == 0 {
            continue;
        }
        let count = format!("{:>9}  ", grouped(count));
        let pieces = [
            (Ink::Plain, count.as_str()),
            (Ink::Strong, &format!("{token:13}")),
            (Ink::Dim, meaning),
        ];
        answer.line(colors, &pieces)?;
    }
    Ok(())
}

fn one(
    report: &Report<'_>,
    told: &Told<'_>,
    colors: Colors,
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    let Some(finding) = &told.finding else {
        return Ok(());
    };
    let ink = if finding.tier.is_found() {
        Ink::Strong
    } else {
        Ink::Bad
    };
    let mut paper = answer.paper(colors);
    paper.gap()?;
    let origin = format!("{}: ", told.origin);
    paper.line(&[
        (Ink::Plain, &origin),
        (ink, finding.tier.token()),
        (Ink::Dim, &format!("  {}", told.reference)),
    ])?;
    let place = told.place_words(report.corpus);
    let place = place.map_or_else(String::new, |place| format!(" · {place}"));
    let words = told.words(report.corpus);
    paper.wrapped("  ", &[(Ink::Plain, &words), (Ink::Dim, &place)])?;
    if !finding.diff.is_empty() {
        let diff = diff(finding);
        let pieces: Vec<(Ink, &str)> = diff.iter().map(|(ink, text)| (*ink, &**text)).collect();
        paper.wrapped("  ", &pieces)?;
    }
    for stretch in told.omitted() {
        paper.wrapped("  left out: ", &[(Ink::Dim, &stretch)])?;
    }
    for warning in &finding.warnings {
        if report.is_whole || warning.is_grave() {
            paper.wrapped("  ! ", &[(Ink::Strong, &warning.words())])?;
        }
    }
    if told.archived.is_lossy {
        let words = "some bytes of the text are not UTF-8, and stand as marks";
        paper.wrapped("  ! ", &[(Ink::Strong, words)])?;
    }
    Ok(())
}

/// Returns how a quote's words become those of the text: what the quote alone
/// has as `[-…-]`, what the text alone has as `{+…+}`.
fn diff(finding: &Finding) -> Vec<(Ink, String)> {
    let pieces = finding.diff.iter();
    pieces
        .map(|change| {
            let ink = match change.edit {
                Edit::Same => Ink::Plain,
                Edit::Removed => Ink::Bad,
                Edit::Added => Ink::Lit,
            };
            (ink, change.marked())
        })
        .collect()
}
