//! Findings about published texts that are not what was published.

codes! {
    /// A published text whose bytes are not those of its digest.
    DIGEST_MISMATCH "digest-mismatch" Deny firm {
        sv: "texten i version {version} är inte den som publicerades: {what}" => "återställ filen; en ändring görs i en ny version med `avtalslogg revise {document}`",
        en: "the text of version {version} is not the one that was published: {what}" => "restore the file; a change is made in a new version with `avtalslogg revise {document}`",
        explain: "`publish` notes the SHA-256 digest of the published bytes in the record. The file's bytes give another digest: somebody edited a published text, or a checkout changed its line endings. Where the record has marks of lines (`lines`), the finding names the lines and the bytes that differ; `check --base REV` shows them letter by letter from git. A published text never changes; a correction is a new dated fact beside it."
    }
    /// A published version whose record has no digest.
    DIGEST_MISSING "digest-missing" Warn firm {
        sv: "version {version} är publicerad men posten har ingen kontrollsumma" => "kör `avtalslogg publish --seal`",
        en: "version {version} is published, but its record has no digest" => "run `avtalslogg publish --seal`",
        explain: "Without a digest nobody can prove that the text is the one that was published. `publish` writes it; for a history that was typed in or imported, `publish --seal` writes what is missing."
    }
    /// A published version whose record is not sealed, although the program seals what it publishes.
    RECORD_UNSEALED "record-unsealed" Deny firm {
        sv: "version {version} är publicerad men posten är inte förseglad" => "togs förseglingen bort, återställ posten; skrevs dagen in för hand, ta bort published och kör `avtalslogg publish`; för historik från tiden före, kör `avtalslogg publish --seal`",
        en: "version {version} is published, but its record is not sealed" => "if the seal was removed, restore the record; if the day was typed by hand, remove published and run `avtalslogg publish`; for history from the time before, run `avtalslogg publish --seal`",
        explain: "`publish` seals the record of what it publishes. This one has no seal, although it holds other lines that only the program writes, or although other records of the repository are sealed: either the seal was removed, and nobody would notice what was altered after that, or the publication date was typed by hand, and nobody judged what the version changes. Until then the version is judged like a draft. A repository in which nothing is sealed yet gets `digest-missing` instead; `publish --seal` seals its history."
    }
    /// A published version without a record, where others of its repository are sealed.
    RECORD_MISSING "record-missing" Deny firm {
        sv: "version {version} är publicerad men dess post {record} finns inte" => "återställ posten; utan den kan ingen bevisa texten",
        en: "version {version} is published, but its record {record} does not exist" => "restore the record; without it nobody can prove the text",
        explain: "In a repository whose records are sealed, every published version has one: it holds the digest that proves the text. A record that is gone takes the proof with it, and the text could be altered unnoticed. For versions that were typed in, `publish --seal` writes what is missing."
    }
    /// A sealed record beside a text without publication date.
    SEALED_DRAFT "sealed-draft" Deny firm {
        sv: "posten {record} är förseglad, men version {version} har inget publiceringsdatum" => "återställ filen så som den publicerades; om `avtalslogg publish` avbröts, kör det igen med samma datum",
        en: "the record {record} is sealed, but version {version} has no publication date" => "restore the file as it was published; if `avtalslogg publish` was interrupted, run it again with the same date",
        explain: "A record is sealed when its version is published, so the text beside it has a publication date. Somebody took it away, and the published text would count as a draft; or `publish` was interrupted just before it wrote the text, and the same command completes it."
    }
    /// A record whose bytes are not those of its seal.
    SEAL_MISMATCH "seal-mismatch" Deny firm {
        sv: "posten har ändrats efter att den förseglades: {what}" => "återställ filen; en rättelse läggs till med `avtalslogg correct`",
        en: "the record was changed after it was sealed: {what}" => "restore the file; a correction is appended with `avtalslogg correct`",
        explain: "A seal is the digest of all bytes of the record before its own line. Something above this seal was changed: a date, a note, even a space. What was published stays; a correction is appended with its own date and seal."
    }
    /// A fact appended without a seal.
    SEAL_MISSING "seal-missing" Deny firm {
        sv: "tillägget saknar försegling" => "ta bort raden och lägg till den med `avtalslogg correct` eller `avtalslogg withdraw`",
        en: "the appended fact has no seal" => "remove the line and append it with `avtalslogg correct` or `avtalslogg withdraw`",
        explain: "Corrections and withdrawals are appended by their commands, which seal them. A line typed by hand cannot be told from one that was altered later."
    }
    /// An interim text that is missing, altered or not named by a record.
    INTERIM_MISMATCH "interim-mismatch" Deny firm {
        sv: "mellanlydelsen från och med {date} {what}" => "återställ filen så som den publicerades",
        en: "the interim text from {date} {what}" => "restore the file as it was published",
        explain: "A version with several dates of effect has a text of its own between them. `publish` stores it with its digest, so that what applied on a day is a published fact. This one is missing, or its bytes are not those of its digest, or no record knows it."
    }
}
