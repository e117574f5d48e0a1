//! Findings about how documents, versions and records fit together.

use crate::model::finding::Phrase;

/// A file that holds a record.
pub static OF_A_RECORD: Phrase = Phrase {
    sv: "posten för version {version} av \"{document}\"",
    en: "the record of version {version} of \"{document}\"",
};

/// A file that holds the text of a day.
pub static OF_AN_INTERIM_TEXT: Phrase = Phrase {
    sv: "texten i version {version} av \"{document}\" från {date}",
    en: "the text of version {version} of \"{document}\" from {date}",
};

codes! {
    /// A document's id that is not its file's name.
    ID_NOT_FILE_NAME "id-not-file-name" Deny firm {
        sv: "id är \"{id}\" men filen heter \"{file}\"" => "skriv id: {file} eller döp om filen",
        en: "the id is \"{id}\" but the file is called \"{file}\"" => "write id: {file} or rename the file",
        explain: "A document's id never changes and is its file's name. Where the two differ, records and archived versions could be joined to the wrong document."
    }
    /// Two documents with one id.
    DUPLICATE_ID "duplicate-id" Deny firm {
        sv: "id \"{id}\" används redan av {other}" => "ge ett av dokumenten ett annat id",
        en: "the id \"{id}\" is already used by {other}" => "give one of the documents another id",
        explain: "An id is one document's for all time. Two documents with the same id would share records, archive and address."
    }
    /// An archived file whose version is not its file's name, or a record whose document or version is not its path's.
    NAME_CONTRADICTS_PATH "name-contradicts-path" Deny firm {
        sv: "\"{key}\" är \"{value}\" men filens plats säger \"{expected}\"" => "skriv {key}: \"{expected}\" eller flytta filen",
        en: "\"{key}\" is \"{value}\" but the file's place says \"{expected}\"" => "write {key}: \"{expected}\" or move the file",
        explain: "Archived versions and records are found by their path. When the path and the content name different documents or versions, one of them is wrong."
    }
    /// Two texts of one version.
    DUPLICATE_VERSION "duplicate-version" Deny firm {
        sv: "version {version} finns redan i {other}" => "ge den ena texten ett annat versionsnummer",
        en: "version {version} already stands in {other}" => "give one of the texts another version number",
        explain: "Each version stands in exactly one file. Two texts that claim the same number leave open which of them binds."
    }
    /// Two files for one record, or for one interim text.
    DUPLICATE_FILE "duplicate-file" Deny firm {
        sv: "{path} och {other} är båda {what}" => "ta bort den fil som inte ska finnas; {other} är den som läses",
        en: "{path} and {other} are both {what}" => "remove the file that should not exist; {other} is the one that is read",
        explain: "A version has one record, and a day one text, whichever way the version's number is written: 3 and 3.0 are the same. Of two files nobody can tell which one holds, so nothing is written to the document before one of them is gone. The sealed one is read, else the first; the other counts for nothing."
    }
    /// An archived version that is newer than the document's newest.
    ARCHIVE_NEWER_THAN_CURRENT "archive-newer-than-current" Deny firm {
        sv: "den arkiverade versionen {version} är nyare än {newest} i {other}" => "höj versionsnumret i {other}",
        en: "the archived version {version} is newer than {newest} in {other}" => "raise the version number in {other}",
        explain: "contracts/<document>.md always holds the newest version; the archive holds what it superseded. A higher number in the archive means that a number was typed wrongly or that a newer text was lost."
    }
    /// An archived version of a document that has no current file.
    ARCHIVE_WITHOUT_DOCUMENT "archive-without-document" Deny firm {
        sv: "arkivet hör till \"{id}\", men contracts/{id}.md finns inte" => "återställ dokumentet; ett utgått dokument behåller sin fil",
        en: "the archive belongs to \"{id}\", but contracts/{id}.md does not exist" => "restore the document; a withdrawn document keeps its file",
        explain: "A published text never disappears. A document that is no longer offered is withdrawn with a dated fact in its record; its file stays."
    }
    /// An archived text without a publication date.
    ARCHIVED_DRAFT "archived-draft" Deny firm {
        sv: "den arkiverade versionen {version} saknar publiceringsdatum" => "lägg till published, eller ta bort filen om versionen aldrig publicerades",
        en: "the archived version {version} has no publication date" => "add published, or delete the file if the version was never published",
        explain: "The archive holds published texts only. A text without a publication date is a draft, and a draft stands in contracts/<document>.md."
    }
    /// A record for a version that does not exist.
    RECORD_WITHOUT_VERSION "record-without-version" Deny firm {
        sv: "posten beskriver version {version} av \"{document}\", som inte finns" => "rätta numret; versioner som finns: {known}",
        en: "the record describes version {version} of \"{document}\", which does not exist" => "correct the number; versions that exist: {known}",
        explain: "A release record says what one version changes. Without that version its notes would be printed for a text that nobody can read."
    }
    /// A kind that agreement.yaml does not have.
    UNKNOWN_KIND "unknown-kind" Deny {
        sv: "dokumentslaget \"{kind}\" finns inte i agreement.yaml" => "välj ett av: {known}",
        en: "the kind \"{kind}\" does not stand in agreement.yaml" => "choose one of: {known}",
        explain: "The kind decides which sections a document must have and how the pages present it. Kinds are declared in contracts/agreement.yaml."
    }
    /// An agreement that agreement.yaml does not have.
    UNKNOWN_AGREEMENT "unknown-agreement" Deny {
        sv: "avtalet \"{agreement}\" finns inte i agreement.yaml" => "välj bland: {known}",
        en: "the agreement \"{agreement}\" does not stand in agreement.yaml" => "choose among: {known}",
        explain: "A document belongs to one or several agreements, and its changes are published on their pages. The name given here is none of them."
    }
    /// A section that the kind requires.
    MISSING_SECTION "missing-section" Deny {
        sv: "avsnittet \"{section}\" saknas" => "dokumentslaget {kind} kräver det; lägg till avsnittet",
        en: "the section \"{section}\" is missing" => "the kind {kind} requires it; add the section",
        explain: "A kind of document has sections that every reader relies on finding. They are found by their titles, wherever they stand and whatever their number."
    }
    /// A heading number used twice.
    DUPLICATE_NUMBER "duplicate-number" Deny {
        sv: "avsnittsnumret {number} används redan på rad {first}" => "numrera om en av rubrikerna",
        en: "the section number {number} is already used on line {first}" => "renumber one of the headings",
        explain: "Customers and other documents refer to sections by number. Two sections with one number make every such reference ambiguous."
    }
    /// One id given to two headings.
    DUPLICATE_SECTION_ID "duplicate-section-id" Deny {
        sv: "avsnitts-id \"{id}\" används redan på rad {first}" => "ge ett av avsnitten ett annat id",
        en: "the section id \"{id}\" is already used on line {first}" => "give one of the sections another id",
        explain: "A {#id} is a section's identity from version to version. Given to two sections it identifies neither."
    }
    /// Publication dates that run against version numbers.
    VERSIONS_OUT_OF_ORDER "versions-out-of-order" Deny {
        sv: "version {version} publicerades {published}, före version {earlier} ({earlier_published})" => "rätta datumet eller numret",
        en: "version {version} was published {published}, before version {earlier} ({earlier_published})" => "correct the date or the number",
        explain: "A higher version number is published later than a lower one of the same document, or never. Otherwise nobody can say which text superseded which."
    }
    /// A baseline after the history kept here has begun.
    LATE_BASELINE "late-baseline" Deny {
        sv: "version {version} har `baseline: true` men kommer efter {earlier}, där historiken här har börjat" => "ta bort raden och skriv vad versionen ändrar",
        en: "version {version} has `baseline: true` but comes after {earlier}, where the history here has begun" => "take the line out and write what the version changes",
        explain: "Baselines are versions from the time before the history kept here: an only first version that was typed in, or all that were imported. No page announces them and nobody is asked for their notes. A version after one that was announced, or a draft after any other, is a change that the customer must be told of."
    }
    /// A cross-reference that kept its number although its target got another.
    STALE_CROSS_REFERENCE "stale-cross-reference" Deny {
        sv: "\"{reference}\" pekade på {target}, som nu har nummer {now}" => "skriv {now}, eller kör `avtalslogg renumber` på utkastet",
        en: "\"{reference}\" pointed at {target}, which now has the number {now}" => "write {now}, or run `avtalslogg renumber` on the draft",
        explain: "A section got another number, because one was inserted or removed before it. This reference kept the old number and so points at another section than before, or at none. References that follow a renumbering are consequences and need no note; `renumber` moves them along."
    }
    /// A cross-reference to a number that nothing bears.
    DANGLING_CROSS_REFERENCE "dangling-cross-reference" Warn {
        sv: "\"{reference}\" pekar på {number}, som inte finns i dokumentet" => "rätta numret, eller nämn vilket dokument som avses",
        en: "\"{reference}\" points at {number}, which the document does not have" => "correct the number, or name the document that is meant",
        explain: "The text refers to a section, point, chapter or appendix of its own that does not exist. A reference to another document is not meant here when that document is named beside it."
    }
    /// An internal error of the comparison.
    REDLINE_NOT_PROVEN "redline-not-proven" Deny firm {
        sv: "jämförelsen mellan {old} och {new} i \"{section}\" kunde inte bevisas" => "detta är ett fel i verktyget; rapportera det med båda filerna",
        en: "the comparison between {old} and {new} in \"{section}\" could not be proven" => "this is an error in the tool; report it with both files",
        explain: "Every redline is checked on every run: rebuilding both texts from it must give both texts. When that fails no redline is shown, since a wrong one is worse than none."
    }
}
