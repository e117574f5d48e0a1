//! The texts that were published for days: what applied on a day is a published fact and does not
//! change with the engine. A version's record and each later correction state the texts from their
//! own day on; the last one that says anything of a day holds.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use chrono::NaiveDate;

use super::Chronicle;
use crate::consolidate::Consolidation;
use crate::model::digest;
use crate::model::repository::InterimText;
use crate::model::version::VersionNumber;

/// The texts that a version's record or a correction states for the days from its own on.
pub(super) struct Statement<'r> {
    made: NaiveDate,
    corrects: bool,
    texts: Vec<(NaiveDate, &'r InterimText)>,
}

impl Statement<'_> {
    /// The days from which what it states could hold.
    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.texts.iter().map(|(from, _)| *from).chain([self.made])
    }
}

/// All statements about the document, in the order in which they were made.
pub(super) fn statements<'r>(chronicle: &Chronicle<'_, 'r>) -> Vec<Statement<'r>> {
    let (repository, document) = (chronicle.repository, chronicle.document);
    let stored = repository.interims_of(&document.id);
    let mut of_version: BTreeMap<&VersionNumber, Vec<&InterimText>> = BTreeMap::new();
    for own in stored.iter().filter(|own| own.corrected.is_none()) {
        of_version.entry(&own.version).or_default().push(own);
    }
    // Of several files with one digest the first.
    let digests = LazyCell::new(|| {
        let digests = stored
            .iter()
            .rev()
            .map(|own| (digest::of(own.text.as_bytes()), own));
        digests.collect::<BTreeMap<String, &InterimText>>()
    });
    let mut statements = Vec::new();
    for version in chronicle.public.iter().map(|own| own.new) {
        let Some(made) = version.front.published else {
            continue;
        };
        let number = &version.front.version;
        let own = of_version.get(number).into_iter().flatten();
        let record = repository.record(&document.id, number);
        // Before the record is sealed, the files that its author gives are the statement.
        let sealed = record.filter(|record| record.is_sealed());
        let days = sealed
            .into_iter()
            .flat_map(|record| &record.seal.interim)
            .map(|(day, _)| day.value);
        let days: BTreeSet<NaiveDate> = days.collect();
        let named = |own: &&&InterimText| sealed.is_none() || days.contains(&own.from);
        let texts = own.filter(named).map(|own| (own.from, *own)).collect();
        statements.push(Statement {
            made,
            corrects: false,
            texts,
        });
        let corrections = record.into_iter().flat_map(|record| &record.corrections);
        for correction in corrections.filter(|own| own.on.value <= chronicle.known) {
            // A correction that does not say what binds takes the texts before it away: the
            // composition holds.
            let named = correction.interim.iter().flatten();
            let found =
                named.filter_map(|(day, digest)| Some((day.value, *digests.get(&digest.value)?)));
            statements.push(Statement {
                made: correction.on.value,
                corrects: true,
                texts: found.collect(),
            });
        }
    }
    // A version published on the day of a correction includes it, or is included by it: the newer
    // text tells.
    statements.sort_by_key(|own| {
        let newest = own.texts.iter().map(|(_, text)| text.version.clone()).max();
        (own.made, newest, own.corrects)
    });
    statements
}

/// The text that was published for the day of `composition`, where it is made of several versions:
/// what the last of `statements` made by the day, and by `known`, says. `effects` are the days on
/// which something takes effect.
pub(super) fn text_of<'r>(
    statements: &[Statement<'r>],
    effects: &BTreeSet<NaiveDate>,
    composition: &Consolidation<'_>,
    known: NaiveDate,
) -> Option<&'r InterimText> {
    let decided = composition.overtaken.is_empty();
    if composition.is_whole() && decided {
        return None;
    }
    let on = composition.on;
    let mut is_last = true;
    for statement in statements
        .iter()
        .rev()
        .filter(|own| own.made <= known.min(on))
    {
        let texts = statement.texts.iter().filter(|(from, _)| *from <= on);
        if let Some((from, text)) = texts.max_by_key(|(from, _)| *from) {
            // Where only the author can say what binds, the words given for a day say nothing of
            // what takes effect later; neither does an older statement where a newer
            // version could have made one.
            let is_later = effects
                .range((Bound::Excluded(*from), Bound::Included(on)))
                .next()
                .is_some();
            return (decided && is_last || !is_later).then_some(text);
        }
        if statement.corrects {
            return None;
        }
        is_last = false;
    }
    None
}
