//! The user's reference in `assets/help`, made from the program's own tables.
//! `UPDATE=1` writes it as the program is now.

use std::{fs, path::Path};

use attache::{
    briefing::{self, CODES},
    chronology::{Extent, FORMS, Form, GOALS, Viewport, mark},
    date::{Date, SPOKEN},
    model::{Basis, Stance, Token},
    query::FIELDS,
    rests::{How, Loss},
    stances::{Lack, Order, Rule},
    text,
    ui::{
        keymap::{DEFAULT, Keymap},
        theme::{Depth, Theme},
    },
    verify::{Tier, Warning},
    view,
};
use serde_json::Value;

#[test]
fn the_reference_is_as_the_program_is() {
    for (name, now) in [
        ("keys.md", keys()),
        ("format.md", format()),
        ("search.md", search()),
        ("dates.md", dates()),
        ("stances.md", stances()),
        ("faults.md", faults()),
        ("verification.md", verification()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("assets/help")
            .join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, now).expect("writable");
            continue;
        }
        let before = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            before == now,
            "{name} is old: UPDATE=1 cargo test --test it help makes it"
        );
    }
}

/// Escapes what Markdown would take for a column.
fn cell(words: &str) -> String {
    words.replace('|', "\\|")
}

fn verification() -> String {
    let mut out = format!("# Verification\n\n{LOOKED}\n| tier | what it says |\n|---|---|\n");
    for (_, token, meaning) in Tier::ALL.iter().rev() {
        out = format!("{out}| `{token}` | {meaning} |\n");
    }
    out = format!("{out}\n{EDITED}\n## What is told with it\n\n| | what it says |\n|---|---|\n");
    for (token, meaning) in Warning::ALL {
        out = format!("{out}| `{token}` | {meaning} |\n");
    }
    out = format!("{out}\n{TURNED}\n");
    for own in text::LIMITERS {
        let words = own.negations().chain(own.conditions());
        let words: Vec<String> = words.map(|word| format!("*{word}*")).collect();
        let codes: Vec<String> = own.codes.iter().map(|code| format!("`{code}`")).collect();
        out = format!("{out}| {} | {} |\n", codes.join(", "), words.join(", "));
    }
    format!("{out}\n{TEXTS}{}", rests())
}

/// What leans on a record, and what is like a quote.
fn rests() -> String {
    let mut out = format!("{RESTS}\n| | what leans on it |\n|---|---|\n");
    for (_, token, words) in How::ALL {
        out = format!("{out}| `{token}` | {words} |\n");
    }
    out = format!("{out}\n{FALLS}\n| | a position |\n|---|---|\n");
    for (_, token, words) in Loss::ALL {
        out = format!("{out}| `{token}` | {words} |\n");
    }
    format!("{out}\n{VARIANTS}")
}

const RESTS: &str = "
## What rests on a record

`gr` shows everything that leans on the record that is selected, a source, a quote, an event or an actor, each under what it leans on; `attache rests-on` tells the same.
";

const FALLS: &str = "\
First stands what would no longer be shown if the record could not be relied on.
With a source falls what is known only through it, what was first said in it, and what stands nowhere else.
Copies confirm nothing: beside each position stands on how many sources it rests, and from how many origins these come.
A cell of the stance view goes blank where no position is left in it that anything shows; that says nothing of whether it is so.
";

const VARIANTS: &str = "\
## Other words

`gv` shows a quote beside its translations, and beside what is like it: what a curator says is the same utterance (`variant_of`), and what the program finds with nearly the same words, of the same speaker or of another.
`[-…-]` stands in the quote alone, `{+…+}` in the other alone.
That words are alike does not say that they were said on one occasion.
";

const LOOKED: &str = "\
A quotation or an excerpt is looked for in the archived text of its source.\n\
What is told is that words stand there, not that they were said, and not that they are true.\n\
A paraphrase is in the curator's words and is not looked for.\n\
Found are `exact`, `typographic` and `edited`: the words stand there, at a place that is known.\n";

