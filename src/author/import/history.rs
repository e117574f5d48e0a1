//! Which of a file's editions are versions: each with its day and its number.

use chrono::NaiveDate;

use super::edition::{Content, Edition};
use super::remarks::Remarks;
use super::stated::{self, Stated};
use super::{dates, numbers};
use crate::args;
use crate::model::version::VersionNumber;
use crate::parse::repository::MAX_FILE;
use crate::problem::Problem;
use crate::words::saying;

/// An edition that is kept, and what it says about itself.
#[derive(Debug, Clone)]
pub(super) struct Kept<'e> {
    /// Where it comes from.
    pub edition: &'e Edition,
    /// Its text.
    pub text: &'e str,
    /// What it says about itself.
    pub stated: Stated,
    /// When it was published: the day of its front matter, else of its commit.
    pub published: NaiveDate,
}

impl<'e> Kept<'e> {
    fn body(&self) -> &'e str {
        &self.text[self.stated.body..]
    }

    /// The number of its front matter, else of its tag.
    pub(super) fn number(&self) -> Option<VersionNumber> {
        self.stated
            .version
            .clone()
            .or_else(|| tag_number(self.edition.tag.as_deref()?))
    }
}

/// The versions of a file's history.
#[derive(Debug)]
pub(super) struct Versions<'e> {
    /// Those that were published, oldest first, with their numbers.
    pub published: Vec<(VersionNumber, Kept<'e>)>,
    /// The newest text, where its front matter says that it is not published yet.
    pub draft: Option<Kept<'e>>,
}

/// Chooses the versions among `editions`, oldest first: each edition that changed the text, of each
/// day the last.
///
/// # Errors
/// When the newest text cannot be read, or nothing is left.
pub(super) fn choose<'e>(
    editions: &'e [Edition],
    remarks: &mut Remarks,
) -> Result<Versions<'e>, Problem> {
    let readable = readable(editions, remarks)?;
    let (published, draft) = drafts_apart(readable, remarks);
    let dated = in_order(published, remarks);
    let daily = last_of_each_day(dated);
    let changed = what_changed(daily, remarks);
    if changed.is_empty() && draft.is_none() {
        return Err(Problem::refused(
            saying("problem.history-empty", args![]),
            saying("problem.history-empty-hint", args![]),
        ));
    }
    Ok(Versions {
        published: numbered(changed, remarks),
        draft,
    })
}

fn readable<'e>(editions: &'e [Edition], remarks: &mut Remarks) -> Result<Vec<Kept<'e>>, Problem> {
    let mut out = Vec::new();
    let newest = editions.len().saturating_sub(1);
    for (at, edition) in editions.iter().enumerate() {
        let problem = match &edition.content {
            Content::Gone => {
                remarks.add(saying("import.gone", args![]), edition.name());
                continue;
            }
            Content::Bytes(bytes) if bytes.len() > MAX_FILE => {
                saying("import.too-large", args![most = MAX_FILE])
            }
            Content::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => {
                    let stated = stated::read(text);
                    if text[stated.body..]
                        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
                        .is_empty()
                    {
                        saying("import.empty", args![])
                    } else {
                        out.push(Kept {
                            edition,
                            text,
                            stated,
                            published: edition.date,
                        });
                        continue;
                    }
                }
                Err(_) => saying("import.not-utf8", args![]),
            },
        };
        if at == newest {
            return Err(Problem::refused(
                saying(
                    "problem.newest-text",
                    args![
                        path = edition.path.to_string(),
                        commit = edition.name().to_string(),
                        problem
                    ],
                ),
                saying("problem.newest-text-hint", args![]),
            ));
        }
        let reason = saying("import.left-out", args![problem]);
        remarks.add(reason, edition.name());
    }
    Ok(out)
}

/// Takes the drafts out, where front matter tells them from what was published: such a history
/// states days of publication, and a numbered text without one was being written. The newest one
/// goes on as a draft.
fn drafts_apart<'e>(
    all: Vec<Kept<'e>>,
    remarks: &mut Remarks,
) -> (Vec<Kept<'e>>, Option<Kept<'e>>) {
    let states_days = all.iter().any(|kept| kept.stated.published.is_some());
    let is_draft = |kept: &Kept<'_>| {
        states_days && kept.stated.version.is_some() && kept.stated.published.is_none()
    };
    let newest = all.len().saturating_sub(1);
    let (mut published, mut draft) = (Vec::new(), None);
    for (at, kept) in all.into_iter().enumerate() {
        match (is_draft(&kept), at == newest) {
            (false, _) => published.push(kept),
            (true, true) => draft = Some(kept),
            (true, false) => remarks.add(saying("import.draft", args![]), kept.edition.name()),
        }
    }
    (published, draft)
}

