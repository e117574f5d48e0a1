//! The words that references are made of, in Swedish and English.

use super::Class;

/// A word before a number.
pub(super) struct Word {
    /// What it points at.
    pub class: Class,
    /// Whether it can mean a point of a list as well as a section ("punkt 4").
    pub may_be_point: bool,
    /// Whether it is English, where "a" and "i" after a number are words.
    pub english: bool,
}

/// Words in full.
const WORDS: &[(&str, Class, bool, bool)] = &[
    ("avsnitt", Class::Section, false, false),
    ("avsnittet", Class::Section, false, false),
    ("avsnitten", Class::Section, false, false),
    ("avsnitts", Class::Section, false, false),
    ("underavsnitt", Class::Section, false, false),
    ("underavsnittet", Class::Section, false, false),
    ("underavsnitten", Class::Section, false, false),
    ("delavsnitt", Class::Section, false, false),
    ("punkt", Class::Section, true, false),
    ("punkten", Class::Section, true, false),
    ("punkter", Class::Section, true, false),
    ("punkterna", Class::Section, true, false),
    ("led", Class::Point, false, false),
    ("ledet", Class::Point, false, false),
    ("leden", Class::Point, false, false),
    ("underpunkt", Class::Point, false, false),
    ("underpunkten", Class::Point, false, false),
    ("underpunkterna", Class::Point, false, false),
    ("delpunkt", Class::Point, false, false),
    ("delpunkten", Class::Point, false, false),
    ("moment", Class::Point, false, false),
    ("momentet", Class::Point, false, false),
    ("momenten", Class::Point, false, false),
    ("kapitel", Class::Chapter, false, false),
    ("kapitlet", Class::Chapter, false, false),
    ("kapitlen", Class::Chapter, false, false),
    ("paragraf", Class::Paragraph, false, false),
    ("paragrafen", Class::Paragraph, false, false),
    ("paragraferna", Class::Paragraph, false, false),
    ("bilaga", Class::Annex, false, false),
    ("bilagan", Class::Annex, false, false),
    ("bilagas", Class::Annex, false, false),
    ("bilagor", Class::Annex, false, false),
    ("bilagorna", Class::Annex, false, false),
    ("artikel", Class::Article, false, false),
    ("artikeln", Class::Article, false, false),
    ("artiklar", Class::Article, false, false),
    ("artiklarna", Class::Article, false, false),
    ("section", Class::Section, false, true),
    ("sections", Class::Section, false, true),
    ("subsection", Class::Section, false, true),
    ("subsections", Class::Section, false, true),
    ("clause", Class::Section, false, true),
    ("clauses", Class::Section, false, true),
    ("subclause", Class::Section, false, true),
    ("subclauses", Class::Section, false, true),
    ("paragraph", Class::Section, true, true),
    ("paragraphs", Class::Section, true, true),
    ("item", Class::Section, true, true),
    ("items", Class::Section, true, true),
    ("point", Class::Section, true, true),
    ("points", Class::Section, true, true),
    ("subparagraph", Class::Point, false, true),
    ("subparagraphs", Class::Point, false, true),
    ("chapter", Class::Chapter, false, true),
    ("chapters", Class::Chapter, false, true),
    ("annex", Class::Annex, false, true),
    ("annexes", Class::Annex, false, true),
    ("appendix", Class::Annex, false, true),
    ("appendices", Class::Annex, false, true),
    ("schedule", Class::Annex, false, true),
    ("schedules", Class::Annex, false, true),
    ("exhibit", Class::Annex, false, true),
    ("exhibits", Class::Annex, false, true),
    ("attachment", Class::Annex, false, true),
    ("article", Class::Article, false, true),
    ("articles", Class::Article, false, true),
];

