#!/bin/sh
# A real browser for the tests: found, or installed where Debian's packages are.
set -eu

for name in chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

missing() {
    echo "redaksi: $*; the tests in a browser are left out." >&2
    exit 0
}

command -v apt-get >/dev/null 2>&1 || missing "no Chromium here; install it"
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
else
    missing "no Chromium here, and only root may install it (apt install chromium)"
fi

echo "Installing Chromium …" >&2
install() { DEBIAN_FRONTEND=noninteractive $as_root apt-get install --yes --quiet --no-install-recommends chromium >/dev/null 2>&1; }
install || { $as_root apt-get update --quiet >/dev/null 2>&1 && install; } || missing "Chromium could not be installed"
