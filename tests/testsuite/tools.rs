//! Programs of others that some tests need.

/// Whether `tool`, which `hint` tells how to get, is missing, so that the test that asks has nothing to try. Where all
/// tests must run, as in `.ci/run`, that is a failure.
#[track_caller]
pub(crate) fn is_missing(tool: &str, is_here: bool, hint: &str) -> bool {
    let is_required = std::env::var_os("AVTALSLOGG_REQUIRE_TOOLS").is_some();
    assert!(is_here || !is_required, "{tool} is missing: {hint}");
    !is_here
}
