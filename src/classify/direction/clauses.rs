//! Clauses about the customer: who, and whether they have to or may.

use crate::diff::redline::Place;
use crate::model::section::{BlockKind, SectionTree};
use crate::model::span::Span;
use crate::terms::language::Tongue;
use crate::terms::stems::{Stems, words};

/// What the texts call the one whose duties count.
#[derive(Debug, Clone)]
pub struct Customer {
    names: Vec<String>,
}

impl Customer {
    /// These names, in whatever form they are written; the usual ones where there are none.
    pub fn new(names: &[String]) -> Self {
        let usual = || ["Kunden", "Customer"].map(str::to_owned).to_vec();
        let names = if names.is_empty() {
            usual()
        } else {
            names.to_vec()
        };
        Self { names }
    }

    /// Whether `word` is the customer as the subject of a clause, not in the genitive.
    fn is(&self, word: &str) -> bool {
        let swedish = Stems::of(Some(Tongue::Swedish));
        let own = word.to_lowercase();
        self.names.iter().any(|name| {
            let name = name.to_lowercase();
            let genitive = own.ends_with('s') && !name.ends_with('s') || own.ends_with(['\'', '’']);
            own == name
                || (!genitive
                    && swedish.of_word(&own) == swedish.of_word(&name)
                    && swedish.are_forms(&own, &name))
                || (own.strip_suffix('s') == Some(name.as_str())
                    && own.is_ascii()
                    && name == "customer")
        })
    }
}

/// Whether a clause binds or permits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// The customer has to, or must not.
    Duty,
    /// The customer may.
    Right,
}

/// A clause whose subject is the customer.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) force: Force,
    /// The verb, with its negation; the whole block for an item below words that lead it in.
    pub(super) verb: Span,
    /// The subject, where it stands in the block.
    pub(super) subject: Option<Span>,
}

impl Clause {
    /// The sentence that holds the clause.
    pub(super) fn sentence(&self, tree: &SectionTree, place: Place) -> String {
        let text = place.block(tree).text.as_str();
        match self.subject {
            Some(_) => sentence(text, self.verb).to_owned(),
            None => text.to_owned(),
        }
    }
}

/// Verbs that bind by themselves.
const BINDS: &[&str] = &[
    "ska",
    "skall",
    "måste",
    "shall",
    "must",
    "will",
    "undertakes",
    "undertake",
    "åtar",
    "ansvarar",
    "svarar",
    "förbinder",
    "åligger",
    "bekostar",
];
/// Words that bind behind "is" or "är", "has" or "har".
const BINDS_BEHIND: &[&str] = &[
    "skyldig",
    "skyldiga",
    "ansvarig",
    "ansvariga",
    "förpliktad",
    "förpliktade",
    "responsible",
    "required",
    "obliged",
    "obligated",
    "liable",
];
/// What may stand between a subject and its verb.
const BETWEEN: &[&str] = &[
    "själv",
    "också",
    "även",
    "alltid",
    "dock",
    "därför",
    "då",
    "därutöver",
    "dessutom",
    "also",
    "always",
    "then",
    "hereby",
    "therefore",
    "itself",
    "och",
    "and",
    "or",
    "eller",
    "inera",
    "leverantören",
    "supplier",
    "the",
];
/// What denies a permission.
const NOT: &[&str] = &[
    "inte", "ej", "icke", "aldrig", "endast", "bara", "not", "never", "only",
];
/// Words for what somebody pays who did not do what they had to.
const PENALTIES: &[&str] = &[
    "vite",
    "vitet",
    "viten",
    "vitesbelopp",
    "straffavgift",
    "straffavgiften",
    "förseningsavgift",
    "förseningsavgiften",
    "kontraktsvite",
    "avtalsvite",
    "dröjsmålsränta",
    "påminnelseavgift",
    "penalty",
    "penalties",
    "liquidated",
];

