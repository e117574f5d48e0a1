//! The law "one answer": over generated histories with several dates, corrections, ends moved and
//! called off, overtaken changes, ids that come back, changed facts and drafts, every command and
//! page says the same of every day, and what they say is what the story says.

mod answers;
mod pages;
mod stories;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use self::stories::{Law, Story, World, stories};
use crate::changelog::history::History;
use crate::chronicle::{Chronicle, Text};
use crate::parse;

type Checked = Result<(), TestCaseError>;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_command_and_page_gives_the_same_answer_for_every_day(story in stories()) {
        holds(&story)?;
    }
}

/// A thousand histories, or more where the environment asks for them.
fn config() -> ProptestConfig {
    let given = ProptestConfig::default();
    ProptestConfig {
        cases: given.cases.max(1000),
        failure_persistence: None,
        ..given
    }
}

fn holds(story: &Story) -> Checked {
    let world = stories::world(story);
    let (repository, findings) = parse::repository::read(&world.snapshot);
    prop_assert!(findings.is_empty(), "{findings:#?}");
    let compared = History::of(&repository, NaiveDate::MAX);
    let days: Vec<NaiveDate> = world.days().into_iter().collect();
    for (at, day) in days.iter().copied().enumerate() {
        let history = compared.known_on(day);
        let chronicle = Chronicle::of(&history, "d").expect("a document");
        intervals_hold_every_day(&chronicle)?;
        text_is_the_storys(&world, &chronicle, day)?;
        past_days_stay_as_they_were(&world, &chronicle, &days[..at])?;
        answers::agree(&world, &history, &chronicle, day)?;
        // Pages cost more: those of every seventh day, another one in each story.
        if (at + story.sections + story.editions.len()).is_multiple_of(7) {
            pages::agree(&world, &history, &chronicle)?;
        }
    }
    Ok(())
}

/// They meet without gap or overlap, and within one nothing changes.
fn intervals_hold_every_day(chronicle: &Chronicle<'_, '_>) -> Checked {
    let intervals = chronicle.intervals();
    prop_assert!(intervals.first().is_some_and(|own| own.from.is_none()));
    prop_assert!(intervals.last().is_some_and(|own| own.until.is_none()));
    for pair in intervals.windows(2) {
        prop_assert_eq!(pair[0].until, pair[1].from);
        prop_assert!(pair[0].from < pair[1].from);
    }
    for own in intervals.iter().filter(|own| own.text.applies()) {
        let last = own.until.and_then(|until| until.pred_opt());
        if let Some((first, last)) = own.from.zip(last) {
            prop_assert_eq!(
                chronicle.markdown(first),
                chronicle.markdown(last),
                "{} to {}",
                first,
                last
            );
        }
    }
    Ok(())
}

fn text_is_the_storys(world: &World, chronicle: &Chronicle<'_, '_>, day: NaiveDate) -> Checked {
    let law = world.law(day, day);
    match (chronicle.text(day), &law) {
        (Text::NotYet, Law::NotYet)
        | (Text::Ended, Law::Ended)
        | (Text::Undecided(..), Law::Undecided) => {}
        (Text::Whole(_) | Text::Composed(_), Law::Text(wanted)) => {
            let text = chronicle.markdown(day).unwrap_or_default();
            let words = |line: &str| line.starts_with("Ord").then(|| line.to_owned());
            let mut found: Vec<String> = text.lines().filter_map(words).collect();
            found.sort();
            let wanted: Vec<String> = wanted.values().cloned().collect();
            prop_assert_eq!(found, wanted, "on {}", day);
        }
        (found, _) => prop_assert!(false, "on {day}: {found:?} where the story says {law:?}"),
    }
    Ok(())
}

/// What applied on a day does not depend on when one asks, as long as facts are appended as the
/// program appends them. Only what nobody could decide then may be plain later, when the change
/// that was overtaken is called off.
fn past_days_stay_as_they_were(
    world: &World,
    chronicle: &Chronicle<'_, '_>,
    past: &[NaiveDate],
) -> Checked {
    for day in past {
        let then = world.law(*day, *day);
        let same = match (chronicle.text(*day), &then) {
            (_, Law::Undecided) => true,
            (Text::NotYet, Law::NotYet) | (Text::Ended, Law::Ended) => true,
            (Text::Whole(_) | Text::Composed(_), Law::Text(_)) => {
                world.law(*day, chronicle.known) == then
            }
            _ => false,
        };
        prop_assert!(same, "of {day} as known on {}: {then:?}", chronicle.known);
    }
    Ok(())
}
