//! Days: calendar arithmetic, how days are written, notice periods and effective dates.

pub mod calendar;
pub mod effective;
pub mod mentions;
pub mod notice;
pub mod words;
