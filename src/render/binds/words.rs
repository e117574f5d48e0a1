//! What `binds` says, in both languages.

use super::{EndedView, LeftOutView, ReasonView, RowView, SinceView, TextView};
use crate::model::finding::Language;

/// The words of one language.
pub(super) struct Words(pub Language);

impl Words {
    fn pick(&self, sv: String, en: String) -> String {
        match self.0 {
            Language::Sv => sv,
            Language::En => en,
        }
    }

    pub fn heading(&self, organisation: &str, day: &str) -> String {
        self.pick(
            format!("Det här binder {organisation} den {day}"),
            format!("What binds {organisation} on {day}"),
        )
    }

    pub fn nothing(&self) -> String {
        self.pick(
            "Ingen text binder organisationen den dagen.".to_owned(),
            "No text binds the organisation on that day.".to_owned(),
        )
    }

    pub fn other_names(&self, names: &[String]) -> String {
        let names = names.join(", ");
        self.pick(format!("Även som {names}."), format!("Also as {names}."))
    }

    pub fn in_force(&self, text: &TextView) -> String {
        let (versions, since) = (text.versions.join(", "), &text.in_force_since);
        self.pick(
            format!("version {versions}, i kraft sedan {since}"),
            format!("version {versions}, in force since {since}"),
        )
    }

    pub fn reason(&self, reason: &ReasonView) -> String {
        match reason {
            ReasonView::Signed(row) => {
                let with = self.with(row);
                self.pick(
                    format!("tecknat {} (version {}){with}", row.signed, row.version),
                    format!("signed {} (version {}){with}", row.signed, row.version),
                )
            }
            ReasonView::Customer(row) => self.pick(
                format!(
                    "tecknat {} av {}, som ansluts genom organisationen",
                    row.signed, row.organisation
                ),
                format!(
                    "signed {} by {}, which is connected through the organisation",
                    row.signed, row.organisation
                ),
            ),
            ReasonView::WholeOf { title, .. } => self.pick(
                format!("{title} är en del av det"),
                format!("{title} is part of it"),
            ),
            ReasonView::PartOf { title, .. } => {
                self.pick(format!("del av {title}"), format!("part of {title}"))
            }
            ReasonView::Beside { title, .. } => self.pick(
                format!("gäller tillsammans med {title}"),
                format!("applies together with {title}"),
            ),
            ReasonView::Service { title, row, .. } => {
                let with = self.with(row);
                self.pick(
                    format!("tjänst under {title}, tecknat {}{with}", row.signed),
                    format!("service under {title}, signed {}{with}", row.signed),
                )
            }
            ReasonView::PersonalData { title, .. } => self.pick(
                format!("personuppgiftsbiträdesavtal för {title}"),
                format!("data-processing agreement for {title}"),
            ),
        }
    }

    /// Through whom, and for which board.
    fn with(&self, row: &RowView) -> String {
        let through = row.through.as_ref().map(|customer| {
            let name = if customer.name.is_empty() {
                &customer.number
            } else {
                &customer.name
            };
            self.pick(format!(" genom {name}"), format!(" through {name}"))
        });
        let board = row
            .board
            .as_ref()
            .map(|board| self.pick(format!(" för {board}"), format!(" for {board}")));
        format!(
            "{}{}",
            through.unwrap_or_default(),
            board.unwrap_or_default()
        )
    }

    pub fn since(&self, since: &SinceView) -> String {
        let days: Vec<&str> = since
            .releases
            .iter()
            .map(|release| release.published.as_str())
            .collect();
        let (days, signed, count) = (days.join(", "), &since.signed, since.changes);
        let one = count == 1;
        let (sv, en) = match (count, &since.added) {
            (0, None) => {
                return self.pick(
                    format!("oförändrat sedan tecknandet ({signed})"),
                    format!("unchanged since it signed ({signed})"),
                );
            }
            (0, Some(_)) => (
                "oförändrat sedan dess".to_owned(),
                "unchanged since then".to_owned(),
            ),
            _ => (
                format!(
                    "{count} {} sedan {}, {} {days}",
                    if one { "ändring" } else { "ändringar" },
                    if since.added.is_some() {
                        "dess".to_owned()
                    } else {
                        format!("tecknandet ({signed})")
                    },
                    if one { "publicerad" } else { "publicerade" }
                ),
                format!(
                    "{count} {} since {}, published {days}",
                    if one { "change" } else { "changes" },
                    if since.added.is_some() {
                        "then".to_owned()
                    } else {
                        format!("it signed ({signed})")
                    }
                ),
            ),
        };
        match &since.added {
            None => self.pick(sv, en),
            Some(added) => self.pick(
                format!("finns sedan {added}, efter tecknandet ({signed}); {sv}"),
                format!("exists since {added}, after it signed ({signed}); {en}"),
            ),
        }
    }

    pub fn ended_heading(&self) -> String {
        self.pick("Har upphört".to_owned(), "Ended".to_owned())
    }

    pub fn ended(&self, ended: &EndedView) -> String {
        let with = self.with(&ended.row);
        self.pick(
            format!(
                "{}{with}: tecknat {}, upphörde {}",
                ended.title, ended.row.signed, ended.ended
            ),
            format!(
                "{}{with}: signed {}, ended {}",
                ended.title, ended.row.signed, ended.ended
            ),
        )
    }

    pub fn left_out_heading(&self) -> String {
        self.pick(
            "Binder inte den dagen".to_owned(),
            "Does not bind on that day".to_owned(),
        )
    }

    pub fn left_out(&self, own: &LeftOutView) -> String {
        let (sv, en) = match own.why {
            "governs-no-service" => (
                "är en del av avtalet men gäller ingen av tjänsterna",
                "is part of the agreement but governs none of the services",
            ),
            "not-in-force" => (
                "har ingen gällande lydelse den dagen",
                "has no text in force on that day",
            ),
            _ => (
                "hör till ett annat avtal än det som är tecknat",
                "belongs to another agreement than the one signed",
            ),
        };
        self.pick(
            format!("{}: {sv}", own.title),
            format!("{}: {en}", own.title),
        )
    }
}
