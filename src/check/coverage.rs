//! Findings about what the notes say and leave out.

use std::collections::BTreeSet;

use crate::changelog::address;
use crate::changelog::amendment::{Amendment, Item};
use crate::changelog::coverage::{AddressProblem, ProblemKind};
use crate::classify::{Materiality, Verdict};
use crate::model::codes::{advice, coverage as codes};
use crate::model::finding::{Finding, Level, Place};
use crate::model::names;
use crate::model::places;
use crate::model::record::{Entry, GivenReason};
use crate::model::repository::Version;
use crate::model::span::Span;

/// Coverage both ways, labels and facts of one version.
pub(super) fn version(amendment: &Amendment<'_>, findings: &mut Vec<Finding>) {
    let Some(old) = amendment.old else { return };
    let check = Check { amendment, old };
    check.uncovered(findings);
    check.addresses(findings);
    check.labels(findings);
    check.reasons(findings);
    check.conflicts(findings);
    check.facts(findings);
    check.terms(findings);
}

struct Check<'a, 'r> {
    amendment: &'a Amendment<'r>,
    old: &'r Version,
}

impl Check<'_, '_> {
    fn record_path(&self) -> String {
        let (document, new) = (self.amendment.document, self.amendment.new);
        match self.amendment.record {
            Some(record) => record.path.clone(),
            None => places::record(&document.id, &new.front.version),
        }
    }

    /// Where a change stands, and how its section is called.
    fn spot(&self, change: usize) -> (Place, String) {
        let row = &self.amendment.comparison.rows[self.amendment.comparison.changes[change].row];
        let new = self.amendment.new;
        let (version, section) = match (row.new.first(), row.old.first()) {
            (Some(at), _) => (new, new.sections.get(*at)),
            (None, Some(at)) => (self.old, self.old.sections.get(*at)),
            (None, None) => return (Place::new(&new.path, Span::default()), String::new()),
        };
        // A repealed section is shown where it stood: in the text that still has it.
        let span = if section.level == 0 {
            section.body_span
        } else {
            section.heading_span
        };
        (Place::new(&version.path, span), address::label(section))
    }

    fn uncovered(&self, findings: &mut Vec<Finding>) {
        for open in &self.amendment.coverage.uncovered {
            let (place, label) = self.spot(open.change);
            let section = match &open.point {
                Some(point) => format!("{label}, punkt {point}"),
                None => label,
            };
            let finding = Finding::new(&codes::CHANGE_WITHOUT_NOTE, place)
                .with("section", section)
                .with("old", &self.old.front.version)
                .with("record", self.record_path());
            findings.push(finding);
        }
    }

    fn addresses(&self, findings: &mut Vec<Finding>) {
        for problem in &self.amendment.coverage.problems {
            findings.push(self.address(problem));
        }
    }

    fn address(&self, problem: &AddressProblem) -> Finding {
        let place = Place::new(self.record_path(), problem.span);
        match &problem.kind {
            ProblemKind::Unknown => {
                let finding = Finding::new(&codes::UNKNOWN_SECTION, place)
                    .with("address", &problem.address)
                    .with("new", &self.amendment.new.front.version)
                    .with("old", &self.old.front.version);
                if problem.address.contains(['”', '“', '„']) {
                    return finding.advising(&advice::QUOTES);
                }
                let sections = [&self.amendment.new.sections, &self.old.sections];
                let titles = sections
                    .into_iter()
                    .flat_map(|tree| &tree.sections)
                    .map(|own| own.title.as_str());
                finding.meaning(&problem.address, titles)
            }
            ProblemKind::Ambiguous(candidates) => Finding::new(&codes::AMBIGUOUS_SECTION, place)
                .with("address", &problem.address)
                .with("candidates", candidates.join(", ")),
            ProblemKind::Unchanged => Finding::new(&codes::NOTE_WITHOUT_CHANGE, place)
                .with("section", &problem.address)
                .with("old", &self.old.front.version),
        }
    }

    /// Labels that the text contradicts, and material entries without a direction.
    fn labels(&self, findings: &mut Vec<Finding>) {
        for item in &self.amendment.items {
            let Some(entry) = item.entry else { continue };
            let editorial = entry.is_editorial();
            if !editorial && item.materiality == Materiality::Material && entry.effect.is_none() {
                findings.push(Finding::new(
                    &codes::EFFECT_MISSING,
                    Place::new(self.record_path(), entry.id.span),
                ));
            }
            if entry.materiality.is_none() && item.materiality == Materiality::Unclear {
                findings.push(self.undecided(item, entry));
            }
            if editorial {
                self.contradictions(item, findings);
            }
        }
    }

    /// An entry about changes that only a person can judge, and nobody has.
    fn undecided(&self, item: &Item<'_>, entry: &Entry) -> Finding {
        let unclear =
            |at: &&usize| self.amendment.verdicts[**at].materiality == Materiality::Unclear;
        let change = item.changes.iter().find(unclear);
        let place = Place::new(self.record_path(), entry.id.span);
        Finding::new(&codes::MATERIALITY_UNDECIDED, place)
            .with(
                "section",
                change.map(|at| self.spot(*at).1).unwrap_or_default(),
            )
            .with(
                "evidence",
                change
                    .map(|at| evidence(&self.amendment.verdicts[*at]))
                    .unwrap_or_default(),
            )
    }

