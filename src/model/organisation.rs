//! Swedish organisation numbers, and the personal identity numbers that must never pass for one.
//!
//! Both have ten digits, the last of them a check digit (SFS 1974:174; Skatteverket's SKV 707 and
//! SKV 704). In an organisation number the third and fourth digit together are at least 20, so that
//! they can never be a month.

use std::fmt;

use super::person;

/// An organisation number whose check digit holds and that is not a person's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationNumber(String);

/// Why a text is no organisation number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberProblem {
    /// It does not have the form.
    Form,
    /// Its check digit does not hold.
    CheckDigit,
    /// It is, or could be, a person's.
    Personal,
}

impl OrganisationNumber {
    /// Reads `NNNNNN-NNNN`, with or without the hyphen and with or without the prefix `16`.
    ///
    /// # Errors
    /// When it has another form, a check digit that does not hold, or when it is a person's: whose
    /// third and fourth digit can be a month, or that begins with a century of birth.
    pub fn parse(text: &str) -> Result<Self, NumberProblem> {
        let text = text.trim();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let others: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
        if person::held(text).is_some() {
            return Err(NumberProblem::Personal);
        }
        let ten = match (digits.len(), digits.strip_prefix("16")) {
            (10, _) => digits.as_str(),
            (12, Some(rest)) => rest,
            _ => return Err(NumberProblem::Form),
        };
        let hyphen_stands_right = match others.as_str() {
            "" => true,
            "-" => text.len() > 4 && text.as_bytes()[text.len() - 5] == b'-',
            _ => false,
        };
        if !hyphen_stands_right {
            return Err(NumberProblem::Form);
        }
        if !person::check_digit_holds(&ten.bytes().map(|byte| byte - b'0').collect::<Vec<_>>()) {
            return Err(NumberProblem::CheckDigit);
        }
        Ok(Self(ten.to_owned()))
    }

    /// The ten digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrganisationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", &self.0[..6], &self.0[6..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, NumberProblem> {
        OrganisationNumber::parse(text).map(|number| number.to_string())
    }

    #[test]
    fn every_way_to_write_an_organisation_number_gives_the_same() {
        // The number of a made-up organisation: no series begins with 00.
        for text in [
            "002000-0006",
            "0020000006",
            "16002000-0006",
            "160020000006",
            " 002000-0006 ",
        ] {
            assert_eq!(read(text).as_deref(), Ok("002000-0006"), "{text}");
        }
    }

    #[test]
    fn a_persons_number_is_refused_in_every_form_and_even_when_mistyped() {
        for text in [
            "811228-9874",
            "8112289874",
            "19811228-9874",
            "198112289874",
            "811228+9874",
            "811228-9875",
            "811288-9874",
            "16811228-9874",
            "200001019999",
        ] {
            assert_eq!(read(text), Err(NumberProblem::Personal), "{text}");
        }
    }

    #[test]
    fn a_wrong_check_digit_and_a_wrong_form_are_told_apart() {
        assert_eq!(read("002000-0007"), Err(NumberProblem::CheckDigit));
        for text in [
            "",
            "00200-00003",
            "002000-000",
            "0020-000003",
            "SE002000000601",
            "002000 0003",
            "1234",
        ] {
            assert_eq!(read(text), Err(NumberProblem::Form), "{text}");
        }
    }
}
