//! A review in the formats that people and programs read, all from one view.

mod annotations;
mod build;
mod dates;
mod fit;
mod html;
mod lines;
mod markdown;
mod pieces;
mod text;
mod version;
pub mod view;
mod words;

pub use build::{Frame, view};
pub use markdown::{LIMIT, MARKER};

use self::view::ReviewView;
use super::json;
use crate::model::finding::Language;
use crate::words::Words;

/// How a review is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text {
        /// Whether to colour.
        color: bool,
    },
    /// One comment of a pull request.
    Markdown,
    /// One self-contained page.
    Html,
    /// The view itself.
    Json,
    /// Workflow commands of a GitHub forge.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// The review in `format`. `prefix` is the contract repository's path in the git repository, for
/// the formats that a forge reads.
pub fn render(view: &ReviewView, language: Language, format: Format, prefix: &str) -> String {
    let words = &Words::of(language);
    let pieces = || pieces::of(view, words);
    match format {
        Format::Text { color } => text::render(&pieces(), words, color),
        Format::Markdown => markdown::render(view, &pieces(), words),
        Format::Html => html::render(view, &pieces(), words),
        Format::Json => json::pretty(view),
        Format::Github => annotations::github(view, words, prefix),
        Format::Sarif => annotations::sarif(view, prefix),
    }
}
