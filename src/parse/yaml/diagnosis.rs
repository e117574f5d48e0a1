//! Why a text is not YAML, in words that its author understands: the library says what it expected,
//! not what was written. A corrected line is only shown where the text can be read further with it.

use super::{Correction, SyntaxProblem};
use crate::model::codes::yaml::{self as causes, Cause};
use crate::model::span::Span;

/// What was written wrongly: the cause, where, and a line that may be right in the place of the one
/// there.
struct Finding {
    cause: &'static Cause,
    at: usize,
    args: Vec<(&'static str, String)>,
    corrected: Option<String>,
}

impl Finding {
    fn new(cause: &'static Cause, at: usize) -> Self {
        Self {
            cause,
            at,
            args: Vec::new(),
            corrected: None,
        }
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    fn corrected(mut self, line: String) -> Self {
        self.corrected = Some(line);
        self
    }
}

/// Why reading `text` stopped at byte `stopped` with the library's words `said`. `stops` tells
/// where reading another text stops, if it does.
pub(super) fn of(
    text: &str,
    stopped: usize,
    said: &str,
    stops: impl Fn(&str) -> Option<usize>,
) -> SyntaxProblem {
    let lines = Lines::of(text, stopped);
    let found = lines
        .find(said)
        .unwrap_or_else(|| Finding::new(&causes::UNKNOWN, stopped));
    let (start, end) = lines.line_around(found.at);
    let helps = |line: &String| {
        let other = [&text[..start], line, &text[end..]].concat();
        stops(&other).is_none_or(|next| next > start + line.len())
    };
    let corrected = found.corrected.filter(helps);
    let blanks = |line: &str| line.len() - line.trim_start().len();
    let here = &text[start..end];
    let correction = corrected.map(|line| match line.trim() == here.trim() {
        true => Correction::Indent(blanks(&line)),
        false => Correction::Line(line.trim().to_owned()),
    });
    SyntaxProblem {
        cause: found.cause,
        args: found.args,
        correction,
        span: Span::new(found.at, found.at),
    }
}

/// The lines of a text, and the one on which reading stopped.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    stopped: usize,
    at: usize,
}

/// The colon that ends the key on a line, if there is one: the first that a blank or the line's end
/// follows, outside quotation marks.
fn colon(line: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, sign) in line.char_indices() {
        match quote {
            Some(open) if sign == open => quote = None,
            Some(_) => {}
            None if matches!(sign, '"' | '\'') && before.is_whitespace() => quote = Some(sign),
            None if sign == '#' && before.is_whitespace() => return None,
            None if sign == ':'
                && line[at + 1..]
                    .chars()
                    .next()
                    .is_none_or(char::is_whitespace) =>
            {
                return Some(at);
            }
            None => {}
        }
        before = sign;
    }
    None
}

/// Where the value of a line begins and what it is, after its key or the hyphen of an item.
fn value(line: &str) -> Option<(usize, &str)> {
    let item = line
        .trim_start()
        .strip_prefix("- ")
        .map(|rest| line.len() - rest.len());
    let start = colon(line).map(|at| at + 1).or(item)?;
    let rest = line[start..].trim_start();
    (!rest.is_empty()).then(|| (line.len() - rest.len(), rest.trim_end()))
}

/// The text within quotation marks that it does not hold itself.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// The line with `quoted` in the place of its value.
fn with_quoted_value(line: &str) -> Option<String> {
    let (start, value) = value(line)?;
    Some(format!("{}{}", &line[..start], quoted(value)))
}

