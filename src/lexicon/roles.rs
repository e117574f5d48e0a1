//! Words by what they do in a sentence, per language: the data that the rules for form read.

use super::language::{Tongue, Words};

/// Words that begin a relative clause.
pub(crate) const RELATIVES: Words = &[
    (
        Tongue::Swedish,
        &[
            "som",
            "vilken",
            "vilket",
            "vilka",
            "vars",
            "där",
            "varvid",
            "varigenom",
        ],
    ),
    (
        Tongue::English,
        &["who", "whom", "whose", "which", "that", "where", "whereby"],
    ),
    (
        Tongue::German,
        &["welche", "welcher", "welches", "die", "der", "das"],
    ),
    (Tongue::Spanish, &["que", "cuyo", "cuya", "quien"]),
];

/// Words that begin a condition or an exception.
pub(crate) const RESTRICTIONS: Words = &[
    (
        Tongue::Swedish,
        &[
            "om",
            "såvida",
            "ifall",
            "utom",
            "förutom",
            "såvitt",
            "därest",
            "förutsatt",
            "undantaget",
            "oavsett",
            "med",
            "inklusive",
            "exklusive",
            "när",
            "utan",
        ],
    ),
    (
        Tongue::English,
        &[
            "unless",
            "except",
            "if",
            "provided",
            "excluding",
            "including",
            "subject",
            "save",
            "without",
            "when",
            "other",
            "notwithstanding",
            "until",
        ],
    ),
];

/// Words that single out what stands beside them.
pub(crate) const FOCUS: Words = &[
    (
        Tongue::Swedish,
        &["inte", "ej", "endast", "bara", "enbart", "även"],
    ),
    (Tongue::English, &["not", "only", "solely", "also", "even"]),
];

/// Words that join members of a series.
pub(crate) const CONJUNCTIONS: Words = &[
    (Tongue::Swedish, &["och", "eller", "samt", "respektive"]),
    (Tongue::English, &["and", "or"]),
    (Tongue::German, &["und", "oder"]),
    (Tongue::Spanish, &["y", "o"]),
];

/// Words that are others when written in capitals: a country and a pronoun, a million and a
/// thousandth.
pub(crate) const OTHER_IN_CAPITALS: &[&str] = &[
    "us", "it", "who", "is", "as", "mw", "mb", "kb", "gb", "tb", "mbit", "gbit", "ma", "pa", "mn",
    "om", "man", "var", "aids",
];

/// What says that a text writes words in capitals to give them a meaning.
pub(crate) const SAYS_CAPITALS: &[&str] = &[
    "versal",
    "stor begynnelsebokstav",
    "stor bokstav",
    "stora bokstäver",
    "capitalised",
    "capitalized",
    "initial capital",
    "capital letter",
    "upper case",
];

/// What says that a text uses modal verbs in capitals as the standard for specifications does.
pub(crate) const SAYS_MODALS: &[&str] = &["rfc 2119", "rfc2119", "bcp 14", "rfc 8174", "rfc8174"];

/// Verbs that an adjective behind them describes the subject with.
pub(crate) const COPULAS: &[&str] = &[
    "är", "vara", "var", "varit", "blir", "bli", "blivit", "blev", "anses",
];

/// Verbs in the present tense that a clause often turns on.
pub(crate) const STATES: &[&str] = &[
    "är", "har", "ska", "gäller", "svarar", "betalar", "ansvarar", "is", "are", "has", "have",
    "applies", "pays",
];

/// Words that point at what another sentence says, or tell an order of steps.
pub(crate) const POINTING: Words = &[
    (
        Tongue::Swedish,
        &[
            "den",
            "det",
            "de",
            "dem",
            "dess",
            "deras",
            "denna",
            "detta",
            "dessa",
            "sådan",
            "sådant",
            "sådana",
            "dock",
            "därefter",
            "därvid",
            "därmed",
            "därför",
            "därav",
            "därtill",
            "dessutom",
            "även",
            "också",
            "då",
            "här",
            "där",
            "hen",
            "han",
            "hon",
            "sedan",
            "först",
            "sist",
            "annars",
            "emellertid",
            "ovan",
            "nedan",
            "ovanstående",
            "nedanstående",
            "följande",
            "nämnda",
            "motsvarande",
            "samma",
            "övriga",
            "detsamma",
            "undantag",
            "annan",
            "annat",
            "andra",
            "såvida",
        ],
    ),
    (
        Tongue::English,
        &[
            "this",
            "that",
            "these",
            "those",
            "it",
            "its",
            "they",
            "them",
            "their",
            "such",
            "however",
            "then",
            "thereafter",
            "therefore",
            "thereof",
            "also",
            "otherwise",
            "further",
            "furthermore",
            "foregoing",
            "he",
            "she",
            "said",
            "same",
            "former",
            "latter",
            "above",
            "below",
            "following",
            "first",
            "finally",
            "nevertheless",
            "instead",
            "other",
            "another",
            "subsequently",
            "next",
        ],
    ),
];

/// Words that begin a phrase which tells when, how or where.
pub(crate) const ADVERBIALS: Words = &[
    (
        Tongue::Swedish,
        &[
            "senast",
            "tidigast",
            "vid",
            "inom",
            "varje",
            "årligen",
            "månadsvis",
            "kvartalsvis",
            "omgående",
            "skyndsamt",
            "omedelbart",
            "genast",
            "skriftligt",
            "muntligt",
            "löpande",
            "under",
        ],
    ),
    (
        Tongue::English,
        &[
            "each",
            "every",
            "annually",
            "on",
            "at",
            "within",
            "during",
            "forthwith",
        ],
    ),
];