const EDITED: &str = "\
Marks, spaces and line breaks are the shapes of quotation marks and of dashes (also `--`), `…` for `...`, ligatures, composed or loose accents, any white space, characters without a width, and hyphens at ends of lines.\n\
Case is not among them, and neither are the endings of words.\n\n\
A quote marks as edited `…` and `[…]` where words are left out, `[words]` that are put in or stand for others, `[t]he` where a letter has another case, and `develop[ed]` where a word has another end.\n\
Brackets and `…` of the source's own are found as they stand.\n\
The literal pieces must stand in order, each in whole words, and at most 60 words may be left out in all.\n\n\
Of several places, the one is meant that the lead-in (`prefix`) stands before, or that the following words (`suffix`) stand after.\n\
What is near is given with its place and its differences: `[-…-]` stands in the quote alone, `{+…+}` in the text alone.\n\
Nothing like it is looked for where a quote is shorter than 10 letters or longer than 6000.\n";

const TURNED: &str = "\
Words that can turn a passage round are looked for among the four before it and among those left out.\n\
One that the lead-in has, and one whose sentence ends before the passage begins, is told on demand only.\n\
They go by the `lang` of the quote; without one they are English.\n\
*n't* is whatever ends in it, a word that ends in *'* whatever begins with it.\n\
Of a language that is not here nothing is told, and a negation that is part of a verb, as in Turkish, is not seen.\n\
Chinese is written without spaces: there four signs count for four words.\n\n\
| `lang` | words |\n|---|---|";

const TEXTS: &str = "\
## Texts\n\n\
A source's `file` is looked for beside its briefing, then by its file name in the folders named with `--archive`.\n\
No path and no link leads out of the library.\n\
Where the source gives a `sha256` and the file has another, the tier is `stale`, and what was found in the text is told all the same.\n\n\
Paragraphs (`¶ 5`) are the blocks between empty lines that end as a sentence does: headings and bylines are not counted, and counting begins at the source's title where that stands on a line of its own.\n\
A paragraph that begins with a number of its own may be named by that.\n\
Places are counted in bytes and in characters (Unicode scalar values) from the beginning of the text.\n";

fn dates() -> String {
    let mut out = "# Dates\n\n\
        `gd` on the timeline takes a date, a step or a kind of event; `t` takes the date as of which stances are shown, or a step.\n\
        What it leads to is shown while you type: `⏎` stays there, `Esc` goes back, `H` returns later.\n\
        Case does not matter, and a month may be cut from three letters on.\n\
        Days and months in digits are read only behind the year, since 12.9.2011 is not the same day everywhere.\n\n\
        ## Dates\n\n| typed | means | in a file |\n|---|---|---|\n"
        .to_owned();
    for typed in SPOKEN {
        let date = Date::spoken(typed).expect(typed);
        out = format!("{out}| `{typed}` | {} | `{date}` |\n", date.words());
    }
    out.push_str(
        "\n## How they are drawn\n\n| mark | in ASCII | date | what it says |\n|---|---|---|---|\n",
    );
    for (form, date, meaning) in FORMS {
        let [mark, ascii] = [false, true].map(|ascii| drawn(*form, date, ascii));
        let date = if date.is_empty() {
            "–".to_owned()
        } else {
            format!("`{date}`")
        };
        out = format!(
            "{out}| `{mark}` | `{}` | {date} | {meaning} |\n",
            cell(&ascii)
        );
    }
    out.push_str(
        "\nAn end that is open is an arrow, one that is not known a `?`.\n\
        In one cell of the axis a mark is its point alone; several events in a cell are a digit, ten or more `#`.\n\
        In lists `≈` stands between two events whose order is not known.\n",
    );
    out.push_str("\n## On the timeline\n\n| typed | leads to |\n|---|---|\n");
    for (typed, doc) in GOALS {
        out = format!("{out}| `{typed}` | {} |\n", cell(doc));
    }
    out
}

