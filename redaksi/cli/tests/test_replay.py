"""Logs played again: what may stand in them, and that no list knows the future. Whatever is generated here is synthetic."""

import gzip
import json

import pytest
from click.testing import CliRunner

from redaksi.cli.command_line import redaksi
from redaksi.cli.replay import log, synthetic
from redaksi.cli.replay.fading import Fading
from redaksi.cli.replay.figures import Figures
from redaksi.cli.replay.replay import WAYS, Replay
from redaksi.cli.trouble import Trouble

CSV = "time,session,story,shown,clicked\n"


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("log")
    synthetic.write(folder / "events.jsonl", folder / "stories.jsonl", stories=250, sessions=4_000, days=3, seed=3)
    return folder


def written(folder, text):
    path = folder / "events.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_in_any_order_are_joined_to_what_was_read_next_in_the_same_visit(tmp_path):
    read = log.read(
        written(tmp_path, CSV + "2026-01-01T00:02:00Z,a,dua,,\n2026-01-01T00:00:00Z,a,satu,,\n1767225660000,b,tiga,,\n")
    )
    named = [(read.stories[row.story].name, read.stories[row.target].name if row.target >= 0 else None) for row in read.rows]
    assert named == [("satu", "dua"), ("tiga", None), ("dua", None)]
    assert (read.sessions, read.left_out) == (2, 0)


def test_what_was_clicked_in_the_list_shown_is_what_was_read_next(tmp_path):
    read = log.read(written(tmp_path, CSV + "2026-01-01T00:00:00Z,a,satu,dua tiga,2\n"))
    (row,) = read.rows
    assert read.stories[row.target].name == "tiga"


@pytest.mark.parametrize("clicked", ["2", "2.0", "tiga"])
def test_what_was_clicked_is_told_by_its_place_or_by_its_name(tmp_path, clicked):
    read = log.read(written(tmp_path, CSV + f"2026-01-01T00:00:00Z,a,satu,dua tiga,{clicked}\n"))
    assert [read.stories[row.target].name for row in read.rows] == ["tiga"]


@pytest.mark.parametrize("clicked", ["0", "3", "-1", "satu", "lain"])
def test_what_was_not_shown_was_not_clicked(tmp_path, clicked):
    read = log.read(written(tmp_path, CSV + f"2026-01-01T00:00:00Z,a,satu,dua tiga,{clicked}\n"))
    assert [row.target for row in read.rows] == [-1]


def test_all_rows_in_one_json_list_by_a_readers_name(tmp_path):
    rows = [{"ts": 1767225600 + number, "user_id": "u", "news_id": number} for number in range(3)]
    assert len(log.read(written(tmp_path, json.dumps(rows, indent=1))).rows) == 3


def test_reloads_and_rows_that_nobody_can_read_are_left_out_and_counted(tmp_path):
    rows = "2026-01-01T00:00:00Z,a,satu,,\n2026-01-01T00:00:09Z,a,satu,,\nkemarin,a,dua,,\n2026-01-01T00:01:00Z,,dua,,\n,,,\n"
    read = log.read(written(tmp_path, CSV + rows))
    assert (len(read.rows), read.left_out) == (1, 4)


def test_a_visit_ends_after_an_hour_without_reading(tmp_path):
    read = log.read(written(tmp_path, CSV + "2026-01-01T00:00:00Z,a,satu,,\n2026-01-01T03:00:00Z,a,dua,,\n"))
    assert [row.target for row in read.rows] == [-1, -1]


def test_packed_lines_of_json_with_other_names_are_read_too(tmp_path):
    path = tmp_path / "events.jsonl.gz"
    lines = [{"timestamp": 1767225600, "session_id": 7, "article_id": 1, "shown": [2, 3]}, [], {"x": 1}]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode() + b"\nnot json\n"))
    read = log.read(path)
    assert (len(read.rows), len(read.stories), read.left_out) == (1, 3, 3)


@pytest.mark.parametrize("text", ["", "\n\n", CSV, "a;b;c\n1;2;3\n", "\x00\xff"])
def test_a_file_without_readings_is_refused_with_what_it_needs(tmp_path, text):
    with pytest.raises(Trouble, match="time, session, story"):
        log.read(written(tmp_path, text))


