//! Edits of front matter by span: every other byte stays as its author wrote it.

use crate::model::repository::Version;

/// Sets `key` to `value` in the front matter of `version`'s text: replaces the value where the key
/// stands, else adds a line after the line of `after`.
pub fn set(version: &Version, text: &str, key: &str, value: &str, after: &str) -> String {
    if let Some(span) = version.front.spans.get(key)
        && text.get(span.range()) == version.text.get(span.range())
    {
        return format!("{}{value}{}", &text[..span.start], &text[span.end..]);
    }
    let end = line_of(text, after).map_or_else(|| first_line_end(text), |(_, end)| end);
    format!(
        "{}{key}: {value}{}{}",
        &text[..end],
        line_ending(text),
        &text[end..]
    )
}

/// Takes the line of `key` out of the front matter of `text`.
pub fn remove(text: &str, key: &str) -> String {
    match line_of(text, key) {
        Some((start, end)) => format!("{}{}", &text[..start], &text[end..]),
        None => text.to_owned(),
    }
}

/// The line, its ending included, on which `key` stands in the front matter.
fn line_of(text: &str, key: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let end = at + line.len();
        if number > 0 && line.trim_end() == "---" {
            return None;
        }
        if line
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
        {
            return Some((at, end));
        }
        at = end;
    }
    None
}

fn first_line_end(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |at| at + 1)
}

/// The line ending that `text` uses.
pub fn line_ending(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::snapshot::Snapshot;

    const TEXT: &str = "---\nid: x\ntitle: X # namnet\nversion: \"1.0\"\n---\n# X\n";

    fn version(text: &str) -> Version {
        let snapshot: Snapshot = [("contracts/x.md", text.as_bytes().to_vec())]
            .into_iter()
            .collect();
        let (repository, findings) = crate::parse::repository::read(&snapshot);
        assert_eq!(findings, []);
        repository.documents["x"].newest().clone()
    }

    #[test]
    fn a_value_is_replaced_where_it_stands_and_everything_else_is_kept() {
        let edited = set(&version(TEXT), TEXT, "version", "\"2.0\"", "version");
        assert_eq!(edited, TEXT.replace("1.0", "2.0"));
    }

    #[test]
    fn a_missing_key_gets_a_line_with_the_files_own_ending() {
        let text = TEXT.replace('\n', "\r\n");
        let edited = set(&version(&text), &text, "published", "2022-12-19", "version");
        assert!(
            edited.contains("version: \"1.0\"\r\npublished: 2022-12-19\r\n---\r\n"),
            "{edited:?}"
        );
    }

    #[test]
    fn a_key_is_removed_with_its_line_and_only_in_the_front_matter() {
        let text = "---\nid: x\npublished: 2022-01-01\n---\npublished: yes\n";
        assert_eq!(
            remove(text, "published"),
            "---\nid: x\n---\npublished: yes\n"
        );
    }
}
