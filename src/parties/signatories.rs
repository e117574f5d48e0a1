//! Who is bound by a document on a day, as a list that people search by name.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization as _;

use crate::changelog::sorting::SwedishOrder;
use crate::model::register::{Register, Signatory};

/// The signatories that are bound on `day`, in Swedish order; those of one name by number, customer
/// and board.
pub fn listed(register: &Register, day: NaiveDate) -> Vec<&Signatory> {
    let order = SwedishOrder::new();
    let mut rows: Vec<&Signatory> = register
        .signatories
        .iter()
        .filter(|row| row.binds_on(day))
        .collect();
    let rest = |row: &Signatory| {
        let board = row.board.as_ref().map(|board| board.value.clone());
        (
            row.number.value.clone(),
            row.through.as_ref().map(|own| own.value.clone()),
            board,
            row.signed.value,
        )
    };
    rows.sort_by(|a, b| {
        order
            .compare(&a.organisation.value, &b.organisation.value)
            .then_with(|| rest(a).cmp(&rest(b)))
    });
    rows
}

/// How many had signed and are no longer bound on `day`.
pub fn ended(register: &Register, day: NaiveDate) -> usize {
    let rows = register.signatories.iter();
    rows.filter(|row| row.has_signed_by(day) && row.has_ended_by(day))
        .count()
}

/// Under which sign a name is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Initial {
    /// It begins with a digit.
    Digit,
    /// It begins with a letter from A to Z.
    Latin(char),
    /// It begins with å, ä or ö, by their place among the three.
    Swedish(usize),
    /// It begins otherwise.
    Other,
}

const SWEDISH: [char; 3] = ['Å', 'Ä', 'Ö'];

impl Initial {
    /// The initial of `name`: its first letter or digit, accents aside (é is with e); ü is with y,
    /// æ with ä, ø with ö, as Swedish sorts.
    pub fn of(name: &str) -> Self {
        let Some(first) = name.nfc().find(|c| c.is_alphanumeric()) else {
            return Initial::Other;
        };
        let upper = match first.to_uppercase().next().unwrap_or(first) {
            'Æ' => 'Ä',
            'Ø' => 'Ö',
            'Ü' => 'Y',
            other => other,
        };
        if let Some(place) = SWEDISH.iter().position(|own| *own == upper) {
            return Initial::Swedish(place);
        }
        match upper.nfd().next().unwrap_or(upper) {
            digit if digit.is_ascii_digit() => Initial::Digit,
            letter if letter.is_ascii_uppercase() => Initial::Latin(letter),
            _ => Initial::Other,
        }
    }

    /// As it is printed.
    pub fn label(self) -> String {
        match self {
            Initial::Digit => "0–9".to_owned(),
            Initial::Latin(letter) => letter.to_string(),
            Initial::Swedish(place) => SWEDISH[place].to_string(),
            Initial::Other => "#".to_owned(),
        }
    }

    /// A word for ids: lower case, without å, ä and ö.
    pub fn key(self) -> String {
        match self {
            Initial::Digit => "siffra".to_owned(),
            Initial::Latin(letter) => letter.to_ascii_lowercase().to_string(),
            Initial::Swedish(place) => ["aa", "ae", "oe"][place].to_owned(),
            Initial::Other => "annat".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{dates, fields::Source, register};

    #[test]
    fn names_stand_as_swedish_sorts_with_digits_first_and_accents_aside() {
        let names = [
            "Öst",
            "Zeta",
            "Ärla",
            "Åby",
            "Édouards",
            "Ek",
            "Eva",
            "1700-talet",
            "adam",
            "Evert",
            "2 Bolag",
        ];
        let header = "organisation,organisation_number,category,signed,version,services\n";
        let rows: Vec<String> = names
            .iter()
            .map(|name| format!("{name},002000-0006,,2020-01-01,1.0,\n"))
            .collect();
        let text = format!("{header}{}", rows.join(""));
        let mut source = Source::new("contracts/registers/a.csv", &text);
        let register = register::read(&mut source, "a").expect("a register");
        let day = dates::iso("2020-01-01").expect("a day");
        let sorted: Vec<&str> = listed(&register, day)
            .iter()
            .map(|row| row.organisation.value.as_str())
            .collect();
        let expected = [
            "1700-talet",
            "2 Bolag",
            "adam",
            "Édouards",
            "Ek",
            "Eva",
            "Evert",
            "Zeta",
            "Åby",
            "Ärla",
            "Öst",
        ];
        assert_eq!(sorted, expected);
        let initials: Vec<Initial> = sorted.iter().map(|name| Initial::of(name)).collect();
        assert!(
            initials.is_sorted(),
            "the initials follow the order of the names: {initials:?}"
        );
        assert!(
            listed(&register, day.pred_opt().expect("a day")).is_empty(),
            "nobody had signed yet"
        );
    }

    #[test]
    fn an_initial_is_a_digit_a_letter_or_something_else() {
        let label = |name: &str| Initial::of(name).label();
        assert_eq!(
            [
                "”Ö-bolaget”",
                "a\u{30a}rsta",
                "Østerbro",
                "Übung",
                "日本",
                "",
                "=cmd"
            ]
            .map(label),
            ["Ö", "Å", "Ö", "Y", "#", "#", "C"].map(str::to_owned)
        );
    }
}
