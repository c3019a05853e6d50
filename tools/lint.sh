#!/bin/sh
# Style, form, the map, types.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin

step() {
    echo "— $*"
    "$@"
}

step $bin/ruff check --quiet
step $bin/ruff format --check --quiet
step $bin/lint-imports --no-cache >/dev/null || $bin/lint-imports
step $bin/mypy
