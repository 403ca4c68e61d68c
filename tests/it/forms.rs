//! Every form of date there is: as parsed, said and drawn, at four zooms.
//! To add one, add it to [`FORMS`]; `UPDATE=1` writes the pictures, then read them.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use attache::{
    chronology::{Extent, Form, Lined, Mark, STEPS, Track, Viewport, holes, mark},
    date::{Bound, Date},
};

/// The forms of the format, in groups.
const FORMS: &[(&str, &[&str])] = &[
    ("years", &["2011", "2011?", "2011~", "2011%"]),
    ("months", &["2011-05", "2011-05?", "2011-05~", "2011-05%"]),
    (
        "days",
        &["2011-05-16", "2011-05-16?", "2011-05-16~", "2011-05-16%"],
    ),
    (
        "times",
        &[
            "2011-05-16T00:00Z",
            "2011-05-16T14:05Z",
            "2011-05-16T14:05:30Z",
            "2011-05-16T23:30-05:00",
            "2011-05-16T14:05",
            "2011-05-16T23:59:59",
        ],
    ),
    (
        "digits not known",
        &[
            "201X",
            "201X~",
            "20XX",
            "20XX?",
            "2011-XX",
            "2011-05-XX",
            "2011-XX-XX",
        ],
    ),
    (
        "seasons",
        &[
            "2011-21", "2011-22", "2011-23", "2011-24", "2011-21?", "2011-22~",
        ],
    ),
    (
        "periods",
        &[
            "2011/2013",
            "2011-05/2011-08",
            "2011-05-01/2011-05-31",
            "2011-05-16/2011-05-16",
            "2011-05-10/2011-05",
            "2011-21/2011-23",
            "201X/2021",
        ],
    ),
    (
        "periods with an open or unknown end",
        &["2011-05/..", "../2011-05", "2011-05/", "/2011-05"],
    ),
    (
        "periods with qualifiers",
        &[
            "2011-05~/2011-08",
            "2011-05/2011-08?",
            "2011-05%/2011-08%",
            "2011-05-01~/2011-05-31?",
            "2011-05~/..",
            "../2011-05?",
            "2011-05?/",
            "/2011-05~",
        ],
    ),
    (
        "one of several",
        &[
            "[2011-05-01..2011-05-31]",
            "[2011-05..2011-08]",
            "[..2011-05]",
            "[2011-05..]",
            "[2011-05-05,2011-05-25]",
            "[2011-05-01,2011-05-10,2011-05-20..2011-05-31]",
            "[2009,2011,2013..2015]",
            "[..2009,2011,2013..]",
            "[2011-05~]",
            "[2011-05-01..2011-05-31?]",
        ],
    ),
    (
        "before Christ",
        &[
            "-0043-03-15",
            "-0043-03-15~",
            "-0043",
            "-004X",
            "-00XX",
            "-0044/-0042",
            "[-0044..-0042]",
            "0000",
            "-9999",
        ],
    ),
];

/// Dates of May 2011 that mean different things over the same days, or nearly.
const MAYS: &[(&str, &str)] = &[
    ("2011-05", "at some time in May"),
    ("2011-05~", "about May"),
    ("2011-05?", "May, if the source is right"),
    ("2011-05%", "about May, if the source is right"),
    ("2011-05-XX", "a day of May that is not known"),
    ("2011-05/2011-05", "the whole of May"),
    ("2011-05~/2011-05", "the whole of about May"),
    ("[2011-05-01..2011-05-31]", "one day of May"),
    (
        "[2011-05-01,2011-05-10,2011-05-20..2011-05-31]",
        "one of some days of May",
    ),
    ("2011-05/..", "since May"),
    ("2011-05/", "from May, end unknown"),
    ("../2011-05", "until May"),
    ("/2011-05", "until May, start unknown"),
    ("[2011-05..]", "once, not before May"),
    ("[..2011-05]", "once, by May"),
    ("2011-05~/..", "since about May"),
    ("../2011-05~", "until about May"),
    ("[2011-05~..]", "once, not before about May"),
    ("[..2011-05~]", "once, by about May"),
    (
        "[2011-05?..]",
        "once, not before May, if the source is right",
    ),
    ("[..2009,2011,2013..]", "by one, in one, or not before one"),
];

const COLS: u16 = 40;

/// What one cell spans, and what it is called here.
const ZOOMS: &[(&str, &str)] = &[
    ("1 day", "day"),
    ("1 month", "month"),
    ("1 year", "year"),
    ("10 years", "decade"),
];

/// A view of so many columns, each so long, with a slot in its middle.
fn view(slot: i64, step: &str) -> Viewport {
    let mut view = Viewport::fit_slots(slot, slot, COLS);
    while view.step_words() != step {
        let farther = view.zoomed(false, slot);
        assert_ne!(farther, view, "no step is {step}");
        view = farther;
    }
    view.centered(slot)
}

