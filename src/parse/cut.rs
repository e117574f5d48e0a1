//! Values of which YAML reads only the beginning, because ` #` begins a comment.

use super::fields::Source;
use super::yaml_text;
use crate::model::codes::reading as codes;
use crate::model::span::Located;

/// Keys whose values are running words: nobody puts a comment after a sentence.
const WORDS: [&str; 5] = ["note", "reason", "text", "purpose", "action"];

/// Reports `text`, the value of `key` (of a list's item where that is empty), when what follows it
/// on its line, or further in on the next one, is probably a part of it.
pub fn report(source: &mut Source<'_>, key: &str, text: &Located<String>) {
    let Some(lost) = lost(source.text, key, text) else {
        return;
    };
    let whole = yaml_text::quoted(&format!("{} {lost}", text.value));
    let line = if key.is_empty() {
        whole
    } else {
        format!("{key}: {whole}")
    };
    source.report(&codes::TEXT_AFTER_HASH, text.span, |f| f.with("line", line));
}

/// What YAML took for a comment.
fn lost<'t>(all: &'t str, key: &str, text: &Located<String>) -> Option<&'t str> {
    let written = all.get(text.span.range())?;
    if text.value.is_empty() || written.starts_with(['"', '\'', '|', '>']) {
        return None;
    }
    let after = &all[text.span.start + written.trim_end().len()..];
    let rest = after.trim_start_matches([' ', '\t']);
    let (rest, begun) = match rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix('\n'))
    {
        None => (rest, rest.len() < after.len()),
        Some(next) => {
            let own = all[..text.span.start]
                .rsplit('\n')
                .next()
                .unwrap_or_default();
            let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
            let comment = next.trim_start_matches(' ');
            (comment, next.len() - comment.len() > indent(own))
        }
    };
    let comment = rest.strip_prefix('#').filter(|_| begun)?;
    let comment = comment.lines().next().unwrap_or_default();
    let on_its_line = after.len() - rest.len() < after.find('\n').unwrap_or(after.len());
    let close = comment.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '!');
    let is_part = close || on_its_line && WORDS.contains(&key) && !comment.trim().is_empty();
    is_part.then(|| rest.lines().next().unwrap_or_default().trim_end())
}

#[cfg(test)]
mod tests {
    use crate::model::finding::Language;
    use crate::parse::fields::Source;
    use crate::parse::record;

    /// What a record with `lines` in its entry should say instead.
    fn instead(lines: &str) -> Vec<String> {
        let text = format!(
            "document: x\nversion: \"2.0\"\nchanges:\n  - id: a\n    sections: [\"1\"]\n{lines}"
        );
        let mut source = Source::new("changelog/x/2.0.yaml", &text);
        assert!(record::read(&mut source).is_some());
        source
            .findings
            .iter()
            .map(|finding| finding.help(Language::En))
            .collect()
    }

    #[track_caller]
    fn check(lines: &str, expected: &str) {
        let found = instead(lines);
        assert!(
            found.len() == 1 && found[0].starts_with(&format!("write {expected};")),
            "{lines}: {found:?}"
        );
    }

    #[test]
    fn words_that_yaml_takes_for_a_comment_are_found_with_the_line_that_keeps_them() {
        check("    note: Se ärende #123\n", "note: \"Se ärende #123\"");
        check(
            "    note: Se ärende # 123 i diariet\r\n",
            "note: \"Se ärende # 123 i diariet\"",
        );
        check("    note: Se \"A\" #1", "note: \"Se \\\"A\\\" #1\"");
        check(
            "    note: Se ärende\n      #123\n",
            "note: \"Se ärende #123\"",
        );
        check("    reason: Se #12\n", "reason: \"Se #12\"");
        check("    reason: {text: Se #12\n      }\n", "text: \"Se #12\"");
        check("    affects:\n      - regioner #2\n", "\"regioner #2\"");
    }

    #[test]
    fn comments_and_whole_texts_are_left_alone() {
        for lines in [
            "    note: \"Se ärende #123\"\n",
            "    note: 'Se ärende #123'  # vårt diarium\n",
            "    note: Nr#123 ändras\n",
            "    note: |\n      Se ärende #123\n",
            "    note: Se ärende\n    #123 är stängt\n",
            "    note: Se ärende\n    # points that changed: 1\n",
            "    affects: [regioner]  # alla\n",
            "    affects:\n      - regioner  # alla\n",
            "    effective: 2022-01-01  #senare\n",
        ] {
            assert_eq!(instead(lines), [""; 0], "{lines}");
        }
    }
}
