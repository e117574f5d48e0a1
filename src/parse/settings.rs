//! agreement.yaml.

use std::collections::BTreeMap;

use super::fields::{Fields, Source};
use super::record::{EFFECTS, LABELS};
use super::yaml::{self, Node, Value};
use crate::model::codes::{self, reading};
use crate::model::finding::{Language, Level};
use crate::model::settings::{
    Agreement, Contact, Kind, NoticeRule, Part, Particular, Party, Period, Rank, RegisterFacts, Settings,
    Until,
};
use crate::model::span::Located;

const LANGUAGES: &[(&str, Language)] = &[("sv", Language::Sv), ("en", Language::En)];

/// Reads agreement.yaml; what is missing or wrong keeps its default.
pub fn read(source: &mut Source<'_>) -> Settings {
    let mut settings = Settings::default();
    let node = match yaml::read(source.text, 0) {
        Ok(node) => node,
        Err(problem) => {
            source.report(&reading::YAML_SYNTAX, problem.span, |f| f.with("problem", problem.message));
            return settings;
        }
    };
    let mut fields = Fields::new(source, node, "agreement.yaml");
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
    let agreements: Vec<_> =
        fields.list("agreements").into_iter().filter_map(|n| agreement(&mut fields, n)).collect();
    if !agreements.is_empty() {
        settings.agreements = agreements;
    }
    settings.parties =
        fields.list("parties").into_iter().filter_map(|node| party(&mut fields, node)).collect();
    settings.notice =
        fields.list("notice").into_iter().filter_map(|node| notice(&mut fields, node)).collect();
    settings.notice.sort_by_key(|rule| rule.from);
    settings.kinds = fields.list("kinds").into_iter().filter_map(|node| kind(&mut fields, node)).collect();
    settings.customer_categories =
        fields.texts("customer_categories").into_iter().map(|text| text.value).collect();
    settings.levels = levels(&mut fields);
    settings.significant_change = fields.text("significant_change").map(|text| text.value);
    settings.registers = registers(&mut fields);
    fields.finish();
    settings
}

fn base_url(fields: &mut Fields<'_, '_>, url: Located<String>) -> Option<String> {
    let scheme = url.value.starts_with("https://") || url.value.starts_with("http://");
    if !scheme || url.value.contains(char::is_whitespace) {
        fields.source.report(&reading::INVALID_VALUE, url.span, |f| {
            f.with("value", &url.value).with("key", "base_url").with("known", "https://…/")
        });
        return None;
    }
    Some(if url.value.ends_with('/') { url.value } else { format!("{}/", url.value) })
}

fn contact(outer: &mut Fields<'_, '_>, node: Node) -> Contact {
    let mut fields = Fields::new(outer.source, node, "contact");
    let mut text = |key| fields.text(key).map(|text| text.value);
    let contact = Contact { name: text("name"), email: text("email"), phone: text("phone") };
    fields.finish();
    contact
}

fn agreement(outer: &mut Fields<'_, '_>, node: Node) -> Option<Agreement> {
    let mut fields = Fields::new(outer.source, node, "agreements");
    let id = fields.id("id", "kundavtal");
    let name = fields.required_text("name", "Ineras kundavtal");
    let short_name = fields.text("short_name");
    let page_title = fields.text("page_title");
    let precedence =
        fields.list("precedence").into_iter().filter_map(|node| rank(&mut fields, node)).collect();
    fields.finish();
    let name = name?.value;
    let page_title = page_title.map_or_else(|| format!("Ändringar i {name}"), |title| title.value);
    let short_name = short_name.map_or_else(|| name.clone(), |name| name.value);
    Some(Agreement { id: id?.value, name, short_name, page_title, precedence })
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
            fields.source.report(&reading::INVALID_VALUE, kind.span, |f| {
                f.with("value", &kind.value).with("key", "kind").with("known", "document / kind")
            });
            None
        }
    };
    fields.finish();
    Some(Rank { rank: Located::new(rank?, span?), part: part? })
}

