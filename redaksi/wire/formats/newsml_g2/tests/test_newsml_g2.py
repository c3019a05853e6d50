from datetime import UTC, datetime
from pathlib import Path

import pytest

from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, TopicCopy
from redaksi.wire import formats
from redaksi.wire.formats import Certainty
from redaksi.wire.formats.newsml_g2 import read, recognizes
from redaksi.wire.item import House, Unreadable
from redaksi.wire.opened import opened
from redaksi.wire.refusal import Refusal
from redaksi.wire.tests import material

EXAMPLES = material.FOLDER / "wire-formats/newsml-g2/examples"
SAMPLES = Path(__file__).parents[1] / "samples"
HOUSE = House(UTC, datetime(2026, 7, 1, tzinfo=UTC))
NAR = "http://iptc.org/std/nar/2006-10-01/"
A_MESSAGE = "LISTING_24_News_Message_conveying_a_complete_News_Package.xml"
EVERY_EXAMPLE = sorted(path for path in EXAMPLES.glob("*.xml") if path.name != A_MESSAGE)
# How each of IPTC's examples begins, and what comes of it: kinds of blocks, or the words of the refusal.
TAKEN = {
    "LISTING_1_": [],
    "LISTING_2_": ["text"],
    "LISTING_3_": ["text"],
    "LISTING_3A": ["text"],
    "LISTING_4_": ["embed"],
    "LISTING_5_": ["embed"],
    "LISTING_16": ["text"],
    "LISTING_21": ["text"],
    "LISTING_22": ["text"],
    "LISTING_26": ["text"],
    "LISTING_27": [],
    "Receiver V": ["text"],
    "facet-example-3": ["text"],
}


def read_file(path):
    with opened(path, path.name) as file:
        return list(read(file, HOUSE))


def read_text(text, tmp_path):
    path = tmp_path / "item.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_file(path)


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the examples of IPTC are not on this machine")
@pytest.mark.parametrize("path", EVERY_EXAMPLE, ids=lambda path: path.name[:10])
def test_of_every_example_a_story_comes_in_or_a_line_says_why_not(path):
    with opened(path, path.name) as file:
        is_whole = NAR.encode() in path.read_bytes()
        assert recognizes(file.head, path.name) == (Certainty.SURE if is_whole else Certainty.NO)
        assert not is_whole or formats.format_of(file.head, path.name) == "newsml_g2"
    kinds = next((kinds for start, kinds in TAKEN.items() if path.name.startswith(start)), None)
    if kinds is None:
        with pytest.raises(Unreadable):
            read_file(path)
        return
    items = read_file(path)
    assert [item if isinstance(item, Refusal) else [each.kind for each in item.copy.body] for item in items] == [kinds]
    assert all(item.copy.headline and item.copy.identifier for item in items)


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the examples of IPTC are not on this machine")
def test_a_message_of_empty_items_tells_each():
    items = read_file(EXAMPLES / A_MESSAGE)
    assert [type(item) for item in items] == [Refusal] * 4


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the examples of IPTC are not on this machine")
def test_a_text_in_nitf():
    (item,) = read_file(EXAMPLES / "LISTING_2_NewsML-G2_Text_Document.xml")
    copy = item.copy
    assert (copy.headline, copy.slugline) == ('Fed to halt QE to avert "bubble"', "US-Finance-Fed")
    assert copy.bylines == [BylineCopy("Meredith Jameson")]
    assert copy.topics[1] == TopicCopy("central bank")
    assert (copy.dateline, copy.language, copy.source) == ("New York, NY", "en", "acmenews.com")
    assert item.medium == "Acme News and Media LLC"
    assert copy.identifier == "urn:newsml:acmenews.com:20161121:US-FINANCE-FED"
    assert copy.body[0].value.count("<p>") == 2


def test_a_message_puts_a_text_and_its_pictures_together():
    items = read_file(SAMPLES / "pesan.xml")
    assert [item.copy.headline for item in items if not isinstance(item, Refusal)] == [
        "Dua kapal bertabrakan",
        "Gempa di Banda",
    ]
    copy = items[0].copy
    assert copy.kicker == "Kecelakaan laut"
    assert copy.dek == "Tidak ada korban jiwa."
    assert copy.genre == "analysis"
    assert copy.urgency == 3
    assert copy.bylines == [BylineCopy("Rina Sari")]
    assert copy.topics == [TopicCopy("KNKT", "organization"), TopicCopy("Tanjung Priok", "place")]
    assert copy.lead_photo == PhotoCopy(
        "https://contoh.id/kapal.jpg", credit="Antara", caption="Kapal di dermaga.", usage_terms="Sekali pakai."
    )
    assert copy.body == [
        BlockCopy("text", '<p>Dua <strong>kapal</strong>, <a href="https://contoh.id/">satu dermaga</a>.</p>'),
        BlockCopy("heading", {"text": "Penyebab", "level": 3}),
        BlockCopy("list", {"is_numbered": False, "items": ["<p>kabut</p>", "<p>arus</p>"]}),
    ]
    withdrawn, concept = (item.reason for item in items if isinstance(item, Refusal))
    assert "Ditarik" in withdrawn
    assert "<conceptItem>" in concept