/// What is paid, and what asks for it.
const THINGS: &[&str] = &[
    "avgift",
    "pris",
    "kostnad",
    "faktur",
    "betalning",
    "ersättning",
    "belopp",
    "fee",
    "price",
    "charge",
    "cost",
    "payment",
    "invoice",
    "amount",
];

/// The clauses of a block that are about the customer.
pub(super) fn of(tree: &SectionTree, place: Place, customer: &Customer) -> Vec<Clause> {
    let block = place.block(tree);
    if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
        return Vec::new();
    }
    let mut found = within(&block.text, customer);
    // "Kunden ska" and a list below it: every item is a clause.
    if let Some(force) = led_in(tree, place, customer).filter(|_| found.is_empty()) {
        found.push(Clause {
            force,
            verb: Span::new(0, block.text.len()),
            subject: None,
        });
    }
    found
}

fn within(text: &str, customer: &Customer) -> Vec<Clause> {
    let spans: Vec<(usize, usize)> = words(text).collect();
    let lower: Vec<String> = spans
        .iter()
        .map(|(a, b)| text[*a..*b].to_lowercase())
        .collect();
    let word = |at: usize| lower.get(at).map(String::as_str).unwrap_or_default();
    let mut found = Vec::new();
    for at in 0..spans.len() {
        let Some((force, length)) = force(&word, at) else {
            continue;
        };
        let is = |own: usize| {
            spans
                .get(own)
                .is_some_and(|(a, b)| customer.is(&text[*a..*b]))
        };
        let close =
            |a: usize, b: usize| !text[spans[a].1..spans[b].0].contains(['.', ';', ':', '?', '!']);
        let mut subject = None;
        // "Kunden ska", "Kunden och Inera ska".
        for back in 1..=4 {
            let Some(own) = at.checked_sub(back).filter(|own| close(*own, at)) else {
                break;
            };
            if is(own) {
                subject = Some(own);
                break;
            }
            if !BETWEEN.contains(&word(own)) {
                break;
            }
        }
        // "ska Kunden", "är Kunden skyldig"; not "ska Kunden meddelas" of an object: the subject
        // stands before the verb there, and something else before it.
        let behind = at + 1;
        if subject.is_none() && is(behind) && close(at, behind) && inverted(text, &spans, at) {
            subject = Some(behind);
        }
        if let Some(own) = subject {
            let last = spans[at + length - 1].1;
            found.push(Clause {
                force,
                verb: Span::new(spans[at].0, last),
                subject: Some(Span::new(spans[own].0, spans[own].1)),
            });
        }
    }
    found
}

/// Whether the verb at `at` stands before its subject: behind words that begin a sentence or a
/// clause of time, place or condition, not behind a party.
fn inverted(text: &str, spans: &[(usize, usize)], at: usize) -> bool {
    let from = text[..spans[at].0]
        .rfind(['.', ';', ':'])
        .map_or(0, |dot| dot + 1);
    let before: Vec<&str> = spans[..at]
        .iter()
        .filter(|(start, _)| *start >= from)
        .map(|(a, b)| &text[*a..*b])
        .collect();
    let other = before.last().is_some_and(|last| {
        let lower = last.to_lowercase();
        [
            "inera",
            "leverantören",
            "supplier",
            "vendor",
            "provider",
            "parten",
            "biträdet",
        ]
        .contains(&lower.as_str())
    });
    !before.is_empty() && !other
}

