import gzip
import json
import zipfile

import pytest

from redaksi.wire import intake
from redaksi.wire.files import size_of
from redaksi.wire.pace import Pace

pytestmark = pytest.mark.django_db

ROW = '{{"title": "Judul {number}", "content": "{text}", "date": "2024-01-05"}}\n'
ROWS = "".join(ROW.format(number=number, text=f"Isi {number * 7919}. " * 200) for number in range(400))
GHOST = json.dumps({"db": [{"data": {"posts": [{"id": n, "title": f"Judul {n}", "html": "<p>Isi.</p>"} for n in range(4)]}}]})


def told_of(path):
    steps, sums = [], []
    intake.bring([path], pace=Pace(lambda count: (steps.append(count), sums.append(sum(steps)))))
    assert all(count > 0 for count in steps)
    return sums


def test_the_bytes_of_all_files_are_told_as_they_are_read(paper, tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(ROWS)
    sums = told_of(tmp_path)
    assert sums[-1] == size_of([tmp_path]) == 2 * len(ROWS)
    assert len(sums) > 100


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_of_a_packed_file_its_own_bytes_are_told(paper, tmp_path, kind):
    path = tmp_path / f"a.{kind}"
    if kind == "gz":
        path.write_bytes(gzip.compress(ROWS.encode()))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
            parts.writestr("a.jsonl", ROWS)
    sums = told_of(path)
    assert sums[-1] == path.stat().st_size


def test_where_a_file_is_read_at_once_its_items_have_each_their_share(paper, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(GHOST)
    quarter = len(GHOST) // 4
    assert told_of(path) == [pytest.approx(quarter * n, abs=4) for n in (1, 2, 3, 4)]


def test_what_cannot_be_read_is_done_with_too(paper, tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\0\1\2" * 500)
    assert told_of(tmp_path) == [1500]
