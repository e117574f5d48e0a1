//! The parts of a `.docx` file: a zip archive, read within bounds.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};

use roxmltree::{Document, ParsingOptions};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::args;
use crate::problem::Problem;
use crate::words::saying;

/// The largest size of all parts that are read, in bytes, unpacked: a contract of a thousand pages
/// has a tenth.
pub(super) const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
const MAX_PARTS: usize = 4096;

/// The XML parts by name. Pictures and other media are left where they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Package {
    /// Names with `/` between their parts, and the bytes.
    pub parts: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// Reads the archive in `bytes`.
    ///
    /// # Errors
    /// When it is none, is encrypted, or unpacks to more than [`MAX_UNPACKED`].
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Problem> {
        // An old Word file and an encrypted new one begin alike.
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return Err(Problem::unreadable(
                saying("problem.word-old", args![]),
                saying("problem.word-old-hint", args![]),
            ));
        }
        let broken = |error: &dyn std::fmt::Display| {
            Problem::unreadable(
                saying("problem.word-not", args![error = error.to_string()]),
                saying("problem.word-save-as", args![]),
            )
        };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if archive.len() > MAX_PARTS {
            return Err(too_large());
        }
        if let Some(name) = twice(
            bytes,
            usize::try_from(archive.central_directory_start()).unwrap_or(0),
        ) {
            return Err(Problem::unreadable(
                saying("problem.word-part-twice", args![name = name.to_string()]),
                saying("problem.word-check-origin", args![]),
            ));
        }
        let (mut parts, mut left) = (BTreeMap::new(), MAX_UNPACKED);
        for at in 0..archive.len() {
            let file = archive.by_index(at).map_err(|error| broken(&error))?;
            let name = file
                .name()
                .map_err(|error| broken(&error))?
                .trim_start_matches('/')
                .to_owned();
            if !(name.ends_with(".xml") || name.ends_with(".rels")) {
                continue;
            }
            // What the archive says of a size is only a claim.
            let mut content = Vec::new();
            file.take(left + 1)
                .read_to_end(&mut content)
                .map_err(|error| broken(&error))?;
            let length = content.len() as u64;
            if length > left {
                return Err(too_large());
            }
            left -= length;
            parts.insert(name, content);
        }
        Ok(Self { parts })
    }

    /// The text of the part `name`.
    ///
    /// # Errors
    /// When it is not UTF-8.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, Problem> {
        let Some(bytes) = self.parts.get(name) else {
            return Ok(None);
        };
        std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
            .map(Some)
            .map_err(|_| {
                Problem::unreadable(
                    saying("problem.word-part-not-utf8", args![name = name.to_string()]),
                    saying("problem.word-save-again", args![]),
                )
            })
    }

    /// The archive anew.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub(super) fn pack(&self) -> Result<Vec<u8>, Problem> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let broken = |error: &dyn std::fmt::Display| {
            Problem::unreadable(
                saying("problem.not-packed", args![error = error.to_string()]),
                saying("problem.not-packed-hint", args![]),
            )
        };
        for (name, bytes) in &self.parts {
            writer
                .start_file(name.as_str(), options)
                .map_err(|error| broken(&error))?;
            writer.write_all(bytes).map_err(|error| broken(&error))?;
        }
        Ok(writer
            .finish()
            .map_err(|error| broken(&error))?
            .into_inner())
    }
}

/// More elements than this in one part are no contract.
const MAX_NODES: u32 = 4_000_000;

/// A part that a file lacks.
pub(super) const EMPTY: &str = "<none/>";

/// The XML of the part `name`.
///
/// # Errors
/// When it is broken.
pub(super) fn parse<'t>(name: &str, text: &'t str) -> Result<Document<'t>, Problem> {
    let options = ParsingOptions {
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| {
        Problem::unreadable(
            saying(
                "problem.word-part-broken",
                args![name = name.to_string(), error = error.to_string()],
            ),
            saying("problem.word-save-again", args![]),
        )
    })
}

/// The name that two entries of the archive's directory have, which begins at byte `at`, letter
/// case aside. The library keeps the last one only.
fn twice(bytes: &[u8], mut at: usize) -> Option<String> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const FIXED: usize = 46;
    let mut seen = BTreeSet::new();
    while let Some(head) = bytes
        .get(at..at + FIXED)
        .filter(|head| head.starts_with(ENTRY))
    {
        let length = |place: usize| usize::from(u16::from_le_bytes([head[place], head[place + 1]]));
        let (name, more) = (length(28), length(30) + length(32));
        let name_bytes = bytes.get(at + FIXED..at + FIXED + name)?;
        let name_text = String::from_utf8_lossy(name_bytes)
            .trim_start_matches('/')
            .to_owned();
        if !seen.insert(name_text.to_lowercase()) {
            return Some(name_text);
        }
        at += FIXED + name + more;
    }
    None
}

fn too_large() -> Problem {
    Problem::unreadable(
        saying(
            "problem.word-unpacks",
            args![n = (MAX_UNPACKED / 1024 / 1024).to_string()],
        ),
        saying("problem.word-unpacks-hint", args![]),
    )
}
