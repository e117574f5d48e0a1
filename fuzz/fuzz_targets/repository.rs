//! libFuzzer's way into the driver `repository`.
#![no_main]

#[path = "../drivers/mod.rs"]
mod drivers;
mod target;

target::target!("repository");
