//! Several files in one input that people can read and edit: a line `== PATH` before each.

use std::collections::BTreeMap;

const MARK: &str = "== ";

/// What stands before the first file, and the files by path; of two with one path the last one.
pub(super) fn read(input: &[u8]) -> (String, BTreeMap<String, Vec<u8>>) {
    let (mut head, mut files) = (Vec::new(), BTreeMap::new());
    let mut path: Option<String> = None;
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if let Some(name) = line.strip_prefix(MARK.as_bytes()) {
            let name = String::from_utf8_lossy(name).trim().to_owned();
            files.insert(name.clone(), Vec::new());
            path = Some(name);
        } else {
            path.as_ref()
                .and_then(|path| files.get_mut(path))
                .unwrap_or(&mut head)
                .extend_from_slice(line);
        }
    }
    (String::from_utf8_lossy(&head).into_owned(), files)
}
