//! From bytes to the model. Reading never fails: what could be read comes with findings about the rest.

pub mod sections;
