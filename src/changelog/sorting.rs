//! The Swedish order of names: å, ä and ö after z, digits by value of the sign, letter case aside.

use std::cmp::Ordering;

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale::locale;

/// Compares names as a Swedish reader expects.
pub struct SwedishOrder {
    collator: CollatorBorrowed<'static>,
}

impl Default for SwedishOrder {
    fn default() -> Self {
        Self::new()
    }
}

impl SwedishOrder {
    /// The order.
    ///
    /// # Panics
    /// Never: the collation data are compiled in.
    pub fn new() -> Self {
        let options = CollatorOptions::default();
        let collator = Collator::try_new(locale!("sv").into(), options)
            .expect("collation data are compiled in");
        Self { collator }
    }

    /// How `a` stands to `b`.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b).then_with(|| a.cmp(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_swedish_letters_come_after_z() {
        let order = SwedishOrder::new();
        let mut names = vec![
            "Öppen testmiljö",
            "Zebra",
            "1177 på telefon",
            "Ängel",
            "Å-rum",
            "adress",
            "Eira",
        ];
        names.sort_by(|a, b| order.compare(a, b));
        assert_eq!(
            names,
            [
                "1177 på telefon",
                "adress",
                "Eira",
                "Zebra",
                "Å-rum",
                "Ängel",
                "Öppen testmiljö"
            ]
        );
    }
}
