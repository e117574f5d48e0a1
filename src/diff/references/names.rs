//! Names of documents and acts in running text.

/// Ends of words for acts of the public, in lower case and indefinite form.
const ACTS: &[&str] = &[
    "lag",
    "förordning",
    "balk",
    "direktiv",
    "föreskrift",
    "reglemente",
    "kungörelse",
    "stadga",
    "grundlag",
    "regeringsform",
    "riksdagsordning",
    "successionsordning",
    "fördrag",
    "konvention",
    "act",
    "regulation",
    "directive",
    "statute",
    "treaty",
    "convention",
    "gdpr",
    "dsgvo",
    "dskf",
    "sfs",
    "nis2",
    "eidas",
];

/// Statutes by their abbreviations.
const STATUTES: &[&str] = &[
    "GDPR", "LOU", "LUF", "LUK", "OSL", "PUL", "PDL", "PSL", "FAL", "RF", "TF", "BrB", "JB", "HSL",
    "TFL", "DSL", "AvtL", "URL", "CCPA", "HIPAA",
];

/// Ends of words for documents of people who deal with each other.
const DOCUMENTS: &[&str] = &[
    "avtal",
    "kontrakt",
    "villkor",
    "policy",
    "standard",
    "riktlinje",
    "regelverk",
    "specifikation",
    "beskrivning",
    "instruktion",
    "handbok",
    "överenskommelse",
    "anvisning",
    "katalog",
    "plan",
    "protokoll",
    "rapport",
    "prislista",
    "offert",
    "beställning",
    "kravlista",
    "dokument",
    "rekommendation",
    "kod",
    "manual",
    "rutin",
    "modell",
    "ramverk",
    "vägledning",
    "bestämmelser",
    "agreement",
    "contract",
    "terms",
    "conditions",
    "policies",
    "standards",
    "guideline",
    "guidelines",
    "specification",
    "handbook",
    "code",
    "addendum",
    "order",
    "rules",
    "framework",
    "protocol",
    "catalogue",
    "plan",
    "statement",
    "charter",
    "recommendation",
    "sla",
    "dpa",
    "msa",
    "nda",
    "btv",
    "kundavtal",
];

/// What the text calls itself, in lower case.
const OWN: &[&str] = &[
    "avtalet",
    "avtal",
    "villkoren",
    "villkor",
    "kontraktet",
    "dokumentet",
    "agreement",
    "contract",
    "terms",
    "conditions",
    "document",
    "policyn",
    "överenskommelsen",
    "avtalsvillkoren",
];

/// The endings that Swedish and English put after a name, longest first.
const ENDINGS: &[&str] = &[
    "ernas", "arnas", "ornas", "rnas", "erna", "arna", "orna", "rna", "ens", "ets", "ans", "’s",
    "'s", "en", "et", "an", "ar", "er", "or", "na", "ns", "n", "r", "t", "s", "e",
];

fn ends_with(word: &str, known: &[&str]) -> bool {
    let lower = word.to_lowercase();
    known.iter().any(|end| {
        lower.ends_with(end)
            || ENDINGS
                .iter()
                .filter_map(|ending| lower.strip_suffix(ending))
                .any(|stem| stem.ends_with(end))
    })
}

/// Whether a word is an act ("dataskyddsförordningens", "GDPR", "lag").
pub(super) fn is_act(word: &str) -> bool {
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "lag" | "act") {
        return true;
    }
    // "förslag", "contract": ends alike.
    let alike = [
        "förslag", "anslag", "utslag", "inslag", "avslag", "nedslag", "omslag", "uppslag",
        "tillslag", "beslag", "underlag", "bolag", "förlag", "anlag", "tract", "pact", "fact",
        "exact", "contact",
    ];
    let not = ENDINGS
        .iter()
        .filter_map(|ending| lower.strip_suffix(ending))
        .chain([lower.as_str()])
        .any(|stem| stem == "slag" || alike.iter().any(|end| stem.ends_with(end)));
    (!not && ends_with(word, ACTS)) || STATUTES.contains(&word)
}

