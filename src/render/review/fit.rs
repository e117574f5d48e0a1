//! What of a review fits into one comment: whole documents, folded or left out, and all of them
//! named.

use std::fmt::Write as _;

use super::markdown::LIMIT;
use crate::args;
use crate::words::Words;

/// A part of a comment that is shown whole or not at all.
pub(super) struct Part {
    /// Its name, in one line of Markdown that is also HTML.
    pub name: String,
    /// The shortest name that it can be found by.
    pub short: String,
    /// What it holds, as blocks of Markdown.
    pub body: String,
    /// What goes first where there is not room for all.
    pub weight: u8,
    /// How many bytes all parts of its kind may have to stand open.
    pub open: usize,
}

/// The comment: the head, the documents, the previews as far as there is room, and the tail.
pub(super) fn comment(
    head: &str,
    documents: Vec<Part>,
    previews: Vec<Part>,
    tail: &str,
    words: &Words,
) -> String {
    /// What is said about what was left out.
    const SAID: usize = 600;
    let names: usize = documents.iter().map(|part| closed(part).len()).sum();
    let room = LIMIT.saturating_sub(head.len() + tail.len() + SAID);
    if names > room {
        return named_only(head, &documents, tail, words);
    }
    let shown = choose(&documents, room - names);
    let spent: usize = documents
        .iter()
        .zip(&shown)
        .filter(|(_, shown)| **shown)
        .map(|(part, _)| folded(part, false).len())
        .sum();
    let left_out = shown.iter().filter(|shown| !**shown).count();
    let open = left_out == 0 && documents.iter().all(|part| spent <= part.open);
    let mut out = head.to_owned();
    for (part, shown) in documents.iter().zip(&shown) {
        out.push_str(&if *shown {
            folded(part, open)
        } else {
            closed(part)
        });
    }
    let mut said = Vec::new();
    let folded_count = documents.len() - left_out;
    if !open && folded_count > 0 {
        said.push(words.say("review.folded", args![n = folded_count]));
    }
    if left_out > 0 {
        said.push(words.say("review.only-named", args![n = left_out]));
    }
    let mut without = 0_usize;
    for part in &previews {
        let text = folded(part, false);
        if out.len() + text.len() + tail.len() + SAID <= LIMIT {
            out.push_str(&text);
        } else {
            without += 1;
        }
    }
    if without > 0 {
        said.push(words.say("review.previews-left", args![n = without]));
    }
    if !said.is_empty() {
        let _ = writeln!(out, "\n{}.", said.join("; "));
    }
    out + tail
}

/// Which parts are shown: the weightiest first, of equal ones the shortest.
fn choose(parts: &[Part], mut room: usize) -> Vec<bool> {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| {
        (
            std::cmp::Reverse(parts[*at].weight),
            parts[*at].body.len(),
            *at,
        )
    });
    let mut shown = vec![false; parts.len()];
    for at in order {
        // The name alone has its room already.
        let more = folded(&parts[at], false).len()
            - closed(&parts[at])
                .len()
                .min(folded(&parts[at], false).len());
        if more <= room {
            room -= more;
            shown[at] = true;
        }
    }
    shown
}

/// A part that can be unfolded.
fn folded(part: &Part, open: bool) -> String {
    let open = if open { " open" } else { "" };
    format!(
        "<details{open}><summary>{}</summary>\n\n{}\n\n</details>\n\n",
        part.name,
        part.body.trim_end()
    )
}

/// A part of which only the name is shown.
fn closed(part: &Part) -> String {
    format!("- {}\n\n", part.name)
}

/// So many documents that there is room for their shortest names only.
fn named_only(head: &str, documents: &[Part], tail: &str, words: &Words) -> String {
    let mut out = head.to_owned();
    let _ = write!(out, "{} ", words.say("review.too-many", args![]));
    let mut rest = documents.len();
    for part in documents {
        if out.len() + part.short.len() + tail.len() + 100 > LIMIT {
            out.push_str(&words.say("review.more", args![n = rest]));
            break;
        }
        rest -= 1;
        out.push_str(&part.short);
        out.push_str(if rest > 0 { ", " } else { "." });
    }
    out.push('\n');
    out + tail
}

/// A name of bounded length.
pub(super) fn shortened(name: &str) -> String {
    const LONGEST: usize = 200;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LONGEST - 1).collect();
    format!("{cut}…")
}
