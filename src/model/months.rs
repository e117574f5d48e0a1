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

/// Which month `word` names in either language, January being 1, letter case aside.
pub fn number(word: &str) -> Option<u32> {
    let place = |names: &[&str; 12]| {
        names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(word))
    };
    let at = place(&SV).or_else(|| place(&EN))?;
    u32::try_from(at + 1).ok()
}

/// Whether `word` is the name of a month in either language, letter case aside.
pub fn is_name(word: &str) -> bool {
    number(word).is_some()
}
