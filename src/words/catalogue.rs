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

/// One message as written.
struct Written<'s> {
    /// The line where it begins, counted from 1.
    line: usize,
    group: &'s str,
    name: &'s str,
    /// Its lines, from its first words on.
    words: &'s str,
}

/// Reads the file of a language: its messages with the lines where they begin, and what could not
/// be read.
pub fn read(source: &str) -> (BTreeMap<String, (usize, Message)>, Vec<Fault>) {
    let (mut entries, mut faults) = (BTreeMap::new(), Vec::new());
    for Written {
        line,
        group,
        name,
        words,
    } in written(source, &mut faults)
    {
        let name = if group.is_empty() {
            name.to_owned()
        } else {
            format!("{group}.{name}")
        };
        match Message::read(&on_one_line(words)) {
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

/// The messages as written, and what is none.
fn written<'s>(source: &'s str, faults: &mut Vec<Fault>) -> Vec<Written<'s>> {
    let (mut group, mut found) = ("", Vec::<(Written<'s>, usize)>::new());
    let mut at = 0;
    for (line, whole) in source.split_inclusive('\n').enumerate() {
        let (line, text, start) = (line + 1, whole.trim_end(), at);
        at += whole.len();
        let not_understood = Fault {
            line,
            what: FaultKind::NotUnderstood,
        };
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let name = text
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        if let Some(name) = name {
            group = name;
        } else if text.starts_with(' ') {
            match found.last_mut() {
                Some((own, first)) => own.words = &source[*first..at],
                None => faults.push(not_understood),
            }
        } else if let Some((name, words)) = text.split_once('=') {
            let first = start + text.len() - words.len();
            let name = name.trim_end();
            let words = &source[first..at];
            found.push((
                Written {
                    line,
                    group,
                    name,
                    words,
                },
                first,
            ));
        } else {
            faults.push(not_understood);
        }
    }
    found.into_iter().map(|(own, _)| own).collect()
}

/// The words of a message, whose lines may be several, as one text.
fn on_one_line(words: &str) -> String {
    let mut lines = words.lines().map(str::trim_end);
    let first = lines.next().unwrap_or_default();
    let mut text = first.strip_prefix(' ').unwrap_or(first).to_owned();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        text.push(' ');
        text.push_str(line.trim_start());
    }
    text
}

/// A whole file whose messages are read when somebody asks for them: most runs of the program say a
/// few of thousands.
pub struct Shelf {
    /// In the order of their names, as the file has them: group, name, lines.
    messages: Vec<(&'static str, &'static str, Kept)>,
}

/// One message of a shelf.
struct Kept {
    words: &'static str,
    message: OnceLock<Option<Message>>,
}

impl Shelf {
    /// Puts the messages of `source` in order.
    pub fn of(source: &'static str) -> Self {
        // A test holds that nothing in the built-in files is a fault.
        let written = written(source, &mut Vec::new()).into_iter();
        let kept = |words| Kept {
            words,
            message: OnceLock::new(),
        };
        let mut messages: Vec<_> = written
            .map(|own| (own.group, own.name, kept(own.words)))
            .collect();
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
        let read = || Message::read(&on_one_line(kept.words)).ok();
        kept.message.get_or_init(read).as_ref()
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
