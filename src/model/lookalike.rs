//! Letters that look like others: a name with a Cyrillic "а" in it is another name, and no eye can
//! see it.

use unicode_normalization::UnicodeNormalization as _;

/// Letters of other scripts, each followed by the Latin letter that it looks like.
const ALIKE: &str = "аaеeоoрpсcуyхxіiјjѕsкkмmтtвbнhпnгrԁdɡgһhԛqԝwνvѵvАAВBЕEКKМMНHОOРPСCТTХXІI\
                     αaοoρpιiκkυuΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΧXıi";

/// The first sign of a text that looks like another one, and the text with all of them put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookalike {
    /// Which character of the text it is, counted from 1.
    pub place: usize,
    /// The sign.
    pub sign: char,
    /// The one that it looks like; `None` for a sign that cannot be seen at all.
    pub like: Option<char>,
    /// The whole text as it was meant.
    pub meant: String,
}

/// Looks for a sign in `text` that only looks like a Latin letter, a digit, a hyphen or a blank, or
/// like nothing.
pub fn find(text: &str) -> Option<Lookalike> {
    let mut found = None;
    let mut meant = String::with_capacity(text.len());
    for (at, sign) in text.chars().enumerate() {
        let like = if is_invisible(sign) {
            Some(None)
        } else {
            plain(sign).map(Some)
        };
        match like {
            Some(like) => {
                found.get_or_insert((at + 1, sign, like));
                meant.extend(like);
            }
            None => meant.push(sign),
        }
    }
    found.map(|(place, sign, like)| Lookalike {
        place,
        sign,
        like,
        meant,
    })
}

/// The plain sign that `sign` looks like, where it is another one.
fn plain(sign: char) -> Option<char> {
    match sign {
        _ if sign.is_ascii() => return None,
        '\u{2010}'..='\u{2014}' | '\u{2212}' => return Some('-'),
        '\u{a0}' | '\u{2007}' | '\u{202f}' => return Some(' '),
        _ => {}
    }
    let mut letters = ALIKE.chars();
    while let (Some(foreign), Some(latin)) = (letters.next(), letters.next()) {
        if foreign == sign {
            return Some(latin);
        }
    }
    // Full-width and mathematical forms.
    let mut forms = std::iter::once(sign).nfkc();
    forms
        .next()
        .filter(|form| form.is_ascii_graphic() && forms.next().is_none())
}

/// Whether nothing of `sign` can be seen, and it is no white space either.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || sign.is_control() && !sign.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_another_script_is_found_and_put_right() {
        let found = find("kundаvtal").expect("a Cyrillic letter");
        assert_eq!((found.place, found.sign, found.like), (5, 'а', Some('a')));
        assert_eq!(found.meant, "kundavtal");
        assert_eq!(
            find("２.0").map(|found| found.meant),
            Some("2.0".to_owned())
        );
        assert_eq!(
            find("2022–12–19").map(|found| found.meant),
            Some("2022-12-19".to_owned())
        );
    }

    #[test]
    fn a_sign_that_cannot_be_seen_is_found() {
        let found = find("bt\u{200b}v").expect("a sign");
        assert_eq!(
            (found.place, found.like, found.meant.as_str()),
            (3, None, "btv")
        );
    }

    #[test]
    fn letters_that_look_like_themselves_are_no_lookalikes() {
        assert_eq!(find("Åtaganden é ü ß 100 % § ”x”"), None);
    }
}
