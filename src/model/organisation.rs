//! Swedish organisation numbers, and the personal identity numbers that must never pass for one.
//!
//! Both have ten digits, the last of them a check digit (SFS 1974:174; Skatteverket's SKV 707 and SKV 704). In an
//! organisation number the third and fourth digit together are at least 20, so that they can never be a month.

use std::borrow::Cow;
use std::fmt;

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
    /// When it has another form, a check digit that does not hold, or when it is a person's: whose third and fourth
    /// digit can be a month, or that begins with a century of birth.
    pub fn parse(text: &str) -> Result<Self, NumberProblem> {
        let text = text.trim();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let others: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
        if is_personal(&digits) {
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
        if !check_digit_holds(ten) {
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

/// Whether the digits are those of a person, whatever their check digit says: a mistyped one is a person's too.
fn is_personal(digits: &str) -> bool {
    let ten = match digits.len() {
        10 => digits,
        12 if !digits.starts_with("16") => return matches!(&digits[..2], "18" | "19" | "20"),
        12 => &digits[2..],
        _ => return false,
    };
    ten.as_bytes()[2] < b'2'
}

/// The sum over the digits, every other one from the first doubled and its digits added, ends in zero.
fn check_digit_holds(ten: &str) -> bool {
    let weighed = ten.bytes().enumerate().map(|(at, digit)| {
        let value = u32::from(digit - b'0');
        let doubled = if at % 2 == 0 { value * 2 } else { value };
        doubled / 10 + doubled % 10
    });
    weighed.sum::<u32>() % 10 == 0
}

/// `text` with every digit of what is, or could be, a personal identity number struck out; the same number of bytes,
/// so that places in it hold. Dates and organisation numbers stay.
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut out: Option<Vec<u8>> = None;
    for (start, run) in number_like(text) {
        if could_be_personal(run) {
            let bytes = out.get_or_insert_with(|| text.as_bytes().to_vec());
            for byte in &mut bytes[start..start + run.len()] {
                if byte.is_ascii_digit() {
                    *byte = b'X';
                }
            }
        }
    }
    out.and_then(|bytes| String::from_utf8(bytes).ok()).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether `text` holds what is a personal identity number by its form.
pub fn holds_personal_number(text: &str) -> bool {
    number_like(text).any(|(_, run)| {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        is_personal(&digits)
    })
}

fn could_be_personal(run: &str) -> bool {
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let is_date =
        run.len() == 10 && digits.len() == 8 && run.as_bytes()[4] == b'-' && run.as_bytes()[7] == b'-';
    match digits.len() {
        0..=7 => false,
        10 => is_personal(&digits),
        12 => !digits.starts_with("16") || is_personal(&digits),
        _ => !is_date,
    }
}

/// The runs of digits in `text` with single hyphens, plus signs or spaces inside, each with where it starts.
fn number_like(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(u8::is_ascii_digit)?;
        let mut end = start + 1;
        while end < bytes.len() {
            let joins = matches!(bytes[end], b'-' | b'+' | b' ')
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !bytes[end].is_ascii_digit() && !joins {
                break;
            }
            end += 1;
        }
        at = end;
        Some((start, &text[start..end]))
    })
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
        for text in ["002000-0006", "0020000006", "16002000-0006", "160020000006", " 002000-0006 "] {
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
            assert!(holds_personal_number(&format!("Firma {text} X")), "{text}");
        }
    }

    #[test]
    fn a_wrong_check_digit_and_a_wrong_form_are_told_apart() {
        assert_eq!(read("002000-0007"), Err(NumberProblem::CheckDigit));
        for text in ["", "00200-00003", "002000-000", "0020-000003", "SE002000000601", "002000 0003", "1234"]
        {
            assert_eq!(read(text), Err(NumberProblem::Form), "{text}");
        }
    }

    #[test]
    fn what_could_be_a_persons_number_is_struck_out_and_nothing_else() {
        let line = "Å;811228-9874;2019-12-18;002000-0006;19811228 9874;81122898745;tel 08-123 45";
        let masked = masked(line);
        assert_eq!(masked, "Å;XXXXXX-XXXX;2019-12-18;002000-0006;XXXXXXXX XXXX;XXXXXXXXXXX;tel 08-123 45");
        assert_eq!(masked.len(), line.len());
    }
}
