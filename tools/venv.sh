#!/bin/sh
# Prepare .venv from the pinned requirements, with whatever Python >= 3.12 can be found.
#   sh tools/venv.sh run      what the site needs
#   sh tools/venv.sh dev      and what the tests need
#   sh tools/venv.sh uv …     uv itself, brought if it is missing
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
fail() { say "redaksi: $*"; exit 1; }

is_new_enough() { "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

# A name on the path may be a shim that fails: each candidate has to run.
find_python() {
    pyenv=${PYENV_ROOT:-$HOME/.pyenv}/versions
    for candidate in ${PYTHON:-} python3.13 python3.12 python3.14 python3 \
        "$pyenv"/3.13*/bin/python "$pyenv"/3.12*/bin/python "$pyenv"/3.1[4-9]*/bin/python; do
        if is_new_enough "$candidate"; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    [ -z "${PYTHON:-}" ] || say "redaksi: PYTHON=$PYTHON is not Python 3.12 or later."
}

find_uv() {
    for candidate in .venv/bin/uv .uv/bin/uv uv; do
        if "$candidate" --version >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
}

# Into the project's own folder, by any Python that has pip, however old.
bring_uv() {
    for candidate in $(find_python) python3 python; do
        "$candidate" -m pip install --quiet --disable-pip-version-check --require-hashes --target .uv \
            -r requirements/uv.txt >/dev/null 2>&1 && return
    done
    rm -rf .uv
}

ensure_uv() {
    [ -n "$(find_uv)" ] || bring_uv
    find_uv
}

make_venv() {
    ! is_new_enough .venv/bin/python || return 0
    rm -rf .venv
    python=$(find_python)
    if [ -n "$uv" ]; then
        # Without a Python of its own the machine gets 3.13 from uv.
        "$uv" venv --quiet --python "${python:-3.13}" .venv 2>/dev/null && return
    fi
    [ -n "$python" ] || fail "no Python 3.12 or later here, and none could be fetched; install one and say PYTHON=/path/to/python make …"
    "$python" -m venv .venv || fail "$python cannot make a virtual environment; install its venv package (Debian: apt install python3-venv)"
}

with_pip() {
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip --upgrade >/dev/null 2>&1 || return 1
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@"
}

install() {
    if [ -n "$uv" ] && VIRTUAL_ENV="$PWD/.venv" "$uv" pip install --quiet --python .venv/bin/python "$@"; then return; fi
    with_pip "$@"
}

# Packages come as sources. Where Python may not keep what it makes of them (a setting, a user without the right), every
# start would make it again: 5 seconds in place of 2. A few files of packages are templates, and compile nowhere.
keep_bytecode() { .venv/bin/python -m compileall -q -j 0 .venv/lib redaksi >/dev/null 2>&1 || :; }

sum_of() { cat requirements/"$1".txt pyproject.toml | cksum; }

is_installed() { [ -x .venv/bin/redaksi ] && [ "$(cat .venv/.redaksi-"$1" 2>/dev/null)" = "$(sum_of "$1")" ]; }

prepare() {
    if is_installed "$1" || { [ "$1" = run ] && is_installed dev; }; then return; fi
    say "Installing what is missing into .venv …"
    uv=$(ensure_uv)
    make_venv
    install --require-hashes -r requirements/"$1".txt || fail "the packages of requirements/$1.txt could not be installed; see above"
    install --no-deps --no-build-isolation --editable . || fail "Redaksi itself could not be installed; see above"
    keep_bytecode
    sum_of "$1" >.venv/.redaksi-"$1"
}

case "${1:-}" in
run | dev) prepare "$1" ;;
uv)
    shift
    uv=$(ensure_uv)
    [ -n "$uv" ] || fail "uv could not be installed"
    exec "$uv" "$@"
    ;;
*) fail "say: sh tools/venv.sh run|dev|uv" ;;
esac
