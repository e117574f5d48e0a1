//! Words to addresses.

/// `text` as lower-case ASCII words joined by hyphens: å and ä become a, ö becomes o, é becomes e,
/// other signs divide words or, like §, are dropped.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            'a'..='z' | '0'..='9' => c,
            'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' | 'æ' => 'a',
            'ö' | 'ø' | 'ó' | 'ò' | 'ô' | 'õ' => 'o',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'ü' | 'ú' | 'ù' | 'û' => 'u',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ñ' => 'n',
            'ç' => 'c',
            '§' | '\u{300}'..='\u{36f}' => continue,
            _ => '-',
        };
        if plain != '-' || !(out.is_empty() || out.ends_with('-')) {
            out.push(plain);
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_become_plain_ones_and_signs_divide_words() {
        assert_eq!(
            slug("Säkerhetstjänster – lokal IdP"),
            "sakerhetstjanster-lokal-idp"
        );
        assert_eq!(
            slug("6.2 Tjänstespecifika instruktioner"),
            "6-2-tjanstespecifika-instruktioner"
        );
        assert_eq!(slug("5 § Ö"), "5-o");
        assert_eq!(slug("–"), "");
    }
}
