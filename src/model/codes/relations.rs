//! Findings about how documents stand to each other and to their parties.

codes! {
    /// A relation to a document that does not exist.
    UNKNOWN_DOCUMENT "unknown-document" Deny;
    /// A relation of a document to itself.
    RELATION_TO_ITSELF "relation-to-itself" Deny;
    /// A chain of relations that comes back to where it began.
    RELATION_CYCLE "relation-cycle" Deny;
    /// Two relations between the same two documents that cannot both be true.
    CONTRADICTING_RELATIONS "contradicting-relations" Deny;
    /// A party that agreement.yaml does not have.
    UNKNOWN_PARTY "unknown-party" Deny;
    /// Two parts of an agreement at one place of the order of precedence.
    DUPLICATE_RANK "duplicate-rank" Deny;
    /// One part of an agreement at two places of the order of precedence.
    RANKED_TWICE "ranked-twice" Deny;
}
