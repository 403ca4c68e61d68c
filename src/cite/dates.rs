//! Dates as CSL-JSON writes them, and as other programs do.

use serde_json::{Map, Value, json};

use crate::date::{Bound, Date, Kind, Parts, Qualifier};

/// Returns a date as CSL-JSON has it: parts, with `circa` for any doubt; two
/// parts for a period, `[0]` for an open end; a season beside the year, or in
/// a period as month 13 to 16; the words of what happened on one of several
/// days, or in a year that is not known. Years before 1 are counted without
/// a year 0.
pub(super) fn write(date: &Date) -> Value {
    let parts = match date.kind() {
        Kind::Instant => date.start().map(|start| {
            let mut value = Map::new();
            let season = start.season.map(|season| season.code() - 20);
            let plain = Parts {
                season: None,
                ..start
            };
            value.insert("date-parts".to_owned(), json!([numbers(plain)]));
            if let Some(season) = season {
                value.insert("season".to_owned(), season.into());
            }
            value
        }),
        Kind::Period => period(date).map(|ends| {
            let mut value = Map::new();
            value.insert("date-parts".to_owned(), json!(ends));
            value
        }),
        Kind::OneOf => None,
    };
    let Some(mut value) = parts else {
        return json!({ "literal": date.words() });
    };
    if date.qualifier() != Qualifier::Exact {
        value.insert("circa".to_owned(), true.into());
    }
    Value::Object(value)
}

/// Returns both ends of a period; `None` where the year of one has an `X`.
fn period(date: &Date) -> Option<[Vec<i64>; 2]> {
    let end = |bound: Bound, parts: Option<Parts>| match bound {
        Bound::Open | Bound::Unknown => Some(vec![0]),
        Bound::Day(_) => parts.map(numbers),
    };
    Some([
        end(date.earliest(), date.start())?,
        end(date.latest(), date.end())?,
    ])
}

fn numbers(parts: Parts) -> Vec<i64> {
    let year = i64::from(parts.year);
    let year = if year < 1 { year - 1 } else { year };
    let month = parts
        .season
        .map(|season| i64::from(season.code()) - 8)
        .or(parts.month.map(i64::from));
    let day = parts.day.map(i64::from);
    std::iter::once(year).chain(month).chain(day).collect()
}

/// Reads a date of CSL-JSON: parts as numbers or as text, `circa` as true, 1,
/// "1" or "true", seasons in either place, `raw` and `literal` as far as they
/// are dates, or EDTF.
///
/// # Errors
///
/// Where it is no date, with what is wrong, as half a sentence.
pub(super) fn read(value: &Value) -> Result<Date, String> {
    let object = match value {
        Value::String(text) => return worded(text),
        Value::Object(object) => object,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
            return Err("it is neither an object nor a text".to_owned());
        }
    };
    let parts = object.get("date-parts").and_then(Value::as_array);
    let Some(parts) = parts.filter(|parts| !parts.is_empty()) else {
        let words = ["raw", "literal"].map(|key| object.get(key).and_then(Value::as_str));
        let words = words.into_iter().flatten().next();
        return words.map_or_else(|| Err("it has no parts".to_owned()), worded);
    };
    let circa = object.get("circa").is_some_and(is_true);
    let season = object.get("season").and_then(number);
    let sign = if circa { "~" } else { "" };
    let ends: Option<Vec<String>> = parts
        .iter()
        .map(|part| edtf(part.as_array()?, season, sign))
        .collect();
    let text = match ends.as_deref() {
        Some([one]) => one.clone(),
        Some([start, end]) => format!("{start}/{end}"),
        Some(_) | None => return Err("its parts are not those of a date".to_owned()),
    };
    text.parse()
        .map_err(|_bad| format!("its parts are not those of a date: {text}"))
}

/// Reads a date in words, or in EDTF.
fn worded(text: &str) -> Result<Date, String> {
    let text = text.trim();
    text.parse()
        .or_else(|_not_edtf| Date::spoken(text))
        .map_err(|_bad| format!("“{text}” is no date"))
}

/// Returns the EDTF of one end; `..` where it is open.
fn edtf(part: &[Value], season: Option<i64>, sign: &str) -> Option<String> {
    let blank = |value: &Value| value.as_str().is_some_and(|text| text.trim().is_empty());
    let part = part.iter().take_while(|value| !blank(value));
    let part: Vec<i64> = part.map(number).collect::<Option<_>>()?;
    let (&year, rest) = match part.split_first() {
        None | Some((0, _)) => return Some("..".to_owned()),
        Some(split) => split,
    };
    let year = if year < 0 { year + 1 } else { year };
    let minus = if year < 0 { "-" } else { "" };
    let year = format!("{minus}{:04}", year.unsigned_abs());
    let text = match (rest, season) {
        ([], Some(season @ 1..=4)) => format!("{year}-{}", season + 20),
        ([], Some(season @ 21..=24)) => format!("{year}-{season}"),
        ([], _) => year,
        ([season @ 13..=16], _) => format!("{year}-{}", season + 8),
        ([month], _) => format!("{year}-{month:02}"),
        ([month, day, ..], _) => format!("{year}-{month:02}-{day:02}"),
    };
    Some(format!("{text}{sign}"))
}

