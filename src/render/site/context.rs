//! What every page is built from, gathered once.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::address::{self, Here};
use super::index::Index;
use super::particulars::PersonalData;
use super::view::{Day, Link, Source};
use super::{SiteOptions, releases};
use crate::args;
use crate::changelog::amendment::{Amendment, Note};
use crate::changelog::history::{History, Release};
use crate::changelog::sorting::SwedishOrder;
use crate::chronicle::stored::{self, Stored};
use crate::chronicle::{self, Chronicle, Text};
use crate::consolidate::Consolidation;
use crate::dates::effective::End;
use crate::model::finding::Language;
use crate::model::relation::Relation;
use crate::model::repository::{Document, Version};
use crate::model::settings::Settings;
use crate::model::snapshot::Snapshot;
use crate::model::span::Located;
use crate::render::markdown::{Resolve, Showing};
use crate::render::templates::{Html, Templates};
use crate::render::{markdown, sentences, typography};
use crate::words::Words;

/// The site's facts.
pub struct Site<'h, 'r> {
    /// Every amendment.
    pub history: &'h History<'r>,
    /// agreement.yaml.
    pub settings: &'r Settings,
    /// The language of the pages.
    pub language: Language,
    /// What to show.
    pub options: &'h SiteOptions,
    /// The templates.
    pub templates: Templates,
    /// What the services state about the processing of personal data.
    pub personal_data: PersonalData<'r>,
    /// The documents, in Swedish order.
    pub dossiers: Vec<Dossier<'h, 'r>>,
    /// One digest over all published texts.
    pub digest: String,
    /// How many published texts there are.
    pub texts: usize,
    /// Who publishes.
    publisher: String,
    /// What a table is called for those who hear the page.
    table: String,
    /// What pages look up.
    index: Index<'h, 'r>,
}

/// A document with all that the site shows of it.
pub struct Dossier<'h, 'r> {
    /// The document.
    pub document: &'r Document,
    /// What is public on the day, oldest first; drafts where the site shows them.
    pub amendments: Vec<&'h Amendment<'r>>,
    /// The document day by day.
    pub chronicle: Chronicle<'h, 'r>,
    /// What applies on the day, or applied last, section by section.
    pub text: Option<Consolidation<'r>>,
    /// The text that was published for the day, where it is made of several versions.
    pub stored: Option<StoredVersion>,
}

/// A stored text in the shape of a version, with the facts of the newest one that it is composed
/// of.
pub struct StoredVersion {
    /// The text.
    pub version: Version,
    /// For each of its sections the place of its origin in the composition.
    pub origins: Vec<Option<usize>>,
}

impl<'h, 'r> Dossier<'h, 'r> {
    /// The newest version that the site shows, a draft only when there is nothing else.
    pub fn newest(&self) -> &'h Amendment<'r> {
        let public = self.public().next_back();
        public
            .or_else(|| self.amendments.last().copied())
            .expect("a dossier has at least one amendment")
    }

    /// What is published.
    pub fn public(&self) -> impl DoubleEndedIterator<Item = &'h Amendment<'r>> + '_ {
        self.amendments
            .iter()
            .copied()
            .filter(|amendment| !amendment.new.is_draft())
    }

    /// The amendment that brought `version`.
    pub fn amendment_of(&self, version: &Version) -> Option<&'h Amendment<'r>> {
        let own = self.amendments[..self.up_to(version)].last()?;
        (own.new.front.version == version.front.version).then_some(*own)
    }

    /// The amendment after the one that brought `version`, drafts included.
    pub fn next(&self, version: &Version) -> Option<&'h Amendment<'r>> {
        self.amendments.get(self.up_to(version)).copied()
    }

    fn up_to(&self, version: &Version) -> usize {
        self.amendments
            .partition_point(|own| own.new.front.version <= version.front.version)
    }

    /// The title as of the newest public version.
    pub fn title(&self) -> &'r str {
        &self.newest().new.front.title
    }
}

impl<'h, 'r> Site<'h, 'r> {
    /// Gathers the facts of `history` on its day.
    pub fn new(history: &'h History<'r>, snapshot: &Snapshot, options: &'h SiteOptions) -> Self {
        let settings = &history.repository.settings;
        let order = SwedishOrder::new();
        let mut dossiers = dossiers(history, options);
        dossiers.sort_by(|a, b| {
            order
                .compare(a.title(), b.title())
                .then_with(|| a.document.id.cmp(&b.document.id))
        });
        let mut releases = history.releases();
        for release in &mut releases {
            release.amendments.sort_by(|a, b| {
                let title = |amendment: &Amendment<'_>| amendment.new.front.title.clone();
                order
                    .compare(&title(a), &title(b))
                    .then_with(|| a.document.id.cmp(&b.document.id))
            });
        }
        let digest = digest_of_all(&dossiers);
        let personal_data = PersonalData::of(settings, &dossiers, history.on);
        let index = Index::of(history, &dossiers, &releases);
        let templates = Templates::new(snapshot, settings.language);
        Self {
            history,
            settings,
            publisher: match settings.publisher.as_str() {
                "" => templates.words().say("page.publisher", args![]),
                named => named.to_owned(),
            },
            table: templates.words().say("other.table", args![]),
            language: settings.language,
            options,
            templates,
            personal_data,
            texts: dossiers
                .iter()
                .map(|dossier| dossier.public().count())
                .sum(),
            dossiers,
            digest,
            index,
        }
    }

