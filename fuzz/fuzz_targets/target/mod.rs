//! What the libFuzzer targets have in common.

/// The target of the driver called `$name`. Half of the changes are ours, since bytes turned at random are seldom
/// a contract; libFuzzer keeps what reaches new code.
macro_rules! target {
    ($name:literal) => {
        libfuzzer_sys::fuzz_target!(|input: &[u8]| {
            let driver = $crate::drivers::driver($name).expect("a driver");
            $crate::drivers::timed(driver, input);
        });

        libfuzzer_sys::fuzz_mutator!(|input: &mut [u8], size: usize, max_size: usize, seed: u32| {
            if seed % 2 == 0 {
                return libfuzzer_sys::fuzzer_mutate(input, size, max_size);
            }
            let changed = $crate::drivers::samples::changed(&input[..size], u64::from(seed));
            let length = changed.len().min(max_size).min(input.len());
            input[..length].copy_from_slice(&changed[..length]);
            length
        });
    };
}

pub(crate) use target;
