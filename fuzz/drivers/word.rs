//! A Word file: its XML made ready for pandoc, and pandoc's tree written as Markdown.
//!
//! An input is an archive of the file's parts (see [`super::archive`]), with pandoc's answer as a
//! part `pandoc.json`, or the bytes of a zip archive.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use avtalslogg::author::import::word::{Wishes, plan};
use avtalslogg::model::snapshot::Snapshot;
use avtalslogg::parse;
use avtalslogg::word::document::{Prepared, prepare};
use avtalslogg::word::{TrackedChanges, markdown};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::archive;

const ANSWER: &str = "pandoc.json";

/// Reads a Word file, and an answer of pandoc's.
pub(super) fn run(input: &[u8]) {
    if input.starts_with(b"PK") {
        ready(input);
        return;
    }
    let (_, files) = archive::read(input);
    let prepared = ready(&packed(&files));
    let Some(answer) = files.get(ANSWER) else {
        return;
    };
    let Ok(read) = markdown::write(answer, "Titel <b>") else {
        return;
    };
    assert_eq!(
        markdown::write(answer, "Titel <b>").as_ref(),
        Ok(&read),
        "the same tree gives another text"
    );
    super::markdown::run(read.text.as_bytes());
    let empty = Snapshot::new();
    let (repository, _) = parse::repository::read(&empty);
    let own = Prepared {
        docx: Vec::new(),
        paragraphs: vec!["Ett ord".to_owned()],
        remarks: Vec::new(),
    };
    let wishes = Wishes {
        id: "avtal",
        title: None,
        kind: None,
    };
    if let Ok(plan) = plan(
        &read,
        prepared.as_ref().unwrap_or(&own),
        "stam",
        wishes,
        &repository,
        &empty,
    ) {
        let mut snapshot = Snapshot::new();
        plan.writes
            .iter()
            .for_each(|write| snapshot.insert(write.path.clone(), write.bytes.as_slice()));
        let (_, findings) = parse::repository::read(&snapshot);
        assert!(
            findings.is_empty(),
            "an imported document is not read back: {findings:?}"
        );
    }
}

/// Makes a file ready each way. What was made ready is a Word file too, and has all that was to be
/// done done.
fn ready(docx: &[u8]) -> Option<Prepared> {
    let _ = prepare(docx, None);
    let both = [TrackedChanges::Accept, TrackedChanges::Reject].map(|changes| {
        let prepared = prepare(docx, Some(changes)).ok()?;
        let again = prepare(&prepared.docx, Some(changes));
        let again = again.unwrap_or_else(|why| panic!("what was made ready cannot be read: {why}"));
        assert!(
            again.paragraphs.len() >= prepared.paragraphs.len(),
            "a paragraph was lost"
        );
        Some(prepared)
    });
    both.into_iter().flatten().next()
}

fn packed(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files.iter().filter(|(name, _)| *name != ANSWER) {
        if writer.start_file(name.as_str(), options).is_ok() {
            writer.write_all(bytes).expect("memory takes it");
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}
