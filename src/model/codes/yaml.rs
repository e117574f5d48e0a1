//! Why a text is not YAML: what `yaml-syntax` says of each cause, and what to do where no corrected
//! line can be shown.

use crate::model::finding::Phrase;

/// One cause.
#[derive(Debug, PartialEq, Eq)]
pub struct Cause {
    /// What is wrong.
    pub problem: Phrase,
    /// What to do.
    pub remedy: Phrase,
}

macro_rules! causes {
    ($($(#[$doc:meta])* $name:ident $text:literal;)*) => {
        $($(#[$doc])* pub static $name: Cause = Cause {
            problem: Phrase(concat!("yaml.", $text)),
            remedy: Phrase(concat!("yaml.", $text, ".hint")),
        };)*
        /// Every cause.
        pub static ALL: &[&Cause] = &[$(&$name),*];
    };
}

/// What to do where the corrected line is known.
pub static WRITE: Phrase = Phrase("phrase.write");

/// What to do where only the indentation is wrong.
pub static INDENT: Phrase = Phrase("phrase.indent");

causes! {
    /// None of the others.
    UNKNOWN "unknown";
    /// A mark of an unfinished merge.
    CONFLICT "conflict";
    /// A tab where only blanks may stand.
    TAB "tab";
    /// A no-break space where only blanks may stand.
    NO_BREAK_SPACE "no-break-space";
    /// A colon within a plain text.
    COLON_IN_TEXT "colon-in-text";
    /// No blank after a colon.
    NO_BLANK_AFTER_COLON "no-blank-after-colon";
    /// No blank after the hyphen of a list item.
    NO_BLANK_AFTER_HYPHEN "no-blank-after-hyphen";
    /// A line without a colon.
    NO_COLON "no-colon";
    /// A quotation mark that is never closed.
    OPEN_QUOTE "open-quote";
    /// Text after the closing quotation mark.
    QUOTE_INSIDE "quote-inside";
    /// Typographic quotation marks.
    TYPOGRAPHIC_QUOTES "typographic-quotes";
    /// A bracket that is never closed.
    OPEN_BRACKET "open-bracket";
    /// A bracket that is closed by one of the other kind.
    WRONG_BRACKET "wrong-bracket";
    /// Two items without a comma.
    NO_COMMA "no-comma";
    /// An indentation that fits none of the lines around it.
    INDENTATION "indentation";
    /// A block of text that is not indented.
    BLOCK_NOT_INDENTED "block-not-indented";
    /// A text that begins with a sign that means something in YAML.
    FIRST_SIGN "first-sign";
    /// An anchor or an alias.
    ANCHOR "anchor";
    /// More than one document in a file.
    SEVERAL_DOCUMENTS "several-documents";
    /// A control character.
    CONTROL "control";
    /// A backslash that means nothing within double quotation marks.
    ESCAPE "escape";
    /// Lists in lists in lists.
    TOO_DEEP "too-deep";
}
