//! Findings about dates.

codes! {
    /// Effect before publication.
    EFFECTIVE_BEFORE_PUBLISHED "effective-before-published" Deny {
        sv: "gäller från och med {effective}, före publiceringen {published}" => "rätta det datum som är fel; årtalet är det vanligaste felet",
        en: "applies from {effective}, before its publication on {published}" => "correct the date that is wrong; the year is the usual slip",
        explain: "Nobody can follow a contract text that has not been made known. An effective date before the publication date is nearly always a slip of the year."
    }
    /// Too short notice of an adverse change.
    NOTICE_TOO_SHORT "notice-too-short" Deny {
        sv: "för kort varsel: {derivation}" => "sätt effective: {proposed}, eller förklara avvikelsen i posten: reason: {text: …, for: {fingerprints}}",
        en: "notice is too short: {derivation}" => "set effective: {proposed}, or explain the departure in the entry: reason: {text: …, for: {fingerprints}}",
        explain: "A change to the customer's disadvantage needs notice, counted from the day on which it is made known by the rule in agreement.yaml: calendar months, clamped to the end of the month (31 March plus three months is 30 June). A reason bound to the change lowers this finding to a warning."
    }
    /// A rule of notice without a period.
    NOTICE_RULE_WITHOUT_PERIOD "notice-rule-without-period" Deny {
        sv: "varselregeln anger ingen tid" => "lägg till hur lång tid en ändring behöver, till exempel adverse: {months: 3}",
        en: "the rule of notice states no period" => "add how much notice a change needs, for example adverse: {months: 3}",
        explain: "A rule of notice says for `adverse`, `neutral` or `favourable` changes how much time must lie between publication and effect. This rule says it for none of them, so it asks for nothing. Where no notice is needed, write `adverse: {days: 0}`."
    }
    /// Two rules of notice for the same changes from the same day.
    NOTICE_RULES_OVERLAP "notice-rules-overlap" Deny firm {
        sv: "från {from} gäller två varselregler för samma ändringar; den andra står på rad {first}" => "behåll en av dem, eller ge dem olika dagar eller olika kinds",
        en: "from {from} two rules of notice hold for the same changes; the other stands on line {first}" => "keep one of them, or give them other days or other kinds",
        explain: "The rule of the day of publication says how much notice a change needs. With two rules from one day for the same kinds of document, the same materiality and the same effect it would depend on their order in the file which one holds."
    }
    /// Rules of notice that all lie ahead.
    NOTICE_NOT_YET "notice-not-yet" Warn {
        sv: "den första varselregeln gäller först från {from}; tills dess behöver ingen ändring varsel" => "kontrollera årtalet; ska någon regel gälla redan nu, lägg till den",
        en: "the first rule of notice holds from {from} on only; until then no change needs notice" => "check the year; if a rule holds already, add it",
        explain: "agreement.yaml has rules of notice, but none that holds on the day looked from. Most often the year of the first one is mistyped."
    }
    /// A new duty for the customer that applies at once.
    NEW_DUTY_AT_ONCE "new-duty-at-once" Warn {
        sv: "nya åtaganden för kunden i {section} gäller redan från publiceringen {published}" => "ange ett senare effective, eller ge en reason som förklarar varför det gäller direkt",
        en: "new undertakings for the customer in {section} apply from the publication on {published}" => "state a later effective date, or give a reason why it applies at once",
        explain: "A new duty that applies on the day it is published leaves the customer no time to comply. It may be right (a law may require it), but then the reader should learn why."
    }
    /// A version's effective date without a publication date.
    EFFECTIVE_MISSING "effective-missing" Deny {
        sv: "versionen är publicerad {published} men saknar effective" => "lägg till raden effective: {published}",
        en: "the version was published on {published} but has no effective date" => "add the line effective: {published}",
        explain: "Publication and effect are different dates, and a customer must know both. A published version states from when its changes apply."
    }
    /// A later version that takes effect before an older version's pending change of the same section.
    OVERTAKEN_CHANGE "overtaken-change" Deny {
        sv: "{section} ändras av version {later} från {later_date}, före den väntande ändringen i version {earlier} från {earlier_date}" => "skriv texten som gäller från {from} i {interim}, eller låt datumen följa versionernas ordning",
        en: "{section} is changed by version {later} from {later_date}, before the pending change of version {earlier} from {earlier_date}" => "write the text that binds from {from} to {interim}, or let the dates follow the order of the versions",
        explain: "When a later version takes effect before an older version's pending change of the same section, no rule can say which words bind on the days between. That is never guessed: the author must give the text."
    }
    /// A release's announcement whose day of notice lies after publication.
    NOTIFIED_AFTER_PUBLISHED "notified-after-published" Deny {
        sv: "aviserad {notified}, efter publiceringen {published}" => "rätta datumet; avisering sker senast vid publiceringen",
        en: "notified on {notified}, after the publication on {published}" => "correct the date; notice is given at publication at the latest",
        explain: "`notified` in changelog/<date>.md is the day on which the customers were told before the texts were published. A later day would shorten the notice period that is counted from it."
    }
    /// A note that states another date than its entry.
    NOTE_STATES_OTHER_DATE "note-states-other-date" Deny {
        sv: "noten säger att ändringen gäller från {said}, men posten anger {stated}" => "rätta datumet i noten eller i posten; datumraden skrivs av verktyget",
        en: "the note says that the change applies from {said}, but the record states {stated}" => "correct the date in the note or in the record; the date line is written by the tool",
        explain: "The date that is printed is the date in the data. A note that names another one tells the customer two dates at once. Leave the date out of the note: the page writes the date line from the record."
    }
    /// A contract text that states a date of effect that the data do not have.
    TEXT_STATES_OTHER_DATE "text-states-other-date" Warn {
        sv: "texten säger att något gäller från {said}; versionens ändringar gäller från {stated}" => "kontrollera datumet; står det för något annat än avtalet är det rätt som det är",
        en: "the text says that something applies from {said}; the version's changes apply from {stated}" => "check the date; if it stands for something other than the agreement it is right as it is",
        explain: "A changed section says that something applies from a day on which nothing of this version takes effect. It may speak of a law or of another document; it may also be a date that was forgotten when the release was moved."
    }
    /// One day in two spellings that disagree.
    DATES_DISAGREE "dates-disagree" Deny {
        sv: "samma dag anges på två sätt som inte stämmer överens: {first} och {second}" => "rätta den ena",
        en: "one day is given in two ways that disagree: {first} and {second}" => "correct one of them",
        explain: "A date followed by another spelling of it in parentheses, or by a weekday, must be one and the same day. Otherwise the reader cannot know which of the two binds."
    }
    /// Words of a change that was called off, in a later version.
    CANCELLED_TEXT_KEPT "cancelled-text-kept" Deny {
        sv: "{section} har kvar ändringen \"{change}\" från version {version}, som den {on} beslutades att inte genomföras" => "skriv tillbaka avsnittets lydelse från version {before} (`avtalslogg diff {document}@{before} {document}@{version}` visar ändringen) och säg det i en post",
        en: "{section} keeps the change \"{change}\" of version {version}, which was called off on {on}" => "put the section's words of version {before} back (`avtalslogg diff {document}@{before} {document}@{version}` shows the change) and say so in an entry",
        explain: "A change that was called off never applies, but its words stand in the text of the version that brought it. The next version begins as a copy of that text. Published so, it would show words that bind nobody, and later comparisons would start from them. The author takes them out, with an entry that says so."
    }
    /// A correction that changes nothing.
    CORRECTION_CHANGES_NOTHING "correction-changes-nothing" Deny {
        sv: "rättelsen ändrar ingenting: \"{change}\" gäller redan {date}" => "ange ett annat datum eller ta bort rättelsen innan den publiceras",
        en: "the correction changes nothing: \"{change}\" applies from {date} already" => "state another date, or remove the correction before it is published",
        explain: "A correction is a new fact beside a published one. One that states what already holds is a slip: the wrong entry, or a date typed twice."
    }
}
