//! Findings about registers of signatories. None repeats an organisation number: it could be a
//! person's.

codes! {
    /// A register in another encoding than UTF-8.
    REGISTER_ENCODING "register-encoding" Deny {
        sv: "registret är inte UTF-8; det verkar vara {encoding}" => "spara om filen som ”CSV UTF-8 (kommaavgränsad)”",
        en: "the register is not UTF-8; it seems to be {encoding}" => "save the file again as \"CSV UTF-8 (comma delimited)\"",
        explain: "Spreadsheet programs often save CSV in an older encoding. Names with å, ä, ö and é would then be published wrongly. The place shown is the first letter that is not UTF-8. A byte order mark is no problem."
    }
    /// A register whose fields are not separated by commas.
    REGISTER_DELIMITER "register-delimiter" Deny {
        sv: "fälten är åtskilda med {found}, inte med komma" => "spara om filen som ”CSV UTF-8 (kommaavgränsad)”",
        en: "the fields are separated by {found}, not by commas" => "save the file again as \"CSV UTF-8 (comma delimited)\"",
        explain: "A spreadsheet program with Swedish settings writes semicolons between the fields. A register is read with commas only, because services are separated by semicolons inside their field."
    }
    /// A column that a register must have.
    REGISTER_COLUMN_MISSING "register-column-missing" Deny {
        sv: "kolumnen \"{column}\" saknas i rubrikraden" => "rubrikraden är {known}",
        en: "the column \"{column}\" is missing from the header" => "the header is {known}",
        explain: "The first row of a register names its columns, in any order. Of the last three, `through`, `board` and `ended`, each may be left out."
    }
    /// A column that no register has.
    REGISTER_COLUMN_UNKNOWN "register-column-unknown" Deny {
        sv: "kolumnen \"{column}\" finns inte i registerformatet, eller står två gånger" => "kolumnerna är {known}",
        en: "the format has no column \"{column}\", or it stands twice" => "the columns are {known}",
        explain: "A column that nobody reads would be published by nobody and believed by its author to be. Notes about a signatory belong elsewhere."
    }
    /// A row with more or fewer fields than the header.
    REGISTER_ROW_LENGTH "register-row-length" Deny {
        sv: "raden har {found} fält, rubrikraden {expected}" => "sätt ett fält som innehåller komma inom citattecken",
        en: "the row has {found} fields, the header {expected}" => "put a field that holds a comma in quotation marks",
        explain: "With a field too many or too few nobody can say which value belongs to which column, so the row is not read."
    }
    /// A field that runs over several lines.
    REGISTER_LINE_BREAK "register-line-break" Deny {
        sv: "fältet innehåller en radbrytning" => "stäng citattecknet, eller ta bort radbrytningen",
        en: "the field holds a line break" => "close the quotation mark, or remove the line break",
        explain: "No value of a register has several lines. Most often a quotation mark was not closed, and the rows after it have been swallowed by this field."
    }
    /// A field that must not be empty.
    REGISTER_VALUE_MISSING "register-value-missing" Deny {
        sv: "\"{column}\" är tomt" => "fyll i fältet",
        en: "\"{column}\" is empty" => "fill in the field",
        explain: "Organisation, organisation number, day of signing and version are needed to say who is bound by what."
    }
    /// A person's number in a register.
    PERSONAL_IDENTITY_NUMBER "personal-identity-number" Deny {
        sv: "raden innehåller ett personnummer och tas inte med" => "ta bort numret ur filen och ur gits historik; en enskild firma förs inte in i ett register som publiceras",
        en: "the row holds a personal identity number and is left out" => "remove the number from the file and from git's history; a sole trader is not entered in a register that is published",
        explain: "A sole trader's organisation number is the person's own identity number. The third and fourth digit of an organisation number are at least 20; where they can be a month, or where a century stands before, the number is a person's, whatever dashes, spaces or points it is written with. Such a row is never published, whatever the level of this finding, and the number is struck out where the row is shown."
    }
    /// A person's number in the name of a register.
    PERSONAL_IDENTITY_NUMBER_IN_FILE_NAME "personal-identity-number-in-file-name" Deny {
        sv: "filens namn innehåller ett personnummer; registret läses inte" => "döp om filen efter dokumentets id, och ta bort det gamla namnet ur gits historik",
        en: "the name of the file holds a personal identity number; the register is not read" => "rename the file after the document's id, and remove the old name from git's history",
        explain: "The name of a file is shown wherever something is said about it, and becomes a part of addresses. A register is named after the document that was signed, never after who signed it. The number is struck out where the name is shown."
    }
    /// A person's number in running words.
    PERSONAL_IDENTITY_NUMBER_IN_TEXT "personal-identity-number-in-text" Warn {
        sv: "det här ser ut som ett personnummer och kommer att publiceras" => "ta bort numret ur texten och ur gits historik; är det ett annat nummer, skriv det så att det inte liknar ett personnummer",
        en: "this looks like a personal identity number and will be published" => "remove the number from the text and from git's history; if it is another number, write it so that it does not look like one",
        explain: "Contracts, notes and settings are published as they are written. A number counts that is written as a personal identity number or a coordination number is, whose day exists and whose check digit holds; organisation numbers, telephone numbers and reference numbers are seldom all of it. The number is struck out where the finding is shown, but not in the text."
    }
    /// A text that has not the form of an organisation number.
    ORGANISATION_NUMBER_FORM "organisation-number-form" Deny {
        sv: "\"{column}\" har inte formen av ett organisationsnummer" => "skriv NNNNNN-NNNN",
        en: "\"{column}\" has not the form of an organisation number" => "write NNNNNN-NNNN",
        explain: "A Swedish organisation number has ten digits, with a hyphen before the last four. The prefix 16 may stand before it."
    }
    /// An organisation number with a wrong check digit.
    ORGANISATION_NUMBER_CHECK_DIGIT "organisation-number-check-digit" Deny {
        sv: "organisationsnumrets kontrollsiffra stämmer inte" => "jämför med registreringsbeviset; en siffra är fel",
        en: "the check digit of the organisation number does not hold" => "compare it with the certificate of registration; a digit is wrong",
        explain: "The last digit of an organisation number is computed from the nine before it. When it does not hold, a digit was mistyped or two were exchanged."
    }
    /// A register of a document that does not exist.
    REGISTER_WITHOUT_DOCUMENT "register-without-document" Deny {
        sv: "registret gäller \"{document}\", som inte finns" => "döp filen efter dokumentets id; närmast: {known}",
        en: "the register is of \"{document}\", which does not exist" => "name the file after the document's id; nearest: {known}",
        explain: "contracts/registers/<document>.csv lists who has signed contracts/<document>.md. Without the document nobody can read what was signed."
    }
    /// Facts about a register that does not exist.
    UNKNOWN_REGISTER "unknown-register" Deny {
        sv: "registers anger \"{document}\", men {path} finns inte" => "rätta namnet eller ta bort raden; register som finns: {known}",
        en: "registers names \"{document}\", but {path} does not exist" => "correct the name or remove the line; registers here: {known}",
        explain: "Under `registers` in agreement.yaml stands the day of which a list of signatories is. The list is found by the id of its document. None has this one, so the day would stand nowhere, and the list that was meant would have none."
    }
    /// One name for two services.
    SERVICE_NAME_TAKEN "service-name-taken" Deny {
        sv: "tjänsten heter \"{service}\" också i {other}" => "ge en av tjänsterna ett eget namn i service",
        en: "the service is called \"{service}\" in {other} too" => "give one of the services a name of its own in service",
        explain: "A register may name services by their names. With one name for two services nobody can tell which of them a signatory uses, and so which documents bind it."
    }
    /// A register without rows.
    REGISTER_WITHOUT_ROWS "register-without-rows" Warn {
        sv: "registret har en rubrikrad men ingen rad därunder" => "fyll i raderna, eller ta bort filen så länge ingen har tecknat",
        en: "the register has a header but no row below it" => "fill in the rows, or remove the file while nobody has signed",
        explain: "A list without rows says that nobody has signed the document. Most often the rows were lost when the file was saved, or never pasted in."
    }
    /// A quotation mark in the middle of a field.
    REGISTER_STRAY_QUOTE "register-stray-quote" Deny {
        sv: "ett citattecken står inuti fältet" => "sätt hela fältet inom citattecken och skriv citattecknet dubbelt: \"Bolaget \"\"A\"\" AB\"",
        en: "a quotation mark stands within the field" => "put the whole field in quotation marks and double the mark: \"Company \"\"A\"\" Ltd\"",
        explain: "In CSV a quotation mark opens or closes a field. Within a field it is written twice, and the field stands in quotation marks. One that stands alone is read by one program as a letter and by another as the end of the field."
    }
    /// A version that the document does not have.
    SIGNED_VERSION_UNKNOWN "signed-version-unknown" Deny {
        sv: "version {version} av \"{document}\" är inte publicerad" => "rätta numret; publicerade versioner: {known}",
        en: "version {version} of \"{document}\" is not published" => "correct the number; published versions: {known}",
        explain: "A register says which version was signed, so that one can show what has changed since. The version named here is none that was published."
    }
    /// A version that was not in force when it was signed.
    SIGNED_VERSION_NOT_IN_FORCE "signed-version-not-in-force" Warn {
        sv: "version {version} gällde inte den {signed}; då gällde {in_force}" => "rätta versionen eller dagen",
        en: "version {version} was not in force on {signed}; {in_force} was" => "correct the version or the day",
        explain: "Who signs an agreement signs the text in force on that day. Where an older form was signed by mistake, agreement and list should say the same."
    }
    /// A signature on a day to come.
    SIGNED_IN_FUTURE "signed-in-future" Deny {
        sv: "{signed} ligger efter den {on}" => "rätta dagen",
        en: "{signed} lies after {on}" => "correct the day",
        explain: "Nobody has signed on a day to come. The day is compared with the day that is looked from, and with the day of the list where agreement.yaml states a later one."
    }
    /// An end before the beginning.
    ENDED_BEFORE_SIGNED "ended-before-signed" Deny {
        sv: "avtalet upphörde {ended}, före dagen då det tecknades ({signed})" => "rätta en av dagarna",
        en: "it ended {ended}, before the day on which it was signed ({signed})" => "correct one of the days",
        explain: "`ended` is the day from which the document no longer binds the organisation. It cannot lie before `signed`."
    }
    /// A service that no document describes.
    UNKNOWN_SERVICE "unknown-service" Deny {
        sv: "tjänsten \"{service}\" finns inte" => "skriv tjänstens namn eller dess dokuments id; närmast: {known}",
        en: "there is no service \"{service}\"" => "write the service's name or its document's id; nearest: {known}",
        explain: "The services of a signatory decide which documents bind it. Each is named by the id of its document, or by the service's or the document's name in any version; several are separated by semicolons."
    }
    /// A category that agreement.yaml does not have.
    UNKNOWN_CATEGORY "unknown-category" Deny {
        sv: "kategorin \"{category}\" finns inte i agreement.yaml" => "välj bland: {known}",
        en: "the category \"{category}\" does not stand in agreement.yaml" => "choose among: {known}",
        explain: "Customers look for their own category: in a register, whose page is filtered by the categories that agreement.yaml declares, and under `affects` of an entry, which can also say whether directly or indirectly connected customers are meant. Another spelling would be a category of its own, and hide the row or the change from them."
    }
    /// One organisation twice for the same time.
    SIGNATORY_TWICE "signatory-twice" Deny {
        sv: "samma organisation står redan på rad {first} för samma tid" => "ta bort en av raderna, eller ange när den ena upphörde",
        en: "the same organisation already stands on line {first} for the same time" => "remove one of the rows, or state when one of them ended",
        explain: "An organisation signs a document once, through the same customer and for the same board. Two rows that hold at the same time leave open which version and which services are meant."
    }
    /// A third party without its customer.
    THROUGH_MISSING "through-missing" Deny {
        sv: "raden säger inte vilken kund eller nämnd det gäller" => "fyll i through (kundens organisationsnummer) eller board (nämnden)",
        en: "the row does not say which customer or board it is about" => "fill in through (the customer's organisation number) or board",
        explain: "The publisher is none of the parties of this document: it ties somebody else to a customer. The list then has to say to which: a care provider to the customer that connects it (`through`), a power of attorney to the board that gave it (`board`)."
    }
    /// A customer that has signed nothing.
    THROUGH_UNKNOWN "through-unknown" Warn {
        sv: "kunden som anges i through har inte tecknat något avtal den {on}" => "rätta numret, eller för in kunden i sitt register",
        en: "the customer in through has not signed anything on {on}" => "correct the number, or enter the customer in its register",
        explain: "A care provider is connected through a customer that has an agreement of its own. No register lists such a customer with this number as bound on the day looked from."
    }
}
