//! The letter to the customers about a release.

use chrono::NaiveDate;
use serde::Serialize;

use super::SiteOptions;
use super::address::{self, Here};
use super::context::Site;
use super::frame;
use super::releases;
use super::view::release::{CorrectionView, NewGroup, NoteGroup, NoteView, WithdrawnView};
use super::view::{ContactView, ContentView, Day};
use crate::args;
use crate::changelog::history::History;
use crate::harmless;
use crate::model::snapshot::Snapshot;
use crate::render::templates::{Html, TemplateError};

/// How the letter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterFormat {
    /// For a plain e-mail.
    Text,
    /// Markdown.
    Markdown,
    /// One HTML page.
    Html,
}

#[derive(Serialize)]
struct LetterView {
    language: &'static str,
    subject: String,
    day: String,
    heading: Option<String>,
    announcement: Option<Html>,
    service_count: usize,
    document_count: usize,
    services: Vec<NewView>,
    documents: Vec<NewView>,
    improved: Vec<DocumentView>,
    withdrawn_services: Vec<EndView>,
    withdrawn: Vec<EndView>,
    address: String,
    contact: ContactView,
}

#[derive(Serialize)]
struct NewView {
    titles: Vec<String>,
    day: Option<String>,
    significant: bool,
}

#[derive(Serialize)]
struct EndView {
    title: String,
    day: String,
    cancelled: bool,
    note: Option<String>,
    corrections: Vec<LetterCorrection>,
}

#[derive(Serialize)]
struct LetterCorrection {
    on: String,
    from: Option<String>,
    to: Option<String>,
    cancelled: bool,
    note: Option<String>,
}

#[derive(Serialize)]
struct DocumentView {
    title: String,
    former_title: Option<String>,
    groups: Vec<GroupView>,
}

#[derive(Serialize)]
struct GroupView {
    day: Option<String>,
    cancelled: bool,
    plural: bool,
    notes: Vec<LetterNote>,
}

#[derive(Serialize)]
struct LetterNote {
    text: String,
    significant: bool,
    favourable: bool,
    remedy: Option<String>,
    purpose: Option<String>,
    affects: Vec<String>,
    action: Option<String>,
    action_by: Option<String>,
    corrections: Vec<LetterCorrection>,
    particulars: Vec<String>,
    instruction: bool,
}

/// The letter about what the agreement at `agreement` published on `date`; `None` when nothing was.
///
/// # Errors
/// When a template is broken.
pub fn letter(
    history: &History<'_>,
    snapshot: &Snapshot,
    agreement: usize,
    date: NaiveDate,
    format: LetterFormat,
) -> Result<Option<String>, TemplateError> {
    let options = SiteOptions::default();
    let site = Site::new(history, snapshot, &options);
    let here = Here::at(address::START);
    let Some(page) = releases::page(&site, &here, agreement, date)? else {
        return Ok(None);
    };
    // Only Markdown has signs of its own that a template cannot escape.
    let words = |text: &str| match format {
        LetterFormat::Markdown => harmless::markdown(&text.replace('\u{a0}', " ")),
        LetterFormat::Text => text.replace('\u{a0}', " "),
        LetterFormat::Html => text.to_owned(),
    };
    let release = page.release;
    let subject = site.words().say(
        "letter.subject",
        args![name = site.page_title(agreement), day = &release.day.long],
    );
    let view = LetterView {
        language: site.language.code(),
        subject: words(&subject),
        day: words(&release.day.long),
        heading: release.heading.as_deref().map(&words),
        announcement: announcement(&site, &here, date, format),
        service_count: release.service_count,
        document_count: release.document_count,
        services: release
            .services
            .iter()
            .map(|group| new_view(group, &words))
            .collect(),
        documents: release
            .documents
            .iter()
            .map(|group| new_view(group, &words))
            .collect(),
        improved: release
            .improved
            .iter()
            .map(|document| DocumentView {
                title: words(&document.title),
                former_title: document.former_title.as_deref().map(&words),
                groups: document
                    .groups
                    .iter()
                    .map(|group| group_view(group, &words))
                    .collect(),
            })
            .collect(),
        withdrawn_services: release
            .withdrawn_services
            .iter()
            .map(|end| end_view(end, &words))
            .collect(),
        withdrawn: release
            .withdrawn
            .iter()
            .map(|end| end_view(end, &words))
            .collect(),
        address: format!(
            "{}{}",
            site.settings.base_url,
            release.href.trim_end_matches("index.html")
        ),
        contact: frame::contact(&site),
    };
    let template = match format {
        LetterFormat::Text => "letter.txt",
        LetterFormat::Markdown => "letter.md",
        LetterFormat::Html => "letter.html",
    };
    let content = ContentView {
        title: view.subject.clone(),
        publisher: site.publisher(),
        page: view,
    };
    let text = site.templates.render(template, content)?;
    Ok(Some(tidy(&text)))
}

