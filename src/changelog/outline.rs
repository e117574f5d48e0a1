//! The permanent addresses of sections. A section keeps the address under which it was first published
//! through renumbering, retitling and moving; what is gone keeps its address too, so that no other
//! section ever takes it.

use std::collections::BTreeSet;

use super::amendment::Amendment;
use crate::model::seal::{Address, Outline};
use crate::model::section::{Section, SectionTree};
use crate::model::slug::slug;

/// The outlines of a document's versions, whose `amendments` are given oldest first. What is sealed
/// holds; the rest follows from it.
pub fn all(amendments: &[&Amendment<'_>]) -> Vec<Outline> {
    let mut taken = BTreeSet::new();
    let mut outlines: Vec<Outline> = Vec::with_capacity(amendments.len());
    for amendment in amendments {
        let sealed = amendment.record.map(|record| &record.seal.outline);
        let sealed = sealed.filter(|own| !own.sections.is_empty() && !amendment.new.is_draft());
        let outline = match (sealed, outlines.last()) {
            (Some(sealed), _) => sealed.clone(),
            (None, before) => following(before, amendment, &taken),
        };
        for own in &outline.sections {
            taken.insert(own.address.clone());
            taken.extend(own.aliases.iter().cloned());
        }
        taken.extend(outline.gone.iter().cloned());
        outlines.push(outline);
    }
    outlines
}

/// The outline of the newer text of `amendment`, where the older one has the outline `before` and the
/// addresses of `taken` belong to sections of the document already.
fn following(
    before: Option<&Outline>,
    amendment: &Amendment<'_>,
    taken: &BTreeSet<String>,
) -> Outline {
    let tree = &amendment.new.sections;
    let mut taken = taken.clone();
    let mut kept: Vec<Option<Address>> = vec![None; tree.sections.len()];
    let mut gone: Vec<String> = before.map(|own| own.gone.clone()).unwrap_or_default();
    for row in &amendment.comparison.rows {
        let of_old = |place: &usize| {
            let mut sections = before.into_iter().flat_map(|own| &own.sections);
            sections.find(|own| own.section == *place).cloned()
        };
        let mut old = row.old.iter().filter_map(of_old);
        match (row.new.first(), old.next()) {
            (Some(place), Some(main)) => {
                let mut own = Address {
                    section: *place,
                    ..main
                };
                for part in old {
                    own.aliases.push(part.address);
                    own.aliases.extend(part.aliases);
                }
                kept[*place] = Some(own);
            }
            (None, Some(main)) => {
                for part in std::iter::once(main).chain(old) {
                    gone.push(part.address);
                    gone.extend(part.aliases);
                }
            }
            (_, None) => {}
        }
    }
    let ids: BTreeSet<String> = tree.sections.iter().filter_map(own_id).collect();
    let mut sections = Vec::new();
    for section in tree.sections.iter().filter(|own| is_addressed(own)) {
        let id = own_id(section);
        let known = kept[section.index].take();
        // An id that a section had before it was taken out leads to it again.
        let returns = id.as_ref().filter(|id| gone.contains(id));
        if let Some(id) = returns.cloned() {
            gone.retain(|own| *own != id);
            taken.remove(&id);
        }
        let own = match known {
            Some(mut own) => {
                let is_new = |id: &String| own.address != *id && !taken.contains(id);
                own.aliases.extend(id.filter(is_new));
                own
            }
            None => Address {
                section: section.index,
                address: fresh(section, tree, id, &taken, &ids),
                aliases: Vec::new(),
            },
        };
        taken.insert(own.address.clone());
        taken.extend(own.aliases.iter().cloned());
        sections.push(own);
    }
    Outline { sections, gone }
}

/// Whether the section can be cited: text before the first heading only where there is some.
fn is_addressed(section: &Section) -> bool {
    section.level > 0 || !section.body.blocks().is_empty()
}

fn own_id(section: &Section) -> Option<String> {
    let id = slug(section.id.as_deref()?);
    (!id.is_empty()).then_some(id)
}

/// An address that no section of the document has or had: the id, else the title in letters of
/// addresses, with a number where another one is called so.
fn fresh(
    section: &Section,
    tree: &SectionTree,
    id: Option<String>,
    taken: &BTreeSet<String>,
    ids: &BTreeSet<String>,
) -> String {
    if let Some(id) = id.filter(|id| !taken.contains(id)) {
        return id;
    }
    let title = if section.level == 0 {
        "preamble".to_owned()
    } else {
        slug(&section.title)
    };
    let number = section.number.as_deref().map(slug).unwrap_or_default();
    let wanted = match (title.is_empty(), number.is_empty()) {
        (false, _) => title,
        (true, false) => format!("avsnitt-{number}"),
        (true, true) => "avsnitt".to_owned(),
    };
    let free = |address: &String| !taken.contains(address) && !ids.contains(address);
    let most = tree.sections.len() + taken.len() + 2;
    let numbered = (2..=most).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.clone())
        .chain(numbered)
        .find(free)
        .unwrap_or(wanted.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changelog::history::History;
    use crate::model::snapshot::Snapshot;
    use crate::parse;

    /// The addresses of the last of `texts`, each a version of one document, and what is gone.
    fn last(texts: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut snapshot = Snapshot::new();
        for (at, text) in texts.iter().enumerate() {
            let path = if at + 1 == texts.len() {
                "contracts/a.md".to_owned()
            } else {
                format!("contracts/archive/a/{}.0.md", at + 1)
            };
            let front = format!(
                "---\nid: a\ntitle: A\nversion: \"{}.0\"\npublished: 2022-01-0{}\neffective: 2022-01-01\n---\n",
                at + 1,
                at + 1
            );
            snapshot.insert(path, format!("{front}{text}").into_bytes());
        }
        let (repository, _) = parse::repository::read(&snapshot);
        let day = parse::dates::iso("2023-01-01").expect("a day");
        let history = History::of(&repository, day);
        let amendments: Vec<&Amendment<'_>> = history.of_document("a").collect();
        let outline = all(&amendments).pop().expect("an outline");
        let told = outline.sections.into_iter().map(|own| {
            let aliases: String = own
                .aliases
                .iter()
                .map(|alias| format!(" = {alias}"))
                .collect();
            format!("{} {}{aliases}", own.section, own.address)
        });
        (told.collect(), outline.gone)
    }

    const FIRST: &str = "# Avtal\n\n## 1 Avgift\n\nAvgiften är 100 kr per månad och bokning.\n\n## 2 Support\n\nSupport ges alla vardagar mellan klockan 8 och 16.\n\n## 3 Övrigt\n\nInget övrigt är överenskommet mellan parterna.\n";

    #[test]
    fn an_address_is_the_id_else_the_first_title_and_is_given_once() {
        let text = "Först.\n\n# Avtal\n\n## 1 Support\n\na\n\n## 2 Support\n\nb\n\n## 3 Hjälp {#support}\n\nc\n\n## 4\n\nd\n";
        let (addresses, gone) = last(&[text]);
        assert_eq!(
            addresses,
            [
                "0 preamble",
                "1 avtal",
                "2 support-2",
                "3 support-3",
                "4 support",
                "5 avsnitt-4"
            ]
        );
        assert!(gone.is_empty());
    }

    #[test]
    fn an_address_stays_through_renumbering_retitling_and_moving() {
        let later = "# Avtal\n\n## 1 Hjälp {#hjalp}\n\nSupport ges alla vardagar mellan klockan 8 och 16.\n\n## 2 Nytt\n\nHelt ny text om någonting annat.\n\n## 3 Avgift\n\nAvgiften är 100 kr per månad och bokning.\n\n## 4 Övrigt\n\nInget övrigt är överenskommet mellan parterna.\n";
        let (addresses, gone) = last(&[FIRST, later]);
        assert_eq!(
            addresses,
            [
                "0 avtal",
                "1 support = hjalp",
                "2 nytt",
                "3 avgift",
                "4 ovrigt"
            ]
        );
        assert!(gone.is_empty());
    }

    #[test]
    fn what_is_gone_keeps_its_address_and_no_other_section_takes_it() {
        let without = "# Avtal\n\n## 1 Avgift\n\nAvgiften är 100 kr per månad och bokning.\n\n## 2 Övrigt\n\nInget övrigt är överenskommet mellan parterna.\n";
        let again = "# Avtal\n\n## 1 Avgift\n\nAvgiften är 100 kr per månad och bokning.\n\n## 2 Support\n\nEn robot svarar på frågor dygnet runt.\n\n## 3 Övrigt\n\nInget övrigt är överenskommet mellan parterna.\n";
        let (addresses, gone) = last(&[FIRST, without, again]);
        assert_eq!(
            addresses,
            ["0 avtal", "1 avgift", "2 support-2", "3 ovrigt"]
        );
        assert_eq!(gone, ["support"]);
    }
}
