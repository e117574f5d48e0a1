//! The cases of all rules: what each must see, and what it must not.

use std::collections::BTreeSet;

use super::*;
use crate::classify::weigh;
use crate::diff::compare;
use crate::parse::sections::read;

/// A rule's code, an old text, a new text, and whether the rule speaks.
pub(crate) type Case = (&'static str, &'static str, &'static str, bool);

fn cases() -> Vec<Case> {
    [
        amounts::CASES,
        conditions::CASES,
        editorial::CASES,
        headings::CASES,
        letter_case::CASES,
        levels::CASES,
        modality::CASES,
        negation::CASES,
        parties::CASES,
        signs::CASES,
        sources::CASES,
        spelling::CASES,
        structure::CASES,
        terms::CASES,
        time::CASES,
    ]
    .concat()
}

#[test]
fn every_rule_speaks_where_it_should_and_is_silent_where_it_should_not() {
    let mut wrong = Vec::new();
    for (code, old, new, speaks) in cases() {
        let (a, b) = (read(old, 0), read(new, 0));
        let comparison = compare(&a, &b).expect("rebuilt");
        let verdicts = weigh(&comparison, &a, &b, &[]);
        let reasons: Vec<_> = verdicts
            .iter()
            .flat_map(|verdict| &verdict.reasons)
            .collect();
        if reasons.iter().any(|reason| reason.rule == code) != speaks {
            wrong.push(format!(
                "{code} speaks={speaks}: {old:?} → {new:?}: {reasons:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_on_both_sides() {
    // These two speak of what has no words to show or what the author declared: their own tests say
    // more.
    let apart = ["layout", "declared-term"];
    for rule in all() {
        for speaks in [true, false] {
            let has = cases()
                .iter()
                .any(|case| case.0 == rule.code && case.3 == speaks);
            assert!(
                has || apart.contains(&rule.code),
                "{} lacks a case with {speaks}",
                rule.code
            );
        }
    }
    for case in cases() {
        assert!(
            all().iter().any(|rule| rule.code == case.0),
            "{} is no rule",
            case.0
        );
    }
}

#[test]
fn codes_are_unique_and_in_kebab_case() {
    let mut codes: Vec<_> = all().iter().map(|rule| rule.code).collect();
    for rule in all() {
        assert!(
            rule.code
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'-'),
            "{}",
            rule.code
        );
    }
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

#[test]
fn every_rule_is_named_and_explained_in_both_languages_and_no_words_lack_a_rule() {
    let words =
        |rule: super::Rule| ["", ".catches", ".why"].map(|end| format!("rule.{}{end}", rule.code));
    let expected: BTreeSet<String> = all().into_iter().flat_map(words).collect();
    for source in [crate::words::SV, crate::words::EN] {
        let (entries, _) = crate::words::catalogue::read(source);
        let names = entries.into_keys();
        let own: BTreeSet<String> = names.filter(|name| name.starts_with("rule.")).collect();
        assert_eq!(own, expected);
    }
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the test compares the folder with the table"
)]
fn no_file_of_rules_is_left_out_of_the_table() {
    let source = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/classify/rules/mod.rs"
    ))
    .expect("source");
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/classify/rules"))
        .expect("folder");
    for entry in folder {
        let name = entry
            .expect("entry")
            .file_name()
            .to_string_lossy()
            .trim_end_matches(".rs")
            .to_owned();
        let listed = source.contains(&format!("{name}::DETECTORS"))
            || source.contains(&format!("{name}::RULES"));
        assert!(
            listed || matches!(name.as_str(), "mod" | "cases" | "lexicon"),
            "{name} is not in the table"
        );
    }
}

#[test]
fn a_declared_term_is_editorial_and_an_undeclared_one_is_not() {
    let a = read("Agenten ansluter. Agenten svarar för drift.", 0);
    let b = read(
        "Systemleverantören ansluter. Systemleverantören svarar för drift.",
        0,
    );
    let comparison = compare(&a, &b).expect("rebuilt");
    let term = crate::classify::Term {
        from: "agenten".into(),
        to: "systemleverantören".into(),
    };
    assert_eq!(
        weigh(&comparison, &a, &b, &[])[0].materiality,
        crate::classify::Materiality::Material
    );
    assert_eq!(
        weigh(&comparison, &a, &b, &[term])[0].materiality,
        crate::classify::Materiality::Editorial
    );
}
