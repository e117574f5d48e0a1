//! The addresses of a record, moved along when the sections of its draft get other numbers.

use super::record_file;
use crate::changelog::address::{self, Address};
use crate::changelog::amendment::Amendment;
use crate::changelog::coverage::Finder;
use crate::model::section::SectionTree;
use crate::parse::yaml_text::quoted;

/// The record `text` of `amendment` with the numbers that its addresses name as `numbered`, the same
/// sections under their new numbers, has them. An address that does not go by a number stays.
pub(super) fn follow(text: &str, amendment: &Amendment<'_>, numbered: &SectionTree) -> String {
    let (Some(record), Some(texts)) = (amendment.record, amendment.texts()) else {
        return text.to_owned();
    };
    let finder = Finder::of(&texts);
    let mut out = text.to_owned();
    // What nobody touched `draft` writes anew.
    let untouched = record_file::untouched(text);
    let kept = record.entries.iter().filter(|entry| {
        let start = entry.id.span.start;
        !untouched.iter().any(|place| place.contains(&start))
    });
    let addresses = kept.flat_map(|entry| &entry.sections);
    let mut addresses: Vec<_> = addresses.collect();
    addresses.sort_by_key(|own| std::cmp::Reverse(own.span.start));
    for own in addresses {
        let address = address::parse(&own.value);
        let Address::Section { name, point } = &address else {
            continue;
        };
        let Some(at) = finder.in_new(&address) else {
            continue;
        };
        let plain = |number: &str| number.trim_end_matches('.').to_owned();
        let before = texts.new.get(at).number.as_deref().map(plain);
        let after = numbered
            .sections
            .get(at)
            .and_then(|own| own.number.as_deref())
            .map(plain);
        let (Some(before), Some(after)) = (before, after) else {
            continue;
        };
        let Some(rest) = name
            .strip_prefix(before.as_str())
            .filter(|_| before != after)
        else {
            continue;
        };
        // "6.2" and "6.2 Gallring" go by the number, "6.2.1" by another.
        if !(rest.is_empty() || rest == "." || rest.starts_with(' ')) {
            continue;
        }
        let point = point.as_ref().map(|point| format!(" punkt {point}"));
        let new = format!("{after}{rest}{}", point.unwrap_or_default());
        if let Some(written) = out.get(own.span.range())
            && written.contains(&own.value)
        {
            out.replace_range(own.span.range(), &quoted(&new));
        }
    }
    out
}
