//! What will be said, before it is known in which language: the name of a message and what it is
//! told. The core says so what it did and what is in the way; only who prints knows the reader.

use super::{Args, Value, Words};
use crate::model::finding::Language;

/// Words of the catalogue, with their arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    name: &'static str,
    args: Vec<(String, Value<'static>)>,
}

/// The words of the catalogue called `name`.
pub fn saying(name: &'static str, args: &Args<'_>) -> Text {
    let args = args.iter();
    let owned = args.map(|(name, value)| ((*name).to_owned(), value.clone().into_owned()));
    Text {
        name,
        args: owned.collect(),
    }
}

impl Text {
    /// The text in `language`, in built-in words.
    pub fn said(&self, language: Language) -> String {
        Words::of(language).text(self)
    }
}

impl Words {
    /// `text` in these words.
    pub fn text(&self, text: &Text) -> String {
        let args = text.args.iter();
        let args: Vec<(&str, Value<'_>)> = args
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        self.say(text.name, &args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;

    #[test]
    fn a_text_is_said_in_the_language_of_the_reader_and_so_are_the_texts_within() {
        let places = Value::List(vec![
            Value::Said(saying("count.changes", args![n = 2usize])),
            Value::from("a.md".to_owned()),
        ]);
        let text = saying(
            "author.remark",
            args![
                reason = saying("count.warnings", args![n = 1usize]),
                places,
                more = 3usize
            ],
        );
        assert_eq!(
            text.said(Language::Sv),
            "1 varning: 2 ändringar, a.md och 3 till"
        );
        assert_eq!(
            text.said(Language::En),
            "1 warning: 2 changes, a.md and 3 more"
        );
    }
}