fn stances() -> String {
    let mut out = format!("# Who stands where\n\n{CELLS}\n## Stances\n\n");
    out.push_str("| sign | in ASCII | in files | what it says | score |\n|---|---|---|---|---|\n");
    let [signs, ascii] = [false, true].map(|ascii| Theme::named("dark", Depth::None, ascii));
    for (stance, token, meaning) in Stance::ALL {
        let sign = signs.stance_glyph(*stance).trim();
        let plain = ascii.stance_glyph(*stance).trim();
        let score = match stance.score() {
            Some(score) if score < 0 => format!("−{}", score.unsigned_abs()),
            Some(score) => score.to_string(),
            None => "–".to_owned(),
        };
        out = format!("{out}| `{sign}` | `{plain}` | `{token}` | {meaning} | {score} |\n");
    }
    out.push_str("\nBeside them stand:\n\n| sign | in ASCII | what it says |\n|---|---|---|\n");
    for (sign, plain, meaning) in view::stance_signs() {
        // A bar would end the cell of the table.
        let plain = plain.replace('|', "\\|");
        out = format!("{out}| `{sign}` | `{plain}` | {meaning} |\n");
    }
    out = format!("{out}\n{AS_OF}\n## What a position rests on\n\n| basis | |\n|---|---|\n");
    for (_, token, meaning) in Basis::ALL {
        out = format!("{out}| `{token}` | {meaning} |\n");
    }
    out = format!("{out}\n{SPLIT}\n## Orders\n\nIssues stand:\n\n| | |\n|---|---|\n");
    for (_, name, words) in Order::ALL {
        out = format!("{out}| `{name}` | {words} |\n");
    }
    out = format!(
        "{out}\n{ORDERS}\n## Side by side\n\n{BESIDE}\n## What does not fit together\n\n{CONFLICTS}\n"
    );
    out.push_str("| rule | what it finds |\n|---|---|\n");
    for (_, name, meaning) in Rule::ALL {
        out = format!("{out}| `{name}` | {meaning} |\n");
    }
    out = format!("{out}\n## What is lacking\n\n{GAPS}\n| | |\n|---|---|\n");
    for (name, meaning) in Lack::ALL {
        out = format!("{out}| `{name}` | {meaning} |\n");
    }
    out = format!("{out}\n## What changed\n\n{CHANGES}");
    out
}

const CELLS: &str = "\
An actor and an issue make a cell. A cell shows the stance held as of a date, on how many pieces of evidence, and whether it changed.
A cell without a position is blank: nobody looked. That somebody looked and found no position is a stance of its own, `silent`.
No cell says more than its records do: every one leads to the words and deeds it rests on, and to where they can be checked.
";

const AS_OF: &str = "\
Stances with a score can be averaged and compared; the others are left out of every number.

## As of a date

A position is held since its date until the next position of the same actor on the same issue, or until its own end.
As of a date it counts only if it began, and was shown by some evidence, no later than the last day of that date: what came to be known afterwards says nothing of what was known then.
A date that is not exact, such as `2011` or `2011~`, may mean any of its days. What is only possibly so by then counts, and is marked `?`.
Positions in a row with the same stance are one stand, which rests on the evidence of all of them.
The date of the latest evidence is shown, too: a stance last heard of in 1985 looks old in 2020.
";

const SPLIT: &str = "\
`attache stances --basis stated,voted` leaves the others out; so does `v`, then `o`, in the browser.
A stance that rests only on what others report, or on what the curator infers, is drawn apart from one that the actor stated or voted.

## Split and agreement

Split is the standard deviation of the scores of those who stand somewhere on an issue: 0 if all stand alike, 2 if half support and half oppose. With fewer than two it is not told.
Agreement of two actors is one less a quarter of the mean difference of their scores, over the issues on which both have one: 1 if they stand alike on each, 0 if they oppose each other on each. It is told with the number of issues.
";

const ORDERS: &str = "\
Issues with fewer than two speakers stand last in the first two orders.
Actors stand so that those who agree are neighbors; or by agreement with one of them, by how many positions they have, by name, or as files have them.
An issue and an actor keep their place while one goes through time.
";

