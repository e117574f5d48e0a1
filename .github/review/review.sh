#!/usr/bin/env bash
# Reviews the branch that is checked out, in every form that a forge takes. Writes nothing but FOLDER and the forge's
# own files, and ends with 0: what the findings say is the output `exit-code`.
#   BINARY  the program           ROOT    the folder that holds contracts/
#   BASE    what to compare with; without it the branch that the pull request goes to
#   FOLDER  where the reports go
set -euo pipefail
folder=${FOLDER:?names where the reports go}
mkdir -p "$folder"
rm -f "$folder"/review.*
base=${BASE:-}
if [ -z "$base" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then base="origin/$GITHUB_BASE_REF"; fi
code=0
review() { "${BINARY:-avtalslogg}" review --root "${ROOT:-.}" --base "$base" "$@"; }
if [ -z "$base" ]; then
  echo "error: no base: this is no pull request, and the input \`base\` is empty" >"$folder/errors.txt"
  code=2
else
  review --format markdown >"$folder/review.md" 2>"$folder/errors.txt" || code=$?
fi
if [ "$code" -le 1 ]; then
  for format in html json sarif; do
    review --format "$format" >"$folder/review.$format" || [ $? -eq 1 ]
  done
  # Annotations are lines that the forge reads from the log.
  review --format github || [ $? -eq 1 ]
  rm -f "$folder/errors.txt"
else
  rm -f "$folder"/review.*
  { echo "The review could not run:"; echo; sed 's/^/    /' "$folder/errors.txt"; } >"$folder/could-not-run.md"
  cat "$folder/errors.txt" >&2
fi
cat "$folder"/*.md >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
{
  echo "exit-code=$code"
  echo "folder=$folder"
} >>"${GITHUB_OUTPUT:-/dev/stdout}"
