//! What the long help of commands that take a query says of its fields.

use crate::query::FIELDS;

/// Returns a line for each field of the query language.
pub(super) fn lines() -> String {
    let lines: Vec<String> = FIELDS
        .iter()
        .map(|(_, names, meaning)| format!("  {:18}{meaning}", format!("{}:", names.join(":, "))))
        .collect();
    lines.join("\n")
}
