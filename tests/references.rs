//! References: the ways in which contracts write them, and what `renumber` makes of them.

use avtalslogg::diff::references::{Class, Document, Mention, mentions};

const FORMS: &str = include_str!("references/forms.txt");

/// What a mention points at, as `forms.txt` writes it.
fn typed(mention: &Mention) -> Vec<String> {
    let name = |at: usize| {
        let label = &mention.labels[at];
        let class = match label.class {
            Class::Passage => "passage",
            Class::Point => "point",
            Class::Section if label.may_be_point => "point|section",
            Class::Section | Class::Plain => "section",
            Class::Article => "article",
            Class::Paragraph => "paragraph",
            Class::Chapter => "chapter",
            Class::Annex => "annex",
        };
        format!("{class} {}", label.text)
    };
    let document = match &mention.document {
        Document::Own => String::new(),
        Document::This => " @ this".to_owned(),
        Document::Other(name) => format!(" @ {name}"),
        Document::Unclear(name) => format!(" @? {name}"),
    };
    let leaf = |at: usize| {
        let mut path = vec![name(at)];
        let mut within = mention.labels[at].of;
        while let Some(outer) = within {
            path.push(name(outer));
            within = mention.labels[outer].of;
        }
        path.reverse();
        let range = if mention.labels[at].range { "– " } else { "" };
        format!("{range}{}{document}", path.join(" "))
    };
    mention.leaves().map(leaf).collect()
}

