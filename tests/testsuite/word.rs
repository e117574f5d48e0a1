//! `import word`: a Word document becomes a draft, and nothing of it is lost in silence.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;

use crate::project::{Project, Run};
use crate::tools::is_missing;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A paragraph of the style `style`, or with its own numbering (list, level).
fn paragraph(text: &str, style: &str, list: Option<(u32, u32)>) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pStyle w:val=\"{style}\"/>")
    };
    let list = list.map_or(String::new(), |(list, level)| {
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
    });
    format!(
        "<w:p><w:pPr>{style}{list}<w:ind w:left=\"720\"/></w:pPr>{}</w:p>",
        run(text)
    )
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn level(at: u32, format: &str, text: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

/// A Word file with the paragraphs `body`: headings (`Rubrik1` …) are numbered by their styles,
/// list 2 is 1., a), (i); list 3 shows bullets; list 4 is 1, 1.1.
fn docx(body: &str, more: &[(&str, String)]) -> Vec<u8> {
    let style = |id: &str, name: &str, properties: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:pPr>{properties}</w:pPr></w:style>"
        )
    };
    let numbered = |level: u32| {
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>")
    };
    let styles = [
        style("Rubrik", "Title", ""),
        style("Rubrik1", "heading 1", &numbered(0)),
        style("Rubrik2", "heading 2", &numbered(1)),
        style("Innehll1", "toc 1", ""),
        style(
            "Punktlista",
            "List Bullet",
            "<w:numPr><w:numId w:val=\"3\"/></w:numPr>",
        ),
    ];
    let lists = [
        level(0, "decimal", "%1.") + &level(1, "decimal", "%1.%2"),
        level(0, "decimal", "%1.")
            + &level(1, "lowerLetter", "%2)")
            + &level(2, "lowerRoman", "(%3)"),
        level(0, "bullet", "·"),
        level(0, "decimal", "%1") + &level(1, "decimal", "%1.%2"),
    ];
    let abstracts: String = (1..)
        .zip(&lists)
        .map(|(id, levels)| {
            format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>")
        })
        .collect();
    let instances: String = (1..=lists.len())
        .map(|id| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>"))
        .collect();
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = |all: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    let mut parts = vec![
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".to_owned()),
        ("_rels/.rels", relations(&relation("r1", "officeDocument", "word/document.xml"))),
        ("word/document.xml", format!("<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml", format!("<w:styles xmlns:w=\"{W}\">{}</w:styles>", styles.concat())),
        ("word/numbering.xml", format!("<w:numbering xmlns:w=\"{W}\">{abstracts}{instances}</w:numbering>")),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                relation("r1", "styles", "styles.xml"),
                relation("r2", "numbering", "numbering.xml"),
                relation("r3", "footnotes", "footnotes.xml"),
            ].concat()),
        ),
        (
            "word/footnotes.xml",
            format!("<w:footnotes xmlns:w=\"{W}\"><w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote></w:footnotes>", run("Utom helgdagar.")),
        ),
    ];
    parts.extend(more.iter().cloned());
    packed(
        &parts
            .iter()
            .map(|(name, text)| (*name, text.as_bytes()))
            .collect::<Vec<_>>(),
    )
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(bytes).expect("a part");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A contract repository without kinds, and the Word file in it.
fn project(docx: &[u8]) -> Project {
    let project = Project::bare();
    project.write(
        "contracts/agreement.yaml",
        "publisher: X AB\nlanguage: en\n",
    );
    project.write("avtal.docx", docx);
    project
}

fn import(project: &Project, more: &[&str]) -> Run {
    project.run(&[&["import", "word", "avtal.docx", "--id", "avtal"], more].concat())
}

fn no_pandoc() -> bool {
    let is_here = std::process::Command::new("pandoc")
        .arg("--version")
        .output()
        .is_ok();
    is_missing("pandoc", is_here, "apt-get install pandoc")
}

/// The text of the imported document, without its front matter.
fn body(project: &Project) -> String {
    let text = project.read("contracts/avtal.md");
    text.split_once("\n---\n")
        .map_or(text.clone(), |(_, body)| body.to_owned())
}