fn new_view(group: &NewGroup, words: &impl Fn(&str) -> String) -> NewView {
    NewView {
        titles: group.items.iter().map(|item| words(&item.title)).collect(),
        day: group.day.as_ref().map(|day| words(&day.long)),
        significant: group.significant,
    }
}

fn end_view(end: &WithdrawnView, words: &impl Fn(&str) -> String) -> EndView {
    EndView {
        title: words(&end.title),
        day: words(&end.day.long),
        cancelled: end.cancelled,
        note: end.note.as_deref().map(words),
        corrections: corrections(&end.corrections, words),
    }
}

fn corrections(made: &[CorrectionView], words: &impl Fn(&str) -> String) -> Vec<LetterCorrection> {
    let day = |day: &Day| words(&day.long);
    let view = |own: &CorrectionView| LetterCorrection {
        on: day(&own.on),
        from: own.from.as_ref().map(day),
        to: own.to.as_ref().map(day),
        cancelled: own.cancelled,
        note: own.note.as_deref().map(words),
    };
    made.iter().map(view).collect()
}

/// The words about the release: as their author wrote them, where Markdown is read as it is; raw
/// markup never lives.
fn announcement(
    site: &Site<'_, '_>,
    here: &Here,
    date: NaiveDate,
    format: LetterFormat,
) -> Option<Html> {
    let body = site
        .history
        .repository
        .announcements
        .get(&date)?
        .body
        .trim();
    let text = match format {
        LetterFormat::Html => {
            return Some(site.markdown(here, body)).filter(|html| !html.is_blank());
        }
        LetterFormat::Markdown => body.replace('<', "&lt;"),
        LetterFormat::Text => body.to_owned(),
    };
    (!text.is_empty()).then(|| Html::new(harmless::shown(&text).into_owned()))
}

fn group_view(group: &NoteGroup, words: &impl Fn(&str) -> String) -> GroupView {
    let note = |note: &NoteView| LetterNote {
        text: words(&note.text),
        significant: note.significant,
        favourable: note.favourable,
        remedy: note.remedy.as_deref().map(words),
        purpose: note.purpose.as_deref().map(words),
        affects: note.affects.iter().map(|whom| words(whom)).collect(),
        action: note.action.as_deref().map(words),
        action_by: note.action_by.as_ref().map(|day| words(&day.long)),
        corrections: corrections(&note.corrections, words),
        particulars: note.particulars.iter().map(|label| words(label)).collect(),
        instruction: note.instruction,
    };
    GroupView {
        day: group.day.as_ref().map(|day| words(&day.long)),
        cancelled: group.cancelled,
        plural: group.plural,
        notes: group.notes.iter().map(note).collect(),
    }
}

/// No more than one blank line in a row, and none at the ends.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() || !blank {
            out.push_str(line);
            out.push('\n');
        }
        blank = line.is_empty();
    }
    out.trim_end().to_owned() + "\n"
}