/// Returns a whole number, however it is written.
fn number(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}

/// Whether a flag is set, however it is written.
pub(super) fn is_true(value: &Value) -> bool {
    value.as_bool() == Some(true)
        || value.as_i64().is_some_and(|number| number != 0)
        || matches!(value.as_str(), Some("1" | "true"))
}

/// Returns a date with every number a number, every flag a flag, and seasons
/// where we write them.
pub(super) fn settled(date: &Value) -> Value {
    let number = |value: &Value| {
        let number = value
            .as_i64()
            .or_else(|| value.as_str()?.trim().parse().ok());
        number.map_or_else(|| value.clone(), Value::from)
    };
    let part = |part: &Value| {
        let part = part.as_array().into_iter().flatten().enumerate();
        let part = part.map(|(at, value)| match (at, number(value).as_i64()) {
            (1, Some(season @ 21..=24)) => Value::from(season - 8),
            _ => number(value),
        });
        part.collect::<Value>()
    };
    let mut out = Map::new();
    for (key, value) in date.as_object().into_iter().flatten() {
        let value = match key.as_str() {
            "date-parts" => value.as_array().into_iter().flatten().map(part).collect(),
            "circa" => is_true(value).into(),
            "season" => number(value),
            _ => value.clone(),
        };
        if value != Value::Bool(false) {
            out.insert(key.clone(), value);
        }
    }
    seasoned(out)
}

/// Returns a date whose season, if it has but one, stands beside its year.
fn seasoned(mut date: Map<String, Value>) -> Value {
    let one = date
        .get("date-parts")
        .and_then(Value::as_array)
        .filter(|parts| parts.len() == 1);
    let part = one
        .and_then(|parts| parts.first())
        .and_then(Value::as_array);
    if let Some([year, month]) = part.map(Vec::as_slice)
        && let Some(season @ 13..=16) = month.as_i64()
    {
        let year = year.clone();
        date.insert("date-parts".to_owned(), json!([[year]]));
        date.insert("season".to_owned(), (season - 12).into());
    }
    Value::Object(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_far_as_csl_has_room() {
        let check = |edtf: &str, expect: Value| {
            let date: Date = edtf.parse().expect(edtf);
            assert_eq!(write(&date), expect, "{edtf}");
            expect
        };
        for (edtf, expect) in [
            ("2011", json!({ "date-parts": [[2011]] })),
            ("2011-09-12", json!({ "date-parts": [[2011, 9, 12]] })),
            (
                "2011-09~",
                json!({ "date-parts": [[2011, 9]], "circa": true }),
            ),
            ("2011-22", json!({ "date-parts": [[2011]], "season": 2 })),
            (
                "2010-12/2011-10",
                json!({ "date-parts": [[2010, 12], [2011, 10]] }),
            ),
            ("2010-12/..", json!({ "date-parts": [[2010, 12], [0]] })),
            ("../2010", json!({ "date-parts": [[0], [2010]] })),
            (
                "2017-22/2017-23",
                json!({ "date-parts": [[2017, 14], [2017, 15]] }),
            ),
            ("-0043-03-15", json!({ "date-parts": [[-44, 3, 15]] })),
            ("0000", json!({ "date-parts": [[-1]] })),
        ] {
            let value = check(edtf, expect);
            assert_eq!(read(&value).unwrap().to_string(), edtf);
        }
        // CSL has no room for these: the words are there for people.
        check("[..2011-09]", json!({ "literal": "by September 2011" }));
        check(
            "201X",
            json!({ "literal": "2010\u{2013}2019, year unknown" }),
        );
        check("2011?", json!({ "date-parts": [[2011]], "circa": true }));
    }

    #[test]
    fn a_date_is_read_however_it_is_written() {
        let check = |value: Value, expect: &str| {
            let read = read(&value);
            let shown = read.map_or_else(|why| why, |date| date.to_string());
            assert_eq!(shown, expect, "{value}");
        };
        check(json!({ "date-parts": [["2014", 12, "31"]] }), "2014-12-31");
        check(json!({ "date-parts": [["2014", ""]] }), "2014");
        check(json!({ "date-parts": [["2014"]], "circa": "1" }), "2014~");
        check(json!({ "date-parts": [["2014"]], "circa": 1 }), "2014~");
        check(json!({ "date-parts": [["2014"]], "circa": 0 }), "2014");
        check(
            json!({ "date-parts": [["2014"]], "season": "4" }),
            "2014-24",
        );
        check(json!({ "date-parts": [["2014", 21]] }), "2014-21");
        check(
            json!({ "date-parts": [["2014", 12, 31], [0]] }),
            "2014-12-31/..",
        );
        check(json!({ "raw": "2014-01-02/2014-03" }), "2014-01-02/2014-03");
        check(json!({ "literal": "[..2011-09]" }), "[..2011-09]");
        check(json!({ "literal": "13th cent" }), "12XX");
        check(json!("2011-09~"), "2011-09~");
        check(json!({ "date-parts": [] }), "it has no parts");
        check(
            json!({ "date-parts": [[2014, 99]] }),
            "its parts are not those of a date: 2014-99",
        );
        check(json!(2014), "it is neither an object nor a text");
    }
}
