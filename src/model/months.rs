//! The names of the months.

/// In Swedish, January first.
pub const SV: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// In English, January first.
pub const EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whether `word` is the name of a month in either language, letter case aside.
pub fn is_name(word: &str) -> bool {
    let same = |name: &&&str| name.eq_ignore_ascii_case(word);
    SV.iter()
        .find(same)
        .or_else(|| EN.iter().find(same))
        .is_some()
}
