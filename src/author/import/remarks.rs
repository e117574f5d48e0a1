//! What an import left out or decided by itself: nothing is lost in silence.

use crate::args;
use crate::words::{Text, Value, saying};

/// Remarks by their reason, each with the places that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Remarks {
    by_reason: Vec<(Text, Vec<Value<'static>>)>,
}

/// So many places are named; the rest is counted.
const NAMED: usize = 5;

impl Remarks {
    /// Notes that `reason` holds for `place`.
    pub(super) fn add(&mut self, reason: Text, place: impl Into<Value<'static>>) {
        let place = place.into();
        match self
            .by_reason
            .iter_mut()
            .find(|(known, _)| *known == reason)
        {
            Some((_, places)) => places.push(place),
            None => self.by_reason.push((reason, vec![place])),
        }
    }

    /// A line for each reason.
    pub(super) fn lines(&self) -> impl Iterator<Item = Text> {
        self.by_reason.iter().map(|(reason, places)| {
            let more = places.len().saturating_sub(NAMED);
            let places = Value::List(places.iter().take(NAMED).cloned().collect());
            let reason = reason.clone();
            saying("author.remark", args![reason, places, more])
        })
    }
}
