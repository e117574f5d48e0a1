//! Where sentences end.

use super::tokens::{Token, TokenKind};

/// Abbreviations after which a capital letter does not begin a sentence.
const ABBREVIATIONS: &[&str] = &[
    "kl", "incl", "excl", "inkl", "exkl", "approx", "ev", "max", "tfn", "avd", "avsn", "enl",
    "fig", "forts", "prof", "vol", "ver", "vers", "rev", "jan", "feb", "aug", "sept", "okt", "oct",
    "nov", "dec", "est", "ref", "corp", "co", "dept", "dvs", "kap", "st", "p", "nr", "art", "resp",
    "ca", "tel", "bil", "dnr", "sid", "s", "mom", "jfr", "no", "mr", "mrs", "dr", "vs", "cf",
    "sec", "para", "inc", "ltd", "gem", "abs", "lit", "bzw", "vgl", "av", "núm", "inc", "acc",
];

/// Abbreviations with inner stops that lead on to what they speak of: no sentence ends with them.
const LEADING: &[&str] = &[
    "t.ex.", "e.g.", "i.e.", "d.v.s.", "s.k.", "f.d.", "bl.a.", "fr.o.m.", "t.o.m.", "p.g.a.",
    "z.b.", "d.h.",
];

/// Cuts the tokens of a block into sentences: ranges of token indices that cover all of them in
/// order.
pub(crate) fn split(text: &str, tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        if ends(text, tokens, at) {
            // Closing quotes and brackets belong to the sentence that they close.
            let mut end = at + 1;
            while end < tokens.len()
                && tokens[end].start == tokens[end - 1].end
                && matches!(tokens[end].text(text), "”" | "\"" | "’" | "»" | ")" | "*")
            {
                end += 1;
            }
            sentences.push((start, end));
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < tokens.len() {
        sentences.push((start, tokens.len()));
    }
    sentences
}

fn ends(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let Some(next) = tokens.get(at + 1) else {
        return false;
    };
    let abbreviation = token.kind == TokenKind::Word && token.text(text).ends_with('.');
    if !abbreviation && !matches!(token.text(text), "." | "!" | "?" | ";") {
        return false;
    }
    if token.text(text) == ";" {
        return next.start > token.end;
    }
    if abbreviation && LEADING.contains(&token.text(text).to_lowercase().as_str()) {
        return false;
    }
    let mut following = tokens[at + 1..]
        .iter()
        .take(3)
        .map(|token| token.text(text));
    let begins = following.find(|word| word.chars().any(char::is_alphanumeric));
    let capital = begins
        .and_then(|word| word.chars().next())
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    if !capital || (next.start == token.end && !matches!(next.text(text), "”" | "\"" | ")" | "»"))
    {
        return false;
    }
    let Some(before) = at.checked_sub(1).map(|at| &tokens[at]) else {
        return false;
    };
    if before.kind == TokenKind::Number && at < 2 {
        return false;
    }
    before.end != token.start || !ABBREVIATIONS.contains(&before.text(text).to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokenize;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = tokenize(text, &[]);
        let found: Vec<&str> = split(text, &tokens)
            .into_iter()
            .map(|(a, b)| &text[tokens[a].start..tokens[b - 1].end])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_stop_before_a_capital_letter_ends_a_sentence() {
        check(
            "Kunden ska betala. Inera fakturerar.",
            &["Kunden ska betala.", "Inera fakturerar."],
        );
        check("”Ja.” Sedan nej.", &["”Ja.”", "Sedan nej."]);
    }

    #[test]
    fn abbreviations_and_numbers_do_not_end_one() {
        check(
            "Enligt art. Sju, t.ex. enligt 6.2 gäller m.m. det.",
            &["Enligt art. Sju, t.ex. enligt 6.2 gäller m.m. det."],
        );
    }

    #[test]
    fn what_an_abbreviation_leads_on_to_belongs_to_its_sentence() {
        for text in [
            "Inkl. Bilaga 1 gäller kl. 08.00 varje dag.",
            "Fees are approx. 30 euro incl. VAT and excl. Travel costs.",
            "Tjänster, t.ex. Journalen och bl.a. Recept, ingår.",
        ] {
            check(text, &[text]);
        }
    }

    #[test]
    fn a_sentence_ends_at_a_question_a_call_and_a_semicolon_before_a_space() {
        check(
            "Får kunden det? Ja! Alltid.",
            &["Får kunden det?", "Ja!", "Alltid."],
        );
        check("loggar sparas; larm går", &["loggar sparas;", "larm går"]);
        check("fält;värde", &["fält;värde"]);
    }

    #[test]
    fn what_follows_has_to_begin_a_sentence() {
        check("Se bilagan. den gäller.", &["Se bilagan. den gäller."]);
        check(
            "Se bilagan. 3 dagar gäller.",
            &["Se bilagan.", "3 dagar gäller."],
        );
        check("Se bilagan.Den gäller.", &["Se bilagan.Den gäller."]);
        check(
            "Se bilagan. (Den gäller.)",
            &["Se bilagan.", "(Den gäller.)"],
        );
        check(
            "(Se bilagan.) Den gäller.",
            &["(Se bilagan.)", "Den gäller."],
        );
        check(
            "Se ”bilagan”.” Den gäller.",
            &["Se ”bilagan”.”", "Den gäller."],
        );
        check(
            "Se bilagan. – – – Den gäller.",
            &["Se bilagan. – – – Den gäller."],
        );
    }

    #[test]
    fn a_number_ends_a_sentence_unless_it_numbers_what_follows() {
        check(
            "Avgiften är 100. Kunden betalar.",
            &["Avgiften är 100.", "Kunden betalar."],
        );
        check("1. Kunden betalar.", &["1. Kunden betalar."]);
    }

    #[test]
    fn an_abbreviation_with_inner_stops_may_end_a_sentence_and_a_known_one_does_not() {
        check(
            "Loggar, larm m.m. Kunden betalar.",
            &["Loggar, larm m.m.", "Kunden betalar."],
        );
        check("Se bil. Två gäller.", &["Se bil. Två gäller."]);
        check("Det är bra. Två gäller.", &["Det är bra.", "Två gäller."]);
        check("Se Bil . Två gäller.", &["Se Bil .", "Två gäller."]);
    }
}
