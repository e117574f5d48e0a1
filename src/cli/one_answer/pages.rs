//! What the site's pages are made of says the same as the chronicle of their day.

use proptest::prelude::*;

use super::Checked;
use super::stories::World;
use crate::changelog::history::History;
use crate::chronicle::status::Stage;
use crate::chronicle::{Chronicle, Text};
use crate::render::site::{self, SiteOptions};

/// The document's page, its versions, what is to come, and the pages about personal data.
pub(super) fn agree(
    world: &World,
    history: &History<'_>,
    chronicle: &Chronicle<'_, '_>,
) -> Checked {
    let day = history.on;
    let options = SiteOptions::default();
    let views = site::views(history, &world.snapshot, &options, "d").expect("templates");
    let text = chronicle.text(day);
    let public = chronicle.public.len();
    let Some(views) = views else {
        prop_assert_eq!(public, 0, "{} has no page", day);
        return Ok(());
    };
    let wanted = match text {
        Text::NotYet => "upcoming",
        Text::Ended => "ended",
        Text::Whole(_) | Text::Stored(..) | Text::Composed(_) | Text::Undecided(..) => "in-force",
    };
    prop_assert_eq!(views.document.text, wanted, "the page on {}", day);
    prop_assert_eq!(&views.document.title, chronicle.title(day));
    prop_assert_eq!(
        !views.document.undecided.is_empty(),
        chronicle.last_text(day).undecided().is_some()
    );
    let last = chronicle.last_text(day).versions();
    let composed: Vec<&str> = views
        .document
        .composed_of
        .iter()
        .map(|link| link.label.as_str())
        .collect();
    let versions: Vec<&str> = last.iter().map(|own| own.front.version.as_str()).collect();
    prop_assert_eq!(
        composed,
        if versions.len() > 1 {
            versions
        } else {
            Vec::new()
        }
    );
    let key = |stage: Stage| match stage {
        Stage::Draft => "draft",
        Stage::NotPublic | Stage::Coming => "upcoming",
        Stage::InForce => "in-force",
        Stage::Partly => "partly",
        Stage::Superseded => "superseded",
        Stage::CalledOff => "called-off",
        Stage::Ended => "withdrawn",
    };
    prop_assert_eq!(views.document.history.len(), public);
    for (row, amendment) in views.document.history.iter().rev().zip(&chronicle.public) {
        let standing = chronicle.standing(amendment, day);
        prop_assert_eq!(
            row.status.key,
            key(standing.stage),
            "version {} on {}",
            row.version.label,
            day
        );
        let days: Vec<String> = standing.days.iter().map(ToString::to_string).collect();
        let applies: Vec<String> = row.applies.iter().map(|own| own.iso.clone()).collect();
        prop_assert_eq!(applies, days);
    }
    // What is to come lies ahead, and before the end; the end itself is told.
    let ends = world
        .end(day)
        .filter(|end| *end > day)
        .map(|end| end.to_string());
    let told_end = views
        .document
        .coming
        .iter()
        .find(|own| own.documents.iter().any(|own| own.ends));
    prop_assert_eq!(
        told_end.and_then(|own| Some(own.day.as_ref()?.iso.clone())),
        ends
    );
    for own in views
        .document
        .coming
        .iter()
        .filter_map(|own| own.day.as_ref())
    {
        prop_assert!(
            own.iso > day.to_string(),
            "{} is told as to come on {}",
            own.iso,
            day
        );
        prop_assert!(
            world.end(day).is_none_or(|end| own.iso <= end.to_string()),
            "{} on {}",
            own.iso,
            day
        );
    }
    let agreement = world.fact("personal_data", (day, day), |own| own.agreement);
    // The document is the only service of its repository.
    let processed = views
        .processing
        .services
        .iter()
        .find(|group| !group.services.is_empty());
    let named = processed.map(|group| group.name.as_str());
    let wanted = agreement.filter(|_| text.applies());
    prop_assert_eq!(named, wanted, "the page about data processing on {}", day);
    let listed = !views.personal_data.services.is_empty();
    prop_assert_eq!(
        listed,
        text.applies(),
        "the page about personal data on {}",
        day
    );
    Ok(())
}