def item_xml(inside="", prolog="", meta="<headline>H</headline>", item_meta=""):
    return (
        f'{prolog}<newsItem xmlns="{NAR}" guid="tag:a.id,2026:1"><itemMeta>{item_meta}</itemMeta>'
        f"<contentMeta>{meta}</contentMeta><contentSet>{inside}</contentSet></newsItem>"
    )


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
FILE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
WEB = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


@pytest.mark.parametrize(
    "text",
    [
        item_xml(prolog=f"{BOMB}]>", meta="<headline>&k;</headline>"),
        item_xml(prolog=f"<?xml version='1.0'?>\n<!-- x -->\n{BOMB}]>", meta="<headline a='&k;'>H</headline>"),
        item_xml(prolog=FILE, meta="<headline>&f;</headline>"),
        item_xml(prolog=WEB),
        item_xml(prolog=f'<?xml version="1.0" encoding="UTF-16"?>{FILE}', meta="<headline>&f;</headline>").encode("utf-16"),
        item_xml(meta="<headline>&f;</headline>"),
        item_xml("<inlineXML>" + "<div>" * 10_000 + "</div>" * 10_000 + "</inlineXML>"),
        item_xml("<inlineXML>"),
        item_xml(meta=""),
        f'<newsMessage xmlns="{NAR}">',
        "<x/>",
        "x",
        "<",
        b"\x00\x01\x02",
        "",
    ],
    ids=range(15),
)
def test_bombs_and_what_is_no_item_are_refused_in_a_line(text, tmp_path):
    with pytest.raises(Unreadable) as refusal:
        read_text(text, tmp_path)
    assert "root:" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_scripts_are_words_in_lines_and_nothing_in_texts(tmp_path):
    script = "<script>alert(1)</script>"
    link = '<a href="javascript:x">sana</a>'
    xhtml = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{script}<p onclick="x()">Halo {link}</p></body></html>'
    nitf = f"<nitf><body><body.content>{script}<p>Selamat pagi {link}</p></body.content></body></nitf>"
    data = f"<inlineData contenttype='text/html'><![CDATA[<!DOCTYPE html>{script}<p>Ketiga</p>]]></inlineData>"
    (item,) = read_text(item_xml(f"<inlineXML>{xhtml}</inlineXML><inlineXML>{nitf}</inlineXML>{data}"), tmp_path)
    body = str(item.copy.body)
    assert all(words in body for words in ("Halo sana", "Selamat pagi sana", "Ketiga"))
    assert not any(word in body for word in ("alert", "onclick", "javascript"))


@pytest.mark.parametrize("date", ["20222-01-01T00:00:00Z", "kemarin", "2018-13-01", "9999-12-31T23:59:59-12:00"])
def test_a_date_that_cannot_be_is_left_out_and_told(date, tmp_path):
    dates = f"<versionCreated>{date}</versionCreated><embargoed>{date}</embargoed>"
    (item,) = read_text(item_xml(item_meta=dates), tmp_path)
    assert (item.copy.published_at, item.copy.embargoed_until) == (None, None)
    assert len([note for note in item.unplaced if date[:10] in note]) == 2


def test_the_encoding_is_the_one_that_it_declares(tmp_path):
    declared = '<?xml version="1.0" encoding="ISO-8859-2"?>'
    text = item_xml(prolog=declared, meta="<headline>Łódź</headline>")
    (item,) = read_text(text.encode("iso-8859-2"), tmp_path)
    assert item.copy.headline == "Łódź"
    (item,) = read_text(text.replace("ISO-8859-2", "x-tidak-ada"), tmp_path)
    assert item.copy.headline == "Łódź"


@pytest.mark.parametrize(
    ("head", "certainty"),
    [
        (f'<newsItem xmlns="{NAR}">'.encode(), Certainty.SURE),
        (f'<newsItem xmlns="{NAR}">'.encode("utf-16"), Certainty.SURE),
        (b"<NewsML Version='1.2'>", Certainty.NO),
        (b"<rss>", Certainty.NO),
        (b"", Certainty.NO),
    ],
)
def test_it_is_known_by_its_namespace(head, certainty):
    assert recognizes(head, "a.xml") == certainty
