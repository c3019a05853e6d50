"""What nobody sends by mistake, and what somebody will send: for every format, through the whole intake."""

import json
import time
from datetime import UTC, datetime

import pytest
from lxml import html

from redaksi.stories import clean
from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.stories.models import Section, Story, Topic
from redaksi.wire import fitting, formats, intake, leaving, sections
from redaksi.wire.formats.rss_atom.write import Head
from redaksi.wire.tests.test_intake import write

pytestmark = pytest.mark.django_db

FORMATS = sorted(formats.all_formats())
WRITTEN = [
    name for name in FORMATS if name != "archive_zip"
]  # that one is written from the database: its own tests are hostile
ENDINGS = {
    **leaving.ONE_FILE_A_STORY,
    "archive_zip": "zip",
    "ghost": "json",
    "rss_atom": "xml",
    "tabular": "jsonl",
    "wordpress": "xml",
}
SECRET = "kata-sandi-dari-berkas-lain"
PATIENCE = 60  # seconds, on a machine that others use, too


def entities(path):
    return f'<!DOCTYPE rss [<!ENTITY luar SYSTEM "{path}"><!ENTITY a "{"ha" * 50}">' + "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1 or ''};" * 10}">' for number in range(1, 10)
    )


def files(secret):
    """Names, each with its content."""
    doctype = entities(secret)
    rss = "<rss><channel><item><title>Judul &luar;</title><description>Isi. &a9;</description></item></channel></rss>"
    return {
        "empty": b"",
        "nothing": b"\x00" * 2_000_000,
        "noise": bytes(range(256)) * 4000,
        "half a character": b"Judul\n\nIsi \xe2\x80",
        "three encodings": "Judul é\n\n".encode() + "Isi é\n".encode("cp1252") + "Isi é\n".encode("utf-16"),
        "utf-16 cut": "Judul\n\nIsi berita.".encode("utf-16")[:-1],
        "bomb": f"{doctype}]>{rss}".encode(),
        "bomb of html": f"{doctype}]><html><body><h1>J &luar;</h1><p>&a9;</p></body></html>".encode(),
        "deep json": b'{"items": ' + b"[" * 200_000,
        "deep objects": b'{"db": ' + b'{"a": ' * 100_000,
        "deep xml": b"<rss><channel><item>" + b"<a>" * 100_000,
        "deep html": b"<html><body>" + b"<div>" * 100_000 + b"x",
        "one line": b"Judul " * 500_000,
        "fence": b'+++\nheadline = "x"\n+++\n' + b"```factbox\n" * 20_000,
        "zip bomb": b"PK\x03\x04" + b"\xff" * 100_000,
        "large number": b'{"title": "x", "date": 1' + b"0" * 10_000 + b"}",
    }


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("kind", files(""))
def test_any_file_said_to_be_of_any_format_comes_in_or_is_told_in_a_line(paper, tmp_path, format_name, kind):
    secret = write(tmp_path, "rahasia", SECRET)
    path = write(tmp_path / "masuk", f"berkas.{ENDINGS[format_name]}", files(secret)[kind])
    began = time.monotonic()
    report = intake.bring([path], format=format_name)
    assert time.monotonic() - began < PATIENCE
    assert report.stories + sum(report.not_taken.values()) > 0
    assert SECRET not in json.dumps(report.as_json()) + "".join(str(story.body.raw_data) for story in Story.objects.all())
    assert not any("\n" in reason for reason in report.not_taken)


SCRIPTS = "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)' onclick='alert(1)'>Kapal</a>"
EVIL = f"{SCRIPTS}\x00\x08\u202e"
NAME = "Rina <script>alert(1)</script>\x00"


def evil_story():
    return a_story(
        headline=f"Judul {EVIL}",
        section=NAME,
        kicker=EVIL,
        dek=EVIL,
        teaser=EVIL,
        slug=EVIL,
        dateline=NAME,
        storyline=NAME,
        body=[
            BlockCopy("text", f"<p>Kapal karam. {EVIL}</p>"),
            BlockCopy("quote", {"text": EVIL, "speaker": NAME, "speaker_role": EVIL}),
            BlockCopy("list", {"is_numbered": False, "items": [f"<p>{EVIL}</p>"]}),
            BlockCopy("factbox", {"title": EVIL, "text": f"<p>{EVIL}</p>"}),
            BlockCopy("embed", {"url": "javascript:alert(1)", "caption": EVIL}),
            BlockCopy("photo", PhotoCopy("kapal.jpg", credit=EVIL, caption=EVIL, alt=EVIL)),
        ],
        bylines=[BylineCopy(NAME)],
        topics=[TopicCopy(NAME)],
        sources=[SourceCopy(NAME, url="javascript:alert(1)")],
        old_addresses=["javascript:alert(1)"],
    )


def a_story(**fields):
    fields = {"headline": "Judul", "body": [BlockCopy("text", "<p>Kapal karam.</p>")], "section": "Dunia"} | fields
    return StoryCopy(published_at=datetime(2024, 1, 5, tzinfo=UTC), source="uji", identifier="https://uji.example/1", **fields)


