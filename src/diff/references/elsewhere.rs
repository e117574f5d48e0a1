//! References that point out of their text: into an act or another document.

/// The other document or act that the words around a reference name.
pub(super) fn elsewhere(before: &str, after: &str) -> Option<String> {
    const OWN: &[&str] = &[
        "detta",
        "denna",
        "dessa",
        "avtalet",
        "bilagan",
        "villkoren",
        "ovan",
        "nedan",
        "this",
        "these",
        "the",
        "our",
        "enlighet",
        "fråga",
        "samband",
        "det",
        "den",
        "de",
        "sin",
        "förekommande",
        "tillämpliga",
    ];
    const ACTS: &[&str] = &[
        "lag",
        "förordning",
        "balk",
        "direktiv",
        "act",
        "regulation",
        "directive",
        "gdpr",
        "dsgvo",
        "föreskrift",
        "reglemente",
        "kungörelse",
        "stadga",
    ];
    let after = near(after);
    let act = |word: &str| {
        ACTS.iter().any(|act| {
            word.to_lowercase().starts_with(act)
                || word.to_lowercase().ends_with(&format!("{act}en"))
                || word.to_lowercase().ends_with(act)
        })
    };
    let rest = after.trim_start_matches([')', ']', '*', '_']);
    let rest = rest
        .strip_prefix(|c: char| c == '(')
        .and_then(|link| link.split_once(')'))
        .map_or(rest, |(_, rest)| rest);
    let rest = rest.trim_start();
    let (lead, name) = match rest.split_once(' ') {
        Some(("i" | "in" | "of" | "till" | "av", name)) => (true, name),
        _ => (false, rest),
    };
    let name = name.trim_start_matches(['[', '*', '”', '"']);
    let word = name
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .next()
        .unwrap_or_default();
    let the = name.strip_prefix("the ").map(|name| {
        name.split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default()
    });
    if !word.is_empty() && (act(word) || the.is_some_and(act)) && word.len() > 2 {
        return Some(phrase(name));
    }
    // "i Allmänna villkor": a name in capitals that is not this document.
    if lead
        && word.chars().next().is_some_and(char::is_uppercase)
        && !OWN.contains(&word.to_lowercase().as_str())
    {
        return Some(phrase(name));
    }
    // "lagens 5 §", "dataskyddsförordningens artikel 28".
    let last = before
        .trim_end()
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let genitive = last.ends_with('s')
        && last.len() > 4
        && act(last.trim_end_matches('s').trim_end_matches("en"));
    genitive.then(|| last.to_owned())
}

fn phrase(name: &str) -> String {
    let end = name
        .find(['.', ',', ';', ')', ']', '(', ':'])
        .unwrap_or(name.len());
    name[..end].split(' ').take(5).collect::<Vec<_>>().join(" ")
}

/// The act that follows a paragraph a few words on: "34 a § tredje stycket
/// förvaltningsprocesslagen", "15 b § samma lag". "denna lag" is the text itself.
pub(super) fn act_ahead(after: &str) -> Option<String> {
    const WORDS: usize = 7;
    let after = near(after);
    let end = after.find(['.', ';']).unwrap_or(after.len());
    let mut before = "";
    for word in after[..end]
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(WORDS)
    {
        let lower = word.to_lowercase();
        let act = [
            "lag",
            "lagen",
            "balken",
            "förordning",
            "förordningen",
            "kungörelsen",
            "reglementet",
            "direktivet",
            "act",
            "regulation",
        ];
        if act.iter().any(|act| lower.ends_with(act))
            && lower != "avdelning"
            && !matches!(before, "denna" | "detta" | "this")
        {
            return Some(word.to_owned());
        }
        before = word;
    }
    None
}

/// The next words: what names an act stands close to the reference.
fn near(after: &str) -> &str {
    const BYTES: usize = 240;
    let mut end = after.len().min(BYTES);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    &after[..end]
}
