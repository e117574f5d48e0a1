//! Text that others wrote, made to show itself and do nothing else: the one home of it.
//!
//! A control character in a title moves the cursor of a terminal, an override of the direction
//! turns an amount round, a sign without width hides a word from a search. None of them is obeyed
//! in any output: each is shown by its name, as `[U+202E]`, and in JSON as JSON escapes it. What
//! else a text could do depends on where it is written, so each kind of output has its own function
//! here: HTML, Markdown, the comment of a forge, a workflow command, a cell of a spreadsheet, a
//! value of a calendar.

mod cell;
mod command;
mod controls;
mod forge;
mod html;
mod markdown;
mod value;

pub use cell::cell;
pub use command::{data, property};
pub use controls::{hidden, json, line, shown, styled};
pub use forge::inert;
pub use html::html;
pub use markdown::markdown;
pub use value::value;