/// Whether a word is a document of some sort.
pub(super) fn is_document(word: &str) -> bool {
    ends_with(word, DOCUMENTS) || is_act(word)
}

/// "ISO", "RFC", "SLA": capitals only.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.chars().count() >= 2
        && word.chars().filter(|c| c.is_uppercase()).count() >= 2
        && word
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '-'))
}

/// Whether a name is what the text calls itself.
pub(super) fn is_own(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    let (lead, last) = match words.as_slice() {
        [last] => ("", *last),
        [.., lead, last] => (*lead, *last),
        [] => return false,
    };
    if this(lead) {
        return true;
    }
    let last = last.trim_end_matches("’s").trim_end_matches("'s");
    let stem = last
        .strip_suffix('s')
        .filter(|stem| OWN.contains(stem))
        .unwrap_or(last);
    words.len() <= 2
        && (lead.is_empty() || matches!(lead, "the" | "vårt" | "our"))
        && OWN.contains(&stem)
        && !matches!(stem, "avtal" | "villkor") | (lead == "vårt")
}

fn this(word: &str) -> bool {
    matches!(
        word,
        "detta" | "denna" | "dessa" | "this" | "these" | "föreliggande" | "present"
    )
}

/// Words around a reference that may be a name.
pub(super) struct Name {
    /// The words, in order, without brackets.
    pub words: Vec<String>,
    /// Whether a sentence begins with the first of them.
    begins: bool,
    /// Whether a number stood after the last word ("RFC 6962", "lagen (2018:218)").
    numbered: bool,
}

impl Name {
    /// The words that follow, up to a sign.
    pub(super) fn after(text: &str) -> Self {
        let end = text
            .find([',', ';', ')', '(', '”', '"', ':'])
            .unwrap_or(text.len());
        let end = text[..end].find(". ").unwrap_or(end);
        let words = text[..end].trim_end_matches('.').split(' ');
        Self {
            words: words
                .filter(|word| !word.is_empty())
                .take(6)
                .map(str::to_owned)
                .collect(),
            begins: false,
            numbered: false,
        }
    }

    /// The words before, back to a sign.
    pub(super) fn before(text: &str) -> Self {
        let mut rest = text.trim_end();
        let mut numbered = false;
        // "(2018:218)", "(EU) 2016/679", "27001:2022", "version 3.0"
        loop {
            let cut = if let Some(open) = rest.strip_suffix(')').and_then(|inner| inner.rfind('('))
            {
                open
            } else {
                let start = rest.rfind(' ').map_or(0, |at| at + 1);
                let word = &rest[start..];
                let number = word.starts_with(|c: char| c.is_ascii_digit())
                    && word
                        .chars()
                        .all(|c| c.is_ascii_digit() || matches!(c, ':' | '/' | '.' | '-'));
                let version = numbered
                    && matches!(
                        word.to_lowercase().as_str(),
                        "version" | "nr" | "no." | "v."
                    );
                if !number && !version {
                    break;
                }
                start
            };
            numbered = true;
            rest = rest[..cut].trim_end();
        }
        let start = rest
            .rfind([',', ';', '(', ')', '”', '“', '"', ':', '|', '–'])
            .map_or(0, |at| {
                at + rest[at..].chars().next().map_or(1, char::len_utf8)
            });
        let sentence = rest[start..].rfind(". ").map(|at| start + at + 2);
        let from = sentence.unwrap_or(start);
        let begins = sentence.is_some() || start == 0;
        let words: Vec<String> = rest[from..]
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let skip = words.len().saturating_sub(6);
        Self {
            begins: begins && skip == 0,
            words: words.into_iter().skip(skip).collect(),
            numbered,
        }
    }

    /// The words without the last.
    pub(super) fn before_last(&self) -> Self {
        let mut words = self.words.clone();
        words.pop();
        Self {
            words,
            begins: self.begins,
            numbered: false,
        }
    }

