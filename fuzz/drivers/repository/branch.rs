//! A branch: its review in every format, once and again.

use std::collections::BTreeSet;

use avtalslogg::check::base;
use avtalslogg::model::digest;
use avtalslogg::model::snapshot::{Listing, Snapshot};
use avtalslogg::render::review::view::RevisionView;
use avtalslogg::render::review::{Format, Frame, LIMIT, render, view};
use avtalslogg::render::site;
use avtalslogg::review::{Part, Review, Seen, Touched};
use chrono::NaiveDate;

use super::reading::is_json;
use crate::drivers::html::walk;

/// Reviews what turns `base` into `head`.
pub(super) fn laws(base: &Snapshot, head: &Snapshot, on: NaiveDate) {
    let [before, now] = [base, head].map(listing);
    let touched = Touched::between(&before, &now);
    let mut of_head = Part::read(head, &now, &touched);
    let mut wanted = touched;
    while let Some(wider) = wanted.with_named(&of_head) {
        of_head = Part::read(head, &now, &wider);
        wanted = wider;
    }
    let of_base = Part::read(base, &before, &wanted);
    base::keep_levels(&of_base.repository, &mut of_head.repository.settings);
    let review = Review::of(&of_base, &of_head, &wanted, "base", on);
    let language = of_head.repository.settings.language;
    let documents: BTreeSet<String> = review.ids();
    let own = head.iter().any(|(path, _)| path.starts_with("templates/"));
    let previews = || site::previews(&of_head, &documents, on, &review.releases());
    assert!(
        own || previews().is_ok(),
        "a preview of our own templates cannot be written"
    );
    let seen = Seen::of(&review);
    let name = |name: &str| RevisionView {
        name: name.to_owned(),
        commit: None,
    };
    for since in [None, Some((name("since"), &seen))] {
        let frame = Frame {
            base: name("base"),
            head: name("head"),
            since,
            color: false,
            width: 80,
        };
        let Ok(view) = view(&review, &frame, previews().unwrap_or_default()) else {
            continue;
        };
        let write = |format: Format| render(&view, language, format, "");
        write(Format::Text { color: true });
        write(Format::Github);
        let comment = write(Format::Markdown);
        assert!(
            comment.len() <= LIMIT,
            "a comment of {} bytes",
            comment.len()
        );
        is_json(&write(Format::Json));
        is_json(&write(Format::Sarif));
        if !own {
            walk(&write(Format::Html));
        }
        assert_eq!(write(Format::Json), write(Format::Json));
    }
}

fn listing(snapshot: &Snapshot) -> Listing {
    snapshot
        .iter()
        .map(|(path, bytes)| (path.to_owned(), digest::of(bytes)))
        .collect()
}
