//! Personal identity numbers, however they are written: found, refused in registers, and struck out
//! where shown.
//!
//! A number has six or eight digits for a day of birth, with sixty added to the day in a
//! coordination number, and four more (Skatteverket, SKV 704 and SKV 707). People write it with
//! every dash, space and point; text processors add signs that nobody sees. All of it is read as
//! the same digits first ([`signs`]). What is asked then differs:
//!
//! - A register must hold no such number. There [`held`] refuses whatever has the form, also when
//!   the check digit says that a digit is wrong: a mistyped number is a person's too.
//! - Running words hold many other numbers. There [`in_words`] names only what is very probably a
//!   person's.

mod signs;
mod windows;

use std::borrow::Cow;
use std::ops::Range;

use self::signs::{Kind, Sign};
pub(super) use self::windows::check_digit_holds;
use self::windows::{Group, is_day, runs, ten};
use super::organisation::OrganisationNumber;

/// Where `text`, a cell or the name of a register, holds what has the form of a person's number.
pub fn held(text: &str) -> Option<Range<usize>> {
    all_held(text).into_iter().next()
}

fn all_held(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if is_too_short(text) {
        return found;
    }
    for run in runs(signs::read(text), true) {
        let own = windows::windows(&run).filter(|(own, digits)| is_persons(&run, own, digits));
        found.extend(own.map(|(own, _)| range(&run, &own)));
    }
    found.extend(interim(&signs::read(text).collect::<Vec<_>>()));
    found
}

fn range(run: &[Group], own: &Range<usize>) -> Range<usize> {
    run[own.start].range.start..run[own.end - 1].range.end
}

fn is_persons(run: &[Group], own: &Range<usize>, digits: &[u8]) -> bool {
    let Some(ten) = ten(digits) else { return false };
    let lengths: Vec<usize> = run[own.clone()]
        .iter()
        .map(|group| group.digits.len())
        .collect();
    match lengths.as_slice() {
        // As it should be written: a month below twenty is enough, since no organisation number has
        // one.
        [10] | [6, 4] => ten[2] < 2,
        [12] | [8, 4] => digits[0] != 1 || digits[1] != 6 || ten[2] < 2,
        _ if is_times(run, own) => false,
        lengths if is_usual(lengths) => is_day(ten),
        _ => is_day(ten) && check_digit_holds(ten),
    }
}

/// Whether the groups divide where the parts of a number are: years, month, day, and the last four.
fn is_usual(lengths: &[usize]) -> bool {
    if lengths.iter().all(|length| *length == 1) {
        return true;
    }
    let day = |part: &[usize]| {
        matches!(
            part,
            [6] | [8] | [2, 2, 2] | [2, 6] | [4, 4] | [4, 2, 2] | [2, 2, 2, 2]
        )
    };
    let rest = |part: &[usize]| matches!(part, [4] | [2, 2] | [1, 3] | [3, 1] | [1, 1, 1, 1]);
    (1..lengths.len()).any(|at| day(&lengths[..at]) && rest(&lengths[at..]))
}

/// Whether the groups are days and times of day, as `2022-12-19 – 2023-01-01` and `2022-12-19
/// 00:00`.
fn is_times(run: &[Group], own: &Range<usize>) -> bool {
    let value = |group: &Group| {
        group
            .digits
            .iter()
            .fold(0u32, |sum, digit| sum * 10 + u32::from(*digit))
    };
    let is_day = |at: usize| match run.get(at..at + 3) {
        Some([year, month, day]) => {
            let lengths = [year, month, day].map(|group| group.digits.len());
            lengths == [4, 2, 2]
                && month.before == "-"
                && day.before == "-"
                && is_day_of(year, month, day)
        }
        _ => false,
    };
    let is_time = |at: usize| match run.get(at..at + 2) {
        Some([hour, minute]) => minute.before == ":" && value(hour) < 24 && value(minute) < 60,
        _ => false,
    };
    is_day(own.start) && (is_day(own.start + 3) || is_time(own.start + 3))
}

fn is_day_of(year: &Group, month: &Group, day: &Group) -> bool {
    let digits: Vec<u8> = [&year.digits[2..], &month.digits, &day.digits].concat();
    is_day(&digits) && day.digits[0] < 4
}