    /// The words.
    pub(super) fn text(&self) -> String {
        self.words.join(" ")
    }

    /// Whether the first word is a name's.
    pub(super) fn capital(&self) -> bool {
        let the = matches!(
            self.words.first().map(String::as_str),
            Some("the" | "den" | "det")
        );
        let first = self.words.get(usize::from(the));
        first.is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// "detta avtal", "this Agreement", "Avtalet".
    pub(super) fn says_this(&self) -> bool {
        let lower: Vec<String> = self.words.iter().map(|word| word.to_lowercase()).collect();
        match lower.first().map(String::as_str) {
            Some(first) if this(first) => true,
            Some("the") => lower
                .get(1)
                .is_some_and(|word| OWN.contains(&word.as_str()) && !self.goes_on(2)),
            Some(first) => {
                OWN.contains(&first)
                    && !matches!(first, "avtal" | "villkor" | "policyn")
                    && !self.goes_on(1)
            }
            None => false,
        }
    }

    /// Whether a name goes on at the word `at`: "Avtalet om drift", "the Terms of Use".
    fn goes_on(&self, at: usize) -> bool {
        let next = self.words.get(at).map(String::as_str).unwrap_or_default();
        matches!(next, "om" | "of" | "on" | "med" | "with") || next.starts_with(char::is_uppercase)
    }

    /// "samma avtal", "nämnda lag", "the said Act".
    pub(super) fn points_back(&self) -> bool {
        let first = self.words.first().map(String::as_str).unwrap_or_default();
        matches!(
            first.to_lowercase().as_str(),
            "samma"
                | "nämnda"
                | "nämnd"
                | "den"
                | "det"
                | "same"
                | "said"
                | "that"
                | "sagda"
                | "bilagan"
                | "annexet"
        )
    }

    /// Whether a word of it is a document, before a verb or a small word ends the name.
    pub(super) fn holds_document(&self) -> bool {
        for (at, word) in self.words.iter().enumerate() {
            if is_document(word) || (is_abbreviation(word) && word.chars().count() > 2) {
                return true;
            }
            let small = matches!(
                word.as_str(),
                "ska"
                    | "skall"
                    | "får"
                    | "är"
                    | "som"
                    | "och"
                    | "eller"
                    | "samt"
                    | "gäller"
                    | "shall"
                    | "may"
                    | "is"
                    | "and"
                    | "or"
                    | "which"
                    | "that"
                    | "enligt"
                    | "om"
                    | "med"
                    | "till"
                    | "har"
                    | "by"
                    | "applies"
                    | "apply"
                    | "anges"
                    | "framgår"
                    | "på"
                    | "vid"
                    | "utan"
                    | "inte"
                    | "via"
            );
            let lower = word.starts_with(char::is_lowercase);
            // "i avtalad omfattning …": a name in lower case is a word or two.
            if small || (lower && at > 1) {
                return false;
            }
        }
        false
    }

    /// Whether the words in capitals at the beginning hold a document.
    pub(super) fn capitals_hold_document(&self) -> bool {
        let capital =
            |word: &&String| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let run = self.words.iter().take_while(capital).count();
        let upto = self.words.get(run).filter(|word| is_document(word));
        self.words[..run]
            .iter()
            .chain(upto)
            .any(|word| is_document(word) || is_abbreviation(word))
    }

    /// Whether the last word stands within a sentence, where a capital means a name.
    pub(super) fn within_sentence(&self) -> bool {
        self.words.len() > 1 || !self.begins
    }

    /// The document whose name ends right before the reference.
    pub(super) fn directly(&self) -> Option<String> {
        let last = self.words.last()?;
        let bare = last.trim_end_matches("’s").trim_end_matches("'s");
        let abbreviation = is_abbreviation(bare);
        // A number needs something that has numbers.
        if !(is_document(bare) || abbreviation) {
            return (self.numbered && last.starts_with(char::is_uppercase)).then(|| last.clone());
        }
        let mut from = self.words.len() - 1;
        while from > 0 {
            let word = &self.words[from - 1];
            let joins = from >= 2
                && matches!(
                    word.as_str(),
                    "för" | "om" | "och" | "of" | "for" | "and" | "the" | "i"
                )
                && self.words[from - 2].starts_with(char::is_uppercase);
            let lead = matches!(
                word.as_str(),
                "detta"
                    | "denna"
                    | "dessa"
                    | "this"
                    | "these"
                    | "samma"
                    | "the"
                    | "vårt"
                    | "our"
                    | "tidigare"
            );
            let name =
                word.starts_with(char::is_uppercase) && (from > 1 || !self.begins || !opens(word));
            if !(joins || lead || name) {
                break;
            }
            from -= 1;
        }
        Some(self.words[from..].join(" "))
    }
}

/// Whether a word opens a sentence and is part of no name.
fn opens(word: &str) -> bool {
    const OPENING: &[&str] = &[
        "enligt",
        "se",
        "i",
        "av",
        "vid",
        "under",
        "för",
        "med",
        "om",
        "som",
        "utöver",
        "trots",
        "according",
        "see",
        "in",
        "under",
        "of",
        "as",
        "for",
        "with",
        "if",
        "jfr",
        "jämför",
        "genom",
        "till",
        "från",
        "per",
        "where",
        "subject",
    ];
    OPENING.contains(&word.to_lowercase().as_str())
}

/// Whether `name`, as a text has it, is the document called `title`: its words at the beginning or
/// end of the name, whatever Swedish and English put after them.
pub fn is_name_of(name: &str, title: &str) -> bool {
    let split = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (name, title) = (split(name), split(title));
    let same = |a: &String, b: &String| {
        a == b
            || ENDINGS.iter().any(|end| {
                a.strip_suffix(end) == Some(b)
                    || a.strip_suffix(end).is_some_and(|stem| {
                        stem.len() > 3
                            && b.strip_prefix(stem)
                                .is_some_and(|rest| ENDINGS.contains(&rest))
                    })
            })
    };
    let all = |part: &[String]| part.iter().zip(&title).all(|(a, b)| same(a, b));
    !title.is_empty()
        && name.len() >= title.len()
        && (all(&name[..title.len()]) || all(&name[name.len() - title.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_and_documents_are_known_by_their_words() {
        for word in [
            "lagen",
            "dataskyddsförordningens",
            "GDPR",
            "brottsbalken",
            "Act",
            "lag",
        ] {
            assert!(is_act(word), "{word}");
        }
        for word in [
            "förslag",
            "underlag",
            "bolaget",
            "contract",
            "avdelning",
            "Kunden",
            "impact",
        ] {
            assert!(!is_act(word), "{word}");
        }
        for word in [
            "villkor",
            "Kundavtalets",
            "Agreement",
            "säkerhetspolicyn",
            "riktlinjerna",
        ] {
            assert!(is_document(word), "{word}");
        }
    }

    #[test]
    fn a_name_is_a_title_with_what_grammar_adds() {
        assert!(is_name_of("Allmänna villkorens", "Allmänna villkor"));
        assert!(is_name_of("Kundavtalet gäller", "Kundavtal"));
        assert!(is_name_of("enligt Allmänna villkor", "Allmänna villkor"));
        assert!(!is_name_of("Särskilda villkor", "Allmänna villkor"));
        assert!(!is_name_of("villkor", "Allmänna villkor"));
    }

    #[test]
    fn what_a_text_calls_itself_is_no_other_document() {
        for own in [
            "Avtalets",
            "detta avtal",
            "the Agreement",
            "villkorens",
            "this Agreement's",
        ] {
            assert!(is_own(own), "{own}");
        }
        for other in [
            "Kundavtalets",
            "Allmänna villkor",
            "tidigare avtal",
            "the Master Agreement",
        ] {
            assert!(!is_own(other), "{other}");
        }
    }
}