const BESIDE: &str = "\
`v`, then `s` puts actors side by side: those that are pinned (`x`), or one and those that differ from it on most issues. Each column says the stance in words, what it rests on, and the piece of evidence that shows it best: the actor's own words before reports of others, in office before out of it, stated or voted before inferred, then the latest.
`v`, then `b` puts one actor before a change beside the same actor after it; again, it goes back to the change before. `v`, then `e` puts what each briefing says of an actor side by side.
`v`, then `d` leaves only the issues on which sides differ; `}` goes to the next of them; `Esc` brings the matrix back.
";

const CONFLICTS: &str = "\
`attache conflicts` looks for it by rule. What a rule finds is advice: it says what stands in the records, and nothing of why.
Dates that leave it open are told as possible. What is weak is told once a cell, however many positions it has.
In the browser it stands beside the matrix: `v`, then `x`. Each row leads to its cell or its record; `Esc` brings the evidence back.
";

const GAPS: &str = "\
`attache gaps` is a plan of what to collect. An actor and an issue are asked about where both have positions in one briefing; actors with many positions and issues with many speakers come first.
In the browser: `v`, then `g`; `v`, then `y`, tells also of evidence older than a year, 2, 5 or 10 years before the date, or before the latest evidence.
";

const CHANGES: &str = "\
`attache changes` tells each change of stance with the days between which it must lie, the last words or deed of the stance before, and the first of the stance after.
In the browser: `v`, then `c`.
Whether the actor changed its mind or others came to know more, records do not say.
";

