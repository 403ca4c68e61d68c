#!/usr/bin/env bash
# Measures the search beside SQLite FTS5 and fzf, on a made library of so many
# quotes (50 000 if not said), and prints a Markdown table.
# Usage: benches/anchors.sh [QUOTES]
set -euo pipefail
cd "$(dirname "$0")/.."

quotes=${1:-50000}
attache=${CARGO_TARGET_DIR:-target}/release/attache

if ! command -v python3 >/dev/null; then
  echo 'python3 is missing: it makes the queries and rates the answers' >&2
  exit 2
fi
if ! command -v fzf >/dev/null; then
  echo 'fzf is missing: its row is left out' >&2
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Nothing of the user's is read, and nothing is left in the user's cache.
export XDG_CACHE_HOME=$folder/cache XDG_CONFIG_HOME=$folder/config XDG_STATE_HOME=$folder/state

cargo build --locked --quiet --release
MADE=$folder/library QUOTES=$quotes cargo bench --locked --quiet --bench search
python3 benches/anchors.py "$attache" "$folder"
