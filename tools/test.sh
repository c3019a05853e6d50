#!/bin/sh
# Everything that has to hold, on SQLite, then on PostgreSQL where one answers.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
unset DATABASE_URL

sh tools/lint.sh
$bin/python -m compileall -q redaksi  # many tests start the command: see tools/venv.sh

# Third parties that read our pages (validator, extractor): their tests say so where they are missing.
if command -v npm >/dev/null && [ ! -d node_modules/jsdom ]; then
    npm install --no-package-lock --no-audit --no-fund --silent || echo "npm could not install what package.json names."
fi

echo "— the tests on SQLite"
$bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --durations 12 "$@"

if url=$($bin/python tools/postgres.py); then
    echo "— the tests on PostgreSQL"
    DATABASE_URL=$url $bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder -m "not browser" --only-database --durations 12 "$@"
    echo "Tested on SQLite and on PostgreSQL."
else
    echo "Tested on SQLite. Not on PostgreSQL: none answers at 127.0.0.1:5432, and DATABASE_URL_TEST names no other."
fi
