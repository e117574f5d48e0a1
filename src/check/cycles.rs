//! Documents that lead back to themselves by one relation.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::codes::relations as codes;
use crate::model::finding::{Finding, Place};
use crate::model::relation::Relation;
use crate::model::repository::Repository;

/// What the newest versions state by one relation, by the documents' ids.
type Links<'r> = BTreeMap<&'r str, Vec<&'r str>>;

/// Every cycle of `relation` between the newest versions, told once, at its first document; a
/// document that names itself has a finding of its own.
pub(super) fn of(repository: &Repository, relation: Relation, findings: &mut Vec<Finding>) {
    let links = repository.documents.values().map(|document| {
        let stated = document
            .newest()
            .front
            .related(relation)
            .iter()
            .map(|id| id.value.as_str());
        let known = stated.filter(|id| repository.documents.contains_key(*id));
        (document.id.as_str(), known.collect())
    });
    for chain in cycles(links.collect()) {
        let Some(newest) = chain
            .first()
            .and_then(|id| repository.documents.get(*id))
            .map(|own| own.newest())
        else {
            continue;
        };
        let link = newest
            .front
            .related(relation)
            .iter()
            .find(|to| Some(&to.value.as_str()) == chain.get(1));
        let place = Place::new(&newest.path, link.map(|link| link.span).unwrap_or_default());
        let words = format!("{} → {}", chain.join(" → "), chain[0]);
        let finding = Finding::new(&codes::RELATION_CYCLE, place);
        findings.push(finding.with("key", relation.name()).with("chain", words));
    }
}

/// The cycles of `links`, each as a shortest chain from its first document; no document stands in
/// two of them.
fn cycles(mut links: Links<'_>) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    loop {
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for knot in knots(&links) {
            let chain = knot
                .first()
                .and_then(|first| way_back(&links, &knot, first));
            if let Some(chain) = chain {
                told.extend(&chain);
                found.push(chain);
            }
        }
        if told.is_empty() {
            return found;
        }
        links.retain(|id, _| !told.contains(id));
    }
}

/// The sets of two or more documents in which each one leads to every other.
fn knots<'r>(links: &Links<'r>) -> Vec<BTreeSet<&'r str>> {
    let mut back: Links<'r> = BTreeMap::new();
    for (from, to) in links
        .iter()
        .flat_map(|(from, to)| to.iter().map(move |to| (*from, *to)))
    {
        back.entry(to).or_default().push(from);
    }
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut knots = Vec::new();
    for start in finished_last(links) {
        let mut knot = BTreeSet::new();
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            if taken.contains(at) || !links.contains_key(at) || !knot.insert(at) {
                continue;
            }
            open.extend(back.get(at).into_iter().flatten());
        }
        taken.extend(&knot);
        knots.extend(Some(knot).filter(|knot| knot.len() > 1));
    }
    knots.sort_unstable();
    knots
}

/// The documents, those first that a walk along the links leaves last.
fn finished_last<'r>(links: &Links<'r>) -> Vec<&'r str> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for start in links
        .keys()
        .filter(|start| !seen.contains(*start))
        .copied()
        .collect::<Vec<_>>()
    {
        let mut path = Vec::new();
        if seen.insert(start) {
            path.push((start, links[start].iter()));
        }
        while let Some((at, rest)) = path.last_mut() {
            match rest.next() {
                Some(next) if links.contains_key(next) && seen.insert(*next) => {
                    path.push((*next, links[next].iter()))
                }
                Some(_) => {}
                None => {
                    order.push(*at);
                    path.pop();
                }
            }
        }
    }
    order.reverse();
    order
}

/// The shortest chain within `knot` that leads from `id` back to it, `id` first.
fn way_back<'r>(links: &Links<'r>, knot: &BTreeSet<&'r str>, id: &'r str) -> Option<Vec<&'r str>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = VecDeque::from([id]);
    while let Some(at) = queue.pop_front() {
        for next in links
            .get(at)
            .into_iter()
            .flatten()
            .filter(|next| knot.contains(*next))
        {
            // A document that names itself is no chain.
            if *next == id && at != id {
                let mut chain = vec![at];
                while let Some(earlier) = chain.last().and_then(|last| before.get(last)) {
                    chain.push(earlier);
                }
                chain.reverse();
                return Some(chain);
            }
            if *next != id && !before.contains_key(next) {
                before.insert(next, at);
                queue.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(links: &[(&'static str, &[&'static str])]) -> Vec<String> {
        let links = links
            .iter()
            .map(|(from, to)| (*from, to.to_vec()))
            .collect();
        cycles(links)
            .into_iter()
            .map(|chain| chain.join(" "))
            .collect()
    }

    #[test]
    fn a_cycle_is_told_once_from_its_first_document() {
        assert_eq!(
            told(&[("a", &["b"]), ("b", &["c"]), ("c", &["a"]), ("d", &["a"])]),
            ["a b c"]
        );
        assert!(told(&[("a", &["b"]), ("b", &["c"]), ("c", &[])]).is_empty());
        assert!(told(&[("a", &["a"])]).is_empty());
    }

    #[test]
    fn cycles_that_share_no_document_are_told_each() {
        let two = told(&[
            ("a", &["b"]),
            ("b", &["a", "c"]),
            ("c", &["d"]),
            ("d", &["c", "a"]),
        ]);
        assert_eq!(two, ["a b", "c d"]);
        assert_eq!(
            told(&[("a", &["b", "c"]), ("b", &["a"]), ("c", &["a"])]),
            ["a b"]
        );
    }

    #[test]
    fn a_long_chain_is_walked_without_going_deep() {
        let ids: Vec<String> = (0..100_000).map(|at| format!("{at:06}")).collect();
        let links = ids
            .windows(2)
            .map(|pair| (pair[0].as_str(), vec![pair[1].as_str()]));
        let last = (ids[ids.len() - 1].as_str(), vec![ids[0].as_str()]);
        assert_eq!(
            cycles(links.chain([last]).collect()).first().map(Vec::len),
            Some(ids.len())
        );
    }
}
