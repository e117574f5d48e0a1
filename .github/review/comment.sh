#!/usr/bin/env bash
# Writes the review as one comment of the pull request: the first time a new one, later the same. Needs `gh`, which the
# forge's runners have. Where the token may not write, as in a pull request from a fork, it says so and ends with 0.
#   FOLDER  with review.md        PULL_REQUEST  its number        GITHUB_REPOSITORY  owner/name
set -euo pipefail
report=${FOLDER:?names where the report is}/review.md
number=${PULL_REQUEST:-}
if ! [[ "$number" =~ ^[0-9]+$ ]] || [ ! -f "$report" ]; then
  echo "no comment: there is no pull request, or no review"
  exit 0
fi
marker='<!-- avtalslogg-review -->'
comments="repos/${GITHUB_REPOSITORY:?}/issues/$number/comments"
refused() {
  echo "::notice::no comment: the token may not write here (as in a pull request from a fork). The review is in the summary and the artifact."
  exit 0
}
# Only a bot's own comment is ever replaced: anyone can write the marker.
mine=".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id"
known=$(gh api --paginate "$comments" --jq "$mine") || refused
known=${known%%$'\n'*}
if [ -n "$known" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$known" -F "body=@$report" --silent || refused
  echo "updated the comment $known"
else
  gh api --method POST "$comments" -F "body=@$report" --silent || refused
  echo "wrote a comment"
fi
