//! Whose section a reference names: what the words beside it say about another document or act.
//!
//! Only what can be shown counts. A name that may be another document's makes the reference unclear,
//! and then nobody moves it along.

use super::find::{Class, Document, Mention};
use super::names::{Name, is_act, is_own};

/// What the words around `mention` in `text` say. `last` is the mention before it, with its document.
pub(super) fn document(
    text: &str,
    mention: &Mention,
    last: Option<(&Mention, &Document)>,
) -> Document {
    let before = near_end(&text[..mention.span.start]);
    let after = near(&text[mention.span.end..]);
    let statute = mention
        .labels
        .iter()
        .any(|label| matches!(label.class, Class::Paragraph | Class::Article));
    match behind(after, mention) {
        Document::Own => {}
        named => return named,
    }
    match (ahead(before, mention), last) {
        (Document::Own, _) => {}
        // "artikel 28 i GDPR, avsnitt 2": the name was the other's.
        (Document::Other(name), Some((last, Document::Other(taken))))
            if taken.starts_with(&name) =>
        {
            let gap = &text[last.span.end..mention.span.start];
            if !gap.contains(&name) || gap.len() > name.len() + 8 {
                return Document::Other(name);
            }
            if last.class == mention.class {
                return Document::Unclear(name);
            }
        }
        (named, _) => return named,
    }
    let chapter = mention
        .labels
        .iter()
        .any(|label| label.class == Class::Chapter);
    if statute || chapter {
        act_ahead(after).map_or(Document::Own, Document::Other)
    } else {
        Document::Own
    }
}

/// What follows the reference: "i Allmänna villkor", "(GDPR)", "of this Agreement", "lagen".
fn behind(after: &str, mention: &Mention) -> Document {
    if let Some(inner) = after.strip_prefix(" (") {
        return bracketed(inner);
    }
    let listed = after.strip_prefix(',');
    // "avsnitt 2, Allmänna villkor avsnitt 4": the name is the next reference's.
    if listed.is_some_and(|next| {
        next.split([' ', ','])
            .take(7)
            .any(|word| super::find::class_of(word).is_some())
    }) {
        return Document::Own;
    }
    let after = listed.unwrap_or(after);
    let Some(rest) = after.strip_prefix(' ') else {
        return Document::Own;
    };
    let first = first_word(rest);
    if matches!(
        first,
        "ovan" | "nedan" | "above" | "below" | "hereof" | "herein" | "häri" | "hereunder"
    ) {
        return Document::This;
    }
    let lead = [
        "i", "in", "of", "till", "to", "av", "ur", "från", "from", "under", "enligt",
    ]
    .into_iter()
    .find(|lead| *lead == first);
    let name = match lead {
        Some(lead) => rest[lead.len()..].trim_start(),
        None => rest,
    };
    let name = name.trim_start_matches(['”', '"', '“', '»', '\'']);
    let of = lead.is_some_and(|lead| matches!(lead, "i" | "in" | "of" | "ur"));
    let annexed = lead.is_some_and(|lead| matches!(lead, "till" | "to"));
    let word = first_word(name);
    // "avsnitt 2 till bilaga 1" is neither a list nor the annex's section.
    if annexed && super::find::class_of(word) == Some(Class::Annex) {
        return Document::Unclear(phrase(name));
    }
    let own = Name::after(name);
    if let Some(lead) = lead {
        if own.says_this() {
            return Document::This;
        }
        if own.points_back() && (own.holds_document() || own.words.len() == 1) {
            return Document::Unclear(phrase(name));
        }
        if own.holds_document() && lead != "enligt" && lead != "under" {
            // "förutom i 18 §, i fastighetstaxeringslagen" goes on with something else.
            if listed.is_some() {
                return Document::Unclear(phrase(name));
            }
            return Document::Other(phrase(name));
        }
        let capital = own.capital();
        return if capital && of || capital && annexed && mention.class == Class::Annex {
            Document::Unclear(phrase(name))
        } else {
            Document::Own
        };
    }
    // Without a word between: "art. 28 GDPR", "5 § lagen"; the title of the section is none.
    let word_is_act = own.words.first().is_some_and(|word| is_act(word)) && !own.says_this();
    if word_is_act {
        return Document::Other(phrase(name));
    }
    if own.capital() && after.len() == rest.len() + 1 && own.capitals_hold_document() {
        return if mention.class >= Class::Article && mention.class != Class::Annex {
            Document::Other(phrase(name))
        } else {
            Document::Unclear(phrase(name))
        };
    }
    Document::Own
}

