#!/usr/bin/env bash
# Finds the program or builds it from the sources beside this script.
#   BINARY          a program that is here already; may be empty
#   PROGRAM_FOLDER  where a built one is kept
set -euo pipefail
program=${BINARY:-}
if [ -z "$program" ]; then
  program=${PROGRAM_FOLDER:?names where the built program is kept}/bin/avtalslogg
  if ! "$program" --version >/dev/null 2>&1; then
    cd "$(dirname "$0")/../.."
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    toolchain=()
    if command -v rustup >/dev/null; then
      rustup toolchain install "$wanted" --profile minimal --no-self-update
      toolchain=("+$wanted")
    fi
    cargo "${toolchain[@]}" install --locked --path . --root "$PROGRAM_FOLDER"
  fi
fi
"$program" --version
echo "binary=$program" >>"${GITHUB_OUTPUT:-/dev/stdout}"
