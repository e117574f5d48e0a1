//! Tables for spreadsheet programs.

use crate::harmless;

/// The rows as CSV with a byte order mark, without which spreadsheet programs misread å, ä and ö.
/// No cell can be taken for a formula.
pub fn for_download(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(plain(rows));
    bytes
}

/// The rows as CSV. No cell can be taken for a formula.
pub fn plain(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory has no way to fail.
        let _ = writer.write_record(row.iter().map(|cell| harmless::cell(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_are_and_none_is_computed() {
        let row = ["Ö, \"x\"", "rad\nrad", "=1+1"].map(str::to_owned).to_vec();
        let bytes = plain([row].into_iter());
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(bytes.as_slice());
        let read = reader.records().next().expect("a row").expect("CSV");
        assert_eq!(
            read.iter().collect::<Vec<_>>(),
            ["Ö, \"x\"", "rad\nrad", "'=1+1"]
        );
    }
}