/// Abbreviations, and whether they are known by their full stop only.
const SHORT: &[(&str, Class, bool, bool, bool)] = &[
    ("avsn", Class::Section, false, false, false),
    ("p", Class::Section, true, false, true),
    ("pkt", Class::Section, true, false, false),
    ("pt", Class::Section, true, false, true),
    ("mom", Class::Point, false, false, true),
    ("kap", Class::Chapter, false, false, false),
    ("bil", Class::Annex, false, false, true),
    ("art", Class::Article, false, false, false),
    ("arts", Class::Article, false, true, true),
    ("sec", Class::Section, false, true, false),
    ("secs", Class::Section, false, true, true),
    ("sect", Class::Section, false, true, true),
    ("cl", Class::Section, false, true, true),
    ("cls", Class::Section, false, true, true),
    ("para", Class::Section, true, true, false),
    ("paras", Class::Section, true, true, false),
    ("ch", Class::Chapter, false, true, true),
    ("app", Class::Annex, false, true, true),
    ("sch", Class::Annex, false, true, true),
];

/// The class that a word before a number names, if any.
pub(crate) fn class_of(word: &str) -> Option<Class> {
    let lower = word.to_lowercase();
    let known = WORDS.iter().find(|(known, ..)| *known == lower);
    known.map(|(_, class, ..)| *class)
}

/// The word at the start of `rest`, which has `length` letters, and where what follows it begins.
pub(super) fn word(rest: &str, length: usize) -> Option<(Word, usize)> {
    let lower = rest[..length].to_lowercase();
    let after = &rest[length..];
    if let Some((_, class, may_be_point, english)) =
        WORDS.iter().find(|(known, ..)| *known == lower)
    {
        let word = Word {
            class: *class,
            may_be_point: *may_be_point,
            english: *english,
        };
        return after.starts_with(' ').then_some((word, length + 1));
    }
    let (_, class, may_be_point, english, stop) =
        SHORT.iter().find(|(known, ..)| *known == lower)?;
    let word = Word {
        class: *class,
        may_be_point: *may_be_point,
        english: *english,
    };
    let stopped = after.strip_prefix('.');
    if *stop && stopped.is_none() {
        return None;
    }
    let after = stopped.unwrap_or(after);
    let spaced = after.strip_prefix(' ');
    if spaced.is_none() && stopped.is_none() {
        return None;
    }
    Some((word, rest.len() - spaced.unwrap_or(after).len()))
}

/// "första", "2nd": the number of a passage.
pub(super) fn ordinal(word: &str) -> bool {
    const ORDINALS: &[&str] = &[
        "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde",
        "tionde", "sista", "first", "second", "third", "fourth", "fifth", "sixth", "seventh",
        "eighth", "ninth", "tenth", "last", "final",
    ];
    ORDINALS.contains(&word)
}

/// What an ordinal counts: paragraphs and sentences of running text.
pub(super) fn passage(word: &str) -> bool {
    const PASSAGES: &[&str] = &[
        "stycket",
        "styckena",
        "stycke",
        "stycken",
        "meningen",
        "meningarna",
        "mening",
        "strecksatsen",
        "strecksatserna",
        "st",
        "paragraph",
        "paragraphs",
        "subparagraph",
        "subparagraphs",
        "sentence",
        "sentences",
        "indent",
        "indents",
    ];
    PASSAGES.contains(&word)
}

/// Signs and words that join labels, and whether they stand between the ends of a range.
const JOINS: &[(&str, bool)] = &[
    (" och/eller ", false),
    (" and/or ", false),
    (" till och med ", true),
    (" t.o.m. ", true),
    (" t o m ", true),
    (" up to and including ", true),
    (" och ", false),
    (" eller ", false),
    (" samt ", false),
    (" respektive ", false),
    (" resp. ", false),
    (" and ", false),
    (" or ", false),
    (" & ", false),
    (" till ", true),
    (" to ", true),
    (" through ", true),
    (", och ", false),
    (", eller ", false),
    (", samt ", false),
    (", respektive ", false),
    (", and ", false),
    (", or ", false),
    (", ", false),
    (" – ", true),
    (" - ", true),
    (" — ", true),
    ("–", true),
    ("—", true),
    ("--", true),
    ("-", true),
];

/// What joins two labels at the start of `rest`: its length, and whether they are a range.
pub(super) fn join(rest: &str) -> Option<(usize, bool)> {
    let found = JOINS.iter().find(|(sign, _)| rest.starts_with(*sign));
    found.map(|(sign, range)| (sign.len(), *range))
}

/// Whether `gap` is all that stands between two references of one list.
pub(super) fn joins(gap: &str) -> bool {
    JOINS.iter().any(|(sign, _)| *sign == gap)
}
