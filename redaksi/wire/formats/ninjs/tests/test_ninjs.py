import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, SourceCopy, TopicCopy
from redaksi.wire import formats, ninjs
from redaksi.wire.formats import Certainty
from redaksi.wire.formats.ninjs import read, recognizes, write
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import opened
from redaksi.wire.refusal import Refusal
from redaksi.wire.tests import material

EXAMPLES = material.FOLDER / "wire-formats/ninjs"
SAMPLES = Path(__file__).parents[1] / "samples"
HOUSE = House(UTC, datetime(2026, 7, 1, tzinfo=UTC))
# What of the examples holds no story: a schema among them, and items that only say when something happens or embargoes it.
NO_STORY = {"extension-schema.json", "008_extension.json"}


def read_file(path, name=""):
    with opened(path, name or path.name) as file:
        return list(read(file, HOUSE))


def read_text(text, tmp_path):
    path = tmp_path / "item.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_file(path)


def read_item(tmp_path, **properties):
    (item,) = read_text(json.dumps({"uri": "tag:a.id,2026:1", **properties}), tmp_path)
    return item


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the examples of IPTC are not on this machine")
def test_every_example_of_iptc_is_recognized_and_read():
    paths = sorted([*EXAMPLES.glob("examples/**/*.json"), *EXAMPLES.glob("doc-examples/**/*.json")])
    assert len(paths) == 66
    for path in paths:
        if path.name in NO_STORY:
            with pytest.raises(Unreadable):
                read_file(path)
            continue
        items = read_file(path)
        assert [item for item in items if isinstance(item, Refusal)] == [], path
        assert all(item.copy.headline and item.copy.identifier for item in items), path
        with opened(path, path.name) as file:
            assert formats.format_of(file.head, path.name) == "ninjs", path


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the examples of IPTC are not on this machine")
@pytest.mark.parametrize("version", ["1.6", "2.2", "3.1"])
def test_the_same_story_is_read_from_each_generation(version):
    (item,) = read_file(EXAMPLES / "doc-examples" / version / "007_multimedia.json")
    copy = item.copy
    assert copy.headline == "Captain of wrecked cruise ship on trial in Italy"
    assert copy.bylines == [BylineCopy("Paulo Santalucia"), BylineCopy("Frances d'Emilio")]
    assert copy.dateline == "Grossetto, Italy"
    assert copy.topics[0] == TopicCopy("Francesco Schettino", "person")
    assert [topic.kind for topic in copy.topics] == ["person", "organization", "place", "place", "place"]
    assert copy.lead_photo.file == "http://hosted.ap.org/photos/2/2643c588-dc8d-4923-bebd-e3b904edbb3a-big.jpg"
    assert copy.lead_photo.caption.startswith("The Costa Concordia cruise ship lies on its side")
    assert [block.kind for block in copy.body] == ["text", "photo"]
    assert copy.body[0].value.startswith("<p>GROSSETO, Italy (AP) -- The trial")
    assert (copy.source, copy.language) == ("ninjs.example.com", "en")
    assert copy.published_at == datetime(2013, 7, 9, 10, 39, tzinfo=UTC)


@pytest.mark.parametrize("name", ["kapal.json", "kapal-1.json", "kapal-2.json"])
def test_our_own_samples_say_the_same_in_each_generation(name):
    (item,) = read_file(SAMPLES / name)
    copy = item.copy
    assert item.unplaced == []
    assert (copy.headline, copy.kicker, copy.section, copy.storyline) == (
        "Dua kapal bertabrakan di Tanjung Priok",
        "Kecelakaan laut",
        "Metro",
        "Keselamatan pelabuhan",
    )
    assert copy.bylines == [BylineCopy("Rina Sari", "reporter", "rs"), BylineCopy("Budi", "editor")]
    assert copy.topics == [TopicCopy("KNKT", "organization"), TopicCopy("Tanjung Priok", "place"), TopicCopy("kapal")]
    assert copy.sources == [SourceCopy("Antara", "medium", "https://www.antaranews.com/")]
    assert copy.genre == "analysis"
    assert copy.lead_photo == PhotoCopy(
        "photos/kapal.jpg", "Antara/Rina", "Kapal di dermaga.", "Dua kapal", "CC BY 4.0", "digitalCapture", "Rina Sari"
    )
    assert [block.kind for block in copy.body] == ["text", "heading", "related", "text"]


