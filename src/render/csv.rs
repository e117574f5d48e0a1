//! Tables for spreadsheet programs.

/// The rows as CSV with a byte order mark, without which spreadsheet programs misread å, ä and ö. No cell can be taken for
/// a formula.
pub fn for_download(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(plain(rows));
    bytes
}

/// The rows as CSV. No cell can be taken for a formula.
pub fn plain(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        // Writing to memory has no way to fail.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that a spreadsheet program would compute gets an apostrophe before it, which makes it text. White space and
/// invisible signs before such a sign do not hide it.
fn harmless(cell: &str) -> String {
    let first = cell.trim_start_matches([' ', '\u{a0}', '\u{feff}', '\u{200b}']);
    let computes =
        first.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|', '%']);
    if computes { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_be_computed_becomes_text() {
        let cells =
            ["=1+1", "+46", "-x", "@SUM(A1)", "\tx", "\rx", " =1", "\u{a0}=1", "＝1", "a=1", "Ö, \"x\""];
        let row = cells.map(str::to_owned).to_vec();
        let bytes = plain([row].into_iter());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let read: Vec<String> =
            reader.records().next().expect("a row").expect("CSV").iter().map(str::to_owned).collect();
        let dangerous = cells.len() - 2;
        for (cell, own) in cells.iter().zip(&read).take(dangerous) {
            assert_eq!(*own, format!("'{cell}"));
        }
        assert_eq!(read[dangerous..], ["a=1", "Ö, \"x\""]);
    }
}
