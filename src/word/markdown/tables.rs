//! Tables: the first row heads the others, and each cell stands on one line.

use serde_json::Value;

use super::blocks::array;

/// The rows of pandoc's table `own`, each a list of cells with their blocks; and whether cells were
/// merged.
pub(super) fn rows(own: &Value) -> (Vec<Vec<&Value>>, bool) {
    let mut rows = Vec::new();
    let mut parts: Vec<&[Value]> = vec![array(&own[3][1])];
    for body in array(&own[4]) {
        parts.push(array(&body[2]));
        parts.push(array(&body[3]));
    }
    parts.push(array(&own[5][1]));
    let mut merged = false;
    for row in parts.into_iter().flatten() {
        let mut cells = Vec::new();
        for cell in array(&row[1]) {
            merged |= cell[2].as_u64() > Some(1) || cell[3].as_u64() > Some(1);
            cells.push(&cell[4]);
            // A cell that goes over several columns is followed by empty ones.
            for _ in 1..cell[3].as_u64().unwrap_or(1).min(64) {
                cells.push(&Value::Null);
            }
        }
        if !cells.is_empty() {
            rows.push(cells);
        }
    }
    (rows, merged)
}

/// The table of the written `cells` as Markdown.
pub(super) fn markdown(cells: &[Vec<String>]) -> String {
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: &Vec<String>| {
        let cells = (0..width).map(|at| row.get(at).map_or("", String::as_str));
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut out = String::new();
    for (at, row) in cells.iter().enumerate() {
        out.push_str(&line(row));
        if at == 0 {
            out.push_str(&line(&vec!["---".to_owned(); width]));
        }
    }
    out.trim_end().to_owned()
}