def test_our_samples_are_what_we_write():
    (item,) = read_file(SAMPLES / "kapal.json")
    for name, version in (("kapal.json", "3.1"), ("kapal-2.json", "2.2"), ("kapal-1.json", "1.6")):
        assert write(item.copy, version=version) == (SAMPLES / name).read_bytes()


def test_rights_of_a_photo_in_the_text_come_from_its_association(tmp_path):
    photo = {
        "name": "x",
        "uri": "https://a.id/1",
        "type": "picture",
        "by": "Rina",
        "usageTerms": "Sekali pakai.",
        "renditions": [
            {"name": "kecil", "href": "https://a.id/k.jpg"},
            {"name": "besar", "href": "https://a.id/b.jpg", "width": 9},
        ],
    }
    body = {"contentType": "text/html", "value": '<p>Satu.</p><img src="https://a.id/k.jpg" alt="Kapal">'}
    copy = read_item(tmp_path, headlines=[{"value": "H"}], bodies=[body], associations=[photo]).copy
    found = PhotoCopy("https://a.id/b.jpg", credit="Rina", alt="Kapal", usage_terms="Sekali pakai.")
    assert copy.body == [BlockCopy("text", "<p>Satu.</p>"), BlockCopy("photo", found)]
    assert copy.lead_photo is None


def test_a_second_form_of_the_text_is_not_a_second_text(tmp_path):
    text = "Satu dua tiga empat lima enam."
    bodies = [
        {"role": "text", "contentType": "text/plain", "value": text},
        {"role": "html", "contentType": "text/html", "value": f"<html><body><h1>H</h1><p>{text}</p></body></html>"},
        {"role": "x", "contentType": "application/xml", "value": f"<X><Y>Lain</Y>{text}</X>"},
    ]
    assert read_item(tmp_path, headlines=[{"value": "H"}], bodies=bodies).copy.body == [BlockCopy("text", f"<p>{text}</p>")]
    bodies[0]["value"] = "Sama sekali lain."
    copy = read_item(tmp_path, headlines=[{"value": "H"}], bodies=bodies).copy
    assert copy.body[-1] == BlockCopy("text", "<p>Sama sekali lain.</p>")


def test_what_is_withdrawn_does_not_come_in_and_what_is_withheld_is_a_draft(tmp_path):
    with pytest.raises(Unreadable, match="Judul"):
        read_item(tmp_path, pubStatus="canceled", headlines=[{"value": "Judul"}])
    item = read_item(tmp_path, pubStatus="withheld", versionCreated="2026-07-01T08:00:00Z", headlines=[{"value": "Judul"}])
    assert item.copy.published_at is None
    item = read_item(tmp_path, pubStatus="entah", versionCreated="2026-07-01T08:00:00Z", headlines=[{"value": "Judul"}])
    assert item.copy.published_at is None


def test_of_a_list_each_item_comes_in_by_itself(tmp_path):
    given = [{"uri": "tag:a.id,2026:1", "headlines": [{"value": "Satu"}]}, 5, {"uri": "tag:a.id,2026:2"}]
    first, second, third = read_text(json.dumps(given), tmp_path)
    assert (first.name, first.copy.headline) == ("item.json#1", "Satu")
    assert isinstance(second, Refusal)
    assert isinstance(third, Refusal)


