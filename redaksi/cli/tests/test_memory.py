import os
import subprocess
import sys
from pathlib import Path

import pytest

from redaksi.cli.benchmarks import memory

pytestmark = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells what processes share")
FIFTY_MEGABYTES = "held = bytearray(b'1') * 50_000_000; print(len(held), flush=True); input()"


def test_a_child_that_takes_fifty_megabytes_is_seen_until_it_ends():
    with subprocess.Popen([sys.executable, "-c", FIFTY_MEGABYTES], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout.readline() == b"50000000\n"
        assert memory.family_of(os.getpid()) >= {os.getpid(), child.pid}
        assert memory.kilobytes_of(child.pid) >= 48_000
        child.communicate(b"\n")
    assert memory.kilobytes_of(child.pid) == 0


def test_the_watcher_tells_a_peak_of_whoever_is_watched_and_ends():
    with memory.watched() as peak:
        assert 0 <= peak() < 100_000
