//! Findings about published texts that are not what was published.

codes! {
    /// A published text whose bytes are not those of its digest.
    DIGEST_MISMATCH "digest-mismatch" Deny firm;
    /// A published version whose record has no digest.
    DIGEST_MISSING "digest-missing" Warn firm;
    /// A published version whose record is not sealed, although the program seals what it publishes.
    RECORD_UNSEALED "record-unsealed" Deny firm;
    /// A published version without a record, where others of its repository are sealed.
    RECORD_MISSING "record-missing" Deny firm;
    /// A sealed record beside a text without publication date.
    SEALED_DRAFT "sealed-draft" Deny firm;
    /// A record whose bytes are not those of its seal.
    SEAL_MISMATCH "seal-mismatch" Deny firm;
    /// A fact appended without a seal.
    SEAL_MISSING "seal-missing" Deny firm;
    /// An interim text that is missing, altered or not named by a record.
    INTERIM_MISMATCH "interim-mismatch" Deny firm;
}
