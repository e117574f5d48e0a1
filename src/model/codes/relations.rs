//! Findings about how documents stand to each other and to their parties.

codes! {
    /// A relation to a document that does not exist.
    UNKNOWN_DOCUMENT "unknown-document" Deny {
        sv: "\"{key}\" anger dokumentet \"{document}\", som inte finns" => "rätta id:t eller lägg till contracts/{document}.md; närmast: {known}",
        en: "\"{key}\" names the document \"{document}\", which does not exist" => "correct the id or add contracts/{document}.md; nearest: {known}",
        explain: "A relation says how one document stands to another: part of it, in its place, beside it. Without the other document nobody can tell what binds. The same is said of the order of precedence, and of personal_data as soon as at least one of the data-processing agreements that documents name is a document here."
    }
    /// A relation of a document to itself.
    RELATION_TO_ITSELF "relation-to-itself" Deny {
        sv: "\"{key}\" anger dokumentet självt" => "ange det andra dokumentets id, eller ta bort uppgiften",
        en: "\"{key}\" names the document itself" => "write the other document's id, or remove it",
        explain: "A document cannot be part of itself, replace itself or supplement itself. Most often an id was copied from the line above."
    }
    /// A chain of relations that comes back to where it began.
    RELATION_CYCLE "relation-cycle" Deny {
        sv: "\"{key}\" går runt: {chain}" => "ta bort den uppgift i kedjan som inte stämmer",
        en: "\"{key}\" goes round in a circle: {chain}" => "remove the link of the chain that is not true",
        explain: "Of documents that are part of each other none is the whole, and of documents that replace each other none is the one that applies. The newest versions of the documents in the chain state this between them."
    }
    /// Two relations between the same two documents that cannot both be true.
    CONTRADICTING_RELATIONS "contradicting-relations" Deny {
        sv: "dokumentet anges både som \"{first}\" och \"{second}\" i förhållande till \"{document}\"" => "behåll den uppgift som stämmer",
        en: "the document is stated both as \"{first}\" and as \"{second}\" towards \"{document}\"" => "keep the one that is true",
        explain: "What replaces a document takes its place; what is part of it, supplements it or applies together with it stands beside it. Both cannot be true of the same two documents."
    }
    /// A party that agreement.yaml does not have.
    UNKNOWN_PARTY "unknown-party" Deny {
        sv: "parten \"{party}\" finns inte i agreement.yaml" => "välj bland: {known}",
        en: "the party \"{party}\" does not stand in agreement.yaml" => "choose among: {known}",
        explain: "A document is between parties whose roles are declared under `parties` in contracts/agreement.yaml, so that the same role has the same name on every page."
    }
    /// Two parts of an agreement at one place of the order of precedence.
    DUPLICATE_RANK "duplicate-rank" Deny {
        sv: "\"{part}\" har samma plats {rank} i turordningen som \"{other}\"" => "ge delarna olika platser",
        en: "\"{part}\" has the same place {rank} in the order of precedence as \"{other}\"" => "give the parts different places",
        explain: "The order of precedence says which part of an agreement goes before which where two disagree. With two parts at one place it does not say so."
    }
    /// One part of an agreement at two places of the order of precedence.
    RANKED_TWICE "ranked-twice" Deny {
        sv: "\"{part}\" står redan på plats {first} i turordningen" => "behåll en av platserna",
        en: "\"{part}\" already stands at the place {first} of the order of precedence" => "keep one of the places",
        explain: "A part of an agreement has one place in its order of precedence. With two places it would go both before and after what stands between them. A document that is ranked by its id is not meant by the rank of its kind."
    }
}
