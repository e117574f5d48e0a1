//! The level of a block among lists and quotations: what it speaks of follows from what it stands
//! under.

use super::super::rule::{Rule, unclear};

/// The rule for a paragraph or an item that stands at another level with its text as it was.
pub(super) const NESTING: Rule = unclear("nesting-changed");

pub(super) const RULES: [Rule; 1] = [NESTING];

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
];
