//! The catalogue's words in templates: `{{ t("year.applies", day=entry.day|time,
//! plural=entry.plural) }}`.
//!
//! What the catalogue says is text; in a page it is escaped like any other. An argument that is
//! markup of the engine's own, such as a link or a day, stays markup.

use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, HtmlEscape, State};

use crate::harmless;
use crate::words::Words;
use crate::words::message::{Choice, Piece};

/// Makes `words` known to the templates of `environment`, as the function `t`.
pub fn add(environment: &mut Environment<'static>, words: Words) {
    environment.add_function(
        "t",
        move |state: &State<'_, '_>, name: String, args: Kwargs| {
            filled(&words, state, &name, &args)
        },
    );
}

fn filled(words: &Words, state: &State<'_, '_>, name: &str, args: &Kwargs) -> Result<Value, Error> {
    let message = words.message(name).ok_or_else(|| {
        Error::new(
            ErrorKind::UndefinedError,
            format!("there are no words called \"{name}\""),
        )
    })?;
    let given = |argument: &str| {
        args.get::<Value>(argument)
            .ok()
            .filter(|value| !value.is_none())
    };
    // Both languages' arguments are asked for, so that a template that serves one serves the other.
    for known in Words::arguments(name) {
        args.get::<Value>(known).map_err(|_| {
            Error::new(
                ErrorKind::MissingArgument,
                format!("\"{name}\" is said without {known}"),
            )
        })?;
    }
    args.assert_all_used()?;
    let mut pieces = Vec::new();
    message.pieces(&|argument| choice(given(argument)), &mut pieces);
    let html = matches!(state.auto_escape(), AutoEscape::Html);
    let mut said = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) if html => said.push_str(&HtmlEscape(text).to_string()),
            Piece::Text(text) => said.push_str(text),
            Piece::Argument(name) => match given(name) {
                Some(value) if html && !value.is_safe() => {
                    said.push_str(&harmless::html(&value.to_string()))
                }
                Some(value) if html => said.push_str(&value.to_string()),
                Some(value) => said.push_str(&harmless::shown(&value.to_string())),
                None => {}
            },
        }
    }
    Ok(if html {
        Value::from_safe_string(said)
    } else {
        Value::from(said)
    })
}

fn choice(value: Option<Value>) -> Choice {
    match value {
        None => Choice::Word(String::new()),
        Some(value) => match (value.as_i64(), bool::try_from(value.clone())) {
            (_, Ok(holds)) => Choice::Number(i64::from(holds)),
            (Some(number), _) => Choice::Number(number),
            _ => Choice::Word(value.to_string()),
        },
    }
}
