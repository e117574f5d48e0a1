//! The printed number of a heading: a label that stands before the title.

/// Words that a number may follow ("Kapitel 10", "Article 5"), in lower case.
const WORDS: &[&str] = &[
    "kapitel",
    "kap",
    "bilaga",
    "avsnitt",
    "avdelning",
    "avd",
    "del",
    "artikel",
    "punkt",
    "paragraf",
    "regel",
    "tillägg",
    "article",
    "art",
    "section",
    "sec",
    "chapter",
    "appendix",
    "annex",
    "schedule",
    "part",
    "exhibit",
    "title",
    "clause",
    "rule",
    "abschnitt",
    "anhang",
    "anlage",
    "teil",
    "titel",
    "artículo",
    "capítulo",
    "título",
    "sección",
    "anexo",
    "subcapítulo",
    "libro",
];

/// Cuts a heading into its number and its title. The number is as printed, without the punctuation
/// after it; a number that belongs to the title ("1177 på telefon", "2022 års villkor") stays
/// there.
pub fn split(heading: &str) -> (Option<String>, &str) {
    let end = if heading.starts_with(|c: char| c.is_ascii_digit() || c == '§') {
        with_paragraph_sign(heading)
            .or_else(|| chapter(heading))
            .or_else(|| digits(heading))
    } else {
        with_word(heading).or_else(|| letter_or_roman(heading))
    };
    match end {
        Some(end) => {
            let number = heading[..end].trim_end_matches(['.', ')', ':', ' ']);
            let number = if heading[..end].ends_with("kap.") {
                &heading[..end]
            } else {
                number
            };
            let number = number.trim_start_matches('(');
            (Some(number.to_owned()), title(&heading[end..]))
        }
        None => (None, heading),
    }
}

/// What follows a number, without the signs that part the two.
fn title(rest: &str) -> &str {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix([':', '.', ')']).unwrap_or(rest);
    let rest = rest.trim_start();
    let cut = rest
        .strip_prefix(['–', '—', '-', '·'])
        .filter(|cut| cut.is_empty() || cut.starts_with(' '));
    cut.unwrap_or(rest).trim_start()
}

/// "Kapitel 10", "Bilaga A", "Section IV".
fn with_word(heading: &str) -> Option<usize> {
    let word_end = heading
        .find(|c: char| !c.is_alphabetic())
        .filter(|end| (1..=24).contains(end))?;
    let at = word_end + usize::from(heading[word_end..].starts_with('.'));
    let rest = heading[at..].strip_prefix(' ')?;
    let length = dotted_length(rest)
        .map(|length| length + letter_after(&rest[length..]))
        .or_else(|| {
            let length = rest
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(rest.len());
            let label = &rest[..length];
            let single = length == 1 && label.bytes().all(|b| b.is_ascii_uppercase());
            (single || (length > 0 && is_roman(label))).then_some(length)
        })?;
    let known =
        ends_label(&rest[length..]) && WORDS.contains(&heading[..word_end].to_lowercase().as_str());
    known.then_some(at + 1 + length)
}

/// "5 §", "5 a §", "5–7 §§", "§ 5", "§ 5 a".
fn with_paragraph_sign(heading: &str) -> Option<usize> {
    if let Some(rest) = heading.strip_prefix('§') {
        let rest_at = heading.len() - rest.trim_start_matches('§').trim_start().len();
        let length = dotted_length(&heading[rest_at..])?;
        let end = rest_at + length;
        let end = end + letter_after(&heading[end..]);
        return ends_label(&heading[end..]).then_some(end);
    }
    let mut at = dotted_length(heading)?;
    at += letter_after(&heading[at..]);
    for dash in ["--", "–", "-"] {
        if let Some(rest) = heading[at..].strip_prefix(dash)
            && let Some(length) = dotted_length(rest)
        {
            at += dash.len() + length;
            at += letter_after(&heading[at..]);
            break;
        }
    }
    let rest = heading[at..].trim_start();
    let sign = rest.len() - rest.trim_start_matches('§').len();
    (sign > 0).then(|| heading.len() - rest.len() + sign)
}

/// "1 kap.", "2 a kap.", "1 kap. 3 §".
fn chapter(heading: &str) -> Option<usize> {
    let mut at = dotted_length(heading)?;
    at += letter_after(&heading[at..]);
    let rest = heading[at..].strip_prefix(' ')?;
    let rest = rest
        .strip_prefix("kap.")
        .or_else(|| rest.strip_prefix("kap").filter(|r| r.is_empty()))?;
    let end = heading.len() - rest.len();
    let section = rest.trim_start();
    match with_paragraph_sign(section) {
        Some(more) => Some(heading.len() - section.len() + more),
        None => Some(end),
    }
}

/// "6.2", "6.2.", "6.", "6)", and "6" alone or before a capital letter.
fn digits(heading: &str) -> Option<usize> {
    let length = dotted_length(heading)?;
    let label = &heading[..length];
    let after = &heading[length..];
    let rest = after.trim_start_matches(['.', ')', ':']);
    if !rest.is_empty() && !rest.starts_with(' ') {
        // "4.2a Title", else a word such as "3D".
        let letter = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_lowercase())
                .len();
        let tail = rest.get(letter..)?;
        let plain = letter == 1
            && after.len() == rest.len()
            && (tail.is_empty() || tail.starts_with([' ', '.', ')']));
        return plain.then_some(length + 1);
    }
    let punctuated = rest.len() < after.len();
    let first = label.split('.').next().unwrap_or(label);
    if first.len() > 3 {
        return None;
    }
    let title = rest.trim_start();
    if label.contains('.') || title.is_empty() || punctuated {
        return Some(length);
    }
    let start = title.chars().next()?;
    (start.is_uppercase() || matches!(start, '–' | '—' | '-' | '"' | '“' | '”' | '('))
        .then_some(length)
}

