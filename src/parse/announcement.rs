//! Words about a whole release: `changelog/<date>.md`.

use chrono::NaiveDate;

use super::fields::{Fields, Source};
use super::{dates, front_matter};
use crate::model::codes::reading;
use crate::model::places;
use crate::model::repository::Announcement;
use crate::model::span::Span;

/// Reads the words in `source`, whose file is named after the day `date`.
pub fn read(source: &mut Source<'_>, date: &str) -> Option<(NaiveDate, Announcement)> {
    let Some(day) = dates::iso(date) else {
        source.report(&reading::INVALID_DATE, Span::default(), |f| {
            let example =
                dates::meant(date).map_or_else(|| "2022-12-19".to_owned(), |day| day.to_string());
            f.with("value", date)
                .with("example", places::announcement(&example))
        });
        return None;
    };
    let (mut title, mut notified) = (None, None);
    let mut body = source.text;
    match front_matter::layout(source.text) {
        front_matter::Layout::Front { yaml, body: start } => {
            body = &source.text[start..];
            if let Some(node) = source.yaml(yaml) {
                let mut fields = Fields::new(source, node, "front matter");
                title = fields.text("title").map(|text| text.value);
                notified = fields.date("notified");
                fields.finish();
            }
        }
        front_matter::Layout::Unclosed => {
            source.report(&reading::UNCLOSED_FRONT_MATTER, Span::new(0, 3), |f| f);
        }
        front_matter::Layout::None { .. } => {}
    }
    Some((
        day,
        Announcement {
            path: source.path.to_owned(),
            title,
            notified,
            body: body.to_owned(),
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes_of(text: &str, date: &str) -> Vec<&'static str> {
        let path = format!("changelog/{date}.md");
        let mut source = Source::new(&path, text);
        read(&mut source, date);
        source
            .findings
            .iter()
            .map(|finding| finding.code.name)
            .collect()
    }

    #[test]
    fn words_alone_or_below_front_matter_are_read() {
        assert_eq!(codes_of("Nya priser.\n", "2022-06-17"), [""; 0]);
        assert_eq!(
            codes_of(
                "---\ntitle: Priser\nnotified: 2022-06-10\n---\nNya priser.\n",
                "2022-06-17"
            ),
            [""; 0]
        );
    }

    #[test]
    fn facts_that_would_be_printed_as_words_are_found() {
        assert_eq!(
            codes_of("---\nnotified: 2022-06-10\nNya priser.\n", "2022-06-17"),
            ["unclosed-front-matter"]
        );
    }

    #[test]
    fn a_name_that_is_no_day_is_found() {
        assert_eq!(codes_of("Nya priser.\n", "2022-6-17"), ["invalid-date"]);
    }
}
