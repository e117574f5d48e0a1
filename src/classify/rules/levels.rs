//! The form of blocks with their words as they were: at another level among lists and quotations,
//! divided or put together, a list made prose. What a block speaks of follows from what it stands
//! under and with.

use super::super::rule::{Rule, editorial, unclear};

/// The rule for a paragraph or an item that stands at another level with its text as it was.
pub(super) const NESTING: Rule = unclear("nesting-changed");

/// The rule for a paragraph that was divided between two sentences, or put together.
pub(super) const BREAK: Rule = editorial("paragraph-break");

/// The rule for words that stand in blocks of another form: points, running text, a table.
pub(super) const FORM: Rule = unclear("form-changed");

pub(super) const RULES: [Rule; 3] = [NESTING, BREAK, FORM];

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "nesting-changed",
        "- loggar sparas\n- larm går till jouren\n\n  Detta gäller inte helgdagar.",
        "- loggar sparas\n- larm går till jouren\n\nDetta gäller inte helgdagar.",
        true,
    ),
    (
        "nesting-changed",
        "- loggar sparas i ett år\n- larm går till jouren",
        "- loggar sparas i ett år\n  - larm går till jouren",
        true,
    ),
    (
        "nesting-changed",
        "- loggar sparas i ett år\n- larm går till jouren",
        "* loggar sparas i ett år\n* larm går till jouren",
        false,
    ),
    (
        "paragraph-break",
        "Kunden ska föra logg. Loggen sparas i ett år.",
        "Kunden ska föra logg.\n\nLoggen sparas i ett år.",
        true,
    ),
    (
        "paragraph-break",
        "Kunden ska föra logg och spara den i ett år.",
        "Kunden ska föra logg\n\n- och spara den i ett år.",
        false,
    ),
    (
        "form-changed",
        "Kunden ska\n\n- betala avgiften i tid\n- föra logg över anslutna system",
        "Kunden ska betala avgiften i tid samt föra logg över anslutna system.",
        true,
    ),
    (
        "form-changed",
        "Kunden ska föra logg. Loggen sparas i ett år.",
        "Kunden ska föra logg.\n\nLoggen sparas i ett år.",
        false,
    ),
];