/// "A.", "a)", "(b)", "IV.", "II Title".
fn letter_or_roman(heading: &str) -> Option<usize> {
    let open = usize::from(heading.starts_with('('));
    let rest = &heading[open..];
    let length = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let label = &rest[..length];
    let after = &rest[length..];
    let roman = length > 0 && is_roman(label);
    if length == 1 || roman {
        let closed = after
            .strip_prefix(['.', ')'])
            .filter(|_| open == 0)
            .or_else(|| after.strip_prefix(')'));
        if let Some(title) = closed {
            return (title.is_empty() || title.starts_with(' ')).then_some(open + length);
        }
    }
    let bare =
        open == 0 && roman && length > 1 && label.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let capital = after
        .trim_start()
        .chars()
        .next()
        .is_none_or(char::is_uppercase);
    (bare && capital && (after.is_empty() || after.starts_with(' '))).then_some(length)
}

/// The length of dotted digits at the start ("6.2", without a closing stop), at most five digits a
/// part.
fn dotted_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        if at == start {
            // A stop without a digit after it closes the number.
            return start.checked_sub(1);
        }
        if at - start > 5 {
            return None;
        }
        if bytes.get(at) != Some(&b'.') {
            return Some(at);
        }
        at += 1;
    }
}

/// The length of a letter that belongs to the number: " a" in "5 a §", "a" in "5a §".
fn letter_after(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let lone = |at: usize| {
        bytes.get(at).is_some_and(u8::is_ascii_lowercase)
            && rest[at + 1..]
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric())
    };
    if lone(0) {
        1
    } else if bytes.first() == Some(&b' ') && lone(1) {
        2
    } else {
        0
    }
}

fn ends_label(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_none_or(|c| c == ' ' || matches!(c, '.' | ':' | ')' | '–' | '—' | '-' | ','))
}

fn is_roman(label: &str) -> bool {
    let upper = label.bytes().all(|b| b.is_ascii_uppercase());
    let lower = label.bytes().all(|b| b.is_ascii_lowercase());
    if !(upper || lower) || label.len() > 8 {
        return false;
    }
    roman_value(label).is_some()
}

/// The signs of Roman numerals and their values, the greatest first.
const STEPS: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// The value of a Roman numeral in canonical form ("iv", "XII").
pub fn roman_value(label: &str) -> Option<u32> {
    let lower = label.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut value = 0;
    for (step, signs) in STEPS {
        let mut times = 0;
        while let Some(after) = rest.strip_prefix(signs) {
            rest = after;
            value += step;
            times += 1;
            if times > 3 {
                return None;
            }
        }
    }
    (rest.is_empty() && value > 0 && roman(value) == lower).then_some(value)
}

/// `value` as a Roman numeral in lower case.
pub fn roman(mut value: u32) -> String {
    let mut text = String::new();
    for (step, signs) in STEPS {
        while value >= step {
            text.push_str(signs);
            value -= step;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::split;

    #[track_caller]
    fn check(heading: &str, number: &str, title: &str) {
        let expected = (!number.is_empty()).then(|| number.to_owned());
        assert_eq!(split(heading), (expected, title), "{heading}");
    }

    #[test]
    fn numbers_of_contracts_and_statutes_are_labels() {
        check(
            "6.2 Tjänstespecifika instruktioner",
            "6.2",
            "Tjänstespecifika instruktioner",
        );
        check("6.2. Support", "6.2", "Support");
        check(
            "6 Behandling av personuppgifter",
            "6",
            "Behandling av personuppgifter",
        );
        check("3", "3", "");
        check("1) Parterna", "1", "Parterna");
        check("5 §", "5 §", "");
        check("5 a § Tillsyn", "5 a §", "Tillsyn");
        check("§ 5 Avgifter", "§ 5", "Avgifter");
        check("1 kap. Inledning", "1 kap.", "Inledning");
        check("2 a kap. 3 §", "2 a kap. 3 §", "");
        check("Kapitel 10", "Kapitel 10", "");
        check("Bilaga 2 – Priser", "Bilaga 2", "Priser");
        check("Bilaga A: Ordlista", "Bilaga A", "Ordlista");
        check("Article 5 Scope", "Article 5", "Scope");
        check("Section 4.2: Fees", "Section 4.2", "Fees");
        check("IV. Ansvar", "IV", "Ansvar");
        check("II Allmänt", "II", "Allmänt");
        check("A. Parter", "A", "Parter");
        check("4.2a Undantag", "4.2a", "Undantag");
    }

    #[test]
    fn numbers_that_belong_to_the_title_stay_there() {
        for heading in [
            "1177 på telefon",
            "2022 års villkor",
            "24 timmars jour",
            "3D-modeller",
            "Del av avtalet",
            "a §",
            "Parter",
            "Part time work",
            "Vi och ni",
            "Artikel om priser",
            "30 dagars uppsägning",
            "",
        ] {
            check(heading, "", heading);
        }
    }
}