#[test]
fn automatic_numbers_tables_lists_and_footnotes_become_a_draft_that_check_accepts() {
    if no_pandoc() {
        return;
    }
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text, "", None));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body_xml = [
        paragraph("Digitalt möte", "Rubrik", None),
        paragraph("Inledning 1", "Innehll1", None),
        paragraph("Inledning", "Rubrik1", None),
        paragraph("Avgiften är 5 * 3 &lt;b&gt; kr_per_månad.", "", None),
        paragraph("Åtaganden", "Rubrik1", None),
        paragraph("Kundens åtaganden", "Rubrik2", None),
        paragraph("Kunden ska", "", Some((2, 0))),
        paragraph("betala,", "", Some((2, 1))),
        paragraph("svara.", "", Some((2, 1))),
        paragraph("Mellan punkterna.", "", None),
        paragraph("Kunden får vänta.", "", Some((2, 0))),
        paragraph("en punkt", "Punktlista", None),
        paragraph("en till", "Punktlista", None),
        paragraph("2.2 Ineras åtaganden", "Rubrik2", None),
        format!("<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}</w:p>", run("Stöd ges alla dagar"), run(".")),
        format!(
            "<w:tbl><w:tblGrid><w:gridCol w:w=\"100\"/><w:gridCol w:w=\"100\"/></w:tblGrid>{}{}</w:tbl>",
            row("Funktion", "Tid"),
            row("Jour | dygnet", "08–17")
        ),
        paragraph("Klausuler", "Rubrik1", None),
        paragraph("Överklausul", "", Some((4, 0))),
        paragraph("Underklausul", "", Some((4, 1))),
        format!("<w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox><v:imagedata/></v:shape></w:pict></w:r></w:p>", paragraph("I en ruta", "", None)),
    ]
    .concat();
    let header = format!(
        "<w:hdr xmlns:w=\"{W}\"><w:p>{}</w:p></w:hdr>",
        run("Inera AB, 2022")
    );
    let project = project(&docx(&body_xml, &[("word/header1.xml", header)]));
    let run = import(&project, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        body(&project),
        "# Digitalt möte\n\n## 1 Inledning\n\nAvgiften är 5 \\* 3 \\<b> kr_per_månad.\n\n## 2 Åtaganden\n\n### 2.1 Kundens åtaganden\n\n1. Kunden ska\n\n   a) betala,\n\n   b) svara.\n\nMellan punkterna.\n\n2. Kunden får vänta.\n\n- en punkt\n- en till\n\n### 2.2 Ineras åtaganden\n\nStöd ges alla dagar[^1].\n\n[^1]: Utom helgdagar.\n\n| Funktion | Tid |\n| --- | --- |\n| Jour \\| dygnet | 08–17 |\n\n## 3 Klausuler\n\n1 Överklausul\n\n1.1 Underklausul\n"
    );
    for words in [
        "the table of contents is left out, the site makes its own: “Inledning 1”",
        "left out: pictures and embedded objects: “1”",
        "left out: headers and footers: “Inera AB, 2022”",
        "NOT in the text, pandoc does not read it: add it by hand: “I en ruta”",
    ] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    assert_eq!(project.findings(), [""; 0]);
    assert!(
        project
            .read("contracts/avtal.md")
            .starts_with("---\nid: avtal\ntitle: Digitalt möte\nversion: \"1.0\"\n---\n")
    );
    assert_eq!(
        import(&project, &[]).code,
        2,
        "an existing document is never overwritten"
    );
}

