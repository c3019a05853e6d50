"""The index from outside: commands, and processes that are killed while they write."""

import json
import random
import subprocess
import sys
import time

from redaksi.cli.tests.conftest import PATIENCE, surroundings

PREPARE = "from redaksi.cli import installation; installation.prepare()\n"
WRITE = f"""{PREPARE}
import itertools
from redaksi.archive.tests.editions import take_over
from redaksi.stories.models import Story
for round in itertools.count():
    take_over(20, headline=f"Berita putaran {{round}}")
    for story in Story.objects.order_by("?")[:5]:
        story.title += " diralat"
        story.save()
    if round == 0:
        print("at work", flush=True)
"""
FOLLOW = f"{PREPARE}\nfrom redaksi.archive.following import follow\nprint('at work', flush=True)\nwhile True:\n    follow()"
FOLLOW_TO_THE_END = f"""{PREPARE}
from redaksi.archive.following import Follower
from redaksi.archive.models import Waiting
follower = Follower()
while follower.step() or Waiting.objects.exists():
    pass
"""


def started(home, code):
    return subprocess.Popen(
        [sys.executable, "-c", code], env=surroundings(home), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def test_an_empty_home_has_no_index_and_is_given_one(redaksi):
    missing = redaksi("archive", "verify")
    assert missing.returncode == 1
    assert "redaksi archive rebuild" in missing.stderr
    assert redaksi.json("archive", "rebuild")["stories"] == 0
    assert redaksi.json("archive", "verify")["ok"]


def test_killed_at_any_moment_whoever_writes_or_follows_nothing_is_lost(redaksi):
    redaksi("archive", "rebuild")
    chance = random.Random(7)  # noqa: S311 -- no secret, and always the same
    for who in (FOLLOW, WRITE, FOLLOW):
        writer, follower = started(redaksi.home, WRITE), started(redaksi.home, FOLLOW)
        assert (writer.stdout.readline(), follower.stdout.readline()) == ("at work\n", "at work\n")
        time.sleep(chance.random())
        killed, other = (follower, writer) if who is FOLLOW else (writer, follower)
        killed.kill()
        time.sleep(chance.random())
        other.kill()
        killed.communicate(timeout=PATIENCE)
        other.communicate(timeout=PATIENCE)
    subprocess.run([sys.executable, "-c", FOLLOW_TO_THE_END], env=surroundings(redaksi.home), check=True, timeout=PATIENCE)
    told = json.loads(redaksi("archive", "verify", "--json").stdout)
    assert told["stories"] > 20
    assert (told["ok"], told["waiting"], told["missing"], told["stale"], told["surplus"]) == (True, 0, [], [], [])
