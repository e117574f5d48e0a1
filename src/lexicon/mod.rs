//! Words by language, as data: which there are, what they do in a sentence, what number they are, and
//! which say the same. Whoever asks about a word asks here.

pub(crate) mod dictionary;
pub(crate) mod language;
pub(crate) mod numbers;
pub(crate) mod roles;
pub(crate) mod synonyms;
