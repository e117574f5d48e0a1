//! Two texts that are compared.

use super::{Error, Language};
use crate::classify::{self, Verdict};
use crate::diff::{self, Comparison};
use crate::model::record::Materiality;
use crate::model::section::SectionTree;
use crate::parse::front_matter::body_start;
use crate::parse::sections;
use crate::render::redline::text::TextOptions;
use crate::render::redline::{self, View};
use crate::words::Words;

/// Two texts in Markdown, compared section by section. The comparison is proven: both texts are
/// rebuilt from it.
///
/// ```
/// use avtalslogg::{Language, Texts};
///
/// let texts = Texts::compare(
///     "## 1 Avgift\n\nAvgiften är 90 kr.\n",
///     "## 1 Avgift\n\nAvgiften är 900 kr.\n",
/// )?;
/// let changes: Vec<_> = texts.changes().collect();
/// assert_eq!(changes.len(), 1);
/// assert_eq!(changes[0].section, "1 Avgift");
/// assert_eq!(changes[0].kinds, ["substitution"]);
/// assert!(changes[0].is_material);
/// assert!(texts.markdown(Language::Sv).contains("90"));
/// # Ok::<(), avtalslogg::Error>(())
/// ```
#[derive(Debug)]
pub struct Texts {
    old: SectionTree,
    new: SectionTree,
    comparison: Comparison,
    verdicts: Vec<Verdict>,
}

/// A section that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// Its heading: the new one, for a repeal the old one; empty for the text before the first
    /// heading.
    pub section: String,
    /// What happened to it: `substitution`, `insertion`, `repeal`, `renumbering` ….
    pub kinds: Vec<&'static str>,
    /// Whether it may alter a right or a duty, as the engine proposes.
    pub is_material: bool,
    /// Why: the rules that spoke, and what each saw in the old text and in the new one.
    pub reasons: Vec<(&'static str, String, String)>,
}

impl Texts {
    /// Compares `old` with `new`; front matter is left out.
    ///
    /// # Errors
    /// [`Error::NotProven`], which should never happen.
    pub fn compare(old: &str, new: &str) -> Result<Self, Error> {
        let tree = |text: &str| sections::read(text, body_start(text));
        let (old, new) = (tree(old), tree(new));
        let comparison = diff::compare(&old, &new).map_err(|mismatch| Error::NotProven {
            section: mismatch.section,
        })?;
        let verdicts = classify::weigh(&comparison, &old, &new, &[]);
        Ok(Self {
            old,
            new,
            comparison,
            verdicts,
        })
    }

    /// The sections that changed, in the order of the new text.
    pub fn changes(&self) -> impl Iterator<Item = Change> {
        let changes = self.comparison.changes.iter().zip(&self.verdicts);
        changes.map(|(change, verdict)| {
            let row = &self.comparison.rows[change.row];
            let new = row.new.first().map(|at| self.new.get(*at));
            let section = new.or_else(|| row.old.first().map(|at| self.old.get(*at)));
            let reason = |own: &classify::Reason| (own.rule, own.old.clone(), own.new.clone());
            Change {
                section: section.map_or_else(String::new, |own| own.heading.clone()),
                kinds: row.kinds.iter().map(|kind| kind.name()).collect(),
                is_material: verdict.materiality != Materiality::Editorial,
                reasons: verdict.reasons.iter().map(reason).collect(),
            }
        })
    }

    /// The redline as plain text, `[-…-]` and `{+…+}` around what changed.
    pub fn text(&self, language: Language) -> String {
        let options = TextOptions {
            words: Words::of(language),
            ..TextOptions::default()
        };
        redline::text::render(&self.view(), &options)
    }

    /// The redline in Markdown.
    pub fn markdown(&self, language: Language) -> String {
        redline::markdown::render(&self.view(), &Words::of(language))
    }

    /// The redline as one page that needs nothing else.
    pub fn html(&self, language: Language) -> String {
        redline::html::page(&self.view(), &Words::of(language))
    }

    /// Everything as JSON, as `avtalslogg diff --format json` prints it.
    pub fn json(&self) -> String {
        redline::json::render(&self.view())
    }

    fn view(&self) -> View<'_> {
        View {
            old_source: "old",
            old: &self.old,
            new_source: "new",
            new: &self.new,
            comparison: &self.comparison,
            verdicts: &self.verdicts,
        }
    }
}
