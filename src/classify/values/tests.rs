//! What is the same however it is written, and what is not.

use super::*;

const BOTH: &str = "och att the of";

#[track_caller]
fn says(old: &str, new: &str, same: bool) {
    let tongues = Tongues::in_words(BOTH);
    let (a, b) = (form(old, tongues), form(new, tongues));
    assert_eq!(a == b, same, "{old} {a:?}, {new} {b:?}");
}

#[test]
fn a_number_is_the_same_in_digits_and_in_words() {
    for (a, b) in [
        ("30 dagar", "trettio dagar"),
        ("30 (trettio) dagar", "30 dagar"),
        ("25 days", "twenty-five days"),
        ("2 st. administratörer", "två administratörer"),
        ("tjugofem", "25"),
    ] {
        says(a, b, true);
    }
    says("30 (fyrtio) dagar", "30 dagar", false);
    says("trettio", "fyrtio", false);
}

#[test]
fn an_amount_is_the_same_however_it_is_written() {
    for (a, b) in [
        ("500 000 kronor", "0,5 miljoner kronor"),
        ("0,50 procent", "0,5 %"),
        ("EUR 500", "500 euro"),
        ("€20", "20 euros"),
        ("1 000 kr", "1000 SEK"),
        ("5%", "5 per cent"),
    ] {
        says(a, b, true);
    }
    says("0,5 miljoner kronor", "50 000 kronor", false);
    says("5 kr", "5 euro", false);
    says("6.20", "6.2", false);
    says("0,50 procent", "0,05 procent", false);
}

#[test]
fn a_date_and_a_time_are_the_same_however_they_are_written() {
    for (a, b) in [
        ("1st March 2023", "1 March 2023"),
        ("December 19, 2022", "19 December 2022"),
        ("den 19 december 2022", "19 dec 2022"),
        ("9 am", "9 a.m."),
        ("kl. 08.00", "klockan 8:00"),
    ] {
        says(a, b, true);
    }
    says("1 March 2023", "1 March 2024", false);
    says("1 mars", "1 maj", false);
    says("9 am", "9 pm", false);
    says("kl. 08.00", "kl. 18.00", false);
}

#[test]
fn a_phrase_means_the_same_as_its_abbreviation() {
    says("dvs. hälsouppgifter", "det vill säga hälsouppgifter", true);
    says("in the event that a fault", "if a fault", true);
    says("Idag", "i dag", true);
    says("inom 30 dagar", "efter 30 dagar", false);
}