/// Numbers with letters among their last four, as given to those who have no other yet:
/// `811218-T123`.
fn interim(signs: &[Sign]) -> Vec<Range<usize>> {
    let digits = |part: &[Sign]| -> Option<Vec<u8>> {
        let value = |sign: &Sign| {
            if let Kind::Digit(value) = sign.kind {
                Some(value)
            } else {
                None
            }
        };
        part.iter().map(value).collect()
    };
    let is = |from: usize, length: usize| -> Option<Range<usize>> {
        let day = digits(signs.get(from..from + length)?)?;
        if !is_day(&day[length - 6..]) || length == 8 && !matches!(day[..2], [1, 8 | 9] | [2, 0]) {
            return None;
        }
        let rest = &signs[from + length..];
        let joints = rest
            .iter()
            .take_while(|sign| matches!(sign.kind, Kind::Joint(_)))
            .count();
        let last = rest.get(joints..joints + 4)?;
        let letters = last
            .iter()
            .take_while(|sign| matches!(sign.kind, Kind::Letter(_)))
            .count();
        digits(&last[letters..])?;
        let after = rest.get(joints + 4).map(|sign| sign.kind);
        let ends = !matches!(after, Some(Kind::Digit(_) | Kind::Letter(_)));
        (ends && joints <= 1 && matches!(letters, 1 | 2)).then(|| signs[from].start..last[3].end)
    };
    let begins = |from: &usize| match from.checked_sub(1) {
        Some(before) => !matches!(signs[before].kind, Kind::Digit(_)),
        None => true,
    };
    (0..signs.len())
        .filter(begins)
        .filter_map(|from| is(from, 8).or_else(|| is(from, 6)))
        .collect()
}

/// Where running words hold what is very probably a person's number: written as such, of a day that
/// exists, with a check digit that holds, and no part of a longer number.
pub fn in_words(text: &str) -> Vec<Range<usize>> {
    find(text, true)
}

/// Whether `text` has fewer digits than any number of a person.
fn is_too_short(text: &str) -> bool {
    let counts = |c: &char| {
        if c.is_ascii() {
            c.is_ascii_digit()
        } else {
            signs::counts(*c)
        }
    };
    !text.contains("&#") && text.chars().filter(counts).nth(7).is_none()
}

fn find(text: &str, certain: bool) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    // No number goes on in the next paragraph, and hardly any paragraph has digits enough to be
    // looked at.
    for paragraph in text.split_inclusive("\n\n") {
        let own = find_in(paragraph, certain).into_iter();
        found.extend(own.map(|range| range.start + at..range.end + at));
        at += paragraph.len();
    }
    found
}

fn find_in(paragraph: &str, certain: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if is_too_short(paragraph) {
        return found;
    }
    for run in runs(signs::read(paragraph), false) {
        for (own, digits) in windows::windows(&run) {
            if is_written_as_persons(&run, &own, &digits, certain) {
                found.push(range(&run, &own));
            }
        }
    }
    found
}

fn is_written_as_persons(run: &[Group], own: &Range<usize>, digits: &[u8], certain: bool) -> bool {
    let Some(ten) =
        ten(digits).filter(|ten| is_day(ten) && (ten.len() == digits.len() || digits[1] != 6))
    else {
        return false;
    };
    let groups = &run[own.clone()];
    let joint = groups.get(1).map_or("", |group| group.before.as_str());
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let written = match lengths.as_slice() {
        // Ten digits that begin with a zero are a number of a telephone.
        [10] => digits[0] != 0,
        [12] => true,
        [6 | 8, 4] => joint.chars().count() <= 2 || joint == " - ",
        _ => false,
    };
    let is_apart = |joint: &str| joint.chars().all(|c| c == ' ');
    let apart = is_apart(&groups[0].before)
        && run
            .get(own.end)
            .is_none_or(|next| is_apart(&next.before) || next.before == ". ")
        && !groups[0].letter_before
        && !groups[groups.len() - 1].letter_after;
    let plain = matches!(lengths.as_slice(), [6 | 8, 4]) && joint.contains(['-', '+']);
    written && apart && (check_digit_holds(ten) || !certain && plain)
}

/// `text` with the digits of what could be a person's number struck out; one sign for each. For
/// messages and for lines of files other than registers.
pub fn masked(text: &str) -> Cow<'_, str> {
    struck(text, &find(text, false))
}

