//! Bytes that the work tree lost, and the command that brings them back.

use super::Git;

/// So many commits of a file are looked at.
const COMMITS: &str = "-n30";

impl Git {
    /// The command that brings back the file `path`, which begins at this folder, with bytes for which
    /// `holds` says yes; `None` where git has none.
    pub fn bringing_back(&self, path: &str, holds: impl Fn(&[u8]) -> bool) -> Option<String> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/@+".contains(&byte);
        if !path.bytes().all(plain) || path.starts_with('-') {
            return None;
        }
        let staged = self
            .run(&["cat-file", "blob", &format!(":./{path}")])
            .ok()?;
        if staged.status.success() && holds(&staged.stdout) {
            return Some(format!("git restore {path}"));
        }
        let log = self
            .run(&["log", COMMITS, "--format=%H", "--", path])
            .ok()?;
        let log = String::from_utf8(log.stdout).ok()?;
        let mut commits = log.lines().filter_map(|name| self.commit(name).ok());
        let here = format!("./{path}");
        let found = commits.find(|commit| {
            let bytes = self.file(commit, &here);
            bytes.is_ok_and(|bytes| holds(&bytes))
        })?;
        Some(format!("git show {}:./{path} > {path}", found.short()))
    }
}
