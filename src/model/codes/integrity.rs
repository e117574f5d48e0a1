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
    /// A line of a seal that says nothing.
    SEAL_UNREADABLE "seal-unreadable" Deny firm;
    /// A seal that is not, byte for byte, what the program wrote.
    SEAL_ALTERED "seal-altered" Deny firm;
    /// A seal of a longer record: what it binds was not written, or was taken away.
    SEAL_AHEAD "seal-ahead" Deny firm;
    /// A seal beside which no record stands.
    SEAL_WITHOUT_RECORD "seal-without-record" Deny firm;
    /// A record with a seal among its own lines and another beside it.
    SEALED_TWICE "sealed-twice" Deny firm;
    /// Words about a release that are not those of their seal.
    ANNOUNCEMENT_MISMATCH "announcement-mismatch" Deny firm;
    /// Files whose line endings are others than when they were published.
    LINE_ENDINGS_CHANGED "line-endings-changed" Deny firm;
    /// Files of which only a pointer to git's storage for large files stands there.
    FILE_IS_POINTER "file-is-pointer" Deny firm;
    /// Many documents that lack texts or records.
    FILES_MISSING "files-missing" Deny firm;
    /// An interim text that is missing, altered or not named by a record.
    INTERIM_MISMATCH "interim-mismatch" Deny firm;
}
