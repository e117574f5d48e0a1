//! The comparison as HTML.
