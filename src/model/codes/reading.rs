//! Findings about files that cannot be read as they stand.

use crate::model::finding::Phrase;

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident $text:literal;)*) => {
        $($(#[$doc])* pub static $name: Phrase = Phrase($text);)*
        /// Every phrase of this family.
        pub static PHRASES: &[&Phrase] = &[$(&$name),*];
    };
}

phrases! {
    /// A scalar.
    TEXT "phrase.text";
    /// A day.
    DATE "phrase.date";
    /// A version number.
    VERSION "phrase.version";
    /// A boolean.
    FLAG "phrase.flag";
    /// A whole number.
    NUMBER "phrase.number";
    /// One of a few words.
    WORD "phrase.word";
    /// A list.
    LIST "phrase.list";
    /// A list of scalars.
    TEXTS "phrase.texts";
    /// A mapping.
    MAPPING "phrase.mapping";
    /// Nothing stands at a place of a list.
    HOLDS_EMPTY "phrase.holds-empty";
    /// What to do with an empty value that must be there.
    FILL_IN "phrase.fill-in";
    /// What to do with an empty value that may be left out.
    FILL_IN_OR_REMOVE "phrase.fill-in-or-remove";
    /// What to do where one of a few words must stand.
    CHOOSE "phrase.choose";
    /// What to do where one of many words must stand.
    NEAREST "phrase.nearest";
    /// What to do where a number must stand.
    COUNT "phrase.count";
    /// What to do where something of a form must stand.
    LIKE "phrase.like";
    /// The encoding that begins with a mark of two bytes.
    UTF_16 "phrase.utf-16";
    /// A byte of an older encoding.
    OLDER_ENCODING "phrase.older-encoding";
    /// No text at all.
    NO_TEXT "phrase.no-text";
}

codes! {
    /// What git leaves in a text that two branches changed.
    CONFLICT_MARKER "conflict-marker" Deny;
    /// A file whose bytes are not UTF-8.
    NOT_UTF8 "not-utf8" Deny firm;
    /// A document that the program fails on.
    PROGRAM_FAULT "program-fault" Deny firm;
    /// A file without content.
    EMPTY_FILE "empty-file" Deny firm;
    /// A file larger than the engine reads.
    FILE_TOO_LARGE "file-too-large" Deny firm;
    /// YAML that cannot be parsed.
    YAML_SYNTAX "yaml-syntax" Deny firm;
    /// One key given twice in a mapping.
    DUPLICATE_KEY "duplicate-key" Deny firm;
    /// Text of a value that YAML reads as a comment.
    TEXT_AFTER_HASH "text-after-hash" Deny;
    /// A format that is newer than this program.
    UNKNOWN_FORMAT "unknown-format" Deny firm;
    /// A key that the format does not have.
    UNKNOWN_KEY "unknown-key" Deny;
    /// A key that must be given.
    MISSING_KEY "missing-key" Deny firm;
    /// A key, or a place of a list, without a value.
    EMPTY_VALUE "empty-value" Deny firm;
    /// One value twice in a list.
    REPEATED_VALUE "repeated-value" Deny;
    /// Two declarations of one id.
    DECLARED_TWICE "declared-twice" Deny firm;
    /// A value of another shape than the format has there.
    WRONG_TYPE "wrong-type" Deny firm;
    /// A version number that YAML may read as a decimal number.
    UNQUOTED_VERSION "unquoted-version" Deny;
    /// A version number of another form.
    INVALID_VERSION "invalid-version" Deny firm;
    /// A date of another form, or one that the calendar does not have.
    INVALID_DATE "invalid-date" Deny;
    /// A date in another century than any contract.
    IMPLAUSIBLE_DATE "implausible-date" Deny;
    /// An id with characters that an id cannot have.
    INVALID_ID "invalid-id" Deny firm;
    /// A value outside the set that the format allows.
    INVALID_VALUE "invalid-value" Deny;
    /// A level that would let something published go unproven.
    LEVEL_FIXED "level-fixed" Deny firm;
    /// An address that a page cannot link to.
    NOT_A_WEB_ADDRESS "not-a-web-address" Deny;
    /// A document without front matter.
    MISSING_FRONT_MATTER "missing-front-matter" Deny firm;
    /// Front matter whose end is missing.
    UNCLOSED_FRONT_MATTER "unclosed-front-matter" Deny firm;
    /// A file at a place where the format has none.
    MISPLACED_FILE "misplaced-file" Warn;
    /// A name that is nearly one of the format.
    MISSPELT_NAME "misspelt-name" Deny;
    /// A symbolic link.
    SYMBOLIC_LINK "symbolic-link" Deny;
    /// Something that is neither a file nor a folder.
    NOT_A_FILE "not-a-file" Deny;
    /// A name of bytes that are not UTF-8.
    NAME_NOT_UTF8 "name-not-utf8" Deny;
    /// A page's text that no page shows.
    UNKNOWN_PAGE "unknown-page" Deny;
    /// An own template that replaces none.
    UNKNOWN_TEMPLATE "unknown-template" Deny;
    /// A skeleton that no kind names.
    UNUSED_SKELETON "unused-skeleton" Warn;
}
