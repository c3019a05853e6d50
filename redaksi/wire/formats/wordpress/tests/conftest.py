from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest

from redaksi.wire.formats.wordpress import read
from redaksi.wire.item import House, Item
from redaksi.wire.opened import HEAD, OpenedFile
from redaksi.wire.refusal import Refusal
from redaksi.wire.tests import material

WIB = timezone(timedelta(hours=7))
HOUSE = House(WIB, datetime(2026, 1, 1, tzinfo=UTC))
NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)
SITE = "<title>Harian Lama</title><link>https://lama.id</link><language>id-ID</language><wp:wxr_version>1.2</wp:wxr_version>"


class Read:
    """What came of an export, by kind."""

    def __init__(self, export):
        raw = export if isinstance(export, bytes) else export.encode()
        opened = OpenedFile(Path("lama.xml"), "lama.xml", BytesIO(raw), raw[:HEAD])
        everything = list(read(opened, HOUSE))
        self.items = [each for each in everything if isinstance(each, Item)]
        self.refusals = [each for each in everything if isinstance(each, Refusal)]
        self.papers = [each for each in everything if not isinstance(each, Item | Refusal)]

    @property
    def copy(self):
        (item,) = self.items
        return item.copy

    @property
    def count(self):
        return len(self.items) + sum(refusal.count for refusal in self.refusals)


def export_of(*entries, channel="", site=SITE):
    return f'<?xml version="1.0"?><rss version="2.0" {NAMESPACES}><channel>{site}{channel}{"".join(entries)}</channel></rss>'


def entry(content="", more="", **fields):
    """A public post of 1 February 2020, unless told otherwise; fields of WordPress's own namespace by name."""
    given = {"post_id": "7", "post_type": "post", "status": "publish", "post_name": "kapal", **fields}
    given = {"post_date": "2020-02-01 10:00:00", "post_date_gmt": "2020-02-01 03:00:00", **given}
    title = given.pop("title", "Kapal karam")
    link = given.pop("link", f"https://lama.id/2020/02/{given['post_name']}/")
    own = "".join(f"<wp:{name}>{text}</wp:{name}>" for name, text in given.items())
    return (
        f"<item><title>{title}</title><link>{link}</link><dc:creator>rina</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>{own}{more}</item>"
    )


def meta(key, value):
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"


def picture(number="9", file="2020/02/kapal.jpg", more="", parent="0"):
    url = f"https://lama.id/wp-content/uploads/{file}"
    return entry(
        post_id=number,
        post_type="attachment",
        status="inherit",
        post_parent=parent,
        attachment_url=url,
        more=f"<excerpt:encoded>Kapal di dermaga</excerpt:encoded>{meta('_wp_attachment_image_alt', 'Sebuah kapal')}{more}",
    )


@pytest.fixture
def data():
    folder = material.FOLDER / "importers/wordpress-wxr"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there; REDAKSI_DATA says where the shared data lie")
    return folder
