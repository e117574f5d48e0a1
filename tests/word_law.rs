//! A redline never shows more words as changed than a plain comparison of the two files would, by
//! more than a fifth and three words, wherever nothing moved.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

#[path = "../benches/words/count.rs"]
mod count;

use std::fs;
use std::path::Path;

use count::{holds, moved, plain, shown};
use proptest::prelude::*;

#[test]
fn no_pair_shows_more_than_a_plain_comparison() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut broken = Vec::new();
    let mut judged = 0;
    for folder in fs::read_dir(root).expect("tests/pairs") {
        let folder = folder.expect("a folder").path();
        let text = |file: &str| fs::read_to_string(folder.join(file)).expect("a text");
        let (old, new) = (text("old.md"), text("new.md"));
        if moved(&old, &new) {
            continue;
        }
        judged += 1;
        if !holds(shown(&old, &new), plain(&old, &new)) {
            broken.push(format!("{}: {} words", folder.display(), shown(&old, &new)));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(judged > 100, "only {judged} pairs are judged");
}

/// How sentences stand in blocks.
#[derive(Debug, Clone, Copy)]
enum Form {
    Paragraph,
    Bullets,
    Numbers,
    Letters,
}

const SENTENCES: &[&str] = &[
    "Kunden ska utse en förvaltare som svarar för anslutningen.",
    "Avgiften betalas enligt prislistan i bilaga 1.",
    "Inera ska informera övriga kunder om avbrottet samma dag.",
    "The Supplier shall restore the Services within four hours.",
    "Incidenter anmäls till Inera utan dröjsmål, t.ex. per telefon.",
    "Fees are invoiced in advance, incl. taxes, by e-mail.",
    "Loggar sparas i ett år från händelsen.",
    "Tjänsten är öppen kl. 08.00–17.00 på vardagar.",
];

/// `sentences` in blocks: each form takes so many of them.
fn text(sentences: &[String], forms: &[(Form, usize)]) -> String {
    let mut out = String::from("## 1 Ansvar\n\n");
    let mut rest = sentences;
    let mut forms = forms.iter().cycle();
    while let (false, Some((form, many))) = (rest.is_empty(), forms.next()) {
        let (here, after) = rest.split_at((*many).min(rest.len()));
        rest = after;
        for (at, sentence) in here.iter().enumerate() {
            out += &match form {
                Form::Paragraph => format!("{sentence} "),
                Form::Bullets => format!("- {sentence}\n"),
                Form::Numbers => format!("{}. {sentence}\n", at + 1),
                Form::Letters => format!("{}) {sentence}\n\n", char::from(b'a' + at as u8)),
            };
        }
        out += "\n\n<!-- -->\n\n";
    }
    out
}

fn forms() -> impl Strategy<Value = Vec<(Form, usize)>> {
    let form = prop_oneof![
        3 => Just(Form::Paragraph),
        1 => Just(Form::Bullets),
        1 => Just(Form::Numbers),
        1 => Just(Form::Letters),
    ];
    prop::collection::vec((form, 1..4usize), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn sentences_in_other_blocks_are_the_same_sentences(
        order in prop::sample::subsequence((0..SENTENCES.len()).collect::<Vec<_>>(), 2..8),
        before in forms(),
        after in forms(),
        edit in 0..8usize,
    ) {
        let old: Vec<String> = order.iter().map(|at| SENTENCES[*at].to_owned()).collect();
        let mut new = old.clone();
        if let Some(sentence) = new.get_mut(edit) {
            *sentence = sentence.replacen(' ', " nu ", 1);
        }
        let (old, new) = (text(&old, &before), text(&new, &after));
        let (own, plain) = (shown(&old, &new), plain(&old, &new));
        prop_assert!(holds(own, plain), "{own} words, plainly {plain}:\n{old}\n---\n{new}");
    }
}
