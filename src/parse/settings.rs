//! agreement.yaml.

mod rules;

use std::collections::BTreeMap;

use super::fields::{Fields, Source};
use super::yaml::Node;
use crate::model::codes::{self, reading};
use crate::model::finding::{Language, Level};
use crate::model::names;
use crate::model::settings::{
    Agreement, Contact, Kind, NEWEST_FORMAT, Part, Particular, Party, Rank, RegisterFacts, Settings,
};
use crate::model::span::{Located, Span};

const LANGUAGES: &[(&str, Language)] = &[("sv", Language::Sv), ("en", Language::En)];

/// Reads agreement.yaml; what is missing or wrong keeps its default.
pub fn read(source: &mut Source<'_>) -> Settings {
    let mut settings = Settings::default();
    let Some(node) = source.yaml(Span::new(0, source.text.len())) else {
        return settings;
    };
    let mut fields = Fields::new(source, node, "agreement.yaml");
    let place = fields.span_of("format");
    if let Some((format, place)) = fields.number("format", 1_000_000).zip(place) {
        settings.format = format;
        if !(1..=NEWEST_FORMAT).contains(&format) {
            fields.source.report(&reading::UNKNOWN_FORMAT, place, |f| {
                f.with("value", format).with("newest", NEWEST_FORMAT)
            });
        }
    }
    if let Some(text) = fields.text("publisher") {
        settings.publisher = text.value;
    }
    if let Some(language) = fields.choice("language", LANGUAGES) {
        settings.language = language.value;
    }
    if let Some(url) = fields.text("base_url") {
        settings.base_url = base_url(&mut fields, url).unwrap_or(settings.base_url);
    }
    if let Some(node) = fields.node("contact") {
        settings.contact = contact(&mut fields, node);
    }
    let agreements = declared(&mut fields, "agreements", agreement);
    if !agreements.is_empty() {
        settings.agreements = agreements;
    }
    settings.parties = declared(&mut fields, "parties", party);
    settings.notice = rules::read(&mut fields);
    settings.kinds = declared(&mut fields, "kinds", kind);
    settings.customer_categories = fields
        .texts("customer_categories")
        .into_iter()
        .map(|text| text.value)
        .collect();
    settings.customer_terms = fields
        .texts("customer_terms")
        .into_iter()
        .map(|text| text.value)
        .collect();
    settings.levels = levels(&mut fields);
    settings.significant_change = fields.text("significant_change").map(|text| text.value);
    settings.registers = registers(&mut fields);
    fields.finish();
    settings
}

/// The items of the list under `key`, each with an id that no other one has.
fn declared<T>(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    read: impl Fn(&mut Fields<'_, '_>, Node) -> Option<(Located<String>, T)>,
) -> Vec<T> {
    let items: Vec<_> = fields
        .list(key)
        .into_iter()
        .filter_map(|node| read(fields, node))
        .collect();
    let (ids, items): (Vec<_>, Vec<_>) = items.into_iter().unzip();
    fields
        .source
        .declared_twice(key, &ids.iter().collect::<Vec<_>>());
    items
}

fn base_url(fields: &mut Fields<'_, '_>, url: Located<String>) -> Option<String> {
    let rest = url
        .value
        .strip_prefix("https://")
        .or_else(|| url.value.strip_prefix("http://"));
    let is_address = |rest: &str| {
        !rest.trim_matches('/').is_empty()
            && !rest.contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#'))
    };
    if !rest.is_some_and(is_address) {
        fields
            .source
            .report(&reading::INVALID_VALUE, url.span, |f| {
                let finding = f.with("value", &url.value).with("key", "base_url");
                finding
                    .with("known", "https://avtal.example.se/")
                    .saying("remedy", &reading::LIKE)
            });
        return None;
    }
    Some(if url.value.ends_with('/') {
        url.value
    } else {
        format!("{}/", url.value)
    })
}

fn contact(outer: &mut Fields<'_, '_>, node: Node) -> Contact {
    let mut fields = Fields::new(outer.source, node, "contact");
    let mut text = |key| fields.text(key).map(|text| text.value);
    let contact = Contact {
        name: text("name"),
        email: text("email"),
        phone: text("phone"),
    };
    fields.finish();
    contact
}

