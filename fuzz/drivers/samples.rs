//! Inputs from inputs: what an author, an editor, a merge or a broken disk could make of a text.

use super::dice::Dice;

/// What contracts, their files and their enemies are made of.
const TOKENS: &[&str] = &[
    "# ",
    "## ",
    "### 1.2 ",
    "## 3 Pris {#pris}\n\n",
    "Rubrik\n---\n",
    "- ",
    "1. ",
    "a) ",
    "(1) ",
    "   - ",
    "> ",
    "| a | b |\n|---|:-:|\n",
    "```\n",
    "    ",
    "**",
    "_",
    "*[",
    "](",
    "[^1]",
    "[^1]: not\n",
    "[a](b.md)",
    "[a]: <x> \"t\"\n",
    "![b](https://a.se/b.png \"t\")",
    "<script>alert(1)</script>",
    "<b onclick=x>",
    "<!-- ",
    "-->",
    "&lt;",
    "&amp;#60;",
    "javascript:alert(1)",
    "\"><x-y a='",
    "~~",
    "\\",
    "\u{feff}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{85}",
    "\u{0}",
    "\u{1b}[31m",
    "\r\n",
    "\r",
    "\t",
    "a\u{308}",
    "İ",
    "ſ",
    "ŉ",
    "ﬁ",
    "Ǆ",
    "²",
    "½",
    "１２",
    "𝟙",
    "😀",
    "\u{1f468}\u{200d}\u{1f469}",
    "ẞ",
    "K",
    "\u{301}",
    "–",
    "—",
    "”",
    "’",
    "«",
    "…",
    "ska",
    "skall",
    "får inte",
    "inte",
    "Kunden",
    "Inera",
    "utan",
    "om",
    "och",
    "avsnitt 2",
    "avsnitten 1–3 och 5",
    "punkt 4",
    "punkterna a och b",
    "kap. 3",
    "5 §",
    "1 000 kr",
    "1\u{a0}000,50 kr",
    "30 dagar",
    "trettio (30) dagar",
    "10 %",
    "den 1 juli 2023",
    "2023-02-30",
    "9999-12-31",
    "0000-00-00",
    "-262143-01-01",
    "31 mars",
    "SFS 2018:218",
    "811218-9876",
    "99999999999999999999",
    "1.1.1.1.1.1.1.1",
    "0",
    "-1",
    "1e9",
    ".nan",
    "95e649418471",
    "~",
    "null",
    "true",
    "no",
    "{",
    "}",
    "[",
    "]",
    ",",
    ": ",
    " #",
    "#",
    "'",
    "\"",
    "|",
    ">-\n",
    "&a ",
    "*a",
    "!!int ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "? ",
    "<<: ",
    "id: ",
    "title: ",
    "version: \"1.0\"\n",
    "version: \"99999999999.0\"\n",
    "published: 2022-06-17\n",
    "effective: 2022-09-17\n",
    "kind: btv\n",
    "agreements: [kundavtal]\n",
    "service: X\n",
    "personal_data: pub\n",
    "parties: [inera]\n",
    "replaces: [a]\n",
    "baseline: true\n",
    "changes: []\n",
    "changes:\n  - id: a\n    sections: [\"*\"]\n",
    "    sections: [\"1\", preamble]\n",
    "    materiality: editorial\n",
    "    materiality: material\n",
    "    effect: adverse\n",
    "    effect: neutral\n",
    "    effective: 2024-01-01\n",
    "    note: Text.\n",
    "    reason: \"\"\n",
    "    proposed: 123\n",
    "facts:\n  - {fact: title}\n",
    "corrections:\n  - on: 2023-01-01\n    change: a\n    cancelled: true\n",
    "withdrawn:\n  published: 2023-01-01\n  effective: 2024-01-01\n",
    "notice:\n  - {from: 2018-01-01, adverse: {months: 3}}\n",
    "adverse: {days: 999999999}",
    "adverse: {months: 4294967295}",
    "language: en\n",
    "levels: {digest-mismatch: allow}\n",
    "seal: ",
    "digest: sha256:00\n",
    "interim: {2023-01-01: x}\n",
    "{{ x }}",
    "{% for a in b %}",
    "=HYPERLINK(1)",
    ";",
    "\n\n",
    "\n%%%%%\n",
    "%1.%2",
    "&#x202e;",
    "<w:p>",
    "</w:p>",
    "<w:r><w:t>1</w:t></w:r>",
    "w:val=\"-1\"",
    "w:val=\"4294967295\"",
    "<w:numPr><w:ilvl w:val=\"8\"/><w:numId w:val=\"1\"/></w:numPr>",
    "<w:del>",
    "<w:tbl>",
    "{\"t\":\"Space\"}",
    "{\"t\":\"Str\",\"c\":\"1.\"}",
    "{\"t\":\"SoftBreak\"}",
    "{\"t\":\"LineBreak\"}",
    "[]",
];

/// The largest input that is made.
const LARGEST: usize = 64 * 1024;

