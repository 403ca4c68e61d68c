//! A record as a table of the file format, to be written into a briefing.

use std::fmt;

use toml::Value;

/// A table of the file format: its header and its keys, in the format's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// What stands between the brackets: `source.act-2011-11`, `[position]`.
    pub header: String,
    /// The keys and their values.
    pub pairs: Vec<(String, Value)>,
}

impl Table {
    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let pair = self.pairs.iter().find(|(own, _)| own == key);
        pair.map(|(_, value)| value)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "[{}]", self.header)?;
        for (key, value) in &self.pairs {
            writeln!(f, "{key} = {value}")?;
        }
        Ok(())
    }
}
