//! Findings about what a document states about the processing of personal data.

codes! {
    /// A particular that a document with personal data lacks.
    PARTICULAR_MISSING "particular-missing" Deny {
        sv: "uppgiften \"{particular}\" saknas" => "lägg till den under en rubrik, eller ta bort personal_data om inga personuppgifter behandlas; rubriker som godtas: {titles}",
        en: "the particular \"{particular}\" is missing" => "add it below a heading, or remove personal_data if no personal data are processed; accepted headings: {titles}",
        explain: "The data-processing agreement leaves it to the document of each service to say what is processed: nature, extent, duration, subject matter, purpose, types of data, and categories of data subjects. Six of them are required by article 28.3 of the GDPR. They are found by the titles that the kind of document lists, wherever they stand and whatever their number."
    }
    /// A particular without words.
    PARTICULAR_EMPTY "particular-empty" Deny {
        sv: "uppgiften \"{particular}\" är tom" => "skriv vad som gäller; en rubrik utan text anger ingenting",
        en: "the particular \"{particular}\" is empty" => "write what applies; a heading without a text states nothing",
        explain: "The heading stands there, but nothing is said below it. The controller needs the words for its own records of the processing."
    }
    /// Particulars without a data-processing agreement.
    AGREEMENT_NOT_STATED "agreement-not-stated" Warn {
        sv: "\"{particular}\" anges, men inte vilket personuppgiftsbiträdesavtal som gäller" => "lägg till personal_data med avtalets id",
        en: "\"{particular}\" is stated, but not which data-processing agreement applies" => "add personal_data with the agreement's id",
        explain: "A document that describes a processing of personal data names the agreement under which it is done, as personal_data in its front matter. Without it the pages say that no personal data are processed."
    }
}