/// Inputs made of `seeds`, as `number` says: the same number, the same input.
pub(crate) fn made_of(seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut dice = Dice::new(number);
    let mut input = seeds
        .get(dice.below(seeds.len()))
        .cloned()
        .unwrap_or_default();
    let other = seeds
        .get(dice.below(seeds.len()))
        .cloned()
        .unwrap_or_default();
    for _ in 0..1 + dice.below(8) {
        change(&mut input, &other, &mut dice);
    }
    input.truncate(LARGEST);
    input
}

/// One change of `input`, for a fuzzer that asks for one.
pub(crate) fn changed(input: &[u8], number: u64) -> Vec<u8> {
    let mut dice = Dice::new(number);
    let mut changed = input.to_vec();
    change(&mut changed, input, &mut dice);
    changed
}

/// Something happens to `input`, most often to whole lines.
fn change(input: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    match dice.below(16) {
        0..3 => insert(input, dice.one(TOKENS).as_bytes(), dice),
        3..5 => replace_word(input, dice),
        5 => drop(take_lines(input, dice)),
        6 => {
            let lines = take_lines(input, dice);
            insert_at_line(input, &lines, dice);
        }
        7 => {
            let lines = take_lines(&mut input.clone(), dice);
            insert_at_line(input, &lines, dice);
        }
        8..10 => {
            let lines = take_lines(&mut other.to_vec(), dice);
            insert_at_line(input, &lines, dice);
        }
        10 => {
            let (start, end) = range(input.len(), 12, dice);
            input.drain(start..end);
        }
        11 => digit(input, dice),
        12 => {
            let token = dice.one(TOKENS);
            let many = dice.one(&[&2, &9, &40, &300]);
            insert(input, token.repeat(*many).as_bytes(), dice);
        }
        13 => indent(input, dice),
        14 => {
            let at = dice.below(input.len());
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        _ => {
            let (start, end) = range(input.len(), 60, dice);
            let part = input[start..end].to_vec();
            insert(input, &part, dice);
        }
    }
}

/// At most `longest` bytes of `length`.
fn range(length: usize, longest: usize, dice: &mut Dice) -> (usize, usize) {
    let start = dice.below(length + 1);
    (start, (start + dice.below(longest)).min(length))
}

fn insert(input: &mut Vec<u8>, bytes: &[u8], dice: &mut Dice) {
    // Between two characters: inside one it would only be refused.
    let mut at = dice.below(input.len() + 1);
    while at < input.len() && input[at] & 0xc0 == 0x80 {
        at += 1;
    }
    input.splice(at..at, bytes.iter().copied());
}

/// Where lines begin, and the end.
fn lines(input: &[u8]) -> Vec<usize> {
    let after = input
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .map(|(at, _)| at + 1);
    let mut starts: Vec<usize> = [0].into_iter().chain(after).collect();
    if starts.last() != Some(&input.len()) {
        starts.push(input.len());
    }
    starts
}

/// Takes a few lines, or a whole paragraph, away.
fn take_lines(input: &mut Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let starts = lines(input);
    let from = dice.below(starts.len());
    let most = *dice.one(&[&1, &3, &12]);
    let to = (from + 1 + dice.below(most)).min(starts.len() - 1);
    input.drain(starts[from.min(to)]..starts[to]).collect()
}

fn insert_at_line(input: &mut Vec<u8>, bytes: &[u8], dice: &mut Dice) {
    let starts = lines(input);
    let at = starts[dice.below(starts.len())];
    input.splice(at..at, bytes.iter().copied());
}

/// A word becomes another word of the text, or one of ours.
fn replace_word(input: &mut Vec<u8>, dice: &mut Dice) {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || byte == b'-';
    let word = |from: usize, input: &[u8]| {
        let start = (from..input.len())
            .find(|at| is_word(input[*at]))
            .unwrap_or(input.len());
        let end = (start..input.len())
            .find(|at| !is_word(input[*at]))
            .unwrap_or(input.len());
        (start, end)
    };
    let (start, end) = word(dice.below(input.len()), input);
    let new = if dice.once_in(2) {
        let (start, end) = word(dice.below(input.len()), input);
        input[start..end].to_vec()
    } else {
        dice.one(TOKENS).as_bytes().to_vec()
    };
    input.splice(start..end, new);
}

fn digit(input: &mut [u8], dice: &mut Dice) {
    let from = dice.below(input.len());
    if let Some(byte) = input
        .iter_mut()
        .skip(from)
        .find(|byte| byte.is_ascii_digit())
    {
        *byte = b'0' + dice.below(10) as u8;
    }
}

fn indent(input: &mut Vec<u8>, dice: &mut Dice) {
    let starts = lines(input);
    let at = starts[dice.below(starts.len())];
    if dice.once_in(2) {
        input.splice(at..at, *b"  ");
    } else {
        let blank = input[at..].iter().take_while(|byte| **byte == b' ').count();
        input.drain(at..at + blank.min(2));
    }
}