#[test]
fn every_form_names_what_it_names() {
    let mut wrong = Vec::new();
    let mut all = 0;
    let lines = FORMS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        let (text, expected) = line.split_once(" =>").expect("words => what they name");
        let found: Vec<String> = mentions(text).iter().flat_map(typed).collect();
        let found = found.join("; ");
        all += 1;
        if found != expected.trim() {
            wrong.push(format!("{text}\n    {found}\n  not {}", expected.trim()));
        }
    }
    assert!(all > 100, "{all} forms");
    assert!(
        wrong.is_empty(),
        "{} of {all}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

mod kept {
    //! Whatever is put in, taken out or moved: once the headings are numbered anew every reference
    //! names what it named, or the author is told of it.

    use avtalslogg::diff::renumber::{Renumbering, renumber};
    use avtalslogg::parse::sections::read;
    use proptest::prelude::*;

    /// Ways to write a reference: `{s}` is a section, `{t}` the one after it, `{p}` a point of `{s}`.
    const FORMS: &[&str] = &[
        "enligt avsnitt {s} gäller",
        "enligt avsnitten {s} och {t} gäller",
        "enligt punkt {p} i avsnitt {s} gäller",
        "enligt avsnitt {s} punkt {p} gäller",
        "enligt avsn. {s} andra stycket gäller",
        "enligt andra stycket i avsnitt {s} gäller",
        "enligt **avsnitt** [{s}](#x), punkt {p} gäller",
        "enligt p. {p} i *avsnitt {s}* gäller",
        "enligt avsnitt {s} i detta avtal gäller",
        "pursuant to section {s} and clause {t} applies",
        "item ({p}) of clause {s} applies",
        "enligt avsnitten {s}–{t} gäller",
    ];

    /// References into other documents and what only looks like one.
    const FOREIGN: &[&str] = &[
        "enligt Allmänna villkor avsnitt 2 gäller",
        "enligt avsnitt 2 i Allmänna villkor gäller",
        "enligt ISO 27001, avsnitt 2 gäller",
        "see RFC 6962, section 2 for this",
        "enligt Kundavtalets punkt 2 gäller",
        "enligt lagen (2018:218) 2 § gäller",
        "enligt artikel 2 (GDPR) gäller",
        "enligt punkt 2 i avsnitt 3 i Huvudavtalet gäller",
        "inom 2 dagar och 3 veckor från avrop",
    ];

    const TITLES: &[&str] = &[
        "Leverans",
        "Betalning",
        "Sekretess",
        "Support",
        "Ansvar",
        "Uppsägning",
        "Tvist",
        "Drift",
    ];

    const WORDS: &[&str] = &[
        "kopparkabel",
        "fakturaunderlag",
        "tystnadslöfte",
        "telefonkö",
        "skadestånd",
        "löptid",
        "skiljenämnd",
        "serverhall",
    ];

    #[derive(Debug, Clone)]
    struct Reference {
        form: usize,
        target: usize,
        point: usize,
        stands: usize,
    }

    #[derive(Debug, Clone)]
    enum Step {
        Insert { at: usize, numbered: bool },
        Remove { at: usize },
        Move { from: usize, to: usize },
    }

    fn body(section: usize) -> String {
        let word = WORDS[section];
        format!(
            "Om {word} gäller vad parterna har kommit överens om vid avrop av {word}.\n\n1. Första ledet om {word} vid leverans.\n2. Andra ledet om {word} efter mottagning.\n3. Tredje ledet om {word} under drift.\n\nVad som sägs om {word} i övrigt framgår av beställningen.\n"
        )
    }

    fn reference(form: &str, numbers: (usize, usize), point: usize) -> String {
        form.replace("{s}", &numbers.0.to_string())
            .replace("{t}", &numbers.1.to_string())
            .replace("{p}", &point.to_string())
    }

    /// The section `section` of the published text, numbered `number`.
    fn section(section: usize, number: &str, references: &[Reference], count: usize) -> String {
        let mut text = format!("## {number}{}\n\n{}", TITLES[section], body(section));
        for (at, own) in references
            .iter()
            .enumerate()
            .filter(|(_, own)| own.stands % count == section)
        {
            let target = own.target % (count - 1);
            let form = match FORMS.get(own.form) {
                Some(form) => reference(form, (target + 1, target + 2), own.point),
                None => FOREIGN[own.form - FORMS.len()].to_owned(),
            };
            text.push_str(&format!("\nHänvisning nummer{at}nummer: {form}.\n"));
        }
        text + "\n"
    }

    fn number(text: &str, title: &str) -> Option<usize> {
        let tree = read(text, 0);
        let found = tree
            .sections
            .iter()
            .find(|section| section.title == title)?;
        found.number.as_deref()?.parse().ok()
    }

    fn check(count: usize, references: &[Reference], step: &Step) {
        let mut sections: Vec<(Option<usize>, String)> = (0..count)
            .map(|at| {
                (
                    Some(at),
                    section(at, &format!("{} ", at + 1), references, count),
                )
            })
            .collect();
        let join = |sections: &[(Option<usize>, String)]| {
            let parts: Vec<&str> = sections.iter().map(|(_, text)| text.as_str()).collect();
            format!("# Avtal om drift\n\n{}", parts.concat())
        };
        let published = join(&sections);
        match *step {
            Step::Insert { at, numbered } => {
                let at = at % (count + 1);
                let number = if numbered {
                    format!("{} ", at + 1)
                } else {
                    String::new()
                };
                let text = format!(
                    "## {number}Miljö\n\nHär står något helt annat om utsläpp och återvinning av förpackningar.\n\n"
                );
                sections.insert(at, (None, text));
            }
            Step::Remove { at } => {
                sections.remove(at % count);
            }
            Step::Move { from, to } => {
                let moved = sections.remove(from % count);
                sections.insert(to % count, moved);
            }
        }
        let draft = join(&sections);
        let done: Renumbering = renumber(&draft, 0, Some(&read(&published, 0)));
        let order: Vec<Option<usize>> = sections.iter().map(|(section, _)| *section).collect();
        for (at, own) in references.iter().enumerate() {
            let mark = format!("nummer{at}nummer: ");
            let Some(found) = done.text.lines().find_map(|line| line.split_once(&mark)) else {
                continue;
            };
            let line = draft
                .lines()
                .position(|line| line.contains(&mark))
                .expect("it stands")
                + 1;
            let told = done.unproven.iter().any(|left| left.line == line);
            let target = own.target % (count - 1);
            let Some(form) = FORMS.get(own.form) else {
                let form = FOREIGN[own.form - FORMS.len()];
                assert_eq!(found.1, format!("{form}."), "{step:?}");
                continue;
            };
            let before = format!("{}.", reference(form, (target + 1, target + 2), own.point));
            if told {
                assert_eq!(found.1, before, "told, and left as it stands: {step:?}");
                continue;
            }
            let numbers = (
                number(&done.text, TITLES[target]),
                number(&done.text, TITLES[target + 1]),
            );
            let both = form.contains("{t}");
            let (Some(s), Some(t)) = (numbers.0, if both { numbers.1 } else { Some(0) }) else {
                panic!("{step:?}: {before:?} names what is gone, and nobody is told\n{draft}");
            };
            let expected = format!("{}.", reference(form, (s, t), own.point));
            assert_eq!(found.1, expected, "{step:?}\n{}", done.text);
            if form.contains('–') {
                let place = |section| order.iter().position(|own| *own == Some(section));
                let (a, b) = (
                    place(target).expect("there"),
                    place(target + 1).expect("there"),
                );
                assert_eq!(a + 1, b, "a range holds something else: {step:?}");
            }
        }
    }

    fn references() -> impl Strategy<Value = Vec<Reference>> {
        let one = (
            0..FORMS.len() + FOREIGN.len(),
            0..8usize,
            1..4usize,
            0..8usize,
        );
        let one = one.prop_map(|(form, target, point, stands)| Reference {
            form,
            target,
            point,
            stands,
        });
        prop::collection::vec(one, 1..8)
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            (0..9usize, any::<bool>()).prop_map(|(at, numbered)| Step::Insert { at, numbered }),
            (0..8usize).prop_map(|at| Step::Remove { at }),
            (0..8usize, 0..8usize).prop_map(|(from, to)| Step::Move { from, to }),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn every_reference_names_the_same_text_or_is_told(count in 3..9usize, references in references(), step in step()) {
            check(count, &references, &step);
        }
    }

    #[test]
    fn hardly_any_reference_is_left_to_the_author_where_a_section_is_put_in() {
        let references: Vec<Reference> = (0..FORMS.len())
            .map(|form| Reference {
                form,
                target: 2,
                point: 1,
                stands: form,
            })
            .collect();
        let sections: String = (0..6)
            .map(|at| section(at, &format!("{} ", at + 1), &references, 6))
            .collect();
        let published = format!("# Avtal om drift\n\n{sections}");
        let draft = published.replace(
            "## 2 ",
            "## Miljö\n\nHär står något helt annat om utsläpp.\n\n## 2 ",
        );
        let done = renumber(&draft, 0, Some(&read(&published, 0)));
        assert!(done.unproven.is_empty(), "{:?}", done.unproven);
        // One form names its two sections by a word each.
        assert_eq!(done.references.len(), FORMS.len() + 1);
    }
}
