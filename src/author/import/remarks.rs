//! What an import left out or decided by itself: nothing is lost in silence.

/// Remarks by their reason, each with the places that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Remarks {
    by_reason: Vec<(String, Vec<String>)>,
}

/// So many places are named; the rest is counted.
const NAMED: usize = 5;

impl Remarks {
    /// Notes that `reason` holds for `place`.
    pub(super) fn add(&mut self, reason: &str, place: impl Into<String>) {
        let place = place.into();
        match self.by_reason.iter_mut().find(|(known, _)| known == reason) {
            Some((_, places)) => places.push(place),
            None => self.by_reason.push((reason.to_owned(), vec![place])),
        }
    }

    /// A line for each reason.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.by_reason.iter().map(|(reason, places)| {
            let named = places
                .iter()
                .take(NAMED)
                .cloned()
                .collect::<Vec<_>>()
                .join(", ");
            match places.len().saturating_sub(NAMED) {
                0 => format!("{reason}: {named}"),
                more => format!("{reason}: {named} and {more} more"),
            }
        })
    }
}
