//! Compares two Markdown files and prints the comparison as JSON.
#![allow(clippy::disallowed_methods, reason = "an example reads its two files itself")]

fn main() {
    println!("{}", avtalslogg::parse::sections::read("", 0).sections.len());
}
