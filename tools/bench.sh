#!/bin/sh
# What `redaksi bench serve` measures with: found, or installed where Debian's packages are. nginx is not started.
set -eu

if command -v nginx >/dev/null 2>&1 && command -v wrk >/dev/null 2>&1 && command -v taskset >/dev/null 2>&1; then exit 0; fi
command -v apt-get >/dev/null 2>&1 || { echo "redaksi: install nginx, wrk and taskset (util-linux) for this system." >&2; exit 1; }
if [ "$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi

$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -qq -y --no-install-recommends nginx-light wrk util-linux >/dev/null
