//! How time grows with a repository, in one run: `cargo bench --bench growth`. Near linear is a time
//! for each section or document that stays nearly the same. `tests/growth.rs` guards the order.

#[path = "growth/large.rs"]
mod large;

#[path = "../fuzz/drivers/clock.rs"]
mod clock;

use avtalslogg::model::snapshot::Snapshot;

fn main() {
    type Work = fn(&Snapshot) -> usize;
    type Made = fn(usize) -> Snapshot;
    let cases: [(&str, Made, Work, &[usize]); 3] = [
        (
            "check, sections of one document",
            large::sections,
            large::check,
            &[1_000, 4_000, 20_000],
        ),
        (
            "check, documents of one day",
            large::documents,
            large::check,
            &[1_000, 8_000, 50_000],
        ),
        (
            "build, documents of one day",
            large::documents,
            large::build,
            &[500, 2_000, 8_000],
        ),
    ];
    for (name, made, work, sizes) in cases {
        println!("{name}");
        for size in sizes {
            let snapshot = made(*size);
            let time = clock::time(|| {
                std::hint::black_box(work(&snapshot));
            });
            println!(
                "  {size:>6}  {time:>8.2?} of the processor  {:>8.1} µs each",
                time.as_secs_f64() * 1e6 / *size as f64
            );
        }
    }
}
