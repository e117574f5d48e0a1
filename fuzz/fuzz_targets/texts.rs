//! libFuzzer's way into the driver `texts`.
#![no_main]

#[path = "../drivers/mod.rs"]
mod drivers;
mod target;

target::target!("texts");