/// The force of the verb at `at`, and how many words it has.
fn force<'w>(word: &impl Fn(usize) -> &'w str, at: usize) -> Option<(Force, usize)> {
    let (own, next) = (word(at), word(at + 1));
    if BINDS.contains(&own) {
        return Some((Force::Duty, 1));
    }
    if matches!(own, "är" | "is" | "are" | "blir") {
        // "är Kunden skyldig", "is responsible", "är själv skyldig".
        let behind = (1..=2).find(|step| BINDS_BEHIND.contains(&word(at + step)));
        if let Some(step) = behind {
            return Some((Force::Duty, step + 1));
        }
        let entitled = ["berättigad", "berättigade", "entitled"].contains(&next);
        return entitled.then_some((Force::Right, 2));
    }
    match own {
        "agrees" | "agree" | "has" | "have" if next == "to" => Some((Force::Duty, 2)),
        "får" | "may" => {
            // "får inte" and "får endast" bind.
            let step = (1..=2).find(|step| NOT.contains(&word(at + step)));
            Some(step.map_or((Force::Right, 1), |step| (Force::Duty, step + 1)))
        }
        "har" | "äger" if next == "rätt" => Some((Force::Right, 2)),
        "has" | "have" if next == "the" && word(at + 2) == "right" => Some((Force::Right, 3)),
        _ => None,
    }
}

/// What the words before a list say of its items: "Kunden ska", "The Customer shall:"; else what
/// the heading does that names the customer's undertakings.
fn led_in(tree: &SectionTree, place: Place, customer: &Customer) -> Option<Force> {
    let section = tree.get(place.section);
    let block = place.block(tree);
    if !matches!(block.kind, BlockKind::Item { .. }) {
        return None;
    }
    let earlier = section.blocks()[..place.block].iter().rev();
    let lead = earlier.clone().find(|own| own.depth < block.depth);
    if let Some(lead) = lead {
        let text = lead.text.trim_end_matches([' ', ':', '*']);
        let last = within(text, customer).pop()?;
        // Only few words may follow the verb: "Kunden ska vid behov".
        let rest = words(&text[last.verb.end..]).count();
        let ends = !lead.text.trim_end().ends_with('.');
        return (ends && rest <= 6).then_some(last.force);
    }
    None
}

/// The penalties that `text` names.
pub(super) fn penalties(text: &str) -> Vec<Span> {
    let named =
        words(text).filter(|(a, b)| PENALTIES.contains(&text[*a..*b].to_lowercase().as_str()));
    named.map(|(a, b)| Span::new(a, b)).collect()
}

/// Whether what stands at `span` is the other's to bear: the sentence binds somebody else, or gives
/// the customer a right.
pub(super) fn is_others(tree: &SectionTree, place: Place, span: Span, customer: &Customer) -> bool {
    let text = place.block(tree).text.as_str();
    let sentence = sentence(text, span);
    let own = within(sentence, customer);
    if own.iter().any(|clause| clause.force == Force::Duty) {
        return false;
    }
    if own.iter().any(|clause| clause.force == Force::Right) {
        return true;
    }
    binds(sentence)
}

/// Whether the sentence lays a duty on anybody by name: a party beside the verb, not a thing.
pub(super) fn binds(sentence: &str) -> bool {
    let spans: Vec<(usize, usize)> = words(sentence).collect();
    let binding = |word: &str| {
        let lower = word.to_lowercase();
        BINDS.contains(&lower.as_str()) || matches!(lower.as_str(), "betalar" | "pays")
    };
    spans.windows(2).any(|pair| {
        let (first, second) = (
            &sentence[pair[0].0..pair[0].1],
            &sentence[pair[1].0..pair[1].1],
        );
        (binding(second) && is_party(first)) || (binding(first) && is_party(second))
    })
}

/// Whether a word may name a party: it has a capital and is no sum of money.
fn is_party(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.starts_with(char::is_uppercase)
        && !PENALTIES.contains(&lower.as_str())
        && !THINGS.iter().any(|thing| lower.starts_with(thing))
}

/// The sentence of `text` that holds `span`.
pub(super) fn sentence(text: &str, span: Span) -> &str {
    let from = text[..span.start].rfind(". ").map_or(0, |at| at + 2);
    let to = text[span.end..]
        .find(". ")
        .map_or(text.len(), |at| span.end + at + 1);
    &text[from..to]
}
