//! One message of the catalogue: text with places for what is said about.
//!
//! `{name}` is the argument itself. `{n: one | many}` chooses by number, one when it is 1.
//! `{effect: adverse=… | neutral=… | …}` chooses by name; a last branch without a name serves for
//! all others. `{board? for {board} | …}` says the first part only where there is something to say,
//! else the second, which may be left out. Branches are taken as they stand, blanks included, and
//! hold places of their own. `{{` and `}}` are braces; `&nbsp;` and `&shy;` are the blank that does
//! not break and the place where a word may.

use std::collections::BTreeSet;

/// A message, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Argument(String),
    Plural {
        name: String,
        one: Message,
        many: Message,
    },
    Select {
        name: String,
        branches: Vec<(String, Message)>,
        other: Option<Message>,
    },
    Present {
        name: String,
        then: Message,
        otherwise: Message,
    },
}

/// What a message asks of an argument that it chooses by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The number to choose the singular or the plural by.
    Number(i64),
    /// A word: the name of a branch; an empty one says nothing.
    Word(String),
}

impl Choice {
    fn is_one(&self) -> bool {
        match self {
            Choice::Number(number) => *number == 1,
            Choice::Word(word) => word == "1",
        }
    }

    fn is_present(&self) -> bool {
        match self {
            Choice::Number(number) => *number != 0,
            Choice::Word(word) => !word.is_empty() && word != "false",
        }
    }

    fn named(&self, name: &str) -> bool {
        match self {
            Choice::Number(number) => name.parse() == Ok(*number),
            Choice::Word(word) => word == name,
        }
    }
}

/// A piece of a filled message, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words of the catalogue.
    Text(&'a str),
    /// The argument of this name.
    Argument(&'a str),
}

impl Message {
    /// Reads a message.
    ///
    /// # Errors
    /// In a few words, what is wrong with its braces.
    pub fn read(source: &str) -> Result<Self, String> {
        let source = source
            .replace("&nbsp;", "\u{a0}")
            .replace("&shy;", "\u{ad}");
        let mut reader = Reader { rest: &source };
        let message = reader.message(&[])?;
        if reader.rest.is_empty() {
            Ok(message)
        } else {
            Err("`}` without `{`".to_owned())
        }
    }

    /// The pieces to say, the branches chosen by `choose`.
    pub fn pieces<'a>(&'a self, choose: &dyn Fn(&str) -> Choice, out: &mut Vec<Piece<'a>>) {
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push(Piece::Text(text)),
                Part::Argument(name) => out.push(Piece::Argument(name)),
                Part::Plural { name, one, many } => {
                    let chosen = if choose(name).is_one() { one } else { many };
                    chosen.pieces(choose, out);
                }
                Part::Select {
                    name,
                    branches,
                    other,
                } => {
                    let choice = choose(name);
                    let named = branches
                        .iter()
                        .find(|(branch, _)| choice.named(branch))
                        .map(|(_, text)| text);
                    if let Some(chosen) = named.or(other.as_ref()) {
                        chosen.pieces(choose, out);
                    }
                }
                Part::Present {
                    name,
                    then,
                    otherwise,
                } => {
                    let chosen = if choose(name).is_present() {
                        then
                    } else {
                        otherwise
                    };
                    chosen.pieces(choose, out);
                }
            }
        }
    }

    /// The names of all arguments that it may ask for.
    pub fn arguments(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        self.collect(false, &mut names);
        names
    }

    /// The names of the arguments that it says, not only chooses by.
    pub fn said(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        self.collect(true, &mut names);
        names
    }

    fn collect<'a>(&'a self, said: bool, names: &mut BTreeSet<&'a str>) {
        for part in &self.0 {
            let (name, inner): (&str, Vec<&Message>) = match part {
                Part::Text(_) => continue,
                Part::Argument(name) => (name, Vec::new()),
                Part::Plural { name, one, many } => (name, vec![one, many]),
                Part::Select {
                    name,
                    branches,
                    other,
                } => (
                    name,
                    branches.iter().map(|(_, text)| text).chain(other).collect(),
                ),
                Part::Present {
                    name,
                    then,
                    otherwise,
                } => (name, vec![then, otherwise]),
            };
            if !said || matches!(part, Part::Argument(_)) {
                names.insert(name);
            }
            for message in inner {
                message.collect(said, names);
            }
        }
    }
}

