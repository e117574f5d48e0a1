//! Why no rule can say what binds, as every output tells it.

use serde::Serialize;

use crate::args;
use crate::changelog::address;
use crate::consolidate::Overtaken;
use crate::words::Words;

/// A later version took effect before an older one's pending change of the same section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Undecided {
    /// The section.
    pub section: String,
    /// The older version, whose change is pending.
    pub earlier: String,
    /// When that change takes effect.
    pub earlier_effective: String,
    /// The later version, in effect already.
    pub later: String,
    /// When it took effect.
    pub later_effective: String,
}

impl From<&Overtaken<'_>> for Undecided {
    fn from(own: &Overtaken<'_>) -> Self {
        Self {
            section: address::label(own.section.version.sections.get(own.section.section)),
            earlier: own.earlier.front.version.to_string(),
            earlier_effective: own.earlier_date.to_string(),
            later: own.later.front.version.to_string(),
            later_effective: own.later_date.to_string(),
        }
    }
}

impl Undecided {
    /// The reason in a sentence.
    pub fn sentence(&self, words: &Words) -> String {
        let Self {
            section,
            earlier,
            earlier_effective,
            later,
            later_effective,
        } = self;
        words.say(
            "sentence.undecided",
            args![section, earlier, earlier_effective, later, later_effective],
        )
    }
}
