//! Who has signed a document.

use serde::Serialize;

use super::{Day, Link};

/// The page of one register.
#[derive(Debug, Serialize)]
pub struct RegisterView {
    /// The document's title.
    pub title: String,
    /// Its page.
    pub document: String,
    /// The document that is signed, where this one is part of it.
    pub whole: Option<Link>,
    /// The day that the list is shown for.
    pub on: Day,
    /// The day of which the list is, where it is stated.
    pub updated: Option<Day>,
    /// How many rows there are.
    pub count: usize,
    /// How many had signed and are no longer bound.
    pub ended: usize,
    /// The categories of those who have signed, in the order of agreement.yaml.
    pub categories: Vec<CategoryView>,
    /// The rows by the initial of the name.
    pub letters: Vec<LetterView>,
    /// Whether any row names services.
    pub has_services: bool,
    /// Whether any row names a customer through which it is connected.
    pub has_through: bool,
    /// Whether any row names a board.
    pub has_board: bool,
    /// The list as CSV.
    pub csv: String,
    /// The list as JSON.
    pub json: String,
    /// The script that searches the list.
    pub script: String,
}

/// A category to filter by.
#[derive(Debug, Serialize)]
pub struct CategoryView {
    /// Its name.
    pub label: String,
    /// Its key in class names.
    pub key: String,
    /// How many rows it has.
    pub count: usize,
}

/// The rows of one initial.
#[derive(Debug, Serialize)]
pub struct LetterView {
    /// As printed.
    pub label: String,
    /// Its key in class names.
    pub key: String,
    /// The rows.
    pub rows: Vec<SignatoryView>,
}

/// One row.
#[derive(Debug, Serialize)]
pub struct SignatoryView {
    /// The organisation's name.
    pub organisation: String,
    /// Its number.
    pub number: String,
    /// Its category.
    pub category: Option<String>,
    /// The category's key.
    pub key: Option<String>,
    /// When it signed.
    pub signed: Day,
    /// Which version.
    pub version: String,
    /// The services, in words.
    pub services: String,
    /// The customer through which it is connected.
    pub through: Option<String>,
    /// The board.
    pub board: Option<String>,
}
