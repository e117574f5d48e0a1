//! YAML to a tree of nodes with positions: the only module that knows the YAML library.
//!
//! A tree instead of derived structs, because a reader that stops at the first mistake hides the
//! others.

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use crate::model::codes::yaml::Cause;
use crate::model::span::{Located, Span};

mod diagnosis;

/// Nesting beyond which YAML is refused; the formats need four levels.
const MAX_DEPTH: usize = 16;

/// A value of the YAML text. Spans are bytes of the text given to [`read`], moved by its `base`.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`, `~` or nothing.
    Null,
    /// Text, number, boolean or date.
    Scalar {
        /// The text: decoded when quoted, as written when plain.
        text: String,
        /// Whether it stands in quotation marks or in a block.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order of the text, duplicate keys included.
    Map(Vec<(Located<String>, Node)>),
}

/// A value and where it stands.
pub type Node = Located<Value>;

/// Why a text is not YAML that we accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxProblem {
    /// Why.
    pub cause: &'static Cause,
    /// What its words need to know.
    pub args: Vec<(&'static str, String)>,
    /// How it can be read.
    pub correction: Option<Correction>,
    /// Where.
    pub span: Span,
}

/// How a line that is no YAML can be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// This line in its place.
    Line(String),
    /// The same words after so many blanks.
    Indent(usize),
}

/// Reads one YAML document; spans count from `base`.
///
/// # Errors
/// When the text is not YAML, nests too deeply, or uses anchors.
pub fn read(text: &str, base: usize) -> Result<Node, SyntaxProblem> {
    match parse(text) {
        Ok(root) => Ok(node(&root, text, base)),
        Err((stopped, said)) => {
            let stops = |other: &str| parse(other).err().map(|(stopped, _)| stopped);
            let mut problem = diagnosis::of(text, stopped, &said, stops);
            problem.span = problem.span.shifted(base);
            Err(problem)
        }
    }
}

/// The library's tree, or the byte at which it stopped and what it says.
fn parse(text: &str) -> Result<Spanned<Raw>, (usize, String)> {
    let options = serde_yaml::options! {
        duplicate_keys: serde_yaml::options::DuplicateKeyPolicy::PassThrough,
        // Only what is written at a place holds there.
        merge_keys: serde_yaml::options::MergeKeyPolicy::AsOrdinary,
        reject_unsupported_tags: true,
        strict_booleans: true,
        // A mark such as 95e649418471 is no number to us: every plain value is read as it is written.
        non_finite_float_policy: serde_yaml::options::NonFiniteFloatPolicy::PassThrough,
        budget: serde_yaml::budget! { max_anchors: 0, max_depth: MAX_DEPTH },
    };
    serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options).map_err(|error| {
        let stopped = error.location().map_or(0, |location| {
            let line = usize::try_from(location.line()).unwrap_or(1).max(1);
            let column = usize::try_from(location.column()).unwrap_or(1).max(1);
            offset_of(text, line, column)
        });
        (stopped, error.without_snippet().to_string())
    })
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum::<usize>();
    let rest = &text[start..];
    start
        + rest
            .char_indices()
            .nth(column - 1)
            .map_or(rest.len(), |(at, _)| at)
}

fn node(raw: &Spanned<Raw>, text: &str, base: usize) -> Node {
    let span = raw.referenced.span();
    let local = match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(len)) => {
            let start = usize::try_from(start).unwrap_or(0).min(text.len());
            let end = start
                .saturating_add(usize::try_from(len).unwrap_or(0))
                .min(text.len());
            Span::new(start, end)
        }
        _ => Span::default(),
    };
    let source = text.get(local.range()).unwrap_or_default();
    let value = match &raw.value {
        Raw::Null => Value::Null,
        Raw::Plain => Value::Scalar {
            text: source.trim().to_owned(),
            quoted: false,
        },
        Raw::Text(decoded) => {
            let quoted = source.starts_with(['"', '\'']) || source.trim() != decoded;
            Value::Scalar {
                text: decoded.clone(),
                quoted,
            }
        }
        Raw::List(items) => Value::List(items.iter().map(|item| node(item, text, base)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .iter()
                .map(|(key, value)| {
                    let key = node(key, text, base);
                    let name = match key.value {
                        Value::Scalar { text, .. } => text,
                        _ => String::new(),
                    };
                    (Located::new(name, key.span), node(value, text, base))
                })
                .collect(),
        ),
    };
    Located::new(value, local.shifted(base))
}

