//! Text in a workflow command of a forge (`::error file=…::…`): nothing in it ends the command or
//! begins another.

use super::shown;

/// `text` as what a command says; lines stay lines.
pub fn data(text: &str) -> String {
    shown(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// `text` as the value of a property.
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command() {
        assert_eq!(
            data("a%\r\n::error::b\u{1b}"),
            "a%25%0D%0A::error::b[U+001B]"
        );
        assert_eq!(property("a,b::c\n"), "a%2Cb%3A%3Ac%0A");
    }
}