#[test]
fn tracked_changes_and_comments_are_settled_only_by_a_decision() {
    let changed = format!(
        "{}<w:p>{}<w:del w:id=\"1\" w:author=\"A\"><w:r><w:delText>30</w:delText></w:r></w:del><w:ins w:id=\"2\" w:author=\"A\">{}</w:ins>{}<w:r><w:commentReference w:id=\"0\"/></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Rubrik1\"/><w:rPr><w:ins w:id=\"3\" w:author=\"A\"/></w:rPr></w:pPr><w:ins w:id=\"4\" w:author=\"A\">{}</w:ins></w:p>{}",
        paragraph("Avgift", "Rubrik1", None),
        run("Inom "),
        run("60"),
        run(" dagar."),
        run("Ny rubrik"),
        paragraph("Support", "Rubrik1", None),
    );
    let project = project(&docx(&changed, &[]));
    let refused = import(&project, &[]);
    assert_eq!(refused.code, 2);
    let words =
        "avtal.docx: it holds tracked changes or comments (3 insertions, 1 deletion, 1 comment)";
    assert!(
        refused.stderr.contains(words) && refused.stderr.contains("--accept or --reject"),
        "{}",
        refused.stderr
    );
    assert!(!project.path("contracts/avtal.md").exists());
    if no_pandoc() {
        return;
    }
    for (wish, expected) in [
        (
            "--accept",
            "# avtal\n\n## 1 Avgift\n\nInom 60 dagar.\n\n## 2 Ny rubrik\n\n## 3 Support\n",
        ),
        (
            "--reject",
            "# avtal\n\n## 1 Avgift\n\nInom 30 dagar.\n\n## 2 Support\n",
        ),
    ] {
        let run = import(&project, &[wish]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(
            run.stdout
                .contains("settled or left out: tracked changes or comments (3 insertions, 1 deletion, 1 comment)"),
            "{}",
            run.stdout
        );
        assert_eq!(body(&project), expected, "{wish}");
        fs::remove_file(project.path("contracts/avtal.md")).expect("a removed file");
    }
}

#[test]
fn a_word_file_of_one_of_our_documents_comes_back_as_the_same_sections() {
    if no_pandoc() {
        return;
    }
    let contracts = Path::new(env!("CARGO_MANIFEST_DIR")).join("contracts");
    for document in ["digitalt-mote", "journalen", "sakerhetstjanster-idp"] {
        let source = contracts.join(format!("{document}.md"));
        let project = project(b"");
        let docx = project.path("avtal.docx");
        let made = std::process::Command::new("pandoc")
            .args(["--from=markdown-smart", "--to=docx", "--output"])
            .args([&docx, &source])
            .status();
        assert!(made.expect("pandoc runs").success());
        let run = import(&project, &[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(!run.stdout.contains("NOT in the text"), "{}", run.stdout);
        let (old, new) = (source.to_string_lossy(), "contracts/avtal.md");
        let diff = project.run(&["diff", &old, new, "--exit-code"]);
        assert_eq!(diff.code, 0, "{document}: {}", diff.stdout);
    }
}

/// Every part of a small Word file, the text below `parts`, and `relations` of the whole.
fn small(parts: &[(&str, &str)]) -> Vec<u8> {
    let text = format!(
        "<w:document xmlns:w=\"{W}\"><w:body>{}</w:body></w:document>",
        paragraph("Avgift", "", None)
    );
    let own = [("word/document.xml", text.as_str())];
    let own = own
        .iter()
        .filter(|(name, _)| parts.iter().all(|(other, _)| other != name));
    packed(
        &own.chain(parts)
            .map(|(name, text)| (*name, text.as_bytes()))
            .collect::<Vec<_>>(),
    )
}

#[test]
fn a_file_that_holds_two_texts_or_a_part_of_another_is_refused() {
    let embedded =
        format!("<w:document xmlns:w=\"{W}\"><w:body><w:altChunk/></w:body></w:document>");
    let referred =
        format!("<w:document xmlns:w=\"{W}\"><w:body><w:p><w:subDoc/></w:p></w:body></w:document>");
    let main = |target: &str| {
        format!(
            "<Relationship Id=\"{target}\" Type=\"x/relationships/officeDocument\" Target=\"word/{target}.xml\"/>"
        )
    };
    let two = format!(
        "<Relationships>{}{}</Relationships>",
        main("document"),
        main("other")
    );
    // No writer of archives writes one name twice, so the second one is renamed afterwards.
    let mut twice = small(&[("word/documenT.xml", "<x/>")]);
    assert!(String::from_utf8_lossy(&twice).contains("documenT"));
    let by_letter_case = twice.clone();
    for at in 0..twice.len() - 17 {
        if &twice[at..at + 17] == b"word/documenT.xml" {
            twice[at + 12] = b't';
        }
    }
    for (bytes, words) in [
        (
            small(&[("word/document.xml", &embedded)]),
            "a part of its text stands in another document (altChunk)",
        ),
        (
            small(&[("word/document.xml", &referred)]),
            "a part of its text stands in another document (subDoc)",
        ),
        (
            small(&[("_rels/.rels", &two)]),
            "it names several texts (word/document.xml, word/other.xml)",
        ),
        (twice, "it holds the part word/document.xml twice"),
        (by_letter_case, "it holds the part word/documenT.xml twice"),
    ] {
        let run = import(&project(&bytes), &[]);
        assert!(
            run.code == 2 && run.stderr.contains(words),
            "{words}: {}",
            run.stderr
        );
        assert!(run.stderr.contains("hint: "), "{}", run.stderr);
    }
}

#[test]
fn what_stands_in_another_file_is_told() {
    if no_pandoc() {
        return;
    }
    let link = "<Relationship Id=\"r9\" TargetMode=\"External\" Type=\"x/relationships/image\" Target=\"https://example.se/plan.png\"/>";
    let page = "<Relationship Id=\"r8\" TargetMode=\"External\" Type=\"x/relationships/hyperlink\" Target=\"https://example.se/\"/>";
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{link}{page}</Relationships>"
    );
    let main = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let parts = [
        ("_rels/.rels", main),
        ("word/_rels/document.xml.rels", relations.as_str()),
    ];
    let run = import(&project(&small(&parts)), &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout
            .contains("NOT in the text, it stands in another file: “https://example.se/plan.png”"),
        "{}",
        run.stdout
    );
    assert_eq!(
        run.stdout.matches("https://example.se/").count(),
        1,
        "a link to a page is text: {}",
        run.stdout
    );
}

#[test]
fn what_is_no_word_file_is_refused_in_words() {
    let bomb = vec![b' '; 65 * 1024 * 1024];
    let entities = b"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><x>&a;</x>";
    for (bytes, words) in [
        (b"hej".to_vec(), "not a Word file"),
        (
            vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1],
            "an old or encrypted Word file",
        ),
        (packed(&[("x.xml", b"<x/>")]), "no Word document in it"),
        (
            packed(&[("word/document.xml", &bomb)]),
            "unpacks to more than 64 MiB",
        ),
        (
            packed(&[("word/document.xml", entities)]),
            "word/document.xml in it is broken",
        ),
        (
            packed(&[("word/document.xml", b"\xff\xfe<\0")]),
            "is not UTF-8",
        ),
    ] {
        let project = project(&bytes);
        let run = import(&project, &[]);
        assert!(
            run.code == 2 && run.stderr.contains(words),
            "{words}: {}",
            run.stderr
        );
        assert!(
            run.stderr.contains("hint: ") && run.stderr.starts_with("error: avtal.docx: "),
            "{}",
            run.stderr
        );
    }
}

#[cfg(unix)]
#[test]
fn pandoc_is_an_optional_program_that_is_never_trusted() {
    use std::os::unix::fs::PermissionsExt as _;

    let project = project(&docx(&paragraph("Avgift", "Rubrik1", None), &[]));
    let bin = project.path("bin");
    fs::create_dir(&bin).expect("a folder");
    let path = format!("{}:/usr/bin:/bin", bin.display());
    let with = |script: Option<&str>, path: &str| {
        if let Some(script) = script {
            fs::write(bin.join("pandoc"), format!("#!/bin/sh\n{script}\n")).expect("a script");
            fs::set_permissions(bin.join("pandoc"), fs::Permissions::from_mode(0o755))
                .expect("a program");
        }
        let secret = [("SECRET", "x"), ("PATH", path)];
        project.run_with(&["import", "word", "avtal.docx", "--id", "avtal"], &secret)
    };
    let missing = with(None, &bin.to_string_lossy());
    assert_eq!(missing.code, 2);
    assert!(
        missing
            .stderr
            .contains("install it with `apt install pandoc`"),
        "{}",
        missing.stderr
    );
    for (script, words) in [
        (
            "echo 'couldn'\\''t unpack' >&2; exit 63",
            "pandoc cannot read the file: couldn't unpack",
        ),
        ("echo nonsense", "pandoc's answer has an unknown form"),
        (
            "echo '{\"pandoc-api-version\":[1,17],\"meta\":{},\"blocks\":[]}'",
            "use pandoc 2.17 or later",
        ),
    ] {
        let run = with(Some(script), &path);
        assert!(
            run.code == 2 && run.stderr.contains(words),
            "{words}: {}",
            run.stderr
        );
    }
    assert!(!project.path("contracts/avtal.md").exists());
    // It gets the file with the number typed, its sandbox, and nothing of the environment.
    let script = format!(
        "echo \"$@\" >'{0}/args'; env >'{0}/env'; cat >'{0}/given.docx'\necho '{{\"pandoc-api-version\":[1,22],\"meta\":{{}},\"blocks\":[{{\"t\":\"Header\",\"c\":[1,[\"\",[],[]],[{{\"t\":\"Str\",\"c\":\"1\"}},{{\"t\":\"Space\"}},{{\"t\":\"Str\",\"c\":\"Avgift\"}}]]}}]}}'",
        bin.display()
    );
    let run = with(Some(&script), &path);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(body(&project), "# avtal\n\n## 1 Avgift\n");
    let args = project.read("bin/args");
    assert!(
        args.contains("--sandbox") && args.contains("--track-changes=accept"),
        "{args}"
    );
    assert!(!project.read("bin/env").contains("SECRET"));
    let given = fs::read(bin.join("given.docx")).expect("a file");
    let text = String::from_utf8_lossy(&given);
    assert!(
        text.contains("<w:t xml:space=\"preserve\">1 </w:t>"),
        "{text}"
    );
}
