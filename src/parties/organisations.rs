//! The organisations of all registers, and how one is found.

use std::collections::{BTreeMap, BTreeSet};

use crate::changelog::sorting::SwedishOrder;
use crate::model::organisation::{NumberProblem, OrganisationNumber};
use crate::model::register::Signatory;
use crate::model::repository::Repository;

/// An organisation, with every name that a register gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation<'r> {
    /// Its number.
    pub number: &'r OrganisationNumber,
    /// Its name as of the latest signature.
    pub name: &'r str,
    /// All its names.
    pub names: BTreeSet<&'r str>,
}

/// Why a query names no single organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound<'r> {
    /// It is a person's number, which no register holds.
    Personal,
    /// No register has it.
    Unknown,
    /// It fits several, in Swedish order.
    Ambiguous(Vec<Organisation<'r>>),
}

/// Every organisation that has signed something or through which somebody has, in Swedish order.
pub fn all(repository: &Repository) -> Vec<Organisation<'_>> {
    let mut rows: BTreeMap<&OrganisationNumber, Vec<&Signatory>> = BTreeMap::new();
    for row in repository
        .registers
        .values()
        .flat_map(|register| &register.signatories)
    {
        rows.entry(&row.number.value).or_default().push(row);
    }
    let mut organisations: Vec<Organisation<'_>> = rows
        .into_iter()
        .filter_map(|(number, rows)| {
            let latest = rows
                .iter()
                .max_by_key(|row| (row.signed.value, &row.organisation.value))?;
            let names = rows
                .iter()
                .map(|row| row.organisation.value.as_str())
                .collect();
            Some(Organisation {
                number,
                name: &latest.organisation.value,
                names,
            })
        })
        .collect();
    let order = SwedishOrder::new();
    organisations.sort_by(|a, b| {
        order
            .compare(a.name, b.name)
            .then_with(|| a.number.cmp(b.number))
    });
    organisations
}

/// The organisation that `query` names: a number, a name, or a part of one name only; letter case
/// aside.
///
/// # Errors
/// When none or several fit.
pub fn find<'r>(repository: &'r Repository, query: &str) -> Result<Organisation<'r>, NotFound<'r>> {
    let organisations = all(repository);
    match OrganisationNumber::parse(query) {
        Ok(number) => {
            return organisations
                .into_iter()
                .find(|own| *own.number == number)
                .ok_or(NotFound::Unknown);
        }
        Err(NumberProblem::Personal) => return Err(NotFound::Personal),
        Err(NumberProblem::Form | NumberProblem::CheckDigit) => {}
    }
    let query = query
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let fits = |exactly: bool| {
        let fits = |own: &&Organisation<'r>| {
            let mut names = own.names.iter().map(|name| name.to_lowercase());
            names.any(|name| {
                if exactly {
                    name == query
                } else {
                    name.contains(&query)
                }
            })
        };
        organisations
            .iter()
            .filter(fits)
            .cloned()
            .collect::<Vec<_>>()
    };
    for exactly in [true, false] {
        let mut found = if query.is_empty() {
            Vec::new()
        } else {
            fits(exactly)
        };
        match found.len() {
            0 => {}
            1 => return Ok(found.remove(0)),
            _ => return Err(NotFound::Ambiguous(found)),
        }
    }
    Err(NotFound::Unknown)
}