    fn contradictions(&self, item: &Item<'_>, findings: &mut Vec<Finding>) {
        let Some(entry) = item.entry else { return };
        let holds = entry.reason.as_ref().map(GivenReason::holds);
        for change in &item.changes {
            let verdict = &self.amendment.verdicts[*change];
            // What only a person can tell she has told.
            if verdict.materiality != Materiality::Material {
                continue;
            }
            let fingerprint = self.amendment.fingerprint(*change);
            let explained = holds.as_ref().is_some_and(|holds| holds(&fingerprint));
            let span = entry
                .materiality
                .as_ref()
                .map_or(entry.id.span, |label| label.span);
            let finding = Finding::new(
                &codes::EDITORIAL_CONTRADICTED,
                Place::new(self.record_path(), span),
            )
            .with("section", self.spot(*change).1)
            .with("evidence", evidence(verdict))
            .with("fingerprint", fingerprint);
            findings.push(if explained {
                finding.at_level(Level::Warn)
            } else {
                finding
            });
        }
    }

    /// Reasons that were given for a change which has become another one.
    fn reasons(&self, findings: &mut Vec<Finding>) {
        for item in &self.amendment.items {
            let Some(reason) = item.entry.and_then(|entry| entry.reason.as_ref()) else {
                continue;
            };
            let now: BTreeSet<String> = item
                .changes
                .iter()
                .map(|at| self.amendment.fingerprint(*at))
                .collect();
            let mut offered = None;
            for given in reason
                .fingerprints
                .iter()
                .filter(|given| !now.contains(&given.value))
            {
                let offered = offered.get_or_insert_with(|| fingerprints(self.amendment, item));
                let finding = Finding::new(
                    &codes::STALE_REASON,
                    Place::new(self.record_path(), given.span),
                )
                .with("given", &given.value)
                .with("fingerprints", &*offered);
                findings.push(finding);
                // The list is long where the changes are many: once is enough.
                *offered = names::listed(offered.split(", "));
            }
        }
    }

    fn conflicts(&self, findings: &mut Vec<Finding>) {
        for change in 0..self.amendment.comparison.changes.len() {
            let mut items = self.amendment.items_about(change);
            let Some(first) = items.next() else { continue };
            for other in items.filter(|other| other.effectiveness.date != first.effectiveness.date)
            {
                let span = other.entry.map_or(Span::default(), |entry| entry.id.span);
                let date = |item: &Item<'_>| {
                    item.effectiveness
                        .date
                        .map(|d| d.to_string())
                        .unwrap_or_default()
                };
                let finding = Finding::new(
                    &codes::CONFLICTING_ENTRIES,
                    Place::new(self.record_path(), span),
                )
                .with("section", self.spot(change).1)
                .with("first", &first.id)
                .with("second", &other.id)
                .with("first_date", date(first))
                .with("second_date", date(other));
                findings.push(finding);
            }
        }
    }

    /// Declared changes of a term that the old text does not have, or that the new one does not
    /// have instead.
    fn terms(&self, findings: &mut Vec<Finding>) {
        let has = |version: &Version, term: &str| {
            version.text.to_lowercase().contains(&term.to_lowercase())
        };
        for term in self
            .amendment
            .record
            .iter()
            .flat_map(|record| &record.terms)
        {
            for (version, own) in [(self.old, &term.from), (self.amendment.new, &term.to)] {
                if !has(version, &own.value) {
                    let finding = Finding::new(
                        &codes::TERM_NOT_CHANGED,
                        Place::new(self.record_path(), own.span),
                    );
                    findings.push(
                        finding
                            .with("term", &own.value)
                            .with("version", &version.front.version),
                    );
                }
            }
        }
    }

    fn facts(&self, findings: &mut Vec<Finding>) {
        let new = self.amendment.new;
        for change in self
            .amendment
            .facts
            .iter()
            .filter(|change| change.note.is_none())
        {
            let place = Place::new(&new.path, new.front.span(change.fact.name()));
            let finding = Finding::new(&codes::FACT_WITHOUT_NOTE, place)
                .with("fact", change.fact.name())
                .with("old", &change.old)
                .with("new", &change.new)
                .with("record", self.record_path());
            findings.push(finding);
        }
        for note in self
            .amendment
            .record
            .iter()
            .flat_map(|record| &record.facts)
        {
            if !self
                .amendment
                .facts
                .iter()
                .any(|change| change.fact == note.fact.value)
            {
                let place = Place::new(self.record_path(), note.fact.span);
                findings.push(
                    Finding::new(&codes::FACT_NOT_CHANGED, place)
                        .with("fact", note.fact.value.name()),
                );
            }
        }
    }
}

/// The fingerprints of an item's changes as `for` takes them: one, or a list.
pub(super) fn fingerprints(amendment: &Amendment<'_>, item: &Item<'_>) -> String {
    let all: Vec<String> = item
        .changes
        .iter()
        .map(|at| amendment.fingerprint(*at))
        .collect();
    match all.as_slice() {
        [] => "–".to_owned(),
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}

/// The first few reasons of a verdict, each with its rule and both sides.
fn evidence(verdict: &Verdict) -> String {
    let mut parts: Vec<String> = verdict
        .reasons
        .iter()
        .take(3)
        .map(|reason| {
            format!(
                "{} ”{}” → ”{}”",
                reason.rule,
                shorten(&reason.old),
                shorten(&reason.new)
            )
        })
        .collect();
    if verdict.reasons.len() > 3 {
        parts.push("…".to_owned());
    }
    parts.join("; ")
}

fn shorten(text: &str) -> String {
    const LIMIT: usize = 60;
    if text.chars().count() <= LIMIT {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LIMIT).collect();
    format!("{}…", cut.trim_end())
}
