//! Where a link may lead.

/// Turns the address of another contract file ("journalen.md") into the address of its page; `None`
/// leaves the address as it is.
pub type Resolve<'r> = &'r dyn Fn(&str) -> Option<String>;

/// The schemes that a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The address that a link to `address` gets; `None` when it must not be a link.
pub(super) fn target(address: &str, resolve: Resolve<'_>) -> Option<String> {
    // Browsers drop white space and control characters inside a scheme, so they are dropped before
    // looking.
    let plain: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    if let Some(scheme) = scheme(&plain) {
        return SCHEMES
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
            .then_some(plain);
    }
    if plain.is_empty() || plain.starts_with("//") || plain.contains('\\') {
        return None;
    }
    Some(resolve(&plain).unwrap_or(plain))
}

/// Whether `address` leads to another site.
pub(super) fn is_web(address: &str) -> bool {
    scheme(address).is_some_and(|scheme| scheme.to_ascii_lowercase().starts_with("http"))
}

fn scheme(address: &str) -> Option<&str> {
    let (before, _) = address.split_once(':')?;
    (!before.contains(['/', '?', '#'])).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_found_however_they_are_disguised() {
        let of = |address: &str| target(address, &|_| None);
        for bad in [
            "javascript:x",
            "java\nscript:x",
            " JAVASCRIPT:x",
            "data:text/html,x",
            "//evil.se",
            "\\\\x",
            "",
        ] {
            assert_eq!(of(bad), None, "{bad:?}");
        }
        for good in [
            "https://a.se/b:c",
            "mailto:a@b.se",
            "tel:0771",
            "#a",
            "a/b.html",
            "?q=a:b",
            "../a",
        ] {
            assert_eq!(of(good).as_deref(), Some(good));
        }
    }
}
