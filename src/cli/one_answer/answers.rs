//! What the commands say of the document on the day of a history.

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value;

use super::Checked;
use super::stories::World;
use crate::changelog::history::History;
use crate::chronicle::status::{Stage, Standing};
use crate::chronicle::{self, Chronicle, Text};
use crate::cli::in_force;
use crate::parties::organisations;
use crate::parties::{binding, documents::Documents, statements};
use crate::render::{binds, log, personal_data as table, show};
use crate::words::Words;

/// `show`, `diff`, `log`, `binds` and `personal-data` say the same as the chronicle, and the story.
pub(super) fn agree(
    world: &World,
    history: &History<'_>,
    chronicle: &Chronicle<'_, '_>,
    day: NaiveDate,
) -> Checked {
    let text = chronicle.text(day);
    let versions: Vec<&str> = text
        .versions()
        .iter()
        .map(|own| own.front.version.as_str())
        .collect();
    let undecided = text.undecided().is_some();
    let title = world.fact("title", (day, day), |own| own.title.as_str());
    stages_fit(world, &chronicle.standings(day), text, day)?;
    // `show` and the operands of `diff` ask the same.
    let shown = in_force::chronicle(history, chronicle.document);
    prop_assert_eq!(
        shown.is_ok(),
        text.applies() && !undecided,
        "show on {}",
        day
    );
    if shown.is_ok() {
        let view = json(&show::on_day_json(chronicle, day));
        prop_assert_eq!(strings(&view["composed_of"]), versions.clone());
        prop_assert_eq!(view["title"].as_str(), Some(title));
    }
    let view = json(&log::json(history, &["d"]));
    let view = &view["documents"][0];
    prop_assert_eq!(
        strings(&view["in_force"]),
        versions.clone(),
        "log on {}",
        day
    );
    prop_assert_eq!(view["undecided"].is_object(), undecided, "log on {}", day);
    let stages = view["versions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|own| &own["status"]);
    let wanted: Vec<Value> = chronicle
        .standings(day)
        .iter()
        .map(|own| log::status_name(own.stage).into())
        .collect();
    prop_assert_eq!(stages.cloned().collect::<Vec<_>>(), wanted);
    bound(world, history, (text, title), day)?;
    stated(world, history, (text, title), day)
}

/// Stages that follow from what applies.
fn stages_fit(
    world: &World,
    standings: &[Standing<'_>],
    text: &Text<'_>,
    day: NaiveDate,
) -> Checked {
    let newest = text.versions().last().map(|own| &own.front.version);
    for (own, version) in standings.iter().zip(&world.versions) {
        let name = format!(
            "version {} on {day}: {:?}",
            own.version.front.version, own.stage
        );
        let in_text = text.is_made_of(own.version);
        let begun = own.days.first().is_some_and(|first| *first <= day);
        let called_off =
            !version.told.is_empty() && version.told.iter().all(|own| own.day(day).is_none());
        match own.stage {
            Stage::Draft => prop_assert!(version.published.is_none(), "{name}"),
            Stage::NotPublic => {
                prop_assert!(version.published.is_some_and(|on| on > day), "{name}")
            }
            Stage::Coming => prop_assert!(!in_text && !begun, "{name}"),
            Stage::InForce => {
                prop_assert!(
                    matches!(text, Text::Whole(_)) && in_text && own.pending.is_empty(),
                    "{name}"
                )
            }
            Stage::Partly => prop_assert!(text.applies() && begun, "{name}"),
            Stage::Superseded => {
                let later = newest.is_none_or(|newest| *newest > own.version.front.version);
                prop_assert!(begun && !in_text && later, "{name}");
                prop_assert!(
                    own.by.is_some() && own.superseded.is_some_and(|since| since <= day),
                    "{name}"
                );
            }
            Stage::CalledOff => prop_assert!(!in_text && own.days.is_empty(), "{name}"),
            Stage::Ended => prop_assert!(matches!(text, Text::Ended) && begun, "{name}"),
        }
        let published = version.published.is_some_and(|on| on <= day);
        if published && called_off && version.facts.iter().all(|(_, entry)| entry.is_some()) {
            prop_assert_eq!(own.stage, Stage::CalledOff, "{}", name);
        }
    }
    let in_force = standings
        .iter()
        .filter(|own| own.stage == Stage::InForce)
        .count();
    prop_assert!(in_force <= 1, "{in_force} versions in force on {day}");
    Ok(())
}

fn bound(
    world: &World,
    history: &History<'_>,
    (text, title): (&Text<'_>, &str),
    day: NaiveDate,
) -> Checked {
    let documents = Documents::of(history);
    let organisation =
        organisations::find(history.repository, "Region A").expect("an organisation");
    let words = Words::of(history.repository.settings.language);
    let view = binds::view(history, &binding::of(&documents, organisation), &words);
    let view = json(&binds::json(&view));
    let own = |list: &str| {
        let mut rows = view[list].as_array().into_iter().flatten().cloned();
        rows.find(|own| own["document"] == "d")
    };
    let signed = world.signed <= day;
    prop_assert_eq!(
        own("texts").is_some(),
        signed && text.applies(),
        "binds on {}",
        day
    );
    prop_assert_eq!(
        own("left_out").is_some(),
        signed && !text.applies(),
        "binds on {}",
        day
    );
    if let Some(own) = own("texts") {
        let versions: Vec<&str> = text
            .versions()
            .iter()
            .map(|own| own.front.version.as_str())
            .collect();
        prop_assert_eq!(strings(&own["versions"]), versions);
        prop_assert_eq!(own["undecided"].is_object(), text.undecided().is_some());
        prop_assert_eq!(own["title"].as_str(), Some(title));
    }
    Ok(())
}

fn stated(
    world: &World,
    history: &History<'_>,
    (text, title): (&Text<'_>, &str),
    day: NaiveDate,
) -> Checked {
    let chronicles = chronicle::all(history);
    let services = statements::of(&chronicles.values().collect::<Vec<_>>());
    let view = json(&table::json(history, &services));
    let own = view["services"].as_array().and_then(|rows| rows.first());
    prop_assert_eq!(own.is_some(), text.applies(), "personal-data on {}", day);
    let Some(own) = own else { return Ok(()) };
    let agreement = world.fact("personal_data", (day, day), |own| own.agreement);
    let numbers = text.numbers();
    prop_assert_eq!(
        own["versions"].as_str(),
        Some(numbers.as_str()),
        "on {}",
        day
    );
    prop_assert_eq!(own["title"].as_str(), Some(title));
    prop_assert_eq!(
        own["agreement"]["document"].as_str(),
        agreement,
        "on {}",
        day
    );
    prop_assert_eq!(own["undecided"].is_object(), text.undecided().is_some());
    if let super::Law::Text(words) = world.law(day, day) {
        prop_assert_eq!(
            own["particulars"][0]["text"].as_str(),
            words.get(&0).map(String::as_str)
        );
    }
    Ok(())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}
