//! Registers of signatories: `contracts/registers/<document>.csv`.

use std::collections::BTreeMap;

use super::csv::{self, Row};
use super::dates;
use super::fields::Source;
use crate::model::codes::{reading, registers as codes};
use crate::model::organisation::{NumberProblem, OrganisationNumber};
use crate::model::person;
use crate::model::register::{Register, Signatory};
use crate::model::span::{Located, Span};
use crate::model::version::VersionNumber;
use chrono::{Datelike, NaiveDate};

/// The columns that every register has.
const REQUIRED: [&str; 6] = [
    "organisation",
    "organisation_number",
    "category",
    "signed",
    "version",
    "services",
];

/// The columns that may be left out.
const OPTIONAL: [&str; 3] = ["through", "board", "ended"];

/// Reads the register of `document`. Rows in which something is wrong are left out, each with its
/// finding.
pub fn read(source: &mut Source<'_>, document: &str) -> Option<Register> {
    let persons = report_persons(source);
    let rows = csv::rows(source);
    let (header, rows) = rows.split_first()?;
    let refused: Vec<bool> = rows
        .iter()
        .map(|row| names_a_person(source, row, &persons))
        .collect();
    names_a_person(source, header, &persons);
    let columns = columns(source, header)?;
    if rows.is_empty() {
        source.report(&codes::REGISTER_WITHOUT_ROWS, span(header), |f| f);
    }
    let mut signatories = Vec::with_capacity(rows.len());
    for (row, refused) in rows.iter().zip(refused) {
        if row.len() != header.len() {
            source.report(&codes::REGISTER_ROW_LENGTH, span(row), |f| {
                f.with("found", row.len()).with("expected", header.len())
            });
        } else if !refused {
            signatories.extend(
                (RowReader {
                    source,
                    row,
                    columns: &columns,
                })
                .signatory(),
            );
        }
    }
    Some(Register {
        document: document.to_owned(),
        path: source.path.to_owned(),
        signatories,
    })
}

/// Reports each line with a person's number, whatever else is wrong with the file: it may have no
/// header, or fields that cannot be told apart. Gives the places, in the order of the text.
fn report_persons(source: &mut Source<'_>) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let mut at = start;
        for cell in line.split_inclusive([',', ';', '\t', '|', '"']) {
            if let Some(place) = person::held(cell) {
                let span = Span::new(at + place.start, at + place.end);
                source.report(&codes::PERSONAL_IDENTITY_NUMBER, span, |f| f);
                places.push(span.start);
                break;
            }
            at += cell.len();
        }
        start += line.len();
    }
    places
}

/// Whether any cell of `row` holds a person's number: the row is refused, and nothing of it is said
/// but where.
fn names_a_person(source: &mut Source<'_>, row: &Row, reported: &[usize]) -> bool {
    let Some(cell) = row.iter().find(|cell| person::held(&cell.value).is_some()) else {
        return false;
    };
    let place = span(row);
    let first = reported.partition_point(|start| *start < place.start);
    if reported.get(first).is_none_or(|start| *start > place.end) {
        source.report(&codes::PERSONAL_IDENTITY_NUMBER, cell.span, |f| f);
    }
    true
}

fn span(row: &Row) -> Span {
    let first = row.first().map_or(0, |cell| cell.span.start);
    Span::new(first, row.last().map_or(first, |cell| cell.span.end))
}

/// Where each column stands; `None` when one that is needed is missing.
fn columns(source: &mut Source<'_>, header: &Row) -> Option<BTreeMap<&'static str, usize>> {
    let known: Vec<&'static str> = REQUIRED.into_iter().chain(OPTIONAL).collect();
    let mut columns = BTreeMap::new();
    for (at, cell) in header.iter().enumerate() {
        let name = known
            .iter()
            .find(|name| **name == cell.value && !columns.contains_key(**name));
        match name {
            Some(name) => {
                columns.insert(*name, at);
            }
            None => source.report(&codes::REGISTER_COLUMN_UNKNOWN, cell.span, |f| {
                f.with("column", &cell.value)
                    .among(&cell.value, known.iter().copied())
            }),
        }
    }
    let mut complete = true;
    for column in REQUIRED
        .into_iter()
        .filter(|column| !columns.contains_key(column))
    {
        complete = false;
        source.report(&codes::REGISTER_COLUMN_MISSING, span(header), |f| {
            f.with("column", column).with("known", known.join(","))
        });
    }
    complete.then_some(columns)
}

struct RowReader<'r, 's, 'a> {
    source: &'s mut Source<'a>,
    row: &'r Row,
    columns: &'r BTreeMap<&'static str, usize>,
}

