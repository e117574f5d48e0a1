//! The file of one language: messages by name, in groups.
//!
//! `[group]` begins a group; `name = text` is the message `group.name`. An indented line goes on
//! with the line before. Lines that begin with `#` are comments.

use std::collections::BTreeMap;

use super::message::Message;

/// The messages of one file, by name.
pub type Entries = BTreeMap<String, Message>;

/// A line of a file of words that says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: FaultKind,
}

/// What is wrong with a line of a file of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// It is no group, no message and no comment.
    NotUnderstood,
    /// The message of this name stands twice.
    Twice(String),
    /// The message of this name cannot be read; why.
    Broken(String, String),
}

/// Reads the file of a language: its messages with the lines where they begin, and what could not
/// be read.
pub fn read(source: &str) -> (BTreeMap<String, (usize, Message)>, Vec<Fault>) {
    let (mut entries, mut faults) = (BTreeMap::new(), Vec::new());
    for (line, name, text) in messages(source, &mut faults) {
        match Message::read(&text) {
            _ if entries.contains_key(&name) => faults.push(Fault {
                line,
                what: FaultKind::Twice(name),
            }),
            Ok(message) => {
                entries.insert(name, (line, message));
            }
            Err(why) => faults.push(Fault {
                line,
                what: FaultKind::Broken(name, why),
            }),
        }
    }
    (entries, faults)
}

/// The messages as written: line, name and text, long ones put together.
fn messages(source: &str, faults: &mut Vec<Fault>) -> Vec<(usize, String, String)> {
    let (mut group, mut found) = (String::new(), Vec::<(usize, String, String)>::new());
    for (line, text) in source
        .lines()
        .enumerate()
        .map(|(at, text)| (at + 1, text.trim_end()))
    {
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Some(name) = text
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            group = name.to_owned();
        } else if text.starts_with(' ') {
            match found.last_mut() {
                Some((_, _, before)) => {
                    before.push(' ');
                    before.push_str(text.trim_start());
                }
                None => faults.push(Fault {
                    line,
                    what: FaultKind::NotUnderstood,
                }),
            }
        } else if let Some((name, words)) = text.split_once('=') {
            let name = name.trim_end();
            let name = if group.is_empty() {
                name.to_owned()
            } else {
                format!("{group}.{name}")
            };
            found.push((
                line,
                name,
                words.strip_prefix(' ').unwrap_or(words).to_owned(),
            ));
        } else {
            faults.push(Fault {
                line,
                what: FaultKind::NotUnderstood,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_called_by_its_group_and_its_name() {
        let (entries, faults) =
            read("# words\n[review]\nclean = inget\n   har ändrats\n\n[log]\nclean = b\n");
        assert!(faults.is_empty());
        let names: Vec<(&str, usize)> = entries
            .iter()
            .map(|(name, (line, _))| (name.as_str(), *line))
            .collect();
        assert_eq!(names, [("log.clean", 7), ("review.clean", 3)]);
        assert_eq!(
            entries["review.clean"].1,
            Message::read("inget har ändrats").expect("a message")
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let (_, faults) = read("[a]\nx = {\nnothing\ny = 1\ny = 2\n");
        assert_eq!(
            faults.iter().map(|fault| fault.line).collect::<Vec<_>>(),
            [3, 2, 5]
        );
    }
}
