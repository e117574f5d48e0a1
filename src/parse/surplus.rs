//! Cells of a table's row beyond its header: what is written there stands in the file and on no page.

/// What stands in `row`, a line of the source, behind its first `columns` cells; empty cells left out.
pub(crate) fn cells(row: &str, columns: usize) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, c) in row.char_indices() {
        if c == '|' && !escaped {
            cells.push(&row[start..at]);
            start = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    cells.push(&row[start..]);
    let surplus = cells.into_iter().skip(columns).map(str::trim);
    surplus.filter(|cell| !cell.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_behind_the_last_column_is_surplus() {
        assert_eq!(cells("| a | b | c | |", 2), ["c"]);
        assert_eq!(cells("a | b | c", 2), ["c"]);
        assert_eq!(cells("| a | b |", 2), [""; 0]);
        assert_eq!(cells("| a \\| b | c |", 2), [""; 0]);
        assert_eq!(cells("| a |", 2), [""; 0]);
    }
}
