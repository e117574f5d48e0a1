//! Every finding that the engine can make, by family: codes and levels. What each says stands in the
//! catalogue of words under `finding.<code>`.

/// Declares codes; each family lists its own in `ALL`.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $text:literal $level:ident $($firm:ident)?;)*) => {
        $($(#[$doc])* pub static $name: $crate::model::finding::Code = $crate::model::finding::Code {
            name: $text,
            level: $crate::model::finding::Level::$level,
            firm: firm!($($firm)?),
        };)*
        /// Every code of this family.
        pub static ALL: &[&$crate::model::finding::Code] = &[$(&$name),*];
    };
}

/// `firm` after a code's level: agreement.yaml may only raise it.
macro_rules! firm {
    () => {
        false
    };
    (firm) => {
        true
    };
}

pub mod advice;
pub mod coverage;
pub mod dating;
pub mod integrity;
pub mod landing;
pub mod particulars;
pub mod reading;
pub mod registers;
pub mod relations;
pub mod structure;
pub mod wording;
pub mod yaml;

use super::finding::Code;

/// Every code, by family.
pub fn all() -> impl Iterator<Item = &'static Code> {
    let families = [
        reading::ALL,
        structure::ALL,
        wording::ALL,
        relations::ALL,
        particulars::ALL,
        registers::ALL,
        coverage::ALL,
        dating::ALL,
        integrity::ALL,
        landing::ALL,
    ];
    families.into_iter().flatten().copied()
}

/// The code called `name`.
pub fn by_name(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_kebab_case_and_stands_once() {
        let mut seen = BTreeSet::new();
        for code in all() {
            assert!(
                code.name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{code}"
            );
            assert!(seen.insert(code.name), "{code} stands twice");
        }
    }
}
