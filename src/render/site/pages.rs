//! Which pages the site has. A new page is a function beside its view, its line in [`KINDS`], and its
//! template.

use super::address::Here;
use super::context::Site;
use super::frame::{self, Content};
use super::{
    coming, documents, effects, particulars, processing_page, registers, releases, start, texts,
};
use crate::render::templates::TemplateError;

/// Every kind of page, in a fixed order.
const KINDS: [for<'s, 'h, 'r> fn(&'s Site<'h, 'r>) -> Vec<Page<'s>>; 9] = [
    start::pages,
    releases::pages,
    effects::pages,
    coming::pages,
    documents::pages,
    processing_page::pages,
    particulars::pages,
    registers::pages,
    texts::pages,
];

type Make<'s> = Box<dyn Fn(&Here) -> Result<Content, TemplateError> + Send + Sync + 's>;

/// A page of the site.
pub struct Page<'s> {
    /// Its file.
    path: String,
    /// Whether it is shown at addresses that nobody knows beforehand.
    is_anywhere: bool,
    /// What stands on it.
    make: Make<'s>,
}

impl<'s> Page<'s> {
    /// The page in the file `path`, with what `make` says.
    pub fn new(
        path: impl Into<String>,
        make: impl Fn(&Here) -> Result<Content, TemplateError> + Send + Sync + 's,
    ) -> Self {
        Self {
            path: path.into(),
            is_anywhere: false,
            make: Box::new(make),
        }
    }

    /// The same, shown at addresses that nobody knows beforehand: its links are whole.
    pub fn anywhere(self) -> Self {
        Self {
            is_anywhere: true,
            ..self
        }
    }

    /// The page's file and its bytes.
    ///
    /// # Errors
    /// When a template is broken.
    pub fn render(&self, site: &Site<'_, '_>) -> Result<(String, Vec<u8>), TemplateError> {
        let here = if self.is_anywhere {
            Here::anywhere(&self.path, &site.settings.base_url)
        } else {
            Here::at(&self.path)
        };
        let content = (self.make)(&here)?;
        let bytes = frame::around(site, &here, content)?.into_bytes();
        Ok((self.path.clone(), bytes))
    }
}

/// Every page.
pub(super) fn all<'s>(site: &'s Site<'_, '_>) -> Vec<Page<'s>> {
    KINDS.iter().flat_map(|pages| pages(site)).collect()
}