/// Between two branches.
const BAR: &str = " | ";

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// Text and places up to one of `ends`, or to the end of the source.
    fn message(&mut self, ends: &[&str]) -> Result<Message, String> {
        let (mut parts, mut text) = (Vec::new(), String::new());
        while !self.rest.is_empty() && !ends.iter().any(|end| self.rest.starts_with(end)) {
            if self.take("{{") {
                text.push('{');
            } else if ends.is_empty() && self.take("}}") {
                text.push('}');
            } else if self.rest.starts_with('}') {
                break;
            } else if self.take("{") {
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                parts.push(self.place()?);
            } else if let Some(letter) = self.rest.chars().next() {
                text.push(letter);
                self.rest = &self.rest[letter.len_utf8()..];
            }
        }
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        Ok(Message(parts))
    }

    /// What stands behind `{`, with its closing brace.
    fn place(&mut self) -> Result<Part, String> {
        let name = self.name();
        if name.is_empty() {
            return Err("`{` without a name; a brace itself is written `{{`".to_owned());
        }
        let part = if self.take(": ") {
            self.choice(name.clone())?
        } else if self.take("?") {
            let then = self.message(&[BAR, "}"])?;
            let otherwise = if self.take(BAR) {
                self.message(&["}"])?
            } else {
                Message(Vec::new())
            };
            Part::Present {
                name: name.clone(),
                then,
                otherwise,
            }
        } else {
            Part::Argument(name.clone())
        };
        if self.take("}") {
            Ok(part)
        } else {
            Err(format!("`{{{name}` is not closed by `}}`"))
        }
    }

    fn choice(&mut self, name: String) -> Result<Part, String> {
        let (mut branches, mut unnamed) = (Vec::new(), Vec::new());
        loop {
            let ahead = self.rest;
            let branch = self.name();
            if !branch.is_empty() && self.take("=") {
                branches.push((branch, self.message(&[BAR, "}"])?));
            } else {
                self.rest = ahead;
                unnamed.push(self.message(&[BAR, "}"])?);
            }
            if !self.take(BAR) {
                break;
            }
        }
        let (first, second, more) = {
            let mut unnamed = unnamed.into_iter();
            (unnamed.next(), unnamed.next(), unnamed.next())
        };
        match (branches.is_empty(), first, second, more) {
            (true, Some(one), Some(many), None) => Ok(Part::Plural { name, one, many }),
            (false, other, None, None) => Ok(Part::Select {
                name,
                branches,
                other,
            }),
            _ => Err(format!(
                "`{{{name}: …}}` needs two branches, or branches with names"
            )),
        }
    }

    fn name(&mut self) -> String {
        let end = self
            .rest
            .find(|letter: char| {
                !(letter.is_ascii_alphanumeric() || letter == '_' || letter == '-')
            })
            .unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        name.to_owned()
    }

    fn take(&mut self, sign: &str) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(source: &str, given: &[(&str, &str)]) -> String {
        let message = Message::read(source).expect("a message");
        let value = |name: &str| {
            given
                .iter()
                .find(|(own, _)| *own == name)
                .map_or("", |(_, value)| *value)
        };
        let mut pieces = Vec::new();
        message.pieces(&|name| Choice::Word(value(name).to_owned()), &mut pieces);
        let words = pieces.into_iter().map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Argument(name) => value(name).to_owned(),
        });
        words.collect()
    }

    #[test]
    fn an_argument_stands_where_its_name_is() {
        assert_eq!(
            said(
                "Det här binder {who} den {day}.",
                &[("who", "X"), ("day", "1 maj")]
            ),
            "Det här binder X den 1 maj."
        );
    }

    #[test]
    fn a_number_chooses_the_singular_or_the_plural() {
        let changes = "{n} {n: ändring | ändringar}";
        assert_eq!(said(changes, &[("n", "1")]), "1 ändring");
        assert_eq!(said(changes, &[("n", "0")]), "0 ändringar");
        assert_eq!(said(changes, &[("n", "21")]), "21 ändringar");
    }

    #[test]
    fn a_name_chooses_a_branch_and_the_last_one_serves_for_all_others() {
        let effect = "till kundens {effect: adverse=nackdel | favourable=fördel | bästa}";
        assert_eq!(
            said(effect, &[("effect", "adverse")]),
            "till kundens nackdel"
        );
        assert_eq!(said(effect, &[("effect", "x")]), "till kundens bästa");
    }

    #[test]
    fn what_is_missing_is_not_said() {
        let signed = "tecknat {day}{board? för {board}}";
        assert_eq!(
            said(signed, &[("day", "1 maj"), ("board", "en nämnd")]),
            "tecknat 1 maj för en nämnd"
        );
        assert_eq!(said(signed, &[("day", "1 maj")]), "tecknat 1 maj");
        assert_eq!(said("{a? ja | nej}", &[]), "nej");
    }

    #[test]
    fn branches_hold_places_of_their_own() {
        let nested = "{n: en {kind: a=sak | annan} | {n} saker}";
        assert_eq!(said(nested, &[("n", "1"), ("kind", "a")]), "en sak");
        assert_eq!(said(nested, &[("n", "2"), ("kind", "a")]), "2 saker");
    }

    #[test]
    fn braces_and_blanks_can_be_written() {
        assert_eq!(
            said("skriv {{fact: {fact}}}", &[("fact", "title")]),
            "skriv {fact: title}"
        );
        assert_eq!(said("version&nbsp;2", &[]), "version\u{a0}2");
    }

    #[test]
    fn a_message_that_cannot_be_read_says_why() {
        for (source, why) in [
            ("{", "name"),
            ("{a", "closed"),
            ("a}", "without"),
            ("{a: b}", "two branches"),
        ] {
            let error = Message::read(source).expect_err(source);
            assert!(error.contains(why), "{source}: {error}");
        }
    }

    #[test]
    fn all_arguments_are_known() {
        let message = Message::read("{a} {n: {b} | c} {d? {e}} {f: x={g} | h}").expect("a message");
        assert_eq!(
            message.arguments().into_iter().collect::<String>(),
            "abdefgn"
        );
        assert_eq!(message.said().into_iter().collect::<String>(), "abeg");
    }
}
