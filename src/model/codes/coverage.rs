//! Findings about notes and the changes that they speak of.

codes! {
    /// A change that no entry names.
    CHANGE_WITHOUT_NOTE "change-without-note" Deny {
        sv: "{section} har ändrats från version {old} men ingen ändringspost nämner det" => "lägg till en post i {record} eller återställ texten",
        en: "{section} has changed since version {old}, but no entry names it" => "add an entry to {record} or restore the text",
        explain: "The changelog cannot lie by leaving something out: every change in the text needs an entry that names it. Renumberings and cross-references that follow one need none."
    }
    /// An entry with no change behind it.
    NOTE_WITHOUT_CHANGE "note-without-change" Deny {
        sv: "posten nämner {section}, som inte har ändrats från version {old}" => "ta bort avsnittet ur posten eller gör ändringen i texten",
        en: "the entry names {section}, which has not changed since version {old}" => "take the section out of the entry or make the change in the text",
        explain: "An entry that names a section where nothing changed tells the customer something that is not true. The cause is often a wrong number, or a change that was never saved."
    }
    /// An address that fits no section.
    UNKNOWN_SECTION "unknown-section" Deny {
        sv: "\"{address}\" finns varken i version {new} eller i version {old}" => "skriv avsnittets nummer, id eller rubrik",
        en: "\"{address}\" stands neither in version {new} nor in version {old}" => "write the section's number, id or title",
        explain: "Entries name sections by number, id or title, a point as \"6.2 punkt 4\", the text before the first heading as \"preamble\". A repealed section is named as the old text has it."
    }
    /// An address that fits several sections.
    AMBIGUOUS_SECTION "ambiguous-section" Deny {
        sv: "\"{address}\" kan vara flera avsnitt: {candidates}" => "skriv avsnittets nummer eller id i stället",
        en: "\"{address}\" may be several sections: {candidates}" => "write the section's number or id instead",
        explain: "Titles may repeat in a contract. An entry must leave no doubt about which section it speaks of."
    }
    /// Entries that name one section with different dates.
    CONFLICTING_ENTRIES "conflicting-entries" Deny {
        sv: "{section} nämns av posterna \"{first}\" och \"{second}\" med olika datum ({first_date} och {second_date})" => "ge dem samma datum eller nämn avsnittet i bara en av dem",
        en: "{section} is named by the entries \"{first}\" and \"{second}\" with different dates ({first_date} and {second_date})" => "give them one date or name the section in one of them only",
        explain: "A section's change takes effect on one day. Several entries may speak of the same section only when they agree on the day."
    }
    /// An editorial label that the text contradicts.
    EDITORIAL_CONTRADICTED "editorial-contradicted" Deny {
        sv: "{section} kallas redaktionell men texten säger annat: {evidence}" => "sätt materiality: material, eller förklara varför i posten: reason: {text: …, for: {fingerprint}}",
        en: "{section} is called editorial but the text says otherwise: {evidence}" => "set materiality: material, or explain why not in the entry: reason: {text: …, for: {fingerprint}}",
        explain: "A change called editorial cannot alter a right or a duty. Where an amount, a period, a negation, a modal verb or anything else of substance differs, the label is refused until the author has explained it with a reason bound to that very change."
    }
    /// A reason whose change has become another one.
    STALE_REASON "stale-reason" Deny {
        sv: "skälet gavs för en ändring ({given}) som posten inte längre har" => "läs om skälet mot texten; gäller det fortfarande, skriv for: {fingerprints}, annars ta bort det",
        en: "the reason was given for a change ({given}) that the entry no longer has" => "read the reason against the text again; if it still holds write for: {fingerprints}, else remove it",
        explain: "A reason is a judgement about one change: what the text said before and what it says now. It is bound to that change by a fingerprint, which survives rebases, renumbering and edits elsewhere. Once the change itself is another one, nobody has judged it yet, so the reason counts no longer."
    }
    /// A changed fact of the front matter without a note.
    FACT_WITHOUT_NOTE "fact-without-note" Deny {
        sv: "\"{fact}\" har ändrats från \"{old}\" till \"{new}\" men ingen post under facts säger det" => "lägg till facts: [{fact: {fact}, note: …}] i {record}",
        en: "\"{fact}\" has changed from \"{old}\" to \"{new}\", but no entry under facts says so" => "add facts: [{fact: {fact}, note: …}] to {record}",
        explain: "Title, service, agreements and the data-processing agreement are facts that readers see. When one of them changes between two versions, the changelog must say so."
    }
    /// A note about a front-matter fact that did not change.
    FACT_NOT_CHANGED "fact-not-changed" Deny {
        sv: "posten nämner \"{fact}\", som inte har ändrats" => "ta bort posten eller rätta dokumentets inledande YAML",
        en: "the entry names \"{fact}\", which has not changed" => "remove the entry or correct the document's front matter",
        explain: "A note under facts speaks of a fact of the front matter that differs between two versions. This one is the same in both."
    }
    /// A declared change of a term that a text does not have.
    TERM_NOT_CHANGED "term-not-changed" Deny {
        sv: "termen \"{term}\" står inte i version {version}" => "skriv termen som texten har den, eller ta bort raden under terms",
        en: "the term \"{term}\" does not stand in version {version}" => "write the term as the text has it, or remove the line under terms",
        explain: "`terms` declares that one term took the place of another: `from` stands in the older text, `to` in the newer one. A term that its text does not have declares nothing, most often because it is misspelt, and the changes that it was to explain stay unexplained."
    }
    /// A material change without its effect on the customer.
    EFFECT_MISSING "effect-missing" Deny {
        sv: "posten är i sak men säger inte om ändringen är till kundens fördel eller nackdel" => "lägg till effect: favourable, neutral eller adverse",
        en: "the entry is material but does not say whether the change is to the customer's advantage" => "add effect: favourable, neutral or adverse",
        explain: "No text shows its own direction: only the author knows whether a change is to the customer's advantage. The notice period depends on it."
    }
    /// Two entries with one id.
    DUPLICATE_ENTRY_ID "duplicate-entry-id" Deny {
        sv: "post-id \"{id}\" används redan på rad {first}" => "ge posten ett annat id",
        en: "the entry id \"{id}\" is already used on line {first}" => "give the entry another id",
        explain: "Links and corrections point at an entry by its id, so an id stands once in a record."
    }
    /// An entry that names nothing.
    ENTRY_WITHOUT_SECTIONS "entry-without-sections" Deny {
        sv: "posten nämner inga avsnitt" => "lägg till sections: [\"6.2\"], eller [\"*\"] för allt redaktionellt som ingen annan post nämner",
        en: "the entry names no sections" => "add sections: [\"6.2\"], or [\"*\"] for all that is editorial and no other entry names",
        explain: "An entry is bound to the text by the sections that it names. Without them nobody can check that it is true."
    }
    /// A correction or a fact that points at no entry.
    UNKNOWN_ENTRY "unknown-entry" Deny {
        sv: "\"{id}\" är ingen av postens ändringar" => "välj ett av: {known}",
        en: "\"{id}\" is none of the record's changes" => "choose one of: {known}",
        explain: "Corrections, and facts that an entry already tells, point at an entry of the same record by its id. Here the id fits none of them, so the fact would stand beside nothing."
    }
}
