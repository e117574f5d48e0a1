//! The words that people read: one catalogue, one file for each language, used from code and from
//! templates.
//!
//! A message has a name ("review.clean"), the same in both languages, and arguments with names, so
//! that each language can put them where they belong. Singular and plural, and what depends on the
//! case, are decided in the message (see [`message`]), so that no code puts sentences together. An
//! organisation says things in its own way by a file of the same name in `templates/`, which holds
//! only the messages that it replaces.

pub mod catalogue;
mod finding;
pub mod message;
mod text;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use crate::model::finding::Language;
use catalogue::{Entries, Shelf};
use message::{Choice, Message, Piece};
pub use text::{Text, saying};

/// The Swedish words.
pub const SV: &str = include_str!("../../templates/words.sv.txt");
/// The English words.
pub const EN: &str = include_str!("../../templates/words.en.txt");

static BUILT_IN_SV: LazyLock<Shelf> = LazyLock::new(|| Shelf::of(SV));
static BUILT_IN_EN: LazyLock<Shelf> = LazyLock::new(|| Shelf::of(EN));

fn entries(source: &str) -> Entries {
    catalogue::read(source)
        .0
        .into_iter()
        .map(|(name, (_, message))| (name, message))
        .collect()
}

/// The words of one language, with what an organisation says in its own way.
#[derive(Debug, Clone)]
pub struct Words {
    language: Language,
    own: Arc<Entries>,
}

/// What a message is told: its arguments by name. Made by [`args!`](crate::args).
pub type Args<'a> = [(&'a str, Value<'a>)];

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Words, or the name of a case.
    Text(Cow<'a, str>),
    /// A number, which may choose the singular or the plural.
    Number(i64),
    /// Words of the catalogue, said in the language of the message around them.
    Said(Text),
    /// Several, with commas between them.
    List(Vec<Value<'static>>),
}

impl Value<'_> {
    /// The same with words of its own.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Number(number) => Value::Number(number),
            Value::Said(text) => Value::Said(text),
            Value::List(values) => Value::List(values),
        }
    }

    fn choice(&self) -> Choice {
        match self {
            Value::Text(text) => Choice::Word(text.clone().into_owned()),
            Value::Number(number) => Choice::Number(*number),
            // There is something to say.
            Value::Said(_) => Choice::Number(1),
            Value::List(values) => Choice::Number(i64::try_from(values.len()).unwrap_or(i64::MAX)),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Text(Cow::Borrowed("")), Into::into)
    }
}

impl From<Text> for Value<'_> {
    fn from(text: Text) -> Self {
        Value::Said(text)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(holds: bool) -> Self {
        Value::Number(i64::from(holds))
    }
}

/// The arguments of a message by name: `args![day = text, count = n]`; `args![day]` is short for
/// `args![day = day]`.
#[macro_export]
macro_rules! args {
    ($($name:ident $(= $value:expr)?),* $(,)?) => {
        &[$((stringify!($name), $crate::words::Value::from($crate::args!(@value $name $($value)?)))),*]
    };
    (@value $name:ident $value:expr) => { $value };
    (@value $name:ident) => { $name };
}

impl Words {
    /// The built-in words of `language`.
    pub fn of(language: Language) -> Self {
        Self {
            language,
            own: Arc::default(),
        }
    }

    /// The words of `language`, those of `own` (a file of words) first.
    pub fn with(language: Language, own: &str) -> Self {
        Self {
            language,
            own: Arc::new(entries(own)),
        }
    }

    /// The language that they are in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message called `name`.
    pub fn message(&self, name: &str) -> Option<&Message> {
        let built_in = match self.language {
            Language::Sv => &*BUILT_IN_SV,
            Language::En => &*BUILT_IN_EN,
        };
        self.own.get(name).or_else(|| built_in.get(name))
    }

    /// `items` in one sentence: "1.0, 2.0 och 3.0".
    pub fn list(&self, items: &[impl AsRef<str>]) -> String {
        let joined = |items: &[_]| {
            items
                .iter()
                .map(AsRef::as_ref)
                .collect::<Vec<&str>>()
                .join(", ")
        };
        match items {
            [first @ .., last] if !first.is_empty() => self.say(
                "list.and",
                args![first = joined(first), last = last.as_ref()],
            ),
            _ => joined(items),
        }
    }

