//! Names that are nearly those of the format: what is called so has no effect, and its author does
//! not know.

use crate::model::places::{self, Role, role};

/// The top folders whose files are read.
const TOP: [&str; 3] = ["contracts", "changelog", "templates"];

/// The folders in `contracts/`.
const BELOW: [&str; 3] = ["archive", "pages", "registers"];

/// The top folder that a folder called `name` was probably meant to be.
pub fn meant_folder(name: &str) -> Option<&'static str> {
    nearest(&name.to_lowercase(), &TOP).filter(|meant| *meant != name)
}

/// The path that the file at `path`, to which the format gives no place, was probably meant to
/// have.
pub(super) fn meant(path: &str) -> Option<String> {
    let lower = path.to_lowercase();
    let mut parts: Vec<&str> = lower.split('/').collect();
    let file = with_usual_ending(parts.pop()?);
    if let ["contracts", folder, ..] = parts.as_slice() {
        let folder = nearest(folder, &BELOW)?;
        parts[1] = folder;
    }
    let settings = parts == ["contracts"] && file.ends_with(".yaml");
    let meant = if settings {
        places::SETTINGS.to_owned()
    } else {
        format!("{}/{file}", parts.join("/"))
    };
    (meant != path && !matches!(role(&meant), Role::Other { .. } | Role::Ignored)).then_some(meant)
}

/// The name of a file with the ending that its kind has here.
fn with_usual_ending(name: &str) -> String {
    const USUAL: [(&str, &str); 4] = [
        (".yml", ".yaml"),
        (".markdown", ".md"),
        (".mdown", ".md"),
        (".mkd", ".md"),
    ];
    let known = [".md", ".yaml", ".yml", ".csv"];
    // An editor that does not show endings puts one of its own behind.
    let bare = name
        .strip_suffix(".txt")
        .filter(|bare| known.iter().any(|known| bare.ends_with(known)));
    let name = bare.unwrap_or(name);
    let usual = USUAL
        .iter()
        .find_map(|(from, to)| Some(name.strip_suffix(from)?.to_owned() + to));
    usual.unwrap_or_else(|| name.to_owned())
}

/// The one of `names` that `name` is, or is a slip for.
fn nearest(name: &str, names: &[&'static str]) -> Option<&'static str> {
    const SLIPS: usize = 2;
    let near = names.iter().map(|own| (distance(name, own), *own)).min()?;
    (near.0 <= SLIPS).then_some(near.1)
}

/// How many letters have to be put in, taken out or exchanged to make `b` of `a`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, own) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (other, letter) in b.iter().enumerate() {
            let cost = if *letter == own {
                diagonal
            } else {
                1 + diagonal.min(row[other]).min(row[other + 1])
            };
            diagonal = std::mem::replace(&mut row[other + 1], cost);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        assert_eq!(meant(path).as_deref(), expected, "{path}");
    }

    #[test]
    fn a_name_that_is_nearly_one_of_the_format_tells_which() {
        let settings = Some("contracts/agreement.yaml");
        for name in [
            "agreement.yml",
            "Agreement.yaml",
            "agreement.yaml.txt",
            "agrement.yaml",
            "avtal.YAML",
        ] {
            check(&format!("contracts/{name}"), settings);
        }
        check("contracts/avtal.MD", Some("contracts/avtal.md"));
        check("contracts/avtal.md.txt", Some("contracts/avtal.md"));
        check("contracts/avtal.markdown", Some("contracts/avtal.md"));
        check(
            "contracts/Archive/a/1.0.md",
            Some("contracts/archive/a/1.0.md"),
        );
        check("contracts/page/om.md", Some("contracts/pages/om.md"));
        check(
            "contracts/register/a.csv",
            Some("contracts/registers/a.csv"),
        );
        check(
            "contracts/registers/a.CSV",
            Some("contracts/registers/a.csv"),
        );
        check("changelog/a/1.0.yml", Some("changelog/a/1.0.yaml"));
        check("changelog/2022-12-19.MD", Some("changelog/2022-12-19.md"));
    }

    #[test]
    fn what_is_like_nothing_in_the_format_is_no_slip() {
        for path in [
            "contracts/notes/x.md",
            "contracts/anteckningar.txt",
            "contracts/archive/1.0.md",
            "changelog/a.yaml",
        ] {
            check(path, None);
        }
    }

    #[test]
    fn a_top_folder_is_known_by_its_letters() {
        assert_eq!(meant_folder("Changelog"), Some("changelog"));
        assert_eq!(meant_folder("template"), Some("templates"));
        assert_eq!(meant_folder("contract"), Some("contracts"));
        assert_eq!(meant_folder("changelog"), None);
        assert_eq!(meant_folder("src"), None);
    }
}