fn party(outer: &mut Fields<'_, '_>, node: Node) -> Option<Party> {
    let mut fields = Fields::new(outer.source, node, "parties");
    let id = fields.id("id", "kund");
    let label = fields.required_text("label", "direktansluten kund");
    fields.finish();
    Some(Party { id: id?.value, label: label?.value })
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

fn notice(outer: &mut Fields<'_, '_>, node: Node) -> Option<NoticeRule> {
    let mut fields = Fields::new(outer.source, node, "notice");
    let from = fields.required_date("from");
    let kinds = fields.texts("kinds").into_iter().map(|text| text.value).collect();
    let materiality = fields.choice("materiality", LABELS).map(|label| label.value);
    let mut periods = BTreeMap::new();
    for (name, effect) in EFFECTS {
        if let Some(node) = fields.node(name) {
            periods.insert(*effect, period(&mut fields, node));
        }
    }
    fields.finish();
    Some(NoticeRule { from: from?.value, kinds, materiality, periods })
}

fn period(outer: &mut Fields<'_, '_>, node: Node) -> Period {
    let mut fields = Fields::new(outer.source, node, "notice");
    let months = fields.number("months", 120).unwrap_or(0);
    let days = fields.number("days", 3660).unwrap_or(0);
    let until = fields.text("until").and_then(|text| until(&mut fields, text));
    fields.finish();
    Period { months, days, until }
}

/// `first-of-month`, or a day of the year as `MM-DD`.
fn until(fields: &mut Fields<'_, '_>, text: Located<String>) -> Option<Until> {
    if text.value == "first-of-month" {
        return Some(Until::FirstOfMonth);
    }
    // A leap year, so that every day that can be a day of the year is one.
    if let Some(date) = super::dates::iso(&format!("2024-{}", text.value)) {
        use chrono::Datelike;
        return Some(Until::DayOfYear { month: date.month(), day: date.day() });
    }
    fields.source.report(&reading::INVALID_VALUE, text.span, |f| {
        f.with("value", &text.value).with("key", "until").with("known", "first-of-month, \"01-01\"")
    });
    None
}

fn kind(outer: &mut Fields<'_, '_>, node: Node) -> Option<Kind> {
    let mut fields = Fields::new(outer.source, node, "kinds");
    let id = fields.id("id", "btv");
    let label = fields.required_text("label", "Beskrivning och tjänstespecifika villkor");
    let listed_as = fields.choice("listed_as", &[("service", true), ("document", false)]);
    let regulates_processing = fields.flag("regulates_processing");
    let skeleton = fields.text("skeleton").map(|text| text.value);
    let required_sections = fields.texts("required_sections").into_iter().map(|text| text.value).collect();
    let particulars =
        fields.list("particulars").into_iter().filter_map(|node| particular(&mut fields, node)).collect();
    let instructions = fields.text("instructions").map(|text| text.value);
    fields.finish();
    Some(Kind {
        id: id?.value,
        label: label?.value,
        listed_as_service: listed_as.is_some_and(|listed| listed.value),
        skeleton,
        required_sections,
        regulates_processing,
        particulars,
        instructions,
    })
}

/// Without `titles` a particular stands under its own label.
fn particular(outer: &mut Fields<'_, '_>, node: Node) -> Option<Particular> {
    let mut fields = Fields::new(outer.source, node, "particulars");
    let id = fields.id("id", "nature");
    let label = fields.required_text("label", "Behandlingens art");
    let mut titles: Vec<String> = fields.texts("titles").into_iter().map(|text| text.value).collect();
    fields.finish();
    let label = label?.value;
    if titles.is_empty() {
        titles.push(label.clone());
    }
    Some(Particular { id: id?.value, label, titles })
}

fn levels(fields: &mut Fields<'_, '_>) -> BTreeMap<String, Level> {
    let mut out = BTreeMap::new();
    for (code, node) in fields.pairs("levels") {
        if codes::by_name(&code.value).is_none() {
            fields.source.report(&reading::INVALID_VALUE, code.span, |f| {
                f.with("value", &code.value).with("key", "levels").with("known", "avtalslogg explain")
            });
            continue;
        }
        let Value::Scalar { text, .. } = &node.value else { continue };
        match Level::from_name(text) {
            Some(level) => {
                out.insert(code.value, level);
            }
            None => fields.source.report(&reading::INVALID_VALUE, node.span, |f| {
                f.with("value", text).with("key", &code.value).with("known", "allow, warn, deny")
            }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Effect;

    fn read_text(text: &str) -> (Settings, Vec<&'static str>) {
        let mut source = Source::new("contracts/agreement.yaml", text);
        let settings = read(&mut source);
        (settings, source.findings.iter().map(|finding| finding.code.name).collect())
    }

    #[test]
    fn notice_rules_are_read_in_the_order_of_their_days() {
        let (settings, findings) = read_text(
            "notice:\n  - {from: 2020-01-01, adverse: {days: 30, until: first-of-month}}\n  - {from: 2018-04-01, adverse: {months: 3}}\n",
        );
        assert_eq!(findings, [""; 0]);
        assert_eq!(settings.notice[0].periods[&Effect::Adverse].months, 3);
        assert_eq!(settings.notice[1].periods[&Effect::Adverse].until, Some(Until::FirstOfMonth));
    }

    #[test]
    fn parties_precedence_particulars_and_registers_are_read() {
        let (settings, findings) = read_text(
            "agreements:\n  - {id: a, name: A, precedence: [{rank: 1, document: d}, {rank: 2, kind: btv}]}\nparties: [{id: inera, label: Inera}]\nkinds:\n  - id: btv\n    label: BTV\n    particulars: [{id: nature, label: Art}]\n    instructions: Instruktioner\nregisters: {d: {updated: 2022-12-19}}\n",
        );
        assert_eq!(findings, [""; 0]);
        assert_eq!(settings.agreements[0].precedence[1].part.id().value, "btv");
        assert_eq!(settings.own_party().map(|party| party.label.as_str()), Some("Inera"));
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
