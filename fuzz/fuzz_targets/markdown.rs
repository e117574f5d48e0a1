//! libFuzzer's way into the driver `markdown`.
#![no_main]

#[path = "../drivers/mod.rs"]
mod drivers;
mod target;

target::target!("markdown");
