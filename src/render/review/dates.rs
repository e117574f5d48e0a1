//! How the date of a note follows from the rules of notice.

use chrono::NaiveDate;

use crate::changelog::amendment::{Amendment, Item};
use crate::classify::Materiality;
use crate::dates::notice;
use crate::model::record::Label;
use crate::model::repository::Repository;

/// The derivation of an item's date, with how the stated date stands to it; for a draft as if it
/// were published on `on`. `None` where the author has not said which direction the change has.
pub(super) fn derivation(
    repository: &Repository,
    amendment: &Amendment<'_>,
    item: &Item<'_>,
    on: NaiveDate,
) -> Option<String> {
    let language = repository.settings.language;
    let front = &amendment.new.front;
    let published = front.published.unwrap_or(on);
    let effect = item.effect.filter(|_| !amendment.is_first())?;
    let announcement = repository.announcements.get(&published);
    let notified = announcement.and_then(|announcement| announcement.notified.as_ref());
    let from = notified.map_or(published, |notified| notified.value.min(published));
    let materiality = match item.materiality {
        Materiality::Material => Label::Material,
        Materiality::Editorial => Label::Editorial,
    };
    let change = notice::Change {
        kind: &front.kind,
        materiality,
        effect,
    };
    let proposal = notice::propose(&repository.settings, change, published, from);
    let words = match item.effectiveness.date {
        _ if proposal.period.is_none() => language
            .choose("inget varsel krävs", "no notice is needed")
            .to_owned(),
        Some(stated) if stated < proposal.date => proposal.against(stated, language),
        Some(stated) if stated > proposal.date => {
            let later = language.choose("angivet", "stated");
            format!("{}; {later} {stated}", proposal.derivation(language))
        }
        _ => proposal.derivation(language),
    };
    Some(match front.published {
        Some(_) => words,
        None => format!(
            "{} {on}: {words}",
            language.choose("om den publiceras", "if it is published")
        ),
    })
}
