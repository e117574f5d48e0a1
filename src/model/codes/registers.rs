//! Findings about registers of signatories. None repeats an organisation number: it could be a
//! person's.

codes! {
    /// A register in another encoding than UTF-8.
    REGISTER_ENCODING "register-encoding" Deny;
    /// A register whose fields are not separated by commas.
    REGISTER_DELIMITER "register-delimiter" Deny;
    /// A column that a register must have.
    REGISTER_COLUMN_MISSING "register-column-missing" Deny;
    /// A column that no register has.
    REGISTER_COLUMN_UNKNOWN "register-column-unknown" Deny;
    /// A row with more or fewer fields than the header.
    REGISTER_ROW_LENGTH "register-row-length" Deny;
    /// A field that runs over several lines.
    REGISTER_LINE_BREAK "register-line-break" Deny;
    /// A field that must not be empty.
    REGISTER_VALUE_MISSING "register-value-missing" Deny;
    /// A person's number in a register.
    PERSONAL_IDENTITY_NUMBER "personal-identity-number" Deny;
    /// A person's number in the name of a register.
    PERSONAL_IDENTITY_NUMBER_IN_FILE_NAME "personal-identity-number-in-file-name" Deny;
    /// A person's number in running words.
    PERSONAL_IDENTITY_NUMBER_IN_TEXT "personal-identity-number-in-text" Warn;
    /// A text that has not the form of an organisation number.
    ORGANISATION_NUMBER_FORM "organisation-number-form" Deny;
    /// An organisation number with a wrong check digit.
    ORGANISATION_NUMBER_CHECK_DIGIT "organisation-number-check-digit" Deny;
    /// A register of a document that does not exist.
    REGISTER_WITHOUT_DOCUMENT "register-without-document" Deny;
    /// Facts about a register that does not exist.
    UNKNOWN_REGISTER "unknown-register" Deny;
    /// One name for two services.
    SERVICE_NAME_TAKEN "service-name-taken" Deny;
    /// A register without rows.
    REGISTER_WITHOUT_ROWS "register-without-rows" Warn;
    /// A quotation mark in the middle of a field.
    REGISTER_STRAY_QUOTE "register-stray-quote" Deny;
    /// A version that the document does not have.
    SIGNED_VERSION_UNKNOWN "signed-version-unknown" Deny;
    /// A version that was not in force when it was signed.
    SIGNED_VERSION_NOT_IN_FORCE "signed-version-not-in-force" Warn;
    /// A signature on a day to come.
    SIGNED_IN_FUTURE "signed-in-future" Deny;
    /// An end before the beginning.
    ENDED_BEFORE_SIGNED "ended-before-signed" Deny;
    /// A service that no document describes.
    UNKNOWN_SERVICE "unknown-service" Deny;
    /// A category that agreement.yaml does not have.
    UNKNOWN_CATEGORY "unknown-category" Deny;
    /// One organisation twice for the same time.
    SIGNATORY_TWICE "signatory-twice" Deny;
    /// A third party without its customer.
    THROUGH_MISSING "through-missing" Deny;
    /// A customer that has signed nothing.
    THROUGH_UNKNOWN "through-unknown" Warn;
}
