//! Findings about what a branch does to what was published where it began: `check --base`.

codes! {
    /// A published file that is gone.
    PUBLISHED_LOST "published-lost" Deny firm {
        sv: "{what} publicerades i {base} och finns inte längre" => "återställ filen: `git show {base}:./{source} > {path}`; ett dokument avslutas med `avtalslogg withdraw {document}`",
        en: "{what} is published in {base} and is gone" => "restore the file: `git show {base}:./{source} > {path}`; a document ends with `avtalslogg withdraw {document}`",
        explain: "Customers are bound by what was published, so every published version, its record and its interim texts stay. A document that no longer applies is withdrawn, which is a dated fact of its own; its files remain. An id never changes, so a file is not renamed either."
    }
    /// A published version whose dates were changed.
    PUBLISHED_REDATED "published-redated" Deny firm {
        sv: "version {version} publicerades i {base} med {key}: {old}, och har nu {new}" => "återställ {old}; ett annat ikraftträdande är en rättelse: `avtalslogg correct {document}@{version} --change ID --effective DATE`",
        en: "version {version} was published in {base} with {key}: {old}, and now has {new}" => "restore {old}; another date of effect is a correction: `avtalslogg correct {document}@{version} --change ID --effective DATE`",
        explain: "The day of publication is a fact about the past, and the day of effect was told to the customers. Neither is edited. A change that takes effect on another day than was told gets a correction, which has a date and a note of its own."
    }
    /// An archived text or interim text that is not what was published.
    ARCHIVE_ALTERED "archive-altered" Deny firm {
        sv: "{path} är inte, byte för byte, det som publicerades i {base} ({difference})" => "återställ filen: `git show {base}:./{source} > {path}`",
        en: "{path} is not, byte for byte, what was published in {base} ({difference})" => "restore the file: `git show {base}:./{source} > {path}`",
        explain: "The archive keeps superseded versions exactly as they were published. This file differs from the published one at the revision that is compared with, even if its digest was computed anew. What a seal cannot show when it is recomputed, the comparison with git shows."
    }
    /// A published text that was changed where it stands.
    EDITED_IN_PLACE "edited-in-place" Deny firm {
        sv: "version {version} publicerades i {base} och har ändrats på plats, utan `avtalslogg revise` ({difference})" => "kör `avtalslogg revise --from {base} {document}`: den publicerade texten arkiveras och den ändrade blir ett utkast",
        en: "version {version} was published in {base} and was edited in place, without `avtalslogg revise` ({difference})" => "run `avtalslogg revise --from {base} {document}`: the published text is archived and the edited one becomes a draft",
        explain: "A published text never changes: a change belongs to a new version, begun with `revise`, which archives the published text first. Here the text was edited without that step. `revise --from REV DOC` takes it afterwards: it fetches the published text from git into the archive and keeps the edited text as the next draft."
    }
    /// A sealed record in which more changed than facts appended at its end.
    RECORD_ALTERED "record-altered" Deny firm {
        sv: "den förseglade delen av posten är inte den i {base} ({difference})" => "återställ filen: `git show {base}:./{path} > {path}`; en rättelse läggs till med `avtalslogg correct`",
        en: "the sealed part of the record is not the one in {base} ({difference})" => "restore the file: `git show {base}:./{path} > {path}`; a correction is appended with `avtalslogg correct`",
        explain: "The record of a published version is what the customers were told. After it is sealed only corrections and a withdrawal may be appended at its end. Something else was changed, and the seals may have been computed anew: only the comparison with git can tell."
    }
    /// Words about a release that are not, or no longer, those that were published.
    ANNOUNCEMENT_ALTERED "announcement-altered" Deny firm {
        sv: "orden om publiceringen är inte, byte för byte, de som publicerades i {base} ({difference})" => "återställ filen: `git show {base}:./{path} > {path}`; det som behöver sägas i efterhand får en egen fil med dagen då det sägs",
        en: "the words about the release are not, byte for byte, those that were published in {base} ({difference})" => "restore the file: `git show {base}:./{path} > {path}`; what must be said afterwards gets a file of its own, of the day on which it is said",
        explain: "changelog/<date>.md is what the customers were told about a whole release, about prices for example. It has no digest, so only the comparison with git can tell that it was altered or lost. Words of a day later than every publication at the revision that is compared with are still being written, and free to change."
    }
    /// The number of a published version on another text.
    VERSION_REUSED "version-reused" Deny firm {
        sv: "versionsnumret {version} tillhör en text som publicerades i {base}, och här står en annan" => "ge texten ett nytt nummer; det publicerade numret är upptaget",
        en: "the number {version} belongs to a text that was published in {base}, and this is another" => "give this text a new number; the published one is taken",
        explain: "A version's number names one text for all time: agreements, letters and links refer to it. A number is not given to another text, not even when the first one was withdrawn or is hardly known."
    }
    /// A new version that claims to be older than what is published.
    BACKDATED_VERSION "backdated-version" Deny firm {
        sv: "version {version} är ny men daterad {published}, före {newest} som är dokumentets senaste publicering i {base}" => "publicera med en dag från och med {newest}; historik från tiden före får `baseline: true` i sin post",
        en: "version {version} is new but dated {published}, before {newest}, the document's latest publication in {base}" => "publish on {newest} or later; history from the time before gets `baseline: true` in its record",
        explain: "A new version cannot have been published before one that was known already: the pages of past days would change afterwards. Versions that belong to the time before the history kept here are baselines, which no page announces."
    }
}
