"""The real worker, killed in the middle of what is due: everything goes out, once, and what failed keeps nothing back."""

import json
import os
import subprocess
import sys


def test_a_worker_killed_in_the_middle_publishes_each_story_once(tmp_path):
    command = [sys.executable, "-m", "redaksi.cli", "bench", "due", "--stories", "9", "--kill", "--json"]
    surroundings = {**os.environ, "REDAKSI_HOME": str(tmp_path)}
    told = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=170, check=True).stdout
    answer = json.loads(told.splitlines()[-1])
    seconds = answer["seconds"]
    assert answer | {"seconds": 0, "slowest_start": 0} == {
        "stories": 9,
        "published": 8,
        "published_twice": 0,
        "failed": 1,
        "kills": 1,
        "seconds": 0,
        "slowest_start": 0,
    }
    assert seconds < 60
