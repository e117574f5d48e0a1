//! From bytes to the model. Reading never fails: what could be read comes with findings about the
//! rest.

pub mod announcement;
mod csv;
pub mod cut;
pub mod dates;
mod encoding;
pub mod fields;
pub mod front_matter;
pub mod heading;
mod inline;
pub mod markdown;
pub mod misspelt;
pub mod normalise;
mod outline;
mod placing;
mod points;
mod reader;
pub mod record;
pub mod register;
pub mod repository;
pub mod seal;
pub mod sections;
pub mod settings;
pub(crate) mod surplus;
pub mod yaml;
pub mod yaml_text;
