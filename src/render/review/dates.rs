//! How the date of a note follows from the rules of notice.

use chrono::NaiveDate;

use crate::args;
use crate::changelog::amendment::{Amendment, Item};
use crate::dates::notice;
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
    let change = notice::Change {
        kind: &front.kind,
        materiality: item.materiality,
        effect,
    };
    let proposal = notice::propose(&repository.settings, change, published, from);
    let derivation = match item.effectiveness.date {
        _ if proposal.period.is_none() => language.say("review.no-notice", args![]),
        Some(stated) if stated < proposal.date => proposal.against(stated, language),
        Some(stated) if stated > proposal.date => {
            let derivation = proposal.derivation(language);
            let day = stated.to_string();
            language.say("review.stated-later", args![derivation, day])
        }
        _ => proposal.derivation(language),
    };
    Some(match front.published {
        Some(_) => derivation,
        None => {
            let day = on.to_string();
            language.say("review.if-published", args![day, derivation])
        }
    })
}