DEEP = "[" * 10_000 + "]" * 10_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "5",
        '"x"',
        "null",
        DEEP,
        f'{{"uri": "x:y", "headline": "H", "associations": {DEEP}}}',
        '{"uri": "x:y", "headline": "H", "associations": ' + '{"a": ' * 500 + "{}" + "}" * 500 + "}",
        f'{{"uri": "x:y", "headline": "H", "urgency": {"9" * 5000}}}',
        b'{"uri": "x:y", "headline": "\xff\xfe\x00"}',
        b"\x00" * 100,
        '{"headline": 5e999999}{"x": 1}',
    ],
)
def test_what_nobody_means_is_refused_in_a_line(text, tmp_path):
    with pytest.raises(Unreadable) as refusal:
        read_text(text, tmp_path)
    assert str(refusal.value)
    assert "\n" not in str(refusal.value)


WRONG = [None, True, 5, -1.5, "x", [], {}, [[]], [{}], {"a": [{"b": None}]}, ["x", 5, None], "\ud800\x00\u202e", 10**30]
NAMES = sorted(
    set(ninjs.schema.validator("3.1").schema["$defs"]["ninjsType"]["properties"])
    | set(ninjs.schema.validator("1.6").schema["properties"])
    | {"embargoed", "body_xhtml", "headline_x", "description_text", "tidak_dikenal"}
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_wrong_kind_of_value_is_told_and_the_rest_comes_in(name, wrong):
    given = {"uri": "tag:a.id,2026:1", "headline_main": "H", name: wrong}
    received = ninjs.received(given, UTC)
    assert "\x00" not in repr(received.copy)
    assert all("\n" not in note for note in received.notes)
    repr(received.copy).encode()


def test_scripts_are_words_in_lines_and_nothing_in_texts(tmp_path):
    script = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    marked = {"contentType": "text/html", "value": f'{script}<p onclick="x">Halo <a href="javascript:x">sana</a></p>'}
    item = read_item(
        tmp_path,
        headlines=[{"contentType": "text/html", "value": f"Judul {script}"}],
        descriptions=[{**marked, "role": "dek"}],
        bodies=[marked],
        by=script,
        located=script,
        edNote=script,
    )
    assert item.copy.headline == "Judul"
    assert item.copy.dek == "Halo sana"
    body = str(item.copy.body)
    assert "Halo sana" in body
    assert not any(word in body for word in ("alert", "onclick", "javascript", "<script"))


DATES = ["20222-01-01T00:00:00Z", "kemarin", "0000-00-00", "9999-12-31T23:59:59-12:00", "0001-01-01", "2026-13-01"]


@pytest.mark.parametrize("date", DATES)
def test_a_date_that_cannot_be_is_left_out_and_told(date, tmp_path):
    item = read_item(tmp_path, headlines=[{"value": "H"}], versionCreated=date, embargoedUntil=date, firstCreated=date)
    assert (item.copy.published_at, item.copy.updated_at, item.copy.embargoed_until) == (None, None, None)
    assert sum(date[:10] in note for note in item.unplaced) >= 3


def test_text_without_end_is_told_in_short_notes(tmp_path):
    item = read_item(tmp_path, headlines=[{"value": "x" * 100_000}], urgency="9" * 100_000, tidak="y" * 100_000)
    assert isinstance(item, Item)
    assert max(map(len, item.unplaced)) < 500
    assert len(item.copy.ed_note) < 500


@pytest.mark.parametrize(
    ("head", "certainty"),
    [
        (b'{"standard": {"name": "ninjs", "version": "3.1"}, "uri": "x:y"', Certainty.SURE),
        (b'\xef\xbb\xbf {"uri": "x", "type": "text", "headline": "a", "byline": "b", "versioncreated": "c"', Certainty.SURE),
        (b'[{"uri": "x", "headlines": [], "bodies": []', Certainty.LIKELY),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"uri": "x", "headlines": 1, "bodies": 2', Certainty.NO),
        (b'{"@context": "https://schema.org", "headline": "x"', Certainty.NO),
        (b'{"db": [{"meta": {}}]}', Certainty.NO),
        (b'{"title": "x", "content": "y"}', Certainty.NO),
        (b"<xml/>", Certainty.NO),
        (b"", Certainty.NO),
    ],
)
def test_ninjs_is_known_by_its_properties(head, certainty):
    assert recognizes(head, "a.json") == certainty
