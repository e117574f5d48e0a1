//! Findings about files that cannot be read as they stand.

use crate::model::finding::Phrase;

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident $sv:literal, $en:literal;)*) => {
        $($(#[$doc])* pub static $name: Phrase = Phrase { sv: $sv, en: $en };)*
        /// Every phrase of this family.
        pub static PHRASES: &[&Phrase] = &[$(&$name),*];
    };
}

phrases! {
    /// A scalar.
    TEXT "en text", "a text";
    /// A day.
    DATE "en dag på formen ÅÅÅÅ-MM-DD", "a day in the form YYYY-MM-DD";
    /// A version number.
    VERSION "ett versionsnummer inom citattecken", "a version number in quotation marks";
    /// A boolean.
    FLAG "true eller false", "true or false";
    /// A whole number.
    NUMBER "ett heltal", "a whole number";
    /// One of a few words.
    WORD "ett enda ord", "a single word";
    /// A list.
    LIST "en lista", "a list";
    /// A list of scalars.
    TEXTS "en lista av texter", "a list of texts";
    /// A mapping.
    MAPPING "uppgifter av formen \"nyckel: värde\"", "pairs of the form \"key: value\"";
    /// Nothing stands under a key.
    IS_EMPTY "", "";
    /// Nothing stands at a place of a list.
    HOLDS_EMPTY " på en plats i listan", " at a place of the list";
    /// What to do with an empty value that must be there.
    FILL_IN "skriv \"{key}: {example}\"", "write \"{key}: {example}\"";
    /// What to do with an empty value that may be left out.
    FILL_IN_OR_REMOVE "skriv ett värde eller ta bort det", "write a value or remove it";
    /// What to do where one of a few words must stand.
    CHOOSE "välj ett av: {known}", "choose one of: {known}";
    /// What to do where one of many words must stand.
    NEAREST "rätta namnet; närmast: {known}", "correct the name; nearest: {known}";
    /// What to do where a number must stand.
    COUNT "skriv ett heltal, {known}", "write a whole number, {known}";
    /// What to do where something of a form must stand.
    LIKE "skriv till exempel {known}", "write for example {known}";
    /// The encoding that begins with a mark of two bytes.
    UTF_16 "den är sparad som UTF-16", "it was saved as UTF-16";
    /// A byte of an older encoding.
    OLDER_ENCODING "byte {offset} hör till en äldre kodning, kanske Windows-1252", "byte {offset} belongs to an older encoding, perhaps Windows-1252";
    /// No text at all.
    NO_TEXT "byte {offset} hör inte till någon text", "byte {offset} belongs to no text";
}

codes! {
    /// What git leaves in a text that two branches changed.
    CONFLICT_MARKER "conflict-marker" Deny {
        sv: "raden är ett märke som git har lämnat där två grenar ändrade samma ställe" => "välj den lydelse som ska gälla och ta bort raderna som börjar med <<<<<<<, ||||||| , ======= och >>>>>>>",
        en: "the line is a mark that git left where two branches changed the same place" => "choose the words that shall hold, and remove the lines that begin with <<<<<<<, ||||||| , ======= and >>>>>>>",
        explain: "When two branches change the same place of a file, git writes both versions of it into the file, between lines of `<`, `=` and `>`, for a person to choose. Until that is done the file says two things at once. In a document both would be published as contract text."
    }
    /// A file whose bytes are not UTF-8.
    NOT_UTF8 "not-utf8" Deny firm {
        sv: "filen är inte UTF-8-text: {encoding}" => "spara filen med teckenkodningen UTF-8",
        en: "the file is not UTF-8 text: {encoding}" => "save the file with the encoding UTF-8",
        explain: "Contract texts are kept as UTF-8, so that å, ä and ö are the same bytes on every machine and a digest means the same everywhere. The file holds a byte that no UTF-8 text can hold; it was probably saved as Windows-1252 or Latin-1."
    }
    /// A document that the program fails on.
    PROGRAM_FAULT "program-fault" Deny firm {
        sv: "programmet stannar på det här dokumentet; felet är programmets, inte dokumentets" => "anmäl felet till den som underhåller programmet, helst med dokumentet; skriv så länge den senaste ändringen på ett annat sätt",
        en: "the program fails on this document; the fault is the program's, not the document's" => "report it to those who maintain the program, best with the document; until it is mended, write the latest change in another way",
        explain: "The program met something in this document that it was not made for, and stopped. That is never right, whatever the document says. It was left out, and the other documents were read, judged and shown as always. While it is a draft, what is published of it stays on the site. A published text that the program fails on stops the site from being built, so that the old one stays: nothing that binds anybody disappears."
    }
    /// A file without content.
    EMPTY_FILE "empty-file" Deny firm {
        sv: "filen har inget innehåll" => "skriv innehållet eller ta bort filen",
        en: "the file has no content" => "write its content or delete the file",
        explain: "The file is empty, or holds nothing but blanks or comments. An empty document or record is nearly always a slip: an interrupted save or a file that was created and forgotten. Nothing can be published from it."
    }
    /// A file larger than the engine reads.
    FILE_TOO_LARGE "file-too-large" Deny firm {
        sv: "filen är {size} byte; högst {limit} läses" => "dela upp texten eller ta bort det som inte är avtalstext",
        en: "the file is {size} bytes; at most {limit} are read" => "divide the text or remove what is not contract text",
        explain: "Sizes are bounded so that one bad file cannot stop the whole run. No contract text comes near the bound; a file that does usually holds an embedded picture."
    }
    /// YAML that cannot be parsed.
    YAML_SYNTAX "yaml-syntax" Deny firm {
        sv: "YAML kan inte läsas: {problem}" => "{remedy}",
        en: "the YAML cannot be read: {problem}" => "{remedy}",
        explain: "Front matter and records are YAML. The parser stopped here; the cause is often a quotation mark that is never closed, a colon inside an unquoted text, or a tab used for indentation. YAML anchors and aliases are refused."
    }
    /// One key given twice in a mapping.
    DUPLICATE_KEY "duplicate-key" Deny firm {
        sv: "nyckeln \"{key}\" står två gånger; den första står på rad {first}" => "behåll den ena raden",
        en: "the key \"{key}\" is given twice; the first is on line {first}" => "keep one of the two",
        explain: "Many YAML readers silently let the last of two equal keys win. In a contract that would make one of two dates disappear, so both are shown and neither is trusted."
    }
    /// Text of a value that YAML reads as a comment.
    TEXT_AFTER_HASH "text-after-hash" Deny {
        sv: "det som står efter ” #” är en kommentar för YAML och läses inte" => "skriv {line}; är det en kommentar, sätt den på en egen rad",
        en: "what stands after \" #\" is a comment for YAML and is not read" => "write {line}; if it is a comment, put it on a line of its own",
        explain: "In YAML a space and a number sign begin a comment. A note that says \"Se ärende #123\" without quotation marks would be published as \"Se ärende\", and nobody would see that something is missing. In quotation marks the whole text is read. After notes, reasons and other running words every comment on the same line is found; after other texts only one whose first word stands close to the sign."
    }
    /// A key that the format does not have.
    UNKNOWN_KEY "unknown-key" Deny {
        sv: "okänd nyckel \"{key}\"" => "rätta eller ta bort den; här finns: {known}",
        en: "unknown key \"{key}\"" => "correct or remove it; known here: {known}",
        explain: "A misspelt key would otherwise be dropped in silence, and with it the date or the note that its author meant to state. Only the keys of the file format are accepted."
    }
    /// A key that must be given.
    MISSING_KEY "missing-key" Deny firm {
        sv: "nyckeln \"{key}\" saknas" => "lägg till raden \"{key}: {example}\"",
        en: "the key \"{key}\" is missing" => "add the line \"{key}: {example}\"",
        explain: "Some facts cannot be guessed: which document a file is, which version, which change a correction is about. Without them the file cannot be placed in the history."
    }
    /// A key, or a place of a list, without a value.
    EMPTY_VALUE "empty-value" Deny firm {
        sv: "\"{key}\" saknar värde{how}" => "{remedy}",
        en: "\"{key}\" has no value{how}" => "{remedy}",
        explain: "A key that stands there says that its author meant to state something. Without a value it states nothing: no reason, no date, no period of notice. Nobody can tell whether the value was forgotten, lost to a `#` or a quotation mark, or put off, so an empty value neither counts as one nor as a key that was left out."
    }
    /// One value twice in a list.
    REPEATED_VALUE "repeated-value" Deny {
        sv: "\"{value}\" står två gånger i \"{key}\"" => "ta bort den ena, eller skriv det som skulle stå där",
        en: "\"{value}\" stands twice in \"{key}\"" => "remove one of them, or write what should stand there",
        explain: "A list that names the same thing twice was most often meant to name two things: a copied line whose copy was not changed. Letter case and the composition of letters make no difference."
    }
    /// Two declarations of one id.
    DECLARED_TWICE "declared-twice" Deny firm {
        sv: "\"{key}\" har redan \"{id}\", på rad {first}" => "ge den ena ett annat namn, eller ta bort den",
        en: "\"{key}\" already has \"{id}\", on line {first}" => "give one of them another name, or remove it",
        explain: "An agreement, a kind, a party, a particular, a changed fact or a term that is declared twice leaves open which of the two declarations holds. Neither is silently preferred."
    }
    /// A value of another shape than the format has there.
    WRONG_TYPE "wrong-type" Deny firm {
        sv: "\"{key}\" ska vara {expected}" => "skriv till exempel `{example}`",
        en: "\"{key}\" must be {expected}" => "write for example `{example}`",
        explain: "The value has another shape than the file format gives it, for example a list where one text is expected. It was left out of the computation and must be mended."
    }
    /// A version number that YAML may read as a decimal number.
    UNQUOTED_VERSION "unquoted-version" Deny {
        sv: "versionsnumret {value} saknar citattecken" => "skriv version: \"{value}\"",
        en: "the version number {value} is not quoted" => "write version: \"{value}\"",
        explain: "Without quotation marks YAML reads 2.10 as the decimal number 2.1. The version would then be another one, so a version number is always quoted."
    }
    /// A version number of another form.
    INVALID_VERSION "invalid-version" Deny firm {
        sv: "\"{value}\" är inte ett versionsnummer" => "skriv tal med punkter, till exempel \"{example}\"",
        en: "\"{value}\" is not a version number" => "write dotted numbers, for example \"{example}\"",
        explain: "Versions are dotted numbers and are ordered as numbers: 9.1 comes before 10.0. A missing part is zero, so 3 and 3.0 are the same version."
    }
    /// A date of another form, or one that the calendar does not have.
    INVALID_DATE "invalid-date" Deny {
        sv: "{value} är inte ett datum" => "skriv ett datum som finns, på formen ÅÅÅÅ-MM-DD, till exempel {example}",
        en: "{value} is not a date" => "write a date that exists, in the form YYYY-MM-DD, for example {example}",
        explain: "Dates are written YYYY-MM-DD and must exist in the calendar: 2022-02-30 does not. A date that is read leniently becomes another date, and another date binds someone on the wrong day."
    }
    /// A date in another century than any contract.
    IMPLAUSIBLE_DATE "implausible-date" Deny {
        sv: "{value} ligger utanför åren 1900–2199" => "rätta årtalet",
        en: "{value} lies outside the years 1900–2199" => "correct the year",
        explain: "The date exists in the calendar, but no contract here can mean it. The year is nearly always mistyped; a rule of notice from the year 3018 would never hold."
    }
    /// An id with characters that an id cannot have.
    INVALID_ID "invalid-id" Deny firm {
        sv: "\"{value}\" kan inte vara ett id" => "använd a–z, 0–9 och bindestreck, till exempel {example}",
        en: "\"{value}\" cannot be an id" => "use a–z, 0–9 and hyphens, for example {example}",
        explain: "Ids become file names and permanent addresses. They hold lower-case letters a to z, digits and hyphens, so that they mean the same in every file system and every address bar."
    }
    /// A value outside the set that the format allows.
    INVALID_VALUE "invalid-value" Deny {
        sv: "\"{value}\" är inte ett giltigt värde för \"{key}\"" => "{remedy}",
        en: "\"{value}\" is not a valid value for \"{key}\"" => "{remedy}",
        explain: "The key takes one of a few words. Anything else would have to be guessed, and a contract's changelog does not guess."
    }
    /// A level that would let something published go unproven.
    LEVEL_FIXED "level-fixed" Deny firm {
        sv: "nivån för \"{code}\" kan inte sänkas under {level}" => "ta bort raden; rätta det som fyndet gäller",
        en: "the level of \"{code}\" cannot be lowered below {level}" => "remove the line and mend what the finding is about",
        explain: "`levels` may lower a finding that is a matter of judgement. Whether a published text is the one that was published, which of two files or values holds, and whether a file can be read at all are no such matters: they can be raised, not lowered. The list of findings in README says which ones."
    }
    /// An address that a page cannot link to.
    NOT_A_WEB_ADDRESS "not-a-web-address" Deny {
        sv: "\"{value}\" är ingen webbadress" => "skriv en adress som börjar med https:// eller http://",
        en: "\"{value}\" is no web address" => "write an address that begins with https:// or http://",
        explain: "`more` becomes a link on the page. An address that a browser would run or that leads nowhere is not linked to, and the reader would miss it without a word. Write the whole address of a page."
    }
    /// A document without front matter.
    MISSING_FRONT_MATTER "missing-front-matter" Deny firm {
        sv: "dokumentet saknar inledande YAML mellan två rader med ---" => "börja filen med ---, id, title, version och ---",
        en: "the document has no front matter between two lines of ---" => "begin the file with ---, id, title, version and ---",
        explain: "Every version of a document says in its front matter which document and which version it is, and from when it applies."
    }
    /// Front matter whose end is missing.
    UNCLOSED_FRONT_MATTER "unclosed-front-matter" Deny firm {
        sv: "den inledande YAML:en avslutas aldrig" => "skriv en rad med bara --- efter sista nyckeln",
        en: "the front matter is never closed" => "write a line with only --- after the last key",
        explain: "Front matter stands between two lines of three hyphens. Without the second line the whole contract would be read as YAML."
    }
    /// A file at a place where the format has none.
    MISPLACED_FILE "misplaced-file" Warn {
        sv: "filen hör inte hemma här och lästes inte" => "flytta eller döp om den; här läses {expected}",
        en: "the file does not belong here and was not read" => "move or rename it; read here: {expected}",
        explain: "Only the places of the format are read: contracts/<document>.md, contracts/archive/<document>/<version>.md, changelog/<document>/<version>.yaml and a few more. A file elsewhere under these folders has no effect; that may be a slip."
    }
    /// A name that is nearly one of the format.
    MISSPELT_NAME "misspelt-name" Deny {
        sv: "det som heter så här lästes inte; det skulle nog heta {meant}" => "döp om det till {meant}, eller flytta bort det",
        en: "what is called so was not read; it was probably to be called {meant}" => "rename it to {meant}, or move it away",
        explain: "The name is nearly one that the format has, but only the exact one is read: `agreement.yml` beside the contracts would leave all rules about notice without effect, and `2.0.yml` a record without its changes. Names are written in lower-case letters with the endings .md, .yaml and .csv."
    }
    /// A symbolic link.
    SYMBOLIC_LINK "symbolic-link" Deny {
        sv: "en symbolisk länk; länkar följs inte, så inget lästes" => "lägg själva filen eller mappen här i stället för länken",
        en: "a symbolic link; links are not followed, so nothing was read" => "put the file or folder itself here instead of the link",
        explain: "A link can lead to anything on the machine that reads the contracts, and to something else on each machine. So links are never followed: what stands behind one would be missing in silence, be it a contract, a record or the rules about notice. Each file stands in the repository itself."
    }
    /// Something that is neither a file nor a folder.
    NOT_A_FILE "not-a-file" Deny {
        sv: "varken fil eller mapp, så inget lästes" => "ta bort det; avtal och poster är vanliga filer, inte submoduler",
        en: "neither a file nor a folder, so nothing was read" => "remove it; contracts and records are ordinary files, not submodules",
        explain: "A pipe, a device, a socket or, in git, a submodule stands where a file or a folder belongs. Only ordinary files of the repository are read."
    }
    /// A name of bytes that are not UTF-8.
    NAME_NOT_UTF8 "name-not-utf8" Deny {
        sv: "namnet är inte UTF-8, så inget lästes" => "döp om det; använd a–z, 0–9 och bindestreck",
        en: "the name is not UTF-8, so nothing was read" => "rename it; use a–z, 0–9 and hyphens",
        explain: "The name holds bytes that no UTF-8 text can hold, so that it is another name on another machine. It was probably unpacked from an old archive. Names in a contract repository become addresses and hold only a–z, digits and hyphens."
    }
    /// A page's text that no page shows.
    UNKNOWN_PAGE "unknown-page" Deny {
        sv: "ingen sida visar en text med det namnet" => "döp om filen eller ta bort den; här finns {known}, samt personuppgiftsbitrade-<dokument>",
        en: "no page shows a text of that name" => "rename the file or delete it; there are {known}, and personuppgiftsbitrade-<document>",
        explain: "The files of contracts/pages/ are short texts that certain pages ask for by name. A file of another name is never shown, and whoever wrote it believes that it is."
    }
    /// An own template that replaces none.
    UNKNOWN_TEMPLATE "unknown-template" Deny {
        sv: "det finns ingen mall med det namnet att ersätta, och ingen egen mall tar in den" => "ge filen namnet på den mall som den ska ersätta, eller ta bort den",
        en: "there is no template of that name to replace, and no own template includes it" => "give the file the name of the template that it is to replace, or delete it",
        explain: "A file in templates/ replaces the built-in template of the same name, or is included by another own template under its name in quotation marks. A file that does neither has no effect: the built-in template is used, and whoever changed it does not see the change."
    }
    /// A skeleton that no kind names.
    UNUSED_SKELETON "unused-skeleton" Warn {
        sv: "inget dokumentslag i agreement.yaml använder det här skelettet" => "skriv skeleton på dokumentslaget, rätta filens namn eller ta bort filen",
        en: "no kind in agreement.yaml uses this skeleton" => "write skeleton on the kind, correct the file's name or delete the file",
        explain: "`new` begins a document from the skeleton that its kind names with `skeleton`. A file in templates/skeletons/ that no kind names is never used; its name or the kind's may be a slip."
    }
}
