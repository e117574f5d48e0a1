//! Which sections moved, told of outlines in which every heading has a name of its own.

use super::*;
use crate::model::section::Section;
use crate::parse::sections::read;

/// The sections that moved, and behind a bar those that went along with one that did.
#[track_caller]
fn moved(old: &[&str], new: &[&str]) -> String {
    let found = of(old, new);
    assert_eq!(found, of(new, old), "the same is told of the way back");
    found
}

fn of(old: &[&str], new: &[&str]) -> String {
    let (a, b) = (read(&old.join("\n"), 0), read(&new.join("\n"), 0));
    let partner = |title: &str| b.sections.iter().find(|section| section.title == title);
    let pair =
        |section: &Section| partner(&section.title).map(|other| (section.index, other.index));
    let pairs: Vec<(usize, usize)> = a.sections.iter().filter_map(pair).collect();
    let found = find(&a, &b, &pairs);
    let names = |which: fn(&Pair) -> bool| -> String {
        let mut names: Vec<&str> = found
            .iter()
            .filter(|pair| which(pair))
            .map(|pair| a.get(pair.old).title.as_str())
            .collect();
        names.sort_unstable();
        names.join(" ")
    };
    let along = names(|pair| pair.within_moved && !pair.moved);
    let roots = names(|pair| pair.moved);
    if along.is_empty() {
        roots
    } else {
        format!("{roots} | {along}")
    }
}

#[test]
fn what_stands_in_its_order_did_not_move() {
    assert_eq!(moved(&["# A", "## X", "# B"], &["# A", "## X", "# B"]), "");
    assert_eq!(moved(&["# A", "# B", "# C"], &["# A", "# C"]), "");
}

#[test]
fn the_fewest_sections_moved() {
    assert_eq!(moved(&["# A", "# B", "# C"], &["# B", "# C", "# A"]), "A");
    assert_eq!(
        moved(&["# A", "# B", "# C", "# D"], &["# D", "# A", "# B", "# C"]),
        "D"
    );
    assert_eq!(
        moved(
            &["# A", "# B", "# C", "# D", "# E"],
            &["# B", "# A", "# C", "# E", "# D"]
        )
        .split(' ')
        .count(),
        2
    );
}

#[test]
fn of_two_that_changed_places_the_one_with_less_text_moved() {
    let text = "Kunden betalar en fast avgift för varje påbörjad månad.";
    assert_eq!(moved(&["# A", text, "# B"], &["# B", "# A", text]), "B");
    assert_eq!(moved(&["# A", "# B", text], &["# B", text, "# A"]), "A");
}

#[test]
fn one_long_section_does_not_outweigh_two() {
    let text = "Kunden betalar en fast avgift för varje påbörjad månad.";
    assert_eq!(
        moved(
            &["# A", text, text, "# B", "# C"],
            &["# B", "# C", "# A", text, text]
        ),
        "A"
    );
}

#[test]
fn a_subtree_moves_at_its_root() {
    let (old, new) = (
        ["# A", "## X", "### Y", "# B", "# C"],
        ["# B", "# C", "# A", "## X", "### Y"],
    );
    assert_eq!(moved(&old, &new), "A | X Y");
}

#[test]
fn a_heading_that_came_above_others_moved_none_of_them() {
    assert_eq!(
        moved(&["# A", "## X", "## Y"], &["# A", "## N", "### X", "### Y"]),
        ""
    );
    assert_eq!(
        moved(
            &["# A", "## X", "## Y", "# B"],
            &["# A", "## X", "### Y", "# B"]
        ),
        ""
    );
    assert_eq!(
        moved(&["# A", "## X", "# B", "## Y"], &["# A", "## X", "## Y"]),
        ""
    );
}

#[test]
fn a_section_out_of_the_old_order_below_another_one_moved() {
    let old = ["# A", "## X", "## Y", "# B", "## Z"];
    assert_eq!(moved(&old, &["# A", "## Y", "# B", "## Z", "## X"]), "X");
    assert_eq!(moved(&old, &["# A", "## Z", "## X", "## Y", "# B"]), "Z");
}

#[test]
fn a_section_that_now_stands_below_the_next_heading_moved() {
    let old = ["# A", "## X", "## Y", "# B", "## Z"];
    assert_eq!(moved(&old, &["# A", "## X", "# B", "## Y", "## Z"]), "Y");
}

#[test]
fn what_a_moved_section_took_along_one_level_up_did_not_move_by_itself() {
    let old = ["# A", "## P", "### Q", "# B", "## Z", "# C"];
    assert_eq!(
        moved(&old, &["# A", "# B", "## Z", "# C", "## P", "## Q"]),
        "P"
    );
}

#[test]
fn within_a_moved_subtree_the_order_is_judged_by_itself() {
    let text = "Kunden betalar en fast avgift för varje påbörjad månad.";
    let old = ["# A", "## X", text, "## Y", "# B", "# C"];
    assert_eq!(
        moved(&old, &["# B", "# C", "# A", "## Y", "## X", text]),
        "A Y | X"
    );
}

#[test]
fn what_left_a_moved_section_moved_too() {
    let old = ["# A", "## X", "## Y", "# B", "# C"];
    assert_eq!(
        moved(&old, &["# B", "## X", "# C", "# A", "## Y"]),
        "A X | Y"
    );
}

#[test]
fn the_chain_that_is_kept_is_the_heaviest() {
    let heaviest = |members: &[(usize, u128)]| -> u128 {
        let subsets = 0..1u32 << members.len();
        let chosen = subsets.map(|set| {
            let set: Vec<(usize, u128)> = (0..members.len())
                .filter(|at| set >> at & 1 == 1)
                .map(|at| members[at])
                .collect();
            let increasing = set.windows(2).all(|pair| pair[0].0 < pair[1].0);
            if increasing {
                set.iter().map(|(_, weight)| weight).sum()
            } else {
                0
            }
        });
        chosen.max().unwrap_or(0)
    };
    let mut seed = 7u64;
    for _ in 0..500 {
        let mut next = || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            seed >> 33
        };
        let mut keys: Vec<usize> = (0..7).collect();
        for at in (1..keys.len()).rev() {
            keys.swap(at, next() as usize % (at + 1));
        }
        let members: Vec<(usize, u128)> = keys
            .into_iter()
            .map(|key| (key, 1 + u128::from(next() % 4)))
            .collect();
        let chain = heaviest_increasing(&members);
        assert!(
            chain
                .windows(2)
                .all(|pair| pair[0] < pair[1] && members[pair[0]].0 < members[pair[1]].0)
        );
        let sum: u128 = chain.iter().map(|at| members[*at].1).sum();
        assert_eq!(sum, heaviest(&members), "{members:?}");
    }
}
