//! Sentences, items, rows and whole sections that came, went or moved.

use super::super::rule::{Context, Detector, Evidence, Rule, editorial, material, unclear};
use super::super::site::{Site, SiteKind, quote};
use super::super::{Evidence as Found, Reason};
use crate::diff::tokens::Token;
use crate::diff::{ChangeKind, Row};
use crate::model::section::{BlockKind, SectionTree};

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        rule: material("sentence-added"),
        see: |site, _| lone(site, false, prose),
    },
    Detector {
        rule: material("sentence-removed"),
        see: |site, _| lone(site, true, prose),
    },
    Detector {
        rule: material("item-added"),
        see: |site, _| lone(site, false, entry),
    },
    Detector {
        rule: material("item-removed"),
        see: |site, _| lone(site, true, entry),
    },
    Detector {
        rule: material("item-moved"),
        see: moved,
    },
    Detector {
        rule: material("text-struck"),
        see: struck,
    },
    Detector {
        rule: material("point-changed"),
        see: |site, _| match site.kind {
            SiteKind::Label if site.loses_number() => vec![(site.old.quote(), site.new.quote())],
            _ => Vec::new(),
        },
    },
    Detector {
        rule: material("title-changed"),
        see: |site, _| match site.kind {
            SiteKind::Title => vec![(site.old.quote(), site.new.quote())],
            _ => Vec::new(),
        },
    },
];

/// The rule for what no other rule explains.
pub(super) const WORDING: Rule = material("wording-changed");
const ADDED: Rule = material("section-added");
const REMOVED: Rule = material("section-removed");
const MOVED: Rule = material("section-moved");
const REORDERED: Rule = editorial("section-reordered");
const RELEVELLED: Rule = editorial("heading-level");
/// The rule for a heading whose new level puts its section below another one.
const NESTED: Rule = unclear("section-level");
const RENUMBERED: Rule = editorial("number-follows");

pub(super) const RULES: [Rule; 8] = [
    ADDED, REMOVED, MOVED, REORDERED, RELEVELLED, NESTED, RENUMBERED, WORDING,
];

/// What the coming, going or moving of a whole section says.
pub(super) fn whole_section(row: &Row, context: &Context<'_>, found: &mut Found) {
    let Found {
        material,
        unclear,
        editorial,
    } = found;
    let name = |tree: &SectionTree, section: Option<&usize>| {
        let section = section.map(|section| tree.get(*section));
        section
            .map(|section| {
                quote(if section.level == 0 {
                    ""
                } else {
                    &section.heading
                })
            })
            .unwrap_or_default()
    };
    let (old, new) = (
        name(context.old, row.old.first()),
        name(context.new, row.new.first()),
    );
    let reason = |rule: Rule| Reason {
        rule: rule.code,
        old: old.clone(),
        new: new.clone(),
    };
    for kind in &row.kinds {
        match kind {
            ChangeKind::Insertion => material.push(reason(ADDED)),
            ChangeKind::Repeal => material.push(reason(REMOVED)),
            ChangeKind::Relocation if below_another(row, context) => material.push(reason(MOVED)),
            ChangeKind::Relocation => editorial.push(reason(REORDERED)),
            ChangeKind::Relevelling
                if below_another(row, context) && !numbered_alike(row, context) =>
            {
                unclear.push(reason(NESTED));
            }
            ChangeKind::Relevelling => editorial.push(reason(RELEVELLED)),
            ChangeKind::Renumbering if super::both_sides(row) => {
                let number = |tree: &SectionTree, section: Option<&usize>| {
                    section
                        .and_then(|section| tree.get(*section).number.clone())
                        .unwrap_or_default()
                };
                editorial.push(Reason {
                    rule: RENUMBERED.code,
                    old: number(context.old, row.old.first()),
                    new: number(context.new, row.new.first()),
                });
            }
            ChangeKind::Renumbering
            | ChangeKind::Substitution
            | ChangeKind::Retitling
            | ChangeKind::Split
            | ChangeKind::Join => {}
        }
    }
}

fn below_another(row: &Row, context: &Context<'_>) -> bool {
    let (Some(a), Some(b)) = (row.old.first(), row.new.first()) else {
        return false;
    };
    match (context.old.get(*a).parent, context.new.get(*b).parent) {
        (None, None) => false,
        (Some(x), Some(y)) => !context
            .comparison
            .rows
            .iter()
            .any(|row| row.old.contains(&x) && row.new.contains(&y)),
        _ => true,
    }
}