/// `text`, said about a register, with the digits of every number struck out that is a person's, or
/// long enough to be one and no organisation's; one sign for each.
pub fn masked_of_register(text: &str) -> Cow<'_, str> {
    let mut found = all_held(text);
    for run in runs(signs::read(text), true) {
        let (mut from, mut at) = (0, 0);
        while at <= run.len() {
            let known = known(text, &run[at..]);
            if known > 0 || at == run.len() {
                let count: usize = run[from..at].iter().map(|group| group.digits.len()).sum();
                if count > 8 {
                    found.push(range(&run, &(from..at)));
                }
                from = at + known;
            }
            at += known.max(1);
        }
    }
    struck(text, &found)
}

/// How many groups at the start of `run` are an organisation's number or a day of the calendar.
fn known(text: &str, run: &[Group]) -> usize {
    let organisation = |groups: usize| {
        let written = run
            .get(..groups)
            .and_then(|own| text.get(range(own, &(0..groups))));
        written.is_some_and(|written| OrganisationNumber::parse(written).is_ok())
    };
    let apart = |next: usize| {
        run.get(next)
            .is_none_or(|group| !matches!(group.before.as_str(), "-" | "+"))
    };
    match run {
        [year, month, day, ..]
            if [year, month, day].map(|group| group.digits.len()) == [4, 2, 2]
                && month.before == "-"
                && day.before == "-"
                && apart(3) =>
        {
            3
        }
        _ if organisation(2) && apart(2) => 2,
        _ if organisation(1) && apart(1) => 1,
        _ => 0,
    }
}

/// A line of a register as it may be shown: of its cells only those keep their digits that are a
/// day, an organisation's number, or too short to tell anything. One sign for each.
pub fn masked_cells(line: &str) -> Cow<'_, str> {
    let mut found = Vec::new();
    let mut at = 0;
    for cell in line.split_inclusive([',', ';', '\t', '|', '"', '\n']) {
        if !may_be_shown(
            cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '"')),
        ) {
            found.push(at..at + cell.len());
        }
        at += cell.len();
    }
    struck(line, &found)
}

fn may_be_shown(cell: &str) -> bool {
    let count = cell.chars().filter(|c| signs::counts(*c)).count();
    let is_day = || {
        let digits: Vec<u8> = cell
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|byte| byte - b'0')
            .collect();
        let century =
            digits.len() == 6 || digits.starts_with(&[1, 9]) || digits.starts_with(&[2, 0]);
        let month = digits.iter().rev().nth(3).is_some_and(|digit| *digit < 2);
        matches!(digits.len(), 6 | 8)
            && digits.len() == count
            && century
            && month
            && cell
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ' '))
    };
    count < 4 || OrganisationNumber::parse(cell).is_ok() || is_day()
}