/// "(GDPR)", "(lagen 2018:218)": an act; the section's title in brackets is its own.
fn bracketed(inner: &str) -> Document {
    let end = inner.find(')').unwrap_or(inner.len());
    let name = Name::after(&inner[..end]);
    if name.words.iter().any(|word| is_act(word)) && !name.says_this() {
        return Document::Other(phrase(&inner[..end]));
    }
    if name.capital() && name.holds_document() && !name.says_this() {
        return Document::Unclear(phrase(&inner[..end]));
    }
    Document::Own
}

/// What stands before the reference: "Allmänna villkor avsnitt 2", "ISO 27001, avsnitt 2",
/// "Kundavtalets punkt 2", "lagen (2018:218) 5 §".
fn ahead(before: &str, mention: &Mention) -> Document {
    let spaced = before.trim_end_matches([' ', '”', '"', '“', '»']);
    let (name, comma) = match spaced.strip_suffix(',') {
        Some(name) => (name.trim_end_matches(['”', '"', '“', '»']), true),
        None => (spaced, false),
    };
    if name.len() == before.len() && !before.is_empty() {
        return Document::Own;
    }
    let name = Name::before(name);
    let Some(last) = name.words.last() else {
        return Document::Own;
    };
    let lower = last.to_lowercase();
    if matches!(
        lower.as_str(),
        "dess" | "deras" | "its" | "their" | "vars" | "whose"
    ) {
        return Document::Unclear(name.text());
    }
    if let Some(direct) = name.directly() {
        if is_own(&direct) {
            return if comma { Document::Own } else { Document::This };
        }
        return Document::Other(direct);
    }
    // "Enligt Allmänna villkor under avsnitt 2": whose section it is cannot be told.
    let joined = matches!(lower.as_str(), "i" | "under" | "in" | "at" | "per");
    if joined {
        let named = name.before_last().directly();
        return match named {
            Some(named) if !is_own(&named) && named.starts_with(char::is_uppercase) => {
                Document::Unclear(named)
            }
            _ => Document::Own,
        };
    }
    let capital = last.starts_with(char::is_uppercase);
    let shouted = mention.text.chars().all(|c| !c.is_lowercase());
    if capital
        && name.within_sentence()
        && !shouted
        && !comma
        && super::find::class_of(last).is_none()
    {
        return Document::Unclear(last.clone());
    }
    if capital && lower.ends_with('s') && last.len() > 4 && !comma && !shouted {
        return Document::Unclear(last.clone());
    }
    Document::Own
}

fn first_word(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '-')
        .unwrap_or(text.len());
    &text[..end]
}

/// The name that begins here, up to the next sign or the fifth word.
fn phrase(name: &str) -> String {
    let end = name
        .find([',', ';', ')', ']', '(', '”', '"'])
        .unwrap_or(name.len());
    let end = name[..end].find(". ").unwrap_or(end);
    let words = name[..end].split(' ').take(5).collect::<Vec<_>>().join(" ");
    words.trim_end_matches(['.', ' ']).to_owned()
}

/// The act that follows a paragraph a few words on: "34 a § tredje stycket
/// förvaltningsprocesslagen", "15 b § samma lag". "denna lag" is the text itself.
fn act_ahead(after: &str) -> Option<String> {
    const WORDS: usize = 7;
    let end = after.find(['.', ';']).unwrap_or(after.len());
    let mut before = "";
    for word in after[..end]
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(WORDS)
    {
        if is_act(word) {
            return (!matches!(before, "denna" | "detta" | "this")).then(|| word.to_owned());
        }
        before = word;
    }
    None
}

/// The next words: what names an act stands close to the reference.
fn near(after: &str) -> &str {
    const BYTES: usize = 240;
    let mut end = after.len().min(BYTES);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    &after[..end]
}

/// The words just before.
fn near_end(before: &str) -> &str {
    const BYTES: usize = 160;
    let mut start = before.len().saturating_sub(BYTES);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    &before[start..]
}
