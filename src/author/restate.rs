//! The texts that bind from the day of a correction on: what applied on a day stays a published
//! fact also where a correction moves a change across that day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::appending::Open;
use super::fact::Stated;
use crate::args;
use crate::changelog::history::History;
use crate::chronicle::{Chronicle, Text};
use crate::consolidate::Consolidation;
use crate::model::digest;
use crate::model::places;
use crate::model::repository::Repository;
use crate::model::snapshot::Snapshot;
use crate::parse;
use crate::problem::Problem;
use crate::words::saying;

/// What a correction states about the texts of the days to come.
pub(super) struct Restated {
    /// The day from which each composed text is in force, with its digest.
    pub digests: Vec<Stated>,
    /// The texts that no file holds yet.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The composed texts from `on` on, once `record` stands in place of the record of `open`.
///
/// # Errors
/// When no rule can say what would bind: a later version would take effect before the corrected
/// change.
pub(super) fn after(
    repository: &Repository,
    snapshot: &Snapshot,
    open: &Open<'_>,
    record: &str,
    on: NaiveDate,
) -> Result<Restated, Problem> {
    if let Some(later) = open
        .document
        .versions
        .iter()
        .find(|own| own.front.published.is_some_and(|day| day > on))
    {
        return Err(Problem::refused(
            saying(
                "problem.corrects-before",
                args![
                    id = open.name.to_string(),
                    number = later.front.version.to_string(),
                    day = later.front.published.unwrap_or(on).to_string()
                ],
            ),
            saying("problem.corrects-before-hint", args![]),
        ));
    }
    let mut corrected = snapshot.clone();
    corrected.insert(open.record.path.clone(), record.as_bytes());
    let (corrected, _) = parse::repository::read(&corrected);
    let Some(document) = corrected.documents.get(&open.document.id) else {
        return Ok(Restated {
            digests: Vec::new(),
            files: Vec::new(),
        });
    };
    let history = History::of_documents(&corrected, &[document], NaiveDate::MAX);
    let mut restated = Restated {
        digests: Vec::new(),
        files: Vec::new(),
    };
    // An end that lies ahead can still be called off.
    let chronicle = Chronicle::of(&history, &document.id).map(Chronicle::without_end);
    let before = History::of_documents(repository, &[open.document], NaiveDate::MAX);
    let before = Chronicle::of(&before, &open.document.id).map(Chronicle::without_end);
    let Some((chronicle, before)) = chronicle.zip(before) else {
        return Ok(restated);
    };
    let stored = repository.interims_of(&document.id).iter();
    let mut held: BTreeSet<String> = stored.map(|own| digest::of(own.text.as_bytes())).collect();
    let later = chronicle.days().filter(|day| *day > on);
    for day in [on].into_iter().chain(later) {
        let Some(text) = chronicle.composition(day) else {
            continue;
        };
        let Some(bytes) = binding(before.text(day), open, &text)? else {
            continue;
        };
        let digest = digest::of(&bytes);
        // Stored already, or planned for an earlier day.
        if held.insert(digest.clone()) {
            let newest = text
                .sources
                .last()
                .map_or(&open.version.front.version, |own| &own.front.version);
            let again = |nth| places::interim_again(&document.id, newest, (day, on), nth);
            let path = [places::interim(&document.id, newest, day)]
                .into_iter()
                .chain((1..).map(again))
                .find(|path| snapshot.get(path).is_none())
                .unwrap_or_default();
            restated.files.push((path, bytes));
        }
        restated.digests.push((day, digest));
    }
    Ok(restated)
}

/// The composed text's bytes; `None` where the text is one version's. Where no rule can compose it,
/// what applied `before` holds on where the author gave it, as long as the correction leaves what
/// it decided as it was.
fn binding(
    before: &Text<'_>,
    open: &Open<'_>,
    text: &Consolidation<'_>,
) -> Result<Option<Vec<u8>>, Problem> {
    let Some(overtaken) = text.overtaken.first() else {
        return Ok((!text.is_whole()).then(|| text.markdown().into_bytes()));
    };
    let same_days = text.overtaken.iter().all(|own| {
        own.earlier.front.version != open.version.front.version
            && own.later.front.version != open.version.front.version
    });
    if let (Text::Stored(given, _), true) = (before, same_days) {
        return Ok(Some(given.text.as_bytes().to_vec()));
    }
    let section = overtaken
        .section
        .version
        .sections
        .get(overtaken.section.section);
    Err(Problem::refused(
        saying(
            "problem.would-be-undecided",
            args![
                id = open.name.to_string(),
                section = crate::changelog::address::label(section).to_string(),
                day = text.on.to_string(),
                later = overtaken.later.front.version.to_string(),
                earlier = overtaken.earlier.front.version.to_string()
            ],
        ),
        saying("problem.would-be-undecided-hint", args![]),
    ))
}
