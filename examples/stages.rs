//! Where the time goes.
#![allow(clippy::disallowed_methods, reason = "measures")]
use avtalslogg::{classify, diff, parse};
use std::time::Instant;
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let mut t = [0f64; 5];
    for e in std::fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        let r = |n: &str| String::from_utf8_lossy(&std::fs::read(p.join(n)).unwrap()).into_owned();
        let (a, b) = (r("old.md"), r("new.md"));
        let mut m = [f64::MAX; 5];
        for _ in 0..15 {
            let s = Instant::now();
            std::hint::black_box(
                parse::markdown::parser(&a).into_offset_iter().count()
                    + parse::markdown::parser(&b).into_offset_iter().count(),
            );
            m[0] = m[0].min(s.elapsed().as_secs_f64());
            let s = Instant::now();
            let (x, y) = (parse::sections::read(&a, 0), parse::sections::read(&b, 0));
            m[1] = m[1].min(s.elapsed().as_secs_f64());
            let s = Instant::now();
            let al = diff::compare(&x, &x).unwrap();
            std::hint::black_box(al);
            m[2] = m[2].min(s.elapsed().as_secs_f64());
            let s = Instant::now();
            let c = diff::compare(&x, &y).unwrap();
            m[3] = m[3].min(s.elapsed().as_secs_f64());
            let s = Instant::now();
            std::hint::black_box(classify::weigh(&c, &x, &y, &[]));
            m[4] = m[4].min(s.elapsed().as_secs_f64());
        }
        for i in 0..5 {
            t[i] += m[i];
        }
    }
    println!(
        "parse {:.2}ms read {:.2}ms compare-self {:.2}ms compare {:.2}ms weigh {:.2}ms",
        t[0] * 1e3,
        t[1] * 1e3,
        t[2] * 1e3,
        t[3] * 1e3,
        t[4] * 1e3
    );
}