/// Each text with its day of publication. The front matter knows it better than the commit, but not
/// for a text that only repeats the day of the one before it: that day belongs to the other text.
fn in_order<'e>(mut all: Vec<Kept<'e>>, remarks: &mut Remarks) -> Vec<Kept<'e>> {
    let mut before: Option<NaiveDate> = None;
    for kept in &mut all {
        let stated = kept.stated.published;
        if let Some(stated) = stated {
            let repeated = before == Some(stated);
            kept.published = if repeated {
                stated.max(kept.edition.date)
            } else {
                stated
            };
            if kept.published != stated {
                remarks.add(
                    saying("import.dated-by-commit", args![]),
                    kept.edition.name(),
                );
            }
        }
        before = stated.or(before);
    }
    let days: Vec<NaiveDate> = all.iter().map(|kept| kept.published).collect();
    let (days, moved) = dates::forwards(&days);
    for ((kept, day), moved) in all.iter_mut().zip(days).zip(moved) {
        if moved {
            let (edition, as_day) = (kept.edition.name(), day.to_string());
            remarks.add(
                saying("import.dated-as-beside", args![]),
                saying("import.as-day", args![edition, day = as_day]),
            );
            kept.published = day;
        }
    }
    all
}

fn last_of_each_day(all: Vec<Kept<'_>>) -> Vec<Kept<'_>> {
    let mut out: Vec<Kept<'_>> = Vec::with_capacity(all.len());
    for kept in all {
        match out.last_mut() {
            Some(last) if last.published == kept.published => *last = kept,
            _ => out.push(kept),
        }
    }
    out
}

/// Those that differ from the one before in their text or in what they say about themselves to a
/// reader.
fn what_changed<'e>(all: Vec<Kept<'e>>, remarks: &mut Remarks) -> Vec<Kept<'e>> {
    let mut out: Vec<Kept<'_>> = Vec::with_capacity(all.len());
    for kept in all {
        let same =
            |last: &&Kept<'_>| last.body() == kept.body() && last.stated.same_facts(&kept.stated);
        match out.last().filter(same) {
            Some(last) => {
                if let Some(number) = kept
                    .number()
                    .filter(|number| last.number().as_ref() != Some(number))
                {
                    let (edition, number) = (kept.edition.name(), number.to_string());
                    remarks.add(
                        saying("import.other-number", args![]),
                        saying("import.says", args![edition, number]),
                    );
                }
            }
            None => out.push(kept),
        }
    }
    out
}

fn numbered<'e>(all: Vec<Kept<'e>>, remarks: &mut Remarks) -> Vec<(VersionNumber, Kept<'e>)> {
    let stated: Vec<Option<VersionNumber>> = all.iter().map(Kept::number).collect();
    let (numbers, given_up) = numbers::rising(&stated);
    if given_up {
        remarks.add(
            saying("import.from-one", args![]),
            saying("import.all", args![]),
        );
    } else {
        for ((own, number), kept) in stated.iter().zip(&numbers).zip(&all) {
            if let Some(own) = own.as_ref().filter(|own| *own != number) {
                let (edition, stated) = (kept.edition.name(), own.to_string());
                let number = number.to_string();
                remarks.add(
                    saying("import.numbered-anew", args![]),
                    saying("import.says-and-is", args![edition, stated, number]),
                );
            }
        }
    }
    numbers.into_iter().zip(all).collect()
}

