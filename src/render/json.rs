//! JSON as every command writes it: what nobody would see is escaped, and a line break ends it.

use serde::Serialize;

use crate::harmless;

/// `value` as JSON on many lines.
pub fn pretty(value: &impl Serialize) -> String {
    ended(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// `value` as JSON on one line.
pub fn line(value: &impl Serialize) -> String {
    ended(&serde_json::to_string(value).unwrap_or_default())
}

fn ended(json: &str) -> String {
    harmless::json(json).into_owned() + "\n"
}
