//! How much notice a change needs, and the date of effect that follows from it.

use chrono::NaiveDate;

use super::{calendar, words};
use crate::args;
use crate::model::finding::Language;
use crate::model::record::{Effect, Materiality};
use crate::model::settings::{NoticeRule, Period, Settings};

/// A proposed date of effect and how it was derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// The day from which the period counts.
    pub from: NaiveDate,
    /// The period; `None` when the change may apply at once.
    pub period: Option<Period>,
    /// The earliest day of effect.
    pub date: NaiveDate,
}

/// What a notice rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'a> {
    /// The kind of document.
    pub kind: &'a str,
    /// The author's label.
    pub materiality: Materiality,
    /// The direction, seen from the customer.
    pub effect: Effect,
}

impl Change<'_> {
    fn falls_under(&self, rule: &NoticeRule) -> bool {
        let kind = rule.kinds.is_empty() || rule.kinds.iter().any(|id| id.value == self.kind);
        kind && rule
            .materiality
            .is_none_or(|label| label == self.materiality || self.may_be(label))
    }
}

impl Change<'_> {
    /// Whether a change that nobody has judged may turn out to be of this kind.
    fn may_be(&self, label: Materiality) -> bool {
        self.materiality == Materiality::Unclear && label == Materiality::Material
    }
}

/// The earliest day of effect of `change`, made known on `from`. The
/// rule holds that was in effect on the publication date; without one the change may apply at once.
pub fn propose(
    settings: &Settings,
    change: Change<'_>,
    published: NaiveDate,
    from: NaiveDate,
) -> Proposal {
    let period = settings
        .notice
        .iter()
        .filter(|rule| rule.from.value <= published && change.falls_under(rule))
        .filter_map(|rule| rule.periods.get(&change.effect))
        .next_back()
        .copied();
    let date = period.map_or(from, |period| calendar::add(from, period));
    Proposal { from, period, date }
}

impl Proposal {
    /// The derivation in words: "2022-06-17 + 3 månader = 2022-09-17".
    pub fn derivation(&self, language: Language) -> String {
        match self.period {
            Some(period) => format!(
                "{} + {} = {}",
                self.from,
                words::period(period, language),
                self.date
            ),
            None => self.date.to_string(),
        }
    }

    /// The derivation against a stated day that is too early:
    /// "2022-06-17 + 3 månader = 2022-09-17; angivet 2022-09-16 är 1 dag för tidigt".
    pub fn against(&self, stated: NaiveDate, language: Language) -> String {
        let days = (self.date - stated).num_days();
        let derivation = self.derivation(language);
        let stated = stated.to_string();
        language.say("notice.too-early", args![derivation, stated, days])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::span::{Located, Span};

    fn change(effect: Effect) -> Change<'static> {
        Change {
            kind: "btv",
            materiality: Materiality::Material,
            effect,
        }
    }

    fn day(text: &str) -> NaiveDate {
        crate::parse::dates::iso(text).expect(text)
    }

    fn settings() -> Settings {
        let rule = |from: &str, months| NoticeRule {
            from: Located::new(day(from), Span::default()),
            kinds: Vec::new(),
            materiality: None,
            periods: [(
                Effect::Adverse,
                Period {
                    months,
                    days: 0,
                    until: None,
                },
            )]
            .into(),
        };
        Settings {
            notice: vec![rule("2018-04-01", 3), rule("2023-01-01", 6)],
            ..Settings::default()
        }
    }

    #[test]
    fn the_rule_of_the_publication_date_holds() {
        let of = |published: &str| {
            propose(
                &settings(),
                change(Effect::Adverse),
                day(published),
                day(published),
            )
            .date
            .to_string()
        };
        assert_eq!(of("2022-12-31"), "2023-03-31");
        assert_eq!(of("2023-01-01"), "2023-07-01");
        assert_eq!(of("2017-01-01"), "2017-01-01");
    }

    #[test]
    fn what_is_not_adverse_may_apply_at_once() {
        let proposal = propose(
            &settings(),
            change(Effect::Neutral),
            day("2022-06-17"),
            day("2022-06-17"),
        );
        assert_eq!(proposal.date, day("2022-06-17"));
    }

    #[test]
    fn the_derivation_says_by_how_much_a_stated_day_is_too_early() {
        let proposal = propose(
            &settings(),
            change(Effect::Adverse),
            day("2022-06-17"),
            day("2022-06-17"),
        );
        assert_eq!(
            proposal.against(day("2022-09-16"), Language::Sv),
            "2022-06-17 + 3 månader = 2022-09-17; angivet 2022-09-16 är 1 dag för tidigt"
        );
    }

    #[test]
    fn a_rule_for_one_label_or_kind_holds_for_no_other() {
        let mut settings = settings();
        settings.notice[0].materiality = Some(Materiality::Material);
        settings.notice[0].kinds = vec![Located::new("btv".to_owned(), Span::default())];
        let on = day("2022-06-17");
        let period = |change| propose(&settings, change, on, on).period;
        assert!(period(change(Effect::Adverse)).is_some());
        assert!(
            period(Change {
                materiality: Materiality::Editorial,
                ..change(Effect::Adverse)
            })
            .is_none()
        );
        assert!(
            period(Change {
                kind: "bilaga",
                ..change(Effect::Adverse)
            })
            .is_none()
        );
    }
}