impl<'t> Lines<'t> {
    fn of(text: &'t str, stopped: usize) -> Self {
        let mut starts = vec![0];
        starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1),
        );
        let at = starts.partition_point(|start| *start <= stopped) - 1;
        Self {
            text,
            starts,
            stopped,
            at,
        }
    }

    /// The line numbered `at` from 0, without its end.
    fn line(&self, at: usize) -> &'t str {
        let Some(start) = self.starts.get(at) else {
            return "";
        };
        let end = self
            .starts
            .get(at + 1)
            .map_or(self.text.len(), |next| next - 1);
        self.text[*start..end.max(*start)].trim_end_matches('\r')
    }

    /// Where the line of byte `at` begins and ends.
    fn line_around(&self, at: usize) -> (usize, usize) {
        let number = self.starts.partition_point(|start| *start <= at) - 1;
        (
            self.starts[number],
            self.starts[number] + self.line(number).len(),
        )
    }

    /// The last line before the one numbered `at` that says something.
    fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|own| {
            let line = self.line(*own).trim();
            !line.is_empty() && !line.starts_with('#')
        })
    }

    fn find(&self, said: &str) -> Option<Finding> {
        let near = || self.at.saturating_sub(2)..=(self.at + 1).min(self.starts.len() - 1);
        if said.contains("unexpected character")
            && let Some(found) = self.control()
        {
            return Some(found);
        }
        let marks = ["<<<<<<<", "|||||||", ">>>>>>>", "======="];
        if let Some(at) =
            near().find(|at| marks.iter().any(|mark| self.line(*at).starts_with(mark)))
        {
            return Some(Finding::new(&causes::CONFLICT, self.starts[at]));
        }
        if let Some(found) = near().find_map(|at| self.blanks(at)) {
            return Some(found);
        }
        if said.contains("multiple YAML documents") {
            return Some(Finding::new(&causes::SEVERAL_DOCUMENTS, self.stopped));
        }
        if said.contains("budget") && said.contains("Depth") {
            return Some(Finding::new(&causes::TOO_DEEP, self.stopped));
        }
        if said.contains("escape") {
            return self.escape();
        }
        self.first_sign(said)
            .or_else(|| self.quotes(said))
            .or_else(|| self.keys(said))
            .or_else(|| {
                let flow = ["flow", "bracket", "indicator", "expected ','"]
                    .iter()
                    .any(|word| said.contains(word));
                flow.then(|| self.brackets()).flatten()
            })
    }

    fn control(&self) -> Option<Finding> {
        let is_control =
            |sign: char| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t' | '\u{85}');
        let (at, sign) = self
            .text
            .char_indices()
            .find(|(_, sign)| is_control(*sign))?;
        let line = self.line_around(at);
        let rest: String = self.text[line.0..line.1]
            .chars()
            .filter(|sign| !is_control(*sign))
            .collect();
        let code = format!("U+{:04X}", u32::from(sign));
        Some(
            Finding::new(&causes::CONTROL, at)
                .with("sign", code)
                .corrected(rest),
        )
    }

    /// Blanks that are none, before the words of a line or after its colon.
    fn blanks(&self, at: usize) -> Option<Finding> {
        let line = self.line(at);
        let lead = line.len() - line.trim_start().len();
        let start = self.starts[at];
        let (cause, place) = if let Some(tab) = line[..lead].find('\t') {
            (&causes::TAB, tab)
        } else if let Some(blank) = line[..lead].find('\u{a0}') {
            (&causes::NO_BREAK_SPACE, blank)
        } else {
            return None;
        };
        let corrected = format!("{}{}", " ".repeat(self.fitting(at)), line.trim_start());
        Some(Finding::new(cause, start + place).corrected(corrected))
    }

    /// How far the keys are indented that stand beside those of line `at`.
    fn room(&self, at: usize) -> usize {
        let line = self.line(at);
        let mut rest = line.trim_start();
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start();
        }
        line.len() - rest.len()
    }

    /// How far line `at` would have to be indented: like the item before it, or like the keys
    /// beside it.
    fn fitting(&self, at: usize) -> usize {
        let is_item = |line: &str| line.trim_start().starts_with('-');
        let Some(before) = self.before(at) else {
            return 0;
        };
        if !is_item(self.line(at)) {
            return self.room(before);
        }
        let item = (0..at)
            .rev()
            .map(|own| self.line(own))
            .find(|line| is_item(line));
        item.map_or_else(
            || self.room(before),
            |line| line.len() - line.trim_start().len(),
        )
    }

    fn escape(&self) -> Option<Finding> {
        let line = self.line(self.at);
        let place = self.starts[self.at] + line.find('\\').unwrap_or_default();
        let (start, own) = value(line)?;
        let inner = own.strip_prefix('"')?.strip_suffix('"')?;
        let corrected = format!("{}'{}'", &line[..start], inner.replace('\'', "''"));
        Some(Finding::new(&causes::ESCAPE, place).corrected(corrected))
    }

    /// A value that begins with a sign of YAML's own.
    fn first_sign(&self, said: &str) -> Option<Finding> {
        let line = self.line(self.at);
        let (start, own) = value(line)?;
        let first = own.chars().next()?;
        let at = self.starts[self.at] + start;
        let sign = |cause| Finding::new(cause, at).with("first", first);
        let found = match first {
            '@' | '`' | '%' => sign(&causes::FIRST_SIGN),
            '&' | '*' if said.contains("nchor") || said.contains("alias") => sign(&causes::ANCHOR),
            '!' if said.contains("tag") => sign(&causes::FIRST_SIGN),
            '[' | '{' => {
                let closing = if first == '[' { ']' } else { '}' };
                let rest = own.split_once(closing).map(|(_, rest)| rest.trim())?;
                let text = !rest.is_empty() && !rest.starts_with(['#', ',', ']', '}']);
                return text.then(|| {
                    Some(sign(&causes::FIRST_SIGN).corrected(with_quoted_value(line)?))
                })?;
            }
            '”' | '“' if said.contains("mapping values") => {
                let inner = own.trim_matches(['”', '“', '„', '"']);
                let corrected = format!("{}{}", &line[..start], quoted(inner));
                return Some(Finding::new(&causes::TYPOGRAPHIC_QUOTES, at).corrected(corrected));
            }
            _ => return None,
        };
        Some(found.corrected(with_quoted_value(line)?))
    }

    fn quotes(&self, said: &str) -> Option<Finding> {
        if said.contains("trailing content") {
            let line = self.line(self.at);
            let (start, own) = value(line)?;
            let mark = own
                .chars()
                .next()
                .filter(|sign| matches!(sign, '"' | '\''))?;
            let inner = own
                .strip_prefix(mark)
                .and_then(|own| own.strip_suffix(mark))
                .unwrap_or(own);
            let corrected = format!("{}{}", &line[..start], quoted(inner));
            return Some(Finding::new(&causes::QUOTE_INSIDE, self.stopped).corrected(corrected));
        }
        if !(said.contains("quoted scalar") || said.contains("end of stream")) {
            return None;
        }
        (0..=self.at).rev().find_map(|at| {
            let line = self.line(at);
            let (start, own) = value(line)?;
            let mark = own
                .chars()
                .next()
                .filter(|sign| matches!(sign, '"' | '\''))?;
            let open = !own[1..].contains(mark);
            let found = Finding::new(&causes::OPEN_QUOTE, self.starts[at] + start);
            open.then(|| found.corrected(format!("{}{mark}", line.trim_end())))
        })
    }

    /// Lines that are no pair of key and value, or are indented otherwise than those around them.
    fn keys(&self, said: &str) -> Option<Finding> {
        let line = self.line(self.at);
        if said.contains("mapping values") {
            let before = self.before(self.at).filter(|at| {
                let before = self.line(*at);
                colon(before).is_none() && !before.trim_start().starts_with('-')
            });
            return match before {
                Some(at) => Some(self.without_colon(at)),
                None => {
                    let hyphen = self
                        .before(self.at)
                        .into_iter()
                        .chain([self.at])
                        .find_map(|at| self.hyphen(at));
                    Some(hyphen.unwrap_or_else(|| self.colon_in_text(line)))
                }
            };
        }
        if said.contains("simple key") {
            let block = self
                .before(self.at)
                .filter(|at| self.line(*at).trim_end().ends_with(['|', '>']));
            if let Some(at) = block {
                let corrected = format!("{}{line}", " ".repeat(self.room(at) + 2));
                let found = Finding::new(&causes::BLOCK_NOT_INDENTED, self.starts[self.at]);
                return Some(found.corrected(corrected));
            }
            return Some(self.without_colon(self.at));
        }
        if [
            "expected key",
            "'-' indicator",
            "document start",
            "indentation",
        ]
        .iter()
        .any(|own| said.contains(own))
        {
            return Some(self.indentation());
        }
        None
    }

    fn colon_in_text(&self, line: &str) -> Finding {
        let (start, own) = value(line).unwrap_or((0, line));
        let place = colon(own).map_or(start, |at| start + at);
        let found = Finding::new(&causes::COLON_IN_TEXT, self.starts[self.at] + place);
        match with_quoted_value(line) {
            Some(line) => found.corrected(line),
            None => found,
        }
    }

    fn hyphen(&self, at: usize) -> Option<Finding> {
        let line = self.line(at);
        let rest = line
            .trim_start()
            .strip_prefix('-')
            .filter(|rest| rest.starts_with(char::is_alphanumeric))?;
        let lead = line.len() - line.trim_start().len();
        let found = Finding::new(&causes::NO_BLANK_AFTER_HYPHEN, self.starts[at] + lead);
        Some(found.corrected(format!("{}- {rest}", &line[..lead])))
    }

    /// A line whose key and value nothing divides, or something else than a colon and a blank.
    fn without_colon(&self, at: usize) -> Finding {
        let line = self.line(at);
        let start = self.starts[at];
        let pair = |divider: &str| {
            let (key, own) = line.split_once(divider)?;
            let key = key.trim_end();
            (!key.trim_start().contains(' ') && !key.trim().is_empty())
                .then(|| format!("{key}: {}", own.trim()))
        };
        if let Some(corrected) = pair(":") {
            let place = start + line.find(':').unwrap_or_default();
            return Finding::new(&causes::NO_BLANK_AFTER_COLON, place).corrected(corrected);
        }
        let found = Finding::new(
            &causes::NO_COLON,
            start + line.len() - line.trim_start().len(),
        );
        let is_comment = line.trim_start().starts_with("//");
        let rest = line.trim_start().trim_start_matches('/').trim_start();
        let corrected = if is_comment {
            Some(format!("# {rest}"))
        } else {
            pair("：").or_else(|| pair("=")).or_else(|| pair(" "))
        };
        match corrected {
            Some(line) => found.corrected(line),
            None => found,
        }
    }

    fn indentation(&self) -> Finding {
        let lead = |at: usize| self.line(at).len() - self.line(at).trim_start().len();
        // Where the first line is indented, reading stops at the second.
        let first = self
            .before(self.at)
            .filter(|at| self.before(*at).is_none() && lead(*at) > lead(self.at));
        let (at, room) = match first {
            Some(at) => (at, lead(self.at)),
            None => (self.at, self.fitting(self.at)),
        };
        let corrected = format!("{}{}", " ".repeat(room), self.line(at).trim_start());
        Finding::new(&causes::INDENTATION, self.starts[at] + lead(at)).corrected(corrected)
    }

    /// The line at or above the place whose brackets do not fit together.
    fn brackets(&self) -> Option<Finding> {
        (0..=self.at)
            .rev()
            .take(3)
            .find_map(|at| self.unclosed(at))
            .or_else(|| {
                let line = self.line(self.at);
                line.contains(['{', '[']).then(|| self.comma(line))
            })
    }

    fn unclosed(&self, at: usize) -> Option<Finding> {
        let line = self.line(at);
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut quote = None;
        for (place, sign) in line.char_indices() {
            match (quote, sign) {
                (Some(mark), _) if mark == sign => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if line[..place].ends_with([' ', '[', '{', ',']) => {
                    quote = Some(sign)
                }
                (None, '[' | '{') => open.push((place, sign)),
                (None, ']' | '}') => {
                    let (own, bracket) = open.pop()?;
                    let closing = closing_of(bracket);
                    if closing != sign {
                        let corrected =
                            format!("{}{closing}{}", &line[..place], &line[place + 1..]);
                        let found = Finding::new(&causes::WRONG_BRACKET, self.starts[at] + own);
                        return Some(
                            found
                                .with("bracket", bracket)
                                .with("closing", sign)
                                .corrected(corrected),
                        );
                    }
                }
                (None, _) => {}
            }
        }
        let (place, bracket) = open.last().copied()?;
        let closings: String = open
            .iter()
            .rev()
            .map(|(_, bracket)| closing_of(*bracket))
            .collect();
        let found = Finding::new(&causes::OPEN_BRACKET, self.starts[at] + place);
        let found = found
            .with("bracket", bracket)
            .with("closing", closing_of(bracket));
        Some(found.corrected(format!("{}{closings}", line.trim_end())))
    }

    /// A mapping on one line in which two colons follow each other without a comma.
    fn comma(&self, line: &str) -> Finding {
        let found = Finding::new(&causes::NO_COMMA, self.stopped);
        let here = (self.stopped - self.starts[self.at]).min(line.len());
        let word = line[..here]
            .trim_end()
            .rfind([' ', '{', '['])
            .map_or(0, |at| at + 1);
        let before = line[..word].trim_end();
        if before.ends_with([',', '{', '[', ':']) {
            return found;
        }
        found.corrected(format!("{before}, {}", &line[word..]))
    }
}

fn closing_of(bracket: char) -> char {
    if bracket == '[' { ']' } else { '}' }
}
