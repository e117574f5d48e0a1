//! The seam that all writing goes through: what is about to be done to the disk is announced, so
//! that a test can count the steps, stop at any of them, let any fail, or do something of its own
//! in between.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Something that alters what is on the disk, or waits for another run to do so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A folder is made.
    MakeFolder,
    /// A file is begun.
    Create,
    /// Bytes are written to it.
    Write,
    /// It gets the mode of the file that it replaces.
    SetMode,
    /// A file, a folder or a whole file system is brought to the disk.
    Sync,
    /// A file or a folder is moved to its place.
    Place,
    /// Something of the program's own is taken away.
    Remove,
    /// Another run holds the lock.
    Wait,
}

type Watch = dyn Fn(Step, &Path) -> io::Result<()> + Send + Sync;

/// Who is told ahead of each step; nobody, unless a test is.
#[derive(Clone, Default)]
pub struct Steps(Option<Arc<Watch>>);

impl Steps {
    /// Calls `watch` ahead of each step with the path that it is about. An error of `watch` is the
    /// step's, which is not taken then.
    pub fn watched(watch: impl Fn(Step, &Path) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(watch)))
    }

    pub(super) fn before(&self, step: Step, path: &Path) -> io::Result<()> {
        self.0.as_ref().map_or(Ok(()), |watch| watch(step, path))
    }
}

impl fmt::Debug for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() {
            "Steps(watched)"
        } else {
            "Steps"
        })
    }
}
