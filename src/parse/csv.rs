//! CSV to rows of cells with positions: the only module that knows the CSV library.

use super::fields::Source;
use crate::model::codes::registers as codes;
use crate::model::finding::{Finding, Place};
use crate::model::span::{Located, Span};

/// A row: its cells without the white space around them, each with where it stands.
pub(super) type Row = Vec<Located<String>>;

/// The text of the file `path`, when it is UTF-8.
///
/// # Errors
/// A finding that names the encoding that it seems to be in, at the first letter that is not UTF-8.
pub(super) fn decode<'b>(path: &str, bytes: &'b [u8]) -> Result<&'b str, Finding> {
    let problem = |encoding: &str, at: usize| {
        let place = Place::new(path, Span::new(at, at));
        Finding::new(&codes::REGISTER_ENCODING, place).with("encoding", encoding)
    };
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(problem("UTF-16", 0));
    }
    match std::str::from_utf8(bytes) {
        // Every other byte of UTF-16 is zero; no text of ours has one.
        Ok(text) => text
            .find('\0')
            .map_or(Ok(text), |at| Err(problem("UTF-16", at))),
        Err(error) => Err(problem("Latin-1 / Windows-1252", error.valid_up_to())),
    }
}

/// The rows of `source`, the header first. Rows that cannot be told apart from each other are
/// reported and left out.
pub(super) fn rows(source: &mut Source<'_>) -> Vec<Row> {
    let text = source.text;
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    if let Some(delimiter) = foreign_delimiter(&text[start..]) {
        let at = start + text[start..].find(delimiter).unwrap_or_default();
        let found = if delimiter == ';' { "”;”" } else { "tab" };
        source.report(&codes::REGISTER_DELIMITER, Span::new(at, at + 1), |f| {
            f.with("found", found)
        });
        return Vec::new();
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(&text.as_bytes()[start..]);
    let mut rows: Vec<Row> = Vec::new();
    let mut record = csv::StringRecord::new();
    // UTF-8 in memory with rows of any length: reading has no other way to fail.
    while reader.read_record(&mut record).is_ok_and(|more| more) {
        let at = record
            .position()
            .map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let spans = cell_spans(text, start + at);
        let row: Row = record
            .iter()
            .zip(spans)
            .map(|(cell, span)| trimmed(cell, span))
            .collect();
        if let Some(cell) = row
            .iter()
            .find(|cell| !is_quoted_well(&text[cell.span.range()]))
        {
            source.report(&codes::REGISTER_STRAY_QUOTE, cell.span, |f| f);
            continue;
        }
        if row.iter().all(|cell| cell.value.is_empty()) {
            continue;
        }
        match row.iter().find(|cell| cell.value.contains(['\n', '\r'])) {
            Some(cell) => source.report(&codes::REGISTER_LINE_BREAK, cell.span, |f| f),
            None => rows.push(row),
        }
    }
    rows
}

/// Whether a cell as written has quotation marks around it, with doubled ones inside, or none at
/// all.
fn is_quoted_well(written: &str) -> bool {
    match written.strip_prefix('"') {
        // One that is never closed has swallowed lines, which is told of them.
        Some(rest) if written.contains('\n') || !rest.contains('"') => true,
        Some(rest) => rest
            .strip_suffix('"')
            .is_some_and(|inner| !inner.replace("\"\"", "").contains('"')),
        None => !written.contains('"'),
    }
}

/// The delimiter of the first line, when it is another one than the comma.
fn foreign_delimiter(text: &str) -> Option<char> {
    let first = text.lines().next().unwrap_or_default();
    [';', '\t']
        .into_iter()
        .find(|other| !first.contains(',') && first.contains(*other))
}

/// Where the cells of the row at `start` stand, quotation marks included: the library gives values,
/// not places.
fn cell_spans(text: &str, start: usize) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut at = start;
    while bytes
        .get(at)
        .is_some_and(|byte| matches!(byte, b'\r' | b'\n'))
    {
        at += 1;
    }
    let mut spans = Vec::new();
    loop {
        let begin = at;
        if bytes.get(at) == Some(&b'"') {
            at = after_quoted(bytes, at + 1);
        }
        while bytes
            .get(at)
            .is_some_and(|byte| !matches!(byte, b',' | b'\r' | b'\n'))
        {
            at += 1;
        }
        spans.push(Span::new(begin, at));
        if bytes.get(at) != Some(&b',') {
            return spans;
        }
        at += 1;
    }
}

