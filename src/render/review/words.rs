//! What a review says by the name of a case: keys, fates, directions.

use crate::args;
use crate::model::record::Effect;
use crate::review::{Consequences, Fate, FileFate, Run};
use crate::words::Words;

/// What a key of YAML is called; a key without a name of its own is shown as it is written.
pub(super) fn key(words: &Words, key: &str) -> String {
    let name = format!("key.{key}");
    match words.message(&name) {
        Some(_) => words.say(&name, args![]),
        None => key.to_owned(),
    }
}

/// A change's direction, seen from the customer.
pub(super) fn effect(words: &Words, effect: Effect) -> String {
    let name = match effect {
        Effect::Favourable => "effect.favourable",
        Effect::Neutral => "effect.neutral",
        Effect::Adverse => "effect.adverse",
    };
    words.say(name, args![])
}

/// What became of a document; nothing where it only changed.
pub(super) fn fate(words: &Words, fate: Fate) -> Option<String> {
    let name = match fate {
        Fate::New => "review.document-new",
        Fate::Gone => "review.document-gone",
        Fate::Unreadable => "review.document-unreadable",
        Fate::Changed => return None,
    };
    Some(words.say(name, args![]))
}

/// What became of a file.
pub(super) fn file_fate(words: &Words, fate: FileFate) -> String {
    let name = match fate {
        FileFate::Added => "review.file-added",
        FileFate::Removed => "review.file-removed",
        FileFate::Changed => "review.file-changed",
    };
    words.say(name, args![])
}

/// What only followed, in one sentence: "Avsnitt 7–12 har numrerats om till 8–13; 4
/// hänvisningar har ändrats till följd av det."
pub(super) fn consequences(words: &Words, consequences: &Consequences) -> Option<String> {
    if consequences.is_empty() {
        return None;
    }
    let span = |(first, last): &(String, String)| {
        if first == last {
            first.clone()
        } else {
            format!("{first}–{last}")
        }
    };
    let run = |at: usize, run: &Run| {
        let (old, new, one) = (span(&run.old), span(&run.new), run.old.0 == run.old.1);
        match at {
            0 => words.say("review.run-first", args![one, old, new]),
            _ => words.say("review.run-next", args![old, new]),
        }
    };
    let runs: Vec<String> = consequences
        .renumbered
        .iter()
        .enumerate()
        .map(|(at, each)| run(at, each))
        .collect();
    let followed = (consequences.references > 0).then(|| {
        words.say(
            "review.followed",
            args![n = consequences.references, runs = !runs.is_empty()],
        )
    });
    let renumbered = (!runs.is_empty()).then(|| runs.join(", "));
    let said: Vec<String> = renumbered.into_iter().chain(followed).collect();
    Some(format!("{}.", said.join("; ")))
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::Language;

    #[test]
    fn consequences_are_one_sentence() {
        let run = |old: (&str, &str), new: (&str, &str)| Run {
            old: (old.0.to_owned(), old.1.to_owned()),
            new: (new.0.to_owned(), new.1.to_owned()),
        };
        let told = |language, renumbered: Vec<Run>, references| {
            consequences(
                &Words::of(language),
                &Consequences {
                    renumbered,
                    references,
                },
            )
            .unwrap_or_default()
        };
        assert_eq!(
            told(Language::Sv, vec![run(("7", "12"), ("8", "13"))], 4),
            "Avsnitt 7–12 har numrerats om till 8–13; 4 hänvisningar har ändrats till följd av det."
        );
        assert_eq!(
            told(Language::Sv, vec![run(("7", "7"), ("8", "8"))], 0),
            "Avsnitt 7 har numrerats om till 8."
        );
        assert_eq!(
            told(Language::En, vec![run(("7", "8"), ("8", "9"))], 1),
            "Sections 7–8 are now 8–9; 1 reference has followed."
        );
        assert_eq!(told(Language::Sv, Vec::new(), 0), "");
    }
}
