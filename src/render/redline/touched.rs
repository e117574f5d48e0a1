//! What a changed definition touches, in words: "Berör även avsnitt 8.1 punkt 1 och 11.2".

use super::{View, name};
use crate::args;
use crate::classify::Materiality;
use crate::terms::changed::{self, ChangedDefinition, Fate, Touched};
use crate::words::Words;

/// The definitions that changed in substance, each with what its term is used in.
pub(crate) fn definitions(view: &View<'_>) -> Vec<ChangedDefinition> {
    let mut found = changed::of(view.comparison, view.old, view.new);
    found.retain(|own| {
        let verdict = view.verdicts.get(own.change);
        verdict.is_none_or(|verdict| verdict.materiality != Materiality::Editorial)
    });
    found
}

/// A sentence for each changed definition whose term is used, with its change.
pub(crate) fn lines(view: &View<'_>, words: &Words) -> Vec<(usize, String)> {
    let used = definitions(view)
        .into_iter()
        .filter(|own| !own.touched.is_empty());
    used.map(|own| (own.change, line(view, &own, words)))
        .collect()
}

fn line(view: &View<'_>, own: &ChangedDefinition, words: &Words) -> String {
    let term = &own.term;
    let places: Vec<String> = own
        .touched
        .iter()
        .map(|at| place(view, at, words))
        .collect();
    let sections = words.list(&places);
    match own.fate {
        Fate::Added => words.say("redline.definition-added", args![term, sections]),
        Fate::Changed => words.say("redline.definition-changed", args![term, sections]),
        Fate::Removed => words.say("redline.definition-removed", args![term, sections]),
    }
}

/// "8.1 punkt 1", "11.2", "”Support”".
fn place(view: &View<'_>, touched: &Touched, words: &Words) -> String {
    let section = view.new.get(touched.section);
    let number = section
        .number
        .as_deref()
        .map(|own| own.trim_end_matches('.').to_owned());
    let label = number.unwrap_or_else(|| format!("”{}”", name(section, words)));
    if touched.points.is_empty() {
        return label;
    }
    let (n, labels) = (touched.points.len(), words.list(&touched.points));
    format!("{label} {}", words.say("redline.points", args![n, labels]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::weigh;
    use crate::diff::compare;
    use crate::model::finding::Language;
    use crate::parse::sections::read;

    const OLD: &str = "## 1 Begrepp\n\n- **Fel**: en avvikelse.\n\n## 8.1 Ansvar\n\n1. Inera rättar Fel.\n2. Annat.\n\n## 11.2 Övrigt\n\nKunden anmäler Felen.\n";

    fn told(old: &str, new: &str, language: Language) -> Vec<String> {
        let (old, new) = (read(old, 0), read(new, 0));
        let comparison = compare(&old, &new).expect("a proven comparison");
        let verdicts = weigh(&comparison, &old, &new, &[]);
        let view = View {
            old_source: "old",
            old: &old,
            new_source: "new",
            new: &new,
            comparison: &comparison,
            verdicts: &verdicts,
        };
        let lines = lines(&view, &Words::of(language)).into_iter();
        lines.map(|(_, line)| line).collect()
    }

    #[test]
    fn a_changed_definition_says_what_it_touches_in_both_languages() {
        let new = OLD.replace("en avvikelse", "en väsentlig avvikelse");
        assert_eq!(
            told(OLD, &new, Language::Sv),
            ["Ändrad definition av ”Fel”. Berör även avsnitt 8.1 punkt 1 och 11.2."]
        );
        assert_eq!(
            told(OLD, &new, Language::En),
            ["Changed definition of “Fel”. Also touches section 8.1 point 1 and 11.2."]
        );
    }

    #[test]
    fn where_only_the_spelling_of_a_definition_changed_nothing_is_said() {
        let new = OLD.replace("en avvikelse", "en  avvikelse");
        assert!(told(OLD, &new, Language::Sv).is_empty());
    }
}