    /// The day that the site is looked at.
    pub fn on(&self) -> NaiveDate {
        self.history.on
    }

    /// The words of the site's language, with the organisation's own.
    pub fn words(&self) -> &Words {
        self.templates.words()
    }

    /// The publisher as it calls itself in running text.
    pub fn publisher(&self) -> String {
        self.publisher_name().trim_end_matches(" AB").to_owned()
    }

    /// The publisher's full name.
    pub fn publisher_name(&self) -> &str {
        &self.publisher
    }

    /// What the change pages of an agreement are called, without the year.
    pub fn page_title(&self, agreement: usize) -> String {
        let own = &self.settings.agreements[agreement];
        let made = || self.words().say("page.changes_in", args![name = &own.name]);
        own.page_title.clone().unwrap_or_else(made)
    }

    /// `date` for a page.
    pub fn day(&self, date: NaiveDate) -> Day {
        Day::new(date, self.language)
    }

    /// The dossier of the document `id`.
    pub fn dossier(&self, id: &str) -> Option<&Dossier<'h, 'r>> {
        self.index
            .dossiers
            .get(id)
            .map(|place| &self.dossiers[*place])
    }

    /// The agreements that `version` belongs to, by their place among the settings.
    pub fn agreements_of(&self, version: &Version) -> Vec<usize> {
        self.places_of(&version.front.agreements)
    }

    /// The agreements with the ids `ids`, by their place among the settings; without any the first.
    pub fn places_of(&self, ids: &[Located<String>]) -> Vec<usize> {
        self.index.places_of(ids)
    }

    /// The place of the agreement `id` among the settings.
    pub fn agreement(&self, id: &str) -> Option<usize> {
        self.index.agreements.get(id).copied()
    }

    /// The documents that apply and name the document `id` in `relation`, in their order.
    pub fn relating(&self, relation: Relation, id: &str) -> Vec<&Dossier<'h, 'r>> {
        let places = self
            .index
            .relating
            .get(&(relation, id))
            .map_or(&[][..], Vec::as_slice);
        places.iter().map(|place| &self.dossiers[*place]).collect()
    }

    /// The years in which something that a release announces takes effect.
    pub fn years_of_effect(&self) -> &BTreeSet<i32> {
        &self.index.years
    }

    /// The amendments that state a day of effect in `year`, with their documents.
    pub fn effects_of(
        &self,
        year: i32,
    ) -> impl Iterator<Item = (&Dossier<'h, 'r>, &'h Amendment<'r>)> {
        let places = self.index.effects.get(&year).into_iter().flatten();
        places.map(|(place, at)| {
            (
                &self.dossiers[*place],
                self.dossiers[*place].amendments[*at],
            )
        })
    }

    /// Whether any document that applies regulates the processing of personal data.
    pub fn tells_processing(&self) -> bool {
        self.index.tells_processing
    }