ROWS = CSV + "2026-01-01T00:00:00Z,a,satu,,\n2026-01-01T00:02:00Z,a,dua,,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_what_a_spreadsheet_saved_is_read_however_its_letters_are_written(tmp_path, encoding, pack):
    path = tmp_path / "events.csv"
    path.write_bytes(pack(ROWS.encode(encoding)))
    assert [story.name for story in log.read(path).stories] == ["satu", "dua"]


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (gzip.compress(ROWS.encode() * 100)[:60], "damaged, or cut off"),
        (b"\x1f\x8b\x08" + b"x" * 60, "damaged, or cut off"),
        (CSV.encode() + b"a" * (17 * 1024 * 1024), "quotation mark"),
        (CSV.encode() + b'"' + b"2026,a,b\n" * 2_000_000, "quotation mark"),
        (b'[{"time": 1767225600, "session": "a", "story": "x"}, {"time": 17', "JSON list"),
        (CSV.encode() + b"9999-12-31T00:00:00Z,a,satu,,\n0001-01-01T00:00:00+14:00,a,satu,,\n", "No row of"),
        (b"", "There is no reading"),
    ],
)
def test_a_file_that_is_damaged_says_what_is_the_matter(tmp_path, contents, said):
    (tmp_path / "events").write_bytes(contents)
    with pytest.raises(Trouble, match=said):
        log.read(tmp_path / "events")


def test_a_log_that_was_written_twice_is_one_log(tmp_path):
    once = log.read(written(tmp_path, ROWS))
    twice = log.read(written(tmp_path, ROWS + ROWS.removeprefix(CSV)))
    assert (twice.rows, twice.sessions, twice.left_out) == (once.rows, once.sessions, 2)


def test_clocks_that_are_far_off_break_no_visit(tmp_path):
    read = log.read(written(tmp_path, ROWS + "2099-01-01T00:00:00Z,a,satu,,\n1970-01-02T00:00:00Z,a,dua,,\n"))
    named = [(read.stories[row.story].name, row.target >= 0) for row in read.rows]
    assert named == [("dua", False), ("satu", True), ("dua", False), ("satu", False)]


def test_a_story_is_offered_by_nobody_before_it_is_there(tmp_path):
    rows = "".join(f"2026-01-01T00:{minute:02}:00Z,{session},s{minute},,\n" for minute in range(50) for session in "ab")
    replay = Replay(log.read(written(tmp_path, CSV + rows)))
    seen, unborn = [], []
    lists = replay._lists

    def watched(row, *rest):
        made = lists(row, *rest)
        there = {each.story for each in replay._log.rows if each.at <= row.at}
        seen.append(row)
        unborn.extend(story for listed in made.values() for story in listed if story not in there)
        return made

    replay._lists = watched
    told = replay.play()
    assert len(seen) == told["measured"] > 50
    assert unborn == []


def test_on_synthetic_readings_the_blend_beats_its_parts_and_keeps_its_promises(generated):
    told = Replay(log.read(generated / "events.jsonl", [generated / "stories.jsonl"]), most_measured=1_500).play()
    gains = {way: told[way]["ndcg@6"] for way in WAYS}
    assert max(gains, key=gains.get) == "blend"
    assert told["blend"]["coverage"] >= 3 * told["most_popular"]["coverage"]
    assert told["blend"]["share_of_new"] >= 0.15


def test_figures_are_what_they_are_called():
    figures = Figures()
    figures.add([4, 5, 6], read_next=5, new={4})
    figures.add([7], read_next=9, new=set())
    told = {"hit_rate@6": 0.5, "ndcg@6": 0.3155, "coverage": 0.4, "share_of_new": 0.25}
    assert figures.as_dict(stories=10) == told


def test_old_times_fade_and_years_do_not_break_the_numbers():
    fading = Fading(halved_after=60, kept=2)
    fading.add(1, 0.0, weight=3.0)
    fading.add(2, 120.0)
    assert fading.top() == {2: 1.0, 1: 0.75}
    fading.add(3, 3e8)
    fading.add(4, 3e8 + 60)
    assert list(fading.top()) == [4, 3]


def test_the_command_tells_a_table_or_json_with_the_same_names(generated):
    events, table = str(generated / "events.jsonl"), str(generated / "stories.jsonl")
    runner = CliRunner()
    shown = runner.invoke(redaksi, ["audience", "evaluate", events, "--stories", table, "--most", "100"])
    told = runner.invoke(redaksi, ["audience", "evaluate", events, "--stories", table, "--most", "100", "--json"])
    figures = json.loads(told.output)
    assert [way for way in figures if isinstance(figures[way], dict)] == list(WAYS)
    assert [line.split()[0] for line in shown.output.splitlines()[3:]] == list(WAYS)
    assert shown.output.splitlines()[2].split() == list(figures["blend"])