/// The place after the quotation mark that closes the cell; a doubled one stands for itself.
fn after_quoted(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        if bytes[at] != b'"' {
            at += 1;
        } else if bytes.get(at + 1) == Some(&b'"') {
            at += 2;
        } else {
            return at + 1;
        }
    }
    at
}

fn trimmed(cell: &str, span: Span) -> Located<String> {
    let (before, after) = (
        cell.len() - cell.trim_start().len(),
        cell.len() - cell.trim_end().len(),
    );
    let value = cell.trim().to_owned();
    // Quoted cells keep their whole span: what stands inside is not what is written.
    let plain = span.end - span.start == cell.len() && !value.is_empty();
    Located::new(
        value,
        if plain {
            Span::new(span.start + before, span.end - after)
        } else {
            span
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cell's value, and what stands at its place in the text.
    type Cell = (String, String);

    fn read(text: &str) -> (Vec<Vec<Cell>>, Vec<&'static str>) {
        let mut source = Source::new("contracts/registers/a.csv", text);
        let rows = rows(&mut source);
        let cell =
            |cell: &Located<String>| (cell.value.clone(), text[cell.span.range()].to_owned());
        let rows = rows
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect();
        (
            rows,
            source
                .findings
                .iter()
                .map(|finding| finding.code.name)
                .collect(),
        )
    }

    #[test]
    fn cells_know_where_they_stand() {
        let (rows, findings) = read("\u{feff}a,b\r\n\r\n x ,\"y, \"\"z\"\"\"\r\nö,\n,\n");
        assert_eq!(findings, [""; 0]);
        let pair = |value: &str, written: &str| (value.to_owned(), written.to_owned());
        assert_eq!(rows[0], [pair("a", "a"), pair("b", "b")]);
        assert_eq!(
            rows[1],
            [pair("x", "x"), pair("y, \"z\"", "\"y, \"\"z\"\"\"")]
        );
        assert_eq!(rows[2], [pair("ö", "ö"), pair("", "")]);
        assert_eq!(rows.len(), 3, "a row of empty cells is none");
    }

    #[test]
    fn another_delimiter_and_an_open_quotation_mark_are_found() {
        assert_eq!(read("a;b\n1;2\n").1, ["register-delimiter"]);
        assert_eq!(read("a\tb\n").1, ["register-delimiter"]);
        assert_eq!(read("a,b\n\"x,1\ny,2\n").1, ["register-line-break"]);
    }

    #[test]
    fn a_quotation_mark_within_a_cell_is_found() {
        for cell in ["Region \"Ö\"", "\"Region\" Ö", "\"a\"b\"", "Bolag 5\""] {
            assert_eq!(
                read(&format!("a,b\n{cell},1\n")).1,
                ["register-stray-quote"],
                "{cell}"
            );
        }
    }

    #[test]
    fn other_encodings_are_named_at_the_first_letter_that_shows_them() {
        let at = |bytes: &[u8]| {
            let finding = decode("a.csv", bytes).expect_err("not UTF-8");
            (finding.args[0].1.clone(), finding.place.span.start)
        };
        assert_eq!(
            at(b"a,b\nR\xe5n,1\n"),
            ("Latin-1 / Windows-1252".to_owned(), 5)
        );
        assert_eq!(at(b"\xff\xfea\0"), ("UTF-16".to_owned(), 0));
        assert_eq!(at(b"a\0,\0"), ("UTF-16".to_owned(), 1));
        assert_eq!(decode("a.csv", "\u{feff}å".as_bytes()), Ok("\u{feff}å"));
    }
}