    /// The arguments that the built-in message called `name` is given: those of both languages,
    /// since a language may choose by something that another one does not need.
    pub fn arguments(name: &str) -> BTreeSet<&'static str> {
        let messages = [&*BUILT_IN_SV, &*BUILT_IN_EN]
            .into_iter()
            .filter_map(|shelf| shelf.get(name));
        messages.flat_map(Message::arguments).collect()
    }

    /// The message called `name`, filled with `args`. A test holds every name and argument in the
    /// sources against the catalogue; a name that is missing all the same is shown as itself.
    pub fn say(&self, name: &str, args: &Args<'_>) -> String {
        let Some(message) = self.message(name) else {
            return name.to_owned();
        };
        let value = |wanted: &str| {
            args.iter()
                .find(|(own, _)| *own == wanted)
                .map(|(_, value)| value)
        };
        let mut pieces = Vec::new();
        message.pieces(
            &|name| value(name).map_or(Choice::Word(String::new()), Value::choice),
            &mut pieces,
        );
        let mut said = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Argument(name) => said.push_str(
                    &value(name)
                        .map(|value| self.value(value))
                        .unwrap_or_default(),
                ),
            }
        }
        said
    }

    fn value<'v>(&self, value: &'v Value<'_>) -> Cow<'v, str> {
        match value {
            Value::Text(text) => Cow::Borrowed(text),
            Value::Number(number) => Cow::Owned(number.to_string()),
            Value::Said(text) => Cow::Owned(self.text(text)),
            Value::List(values) => {
                let said: Vec<Cow<'_, str>> = values.iter().map(|own| self.value(own)).collect();
                Cow::Owned(said.join(", "))
            }
        }
    }
}

impl Language {
    /// The built-in message called `name` in this language.
    pub fn say(self, name: &str, args: &Args<'_>) -> String {
        Words::of(self).say(name, args)
    }
}

/// `text` with a capital first.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// The groups that are said to those who keep the contracts, in built-in words only.
const KEEPERS: [&str; 12] = [
    "finding.",
    "phrase.",
    "advice.",
    "yaml.",
    "integrity.",
    "problem.",
    "explain.",
    "fault.",
    "author.",
    "import.",
    "word.",
    "usage.",
];

/// What the own words of an organisation do that the built-in ones do not: messages that nobody
/// asks for, and arguments that nobody gives. Each with the line.
pub fn misused(language: Language, own: &str) -> Vec<(usize, String, Option<String>)> {
    let words = Words::of(language);
    let mut found = Vec::new();
    for (name, (line, message)) in catalogue::read(own).0 {
        let known = Words::arguments(&name);
        let unknown = message
            .arguments()
            .into_iter()
            .find(|argument| !known.contains(argument))
            .map(str::to_owned);
        let is_asked_for =
            words.message(&name).is_some() && !KEEPERS.iter().any(|group| name.starts_with(group));
        match (is_asked_for, unknown) {
            (false, _) => found.push((line, name, None)),
            (true, Some(argument)) => found.push((line, name, Some(argument))),
            (true, None) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn both_languages_say_the_same_with_the_same_arguments() {
        let (sv, sv_faults) = catalogue::read(SV);
        let (en, en_faults) = catalogue::read(EN);
        assert!(
            sv_faults.is_empty() && en_faults.is_empty(),
            "{sv_faults:?} {en_faults:?}"
        );
        let names = |entries: &BTreeMap<String, (usize, Message)>| {
            entries.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(names(&sv), names(&en));
        for (name, (_, message)) in &sv {
            assert_eq!(message.said(), en[name].1.said(), "arguments of {name}");
        }
    }

    #[test]
    fn an_organisation_replaces_single_messages_and_keeps_the_others() {
        let words = Words::with(Language::Sv, "[count]\nchanges = {n} nya lydelser\n");
        assert_eq!(
            words.say("count.changes", args![n = 3usize]),
            "3 nya lydelser"
        );
        assert_eq!(words.say("count.errors", args![n = 1usize]), "1 fel");
    }

    #[test]
    fn own_words_that_nobody_asks_for_or_that_ask_for_what_nobody_gives_are_named() {
        let own = "[count]\nchanegs = x\nerrors = {m} fel\n[finding]\nnot-utf8 = x {encoding}\n";
        let misused = misused(Language::Sv, own);
        assert_eq!(
            misused,
            [
                (2, "count.chanegs".to_owned(), None),
                (3, "count.errors".to_owned(), Some("m".to_owned())),
                (5, "finding.not-utf8".to_owned(), None)
            ]
        );
    }
}
