//! The templates: what stands in the folder is compiled in, and each can be replaced.

use std::path::Path;

use avtalslogg::render::site::SiteOptions;
use avtalslogg::render::templates::EMBEDDED;

use super::site::{few_contracts, letters, our_contracts, previews, site, text_alone, try_site};

#[test]
fn the_folder_and_the_compiled_table_hold_the_same_templates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let entries = std::fs::read_dir(folder)
        .expect("templates/")
        .map(|entry| entry.expect("an entry"));
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        EMBEDDED.iter().map(|(name, _)| *name).collect::<Vec<_>>()
    );
}

/// Each template with a mark put in by an own file must show the mark somewhere on the site.
#[test]
fn every_template_can_be_replaced() {
    for (name, text) in EMBEDDED {
        let mut snapshot = few_contracts();
        if [
            "processing.html",
            "part-parties.html",
            "part-relations.html",
            "register.html",
            "lista.js",
        ]
        .contains(name)
        {
            for path in [
                "contracts/fullmakt-for-kommuner.md",
                "contracts/registers/fullmakt-for-kommuner.csv",
            ] {
                snapshot.insert(path, our_contracts().get(path).expect("a file").to_vec());
            }
        }
        if name.contains(".en.") {
            let settings = snapshot.text("contracts/agreement.yaml").expect("settings");
            let settings = settings.replace("language: sv", "language: en");
            snapshot.insert("contracts/agreement.yaml", settings.into_bytes());
        }
        let marked = match *name {
            // Own words replace single messages, so the file holds no others.
            "words.sv.txt" | "words.en.txt" => "[page]\nskip = eget-märke\n".to_owned(),
            "part-phrases.html" => text.replace(
                "{% macro status_title(s) %}",
                "{% macro status_title(s) %}eget-märke",
            ),
            _ => format!("{text}eget-märke\n"),
        };
        snapshot.insert(format!("templates/{name}"), marked.into_bytes());
        let files = site(&snapshot, "2022-03-01");
        let files_later = site(&snapshot, "2022-12-31");
        let shown = files
            .values()
            .chain(files_later.values())
            .chain(&letters(&snapshot))
            .chain(&previews(&snapshot))
            .chain([&text_alone(&snapshot)])
            .any(|bytes| String::from_utf8_lossy(bytes).contains("eget-märke"));
        assert!(shown, "an own {name} changes nothing");
    }
}

#[test]
fn an_error_in_a_template_names_it_and_its_line() {
    let mut snapshot = our_contracts();
    snapshot.insert(
        "templates/part-note.html",
        b"<li>\n{{ note.txet }}\n</li>".to_vec(),
    );
    let error =
        try_site(&snapshot, "2022-12-31", SiteOptions::default()).expect_err("a misspelt name");
    assert_eq!(
        (error.template.as_str(), error.line),
        ("part-note.html", Some(2))
    );
    assert!(
        error
            .to_string()
            .starts_with("templates/part-note.html:2: "),
        "{error}"
    );
    snapshot.insert("templates/part-note.html", b"{% if %}".to_vec());
    let error =
        try_site(&snapshot, "2022-12-31", SiteOptions::default()).expect_err("no condition");
    assert_eq!(
        (error.template.as_str(), error.line),
        ("part-note.html", Some(1))
    );
}

#[test]
fn the_english_site_is_english() {
    let mut snapshot = our_contracts();
    let settings = snapshot.text("contracts/agreement.yaml").expect("settings");
    snapshot.insert(
        "contracts/agreement.yaml",
        settings
            .replace("language: sv", "language: en")
            .into_bytes(),
    );
    let files = site(&snapshot, "2022-12-31");
    let page = super::site::page(&files, "andringar/2022/index.html");
    assert_eq!(page.root_element().value().attr("lang"), Some("en"));
    assert!(
        super::site::words(page.root_element())
            .contains("The changes apply from 19 December 2022.")
    );
}

#[test]
fn own_templates_that_say_the_same_give_the_same_bytes_within_their_bounds() {
    let mut snapshot = few_contracts();
    let built_in = site(&snapshot, "2022-12-31");
    for (name, text) in EMBEDDED
        .iter()
        .filter(|(name, _)| !name.starts_with("words."))
    {
        snapshot.insert(format!("templates/{name}"), text.as_bytes().to_vec());
    }
    let own = site(&snapshot, "2022-12-31");
    assert_eq!(
        built_in.keys().collect::<Vec<_>>(),
        own.keys().collect::<Vec<_>>()
    );
    for (path, bytes) in &built_in {
        assert!(own[path] == *bytes, "{path} differs");
    }
}

#[test]
fn an_own_template_that_grows_without_end_is_stopped_and_named() {
    let hostile = [
        "{% set ns = namespace(x='aaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
        "{{ 'a' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
        "{{ range(100000)|join('x' * 100000) }}",
        "{% set ns = namespace(x='a,a') %}{% for i in range(60) %}{% set ns.x = ns.x|replace('a', 'a,a,a,a') %}{% endfor %}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ 'a'|indent(1000000000) }}",
        "{{ '%1000000000d'|format(1) }}",
        "{% include 'about.html' %}{% include 'about.html' %}",
        "{% set ns = namespace(x=0) %}{% for i in range(60) %}{% set x %}{{ ns.x }}{{ ns.x }}{{ ns.x }}{% endset %}{% set ns.x = x %}{% endfor %}",
    ];
    for text in hostile {
        let mut snapshot = few_contracts();
        snapshot.insert("templates/about.html", text.as_bytes().to_vec());
        let begun = std::time::Instant::now();
        let error = try_site(&snapshot, "2022-12-31", SiteOptions::default()).expect_err(text);
        assert_eq!(error.template, "about.html", "{text}: {error}");
        assert!(
            begun.elapsed().as_secs() < 120,
            "{text}: {:?}",
            begun.elapsed()
        );
    }
}
