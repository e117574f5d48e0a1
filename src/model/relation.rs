//! How one document stands to another.

/// A relation that a version's front matter states to other documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// It is an integrated part of them: who is bound by them is bound by it.
    PartOf,
    /// It takes their place.
    Replaces,
    /// It says more about what they regulate.
    Supplements,
    /// It is used together with them.
    AppliesWith,
}

impl Relation {
    /// All relations, in the order of the front matter.
    pub const ALL: [Relation; 4] = [
        Relation::PartOf,
        Relation::Replaces,
        Relation::Supplements,
        Relation::AppliesWith,
    ];

    /// The key in the front matter.
    pub fn name(self) -> &'static str {
        match self {
            Relation::PartOf => "part_of",
            Relation::Replaces => "replaces",
            Relation::Supplements => "supplements",
            Relation::AppliesWith => "applies_with",
        }
    }

    /// Whether it has a direction that no chain of documents can run back along: a whole is no part
    /// of its part.
    pub fn is_ordering(self) -> bool {
        matches!(self, Relation::PartOf | Relation::Replaces)
    }
}
