//! The drivers on a stable toolchain: `drive TARGET SECONDS [SEED]` feeds inputs made of the seeds and says which broke
//! a law, made as small as they get; `drive TARGET FILE…` runs files.

#[path = "drivers/mod.rs"]
mod drivers;

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};

use drivers::{Driver, samples};

fn main() {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let driver = drivers::driver(&name).unwrap_or_else(|| panic!("no driver `{name}`"));
    let rest: Vec<String> = args.collect();
    match rest.first().and_then(|seconds| seconds.parse().ok()) {
        Some(seconds) => {
            search(driver, Duration::from_secs(seconds), rest.get(1).and_then(|own| own.parse().ok()))
        }
        None => rest.iter().for_each(|file| {
            let input = fs::read(file).expect("a file");
            println!("{file}: {:?}", drivers::clock::time(|| (driver.run)(&input)));
        }),
    }
}

fn search(driver: &Driver, time: Duration, seed: Option<u64>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(root.join("seeds").join(driver.name))
        .expect("seeds")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let seeds: Vec<Vec<u8>> = files.iter().map(|path| fs::read(path).expect("a seed")).collect();
    let (start, first) = (Instant::now(), seed.unwrap_or(1) << 32);
    let (mut number, mut slowest) = (0, Duration::ZERO);
    let mut known: Vec<String> = Vec::new();
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    while start.elapsed() < time {
        let input = samples::made_of(&seeds, first + number);
        number += 1;
        let mut why = None;
        let took = drivers::clock::time(|| why = broken(driver, &input));
        if took > slowest {
            slowest = took;
            if took > drivers::PATIENCE / 4 {
                let path = root.join(format!("artifacts/slow-{}-{number}", driver.name));
                fs::create_dir_all(root.join("artifacts")).expect("a folder");
                fs::write(&path, &input).expect("a written file");
                println!("slow: {took:?} {}", path.display());
            }
        }
        let Some(why) = why.filter(|why| !known.contains(why)) else { continue };
        let small = smaller(driver, input, &why);
        let path = root.join(format!("artifacts/{}-{number}", driver.name));
        fs::create_dir_all(root.join("artifacts")).expect("a folder");
        fs::write(&path, small).expect("a written file");
        println!("{why}\n  {}", path.display());
        known.push(why);
    }
    panic::set_hook(hook);
    println!("{}: {number} inputs, {} broken laws, slowest {slowest:?}", driver.name, known.len());
    std::process::exit(i32::from(!known.is_empty()));
}

/// Which law `input` breaks: where, and the beginning of what is said.
fn broken(driver: &Driver, input: &[u8]) -> Option<String> {
    use std::sync::Mutex;
    static PLACE: Mutex<String> = Mutex::new(String::new());
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        *PLACE.lock().unwrap_or_else(|lock| lock.into_inner()) = place;
    }));
    let result = panic::catch_unwind(AssertUnwindSafe(|| (driver.run)(input)));
    let what = result.err()?;
    let text = what.downcast_ref::<String>().cloned();
    let text =
        text.or_else(|| what.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default();
    let place = PLACE.lock().unwrap_or_else(|lock| lock.into_inner()).clone();
    let head: String = text
        .lines()
        .next()
        .unwrap_or_default()
        .split(['"', '”'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .take(40)
        .collect();
    Some(format!("{place}: {head}"))
}

/// The smallest input found that breaks the same law: lines, then bytes are left out as long as it does.
fn smaller(driver: &Driver, mut input: Vec<u8>, why: &str) -> Vec<u8> {
    let until = Instant::now() + Duration::from_secs(20);
    for by_line in [true, false] {
        let mut size = input.len() / 2;
        while size > 0 && Instant::now() < until {
            let mut at = 0;
            while at < input.len() && Instant::now() < until {
                let mut end = (at + size).min(input.len());
                if by_line {
                    end = input[end..]
                        .iter()
                        .position(|byte| *byte == b'\n')
                        .map_or(input.len(), |more| end + more + 1);
                }
                let shorter = [&input[..at], &input[end..]].concat();
                if broken(driver, &shorter).as_deref() == Some(why) {
                    input = shorter;
                } else {
                    at = end;
                }
            }
            size /= 2;
        }
    }
    input
}
