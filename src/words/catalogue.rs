//! The file of one language: messages by name, in groups.
//!
//! `[group]` begins a group; `name = text` is the message `group.name`. An indented line goes on
//! with the line before. Lines that begin with `#` are comments.

use std::collections::BTreeMap;
use std::sync::OnceLock;

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

/// A whole file whose messages are read when somebody asks for them: most runs of the program say a
/// few of thousands.
pub struct Shelf {
    /// In the order of their names, as the file has them: group, name, lines.
    messages: Vec<(&'static str, &'static str, Kept)>,
}

/// One message of a shelf.
struct Kept {
    /// Its lines, from its first words on.
    lines: &'static str,
    message: OnceLock<Option<Message>>,
}

impl Shelf {
    /// Puts the messages of `source` in order.
    pub fn of(source: &'static str) -> Self {
        let (mut group, mut messages) = ("", Vec::<(&str, &str, Kept)>::new());
        let mut at = 0;
        for line in source.split_inclusive('\n') {
            let (start, text) = (at, line.trim_end());
            at += line.len();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            let name = text
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'));
            if let Some(name) = name {
                group = name;
            } else if text.starts_with(' ') {
                if let Some((_, _, kept)) = messages.last_mut() {
                    let first = kept.lines.as_ptr() as usize - source.as_ptr() as usize;
                    kept.lines = &source[first..at];
                }
            } else if let Some((name, words)) = text.split_once('=') {
                let first = start + text.len() - words.len();
                let kept = Kept {
                    lines: &source[first..at],
                    message: OnceLock::new(),
                };
                messages.push((group, name.trim_end(), kept));
            }
        }
        messages.sort_by_key(|(group, name, _)| (*group, *name));
        Self { messages }
    }

    /// The message called `name`: its group, a dot, its own name.
    pub fn get(&self, name: &str) -> Option<&Message> {
        let wanted = name.split_once('.').unwrap_or(("", name));
        let found = self
            .messages
            .binary_search_by_key(&wanted, |(group, name, _)| (*group, *name));
        let kept = &self.messages[found.ok()?].2;
        kept.message.get_or_init(|| kept.read()).as_ref()
    }
}

impl Kept {
    fn read(&self) -> Option<Message> {
        let lines = self.lines.lines().map(str::trim_end);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut text = String::new();
        for (at, line) in lines.enumerate() {
            if at > 0 {
                text.push(' ');
            }
            let line = if at > 0 {
                line.trim_start()
            } else {
                line.strip_prefix(' ').unwrap_or(line)
            };
            text.push_str(line);
        }
        Message::read(&text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_gives_the_messages_that_reading_the_whole_file_gives() {
        for source in [super::super::SV, super::super::EN] {
            let (entries, faults) = read(source);
            assert!(faults.is_empty(), "{faults:?}");
            let shelf = Shelf::of(source);
            assert_eq!(shelf.messages.len(), entries.len());
            for (name, (_, message)) in &entries {
                assert_eq!(shelf.get(name), Some(message), "{name}");
            }
            assert_eq!(shelf.get("finding"), None);
            assert_eq!(shelf.get("finding.nothing-of-the-sort"), None);
        }
    }

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
