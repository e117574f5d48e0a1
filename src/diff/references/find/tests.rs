//! What is a reference, and what only looks like one.

use super::*;

/// Each mention in short: what it points at, with "/" after a chapter and ":" before a point, "<"
/// before what it lies in, and "!" if another document's.
fn short(mention: &Mention) -> String {
    let labels = mention.labels.iter().enumerate().map(|(at, label)| {
        let range = if label.range { "–" } else { "" };
        let name = match label.class {
            Class::Passage => format!("{}¶", label.text),
            _ => label.text.clone(),
        };
        match label.of {
            Some(of) if of < at => format!("{range}{of}:{name}"),
            Some(of) => format!("{range}{name}<{of}"),
            None => format!("{range}{name}"),
        }
    });
    let away = match &mention.document {
        Document::Own | Document::This => "",
        Document::Other(_) => "!",
        Document::Unclear(_) => "?",
    };
    let labels: Vec<String> = labels.collect();
    format!("{:?} {}{away}", mention.class, labels.join(" "))
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = mentions(text).iter().map(short).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn swedish_references_are_recognised_with_lists_and_ranges() {
    check("enligt avsnitt 6.2.", &["Section 6.2"]);
    check(
        "i punkterna 4.6 och 21 samt bilaga 2",
        &["Section 4.6 21", "Annex 2"],
    );
    check("punkt 5.2 ii gäller", &["Section 5.2 0:ii"]);
    check("avsnitt 3–5, kapitel 10", &["Section 3 –5", "Chapter 10"]);
    check("2 kap. 5 a § och 7 §", &["Chapter 2 0:5 a 0:7"]);
    check("se 10 kap. om ansvar", &["Chapter 10"]);
    check(
        "avsnitt 6.2 punkt 4 och punkt 7",
        &["Section 6.2 0:4", "Section 7"],
    );
    check("avsnitt 6.2 i detta avtal", &["Section 6.2"]);
}

#[test]
fn english_references_are_recognised() {
    check(
        "see Sections 4.2 and 5, or clause 7(b)",
        &["Section 4.2 5", "Section 7 0:b"],
    );
    check("Article 28 of the Regulation", &["Article 28!"]);
}

#[test]
fn references_to_other_texts_are_told_apart() {
    check("artikel 28 i dataskyddsförordningen", &["Article 28!"]);
    check("avsnitt 5 i Allmänna villkor", &["Section 5!"]);
    check("5 § lagen (1988:870)", &["Paragraph 5!"]);
}

#[test]
fn what_only_looks_like_a_reference_is_none() {
    check("inom avsnitt och 30 dagar", &[]);
    check("avsnitt 5 och 30 dagar", &["Section 5"]);
    check("punkt i avtalet, bilaga till avtalet", &[]);
}

#[test]
fn a_list_goes_on_over_signs_and_words_that_join_it() {
    for text in [
        "avsnitt 5 och 7",
        "avsnitt 5 eller 7",
        "avsnitt 5 samt 7",
        "avsnitt 5 respektive 7",
        "sections 5 and 7",
        "sections 5 or 7",
        "avsnitt 5, och 7",
        "sections 5, and 7",
        "avsnitt 5, 7",
    ] {
        check(text, &["Section 5 7"]);
    }
    for text in [
        "avsnitten 5 till 7",
        "sections 5 to 7",
        "sections 5 through 7",
        "avsnitt 5–7",
        "avsnitt 5 – 7",
        "avsnitt 5 - 7",
        "avsnitt 5-7",
        "avsnitt 5--7",
    ] {
        check(text, &["Section 5 –7"]);
    }
    check("avsnitt 5 men 7", &["Section 5"]);
    check("avsnitt 3.1, 3.2 samt 4", &["Section 3.1 3.2 4"]);
}

#[test]
fn a_point_is_a_letter_or_a_roman_number_after_the_section() {
    for text in [
        "punkt 5.2 (b)",
        "punkt 5.2(b)",
        "punkt 5.2 b",
        "punkt 5.2 b gäller",
    ] {
        check(text, &["Section 5.2 0:b"]);
    }
    check("punkt 5.2 (iv)", &["Section 5.2 0:iv"]);
    check("punkt 5.2 (xy)", &["Section 5.2"]);
    check("punkt 5.2 (b", &["Section 5.2"]);
    check("punkt 5 i avtalet", &["Section 5"]);
    check("punkt 5 (i)", &["Section 5 0:i"]);
    check("punkt 5 b2", &["Section 5"]);
    check("punkt 5 b § samma sak", &["Section 5"]);
}

#[test]
fn an_annex_may_be_lettered_and_a_section_may_not() {
    check("bilaga B", &["Annex B"]);
    check("bilaga b)", &["Annex b"]);
    check("bilaga IV", &["Annex IV"]);
    check("punkterna b) och c)", &["Section b c"]);
    check("bilaga b", &[]);
    check("bilaga B-huset", &[]);
    check("bilaga BB", &[]);
    check("avsnitt B", &[]);
}

#[test]
fn a_point_belongs_to_the_section_right_before_it() {
    check("avsnitt 6.2 punkt 4", &["Section 6.2 0:4"]);
    check("bilaga 1 punkt 4", &["Annex 1 0:4"]);
    check("avsnitt 6.2, punkt 4", &["Section 6.2 0:4"]);
    check("avsnitt 6.2 punkt 4.1", &["Section 6.2", "Section 4.1"]);
    check("avsnitt 6.2 punkterna 4 och 5", &["Section 6.2 0:4 0:5"]);
    check("punkt 6 punkt 4", &["Section 6", "Section 4"]);
    check("avsnitt 6 a punkt 4", &["Section 6 0:a 1:4"]);
}

#[test]
fn paragraphs_are_named_before_or_after_their_sign() {
    check("5 §", &["Paragraph 5"]);
    check("5§", &["Paragraph 5"]);
    check("§ 5", &["Paragraph 5"]);
    check("§§ 5–7", &["Paragraph 5 –7"]);
    check("5 och 6 a §§", &["Paragraph 5 6 a"]);
    check("10 kap. 2 och 3 §§", &["Chapter 10 0:2 0:3"]);
    check("10 kap. om ansvar", &["Chapter 10"]);
    check("5 om §", &[]);
    check("5 och 6 kronor", &[]);
    check("lagen 2018:218 5 §", &["Paragraph 5!"]);
}

#[test]
fn words_that_only_begin_alike_are_no_reference() {
    check("Kapitel 5 och KAPITEL 6", &["Chapter 5", "Chapter 6"]);
    check("punktlista 5, avsnittsvis 6, items5 7", &[]);
    check("avsnitt 5 kr", &[]);
    check("paragraphs 5 and items 6", &["Section 5", "Section 6"]);
}

#[test]
fn what_is_named_beside_a_reference_tells_of_another_text() {
    let named = |text: &str| match &mentions(text)[0].document {
        Document::Own | Document::This => None,
        Document::Other(name) => Some(name.clone()),
        Document::Unclear(name) => Some(format!("?{name}")),
    };
    let other = |text: &str, name: &str| assert_eq!(named(text).as_deref(), Some(name), "{text}");
    other("avsnitt 5 i Allmänna villkor, bilaga A", "Allmänna villkor");
    other("avsnitt 5 i [Allmänna villkor](x.md)", "Allmänna villkor");
    other(
        "[avsnitt 5](#a) till Ramavtalet för IT i Norden och mer",
        "Ramavtalet för IT i Norden",
    );
    other("Article 28 of the Regulation", "the Regulation");
    other(
        "enligt dataskyddsförordningens artikel 28",
        "dataskyddsförordningens",
    );
    other(
        "34 a § tredje stycket förvaltningsprocesslagen",
        "förvaltningsprocesslagen",
    );
    other("15 b § samma lag", "lag");
    for own in [
        "avsnitt 5 i detta avtal",
        "avsnitt 5 i Avtalet",
        "avsnitt 5 i avtalet",
        "5 § denna lag",
        "5 §. Lagen gäller",
        "5 § som ett två tre fyra fem sex lagen",
        "avsnitt 5",
    ] {
        assert_eq!(named(own), None, "{own}");
    }
}
