//! libFuzzer's way into the driver `word`.
#![no_main]

#[path = "../drivers/mod.rs"]
mod drivers;
mod target;

target::target!("word");