/// The number in a tag's name: `v2.1`, `villkor-2.1`, `release/2.1`.
fn tag_number(tag: &str) -> Option<VersionNumber> {
    let digits = tag.find(|c: char| c.is_ascii_digit())?;
    let is_apart = tag[..digits]
        .chars()
        .last()
        .is_none_or(|c| matches!(c, 'v' | 'V' | '-' | '_' | '/' | '.'));
    is_apart
        .then(|| VersionNumber::parse(&tag[digits..]))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::Language;

    fn edition(date: &str, text: &str) -> Edition {
        Edition {
            commit: "0123456789abcdef0123456789abcdef01234567".to_owned(),
            author: "Anna".to_owned(),
            date: crate::parse::dates::iso(date).expect(date),
            path: "villkor.md".to_owned(),
            tag: None,
            content: Content::Bytes(text.as_bytes().to_vec()),
        }
    }

    /// The number, day and body of each version, and the remarks.
    fn chosen(editions: &[Edition]) -> (Vec<String>, Vec<String>) {
        let mut remarks = Remarks::default();
        let versions = choose(editions, &mut remarks).expect("versions");
        let published = versions.published.iter();
        let mut all: Vec<String> = published
            .map(|(number, kept)| format!("{number} {} {}", kept.published, kept.body().trim()))
            .collect();
        all.extend(
            versions
                .draft
                .map(|kept| format!("draft {}", kept.body().trim())),
        );
        let said = remarks.lines().map(|line| line.said(Language::En));
        (all, said.collect())
    }

    #[test]
    fn each_text_is_a_version_and_of_one_day_the_last() {
        let (versions, remarks) = chosen(&[
            edition("2020-01-01", "a"),
            edition("2020-01-02", "b"),
            edition("2020-01-02", "c"),
            edition("2020-01-03", "c"),
            edition("2020-01-04", "a"),
        ]);
        assert_eq!(
            versions,
            ["1.0 2020-01-01 a", "2.0 2020-01-02 c", "3.0 2020-01-04 a"]
        );
        assert_eq!(remarks, [""; 0]);
    }

    #[test]
    fn what_cannot_be_a_version_is_left_out_with_a_word() {
        let mut gone = edition("2020-01-03", "");
        gone.content = Content::Gone;
        let mut latin = edition("2020-01-04", "");
        latin.content = Content::Bytes(vec![b'\xe5']);
        let (versions, remarks) = chosen(&[
            edition("2020-01-01", "a"),
            edition("2020-01-02", " \n"),
            gone,
            latin.clone(),
            edition("2020-01-05", "b"),
        ]);
        assert_eq!(versions, ["1.0 2020-01-01 a", "2.0 2020-01-05 b"]);
        assert_eq!(
            remarks,
            [
                "left out, empty: 0123456789ab (2020-01-02)",
                "the file was gone for a while; no version ends there: 0123456789ab (2020-01-03)",
                "left out, not UTF-8 text: 0123456789ab (2020-01-04)",
            ]
        );
        let refusal =
            choose(&[latin], &mut Remarks::default()).expect_err("the newest cannot be read");
        assert!(refusal.to_string().contains("the newest text"), "{refusal}");
    }

    #[test]
    fn front_matter_knows_better_than_the_commit() {
        let front = |version: &str, published: &str, body: &str| {
            let published = if published.is_empty() {
                String::new()
            } else {
                format!("published: {published}\n")
            };
            format!("---\nversion: \"{version}\"\n{published}---\n{body}")
        };
        let (versions, remarks) = chosen(&[
            edition("2020-01-01", "before"),
            edition("2020-02-01", &front("1.0", "2020-01-15", "a")),
            edition("2020-03-01", &front("2.0", "", "b, being written")),
            edition("2020-04-01", &front("2.0", "2020-04-10", "b")),
            edition(
                "2020-05-01",
                &front("2.0", "2020-04-10", "b, edited in place"),
            ),
            edition(
                "2020-05-02",
                &front("2.9", "2020-05-02", "b, edited in place"),
            ),
            edition("2020-06-01", &front("3.0", "", "c")),
        ]);
        assert_eq!(
            versions,
            [
                "0.1 2020-01-01 before",
                "1.0 2020-01-15 a",
                "2.0 2020-04-10 b",
                "2.0.1 2020-05-01 b, edited in place",
                "draft c",
            ]
        );
        assert_eq!(remarks.len(), 4, "{remarks:#?}");
        assert!(remarks[2].contains("(2020-05-02) says 2.9"), "{remarks:#?}");
    }

    #[test]
    fn a_day_that_runs_backwards_is_moved_to_the_one_beside_it() {
        let (versions, remarks) = chosen(&[
            edition("2020-01-02", "a"),
            edition("2035-01-01", "b"),
            edition("2020-01-03", "c"),
        ]);
        assert_eq!(versions, ["1.0 2020-01-02 b", "2.0 2020-01-03 c"]);
        assert!(
            remarks[0].contains("runs backwards: 0123456789ab (2035-01-01) as 2020-01-02"),
            "{remarks:?}"
        );
    }

    #[test]
    fn a_tag_may_give_the_number() {
        for (tag, number) in [
            ("v2.1", Some("2.1")),
            ("villkor-3", Some("3")),
            ("2022-06-17", None),
            ("rc1", None),
            ("sista", None),
        ] {
            assert_eq!(
                tag_number(tag).map(|number| number.to_string()).as_deref(),
                number,
                "{tag}"
            );
        }
    }
}
