//! Findings about what a branch does to what was published where it began: `check --base`.

codes! {
    /// A published file that is gone.
    PUBLISHED_LOST "published-lost" Deny firm;
    /// A published version whose dates were changed.
    PUBLISHED_REDATED "published-redated" Deny firm;
    /// An archived text or interim text that is not what was published.
    ARCHIVE_ALTERED "archive-altered" Deny firm;
    /// A published text that was changed where it stands.
    EDITED_IN_PLACE "edited-in-place" Deny firm;
    /// A sealed record in which more changed than facts appended at its end.
    RECORD_ALTERED "record-altered" Deny firm;
    /// Words about a release that are not, or no longer, those that were published.
    ANNOUNCEMENT_ALTERED "announcement-altered" Deny firm;
    /// The number of a published version on another text.
    VERSION_REUSED "version-reused" Deny firm;
    /// A new version that claims to be older than what is published.
    BACKDATED_VERSION "backdated-version" Deny firm;
}