def written(format_name, copy):
    """As a file of that format; what the format itself cannot hold, its writer may refuse."""
    write_one = formats.all_formats()[format_name].write
    match format_name:
        case "rss_atom":
            text = write_one([copy], Head("Uji", "https://uji.example", "https://uji.example/feed", "id", ""), "rss")
        case "ghost":
            text = "".join(write_one([copy], datetime(2026, 1, 1, tzinfo=UTC)))
        case "tabular":
            text = "".join(write_one([copy], "jsonl"))
        case "wordpress":
            text = "".join(formats.all_formats()["wordpress"].write_all([copy], "Uji", "https://uji.example"))
        case _:
            text = write_one(copy)
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def markup_of(story):
    """What a browser would be given as markup; everything else is escaped where it is shown."""
    for block in story.body.raw_data:
        match block["type"]:
            case "text":
                yield block["value"]
            case "factbox":
                yield block["value"]["text"]
            case "list":
                yield from (item["value"] if isinstance(item, dict) else item for item in block["value"]["items"])


def is_harmless(markup):
    elements = list(html.fragment_fromstring(markup, create_parent="div").iter())
    names = {name for element in elements for name in element.attrib}
    links = [element.get("href") or "" for element in elements]
    return (
        {element.tag for element in elements} <= {*clean.TAGS, "div"}
        and not any(name.startswith("on") for name in names)
        and not any(link.lstrip().lower().startswith("javascript") for link in links)
    )


@pytest.mark.parametrize("format_name", WRITTEN)
def test_scripts_and_controls_in_every_field_come_in_as_words(paper, tmp_path, format_name):
    content = written(format_name, evil_story())
    if format_name in ("manuscript", "page_html", "page_text"):
        content = content.replace(b"\x00", b"")  # with it they are no text, and refused as such
    path = write(tmp_path, f"berkas.{ENDINGS[format_name]}", content)
    report = intake.bring([path], format=format_name)
    assert report.stories == 1, report.not_taken
    story = Story.objects.get()
    assert all(map(is_harmless, markup_of(story)))
    assert all(block["value"]["url"].startswith("http") for block in story.body.raw_data if block["type"] == "embed")
    fields = (story.title, story.kicker, story.dek, story.teaser, story.slug, story.dateline, story.section.title)
    names = [line.contributor.name for line in story.bylines.all()] + [str(topic) for topic in story.topics]
    assert not set("".join([*fields, *names])) & set("\x00\x08\u202e")
    assert not any(source.url.startswith("javascript") for source in story.story_sources.all())
    assert not any(old.startswith("javascript") for old in story.redirect_set.values_list("old_path", flat=True))


def test_nobody_is_called_by_a_tag(paper, tmp_path):
    people = [BylineCopy("<script>x</script>Ani <b>Sari</b>"), BylineCopy("<script>Budi</script>"), BylineCopy("Citra")]
    path = write(tmp_path, "tabel.jsonl", written("tabular", a_story(bylines=people)))
    report = intake.bring([path], format="tabular")
    assert [person.name for person in Story.objects.get().contributors()] == ["Ani Sari", "Citra"]
    assert sum("<script>" in line["note"] for line in report.unplaced) == 2


@pytest.mark.parametrize("format_name", WRITTEN)
def test_a_year_that_cannot_be_is_no_date(paper, tmp_path, format_name):
    content = written(format_name, a_story())
    path = write(tmp_path, f"berkas.{ENDINGS[format_name]}", content.replace(b"2024", b"20222"))
    report = intake.bring([path], format=format_name, as_="published")
    assert report.items >= 1
    assert not Story.objects.filter(published_at__year__gt=2100).exists()
    assert not any("\n" in reason for reason in report.not_taken)


@pytest.mark.parametrize("format_name", WRITTEN)
def test_of_very_many_categories_of_one_story_a_hundred_are_taken_in_good_time(paper, tmp_path, format_name):
    many = [TopicCopy(f"Topik {number}") for number in range(20_000)]  # whatever looks at each for each takes a minute
    path = write(tmp_path, f"berkas.{ENDINGS[format_name]}", written(format_name, a_story(topics=many)))
    began = time.process_time()
    report = intake.bring([path], format=format_name)
    assert time.process_time() - began < PATIENCE / 3
    assert report.stories + sum(report.not_taken.values()) >= 1
    assert Topic.objects.count() <= fitting.MOST_LINKED + 2
    assert len(json.dumps(report.as_json())) < 100_000


def test_a_column_that_is_no_section_opens_no_section_for_each_row(paper, tmp_path, monkeypatch):
    monkeypatch.setattr(sections, "MOST", 5)
    rows = "".join(
        json.dumps({"id": n, "title": f"Judul {n}", "content": "Isi.", "section": f"Rubrik {n}"}) + "\n" for n in range(9)
    )
    path = write(tmp_path, "a.jsonl", rows)
    report = intake.bring([path])
    assert (report.stories, len(report.unplaced)) == (9, 4)
    assert Section.objects.count() == 6  # five, and the one for what has none
    assert [str(topic) for topic in Story.objects.get(title="Judul 8").topics] == ["Rubrik 8"]
    assert intake.bring([path]).unchanged == 9
