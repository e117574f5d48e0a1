//! What stands around every page's content: head, menu and foot.

use serde::Serialize;

use super::address::{self, Here};
use super::context::Site;
use super::view::{ContactView, ContentView, MenuItem, Origin, PageView, Source};
use crate::render::templates::{Html, TemplateError};

/// What a page is called.
pub struct Title {
    /// Its heading.
    heading: String,
    /// What it is a part of, which stands above the heading.
    of: Option<String>,
}

impl Title {
    /// A page that is called `heading` as part of the document or page `of`.
    pub fn within(heading: String, of: &str) -> Self {
        Self {
            heading,
            of: Some(of.to_owned()),
        }
    }

    /// For the head of a page, where no word is divided.
    fn whole(&self) -> String {
        let heading = self.heading.replace('\u{ad}', "");
        match &self.of {
            Some(of) => format!("{heading} – {of}"),
            None => heading,
        }
    }
}

impl From<String> for Title {
    fn from(heading: String) -> Self {
        Self { heading, of: None }
    }
}

/// A page's content, rendered.
pub struct Content {
    title: Title,
    sources: Vec<Source>,
    html: Html,
}

impl Content {
    /// Fills in `template` with `page`. `sources` are the texts that stand on the page.
    ///
    /// # Errors
    /// When the template is broken.
    pub fn of(
        site: &Site<'_, '_>,
        template: &str,
        title: impl Into<Title>,
        sources: Vec<Source>,
        page: impl Serialize,
    ) -> Result<Self, TemplateError> {
        let title = title.into();
        let view = ContentView {
            title: title.heading.clone(),
            publisher: site.publisher(),
            page,
        };
        Ok(Self {
            title,
            sources,
            html: Html::new(site.templates.render(template, view)?),
        })
    }
}

/// The whole page around `content`.
///
/// # Errors
/// When the template is broken.
pub(super) fn around(
    site: &Site<'_, '_>,
    here: &Here,
    content: Content,
) -> Result<String, TemplateError> {
    let settings = site.settings;
    let view = PageView {
        language: site.language.code(),
        title: content.title.whole(),
        canonical: format!(
            "{}{}",
            settings.base_url,
            here.path().trim_end_matches("index.html")
        ),
        style: here.to(address::STYLE),
        feed: here.to(address::FEED),
        calendar: here.to(address::CALENDAR),
        publisher: site.publisher_name().to_owned(),
        agreement: settings.agreements[0].name.clone(),
        start: here.to(address::START),
        menu: menu(site, here),
        contact: contact(site),
        origin: Origin {
            day: site.day(site.on()),
            sources: content.sources,
            count: site.texts,
            digest: site.digest.clone(),
        },
        drafts: site.options.drafts,
        content: content.html,
    };
    site.templates.render("page.html", view)
}

fn menu(site: &Site<'_, '_>, here: &Here) -> Vec<MenuItem> {
    let mut items = vec![
        ("changes", address::YEARS),
        ("coming", address::COMING),
        ("documents", address::DOCUMENTS),
    ];
    if site.tells_processing() {
        items.push(("processing", address::PROCESSING));
    }
    items.push(("about", address::ABOUT));
    let item = |(key, target): (&'static str, &str)| MenuItem {
        key,
        href: here.to(target),
        current: here.path() == target,
        within: here.path() != target
            && here
                .path()
                .starts_with(target.trim_end_matches("index.html")),
    };
    items.into_iter().map(item).collect()
}

/// Whom to ask.
pub(super) fn contact(site: &Site<'_, '_>) -> ContactView {
    let contact = &site.settings.contact;
    let dial = |phone: &String| {
        phone
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect()
    };
    ContactView {
        name: contact.name.clone(),
        email: contact.email.clone(),
        phone: contact
            .phone
            .as_ref()
            .map(|phone| phone.replace(' ', "\u{a0}").replace('-', "\u{2011}")),
        dial: contact.phone.as_ref().map(dial),
    }
}