impl<'r> RowReader<'r, '_, '_> {
    fn signatory(mut self) -> Option<Signatory> {
        let organisation = self.required("organisation");
        let number = self.number("organisation_number", true);
        let category = self.optional("category").cloned();
        let signed = self.required("signed").and_then(|cell| self.date(&cell));
        let version = self.version();
        let services = self.services();
        let through_written = self.optional("through").is_some();
        let through = self.number("through", false);
        let board = self.optional("board").cloned();
        let ended_written = self.optional("ended").cloned();
        let ended = ended_written.as_ref().and_then(|cell| self.date(cell));
        if through_written && through.is_none() || ended_written.is_some() && ended.is_none() {
            return None;
        }
        Some(Signatory {
            span: span(self.row),
            organisation: organisation?,
            number: number?,
            category,
            signed: signed?,
            version: version?,
            services,
            through,
            board,
            ended,
        })
    }

    fn cell(&self, column: &str) -> Option<&'r Located<String>> {
        self.row.get(*self.columns.get(column)?)
    }

    fn optional(&self, column: &str) -> Option<&'r Located<String>> {
        self.cell(column).filter(|cell| !cell.value.is_empty())
    }

    fn required(&mut self, column: &'static str) -> Option<Located<String>> {
        let cell = self.optional(column).cloned();
        if cell.is_none() {
            let at = self
                .cell(column)
                .map_or_else(|| span(self.row), |cell| cell.span);
            self.source.report(&codes::REGISTER_VALUE_MISSING, at, |f| {
                f.with("column", column)
            });
        }
        cell
    }

    fn number(
        &mut self,
        column: &'static str,
        required: bool,
    ) -> Option<Located<OrganisationNumber>> {
        let cell = if required {
            self.required(column)?
        } else {
            self.optional(column)?.clone()
        };
        match OrganisationNumber::parse(&cell.value) {
            Ok(number) => return Some(Located::new(number, cell.span)),
            Err(NumberProblem::Personal) => {
                self.source
                    .report(&codes::PERSONAL_IDENTITY_NUMBER, cell.span, |f| f);
            }
            Err(NumberProblem::CheckDigit) => {
                self.source
                    .report(&codes::ORGANISATION_NUMBER_CHECK_DIGIT, cell.span, |f| f);
            }
            Err(NumberProblem::Form) => {
                self.source
                    .report(&codes::ORGANISATION_NUMBER_FORM, cell.span, |f| {
                        f.with("column", column)
                    });
            }
        }
        None
    }

    fn date(&mut self, cell: &Located<String>) -> Option<Located<NaiveDate>> {
        let date = dates::iso(&cell.value);
        if date.is_none() {
            let meant = dates::meant(&cell.value).map(|date| date.to_string());
            self.source.report(&reading::INVALID_DATE, cell.span, |f| {
                let example = meant.as_deref().unwrap_or("2022-12-19");
                f.with("value", &cell.value).with("example", example)
            });
        }
        if date.is_some_and(|date| !dates::YEARS.contains(&date.year())) {
            self.source
                .report(&reading::IMPLAUSIBLE_DATE, cell.span, |f| {
                    f.with("value", &cell.value)
                });
        }
        date.map(|date| Located::new(date, cell.span))
    }

    fn version(&mut self) -> Option<Located<VersionNumber>> {
        let cell = self.required("version")?;
        let number = VersionNumber::parse(&cell.value);
        if number.is_none() {
            self.source
                .report(&reading::INVALID_VERSION, cell.span, |f| {
                    let meant = VersionNumber::meant(&cell.value).map(|number| number.to_string());
                    f.with("value", &cell.value)
                        .with("example", meant.as_deref().unwrap_or("3.0"))
                });
        }
        number.map(|number| Located::new(number, cell.span))
    }

    /// The services, each with the place of the field.
    fn services(&mut self) -> Vec<Located<String>> {
        let cell = self.optional("services");
        if let Some(cell) =
            cell.filter(|cell| cell.value.split(';').any(|name| name.trim().is_empty()))
        {
            self.source.report(&reading::EMPTY_VALUE, cell.span, |f| {
                let finding = f
                    .with("key", "services")
                    .saying("how", &reading::HOLDS_EMPTY);
                finding.saying("remedy", &reading::FILL_IN_OR_REMOVE)
            });
        }
        let names = cell.into_iter().flat_map(|cell| {
            let names = cell
                .value
                .split(';')
                .map(str::trim)
                .filter(|name| !name.is_empty());
            names.map(|name| Located::new(name.to_owned(), cell.span))
        });
        names.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "organisation,organisation_number,category,signed,version,services,through,board,ended\n";

    fn read_rows(rows: &str) -> (Vec<Signatory>, Vec<(&'static str, String)>) {
        let text = format!("{HEADER}{rows}");
        let mut source = Source::new("contracts/registers/a.csv", &text);
        let register = read(&mut source, "a").expect("a register");
        let place = |span: Span| text[span.range()].to_owned();
        let findings = source
            .findings
            .iter()
            .map(|f| (f.code.name, place(f.place.span)))
            .collect();
        (register.signatories, findings)
    }

    #[test]
    fn a_complete_row_is_read() {
        let (rows, findings) = read_rows(
            "Region Ö,002000-0006,regioner,2020-01-02,1.0,journalen; Eira,16002000-0006,Nämnden,2022-01-01\n",
        );
        assert_eq!(findings, []);
        let row = &rows[0];
        assert_eq!(row.number.value.to_string(), "002000-0006");
        assert_eq!(
            row.services
                .iter()
                .map(|s| s.value.as_str())
                .collect::<Vec<_>>(),
            ["journalen", "Eira"]
        );
        let day = |text: &str| dates::iso(text).expect("a day");
        assert!(row.binds_on(day("2020-01-02")) && !row.binds_on(day("2020-01-01")));
        assert!(row.binds_on(day("2021-12-31")) && !row.binds_on(day("2022-01-01")));
    }

    #[test]
    fn each_mistake_is_found_in_its_own_cell_and_the_other_rows_are_read() {
        let (rows, findings) = read_rows(
            "A,002000-0006,,2020-02-30,1.0,,,,\nB,002000-0007,,2020-01-01,x,,,,\n,12,,,1,,,,2022-13-01\nC,002000-0006,,2020-01-01,1\nD,002000-0006,,2020-01-01,1,,,,\n",
        );
        let found = |code, cell: &str| (code, cell.to_owned());
        assert_eq!(
            findings,
            [
                found("invalid-date", "2020-02-30"),
                found("organisation-number-check-digit", "002000-0007"),
                found("invalid-version", "x"),
                found("register-value-missing", ""),
                found("organisation-number-form", "12"),
                found("register-value-missing", ""),
                found("invalid-date", "2022-13-01"),
                found("register-row-length", "C,002000-0006,,2020-01-01,1"),
            ]
        );
        assert_eq!(
            rows.iter()
                .map(|row| row.organisation.value.as_str())
                .collect::<Vec<_>>(),
            ["D"]
        );
    }

    #[test]
    fn a_row_with_a_persons_number_anywhere_is_refused() {
        for row in [
            "A,811228-9874,,2020-01-01,1,,,,\n",
            "A,002000-0006,,2020-01-01,1,,19811228-9874,,\n",
            "Firma 811228-9874,002000-0006,,2020-01-01,1,,,,\n",
            "A,002000-0006,,811228-9874,1,,,,\n",
        ] {
            let (rows, findings) = read_rows(row);
            assert!(rows.is_empty());
            assert_eq!(
                findings.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
                ["personal-identity-number"]
            );
        }
    }

    #[test]
    fn missing_and_unknown_columns_are_named() {
        let text = "organisation,organisation_number,signed,version,services,anteckning\n";
        let mut source = Source::new("contracts/registers/a.csv", text);
        assert!(read(&mut source, "a").is_none());
        let codes: Vec<&str> = source
            .findings
            .iter()
            .map(|finding| finding.code.name)
            .collect();
        assert_eq!(
            codes,
            ["register-column-unknown", "register-column-missing"]
        );
    }
}
