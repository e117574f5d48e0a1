//! stub
use crate::changelog::amendment::Sentence;
use crate::model::finding::Language;
/// stub
pub fn text(sentence: &Sentence, _language: Language) -> String {
    format!("{sentence:?}")
}
