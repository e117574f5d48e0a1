//! What became of a version's sections, in one line: whole on pages, in the short form of statutes
//! where a line has to do.

use crate::args;
use crate::diff::Comparison;
use crate::diff::account::{Account, Part, Run};
use crate::model::section::SectionTree;
use crate::words::Words;

/// The line for pages: "Nya avsnitt: 7, 8.1 punkt 4. Ändrade: 5.3, 6. Utgått: 11.2. Omnumrerade:
/// 7–12 till 8–13."; `None` where nothing became another.
pub(crate) fn line(
    comparison: &Comparison,
    old: &SectionTree,
    new: &SectionTree,
    words: &Words,
) -> Option<String> {
    let account = Account::of(comparison, old, new);
    let renumbered = runs(&account.renumbered, words, "account.renumbered-run");
    let sections = account.new.iter().any(|part| part.points.is_empty());
    let new = if sections {
        "account.new"
    } else {
        "account.new-points"
    };
    let told = [
        (new, parts(&account.new, words)),
        ("account.changed", parts(&account.changed, words)),
        ("account.moved", parts(&account.moved, words)),
        ("account.gone", parts(&account.gone, words)),
        ("account.renumbered", renumbered),
    ];
    said(&told, words, " ")
}

/// The short form: "upph. 11.2; nuvarande 7–12 betecknas 8–13; ändr. 5.3, 6; nya 7, 8.1 punkt 4".
pub(crate) fn short(
    comparison: &Comparison,
    old: &SectionTree,
    new: &SectionTree,
    words: &Words,
) -> Option<String> {
    let account = Account::of(comparison, old, new);
    let renumbered = runs(&account.renumbered, words, "account.short-run");
    let told = [
        ("account.short-gone", parts(&account.gone, words)),
        ("account.short-renumbered", renumbered),
        ("account.short-moved", parts(&account.moved, words)),
        ("account.short-changed", parts(&account.changed, words)),
        ("account.short-new", parts(&account.new, words)),
    ];
    said(&told, words, "; ")
}

/// The runs of merely renumbered sections, on one line.
pub(crate) fn renumbered(account: &Account, words: &Words) -> Option<String> {
    let list = runs(&account.renumbered, words, "account.renumbered-run");
    (!list.is_empty()).then(|| {
        words.say(
            "account.renumbered",
            args![list, n = account.renumbered.len()],
        )
    })
}

fn said(told: &[(&str, String)], words: &Words, between: &str) -> Option<String> {
    let lines: Vec<String> = told
        .iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(name, list)| {
            let several = list.contains(", ") || list.contains('–');
            words.say(name, args![list, n = 1 + usize::from(several)])
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join(between))
}

fn parts(parts: &[Part], words: &Words) -> String {
    let one = |part: &Part| {
        let section = match part.section.as_str() {
            "" => words.say("account.preamble", args![]),
            section => section.to_owned(),
        };
        match part.points.as_slice() {
            [] => section,
            labels => {
                let labels_said = words.list(labels);
                words.say(
                    "account.points",
                    args![section, n = labels.len(), labels = labels_said],
                )
            }
        }
    };
    parts.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn runs(runs: &[Run], words: &Words, name: &str) -> String {
    let span = |(first, last): &(String, String)| {
        let (first, last) = (first.trim_end_matches('.'), last.trim_end_matches('.'));
        match first == last {
            true => first.to_owned(),
            false => format!("{first}–{last}"),
        }
    };
    let one = |run: &Run| words.say(name, args![old = span(&run.old), new = span(&run.new)]);
    runs.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::compare;
    use crate::model::finding::Language;
    use crate::parse::sections::read;

    const OLD: &str = "## 5 Krav\n\n1. Kunden ska föra logg.\n2. Kunden ska utse ett ombud.\n\n## 6 Jour\n\nJour finns dygnet runt.\n\n## 7 Tvist\n\nTvist prövas i Stockholm.\n\n## 8 Loggar\n\nLoggar sparas i ett år.\n";
    const NEW: &str = "## 5 Krav\n\n1. Kunden ska föra logg.\n2. Kunden ska utse ett ombud.\n3. Leverantören svarar för nycklarna varje helg.\n\n## 6 Säkerhet\n\nAlla ska ha tvåfaktorsinloggning.\n\n## 7 Jour\n\nJour finns dygnet runt.\n\n## 8 Tvist\n\nTvist prövas i Stockholm.\n";

    #[test]
    fn a_version_is_told_in_one_line() {
        let (old, new) = (read(OLD, 0), read(NEW, 0));
        let comparison = compare(&old, &new).expect("proven");
        let told = |language| {
            let words = Words::of(language);
            let line = line(&comparison, &old, &new, &words).unwrap_or_default();
            (
                line,
                short(&comparison, &old, &new, &words).unwrap_or_default(),
            )
        };
        let (line, short) = told(Language::Sv);
        assert_eq!(
            line,
            "Nya avsnitt: 5 punkt 3, 6. Utgått: 8. Omnumrerade: 6–7 till 7–8."
        );
        assert_eq!(
            short,
            "upph. 8; nuvarande 6–7 betecknas 7–8; nya 5 punkt 3, 6"
        );
        let (line, short) = told(Language::En);
        assert_eq!(
            line,
            "New sections: 5 point 3, 6. Removed: 8. Renumbered: 6–7 to 7–8."
        );
        assert_eq!(short, "removed 8; present 6–7 become 7–8; new 5 point 3, 6");
    }
}
