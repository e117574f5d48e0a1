//! Time grows with a repository nearly as its size does: four times as much takes less than eight
//! times as long, where squares would take sixteen. The figures: `cargo bench --bench growth`.

#[path = "../benches/growth/large.rs"]
mod large;

#[path = "../fuzz/drivers/clock.rs"]
mod clock;

use std::time::Duration;

use avtalslogg::model::snapshot::Snapshot;

/// The less of two runs, since another program may hold one of them up.
fn least(snapshot: &Snapshot, work: fn(&Snapshot) -> usize) -> Duration {
    let time = || {
        clock::time(|| {
            std::hint::black_box(work(snapshot));
        })
    };
    // Less than the clock's step is as good as the step.
    time().min(time()).max(Duration::from_millis(10))
}

fn grows_near_linear(made: fn(usize) -> Snapshot, work: fn(&Snapshot) -> usize, size: usize) {
    let (small, large) = (least(&made(size), work), least(&made(4 * size), work));
    let times = large.as_secs_f64() / small.as_secs_f64();
    assert!(
        times < 8.0,
        "{size}: {small:.2?}, four times that: {large:.2?}, {times:.1} times as long"
    );
}

#[test]
fn checking_a_document_grows_with_its_sections() {
    grows_near_linear(large::sections, large::check, 500);
}

#[test]
fn checking_grows_with_the_documents_of_a_day() {
    grows_near_linear(large::documents, large::check, 500);
}

#[test]
fn building_grows_with_the_documents_of_a_day() {
    grows_near_linear(large::documents, large::build, 60);
}