/// Whether the section's number says in both texts below which section it stands, as "3.1" does
/// below "3": then its heading's level only follows its number.
fn numbered_alike(row: &Row, context: &Context<'_>) -> bool {
    let outer = |tree: &SectionTree, section: Option<&usize>| {
        let number = section.and_then(|at| tree.get(*at).number.clone())?;
        let (outer, _) = number.trim_end_matches('.').rsplit_once('.')?;
        let is_outer = |own: &crate::model::section::Section| {
            own.number.as_deref().map(|own| own.trim_end_matches('.')) == Some(outer)
        };
        tree.sections.iter().any(is_outer).then_some(number)
    };
    let old = outer(context.old, row.old.first());
    old.is_some() && old == outer(context.new, row.new.first())
}

fn prose(kind: Option<&BlockKind>) -> bool {
    !entry(kind)
}

fn entry(kind: Option<&BlockKind>) -> bool {
    matches!(kind, Some(BlockKind::Item { .. } | BlockKind::Row { .. }))
}

/// What only one side has: a whole block, or whole sentences inside one.
fn lone(site: &Site<'_>, removed: bool, sort: fn(Option<&BlockKind>) -> bool) -> Vec<Evidence> {
    let (side, other) = if removed {
        (&site.old, &site.new)
    } else {
        (&site.new, &site.old)
    };
    let whole = site.kind == SiteKind::Block || (site.kind == SiteKind::Words && site.sentence);
    if !whole || side.spoken().next().is_none() || other.spoken().next().is_some() {
        return Vec::new();
    }
    // A sentence inside an item is a sentence; only the item as a whole is an item.
    let kind = if site.kind == SiteKind::Block {
        side.block.map(|block| &block.kind)
    } else {
        None
    };
    if !sort(kind) {
        return Vec::new();
    }
    vec![if removed {
        (side.quote(), String::new())
    } else {
        (String::new(), side.quote())
    }]
}

/// Words that are struck out in one text and stand in the other.
fn struck(site: &Site<'_>, _: &Context<'_>) -> Vec<Evidence> {
    let (mut old, mut new) = (site.old.spoken(), site.new.spoken());
    let pairs = std::iter::from_fn(|| old.next().zip(new.next()));
    let struck = pairs
        .take(200)
        .any(|(a, b)| a.text == b.text && Token::strikes(a.style, b.style));
    if struck {
        vec![(site.old.quote(), site.new.quote())]
    } else {
        Vec::new()
    }
}

