//! The JSON Schema of the format, made from the wire types, so that editors
//! complete and check.

use serde_json::{Map, Value, json};

use crate::{
    briefing::{
        records::{
            ActorWire, BriefingWire, Defaults, EventWire, IssueWire, JudgmentWire, PositionWire,
            QuoteWire, SourceWire,
        },
        wire::{Table, Wire},
    },
    model::Kind,
};

/// Returns the JSON Schema (draft 2020-12) of a briefing or registry file.
pub fn schema() -> Value {
    let named = |table: Value| {
        json!({
            "type": "object",
            "propertyNames": { "pattern": "^[a-z0-9-]+$", "maxLength": 200 },
            "additionalProperties": table,
        })
    };
    let mut properties = Map::new();
    let mut add = |name: &str, schema: Value| drop(properties.insert(name.to_owned(), schema));
    add(
        "schema",
        json!({ "const": 1, "description": "The version of the format: 1." }),
    );
    add("briefing", BriefingWire::schema());
    add("defaults", Defaults::schema());
    add(Kind::Source.name(), named(SourceWire::schema()));
    add(Kind::Actor.name(), named(ActorWire::schema()));
    add(Kind::Issue.name(), named(IssueWire::schema()));
    add(Kind::Event.name(), named(EventWire::schema()));
    add(Kind::Quote.name(), named(QuoteWire::schema()));
    add(
        Kind::Position.name(),
        json!({ "type": "array", "items": PositionWire::schema() }),
    );
    add(Kind::Judgment.name(), named(JudgmentWire::schema()));
    add(
        "x",
        json!({ "description": "Anything; kept, never interpreted." }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "attache briefing, version 1",
        "type": "object",
        "required": ["schema"],
        "additionalProperties": false,
        "properties": properties,
    })
}

/// Returns the keys of a source, in the order of the format.
pub fn source_keys() -> impl Iterator<Item = &'static str> {
    SourceWire::KEYS.iter().map(|key| key.name)
}