/// What the library says about a value before its source text is looked at.
enum Raw {
    Null,
    /// A plain number or boolean: only its source text tells how it was written.
    Plain,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Raw;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a YAML value")
            }
            fn visit_unit<E: de::Error>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_none<E: de::Error>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_bool<E: de::Error>(self, _: bool) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_i64<E: de::Error>(self, _: i64) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_u64<E: de::Error>(self, _: u64) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_i128<E: de::Error>(self, _: i128) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_u128<E: de::Error>(self, _: u128) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_f64<E: de::Error>(self, _: f64) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Raw, E> {
                Ok(Raw::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
                let mut out = Vec::new();
                while let Some(item) = items.next_element()? {
                    out.push(item);
                }
                Ok(Raw::List(out))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
                let mut out = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    out.push(entry);
                }
                Ok(Raw::Map(out))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Vec<(Located<String>, Node)> {
        match read(text, 0).expect("valid YAML").value {
            Value::Map(entries) => entries,
            other => panic!("no mapping: {other:?}"),
        }
    }

    #[test]
    fn a_plain_number_keeps_its_spelling_and_a_quoted_one_is_marked() {
        let entries = entries("a: 2.0\nb: \"2.0\"\nc: 007\n");
        let scalars: Vec<_> = entries.iter().map(|(_, node)| node.value.clone()).collect();
        let scalar = |text: &str, quoted| Value::Scalar {
            text: text.to_owned(),
            quoted,
        };
        assert_eq!(
            scalars,
            [
                scalar("2.0", false),
                scalar("2.0", true),
                scalar("007", false)
            ]
        );
    }

    #[test]
    fn what_looks_like_a_number_is_read_as_it_is_written() {
        for text in [
            "95e649418471",
            "1e999",
            "-1e999",
            ".inf",
            ".nan",
            "0e0",
            "0b01",
            "0x1f",
            "007",
            "1_000",
            "99999999999999999999",
        ] {
            let entries = entries(&format!("a: {text}\nb: [{text}]\n"));
            let own = Value::Scalar {
                text: text.to_owned(),
                quoted: false,
            };
            assert_eq!(entries[0].1.value, own, "{text}");
            assert!(
                matches!(&entries[1].1.value, Value::List(items) if items[0].value == own),
                "{text}"
            );
        }
    }

    #[test]
    fn duplicate_keys_are_kept_with_their_places() {
        let entries = entries("å: 1\nd: 2\nd: 3\n");
        assert_eq!(entries.len(), 3);
        assert_eq!(entries[2].0.span, Span::new(11, 12));
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_endings_are_read() {
        let entries = entries("\u{feff}a: x\r\nb: y\r\n");
        assert_eq!(
            entries[1].1.value,
            Value::Scalar {
                text: "y".to_owned(),
                quoted: false
            }
        );
    }

    #[test]
    fn broken_quotes_tabs_and_anchors_are_refused_with_a_place() {
        for (text, line) in [
            ("a: 'x\nb: 2\n", 1),
            ("a:\n\t- b", 2),
            ("a: &x 3\n", 1),
            ("a: b: c\n", 1),
        ] {
            let problem = read(text, 0).expect_err(text);
            assert_eq!(
                text[..problem.span.start].matches('\n').count() + 1,
                line,
                "{text:?}"
            );
        }
    }

    #[test]
    fn deep_nesting_is_refused_not_followed() {
        assert!(read(&"[".repeat(100_000), 0).is_err());
        assert!(read(&format!("{}{}", "[".repeat(40), "]".repeat(40)), 0).is_err());
    }
}
