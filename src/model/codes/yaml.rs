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
    ($($(#[$doc:meta])* $name:ident {
        sv: $sv:literal => $sv_remedy:literal,
        en: $en:literal => $en_remedy:literal $(,)?
    })*) => {
        $($(#[$doc])* pub static $name: Cause = Cause {
            problem: Phrase { sv: $sv, en: $en },
            remedy: Phrase { sv: $sv_remedy, en: $en_remedy },
        };)*
        /// Every cause.
        pub static ALL: &[&Cause] = &[$(&$name),*];
    };
}

/// What to do where the corrected line is known.
pub static WRITE: Phrase = Phrase {
    sv: "skriv `{line}`",
    en: "write `{line}`",
};

/// What to do where only the indentation is wrong.
pub static INDENT: Phrase = Phrase {
    sv: "börja raden med {blanks} blanksteg",
    en: "begin the line with {blanks} blanks",
};

causes! {
    /// None of the others.
    UNKNOWN {
        sv: "raden kan inte tolkas" => "kontrollera citattecken, kolon och indrag på raden och raden före",
        en: "the line cannot be understood" => "check quotation marks, colons and indentation on this line and the one before"
    }
    /// A mark of an unfinished merge.
    CONFLICT {
        sv: "raden är ett märke som git har lämnat" => "välj den lydelse som ska gälla och ta bort märkena",
        en: "the line is a mark that git left" => "choose the words that shall hold and remove the marks"
    }
    /// A tab where only blanks may stand.
    TAB {
        sv: "ett tabbtecken står där blanksteg ska stå" => "dra in med blanksteg",
        en: "a tab stands where blanks must stand" => "indent with blanks"
    }
    /// A no-break space where only blanks may stand.
    NO_BREAK_SPACE {
        sv: "ett hårt blanksteg (U+00A0) står där ett vanligt ska stå" => "skriv vanliga blanksteg",
        en: "a no-break space (U+00A0) stands where a blank must stand" => "write ordinary blanks"
    }
    /// A colon within a plain text.
    COLON_IN_TEXT {
        sv: "texten innehåller ett kolon och saknar citattecken" => "sätt texten inom citattecken",
        en: "the text holds a colon and stands without quotation marks" => "put the text in quotation marks"
    }
    /// No blank after a colon.
    NO_BLANK_AFTER_COLON {
        sv: "det saknas ett blanksteg efter kolonet" => "skriv ett blanksteg efter kolonet",
        en: "there is no blank after the colon" => "write a blank after the colon"
    }
    /// No blank after the hyphen of a list item.
    NO_BLANK_AFTER_HYPHEN {
        sv: "det saknas ett blanksteg efter bindestrecket" => "skriv ett blanksteg efter bindestrecket",
        en: "there is no blank after the hyphen" => "write a blank after the hyphen"
    }
    /// A line without a colon.
    NO_COLON {
        sv: "raden har inget kolon mellan nyckel och värde" => "skriv raden som \"nyckel: värde\"; en kommentar börjar med #",
        en: "the line has no colon between key and value" => "write the line as \"key: value\"; a comment begins with #"
    }
    /// A quotation mark that is never closed.
    OPEN_QUOTE {
        sv: "citattecknet stängs aldrig" => "avsluta texten med ett citattecken",
        en: "the quotation mark is never closed" => "end the text with a quotation mark"
    }
    /// Text after the closing quotation mark.
    QUOTE_INSIDE {
        sv: "texten går vidare efter det avslutande citattecknet" => "sätt hela texten inom citattecken av det andra slaget",
        en: "the text goes on after the closing quotation mark" => "put the whole text in quotation marks of the other kind"
    }
    /// Typographic quotation marks.
    TYPOGRAPHIC_QUOTES {
        sv: "typografiska citattecken (”) är vanlig text i YAML" => "använd raka citattecken (\")",
        en: "typographic quotation marks (”) are ordinary text in YAML" => "use straight quotation marks (\")"
    }
    /// A bracket that is never closed.
    OPEN_BRACKET {
        sv: "\"{bracket}\" stängs aldrig" => "avsluta med \"{closing}\"",
        en: "\"{bracket}\" is never closed" => "close it with \"{closing}\""
    }
    /// A bracket that is closed by one of the other kind.
    WRONG_BRACKET {
        sv: "\"{bracket}\" stängs inte av \"{closing}\"" => "avsluta en lista med ] och uppgifter med }",
        en: "\"{bracket}\" is not closed by \"{closing}\"" => "close a list with ] and a mapping with }"
    }
    /// Two items without a comma.
    NO_COMMA {
        sv: "det saknas ett kommatecken mellan två uppgifter" => "skriv ett kommatecken mellan uppgifterna",
        en: "there is no comma between two items" => "write a comma between the items"
    }
    /// An indentation that fits none of the lines around it.
    INDENTATION {
        sv: "raden är inte indragen som raderna omkring" => "ge raden samma indrag som uppgifterna bredvid",
        en: "the line is not indented like those around it" => "indent the line like the keys beside it"
    }
    /// A block of text that is not indented.
    BLOCK_NOT_INDENTED {
        sv: "texten under \"|\" eller \">\" är inte indragen" => "dra in textens rader",
        en: "the text below \"|\" or \">\" is not indented" => "indent the lines of the text"
    }
    /// A text that begins with a sign that means something in YAML.
    FIRST_SIGN {
        sv: "värdet börjar med \"{first}\", som betyder något eget i YAML" => "sätt texten inom citattecken",
        en: "the value begins with \"{first}\", which has a meaning of its own in YAML" => "put the text in quotation marks"
    }
    /// An anchor or an alias.
    ANCHOR {
        sv: "ankare och alias (& och *) används inte här" => "skriv värdet i sin helhet; en text som börjar så sätts inom citattecken",
        en: "anchors and aliases (& and *) are not used here" => "write the value out; a text that begins so is put in quotation marks"
    }
    /// More than one document in a file.
    SEVERAL_DOCUMENTS {
        sv: "raden delar filen i flera YAML-dokument" => "ta bort raden",
        en: "the line divides the file into several YAML documents" => "remove the line"
    }
    /// A control character.
    CONTROL {
        sv: "styrtecknet {sign} kan inte stå i YAML" => "ta bort det",
        en: "the control character {sign} cannot stand in YAML" => "remove it"
    }
    /// A backslash that means nothing within double quotation marks.
    ESCAPE {
        sv: "ett omvänt snedstreck inom \"…\" inleder en omskrivning, och den här finns inte" => "skriv två omvända snedstreck, eller sätt texten inom '…'",
        en: "a backslash within \"…\" begins an escape, and there is none like this" => "write two backslashes, or put the text in '…'"
    }
    /// Lists in lists in lists.
    TOO_DEEP {
        sv: "uppgifter står inuti varandra i fler nivåer än formatet har" => "ta bort de yttersta parenteserna",
        en: "values stand within each other on more levels than the format has" => "remove the outermost brackets"
    }
}
