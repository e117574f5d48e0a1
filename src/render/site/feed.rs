//! The changes as an Atom feed (RFC 4287).

use serde::Serialize;

use super::context::Site;
use super::occasions::{self, Kind, Occasion};
use super::view::Day;
use crate::render::templates::TemplateError;

#[derive(Serialize)]
struct FeedView<'a> {
    language: &'static str,
    title: &'a str,
    publisher: &'a str,
    /// The feed's own address, which is also its id.
    address: String,
    home: &'a str,
    updated: String,
    entries: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct EntryView<'a> {
    /// A `tag:` URI (RFC 4151): host, day of publication, document, version and entry.
    id: String,
    /// `new`, `change`, `end` or `announcement`.
    kind: &'static str,
    title: &'a str,
    version: Option<&'a str>,
    address: &'a str,
    published: String,
    updated: String,
    effective: Option<Day>,
    cancelled: bool,
    notes: &'a [String],
}

/// The feed of `occasions` that stands at `path`, called `title`.
///
/// # Errors
/// When the template is broken.
pub(super) fn render(
    site: &Site<'_, '_>,
    path: &str,
    title: &str,
    occasions: &[Occasion],
) -> Result<String, TemplateError> {
    let stamp = |date: chrono::NaiveDate| format!("{date}T00:00:00Z");
    let newest = occasions
        .iter()
        .map(|occasion| occasion.updated)
        .max()
        .unwrap_or(site.on());
    let host = occasions::host(&site.settings.base_url);
    let entry =
        |occasion: &'_ Occasion| format!("tag:{host},{}:{}", occasion.published, occasion.name);
    let kind = |occasion: &Occasion| match occasion.kind {
        Kind::New => "new",
        Kind::Change => "change",
        Kind::End => "end",
        Kind::Announcement => "announcement",
    };
    let view = FeedView {
        language: site.language.code(),
        title,
        publisher: site.publisher_name(),
        address: format!("{}{path}", site.settings.base_url),
        home: &site.settings.base_url,
        updated: stamp(newest),
        entries: occasions
            .iter()
            .map(|occasion| EntryView {
                id: entry(occasion),
                kind: kind(occasion),
                title: &occasion.title,
                version: occasion.version.as_deref(),
                address: &occasion.address,
                published: stamp(occasion.published),
                updated: stamp(occasion.updated),
                effective: occasion.effective.map(|date| site.day(date)),
                cancelled: occasion.cancelled,
                notes: &occasion.notes,
            })
            .collect(),
    };
    site.templates.render("feed.xml", view)
}
