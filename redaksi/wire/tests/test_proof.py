import json

import pytest
from wagtail.contrib.redirects.models import Redirect

from redaksi.stories.models import Story
from redaksi.stories.tests.builders import image_bytes
from redaksi.wire import intake, report
from redaksi.wire.tests.test_intake import MANUSCRIPT, write

pytestmark = pytest.mark.django_db


def rows(*given, **shared):
    both = {"title": "Judul", "content": "Isi <b>berita</b> ini.", "date": "2024-01-05", "author": "Rina Wati"} | shared
    return "".join(json.dumps(both | row) + "\n" for row in given)


def test_the_proof_counts_what_was_given_and_what_the_database_holds(paper, tmp_path):
    given = rows({"id": 1, "url": "https://lama.id/a"}, {"id": 2, "author": "Rina Wati, Budi"}, {"id": 3, "content": ""}, {})
    write(tmp_path, "a.jsonl", given + "{broken\n")
    brought = intake.bring([tmp_path], as_="published")
    proof = brought.proof
    assert proof["holds"]
    assert proof["items"] == {"given": 5, "new": 4, "new_versions": 0, "unchanged": 0, "illustrated": 0, "not_taken": 1}
    assert proof["stories"] == {"in": 4, "out": 4}
    assert proof["words"] == {"in": 9, "out": 9}
    assert (proof["people"], proof["bylines"]) == ({"in": 2, "out": 2}, {"in": 5, "out": 5})
    assert proof["redirects"] == {"in": 1, "out": 1}
    assert (list(proof["not_taken"].values()), proof["differences"]) == ([1], [])
    assert json.dumps(brought.as_json())


def test_an_old_address_that_two_stories_claim_leads_to_the_first_and_the_difference_has_its_reason(paper, tmp_path):
    write(tmp_path, "a.jsonl", rows({"id": 1}, {"id": 2, "title": "Lain"}, url="https://lama.id/a"))
    write(tmp_path, "b.jsonl", rows({"id": 3, "title": "Lagi"}, url="https://lama.id/a"))
    intake.bring([tmp_path / "a.jsonl"], as_="published")
    proof = intake.bring([tmp_path / "b.jsonl"], as_="published").proof
    (difference,) = proof["differences"]
    assert proof["holds"]
    assert difference == {"of": "redirects", "in": 1, "out": 0, "reason": difference["reason"]}
    assert Redirect.objects.get().redirect_page.specific.title == "Judul"


def test_pictures_of_the_text_and_above_it_are_counted(paper, tmp_path):
    write(tmp_path, "kapal.jpg", image_bytes())
    head = '[lead_photo]\nfile = "kapal.jpg"\ncredit = "Rina"\n'
    body = '\n```photo\nfile = "kapal.jpg"\ncaption = "\\"photo\\": 1"\n```\n\nKatanya: "photo": 5.\n'
    write(tmp_path, "a.md", MANUSCRIPT.format(headline="Judul", head=head) + body)
    proof = intake.bring([tmp_path], as_="published").proof
    assert proof["photos"] == {"in": 2, "out": 2}
    assert proof["holds"]


def test_new_versions_and_unchanged_items_are_accounted_for(paper, tmp_path):
    path = write(tmp_path, "a.jsonl", rows({"id": 1}, {"id": 2}))
    intake.bring([path], as_="published")
    path.write_text(rows({"id": 1}, {"id": 2, "title": "Judul yang diralat"}))
    again = intake.bring([path], as_="published")
    assert (again.unchanged, again.proof["new_versions"], again.proof["holds"]) == (1, {"in": 1, "out": 1}, True)


def test_what_the_database_lost_makes_the_proof_fail(paper, tmp_path, monkeypatch):
    from redaksi.wire import filing

    tell = filing.Filing._tell

    def lose(self, item, story, is_new=True):
        Story.objects.filter(pk=story.pk).update(word_count=0)
        tell(self, item, story, is_new)

    monkeypatch.setattr(filing.Filing, "_tell", lose)
    proof = intake.bring([write(tmp_path, "a.jsonl", rows({}))]).proof
    assert not proof["holds"]
    assert [(each["of"], each["reason"]) for each in proof["differences"]] == [("words", "")]


def test_lists_of_a_very_long_run_are_cut_and_the_counts_are_not(paper, tmp_path, monkeypatch):
    monkeypatch.setattr(report, "MOST_LISTED", 2)
    path = write(tmp_path, "a.jsonl", rows(*({"id": number} for number in range(5))) + "x\n" * 4)
    brought = intake.bring([path], as_="published")
    assert (len(brought.urls), len(brought.skipped), brought.not_listed) == (2, 2, 3 + 2 + 3)  # addresses, refusals, dates
    assert sum(brought.not_taken.values()) == 4


def test_the_report_counts_what_was_recognized(paper, tmp_path):
    given = rows(
        {"id": 1, "date": "2024-01-05 10:15"}, {"id": 2, "section": "Kota", "dateline": "Gomel"}, {"id": 3, "date": ""}
    )
    write(tmp_path, "a.jsonl", given)
    for dry_run in (True, False):
        told = intake.bring([tmp_path], dry_run=dry_run)
        assert told.words == 9
        assert told.recognized == {"section": 1, "date": 2, "hour": 1, "byline": 3, "quote": 0, "dateline": 1, "photo": 0}
