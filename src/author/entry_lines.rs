//! One entry of a record as lines, for editing it key by key: comments, order and spelling of its
//! author stay.

/// The lines of an entry in block style, each with its end.
pub(super) struct EntryLines {
    lines: Vec<String>,
    /// How far its keys are indented.
    indent: usize,
    /// How its lines end.
    end: &'static str,
}

impl EntryLines {
    /// Reads an item of a list, from its dash on; `None` for one that is not written key by key.
    pub(super) fn read(item: &str) -> Option<Self> {
        let lines: Vec<String> = item.split_inclusive('\n').map(str::to_owned).collect();
        let first = lines.first()?;
        let dash = first.find("- ")?;
        let key = first[dash + 2..].trim_start();
        let plain = key.starts_with(|c: char| c.is_ascii_lowercase());
        let indent = first.len() - key.len();
        plain.then(|| Self {
            indent,
            end: if item.contains("\r\n") { "\r\n" } else { "\n" },
            lines,
        })
    }

    /// The lines as one text.
    pub(super) fn text(&self) -> String {
        self.lines.concat()
    }

    /// The lines of `key` with its value.
    fn of(&self, key: &str) -> Option<std::ops::Range<usize>> {
        let is_key = |line: &String| {
            line.get(self.indent..)
                .and_then(|rest| rest.strip_prefix(key))
                .is_some_and(|rest| rest.starts_with(':'))
                && line[..self.indent].chars().all(|c| matches!(c, ' ' | '-'))
        };
        let first = self.lines.iter().position(is_key)?;
        // A value goes on where its lines stand further in; a comment among them ends it.
        let goes_on = |line: &&String| {
            let own = line.len() - line.trim_start_matches(' ').len();
            own > self.indent && !line.trim().is_empty()
        };
        let more = self.lines[first + 1..].iter().take_while(goes_on).count();
        Some(first..first + 1 + more)
    }

    /// Writes `key` with `value`: in the place of what it has, else below the key `after`, else at
    /// the end.
    pub(super) fn set(&mut self, key: &str, value: &str, after: &str) {
        let line = format!("{}{key}: {value}{}", " ".repeat(self.indent), self.end);
        match self.of(key) {
            // The first line of the entry keeps its dash.
            Some(range) if range.start == 0 => {
                let dash = self.lines[0][..self.indent].to_owned();
                self.lines
                    .splice(range, [dash + line.trim_start_matches(' ')]);
            }
            Some(range) => {
                self.lines.splice(range, [line]);
            }
            None => self.insert_after(after, vec![line]),
        }
    }

    /// Makes comments of the lines of `key`; what `instead` says stands above them.
    pub(super) fn reopen(&mut self, key: &str, instead: Option<String>) {
        let Some(range) = self.of(key).filter(|range| range.start > 0) else {
            return;
        };
        let pad = " ".repeat(self.indent);
        let old = self.lines[range.clone()].iter();
        let old = old.map(|line| format!("{pad}# {}", line.get(self.indent..).unwrap_or(line)));
        let lines: Vec<String> = instead
            .map(|line| format!("{pad}{line}{}", self.end))
            .into_iter()
            .chain(old)
            .collect();
        self.lines.splice(range, lines);
    }

    /// Adds comments below the key `after`.
    pub(super) fn comment(&mut self, comments: &[String], after: &str) {
        let pad = " ".repeat(self.indent);
        let lines = comments
            .iter()
            .map(|own| format!("{pad}# {own}{}", self.end));
        self.insert_after(after, lines.collect());
    }

    fn insert_after(&mut self, key: &str, lines: Vec<String>) {
        let at = self.of(key).map_or(self.lines.len(), |range| range.end);
        if let Some(last) = at.checked_sub(1).and_then(|at| self.lines.get_mut(at))
            && !last.ends_with('\n')
        {
            last.push_str(self.end);
        }
        self.lines.splice(at..at, lines);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = "  - id: a  # min\n    sections: [\"1\"]\n    effect: neutral\n    reason:\n      text: Lag.\n    # sist\n    note: N.\n";

    fn edited(edit: impl Fn(&mut EntryLines)) -> String {
        let mut lines = EntryLines::read(ENTRY).expect("an entry in block style");
        edit(&mut lines);
        lines.text()
    }

    #[test]
    fn a_key_is_set_in_its_place_or_below_another_and_nothing_else_moves() {
        assert_eq!(edited(|_| ()), ENTRY);
        assert_eq!(
            edited(|own| own.set("sections", "[\"2\"]", "id")),
            ENTRY.replace("[\"1\"]", "[\"2\"]")
        );
        assert_eq!(
            edited(|own| own.set("for", "[x]", "sections")),
            ENTRY.replace("[\"1\"]\n", "[\"1\"]\n    for: [x]\n")
        );
        assert_eq!(
            edited(|own| own.set("id", "b", "")),
            ENTRY.replace("id: a  # min", "id: b")
        );
        assert_eq!(
            edited(|own| own.set("more", "x", "none")),
            format!("{ENTRY}    more: x\n")
        );
    }

    #[test]
    fn what_is_reopened_stays_as_a_comment() {
        assert_eq!(
            edited(|own| own.reopen("effect", Some("effect:  # vilken?".to_owned()))),
            ENTRY.replace(
                "    effect: neutral",
                "    effect:  # vilken?\n    # effect: neutral"
            )
        );
        assert_eq!(
            edited(|own| own.reopen("reason", None)),
            ENTRY.replace(
                "    reason:\n      text: Lag.",
                "    # reason:\n    #   text: Lag."
            )
        );
        assert_eq!(edited(|own| own.reopen("effective", None)), ENTRY);
        assert_eq!(
            edited(|own| own.comment(&["obs".to_owned()], "sections")),
            ENTRY.replace("[\"1\"]\n", "[\"1\"]\n    # obs\n")
        );
    }

    #[test]
    fn an_entry_on_one_line_is_left_to_its_author() {
        assert!(EntryLines::read("  - {id: a}\n").is_none());
    }
}