/// A date as a lane draws it where nothing else is: its stretch, the holes over
/// that, and its point over both.
fn drawn(date: &Date, view: Viewport, ascii: bool) -> String {
    let extent = Extent::of(date);
    let mark: Mark = mark(extent, view);
    let mut row = vec![' '; usize::from(COLS)];
    let mut put = |column: i32, c: char| {
        let cell = usize::try_from(column).ok().and_then(|at| row.get_mut(at));
        if let Some(cell) = cell {
            *cell = c;
        }
    };
    // About a day is drawn wider than a day, and is found by its mark.
    let about = matches!(mark.form, Form::About | Form::AboutUnsure);
    let track = Track::new([Lined {
        place: 0,
        extent,
        weight: 0,
    }]);
    let long = track.stretches(view).next().is_some();
    if mark.first < mark.last && (long || about) {
        for (column, c) in mark.cells(view.cols(), ascii) {
            put(column, c);
        }
        if mark.form == Form::OneOf {
            let inside = |column: &i32| mark.first < *column && *column < mark.last;
            for column in holes(date, view).into_iter().filter(inside) {
                put(column, if ascii { '.' } else { '┈' });
            }
        }
    }
    if mark.has_point() {
        put(mark.point, mark.point_char(ascii));
    }
    row.into_iter().collect()
}

fn bound(bound: Bound) -> String {
    match bound {
        Bound::Day(day) => day.to_string(),
        Bound::Open => "open".to_owned(),
        Bound::Unknown => "unknown".to_owned(),
    }
}

fn block(text: &str) -> String {
    let date: Date = text.parse().expect(text);
    let (earliest, latest) = (bound(date.earliest()), bound(date.latest()));
    let mut out = format!("{text}\n");
    let _ = writeln!(out, "  shown   {date}\n  bounds  {earliest} {latest}");
    let _ = writeln!(
        out,
        "  words   {}\n  short   {}",
        date.words(),
        date.short()
    );
    for (step, name) in ZOOMS {
        let view = view(Extent::of(&date).point, step);
        let pictures = [false, true].map(|ascii| drawn(&date, view, ascii));
        let _ = writeln!(out, "  {name:7} |{}|  |{}|", pictures[0], pictures[1]);
    }
    out
}

#[test]
fn every_form_is_drawn_as_it_was() {
    let mut now = String::new();
    for (name, forms) in FORMS {
        let blocks: Vec<String> = forms.iter().map(|text| block(text)).collect();
        let _ = write!(now, "# {name}\n\n{}\n", blocks.join("\n"));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/date-forms.expect");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, now).expect("the pictures are writable");
        return;
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    assert!(before == now, "{} is not as it was:\n{now}", path.display());
}

#[test]
fn what_means_different_things_is_drawn_differently() {
    let mut alike = Vec::new();
    for ascii in [false, true] {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (text, means) in MAYS {
            let date: Date = text.parse().expect(text);
            let extent = Extent::of(&date);
            let view = view(extent.point, "1 day");
            let found = mark(extent, view);
            assert!(found.first + 5 <= found.last, "{text} is too short");
            let picture = drawn(&date, view, ascii);
            if let Some(other) = seen.insert(picture.trim().to_owned(), means) {
                alike.push(format!("{other} / {means}: {picture}"));
            }
        }
    }
    assert!(alike.is_empty(), "{}", alike.join("\n"));
}

#[test]
fn whatever_is_in_view_is_seen_at_every_zoom() {
    let mut unseen = Vec::new();
    for text in FORMS.iter().flat_map(|(_, forms)| *forms) {
        let date: Date = text.parse().expect(text);
        let point = Extent::of(&date).point;
        for (slots, step) in STEPS {
            // Wherever the columns begin.
            for phase in 0..8 {
                let view = view(point - phase * slots / 8, step);
                if drawn(&date, view, false).trim().is_empty() {
                    unseen.push(format!("{text} at {step}"));
                }
            }
        }
    }
    unseen.dedup();
    assert!(unseen.is_empty(), "not seen: {}", unseen.join(", "));
}

#[test]
fn one_of_several_days_is_never_marked_where_it_cannot_be() {
    let mut wrong = Vec::new();
    for text in FORMS.iter().flat_map(|(_, forms)| *forms) {
        let date: Date = text.parse().expect(text);
        let point = Extent::of(&date).point;
        let view = view(point, "1 day");
        if holes(&date, view).contains(&view.column(point)) {
            wrong.push(*text);
        }
    }
    assert!(wrong.is_empty(), "marked in a hole: {}", wrong.join(", "));
}

#[test]
fn some_doubts_are_told_apart_by_their_words_alone() {
    // One of some days, and some time within, mean the same; whether it is about
    // then or the source is doubted as well, the words tell.
    for (one, other) in [
        ("2011-05?/2011-05", "2011-05%/2011-05%"),
        ("2011-05?", "[2011-05-01..2011-05-31?]"),
        ("2011-05~", "2011-05-XX~"),
    ] {
        let draw = |text: &str| {
            let date: Date = text.parse().expect(text);
            drawn(&date, view(Extent::of(&date).point, "1 day"), false)
        };
        assert_eq!(draw(one), draw(other), "{one} {other}");
    }
}