fn moved(site: &Site<'_>, _: &Context<'_>) -> Vec<Evidence> {
    if site.kind == SiteKind::Moved {
        vec![(site.old.quote(), site.new.quote())]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
pub(super) const CASES: &[super::cases::Case] = &[
    (
        "sentence-added",
        "Kunden betalar i tid.",
        "Kunden betalar i tid. Ränta tas ut vid dröjsmål.",
        true,
    ),
    (
        "sentence-added",
        "Kunden betalar i tid.",
        "Kunden betalar i tiden.",
        false,
    ),
    (
        "sentence-removed",
        "Kunden betalar i tid. Ränta tas ut vid dröjsmål.",
        "Kunden betalar i tid.",
        true,
    ),
    (
        "sentence-removed",
        "Kunden betalar i tid.",
        "Kunden betalar i tiden.",
        false,
    ),
    (
        "item-added",
        "- loggar\n- larm",
        "- loggar\n- larm\n- jour dygnet runt",
        true,
    ),
    (
        "item-added",
        "- loggar\n- larm",
        "- loggar\n- larm om fel",
        false,
    ),
    (
        "item-removed",
        "- loggar\n- larm\n- jour dygnet runt",
        "- loggar\n- larm",
        true,
    ),
    (
        "item-removed",
        "- loggar\n- larm om fel",
        "- loggar\n- larm",
        false,
    ),
    (
        "item-moved",
        "- loggar sparas\n- larm går till jouren\n- jour finns",
        "- larm går till jouren\n- jour finns\n- loggar sparas",
        true,
    ),
    (
        "item-moved",
        "- loggar sparas\n- larm går till jouren",
        "- loggar sparas\n- larm går till jouren",
        false,
    ),
    (
        "text-struck",
        "Inera får inte visa uppgifterna.",
        "Inera får ~~inte~~ visa uppgifterna.",
        true,
    ),
    (
        "text-struck",
        "Inera får inte visa uppgifterna.",
        "Inera får **inte** visa uppgifterna.",
        false,
    ),
    (
        "point-changed",
        "1. Kunden ska föra logg.",
        "Kunden ska föra logg.",
        true,
    ),
    (
        "point-changed",
        "- Kunden ska föra logg.",
        "1. Kunden ska föra logg.",
        false,
    ),
    (
        "title-changed",
        "## Pris\n\nText.",
        "## Pris och avgifter\n\nText.",
        true,
    ),
    (
        "title-changed",
        "## Pris\n\nText.",
        "## PRIS\n\nText.",
        false,
    ),
    (
        "wording-changed",
        "Kunden meddelar felet.",
        "Kunden anmäler felet.",
        true,
    ),
    (
        "wording-changed",
        "Kunden meddelar felet.",
        "Kunden meddelar felet!",
        false,
    ),
    (
        "section-added",
        "## Ett\n\nText om ett.",
        "## Ett\n\nText om ett.\n\n## Två\n\nAnnat om avgift.",
        true,
    ),
    (
        "section-added",
        "## Ett\n\nText om ett.",
        "## Ett\n\nText om detta.",
        false,
    ),
    (
        "section-removed",
        "## Ett\n\nText om ett.\n\n## Två\n\nAnnat om avgift.",
        "## Ett\n\nText om ett.",
        true,
    ),
    (
        "section-removed",
        "## Ett\n\nText om ett.",
        "## Ett\n\nText om detta.",
        false,
    ),
    (
        "section-moved",
        "# A\n## X\n\nKunden betalar.\n## Y\n\nKunden svarar.\n# B\n## Z\n\nInera jour.",
        "# A\n## Y\n\nKunden svarar.\n# B\n## Z\n\nInera jour.\n## X\n\nKunden betalar.",
        true,
    ),
    (
        "section-moved",
        "# A\n## X\n\nKunden betalar.\n## Y\n\nKunden svarar.",
        "# A\n## Y\n\nKunden svarar.\n## X\n\nKunden betalar.",
        false,
    ),
    (
        "section-reordered",
        "# A\n## X\n\nKunden betalar.\n## Y\n\nKunden svarar.",
        "# A\n## Y\n\nKunden svarar.\n## X\n\nKunden betalar.",
        true,
    ),
    (
        "section-reordered",
        "# A\n## X\n\nKunden betalar.",
        "# A\n## X\n\nKunden svarar.",
        false,
    ),
    (
        "heading-level",
        "## A\n### X\n\nKunden betalar.\n### Y\n\nKunden svarar.",
        "# A\n## X\n\nKunden betalar.\n## Y\n\nKunden svarar.",
        true,
    ),
    (
        "heading-level",
        "# A\n## 3 X\n\nKunden betalar.\n## 3.1 Y\n\nKunden svarar.",
        "# A\n## 3 X\n\nKunden betalar.\n### 3.1 Y\n\nKunden svarar.",
        true,
    ),
    (
        "section-level",
        "# A\n## Undantag\n\nInera svarar inte.\n### Y\n\nKunden svarar.",
        "# A\n## Undantag\n\nInera svarar inte.\n## Y\n\nKunden svarar.",
        true,
    ),
    (
        "section-level",
        "# A\n## 3 X\n\nKunden betalar.\n## 3.1 Y\n\nKunden svarar.",
        "# A\n## 3 X\n\nKunden betalar.\n### 3.1 Y\n\nKunden svarar.",
        false,
    ),
    (
        "heading-level",
        "# A\n## X\n\nKunden betalar.",
        "# A\n## X\n\nKunden svarar.",
        false,
    ),
    (
        "number-follows",
        "## 1 Pris\n\nKunden betalar.",
        "## 2 Pris\n\nKunden betalar.",
        true,
    ),
    (
        "number-follows",
        "## 1 Pris\n\nKunden betalar.",
        "## 1 Pris\n\nKunden svarar.",
        false,
    ),
];