fn keys() -> String {
    let (keymap, _) = Keymap::read(DEFAULT);
    let mut out = "# Keys\n\n`?` shows the keys that work where you are; type to find one, `⏎` runs it.\n`…` is any letter.\n".to_owned();
    for context in [
        "global",
        "move",
        "home",
        "timeline",
        "quotes_input",
        "quotes",
        "facets",
        "past_input",
        "stances",
        "reader",
        "leaf",
        "sources",
        "detail",
        "evidence",
        "marks",
        "input",
    ] {
        out = format!("{out}\n## {}\n\n| keys | |\n|---|---|\n", title(context));
        let mut rows: Vec<(Vec<String>, &str)> = Vec::new();
        for binding in keymap.own(context) {
            match rows
                .iter_mut()
                .find(|(_, doc)| *doc == binding.action.doc())
            {
                Some((keys, _)) => keys.push(binding.pretty()),
                None => rows.push((vec![binding.pretty()], binding.action.doc())),
            }
        }
        rows.sort();
        for (keys, doc) in rows {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{}`", cell(key))).collect();
            out = format!("{out}| {} | {doc} |\n", keys.join(" "));
        }
    }
    out
}

fn title(context: &str) -> &str {
    match context {
        "global" => "Everywhere but in text fields",
        "move" => "In lists",
        "quotes_input" => "In the search field",
        "quotes" => "In the list of quotes",
        "facets" => "In the facets of quotes",
        "past_input" => "In the list of searches",
        "marks" => "In the list of marks",
        "detail" => "In the pane beside or below",
        "evidence" => "In the pane beside or below Stances",
        "input" => "In every text field",
        "home" => "On Home",
        "timeline" => "On the Timeline",
        "stances" => "In Stances",
        "reader" => "In the Reader",
        "leaf" => "In the Reader, on a list of records",
        "sources" => "In Sources",
        other => other,
    }
}

fn format() -> String {
    let schema = briefing::schema();
    let mut out = "# The briefing format, version 1\n\nA briefing is one TOML file on one topic. `attache new ID` writes one to fill in, `attache check` says what is wrong, `attache schema` prints the JSON Schema of what stands here.\nRequired keys are **bold**. Dates are EDTF: `2011-09-12`, `2011-09`, `2011`, `2011~` (about), `2011?` (uncertain), `2010/2011` (lasted), `[2010..2011]` (some time within).\nA file without `[briefing]` is a registry: its actors, issues and sources serve every briefing.\n".to_owned();
    for kind in [
        "briefing", "defaults", "source", "actor", "issue", "event", "quote", "position",
        "judgment",
    ] {
        let table = &schema["properties"][kind];
        let (header, table) = match kind {
            "briefing" | "defaults" => (format!("[{kind}]"), table),
            "position" => ("[[position]]".to_owned(), &table["items"]),
            _ => (format!("[{kind}.ID]"), &table["additionalProperties"]),
        };
        let about = table["description"].as_str().unwrap_or_default();
        out = format!("{out}\n## `{header}`\n\n{about}\n\n| key | |\n|---|---|\n");
        let required: Vec<&str> = table["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (key, field) in table["properties"].as_object().into_iter().flatten() {
            let name = if required.contains(&key.as_str()) {
                format!("**`{key}`**")
            } else {
                format!("`{key}`")
            };
            let words = field["enum"].as_array().map(|words| {
                let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
                format!(" One of: {}.", words.join(", "))
            });
            let doc = field["description"].as_str().unwrap_or_default();
            out = format!(
                "{out}| {name} | {}{} |\n",
                cell(doc),
                words.unwrap_or_default()
            );
        }
    }
    out
}

fn search() -> String {
    let mut out = "# Searching\n\nWords are found in any order, half typed or misspelt; a quote with all of them comes first.\n`\"exact phrase\"` must stand as it is; `-word` must not stand.\n`/pattern/` is a regular expression that the text as shown must match, capitals aside; `-/pattern/` must not match.\nA value of a field means the names that are it; if there are none, those that hold it; if there are none, those it abbreviates.\nA field narrows; several values are separated by commas; `-` before it turns it round.\nDates on one side or both of two dots need no field: `2005..2019`, `2011-09..`, `..1990`; a year alone is a word.\n\nEvents are asked for in the same words.\nEach word begins a word of the title, the summary, the kind, the place, an actor's name, an issue's label, a tag or the date, spelt as it is; phrases and patterns are looked for in title and summary.\nAn event has the speakers, kinds, capacities and languages of the quotes said there, and the stances, bases and confidence of the positions that rest on it; a quote has those too, and the place and the importance of its event.\n\nSo are positions.\nEach word begins a word of an actor's name, the issue's label or proposition, the stance, the note, a tag, the date, or what shows the position: the words of its quotes, the titles of its events; phrases and patterns are looked for in proposition, note and what shows it.\nA position has what the quotes and events have that show it: their speakers, sources, kinds, capacities, languages, places and importance. Its date is since when it is held.\n\n| field | |\n|---|---|\n".to_owned();
    for (_, names, doc) in FIELDS {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}:`")).collect();
        out = format!("{out}| {} | {} |\n", names.join(" "), cell(doc));
    }
    out
}

fn faults() -> String {
    let mut out = "# What `attache check` may say\n\nAn error leaves the record, or the file, out; a warning keeps it. `attache check --explain CODE` says the same.\n".to_owned();
    for code in CODES {
        out = format!(
            "{out}\n## {} ({})\n\n{} {}\n",
            code.code,
            code.severity.word(),
            code.meaning,
            code.why
        );
    }
    out
}

/// Draws a sort of mark, nine cells wide if it can be.
fn drawn(form: Form, date: &str, ascii: bool) -> String {
    let extent = match date.parse() {
        Ok(date) => Extent::of(&date),
        Err(_) => Extent::placed(Some(0), Some(16 * 30)).expect("both are given"),
    };
    assert_eq!(extent.form, form, "{date}");
    // A day is one cell of its own, and seldom seen from nearer.
    let around = if form == Form::Day { 80 } else { 0 };
    let view = Viewport::fit_slots(extent.first - around, extent.last + around, 12);
    let cells = mark(extent, view).cells(view.cols(), ascii);
    cells.map(|(_, c)| c).collect()
}
