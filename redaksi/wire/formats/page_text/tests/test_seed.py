"""The page that this project was built for, in the words that matter. The page itself is no part of this repository."""

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from redaksi.stories import clean
from redaksi.stories.copy import BylineCopy
from redaksi.wire.formats.page_text.read import read_page
from redaksi.wire.item import House

FOLDER = Path(os.environ.get("REDAKSI_SEED", Path(__file__).parents[6] / "shared/seed"))
PAGES = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []
HOUSE = House(ZoneInfo("Asia/Jakarta"), datetime(2026, 11, 23, tzinfo=UTC))

pytestmark = pytest.mark.skipif(not PAGES, reason="the seed page is not on this machine")


def test_the_seed_page_is_read_whole():
    page = read_page(PAGES[0].read_text(), HOUSE)
    copy = page.copy
    assert copy.headline == "Putin Siap Kirim Perwakilan Rusia Untuk Negoisasi Dengan Ukraina"
    assert (copy.lead_credit, copy.section, copy.dateline, page.medium) == ("iStockphoto", "Dunia", "", "WowKeren")
    assert copy.dek.startswith("Vladimir Putin siap kirimkan")
    assert [block.kind for block in copy.body] == ["text", "quote", "text", "quote", "text"]
    assert [block.value.count("<p>") for block in copy.body if block.kind == "text"] == [5, 1, 2]
    assert copy.body[0].value.startswith("<p>Presiden Rusia Vladimir Putin masih enggan")
    assert copy.body[-1].value.endswith("tentara dan warga sipil.</p>")
    assert [(b.value["speaker"], b.value["speaker_role"], b.value["attribution"]) for b in copy.body if b.kind == "quote"] == [
        ("Dmitry Peskov", "juru bicara Kremlin", "terang juru bicara Kremlin, Dmitry Peskov"),
        ("Volodymyr Zelensky", "Presiden Ukraina", "kata Volodymyr Zelensky Presiden Ukraina"),
    ]
    assert copy.bylines == [BylineCopy("Sisi", "reporter", "wk")]
    assert (copy.published_at, copy.is_published_at_approximate) == (datetime(2022, 2, 23, 17, tzinfo=UTC), True)
    assert (page.unplaced, len(page.left_out)) == ([], 5)


def test_no_word_of_the_seed_page_is_lost():
    text = PAGES[0].read_text()
    page = read_page(text, HOUSE)
    kept = clean.plain(f"{page.copy} {page.left_out}").replace("\\n", " ")
    missing = [word for word in text.replace('"', " ").split() if word.strip("(),.") not in kept and "/" not in word]
    assert missing == []
