//! Findings about how documents, versions and records fit together.

use crate::model::finding::Phrase;

/// A file that holds a record.
pub static OF_A_RECORD: Phrase = Phrase("phrase.of-a-record");

/// A file that holds the text of a day.
pub static OF_AN_INTERIM_TEXT: Phrase = Phrase("phrase.of-an-interim-text");

/// A cell beyond the header of its table.
pub static UNSEEN_CELL: Phrase = Phrase("phrase.unseen-cell");

/// The title of a link or an image.
pub static UNSEEN_TITLE: Phrase = Phrase("phrase.unseen-title");

/// A comment of HTML, or markup that hides what stands in it.
pub static UNSEEN_MARKUP: Phrase = Phrase("phrase.unseen-markup");

/// The phrases that these findings may hold.
pub static PHRASES: &[&Phrase] = &[
    &OF_A_RECORD,
    &OF_AN_INTERIM_TEXT,
    &UNSEEN_CELL,
    &UNSEEN_TITLE,
    &UNSEEN_MARKUP,
];

codes! {
    /// A document's id that is not its file's name.
    ID_NOT_FILE_NAME "id-not-file-name" Deny firm;
    /// A published document that stands under another id than it was published with.
    DOCUMENT_RENAMED "document-renamed" Deny firm;
    /// Two documents with one id.
    DUPLICATE_ID "duplicate-id" Deny firm;
    /// An archived file whose version is not its file's name, or a record whose document or version is not its path's.
    NAME_CONTRADICTS_PATH "name-contradicts-path" Deny firm;
    /// Two texts of one version.
    DUPLICATE_VERSION "duplicate-version" Deny firm;
    /// Two files for one record, or for one interim text.
    DUPLICATE_FILE "duplicate-file" Deny firm;
    /// An archived version that is newer than the document's newest.
    ARCHIVE_NEWER_THAN_CURRENT "archive-newer-than-current" Deny firm;
    /// An archived version of a document that has no current file.
    ARCHIVE_WITHOUT_DOCUMENT "archive-without-document" Deny firm;
    /// An archived text without a publication date.
    ARCHIVED_DRAFT "archived-draft" Deny firm;
    /// A record for a version that does not exist.
    RECORD_WITHOUT_VERSION "record-without-version" Deny firm;
    /// A kind that agreement.yaml does not have.
    UNKNOWN_KIND "unknown-kind" Deny;
    /// An agreement that agreement.yaml does not have.
    UNKNOWN_AGREEMENT "unknown-agreement" Deny;
    /// A section that the kind requires.
    MISSING_SECTION "missing-section" Deny;
    /// A heading number used twice.
    DUPLICATE_NUMBER "duplicate-number" Deny;
    /// One id given to two headings.
    DUPLICATE_SECTION_ID "duplicate-section-id" Deny;
    /// Publication dates that run against version numbers.
    VERSIONS_OUT_OF_ORDER "versions-out-of-order" Deny;
    /// A baseline after the history kept here has begun.
    LATE_BASELINE "late-baseline" Deny;
    /// A cross-reference that kept its number although its target got another.
    STALE_CROSS_REFERENCE "stale-cross-reference" Deny;
    /// A cross-reference to a number that nothing bears.
    DANGLING_CROSS_REFERENCE "dangling-cross-reference" Warn;
    /// Struck-out text in a text that is to be published.
    STRUCK_TEXT "struck-text" Deny;
    /// Text that stands in the file and that no page shows.
    UNSEEN_TEXT "unseen-text" Warn;
    /// An internal error of the comparison.
    REDLINE_NOT_PROVEN "redline-not-proven" Deny firm;
}