/// `text` with an X for every sign within `ranges` that counts.
fn struck<'t>(text: &'t str, ranges: &[Range<usize>]) -> Cow<'t, str> {
    if ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    let within = |at: usize| ranges.iter().any(|range| range.contains(&at));
    let sign = |(at, c): (usize, char)| {
        if signs::counts(c) && within(at) {
            'X'
        } else {
            c
        }
    };
    Cow::Owned(text.char_indices().map(sign).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way to write one number that we know of; also a coordination number and one of
    /// somebody who is a hundred.
    const FORMS: [&str; 47] = [
        "811218-9876",
        "811218+9876",
        "8112189876",
        "19811218-9876",
        "198112189876",
        "19811218+9876",
        "811218\u{2010}9876",
        "811218\u{2011}9876",
        "811218\u{2012}9876",
        "811218–9876",
        "811218—9876",
        "811218―9876",
        "811218−9876",
        "811218－9876",
        "811218 9876",
        "811218  9876",
        "811218 - 9876",
        "811218\u{a0}9876",
        "811218\u{2009}9876",
        "811218\u{202f}–\u{202f}9876",
        "811218.9876",
        "811218:9876",
        "811218/9876",
        "811218\u{ad}9876",
        "811218\u{ad}-9876",
        "8112\u{200b}18-98\u{200b}76",
        "811218\u{2060}9876",
        "\u{202e}811218-9876\u{202c}",
        "811218\u{200e}-9876",
        "８１１２１８－９８７６",
        "٨١١٢١٨-٩٨٧٦",
        "𝟖𝟏𝟏𝟐𝟏𝟖-𝟗𝟖𝟕𝟔",
        "8\u{301}11218-9876",
        "81-12-18-9876",
        "81 12 18 98 76",
        "1981-12-18-9876",
        "1981-12-18 9876",
        "19 81 12 18 9876",
        "1981 1218 9876",
        "8 1 1 2 1 8 9 8 7 6",
        "19811218 - 9876",
        "811278-9873",
        "19811278–9873",
        "16811218-9876",
        "811218&nbsp;9876",
        "811218-T123",
        "19811218TF12",
    ];

    #[test]
    fn a_persons_number_is_found_in_every_form_and_wherever_it_stands() {
        for form in FORMS {
            for text in [
                form.to_owned(),
                format!("Firma {form} X"),
                format!("Avd. 2 {form}"),
                format!("({form})"),
            ] {
                assert!(held(&text).is_some(), "{text:?}");
            }
            let text = format!("Firma {form}, Ö");
            for masked in [masked_of_register(&text), masked_cells(&text)] {
                assert!(!masked.chars().any(signs::counts), "{text:?}: {masked:?}");
                assert_eq!(masked.chars().count(), text.chars().count(), "{masked:?}");
            }
        }
    }

    #[test]
    fn a_mistyped_number_is_a_persons_too() {
        for text in [
            "811218-9875",
            "811318–9876",
            "19811218 9875",
            "1981-12-18 9875",
            "8112-189876",
        ] {
            assert!(held(text).is_some(), "{text}");
        }
    }

    #[test]
    fn other_numbers_of_a_register_are_no_persons() {
        for text in [
            "002000-0006",
            "556012-5790",
            "556012–5790",
            "165560125790",
            "16556012-5790",
            "2022-12-19",
            "2022-12-19 – 2023-01-01",
            "2022-12-19 00:00",
            "2022-12-19T00:00:00",
            "tel 08-123 456 78",
            "070-123 45 67",
            "0705-12 34 56",
            "3.0",
            "2022.12.1",
            "Nämnd 1, beslut 2022/123 § 45",
            "",
        ] {
            assert_eq!(held(text), None, "{text}");
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn what_a_reader_of_a_register_needs_is_still_shown() {
        let line = "Å;811218-9876;2019-12-18;002000-0006;2022-02-30;5560125790;81121898765;3.0;tel 08-123 45";
        let shown = "Å;XXXXXX-XXXX;2019-12-18;002000-0006;2022-02-30;5560125790;XXXXXXXXXXX;3.0;tel XX-XXX XX";
        assert_eq!(masked_cells(line), shown);
        assert_eq!(masked_cells("811218,9876"), "811218,XXXX");
        let said = "1 of 16777216 on 2022-12-19, 002000-0006 and 556012-5790 811218-9876";
        assert_eq!(
            masked_of_register(said),
            "1 of 16777216 on 2022-12-19, 002000-0006 and 556012-5790 XXXXXX-XXXX"
        );
    }

    fn words(text: &str) -> Vec<&str> {
        in_words(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn running_words_show_numbers_that_are_very_probably_a_persons() {
        for form in [
            "811218-9876",
            "811218–9876",
            "811218+9876",
            "19811218-9876",
            "8112189876",
            "198112189876",
            "811218 9876",
            "811218\u{a0}9876",
            "811218 – 9876",
            "8112\u{200b}18-9876",
            "８１１２１８－９８７６",
            "811218\\-9876",
            "811218&#8209;9876",
            "811278-9873",
        ] {
            for text in [
                format!("Kontakt: {form}."),
                form.to_owned(),
                format!("({form}), tel. 08-123 45"),
            ] {
                assert_eq!(words(&text).len(), 1, "{text}");
            }
        }
        assert_eq!(
            words("Anna 811218-9876 och 19811218-9876"),
            ["811218-9876", "19811218-9876"]
        );
    }

    #[test]
    fn running_words_hold_many_other_numbers() {
        for text in [
            "556012-5790",
            "16556012-5790",
            "2022-12-19-1234",
            "2022-12-19 1234",
            "dnr 811218-9875",
            "811318-9876",
            "810230-9876",
            "0812189876",
            "0701234567",
            "+46 8 12 31 45 67",
            "08-123 456 78",
            "SE45 5000 0000 0583 9825 7466",
            "sha256:a8112189876b",
            "KS-811218-9876-3",
            "811218-98765",
            "9811218-9876",
            "81121-89876",
            "1 811 218,98 kr",
        ] {
            assert_eq!(words(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_message_strikes_out_also_a_number_with_a_wrong_digit() {
        assert_eq!(
            masked("no `811218–9875` in 2022-12-19 a.md:12"),
            "no `XXXXXX–XXXX` in 2022-12-19 a.md:12"
        );
        assert_eq!(masked("19811218-9876"), "XXXXXXXX-XXXX");
    }
}
