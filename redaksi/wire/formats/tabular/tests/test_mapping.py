import pytest

from redaksi.wire.formats.tabular import Mapping
from redaksi.wire.item import Unreadable

COLUMNS = ["Judul", "isi", "Kolom 3", "meta"]


def test_what_a_person_says_stands_above_the_names():
    mapping = Mapping.parse("headline=kolom 3, dek = Judul,dateline=meta.tempat").fitted(COLUMNS)
    assert mapping.columns == {"headline": ("Kolom 3",), "dek": ("Judul",), "dateline": ("meta.tempat",), "body": ("isi",)}


def test_without_a_map_names_tell():
    assert Mapping.parse("").fitted(COLUMNS).columns == {"headline": ("Judul",), "body": ("isi",)}


def test_a_field_can_be_left_empty():
    assert "body" not in Mapping.parse("body=").fitted(COLUMNS).columns


def test_of_two_columns_the_better_name_is_asked_first():
    mapping = Mapping().fitted(["text", "content"])
    assert mapping.columns["body"] == ("content", "text")
    cells = {"text": "satu", "content": ""}
    assert (mapping.take("body", cells), cells) == ("satu", {"content": ""})


def test_values_lie_deeper_where_the_map_says_so():
    mapping = Mapping.parse("headline=title.rendered").fitted(["title"])
    assert mapping.take("headline", {"title": {"rendered": "Jembatan"}}) == "Jembatan"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("headline", "“headline” is no pair like headline=title"),
        ("judul=title", "no field “judul”; there are: headline, kicker,"),
        ("headline=a,headline=b", "the field “headline” is given twice"),
        ("headline=titel", "no column “titel”; there are: Judul, isi, Kolom 3, meta"),
    ],
)
def test_a_mistake_is_named(text, told, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(Unreadable, match=f"^{told}"):
        Mapping.parse(text).fitted(COLUMNS)
