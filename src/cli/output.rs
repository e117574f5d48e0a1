//! The two streams of the process: what a command made goes to standard output, what it has to say
//! about that to standard error.
//!
//! Everything passes here on its way out, so that nothing from a file is obeyed by a terminal, and
//! a product that could not be written whole is an error and no short product.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write};
use std::process::ExitCode;

use super::{CLEAN, COULD_NOT_RUN};
use crate::args;
use crate::harmless;
use crate::model::finding::Language;
use crate::model::person;
use crate::problem::{Kind, Problem, told};
use crate::words::saying;

/// What a command has to say when it is done.
pub struct Outcome {
    product: Product,
    code: u8,
}

/// What goes to standard output.
enum Product {
    /// Text for people or programs, in which nothing hides.
    Text(String),
    /// The same, with our colours.
    Coloured(String),
    /// The bytes as they are: a contract's own text, a script for a shell.
    Exact(String),
}

impl Outcome {
    /// Text and nothing that denies.
    pub fn clean(text: String) -> Self {
        Self {
            product: Product::Text(text),
            code: CLEAN,
        }
    }

    /// Text in which we set colours, if `color` says so.
    pub fn coloured(text: String, color: bool) -> Self {
        let product = if color {
            Product::Coloured(text)
        } else {
            Product::Text(text)
        };
        Self {
            product,
            code: CLEAN,
        }
    }

    /// A text that goes on to a file or a program byte by byte. On a terminal it is shown as all
    /// text is.
    pub fn exact(text: String) -> Self {
        Self::exact_unless_shown(text, io::stdout().is_terminal())
    }

    fn exact_unless_shown(text: String, terminal: bool) -> Self {
        let product = if terminal {
            Product::Text(text)
        } else {
            Product::Exact(text)
        };
        Self {
            product,
            code: CLEAN,
        }
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        self.code
    }

    /// The same with another exit code.
    #[must_use]
    pub fn with_code(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// The same with an exit code that is `least` or higher.
    #[must_use]
    pub fn with_least_code(self, least: u8) -> Self {
        Self {
            code: self.code.max(least),
            ..self
        }
    }

    /// What standard output gets.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.product {
            Product::Text(text) => harmless::shown(text),
            Product::Coloured(text) => harmless::styled(text),
            Product::Exact(text) => Cow::Borrowed(text),
        }
    }

    /// Writes the product; the exit code of the process. Where that fails it is said in `language`.
    pub fn deliver(&self, language: impl FnOnce() -> Language) -> ExitCode {
        match written(&mut io::stdout().lock(), self.text().as_bytes()) {
            Ok(()) => ExitCode::from(self.code),
            Err(error) => {
                let problem = Problem::new(Kind::Files, saying("problem.not-delivered", args![]))
                    .hint(saying("problem.not-delivered-hint", args![]));
                say_problem(&problem.after(error), language());
                ExitCode::from(COULD_NOT_RUN)
            }
        }
    }
}

/// Writes all of `bytes`. A reader that went away (`| head`) has what it wanted.
fn written(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Says what went wrong, in `language`.
pub(super) fn say_problem(error: &anyhow::Error, language: Language) {
    say(&format!("error: {}", told(error, language)));
}

/// Says `text` on standard error. Where nobody can be told there is nothing left to do about it.
pub(super) fn say(text: &str) {
    let text = person::masked(text.trim_end());
    let _ = writeln!(io::stderr(), "{}", harmless::shown(&text));
}

/// The same with our colours.
pub(super) fn say_coloured(text: &str) {
    let text = person::masked(text.trim_end());
    let _ = writeln!(io::stderr(), "{}", harmless::styled(&text));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that fails so once it has taken `room` bytes, or when it is flushed.
    struct Failing(io::ErrorKind, usize);

    impl Write for Failing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.1);
            self.1 -= taken;
            if taken > 0 {
                Ok(taken)
            } else {
                Err(self.0.into())
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn what_is_not_written_whole_is_an_error_also_when_only_the_end_is_missing() {
        for room in [0, 2, 99] {
            let error = written(&mut Failing(io::ErrorKind::StorageFull, room), b"avtal")
                .expect_err("no room");
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        }
    }

    #[test]
    fn a_reader_that_has_enough_is_no_error() {
        assert!(written(&mut Failing(io::ErrorKind::BrokenPipe, 2), b"avtal").is_ok());
    }

    #[test]
    fn a_product_shows_what_would_be_obeyed_and_keeps_our_colours_only() {
        let text = "\u{1b}[1mpris\u{1b}[0m \u{202e}001\u{9b}2J".to_owned();
        assert_eq!(
            Outcome::clean(text.clone()).text(),
            "[U+001B][1mpris[U+001B][0m [U+202E]001[U+009B]2J"
        );
        let coloured = Outcome::coloured(text.clone(), true);
        assert_eq!(
            coloured.text(),
            "\u{1b}[1mpris\u{1b}[0m [U+202E]001[U+009B]2J"
        );
        assert_eq!(
            Outcome::exact_unless_shown(text.clone(), false).text(),
            text
        );
        let on_a_terminal = Outcome::exact_unless_shown(text, true);
        assert!(
            !on_a_terminal.text().contains('\u{1b}'),
            "{}",
            on_a_terminal.text()
        );
    }
}