    /// The agreement's part in addresses: nothing for the first.
    pub fn agreement_key(&self, agreement: usize) -> Option<&'r str> {
        (agreement > 0).then(|| self.settings.agreements[agreement].id.as_str())
    }

    /// The releases that an agreement's pages show, newest first, each with that agreement's
    /// amendments.
    pub fn releases_of(&self, agreement: usize) -> &[Release<'h, 'r>] {
        &self.index.releases[agreement]
    }

    /// Where the page of the year tells of `amendment`; `None` for what no release announces.
    pub fn release_target(&self, amendment: &Amendment<'_>) -> Option<String> {
        let date = amendment
            .new
            .front
            .published
            .filter(|date| *date <= self.on())?;
        if amendment.is_baseline() {
            return None;
        }
        let agreement = self.agreement_key(*self.agreements_of(amendment.new).first()?);
        let page = address::year(agreement, date.year());
        Some(format!("{page}#{date}-{}", amendment.document.id))
    }

    /// Where the page of the year tells of `end`, which `amendment` states.
    pub fn end_target(&self, amendment: &Amendment<'_>, end: End<'_>) -> Option<String> {
        let agreement = self.agreement_key(*self.agreements_of(amendment.new).first()?);
        let page = address::year(agreement, end.announced.year());
        Some(format!("{page}#{}", releases::end_anchor(amendment, end)))
    }

    /// The page of the comparison that `amendment` made.
    pub fn comparison_target(&self, amendment: &Amendment<'_>) -> Option<String> {
        let old = amendment.old?;
        let (old, new) = (&old.front.version, &amendment.new.front.version);
        Some(address::comparison(&amendment.document.id, old, new))
    }

    /// A link to the page of `version`.
    pub fn version_link(&self, here: &Here, version: &Version) -> Link {
        Link {
            label: version.front.version.to_string(),
            href: here.to(&address::version(&version.front.id, &version.front.version)),
        }
    }

    /// The words of `note`; empty when there are none.
    pub fn note(&self, note: &Note) -> String {
        sentences::note(self.words(), note)
    }

    /// The short text `name` of the site's own, with the year put in.
    pub fn text(&self, here: &Here, name: &str, year: Option<i32>) -> Option<Html> {
        let text = self.history.repository.pages.get(name)?;
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        let text = text.replace("{{ year }}", &year).replace("{{year}}", &year);
        Some(self.markdown(here, &text))
    }

    /// Markdown that is not contract text as HTML.
    pub fn markdown(&self, here: &Here, text: &str) -> Html {
        let resolve = |link: &str| self.resolve(here, link);
        Html::new(markdown::page(
            &typography::joined(text),
            self.showing("", &resolve),
        ))
    }

    /// How this site shows a text.
    pub fn showing<'s>(&'s self, prefix: &'s str, resolve: Resolve<'s>) -> Showing<'s> {
        Showing {
            prefix,
            table: &self.table,
            resolve,
        }
    }

    /// The page of the document that a link to a contract file means.
    pub fn resolve(&self, here: &Here, link: &str) -> Option<String> {
        let (file, anchor) = link
            .split_once('#')
            .map_or((link, None), |(file, id)| (file, Some(id)));
        let id = file.rsplit('/').next()?.strip_suffix(".md")?;
        let dossier = self.dossier(id)?;
        let page = here.to(&address::document(&dossier.document.id));
        Some(anchor.map_or(page.clone(), |anchor| format!("{page}#{anchor}")))
    }

    /// What the page says about a text that it shows.
    pub fn source(&self, version: &Version) -> Source {
        Source {
            title: version.front.title.clone(),
            version: version.front.version.to_string(),
            digest: digest(version),
        }
    }
}

fn dossiers<'h, 'r>(history: &'h History<'r>, options: &SiteOptions) -> Vec<Dossier<'h, 'r>> {
    let dossier = |chronicle: Chronicle<'h, 'r>| {
        let drafts = chronicle
            .amendments
            .iter()
            .filter(|own| options.drafts && own.new.is_draft());
        let mut amendments: Vec<&'h Amendment<'r>> =
            chronicle.public.iter().chain(drafts).copied().collect();
        amendments.sort_by(|a, b| a.new.front.version.cmp(&b.new.front.version));
        if amendments.is_empty() {
            return None;
        }
        let text = chronicle.composition(history.on);
        let stored = text
            .as_ref()
            .and_then(|text| stored(&chronicle, text, history.on));
        Some(Dossier {
            document: chronicle.document,
            amendments,
            chronicle,
            text,
            stored,
        })
    };
    let chronicles: Vec<Chronicle<'h, 'r>> = chronicle::all(history).into_values().collect();
    chronicles
        .into_par_iter()
        .map(dossier)
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
        .collect()
}

/// The text that was published for the day in the shape of a version.
fn stored<'r>(
    chronicle: &Chronicle<'_, 'r>,
    text: &Consolidation<'r>,
    on: NaiveDate,
) -> Option<StoredVersion> {
    let Text::Stored(given, versions) = chronicle.last_text(on) else {
        return None;
    };
    let Stored { tree, origins } = stored::read(given, text);
    let version = Version {
        path: given.path.clone(),
        text: given.text.clone(),
        body_start: 0,
        front: versions.last()?.front.clone(),
        sections: tree,
    };
    Some(StoredVersion { version, origins })
}

/// The digest of a version's file, in hexadecimal.
pub(super) fn digest(version: &Version) -> String {
    hexadecimal(&Sha256::digest(version.text.as_bytes()))
}

fn digest_of_all(dossiers: &[Dossier<'_, '_>]) -> String {
    let mut all = Sha256::new();
    for amendment in dossiers.iter().flat_map(Dossier::public) {
        all.update(format!(
            "{}  {}\n",
            digest(amendment.new),
            amendment.new.path
        ));
    }
    hexadecimal(&all.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
