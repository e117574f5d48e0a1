//! Where the time goes.
#![allow(clippy::disallowed_methods, reason = "measures")]
use avtalslogg::{diff, parse};
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let what = std::env::args().nth(2).unwrap();
    for e in std::fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        let r = |n: &str| String::from_utf8_lossy(&std::fs::read(p.join(n)).unwrap()).into_owned();
        let (a, b) = (r("old.md"), r("new.md"));
        let (x, y) = (parse::sections::read(&a, 0), parse::sections::read(&b, 0));
        for _ in 0..100 {
            if what == "read" {
                std::hint::black_box((parse::sections::read(&a, 0), parse::sections::read(&b, 0)));
            } else {
                std::hint::black_box(diff::compare(&x, &y).unwrap());
            }
        }
    }
}