fn agreement(outer: &mut Fields<'_, '_>, node: Node) -> Option<(Located<String>, Agreement)> {
    let mut fields = Fields::new(outer.source, node, "agreements");
    let id = fields.id("id", "kundavtal");
    let name = fields.required_text("name", "Kundavtalet");
    let short_name = fields.text("short_name");
    let page_title = fields.text("page_title");
    let precedence = fields
        .list("precedence")
        .into_iter()
        .filter_map(|node| rank(&mut fields, node))
        .collect();
    fields.finish();
    let (id, name) = (id?, name?.value);
    let page_title = page_title.map(|title| title.value);
    let short_name = short_name.map_or_else(|| name.clone(), |name| name.value);
    Some((
        id.clone(),
        Agreement {
            id: id.value,
            name,
            short_name,
            page_title,
            precedence,
        },
    ))
}

/// A place in the order of precedence: `rank`, and a `document` or a `kind`.
fn rank(outer: &mut Fields<'_, '_>, node: Node) -> Option<Rank> {
    let mut fields = Fields::new(outer.source, node, "precedence");
    let span = fields.span_of("rank");
    if span.is_none() {
        fields.missing("rank", "1");
    }
    let rank = fields.number("rank", 1000);
    let document = fields.text("document");
    let kind = fields.text("kind");
    let part = match (document, kind) {
        (Some(id), None) => Some(Part::Document(id)),
        (None, Some(id)) => Some(Part::Kind(id)),
        (None, None) => {
            fields.missing("document", "allmanna-villkor");
            None
        }
        (Some(_), Some(kind)) => {
            fields
                .source
                .report(&reading::INVALID_VALUE, kind.span, |f| {
                    let finding = f.with("value", &kind.value).with("key", "kind");
                    finding
                        .with("known", "document, kind")
                        .saying("remedy", &reading::CHOOSE)
                });
            None
        }
    };
    fields.finish();
    Some(Rank {
        rank: Located::new(rank?, span?),
        part: part?,
    })
}

fn party(outer: &mut Fields<'_, '_>, node: Node) -> Option<(Located<String>, Party)> {
    let mut fields = Fields::new(outer.source, node, "parties");
    let id = fields.id("id", "kund");
    let label = fields.required_text("label", "direktansluten kund");
    fields.finish();
    let id = id?;
    Some((
        id.clone(),
        Party {
            id: id.value,
            label: label?.value,
        },
    ))
}

fn registers(outer: &mut Fields<'_, '_>) -> BTreeMap<String, RegisterFacts> {
    let mut out = BTreeMap::new();
    for (document, node) in outer.pairs("registers") {
        let mut fields = Fields::new(outer.source, node, "registers");
        let updated = fields.date("updated");
        fields.finish();
        out.insert(document.value.clone(), RegisterFacts { updated, document });
    }
    out
}

fn kind(outer: &mut Fields<'_, '_>, node: Node) -> Option<(Located<String>, Kind)> {
    let mut fields = Fields::new(outer.source, node, "kinds");
    let id = fields.id("id", "btv");
    let label = fields.required_text("label", "Tjänstevillkor");
    let listed_as = fields.choice("listed_as", &[("service", true), ("document", false)]);
    let regulates_processing = fields.flag("regulates_processing");
    let skeleton = fields.text("skeleton").map(|text| text.value);
    let required_sections = fields
        .texts("required_sections")
        .into_iter()
        .map(|text| text.value)
        .collect();
    let particulars = declared(&mut fields, "particulars", particular);
    let instructions = fields.text("instructions").map(|text| text.value);
    fields.finish();
    let id = id?;
    let kind = Kind {
        id: id.value.clone(),
        label: label?.value,
        listed_as_service: listed_as.is_some_and(|listed| listed.value),
        skeleton,
        required_sections,
        regulates_processing,
        particulars: told_apart(outer, particulars),
        instructions,
    };
    Some((id, kind))
}

/// Without `titles` a particular stands under its own label.
fn particular(outer: &mut Fields<'_, '_>, node: Node) -> Option<(Located<String>, Titled)> {
    let mut fields = Fields::new(outer.source, node, "particulars");
    let id = fields.id("id", "nature");
    let label = fields.required_text("label", "Behandlingens art");
    let mut titles = fields.texts("titles");
    fields.finish();
    let (id, label) = (id?, label?);
    if titles.is_empty() {
        titles.push(label.clone());
    }
    Some((
        id.clone(),
        Titled {
            id: id.value,
            label: label.value,
            titles,
        },
    ))
}

