//! Text in a cell of a spreadsheet.

use super::shown;

/// `text` for a cell: hidden characters are shown, and what a spreadsheet program would compute
/// gets an apostrophe before it, which makes it text. White space before such a sign does not hide
/// it.
pub fn cell(text: &str) -> String {
    let shown = shown(text);
    let first = shown.trim_start_matches([' ', '\u{a0}']);
    let computes = first.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|', '%',
    ]);
    if computes {
        format!("'{shown}")
    } else {
        shown.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_be_computed_becomes_text() {
        for text in [
            "=1+1", "+46", "-x", "@SUM(A1)", "\tx", "\r\nx", " =1", "\u{a0}=1", "＝1",
        ] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        for text in ["a=1", "Ö, \"x\""] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn a_hidden_sign_before_a_formula_is_shown_and_so_the_formula_is_text() {
        assert_eq!(cell("\u{feff}=1"), "[U+FEFF]=1");
        assert_eq!(cell("\rx"), "[U+000D]x");
    }
}