/// A particular with the places of its titles.
struct Titled {
    id: String,
    label: String,
    titles: Vec<Located<String>>,
}

/// The particulars; a title that two of them claim is reported.
fn told_apart(fields: &mut Fields<'_, '_>, particulars: Vec<Titled>) -> Vec<Particular> {
    let mut titles: Vec<Located<String>> = particulars
        .iter()
        .flat_map(|own| own.titles.clone())
        .collect();
    titles
        .iter_mut()
        .for_each(|title| title.value = names::folded(&title.value));
    fields
        .source
        .declared_twice("titles", &titles.iter().collect::<Vec<_>>());
    let plain = |own: Titled| Particular {
        id: own.id,
        label: own.label,
        titles: own.titles.into_iter().map(|title| title.value).collect(),
    };
    particulars.into_iter().map(plain).collect()
}

fn levels(fields: &mut Fields<'_, '_>) -> BTreeMap<String, Level> {
    let known = [Level::Allow, Level::Warn, Level::Deny].map(|level| (level.name(), level));
    let mut out = BTreeMap::new();
    for (name, node) in fields.pairs("levels") {
        let Some(code) = codes::by_name(&name.value) else {
            fields
                .source
                .report(&reading::INVALID_VALUE, name.span, |f| {
                    let finding = f.with("value", &name.value).with("key", "levels");
                    let known = codes::all().map(|code| code.name);
                    finding
                        .saying("remedy", &reading::NEAREST)
                        .among_first(&name.value, known, 3)
                });
            continue;
        };
        let Some(level) = fields.word_of(&name, node, &known) else {
            continue;
        };
        if code.firm && level.value < code.level {
            fields
                .source
                .report(&reading::LEVEL_FIXED, level.span, |f| {
                    f.with("code", code.name).with("level", code.level.name())
                });
            continue;
        }
        out.insert(name.value, level.value);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Effect;
    use crate::model::settings::Until;

    fn read_text(text: &str) -> (Settings, Vec<&'static str>) {
        let mut source = Source::new("contracts/agreement.yaml", text);
        let settings = read(&mut source);
        (
            settings,
            source
                .findings
                .iter()
                .map(|finding| finding.code.name)
                .collect(),
        )
    }

    #[test]
    fn notice_rules_are_read_in_the_order_of_their_days() {
        let (settings, findings) = read_text(
            "notice:\n  - {from: 2020-01-01, adverse: {days: 30, until: first-of-month}}\n  - {from: 2018-04-01, adverse: {months: 3}}\n",
        );
        assert_eq!(findings, [""; 0]);
        assert_eq!(settings.notice[0].periods[&Effect::Adverse].months, 3);
        assert_eq!(
            settings.notice[1].periods[&Effect::Adverse].until,
            Some(Until::FirstOfMonth)
        );
    }

    #[test]
    fn parties_precedence_particulars_and_registers_are_read() {
        let (settings, findings) = read_text(
            "agreements:\n  - {id: a, name: A, precedence: [{rank: 1, document: d}, {rank: 2, kind: btv}]}\nparties: [{id: inera, label: Inera}]\nkinds:\n  - id: btv\n    label: BTV\n    particulars: [{id: nature, label: Art}]\n    instructions: Instruktioner\nregisters: {d: {updated: 2022-12-19}}\n",
        );
        assert_eq!(findings, [""; 0]);
        assert_eq!(settings.agreements[0].precedence[1].part.id().value, "btv");
        assert_eq!(
            settings.own_party().map(|party| party.label.as_str()),
            Some("Inera")
        );
        assert_eq!(settings.kinds[0].particulars[0].titles, ["Art"]);
        assert!(settings.registers["d"].updated.is_some());
        let (_, findings) = read_text(
            "agreements:\n  - {id: a, name: A, precedence: [{document: d}, {rank: 1}, {rank: 2, kind: b, document: d}]}\n",
        );
        assert_eq!(findings, ["missing-key", "missing-key", "invalid-value"]);
    }

    #[test]
    fn a_wrong_part_is_reported_and_the_rest_is_kept() {
        let (settings, findings) = read_text(
            "publisher: Inera AB\nlanguage: fr\nbase_url: avtal\nlevels: {no-such-code: deny, new-duty-at-once: loud}\n",
        );
        assert_eq!(settings.publisher, "Inera AB");
        assert_eq!(findings, ["invalid-value"; 4]);
    }
}
